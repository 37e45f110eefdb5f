"""Reads HTML pages: data tables as cells on a grid, the text around them, and what is hidden, said.

Scripts are never run and nothing is fetched: what only they would write is not there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import LimitExceeded
from pipeline.messages import Message, message
from pipeline.model import Cell, Document, Finding, PageTable, Severity
from pipeline.read.html.decode import decode
from pipeline.read.html.grid import Grid, Placed, grid_of
from pipeline.read.html.layout import Data, Text, document_of, is_data, is_menu, items_of
from pipeline.read.html.page import (
    SCHEME,
    has_picture,
    hidden_texts,
    struck_texts,
    tables_in,
    text_of,
)
from pipeline.read.levels import Block, lines_of
from pipeline.read.places import MAX_AREA, short, without_phantoms
from pipeline.read.tree import Node, parse_html
from pipeline.sandbox.limits import Limits

_MOST_FINDINGS = 200


def read(path: Path, data: bytes, limits: Limits) -> Document:
    """The document of an HTML page; ``page`` counts its data tables from 1.

    Raises:
        SourceError: nothing can be read of it.
        LimitExceeded: it asks for too much.
    """
    decoded = decode(data)
    root = parse_html(decoded.text, SCHEME, path.name, limits.objects)
    reading = _Reading(root, path.name)
    if decoded.doubt:
        reading.tell("warning", "encoding", decoded.doubt)
    sha256 = hashlib.sha256(data).hexdigest()
    lines = lines_of(reading.blocks)
    findings = tuple(reading.findings)
    return Document(path.name, sha256, "html", tuple(reading.tables), lines, findings)


class _Reading:
    """What has been read of a page so far."""

    def __init__(self, root: Node, where: str) -> None:
        self.tables: list[PageTable] = []
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self._where, self._area = where, 0
        items = items_of(root, where)
        own = document_of(items.found)
        for number, item in enumerate(items.found):
            if isinstance(item, Data):
                self._table(item.grid)
                if item.joined:
                    said = message("editions.heading-joined")
                    page = len(self.tables)
                    self.findings.append(Finding("info", "heading-joined", said, page=page))
            elif number in own:
                level = item.level or int(item.caption)
                self.blocks.append(Block(item.text, len(self.tables), item.size, level))
        self._beside([item for n, item in enumerate(items.found) if n not in own])
        self._hidden(items.hidden, "info", "hidden-text", "editions.hidden-texts")
        self._hidden(items.hidden_tables, "warning", "hidden-table", "editions.hidden-tables")

    def tell(
        self, severity: Severity, check: str, said: Message, at: tuple[int, int, int] | None = None
    ) -> None:
        """Adds a finding, up to so many."""
        if len(self.findings) < _MOST_FINDINGS:
            page, row, col = at or (None, None, None)
            self.findings.append(Finding(severity, check, said, page=page, row=row, col=col))

    def _beside(self, items: list[Text | Data]) -> None:
        """Tells of what stands around the document: a doubt where it is more than the document."""
        texts = [item for item in items if isinstance(item, Text)]
        if not texts:
            return
        plain = [text.text for text in texts if not is_menu(text)]
        read = [block.text for block in self.blocks]
        read += [cell.text for table in self.tables for cell in table.cells]
        more = sum(map(len, plain)) > sum(map(len, read))
        first = short((plain or [texts[0].text])[0])
        said = message("editions.frame", count=len(texts), first=first)
        self.tell("warning" if more else "info", "page-frame", said)

    def _hidden(self, texts: list[str], severity: Severity, check: str, code: str) -> None:
        if texts:
            said = message(code, count=len(texts), first=short(texts[0]))
            self.tell(severity, check, said)

    def _table(self, grid: Grid) -> None:
        self._area += sum(cell.rowspan * cell.colspan for cell in grid.cells)
        if self._area > MAX_AREA:
            raise LimitExceeded("editions.cells", where=self._where, most=MAX_AREA)
        page = len(self.tables) + 1
        inner: list[tuple[Placed, Node, Grid]] = []
        cells = [self._cell(placed, inner) for placed in grid.cells]
        drawn, n_rows, n_cols = without_phantoms(cells)
        moved = {
            (old.row, old.col): (page, new.row, new.col)
            for old, new in zip(cells, drawn, strict=True)
        }
        self.tables.append(PageTable(page, n_rows, n_cols, drawn))
        for placed, new in zip(grid.cells, drawn, strict=True):
            self._odd(placed.node, new)
        self._spans(grid, moved)
        self._ragged(self.tables[-1])
        if grid.hidden:
            first = short(grid.hidden[0])
            said = message("editions.hidden-parts", count=len(grid.hidden), first=first)
            self.findings.append(Finding("info", "hidden-text", said, page=page))
        for placed, table, own in inner:
            at = moved[placed.row, placed.col]
            text = short(text_of(table))
            said = message("editions.nested-table", number=len(self.tables) + 1, text=text)
            self.tell("warning", "nested-table", said, at)
            self._table(own)

    def _cell(self, placed: Placed, inner: list[tuple[Placed, Node, Grid]]) -> Cell:
        """A cell; a table in it that holds data is put by, to be one of its own."""
        nested = [(node, grid_of(node, self._where)) for node in tables_in(placed.node)]
        own = [(node, grid) for node, grid in nested if is_data(grid)]
        inner += [(placed, node, grid) for node, grid in own]
        page = len(self.tables) + 1
        return Cell(
            row=placed.row,
            col=placed.col,
            text=text_of(placed.node, tables=not own),
            rowspan=placed.rowspan,
            colspan=placed.colspan,
            page=page,
            engines=("html",),
            place=f"table {page}",
        )

    def _odd(self, node: Node, cell: Cell) -> None:
        """Tells what a cell holds besides its text."""
        at = (cell.page, cell.row, cell.col)
        for text in hidden_texts(node):
            self.tell("info", "hidden-text", message("editions.hidden", text=short(text)), at)
        for text in struck_texts(node):
            self.tell("warning", "struck-text", message("editions.struck", text=short(text)), at)
        if not cell.text and has_picture(node):
            self.tell("warning", "picture-in-cell", message("editions.picture"), at)

    def _spans(self, grid: Grid, moved: dict[tuple[int, int], tuple[int, int, int]]) -> None:
        for place in grid.clipped:
            self.tell("info", "span-clipped", message("editions.span-clipped"), moved[place])
        for place in grid.overlapping:
            said = message("editions.span-overlaps")
            self.tell("warning", "span-overlaps", said, moved[place])

    def _ragged(self, table: PageTable) -> None:
        """Tells of rows that do not reach the table's right edge."""
        taken = table.grid()
        for row in range(table.n_rows):
            width = sum((row, col) in taken for col in range(table.n_cols))
            if width < table.n_cols:
                said = message("editions.ragged", width=width, most=table.n_cols)
                self.tell("warning", "ragged-row", said, (table.page, row, width))
