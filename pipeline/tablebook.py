"""What ``tables`` answers: the ruled tables of a document page by page, and the logical tables they make up."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.limits import WIDE, Limits, Spent, check_size, in_memory, within
from pipeline.model import Cell, Decision, Document, Finding, PageTable, Table
from pipeline.read import kind_of, read_transcription
from pipeline.sources import receive
from pipeline.text import json_text, script_join, well_formed

if TYPE_CHECKING:
    from pipeline.confine import Confined

Progress = Callable[[str, int, int], None]
Tell = Callable[[str, int, int, int], None]
Reading = tuple[Document, tuple[int, ...]]
READING = 0.6
UPDATES = 10_000
# Columns of the printed text are not padded wider than this; longer texts stick out.
WIDEST = 28


def quiet(stage: str, done: int, of: int) -> None:
    """No progress."""


@dataclass(frozen=True, slots=True)
class TablesResult:
    """The tables of one document: ``pages`` as (page, its tables) in order, ``tables`` stitched."""

    source: str
    sha256: str
    pages: tuple[tuple[int, tuple[PageTable, ...]], ...]
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was lost on the way."""
        return not any(finding.severity == "error" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain values for JSON."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "pages": [{"page": page, "tables": [_page_table(table) for table in shown]} for page, shown in self.pages],
            "tables": [_logical(table) for table in self.tables],
            "findings": [_finding(finding) for finding in self.findings],
        }

    def as_json(self) -> Iterator[str]:
        """The answer as JSON, a page or a table at a time: it is several times as large as the tables are here."""
        yield f'{{"source": {json_text(self.source)}, "sha256": {json_text(self.sha256)}, "pages": ['
        for number, (page, shown) in enumerate(self.pages):
            tables = [_page_table(table) for table in shown]
            yield (", " if number else "") + json_text({"page": page, "tables": tables})
        yield '], "tables": ['
        for number, table in enumerate(self.tables):
            pages = json_text(list(dict.fromkeys(table.pages)))
            yield (", " if number else "") + f'{{"pages": {pages}, "header_rows": {table.header_rows}, "cells": ['
            yield from ((", " if n else "") + json_text(_cell(cell)) for n, cell in enumerate(table.cells))
            yield f'], "decisions": {json_text([_decision(one) for one in table.decisions])}}}'
        yield f'], "findings": {json_text([_finding(finding) for finding in self.findings])}}}\n'

    def as_text(self) -> Iterator[str]:
        """The logical tables as lines of text, then the findings."""
        for number, table in enumerate(self.tables, 1):
            yield from _printed(number, table)
            yield ""
        for finding in self.findings:
            where = "" if finding.page is None else f" (page {finding.page})"
            yield f"{finding.severity}: {finding.message}{where}"


def read_tables(
    path: Path,
    pages: Sequence[int] | None = None,
    engine: str = "both",
    progress: Progress = quiet,
    limits: Limits | None = None,
) -> TablesResult:
    """Reads the ruled tables of a document (of these pages, counted from 1) and stitches them.

    Raises:
        SourceError: the file cannot be read, or has no such page; LimitExceeded where it asks for too much.
        LostCharacters: a reader lost or doubled characters.
    """
    from pipeline.stitch import BEGINNING, settled, stitch

    limits, spent = limits or Limits(), Spent()
    document, numbers = read(path, pages, engine, progress, limits, spent=spent)
    with in_bounds(document, limits, spent):
        tables = stitch(document.tables, document.lines, with_rows=False)
    shown: dict[int, list[PageTable]] = {number: [] for number in numbers}
    for table in document.tables:
        shown.setdefault(table.page, []).append(table)
    found = (finding for table in tables for finding in table.findings)
    whole = pages is None or min(pages) == 1  # a later page's numbers begin where they will
    read_as = settled(document.findings, document.tables, tables)
    findings = (*read_as, *(f for f in found if whole or f.check != BEGINNING))
    if not tables:
        findings = (*findings, Finding("warning", "no-table", f"{path.name}: no ruled table on the pages read"))
    listed = tuple((page, tuple(of_page)) for page, of_page in sorted(shown.items()))
    return TablesResult(well_formed(path.name), document.sha256, listed, tables, findings)


@contextmanager
def in_bounds(document: Document, limits: Limits, spent: Spent) -> Iterator[None]:
    """A block in which the document's work must end; ``spent`` is what its reading took.

    Reading counts as no more than ``READING`` of the time, it has bounds of its own. A transcription has as many
    pages as somebody cares to type, so they give it no more time.
    """
    pages = len({table.page for table in document.tables}) if document.kind == "pdf" else 0
    allowed, name = limits.for_pages(pages), document.name
    left = allowed - min(spent.seconds, READING * allowed)
    slow = f"{name}: working on it takes more than {allowed:.0f} s of processor time; --max-seconds allows more"
    held = (
        f"{name}: not done after {WIDE * left:.0f} s by the clock with less than {left:.0f} s of processor time; "
        "try again when the machine is less busy, or allow more with --max-seconds"
    )
    large = f"{name}: working on it takes more than {limits.memory_mb} MB; --max-memory allows more"
    with within(left, slow, held), in_memory(limits.memory_mb, large):
        yield


