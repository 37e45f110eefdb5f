"""A tab-separated UTF-8 transcription → the tables and lines it holds, verbatim.

Consecutive lines with tabs are one page's table; a blank line, a form feed or a line without tabs
ends it. The format has no merged cells: every cell is one grid position. Headings are Markdown's.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from itertools import groupby
from pathlib import Path
from typing import Literal

from pipeline.errors import LimitExceeded, SourceError, UsageError
from pipeline.model import Cell, Document, Finding, Line, PageTable

Ragged = Literal["error", "pad"]

MAX_FILE = 50_000_000  # bytes
MAX_LINE = 100_000  # characters
MAX_COLUMNS = 1_000
MAX_LINES = 200_000
MAX_CELLS = 500_000

_NEW_LINE = re.compile(r"\r\n|\n|\r")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_Block = list[tuple[int, str]]  # numbered lines, from 1


def read_transcript(
    source: Path | bytes, name: str | None = None, ragged: Ragged = "error"
) -> Document:
    """The transcription as a document.

    ``page`` counts its tables from 1, lines belong to the table before.

    ``ragged`` says what a row with another number of cells than its page's first row means: an
    error that names the line, or, with ``pad``, blank cells at its end and a finding.

    Raises SourceError (not UTF-8, NUL bytes, ragged rows), LimitExceeded, UsageError (no readable
    file).
    """
    data = source if isinstance(source, bytes) else _load(source)
    name = name or ("transcription" if isinstance(source, bytes) else source.name)
    blocks = _blocks(_decode(data, name), name)
    cells = 0
    tables: list[PageTable] = []
    lines: list[Line] = []
    findings: list[Finding] = []
    for is_table, block in blocks:
        if is_table:
            table, odd = _table(block, len(tables) + 1, name, ragged)
            tables.append(table)
            findings += odd
            cells += len(table.cells)
            if cells > MAX_CELLS:
                raise LimitExceeded(f"{name}: more than {MAX_CELLS} cells; is this one notice?")
        else:
            lines += [_line(text, len(tables)) for _, text in block]
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(name, sha256, "transcription", tuple(tables), tuple(lines), tuple(findings))


def _load(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"{path}: no such file; name a PDF or a UTF-8 transcription")
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); name a readable file"
        ) from error


def _decode(data: bytes, name: str) -> str:
    """UTF-8, with or without byte order mark, and nothing else."""
    if len(data) > MAX_FILE:
        raise LimitExceeded(
            f"{name}: larger than {MAX_FILE // 1_000_000} MB; a transcription is text of one notice"
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(f"{name}: not UTF-8 but UTF-16; convert with iconv -f UTF-16 -t UTF-8")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise SourceError(
            f"{name}: not text, a NUL byte on line {line}; give a PDF or a UTF-8 transcription"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}: not UTF-8 (line {line}); {_advice(data)}") from error


def _advice(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "save it as UTF-8"
    return "it may be GBK: convert with iconv -f GBK -t UTF-8"


def _blocks(text: str, name: str) -> list[tuple[bool, _Block]]:
    """The lines that are not blank, grouped into tables (true) and running text (false)."""
    if sum(map(text.count, "\n\r\f")) > MAX_LINES:
        raise LimitExceeded(f"{name}: more than {MAX_LINES} lines; is this one notice?")
    numbered = list(enumerate(_NEW_LINE.split(text), 1))
    for number, line in numbered:
        if len(line) > MAX_LINE:
            raise LimitExceeded(
                f"{name}: line {number} is longer than {MAX_LINE} characters; is a line end missing?"
            )
    # A form feed starts a page, so it also stands for a blank line before the text behind it.
    split = [(number, part) for number, line in numbered for part in _at_form_feeds(line)]
    groups = groupby(split, key=lambda item: _sort_of(item[1]))
    return [(sort == "row", list(block)) for sort, block in groups if sort != "blank"]


def _at_form_feeds(line: str) -> list[str]:
    first, *others = line.split("\f")
    return [first, *(part for other in others for part in ("", other))]


def _sort_of(line: str) -> Literal["row", "text", "blank"]:
    if "\t" in line:
        return "row"
    return "text" if line.strip() else "blank"


def _line(text: str, tables_before: int) -> Line:
    """A heading or paragraph without its Markdown marks at the start and white space at the ends."""
    heading = _HEADING.fullmatch(text.strip())
    level, words = (len(heading.group(1)), heading.group(2)) if heading else (0, text.strip())
    return Line(words, page=max(1, tables_before), level=level, before_table=tables_before)


def _table(block: _Block, page: int, name: str, ragged: Ragged) -> tuple[PageTable, list[Finding]]:
    """One page's rows as a grid; blank cells are cells too."""
    width = _width(block, name, ragged)
    cells: list[Cell] = []
    findings: list[Finding] = []
    for row, (_, line) in enumerate(block):
        texts = line.split("\t")
        if len(texts) < width:
            message = f"{len(texts)} cells where the page has {width}; blank cells added at the end"
            findings.append(Finding("warning", "ragged_row", message, page=page, row=row))
            texts += [""] * (width - len(texts))
        cells += [
            Cell(row, col, text, page=page, engines=("transcription",))
            for col, text in enumerate(texts)
        ]
    return PageTable(page, len(block), width, tuple(cells)), findings


def _width(block: _Block, name: str, ragged: Ragged) -> int:
    """The page's number of columns, the same for all its rows unless they are to be padded."""
    widths = [(line.count("\t") + 1, number) for number, line in block]
    expected, widest = widths[0][0], max(widths)[0]
    if widest > MAX_COLUMNS:
        raise LimitExceeded(
            f"{name}: line {max(widths)[1]} has {widest} cells, more than {MAX_COLUMNS}"
        )
    odd = next(((found, number) for found, number in widths if found != expected), None)
    if odd and ragged == "error":
        found, number = odd
        raise SourceError(
            f"{name}: line {number} has {found} cells, {expected} expected as on line {block[0][0]}; "
            "add or remove tabs, or part the pages with a blank line"
        )
    if len(block) * widest > MAX_CELLS:
        raise LimitExceeded(
            f"{name}: the table at line {block[0][0]} has more than {MAX_CELLS} cells"
        )
    return widest
