"""Reads DOCX: tables as drawn, the paragraphs around them, and what in it is not printed, said.

The XML is read as it stands (ECMA-376), since what a library for writing documents offers repeats
merged cells and knows no tracked changes. Each ``w:tbl`` is a page table: no page is laid out.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.errors import LimitExceeded
from pipeline.model import Cell, Document, PageTable
from pipeline.read.docx import parts
from pipeline.read.docx.asides import Asides
from pipeline.read.docx.grid import Grid, Placed, grid_of
from pipeline.read.docx.numbering import Numbers
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.text import Paragraph, Texts, letters
from pipeline.read.levels import Block, lines_of
from pipeline.read.places import MAX_AREA, blank_cell, tidy, without_phantoms
from pipeline.read.tree import Node
from pipeline.sandbox.limits import Limits


def read(
    path: Path,
    data: bytes,
    limits: Limits,
) -> Document:
    """The document of a DOCX file; ``page`` counts its tables from 1, nested ones after their own.

    Deleted, moved away and hidden text is not read, numbers of lists are written out; all are said.

    Raises:
        SourceError: it is damaged or encrypted.
        LimitExceeded: it asks for too much.
    """
    reading = _Reading(parts.load(data, path.name, limits), path.name)
    sha256 = hashlib.sha256(data).hexdigest()
    findings = tuple(reading.asides.findings())
    return Document(
        path.name, sha256, "docx", tuple(reading.done()), lines_of(reading.blocks), findings
    )


class _Reading:
    """What has been read of a document so far."""

    def __init__(self, source: parts.Parts, where: str) -> None:
        self.blocks: list[Block] = []
        self.asides = Asides(source.footnotes, source.endnotes)
        self._texts = Texts(Styles(source.styles), Numbers(source.numbering))
        self._tables: list[PageTable | None] = []
        self._where, self._area = where, 0
        self._container(source.document)

    def done(self) -> list[PageTable]:
        """The tables in order."""
        return [table for table in self._tables if table is not None]

    def _container(self, node: Node) -> None:
        """Paragraphs and tables of a body or a text box."""
        before = Paragraph()
        for child in node.elements():
            if child.tag == "w:tbl":
                self._table(child)
            elif child.tag == "w:altChunk":
                self.asides.chunk()
            elif child.tag == "w:p":
                before = self._outside(child, before)

    def _outside(self, node: Node, before: Paragraph) -> Paragraph:
        """A paragraph outside the tables, joined to one whose end is deleted."""
        paragraph = self._texts.read(node)
        if before.goes_on and self.blocks:
            paragraph.text = before.text + paragraph.text
            paragraph.size, paragraph.level = before.size, before.level
            self.blocks.pop()
        self.blocks.append(
            Block(paragraph.text, len(self._tables), paragraph.size, paragraph.level)
        )
        self.asides.outside(paragraph)
        for box in paragraph.boxes:
            self._container(box)
        return paragraph

    def _table(self, node: Node) -> None:
        grid = grid_of(node, self._where)
        self._check_area(grid)
        if not grid.cells:
            return
        self._tables.append(None)
        page = len(self._tables)
        blank = [blank_cell(placed, page, "docx") for placed in grid.cells]
        drawn, n_rows, n_cols = without_phantoms(blank)
        rows = {placed.row: cell.row for placed, cell in zip(grid.cells, drawn, strict=True)}
        self.asides.rows(grid, page, rows)
        filled = [self._filled(*pair) for pair in zip(grid.cells, drawn, strict=True)]
        self._tables[page - 1] = PageTable(page, n_rows, n_cols, tuple(filled))

    def _check_area(self, grid: Grid) -> None:
        for cell in grid.cells:
            self._area += cell.rowspan * cell.colspan
        if self._area > MAX_AREA:
            raise LimitExceeded("editions.cells", where=self._where, most=MAX_AREA)

    def _filled(self, placed: Placed, cell: Cell) -> Cell:
        """The cell with its text."""
        at = (cell.page, cell.row, cell.col)
        text = self._content(placed.node, at)
        covered = tidy("\n".join(letters(node) for node in placed.covered))
        if covered:
            self.asides.covered(covered, at)
        return replace(cell, text=text)

    def _content(self, node: Node, at: tuple[int, int, int]) -> str:
        """The text of a cell; a table in it is one of its own, unless it only frames text."""
        text, goes_on = "", True
        for child in node.elements():
            if child.tag == "w:p":
                paragraph = self._texts.read(child)
                text += paragraph.text if goes_on else "\n" + paragraph.text
                goes_on = paragraph.goes_on
                self.asides.inside(paragraph, at)
                self._boxes(paragraph, at)
            elif child.tag == "w:altChunk":
                self.asides.chunk()
            elif child.tag == "w:tbl":
                text += "\n" + self._nested(child, at)
                goes_on = False
        return tidy(text)

    def _boxes(self, paragraph: Paragraph, at: tuple[int, int, int]) -> None:
        for box in paragraph.boxes:
            self.asides.box(tidy(letters(box)), at)
            self._container(box)

    def _nested(self, table: Node, at: tuple[int, int, int]) -> str:
        grid = grid_of(table, self._where)
        if grid.n_cols > 1:
            self.asides.nested(len(self._tables) + 1, tidy(letters(table)), at)
            self._table(table)
            return ""
        return "\n".join(self._content(placed.node, at) for placed in grid.cells)
