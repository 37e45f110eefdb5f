"""Merged cells as they are drawn: which rows one covers.

Covered is not blank, and a drawn blank is not covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Row, Slot

HABIT = 1  # rows under merged cells for each with an empty cell of its own: merging is the rule
Place = tuple[int, int, int]  # a cell's page, row and column


@dataclass(frozen=True, slots=True)
class Covers:
    """One column's merged cells.

    ``heads`` gives each covered row the row its cell begins on, None to all others.

    ``blank`` are the rows that show an empty cell of their own, ``tops`` the first of each page.
    """

    heads: tuple[int | None, ...]
    blank: frozenset[int]
    tops: frozenset[int] = frozenset()

    @property
    def drawn(self) -> bool:
        """Whether the column has merged cells at all: then a blank cell is one on purpose."""
        return any(head is not None for head in self.heads)

    def ends(self, row: int) -> bool:
        """Whether an empty cell of the row's own ends one above it that is not empty.

        Not at the top of a page: what is merged there is cut by the page break.
        """
        if not self.drawn or row in self.tops:
            return False
        return row in self.blank and row - 1 not in self.blank

    def begins(self, row: int) -> bool:
        """Whether a cell over several rows begins on the row."""
        return row in self.heads


def covers(rows: Sequence[Row], at: int) -> Covers:
    """The merged cells of the column that stands at ``at`` among the slots."""
    heads: list[int | None] = []
    blank = set()
    tops = set()
    owners: dict[Place, int] = {}
    for number, row in enumerate(rows):
        if number and row.page != rows[number - 1].page:
            tops.add(number)
        head = None
        slot = _slot(row, at)
        if slot is not None:
            place = _place(slot.cell)
            if not slot.covered:
                owners[place] = number
            elif _is_from_above(slot.cell, row):
                head = owners.get(place)
            if _is_blank(slot):
                blank.add(number)
        heads.append(head)
    return Covers(tuple(heads), frozenset(blank), frozenset(tops))


def parted(rows: Sequence[Row], at: int) -> frozenset[int]:
    """The rows with an empty cell of their own below a merged one that ends above them.

    Of the column that stands at ``at`` among the slots, page by page: where a page ends, a merged
    cell is cut. What a merged cell says is not said of them. Where the column merges the rows of a
    label as a rule, a label over one row has ended below it too.
    """
    merged = covers(rows, at)
    covered = sum(head is not None for head in merged.heads)
    as_a_rule = covered >= HABIT * len(merged.blank)
    found: set[int] = set()
    above = 0  # rows of the cell above, while only empty cells have followed
    for number, row in enumerate(rows):
        if number and row.page != rows[number - 1].page:
            above = 0
        head = merged.heads[number]
        if head is not None:
            above = number - head + 1
        elif number not in merged.blank:
            above = 2 if merged.drawn and as_a_rule else 1
        elif above > 1:
            found.add(number)
    return frozenset(found)


def _slot(row: Row, at: int) -> Slot | None:
    if at >= len(row.slots):
        return None
    return row.slots[at]


def _is_blank(slot: Slot) -> bool:
    """Whether an empty cell of the row's own stands there."""
    if slot.covered:
        return False
    return not slot.text.strip()


def _place(cell: Cell) -> Place:
    return cell.page, cell.row, cell.col


def _is_from_above(cell: Cell, row: Row) -> bool:
    """Whether the cell begins on another row than the one it covers."""
    begins = cell.page, cell.row
    return begins != (row.page, row.row)
