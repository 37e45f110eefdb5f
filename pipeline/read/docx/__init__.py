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
from pipeline.read.docx.asides import Asides, At
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
    source = parts.load(data, path.name, limits)
    reading = _Reading(source, path.name)
    reading.read_blocks(source.document)
    return Document(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind="docx",
        tables=reading.tables(),
        lines=lines_of(reading.blocks),
        findings=tuple(reading.asides.findings()),
    )


class _Reading:
    """What has been read of a document so far."""

    def __init__(self, source: parts.Parts, where: str) -> None:
        self.blocks: list[Block] = []
        self.asides = Asides(source.footnotes, source.endnotes)
        styles = Styles(source.styles)
        numbers = Numbers(source.numbering)
        self._texts = Texts(styles, numbers)
        # None for a table whose cells are still being read.
        self._tables: list[PageTable | None] = []
        self._where = where
        self._area = 0

    def tables(self) -> tuple[PageTable, ...]:
        """The tables in order."""
        return tuple(table for table in self._tables if table is not None)

    def read_blocks(self, node: Node) -> None:
        """Reads the paragraphs and tables of a body or a text box."""
        before = Paragraph()
        for child in node.elements():
            match child.tag:
                case "w:tbl":
                    self._add_table(child)
                case "w:altChunk":
                    self.asides.chunk()
                case "w:p":
                    before = self._add_paragraph(child, before)

    def _add_paragraph(self, node: Node, before: Paragraph) -> Paragraph:
        """Adds a paragraph outside the tables, joined to one whose end is deleted."""
        paragraph = self._texts.read(node)
        if before.goes_on and self.blocks:
            paragraph.text = before.text + paragraph.text
            paragraph.size = before.size
            paragraph.level = before.level
            self.blocks.pop()
        block = Block(
            text=paragraph.text,
            before_table=len(self._tables),
            size=paragraph.size,
            level=paragraph.level,
        )
        self.blocks.append(block)
        self.asides.outside(paragraph)
        for box in paragraph.boxes:
            self.read_blocks(box)
        return paragraph

    def _add_table(self, node: Node) -> None:
        """Adds a table; those in its cells are numbered behind it."""
        grid = grid_of(node, self._where)
        self._check_area(grid)
        if not grid.cells:
            return
        self._tables.append(None)
        page = len(self._tables)
        self._tables[page - 1] = self._table(grid, page)

    def _table(self, grid: Grid, page: int) -> PageTable:
        blank = [blank_cell(placed, page, "docx") for placed in grid.cells]
        drawn, n_rows, n_cols = without_phantoms(blank)
        pairs = list(zip(grid.cells, drawn, strict=True))
        drawn_rows = {placed.row: cell.row for placed, cell in pairs}
        self.asides.rows(grid, page, drawn_rows)
        filled = [self._with_text(placed, cell) for placed, cell in pairs]
        return PageTable(
            page,
            n_rows,
            n_cols,
            tuple(filled),
        )

    def _check_area(self, grid: Grid) -> None:
        for cell in grid.cells:
            area = cell.rowspan * cell.colspan
            self._area += area
        if self._area > MAX_AREA:
            raise LimitExceeded("editions.cells", where=self._where, most=MAX_AREA)

    def _with_text(self, placed: Placed, cell: Cell) -> Cell:
        at = (cell.page, cell.row, cell.col)
        text = self._content(placed.node, at)
        covered = [letters(node) for node in placed.covered]
        covered_text = tidy("\n".join(covered))
        if covered_text:
            self.asides.covered(covered_text, at)
        return replace(cell, text=text)

    def _content(self, node: Node, at: At) -> str:
        """The text of a cell; a table in it is one of its own, unless it only frames text."""
        text = ""
        goes_on = True
        for child in node.elements():
            match child.tag:
                case "w:p":
                    paragraph = self._texts.read(child)
                    text += "" if goes_on else "\n"
                    text += paragraph.text
                    goes_on = paragraph.goes_on
                    self._note_paragraph(paragraph, at)
                case "w:altChunk":
                    self.asides.chunk()
                case "w:tbl":
                    text += "\n"
                    text += self._nested_text(child, at)
                    goes_on = False
        return tidy(text)

    def _note_paragraph(self, paragraph: Paragraph, at: At) -> None:
        """Notes what a cell's paragraph holds besides its text, and reads its text boxes."""
        self.asides.inside(paragraph, at)
        for box in paragraph.boxes:
            text = tidy(letters(box))
            self.asides.box(text, at)
            self.read_blocks(box)

    def _nested_text(self, table: Node, at: At) -> str:
        """The text of a table in a cell; "" where it is a table of its own, which is added."""
        grid = grid_of(table, self._where)
        if grid.n_cols > 1:
            number = len(self._tables) + 1
            text = tidy(letters(table))
            self.asides.nested(number, text, at)
            self._add_table(table)
            return ""
        texts = [self._content(placed.node, at) for placed in grid.cells]
        return "\n".join(texts)
