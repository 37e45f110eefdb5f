"""One page's share of a logical table, and small questions that all of stitching asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.model import Cell, PageTable
from pipeline.stitch.frame import Frame, frame_of
from pipeline.text import fold


@dataclass(frozen=True)
class Part:
    """A page table and how many of its leading rows repeat headings; ``why`` says why it goes on there."""

    table: PageTable
    skip: int = 0
    why: tuple[str, ...] = ()
    index: int = 0
    repeats: tuple[int, int] = field(default=(0, 0))

    @cached_property
    def frame(self) -> Frame | None:
        return frame_of(self.table)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that begin in each row, left to right."""
        out: list[list[Cell]] = [[] for _ in range(self.table.n_rows)]
        for cell in sorted(self.table.cells, key=lambda c: c.col):
            out[cell.row].append(cell)
        return tuple(tuple(row) for row in out)

    def owners(self, row: int) -> tuple[Cell, ...]:
        """The cells that stand in a row, begun there or above, left to right."""
        found = [cell for r in range(row + 1) for cell in self.rows[r] if cell.row + cell.rowspan > row]
        return tuple(sorted(found, key=lambda c: c.col))

    def body(self, header_rows: int) -> Iterator[tuple[Cell, ...]]:
        """Per body row the cells that begin in it."""
        yield from self.rows[max(self.skip, header_rows) :]


def key(cell: Cell) -> str:
    """The cell's text to compare by."""
    return fold(cell.text)


def blank(cell: Cell) -> bool:
    return not cell.text.strip()
