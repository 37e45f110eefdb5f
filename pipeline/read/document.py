"""A source → Document.

By the reader of its kind, a PDF in a process of its own and by both engines, compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LimitExceeded
from pipeline.model import Document, Finding, PageTable, SourceKind
from pipeline.read import read_transcription
from pipeline.read.received import receive
from pipeline.read.scan.folder import check_sizes
from pipeline.read.sniff import kind_of
from pipeline.sandbox.clock import Progress, quiet
from pipeline.sandbox.imports import collecting_seldom
from pipeline.sandbox.limits import WIDE, Limits, Spent, in_memory, within

if TYPE_CHECKING:
    from pipeline.read.pdf.reader import Source
    from pipeline.sandbox.parent import Confined

Tell = Callable[[str, int, int, int], None]
Reading = tuple[Document, tuple[int, ...]]
Compared = tuple[tuple[PageTable, ...], tuple[Finding, ...]]
READING = 0.6
# What a PDF is read with → the source of what is drawn on its pages.
SOURCES: dict[str, Source] = {"pdfium": "pdfium", "auto": "auto"}
UPDATES = 10_000
# A page image may take as long as so many pages of text.
PAGE_IMAGE = 4

# Takes the path for its name, the bytes, and what they may ask for.
Reader = Callable[[Path, bytes, Limits], Document]
READERS: dict[SourceKind, str] = {
    "docx": "pipeline.read.docx:read",
    "html": "pipeline.read.html:read",
    "xlsx": "pipeline.read.sheet:read",
    "markdown": "pipeline.read.markdown:read",
    "office": "pipeline.read.office:read",
}
"""Kinds without pages → ``module:function``, which runs in a process of its own as PDFs do."""


@contextmanager
def in_bounds(
    document: Document,
    limits: Limits,
    spent: Spent,
) -> Iterator[None]:
    """Opens a block in which the document's work must end; ``spent`` is what its reading took.

    Reading counts as no more than ``READING`` of the time, it has bounds of its own. Page images
    are as many pages of a PDF. A
    transcription has as many pages as somebody cares to type, so they give it no more time.

    Raises:
        LimitExceeded: the block takes too long, or too much memory.
    """
    name = document.name
    has_pages = document.kind in ("pdf", "image")
    pages = {table.page for table in document.tables} if has_pages else ()
    allowed = limits.for_pages(len(pages))
    left = allowed - min(spent.seconds, READING * allowed)
    slow = LimitExceeded("read.too-slow", where=name, seconds=allowed)
    held = LimitExceeded(
        "read.held-up",
        where=name,
        wall=WIDE * left,
        seconds=left,
    )
    large = LimitExceeded("read.too-large", where=name, most=limits.memory_mb)
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
    """Reads a source: the document as its readers saw it, and the numbers of the pages read.

    ``pages`` are counted from 1, None are all. ``engine`` reads a PDF; with "both", two readings
    are compared. What is no transcription is read in ``process``, else in one of its own, whose
    processor time is booked on ``spent``.

    Raises:
        UsageError: there is no such file.
        SourceError: the file cannot be read, or has no such page.
        LimitExceeded: it asks for too much.
        LostCharacters: a reader lost or doubled characters.
    """
    limits = limits or Limits()
    kind = kind_of(path)
    check_sizes(path, limits)
    if kind == "transcription":
        document = read_transcription(path)
        wanted = {table.page for table in document.tables if pages is None or table.page in pages}
        return _only(document, wanted), tuple(sorted(wanted))
    from pipeline.sandbox.copied import confined

    received = receive(path)  # the readers open it one after the other
    with nullcontext(process) if process else confined(limits) as reader:
        if kind == "image":
            reader.start("pipeline.read.document:read_image", path, pages, limits)
        elif kind == "pdf":
            reader.start("pipeline.read.document:read_pdf", path, pages, engine, limits)
        else:
            reader.start("pipeline.read.document:read_edition", path, pages, kind, limits)
        reading: Reading = reader.result(path.name, progress)
        if spent is not None:
            spent.elsewhere += reader.worked
    received.check_read(reading[0].sha256)
    received.check_unchanged()
    return reading


def read_edition(
    path: Path, pages: Sequence[int] | None, kind: SourceKind, limits: Limits, tell: Tell
) -> Reading:
    """What ``read`` has done in a process of its own for kinds without pages.

    ``pages`` are numbers of tables or sheets.
    """
    tell("read", 0, 1, 2 if kind == "office" else 1)  # it is converted first
    module, name = READERS[kind].split(":")
    reader: Reader = getattr(import_module(module), name)
    document = reader(path, path.read_bytes(), limits)
    wanted = {table.page for table in document.tables if pages is None or table.page in pages}
    return _only(document, wanted), tuple(sorted(wanted))


def read_image(
    path: Path,
    pages: Sequence[int] | None,
    limits: Limits,
    tell: Tell,
) -> Reading:
    """What ``read`` has done in a process of its own for image files and folders of them."""
    from pipeline.read.scan.reader import read_images

    return read_images(
        path,
        pages,
        limits,
        lambda done, of: tell("recognise", done, of, PAGE_IMAGE),
    )


def read_pdf(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    limits: Limits,
    tell: Tell,
) -> Reading:
    """Reads a PDF; runs in the process that ``read`` starts, and has its errors.

    ``tell`` is told where the reading is: stage, pages done, of how many, how many in one step.
    """
    with collecting_seldom():
        from pipeline.read.pdf import reader

        reading = reader.read_pdf(
            path,
            pages,
            lambda done, of: tell("read", done, of, 1),
            limits,
            SOURCES.get(engine, "pdfplumber"),
            lambda done, of: tell("recognise", done, of, PAGE_IMAGE),
        )
    numbers = tuple(page.number for page in reading.pages)
    images = {page.number for page in reading.pages if page.scanned}
    recognised = [table for table in reading.tables if table.page in images]
    printed = tuple(table for table in reading.tables if table.page not in images)
    lines, findings = reading.lines, reading.findings
    again = {page.number for page in reading.pages if page.doubts}
    del reading  # the pages' characters are not needed further
    others = tuple(number for number in numbers if number not in images)
    settled, differences = _settled(path, engine, printed, others, again, tell)
    tables = sorted([*settled, *recognised], key=lambda table: table.page)
    digest = sha256(path.read_bytes()).hexdigest()
    document = Document(
        path.name,
        digest,
        "pdf",
        tuple(tables),
        lines,
        (*findings, *differences),
    )
    return document, numbers


def compare_pdf(path: Path, tables: Sequence[PageTable], tell: Tell) -> Compared:
    """Settles the tables that pdfplumber's characters gave with what camelot sees.

    For whoever has them read by the first engine alone, and asks the second one beside other work.
    Tables of page images stay as they are. Runs in the process that read them.

    Raises:
        SourceError: camelot cannot read the file.
    """
    printed = [table for table in tables if _is_by(table, "pdfplumber")]
    settled, findings = _compared(path, printed, tell)
    others = [table for table in tables if not _is_by(table, "pdfplumber")]
    together = sorted([*settled, *others], key=lambda table: table.page)
    return tuple(together), tuple(findings)


def _settled(
    path: Path,
    engine: str,
    tables: tuple[PageTable, ...],
    numbers: tuple[int, ...],
    again: set[int],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], Sequence[Finding]]:
    """The tables as the engine that was asked for has them, and where engines differ.

    ``numbers`` are those of the pages read, ``again`` of the ones in doubt.
    """
    if engine in ("pdfplumber", "pdfium"):
        return _named(tables, engine), ()
    if engine == "camelot":
        return _by_camelot(path, numbers, tables, tell)
    if engine == "auto":
        return _asked_again(path, tables, again, tell)
    if tables:
        return _compared(path, tables, tell)
    return tables, ()


def _named(tables: Iterable[PageTable], engine: str) -> tuple[PageTable, ...]:
    """The tables, each cell with the one engine that saw it."""
    named = []
    for table in tables:
        if _is_by(table, engine):
            named.append(table)
            continue
        cells = tuple(replace(cell, engines=(engine,)) for cell in table.cells)
        named.append(replace(table, cells=cells))
    return tuple(named)


def _is_by(table: PageTable, engine: str) -> bool:
    """Whether each cell names this one engine."""
    return all(cell.engines == (engine,) for cell in table.cells)


def _by_camelot(
    path: Path,
    pages: Sequence[int],
    composed: Sequence[PageTable],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], tuple[Finding, ...]]:
    """The tables of these pages as camelot's grid has them, characters in their own places."""
    from pipeline.read.compare import with_own_places
    from pipeline.read.pdf import lattice

    seen: list[PageTable] = []
    for start in range(0, len(pages), lattice.BATCH):
        batch = pages[start : start + lattice.BATCH]
        tell("compare", start, len(pages), len(batch))
        with _deep():
            seen += lattice.read_pdf(path, batch)
    return with_own_places(seen, composed)


def _asked_again(
    path: Path,
    tables: Sequence[PageTable],
    again: set[int],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """The tables, those of the pages that were asked again settled between both engines."""
    sure = _named([table for table in tables if table.page not in again], "pdfium")
    asked = [table for table in tables if table.page in again]
    if not asked:
        return sure, []
    settled, findings = _compared(path, asked, tell)
    together = sorted([*sure, *settled], key=lambda table: table.page)
    return tuple(together), findings


def _compared(
    path: Path,
    tables: Sequence[PageTable],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """Settles the tables between both engines, and tells where these differ.

    It goes some pages at a time, so that no second reading of the whole file is in memory.
    """
    from pipeline.read.compare import agree
    from pipeline.read.pdf import lattice

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
    """Gives camelot's parser the stack it needs: it calls itself for each update of a file.

    The file was read in full before, so the updates end.
    """
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
    return Document(
        document.name,
        document.sha256,
        document.kind,
        tables,
        (),
        document.findings,
    )
