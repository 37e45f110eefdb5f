"""Reads a tab-separated UTF-8 transcription: the tables and lines it holds, verbatim.

Consecutive lines with tabs are one page's table; a blank line, a form feed or a line without tabs
ends it. The format has no merged cells: every cell is one grid position. Headings are Markdown's.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from pipeline.errors import LimitExceeded, SourceError, UsageError
from pipeline.messages import message
from pipeline.model import Cell, Document, Finding, Line, PageTable
from pipeline.text.patterns import pattern

Ragged = Literal["error", "pad"]

MAX_FILE = 50_000_000  # bytes
MAX_LINE = 100_000  # characters
MAX_COLUMNS = 1_000
MAX_LINES = 200_000
MAX_CELLS = 500_000

_Sort = Literal["row", "text", "blank"]
_NEW_LINE = pattern(r"\r\n|\n|\r")
_HEADING = pattern(r"(#{1,6})\s+(.*)")


@dataclass(frozen=True, slots=True)
class _Text:
    """One line of the file; ``number`` counts from 1."""

    number: int
    text: str

    @property
    def sort(self) -> _Sort:
        if "\t" in self.text:
            return "row"
        return "text" if self.text.strip() else "blank"

    @property
    def width(self) -> int:
        """How many cells the line has."""
        return self.text.count("\t") + 1


def read_transcript(
    source: Path | bytes,
    name: str | None = None,
    ragged: Ragged = "error",
) -> Document:
    """Reads the transcription as a document.

    ``page`` counts its tables from 1, lines belong to the table before. ``ragged`` says what a row
    with another number of cells than its page's first row means: an error that names the line, or,
    with ``pad``, blank cells at its end and a finding.

    Raises:
        UsageError: there is no readable file.
        SourceError: it is not UTF-8, has NUL bytes, is ragged or marked up.
        LimitExceeded: it is larger than the limits of this module.
    """
    data = source if isinstance(source, bytes) else _load(source)
    name = name or ("transcription" if isinstance(source, bytes) else source.name)
    tables: list[PageTable] = []
    lines: list[Line] = []
    findings: list[Finding] = []
    cells = 0
    for sort, block in _blocks(_decode(data, name), name):
        if sort == "text":
            lines += [_line(one.text, len(tables)) for one in block]
            continue
        table, padded = _table(
            block,
            len(tables) + 1,
            name,
            ragged,
        )
        tables.append(table)
        findings += padded
        cells += len(table.cells)
        if cells > MAX_CELLS:
            raise LimitExceeded("read.many-cells", where=name, most=MAX_CELLS)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        name,
        sha256,
        "transcription",
        tuple(tables),
        tuple(lines),
        tuple(findings),
    )


def _load(path: Path) -> bytes:
    """The file's bytes, of one beyond the limit only so many as show it."""
    if not path.is_file():
        raise UsageError("read.no-file", where=path)
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        reason = error.strerror
        raise UsageError("read.unreadable-transcription", where=path, reason=reason) from error


def _decode(data: bytes, name: str) -> str:
    """Decodes UTF-8, with or without byte order mark, and nothing else."""
    if len(data) > MAX_FILE:
        raise LimitExceeded("read.transcription-too-long", where=name, most=MAX_FILE // 1_000_000)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError("read.utf16", where=name)
    if b"\0" in data:
        raise SourceError(
            "read.nul-byte",
            where=name,
            line=_line_at(data, data.index(b"\0")),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
        if _is_gbk(data):
            raise SourceError("read.perhaps-gbk", where=name, line=line) from error
        raise SourceError("read.not-utf8", where=name, line=line) from error


def _line_at(data: bytes, place: int) -> int:
    """The line, from 1, that a byte stands on."""
    return data.count(b"\n", 0, place) + 1


def _is_gbk(data: bytes) -> bool:
    """Whether the bytes are text in GB 18030, of which GBK is a part."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _blocks(
    text: str,
    name: str,
) -> list[tuple[_Sort, list[_Text]]]:
    """Groups the lines that are not blank into tables ("row") and running text ("text")."""
    if sum(map(text.count, "\n\r\f")) > MAX_LINES:
        raise LimitExceeded("read.many-lines", where=name, most=MAX_LINES)
    lines: list[_Text] = []
    for number, line in enumerate(_NEW_LINE.split(text), 1):
        if len(line) > MAX_LINE:
            raise LimitExceeded(
                "read.long-line",
                where=name,
                line=number,
                most=MAX_LINE,
            )
        lines += [_Text(number, part) for part in _at_form_feeds(line)]
    groups = groupby(lines, key=lambda line: line.sort)
    return [(sort, list(block)) for sort, block in groups if sort != "blank"]


def _at_form_feeds(line: str) -> list[str]:
    """Cuts a line at its form feeds; each starts a page, so a blank part stands before it."""
    first, *others = line.split("\f")
    parts = [first]
    for other in others:
        parts += ["", other]
    return parts


def _line(text: str, tables_before: int) -> Line:
    """A heading or paragraph without its Markdown marks, and without white space at its ends."""
    words, level = text.strip(), 0
    if heading := _HEADING.fullmatch(words):
        marks, words = heading.groups()
        level = len(marks)
    return Line(
        words,
        page=max(1, tables_before),
        level=level,
        before_table=tables_before,
    )


def _table(
    block: list[_Text],
    page: int,
    name: str,
    ragged: Ragged,
) -> tuple[PageTable, list[Finding]]:
    """One page's rows as a grid; blank cells are cells too."""
    width = _width(block, name, ragged)
    cells: list[Cell] = []
    findings: list[Finding] = []
    for row, line in enumerate(block):
        texts = line.text.split("\t")
        if len(texts) < width:
            what = message("read.padded-row", count=len(texts), expected=width)
            findings.append(
                Finding(
                    "warning",
                    "ragged-row",
                    what,
                    page=page,
                    row=row,
                )
            )
            texts += [""] * (width - len(texts))
        for col, text in enumerate(texts):
            cells.append(
                Cell(
                    row,
                    col,
                    text,
                    page=page,
                    engines=("transcription",),
                )
            )
    return PageTable(
        page,
        len(block),
        width,
        tuple(cells),
    ), findings


def _width(
    block: list[_Text],
    name: str,
    ragged: Ragged,
) -> int:
    """The page's number of columns, the same for all its rows unless they are to be padded."""
    first = block[0]
    widest = max(block, key=lambda line: (line.width, line.number))
    if widest.width > MAX_COLUMNS:
        raise LimitExceeded(
            "read.wide-row",
            where=name,
            line=widest.number,
            count=widest.width,
            most=MAX_COLUMNS,
        )
    if ragged == "error":
        _check_widths(block, name)
    if len(block) * widest.width > MAX_CELLS:
        raise LimitExceeded(
            "read.large-table",
            where=name,
            line=first.number,
            most=MAX_CELLS,
        )
    return widest.width


def _check_widths(block: list[_Text], name: str) -> None:
    """Checks that all rows have as many cells as the first."""
    first = block[0]
    for line in block:
        if line.width != first.width:
            raise SourceError(
                "read.ragged-row",
                where=name,
                line=line.number,
                count=line.width,
                expected=first.width,
                first=first.number,
            )
