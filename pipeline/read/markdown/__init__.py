"""Markdown → the tables and texts in it: pipe tables, and tables in HTML as OCR tools write them.

text → blocks → rows of cells → page tables
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document
from pipeline.read.markdown.blocks import blocks_of, without_comments
from pipeline.read.markdown.document import gather
from pipeline.sandbox.limits import Limits

MAX_LINES = 200_000
MAX_LINE = 1_000_000  # characters; OCR tools write a table of HTML as one line
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path, data: bytes, limits: Limits) -> Document:
    """The text as a document; ``page`` counts its tables from 1, ``place`` is "table 2".

    Raises:
        SourceError: it is in no encoding that is read.
        LimitExceeded: it has more lines, cells or longer lines than is allowed.
    """
    text = _decoded(data, path.name)
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise LimitExceeded("sheets.too-many-lines", where=path.name, most=MAX_LINES)
    if any(len(line) > MAX_LINE for line in lines):
        raise LimitExceeded("sheets.line-too-long", where=path.name, most=MAX_LINE)
    blocks = blocks_of(without_comments(lines))
    found = gather(blocks, path, limits)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        path.name,
        sha256,
        "markdown",
        tuple(found.tables),
        tuple(found.lines),
        tuple(found.findings),
    )


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 or, with its mark, UTF-16."""
    encoding = "utf-8-sig"
    if data.startswith(_MARKS):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("sheets.markdown-encoding", where=name, line=line) from None
    if "\0" in text:
        raise SourceError("sheets.markdown-no-text", where=name)
    return text
