"""The kinds of damage a print can have: one record each.

The repair rules, the log, the trial ground and the docs know a kind by its record here; what it
costs stands in :mod:`costs`. ``docs/damage.md`` is made from both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a kind.

    Attributes:
        says: What happened to the print, in one sentence.
        settles: What in the document tells that it happened, and what was there before.
        case: The case that shows it, in ``tests/cases``.
        code: The message that says it in the log or the findings; empty where nothing does.
    """

    says: str
    settles: str
    case: str
    code: str = ""


class Damage(StrEnum):
    """A kind of damage: a string, its name, with what is known of it."""

    about: About

    def __new__(
        cls,
        name: str,
        says: str,
        settles: str,
        case: str,
        code: str = "",
    ) -> Damage:
        """A member: its name is the string, its record stands beside it."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.about = About(says, settles, case, code)
        return member

    @property
    def says(self) -> str:
        """What happened to the print, in one sentence."""
        return self.about.says

    # -- the cells of one row
    CELL_LOST = (
        "cell_lost",
        "One cell is gone and what follows slid one place to the left.",
        "The kinds of the cells that follow; among rankings, the target that slid over them.",
        "repair/table-rank-lost",
        "repair.cell-lost",
    )
    BLANK_LEFT_BEHIND = (
        "blank_left_behind",
        "One ranking is gone, the target slid over it and left a blank in its place.",
        "The blank in the target's column. Which of the rankings went is not told.",
        "repair/table-rank-lost",
        "repair.blank-inserted",
    )
    BLANK_INSERTED = (
        "blank_inserted",
        "A blank was pushed in between two cells and the rest slid to the right.",
        "The kinds of the cells that follow.",
        "repair/align",
        "repair.blank-inserted",
    )
    SERIAL_LOST = (
        "serial_lost",
        "The serial number is not printed.",
        "The serials of the rows before and after.",
        "repair/table-serials",
        "repair.serial-lost",
    )
    SERIAL_SWAPPED = (
        "serial_swapped",
        "The serial number stands before the label that should stand left of it, or behind the "
        "row's name.",
        "The serials of the rows before and after.",
        "repair/table-serials",
        "repair.serial-swapped",
    )
    CELLS_SWAPPED = (
        "cells_swapped",
        "Two cells beside each other stand in each other's place.",
        "Their kinds: as printed neither is what its column holds.",
        "repair/table-cells-swapped",
        "repair.cells-swapped",
    )
    CELLS_FUSED = (
        "cells_fused",
        "One cell holds what belongs into two: a number and something before or behind it, or the "
        "labels of both levels.",
        "The blank or the missing cell beside it; where the number is points, the sums.",
        "repair/table-cells-fused",
        "repair.cells-fused",
    )
    CELL_SPLIT = (
        "cell_split",
        "The row's name, or a target's number and its unit, stands in two cells, and the rest slid "
        "to the right.",
        "The serial stands in its own column, and the row has a cell too many.",
        "repair/table-cell-split",
        "repair.cell-split",
    )
    LABEL_CELL_LOST = (
        "label_cell_lost",
        "A label cell is gone and the row slid to the left.",
        "The serial, one column too far left.",
        "repair/table-serials",
        "repair.label-cell-lost",
    )
    LABEL_CELL_EXTRA = (
        "label_cell_extra",
        "The row has label cells too many and slid to the right.",
        "The serial, one column too far right.",
        "repair/table-labels-swapped",
        "repair.label-cell-extra",
    )

    # -- weights and their sums
    WEIGHT_LOST = (
        "weight_lost",
        "The weight cell was dropped and the rankings slid to the left, into its column.",
        "The sums: read as weights, the rankings do not add up to the label's points.",
        "repair/table-weights-dropped",
        "repair.weight-lost",
    )
    SLASH_ADDED = (
        "slash_added",
        'A "/" was added to fill up a row whose weight cell was dropped.',
        "The sums, and that the row has one cell too few without it.",
        "repair/table-weights-dropped",
        "repair.slash-added",
    )
    WEIGHT_MERGED = (
        "weight_merged",
        "A weight of several rows is printed on the first of them only.",
        "A label of just these points over just these rows.",
        "repair/table-weight-merged",
        "repair.own-or-merged",
    )
    WEIGHT_REPEATED = (
        "weight_repeated",
        "A weight of several rows is printed on each of them.",
        "The sums: added up row by row they come to too much.",
        "repair/table-weight-repeated",
        "repair.weight-repeated",
    )
    MISPRINT = (
        "misprint",
        "A printed weight is another number than the sums allow.",
        "The other weights of its label, when all the sums around it hold.",
        "repair/table-misprint",
        "repair.weight-off",
    )

    # -- labels
    LABEL_LATE = (
        "label_late",
        "A label stands one or more rows below the first row of its group.",
        "The sums; where they leave the place open, the label's words.",
        "repair/table-label-late",
        "repair.label-printed-below",
    )
    LABEL_EARLY = (
        "label_early",
        "A label stands one or more rows above the first row of its group.",
        "The sums; where they leave the place open, the label's words.",
        "repair/table-labels-swapped",
        "repair.label-printed-above",
    )
    LABEL_COLUMN = (
        "label_column",
        "A label of one level stands in the column of another.",
        "The points of the first-level labels, which add up to their section's.",
        "repair/table-label-column",
        "repair.label-elsewhere",
    )
    LABELS_SWAPPED = (
        "labels_swapped",
        "Two second-level labels stand on one row, in either order.",
        "The sums, and the words of both labels.",
        "repair/table-labels-swapped",
        "repair.label-printed-above",
    )
    LABEL_LOST = (
        "label_lost",
        "A group begins and no label is printed for it.",
        "The sums, that a group begins. Nothing tells its name: it is open.",
        "repair/table-label-lost",
        "repair.no-label-for-row",
    )
    LABEL_REPRINTED = (
        "label_reprinted",
        "A label is printed again in the middle of its group.",
        "The same name and points above it, and the sums.",
        "repair/labels",
    )
    LABEL_SPELLING = (
        "label_spelling",
        "A label printed again is spelt another way.",
        "The same points, words in common, and the sums.",
        "repair/table-spelling",
        "repair.label-spelling",
    )
    LABEL_TAIL = (
        "label_tail",
        "The tail of a label is printed again as if it were the next label.",
        "The label above, which ends with it.",
        "repair/table-tail",
        "repair.label-tail",
    )
    NAME_REPEATED = (
        "name_repeated",
        "A label cell repeats the row's own third-level name.",
        "The row's name. Whether the label above goes on, the sums tell.",
        "repair/table-name-repeated",
        "repair.name-repeated",
    )

    # -- pages and texts
    PAGE_PADDED = (
        "page_padded",
        "A page has one or two blank columns more than the table.",
        "The headings of the pages before.",
        "stitch",
    )
    HEADER_DRIFT = (
        "header_drift",
        "The headings of a page are worded otherwise than on the pages before.",
        "Their order, and the words they have in common.",
        "stitch",
        "stitch.heading-drift",
    )
    WRAP_SPACE = (
        "wrap_space",
        "A word is broken by a space where the printed line wrapped.",
        "Chinese text has no spaces between its characters.",
        "normalise",
        "normalise.wrap",
    )
    CUT_OFF = (
        "cut_off",
        "A sentence stops in the middle.",
        "Nothing: it is published as it is printed, with a finding.",
        "repair/table-tail",
        "repair.cut-off",
    )


KINDS = {str(kind): kind for kind in Damage}  # by name
