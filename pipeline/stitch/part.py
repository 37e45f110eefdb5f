"""One page's share of a logical table, and small questions that all of stitching asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.model import Cell, PageTable
from pipeline.stitch.frame import Frame, frame_of, height
from pipeline.stitch.signs import Weighed
from pipeline.text import fold

# A row lower than this share of the lowest other one holds no line.
STRIP = 0.5


@dataclass(frozen=True)
class Part:
    """A page table and how many of its leading rows repeat headings.

    ``joined`` is why it goes on there.

    ``rests`` are, by column, texts that stand below a repeated heading with no rule between, and
    belong to a row; ``opening`` are texts of the first row that open several tables of the
    document.
    """

    table: PageTable
    skip: int = 0
    joined: Weighed | None = None
    index: int = 0
    repeats: tuple[int, int] = field(default=(0, 0))
    rests: Mapping[int, str] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()

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
        found = [
            cell for r in range(row + 1) for cell in self.rows[r] if cell.row + cell.rowspan > row
        ]
        return tuple(sorted(found, key=lambda c: c.col))

    @cached_property
    def open_bottom(self) -> bool:
        """Whether no cell of the last row is closed by a rule below.

        False where that is not known.
        """
        layouts = [cell.layout for cell in self.owners(self.table.n_rows - 1)]
        return all(layout is not None and layout.open_bottom for layout in layouts)

    @cached_property
    def closed_bottom(self) -> bool:
        """Whether every cell of the last row is closed by a rule below.

        False where that is not known.
        """
        layouts = [cell.layout for cell in self.owners(self.table.n_rows - 1)]
        return all(layout is not None and not layout.open_bottom for layout in layouts)

    def strip_at(self, row: int) -> bool:
        """Whether a row is a blank strip too low for a line.

        Browsers leave one where they cut a merged cell.
        """
        cells = self.rows[row]
        turn = self.frame.turn if self.frame else 0
        if (
            not cells
            or self.frame is None
            or any(not blank(cell) or cell.rowspan > 1 for cell in cells)
        ):
            return False
        others = [
            height(cell, turn) for cell in self.table.cells if cell.row != row and cell.rowspan == 1
        ]
        return bool(others) and max(height(cell, turn) for cell in cells) < STRIP * min(others)

    def body(self, header_rows: int) -> Iterator[tuple[Cell, ...]]:
        """Per body row the cells that begin in it."""
        yield from self.rows[max(self.skip, header_rows) :]


def key(cell: Cell) -> str:
    """The cell's text to compare by."""
    return fold(cell.text)


def blank(cell: Cell) -> bool:
    return not cell.text.strip()
