"""Grids of a page → page tables with their texts, and what in them is odd, noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import LimitExceeded
from pipeline.messages import message
from pipeline.model import Cell, PageTable
from pipeline.read.html.grid import Grid, Placed, grid_of
from pipeline.read.html.layout import is_data
from pipeline.read.html.page import (
    has_picture,
    hidden_texts,
    raised_digits,
    struck_texts,
    tables_in,
    text_of,
)
from pipeline.read.notes import Notes
from pipeline.read.places import MAX_AREA, blank_cell, short, without_phantoms
from pipeline.read.tree import Node


class Tables:
    """The page tables of a document, numbered in the order they are added."""

    def __init__(self, where: str, notes: Notes) -> None:
        self.found: list[PageTable] = []
        self._where = where
        self._notes = notes
        self._area = 0

    def add(self, grid: Grid) -> None:
        """Adds a table, and behind it those that stand in its cells.

        Raises:
            LimitExceeded: the tables so far cover more positions than a document's do.
        """
        self._check_area(grid)
        nested = [self._nested(placed.node) for placed in grid.cells]
        table = self._table(grid, nested)
        self.found.append(table)
        self._note(grid, table)
        for cell, nodes in zip(table.cells, nested, strict=True):
            for node in nodes:
                self._add_inner(cell, node)

    def _table(self, grid: Grid, nested: Sequence[Sequence[Node]]) -> PageTable:
        """A table with its texts; a cell that holds a table of its own is read without it."""
        page = len(self.found) + 1
        blank = [blank_cell(placed, page, "html") for placed in grid.cells]
        drawn, n_rows, n_cols = without_phantoms(blank)
        cells = []
        for placed, cell, inner in zip(grid.cells, drawn, nested, strict=True):
            text = text_of(placed.node, tables=not inner)
            cells.append(replace(cell, text=text))
        return PageTable(
            page,
            n_rows,
            n_cols,
            tuple(cells),
        )

    def _check_area(self, grid: Grid) -> None:
        for cell in grid.cells:
            area = cell.rowspan * cell.colspan
            self._area += area
        if self._area > MAX_AREA:
            raise LimitExceeded("editions.cells", where=self._where, most=MAX_AREA)

    def _nested(self, node: Node) -> list[Node]:
        """The tables in a cell that hold data; others only frame its text."""
        found = []
        for table in tables_in(node):
            grid = grid_of(table, self._where)
            if is_data(grid):
                found.append(table)
        return found

    def _add_inner(self, cell: Cell, node: Node) -> None:
        number = len(self.found) + 1
        text = short(text_of(node))
        said = message("editions.nested-table", number=number, text=text)
        self._notes.of_cell("warning", "nested-table", said, cell)
        grid = grid_of(node, self._where)
        self.add(grid)

    def _note(self, grid: Grid, table: PageTable) -> None:
        """Notes what is odd about a table and its cells."""
        for placed, cell in zip(grid.cells, table.cells, strict=True):
            self._note_cell(placed.node, cell)
            self._note_spans(placed, cell)
        self._note_ragged(table)
        if grid.hidden:
            count = len(grid.hidden)
            first = short(grid.hidden[0])
            said = message("editions.hidden-parts", count=count, first=first)
            self._notes.of_table("info", "hidden-text", said, table.page)

    def _note_spans(self, placed: Placed, cell: Cell) -> None:
        """Notes spans that end earlier than the page says."""
        if placed.clipped:
            said = message("editions.span-clipped")
            self._notes.of_cell("info", "span-clipped", said, cell)
        if placed.overlaps:
            said = message("editions.span-overlaps")
            self._notes.of_cell("warning", "span-overlaps", said, cell)

    def _note_cell(self, node: Node, cell: Cell) -> None:
        """Notes what a cell holds besides its text."""
        for text in hidden_texts(node):
            quote = short(text)
            said = message("editions.hidden", text=quote)
            self._notes.of_cell("info", "hidden-text", said, cell)
        for text in struck_texts(node):
            quote = short(text)
            said = message("editions.struck", text=quote)
            self._notes.of_cell("warning", "struck-text", said, cell)
        for text in raised_digits(node):
            said = message("editions.raised", text=text)
            self._notes.of_cell("warning", "raised-digits", said, cell)
        if not cell.text and has_picture(node):
            said = message("editions.picture")
            self._notes.of_cell("warning", "picture-in-cell", said, cell)

    def _note_ragged(self, table: PageTable) -> None:
        """Notes rows that lack cells."""
        for row, width in enumerate(_widths(table)):
            if width < table.n_cols:
                said = message("editions.ragged", width=width, most=table.n_cols)
                place = (table.page, row, width)
                self._notes.of_place("warning", "ragged-row", said, place)


def _widths(table: PageTable) -> Sequence[int]:
    """How many positions of each row a cell covers."""
    widths = [0] * table.n_rows
    for cell in table.cells:
        below = cell.row + cell.rowspan
        for row in range(cell.row, below):
            widths[row] += cell.colspan
    return widths
