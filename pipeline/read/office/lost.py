"""Tables of a DOC that LibreOffice reads as a line of text.

It does so with some tables whose cells the file marks as any other's. In a DOC a cell ends with the
character 7 ([MS-DOC] 2.4.3); where the texts of cells that follow each other stand in one line
outside the tables, that line was a table. Text is looked for in 16 bits, as Chinese is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.messages import message
from pipeline.model import Document, Finding
from pipeline.read.places import short

_MARK = re.compile(rb"\x07\x00")
_LONGEST = 2_000  # bytes of a cell's text
_MOST = 20_000  # cells that are looked for
_ROW = 3  # cells that follow each other
_LETTERS = 8  # of them together, so that they are no other words


def lost_tables(data: bytes, document: Document) -> Iterator[Finding]:
    """One doubt where a line of the document is the cells of a table, so many lines."""
    lines = ["".join(line.text.split()) for line in document.lines]
    found: list[int] = []
    for row in _rows(data):
        for number, line in enumerate(lines):
            if row in line and number not in found:
                found.append(number)
    if not found:
        return
    first = min(found)
    quote = short(document.lines[first].text)
    said = message("sheets.table-lost", count=len(found), text=quote)
    yield Finding("warning", "table-lost", said)


def _rows(data: bytes) -> Iterator[str]:
    """The texts of so many cells that follow each other, each time as one."""
    for run in _runs(data):
        texts = [text for text in run if text]
        for begin in range(len(texts) - _ROW + 1):
            row = "".join(texts[begin : begin + _ROW])
            if len(row) >= _LETTERS:
                yield row


def _runs(data: bytes) -> Iterator[Sequence[str]]:
    """The texts between marks of cells, those that follow each other together."""
    run: list[str] = []
    count = 0
    end_before: int | None = None
    for mark in _MARK.finditer(data):
        text = None if end_before is None else _text(data[end_before : mark.start()])
        end_before = mark.end()
        if text is not None:
            run.append(text)
            count += 1
            continue
        yield run
        run = []
        if count > _MOST:
            return
    yield run


def _text(stored: bytes) -> str | None:
    """A cell's text without white space; None where the bytes are none."""
    if len(stored) % 2 or len(stored) > _LONGEST:
        return None
    try:
        text = stored.decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    bare = "".join(text.split())
    return bare if bare.isprintable() else None
