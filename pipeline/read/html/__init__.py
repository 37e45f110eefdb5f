"""Reads HTML pages: data tables as cells on a grid, the text around them, and what is hidden, said.

Scripts are never run and nothing is fetched: what only they would write is not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from pipeline.messages import message
from pipeline.model import Document, Severity
from pipeline.read.html.beside import Small, small_tables
from pipeline.read.html.decode import decode
from pipeline.read.html.frame import document_of
from pipeline.read.html.layout import Data, Items, Text, is_menu, items_of
from pipeline.read.html.page import SCHEME
from pipeline.read.html.tables import Tables
from pipeline.read.levels import Block, lines_of
from pipeline.read.notes import Notes
from pipeline.read.places import short
from pipeline.read.tree import parse_html
from pipeline.sandbox.limits import Limits


def read(
    path: Path,
    data: bytes,
    limits: Limits,
) -> Document:
    """The document of an HTML page; ``page`` counts its data tables from 1.

    Raises:
        SourceError: nothing can be read of it.
        LimitExceeded: it asks for too much.
    """
    decoded = decode(data)
    notes = Notes()
    if decoded.doubt:
        notes.of_document("warning", "encoding", decoded.doubt)
    root = parse_html(decoded.text, SCHEME, path.name, limits.objects)
    items = items_of(root, path.name)
    tables = Tables(path.name, notes)
    own = document_of(items.found)
    blocks = _blocks(items, own, tables, notes)
    _note_frame(_texts_around(items, own), blocks, tables, notes)
    if tables.found:
        small = small_tables(items.found, own, path.name)
        _note_small(small, notes)
    _note_hidden(items, notes)
    return Document(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind="html",
        tables=tuple(tables.found),
        lines=lines_of(blocks),
        findings=tuple(notes.findings),
    )


def _blocks(
    items: Items,
    own: Collection[int],
    tables: Tables,
    notes: Notes,
) -> list[Block]:
    """The document's paragraphs; adds its tables on the way."""
    blocks = []
    for number, item in enumerate(items.found):
        if isinstance(item, Data):
            tables.add(item.grid)
            if item.joined:
                said = message("editions.heading-joined")
                notes.of_table("info", "heading-joined", said, len(tables.found))
        elif number in own:
            block = Block(
                text=item.text,
                before_table=len(tables.found),
                size=item.size,
                level=1 if item.caption else item.level,
            )
            blocks.append(block)
    return blocks


def _note_frame(
    around: list[Text],
    blocks: list[Block],
    tables: Tables,
    notes: Notes,
) -> None:
    """Notes what stands around the document: a doubt where it is more than the document."""
    if not around:
        return
    plain = [item.text for item in around if not is_menu(item)]
    left_out = sum(map(len, plain))
    read = sum(len(block.text) for block in blocks)
    for table in tables.found:
        read += sum(len(cell.text) for cell in table.cells)
    first = plain[0] if plain else around[0].text
    said = message("editions.frame", count=len(around), first=short(first))
    severity: Severity = "warning" if left_out > read else "info"
    notes.of_document(severity, "page-frame", said)


def _texts_around(items: Items, own: Collection[int]) -> list[Text]:
    """The texts of a page that are not the document's."""
    around = []
    for number, item in enumerate(items.found):
        if isinstance(item, Text) and number not in own:
            around.append(item)
    return around


def _note_small(small: list[Small], notes: Notes) -> None:
    """Notes tables beside those that are read: a doubt where one of the document's holds data."""
    if not small:
        return
    doubted = [table for table in small if table.own and table.data]
    first = doubted[0] if doubted else small[0]
    said = message(
        "editions.small-tables",
        count=len(small),
        before=first.before + 1,
        first=short(first.first),
    )
    severity: Severity = "warning" if doubted else "info"
    notes.of_document(severity, "small-table", said)


def _note_hidden(items: Items, notes: Notes) -> None:
    if items.hidden:
        count = len(items.hidden)
        first = short(items.hidden[0])
        said = message("editions.hidden-texts", count=count, first=first)
        notes.of_document("info", "hidden-text", said)
    if items.hidden_tables:
        count = len(items.hidden_tables)
        first = short(items.hidden_tables[0])
        said = message("editions.hidden-tables", count=count, first=first)
        notes.of_document("warning", "hidden-table", said)
