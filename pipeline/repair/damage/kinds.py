"""The kinds of damage a print can have, named once for the repair rules, the log.

The trial ground and the docs.
"""

from __future__ import annotations

from enum import StrEnum


class Damage(StrEnum):
    """A kind of damage: a string, its name.

    ``says`` is what happened to the print, in one sentence.
    """

    says: str

    def __new__(cls, name: str, says: str) -> Damage:
        """A member: its name is the string, ``says`` stands beside it."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.says = says
        return member

    # -- the cells of one row
    CELL_LOST = "cell_lost", "One cell is gone and what follows slid one place to the left."
    BLANK_LEFT_BEHIND = (
        "blank_left_behind",
        "One ranking is gone, the target slid over it and left a blank in its place.",
    )
    BLANK_INSERTED = (
        "blank_inserted",
        "A blank was pushed in between two cells and the rest slid to the right.",
    )
    SERIAL_LOST = "serial_lost", "The serial number is not printed."
    SERIAL_SWAPPED = (
        "serial_swapped",
        "The serial number stands before the label that should stand left of it, or behind the "
        "row's name.",
    )
    LABEL_CELL_LOST = "label_cell_lost", "A label cell is gone and the row slid to the left."
    LABEL_CELL_EXTRA = "label_cell_extra", "The row has label cells too many and slid to the right."

    # -- weights and their sums
    WEIGHT_LOST = (
        "weight_lost",
        "The weight cell was dropped and the rankings slid to the left, into its column.",
    )
    SLASH_ADDED = "slash_added", 'A "/" was added to fill up a row whose weight cell was dropped.'
    WEIGHT_MERGED = (
        "weight_merged",
        "A weight of several rows is printed on the first of them only.",
    )
    MISPRINT = "misprint", "A printed weight is another number than the sums allow."

    # -- labels
    LABEL_LATE = "label_late", "A label stands one or more rows below the first row of its group."
    LABEL_EARLY = "label_early", "A label stands one or more rows above the first row of its group."
    LABEL_COLUMN = "label_column", "A label of one level stands in the column of another."
    LABELS_SWAPPED = "labels_swapped", "Two second-level labels stand on one row, in either order."
    LABEL_LOST = "label_lost", "A group begins and no label is printed for it."
    LABEL_REPRINTED = "label_reprinted", "A label is printed again in the middle of its group."
    LABEL_SPELLING = "label_spelling", "A label printed again is spelt another way."
    LABEL_TAIL = "label_tail", "The tail of a label is printed again as if it were the next label."
    NAME_REPEATED = "name_repeated", "A label cell repeats the row's own third-level name."

    # -- pages and texts
    PAGE_PADDED = "page_padded", "A page has one or two blank columns more than the table."
    HEADER_DRIFT = (
        "header_drift",
        "The headings of a page are worded otherwise than on the pages before.",
    )
    WRAP_SPACE = "wrap_space", "A word is broken by a space where the printed line wrapped."
    CUT_OFF = "cut_off", "A sentence stops in the middle."
