"""One page's share of a logical table, and small questions that all of stitching asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from pipeline.model import Cell, PageTable
from pipeline.stitch.frame import Frame, frame_of, height
from pipeline.stitch.signs import Weighed
from pipeline.text import fold

_COLUMN = attrgetter("col")
_PLACE = attrgetter("row", "col", "rowspan", "colspan")
# A row lower than this share of the lowest other one holds no line.
STRIP = 0.5
# What a part knows of its table alone, once it was asked.
_OF_TABLE = ("frame", "rows", "outline", "keys", "_bottom", "_columns")


@dataclass(frozen=True)
class Part:
    """A page table and how many of its leading rows repeat headings.

    ``joined`` is why it goes on there, ``repeats`` the first heading row repeated and how many
    are. ``rests`` are, by column, texts that stand below a repeated heading with no rule between,
    and belong to a row; ``opening`` are texts of the first row that open several tables of the
    document.
    """

    table: PageTable
    skip: int = 0
    joined: Weighed | None = None
    index: int = 0
    repeats: tuple[int, int] = field(default=(0, 0))
    rests: Mapping[int, str] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()

    def changed(self, **fields: Any) -> Part:
        """The part with other fields but its table, of which it still knows what it knew."""
        part = replace(self, **fields)
        for name in _OF_TABLE:
            if name in self.__dict__:
                part.__dict__[name] = self.__dict__[name]
        return part

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.table.page

    @property
    def n_rows(self) -> int:
        """How many rows it has, headings included."""
        return self.table.n_rows

    @property
    def n_cols(self) -> int:
        """How many columns its own grid has."""
        return self.table.n_cols

    @cached_property
    def frame(self) -> Frame | None:
        """Where its rules stand; None without geometry."""
        return frame_of(self.table)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that begin in each row, left to right."""
        rows = [list[Cell]() for _ in range(self.n_rows)]
        for cell in sorted(self.table.cells, key=_COLUMN):
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    @cached_property
    def outline(self) -> frozenset[tuple[int, int, int, int]]:
        """Where its cells stand in the grid: row, column and what each spans of both."""
        return frozenset(map(_PLACE, self.table.cells))

    @cached_property
    def keys(self) -> Mapping[int, Mapping[int, str]]:
        """By column, what to compare the cells that begin there by, by their rows."""
        found: dict[int, dict[int, str]] = {}
        for cell in self.table.cells:
            found.setdefault(cell.col, {})[cell.row] = key(cell)
        return found

    @cached_property
    def _columns(self) -> Mapping[int, Sequence[Cell]]:
        """The cells that begin in each column, top to bottom."""
        found: dict[int, list[Cell]] = {}
        for row in self.rows:
            for cell in row:
                found.setdefault(cell.col, []).append(cell)
        return found

    def column(self, col: int, header_rows: int) -> Sequence[Cell]:
        """The cells of the body that begin in a column, top to bottom."""
        first = max(self.skip, header_rows)
        return [cell for cell in self._columns.get(col, ()) if cell.row >= first]

    def owners(self, row: int) -> tuple[Cell, ...]:
        """The cells that stand in a row, begun there or above, left to right."""
        found = []
        for begun in self.rows[: row + 1]:
            for cell in begun:
                end = cell.row + cell.rowspan
                if end > row:
                    found.append(cell)
        return tuple(sorted(found, key=_COLUMN))

    @cached_property
    def _bottom(self) -> list[bool | None]:
        """Whether each cell of the last row is open below; None where that is not known."""
        found = []
        for cell in self.owners(self.n_rows - 1):
            layout = cell.layout
            found.append(None if layout is None else layout.open_bottom)
        return found

    @property
    def open_bottom(self) -> bool:
        """Whether no cell of the last row is closed by a rule below.

        False where that is not known.
        """
        return all(is_open is True for is_open in self._bottom)

    @property
    def closed_bottom(self) -> bool:
        """Whether every cell of the last row is closed by a rule below.

        False where that is not known.
        """
        return all(is_open is False for is_open in self._bottom)

    def strip_at(self, row: int) -> bool:
        """Whether a row is a blank strip too low for a line.

        Browsers leave one where they cut a merged cell.
        """
        cells = self.rows[row]
        if not cells or self.frame is None:
            return False
        if any(cell.rowspan > 1 or not blank(cell) for cell in cells):
            return False
        turn = self.frame.turn
        others = []
        for cell in self.table.cells:
            if cell.row != row and cell.rowspan == 1:
                others.append(height(cell, turn))
        highest = max(height(cell, turn) for cell in cells)
        return bool(others) and highest < STRIP * min(others)

    def body(self, header_rows: int) -> Iterator[tuple[Cell, ...]]:
        """Per body row the cells that begin in it."""
        first = max(self.skip, header_rows)
        yield from self.rows[first:]


def key(cell: Cell) -> str:
    """The cell's text to compare by."""
    return fold(cell.text)


def blank(cell: Cell) -> bool:
    """Whether the cell has no text."""
    return not cell.text.strip()
