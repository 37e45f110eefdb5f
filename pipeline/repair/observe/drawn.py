"""Merged cells as they are drawn: which rows one covers.

Covered is not blank, and a drawn blank is not covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Row


@dataclass(frozen=True, slots=True)
class Covers:
    """One column's merged cells.

    ``heads`` gives each covered row the row its cell begins on, None to all others.

    ``blank`` are the rows that show an empty cell of their own.
    """

    heads: tuple[int | None, ...]
    blank: frozenset[int]

    @property
    def drawn(self) -> bool:
        """Whether the column has merged cells at all: then a blank cell is one on purpose."""
        return any(head is not None for head in self.heads)

    def begins(self, row: int) -> bool:
        """Whether a cell over several rows begins on the row."""
        return row in self.heads


def covers(rows: Sequence[Row], at: int) -> Covers:
    """The merged cells of the column that stands at ``at`` among the slots."""
    heads: list[int | None] = []
    blank: set[int] = set()
    owners: dict[tuple[int, int, int], int] = {}
    for number, row in enumerate(rows):
        slot = row.slots[at] if at < len(row.slots) else None
        if slot is None:
            heads.append(None)
            continue
        if not slot.covered:
            owners[_key(slot.cell)] = number
            if not slot.text.strip():
                blank.add(number)
        heads.append(
            owners.get(_key(slot.cell)) if slot.covered and _from_above(slot.cell, row) else None
        )
    return Covers(tuple(heads), frozenset(blank))


def _key(cell: Cell) -> tuple[int, int, int]:
    return cell.page, cell.row, cell.col


def _from_above(cell: Cell, row: Row) -> bool:
    return (cell.page, cell.row) != (row.page, row.row)