def read(
    path: Path,
    pages: Sequence[int] | None = None,
    engine: str = "both",
    progress: Progress = quiet,
    limits: Limits | None = None,
    process: Confined | None = None,
    spent: Spent | None = None,
) -> Reading:
    """The document as the readers saw it, by the engine asked for or by both and compared, and the pages read.

    A PDF is read in ``process``, else in one of its own, whose processor time is booked on ``spent``.

    Raises:
        SourceError: the file cannot be read, or has no such page; LimitExceeded where it asks for too much.
        LostCharacters: a reader lost or doubled characters.
    """
    limits = limits or Limits()
    kind = kind_of(path)
    check_size(path, limits)
    if kind == "transcription":
        document = read_transcription(path)
        wanted = {table.page for table in document.tables if pages is None or table.page in pages}
        return _only(document, wanted), tuple(sorted(wanted))
    from pipeline.confine import Confined

    received = receive(path)  # the readers open it one after the other
    with nullcontext(process) if process else Confined(limits) as reader:
        reader.start("pipeline.tablebook:read_pdf", path, pages, engine, limits)
        reading: Reading = reader.result(path.name, progress)
        if spent is not None:
            spent.elsewhere += reader.worked
    received.check_read(reading[0].sha256)
    received.check_unchanged()
    return reading


def read_pdf(path: Path, pages: Sequence[int] | None, engine: str, limits: Limits, tell: Tell) -> Reading:
    """What ``read`` has done in a process of its own; ``tell`` takes a stage, pages done, of how many, in one step."""
    from pipeline.read import plumber
    from pipeline.store import sha256

    reading = plumber.read_pdf(path, pages, lambda done, of: tell("read", done, of, 1), limits)
    numbers, tables, findings = tuple(page.number for page in reading.pages), reading.tables, reading.findings
    lines = reading.lines
    del reading  # the pages' characters are not needed further
    if engine != "pdfplumber" and tables:
        tables, differences = _compared(path, tables, tell)
        findings = (*findings, *differences)
    return Document(path.name, sha256(path.read_bytes()), "pdf", tables, lines, findings), numbers


def _compared(path: Path, tables: Sequence[PageTable], tell: Tell) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """The tables as both engines settle them, some pages at a time, so that one reading is in memory, not two."""
    from pipeline.agree import agree
    from pipeline.read import lattice

    settled: list[PageTable] = []
    findings: list[Finding] = []
    ruled = sorted({table.page for table in tables})
    for start in range(0, len(ruled), lattice.BATCH):
        batch = ruled[start : start + lattice.BATCH]
        tell("compare", start, len(ruled), len(batch))
        own = [table for table in tables if batch[0] <= table.page <= batch[-1]]
        with _deep():
            seen = lattice.read_pdf(path, batch)
        agreed, differences = agree(own, seen)
        settled += agreed
        findings += differences
    return tuple(settled), findings


@contextmanager
def _deep() -> Iterator[None]:
    """Room for camelot's parser, which calls itself for each update of a file that was read in full before."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(UPDATES)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _only(document: Document, pages: set[int]) -> Document:
    tables = tuple(table for table in document.tables if table.page in pages)
    if len(tables) == len(document.tables):
        return document
    return Document(document.name, document.sha256, document.kind, tables, (), document.findings)


def _page_table(table: PageTable) -> dict[str, Any]:
    return {"bbox": table.bbox, "cells": [_cell(cell) for cell in table.cells]}


def _logical(table: Table) -> dict[str, Any]:
    cells = [_cell(cell) for cell in table.cells]
    return {
        "pages": list(dict.fromkeys(table.pages)),
        "header_rows": table.header_rows,
        "cells": cells,
        "decisions": [_decision(one) for one in table.decisions],
    }


def _decision(one: Decision) -> dict[str, Any]:
    """A decision at a page break with its evidence: the codes and weights of ``pipeline/stitch/signs.py``."""
    signs = [{"code": code, "weight": weight, "about": about} for code, weight, about in one.signs]
    return {
        "kind": one.kind,
        "page": one.page,
        "row": one.row,
        "col": one.col,
        "holds": one.total > 0,
        "total": one.total,
        "signs": signs,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "page": cell.page,
        "bbox": cell.bbox,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "page": finding.page,
        "row": finding.row,
        "col": finding.col,
    }


def _printed(number: int, table: Table) -> Iterator[str]:
    n_rows = max((cell.row + cell.rowspan for cell in table.cells), default=0)
    n_cols = max((cell.col + cell.colspan for cell in table.cells), default=0)
    pages = dict.fromkeys(table.pages)
    where = f"page {table.pages[0]}" if len(pages) == 1 else f"pages {', '.join(map(str, pages))}"
    yield f"Table {number}, {where}: {n_rows} rows, {n_cols} columns, {table.header_rows} of headings"
    texts = [[""] * n_cols for _ in range(n_rows)]
    for cell in table.cells:
        texts[cell.row][cell.col] = script_join(cell.text.splitlines())
    widths = [min(WIDEST, max(_width(row[col]) for row in texts)) for col in range(n_cols)]
    for at, row in enumerate(texts):
        yield " | ".join(t + " " * (w - _width(t)) for t, w in zip(row, widths, strict=True)).rstrip()
        if at == table.header_rows - 1:
            yield "-+-".join("-" * w for w in widths)


def _width(text: str) -> int:
    """Places on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
