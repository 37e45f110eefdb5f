"""A source → Document.

By the reader of its kind, a PDF in a process of its own and by both engines, compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Document, Finding, PageTable, SourceKind
from pipeline.read import read_transcription
from pipeline.read.received import receive
from pipeline.read.sniff import kind_of
from pipeline.sandbox.clock import Progress, quiet
from pipeline.sandbox.limits import WIDE, Limits, Spent, check_size, in_memory, within

if TYPE_CHECKING:
    from pipeline.sandbox.parent import Confined

Tell = Callable[[str, int, int, int], None]
Reading = tuple[Document, tuple[int, ...]]
READING = 0.6
UPDATES = 10_000

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
def in_bounds(document: Document, limits: Limits, spent: Spent) -> Iterator[None]:
    """A block in which the document's work must end; ``spent`` is what its reading took.

    Reading counts as no more than ``READING`` of the time, it has bounds of its own. A
    transcription has as many pages as somebody cares to type, so they give it no more time.
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
    """The document as the readers saw it, by the engine asked for or by both and compared.

    And the pages read.

    What is no transcription is read in ``process``, else in one of its own, whose processor time
    is booked on ``spent``.

    Raises:
        SourceError: the file cannot be read, or has no such page; LimitExceeded where it asks for
            too much.
        LostCharacters: a reader lost or doubled characters.
    """
    limits = limits or Limits()
    kind = kind_of(path)
    check_size(path, limits)
    if kind == "transcription":
        document = read_transcription(path)
        wanted = {table.page for table in document.tables if pages is None or table.page in pages}
        return _only(document, wanted), tuple(sorted(wanted))
    from pipeline.sandbox.parent import Confined

    received = receive(path)  # the readers open it one after the other
    with nullcontext(process) if process else Confined(limits) as reader:
        if kind == "pdf":
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


def read_pdf(
    path: Path, pages: Sequence[int] | None, engine: str, limits: Limits, tell: Tell
) -> Reading:
    """What ``read`` has done in a process of its own.

    ``tell`` takes a stage, pages done, of how many, in one step.
    """
    from pipeline.publication.state import sha256
    from pipeline.read.pdf import plumber

    reading = plumber.read_pdf(path, pages, lambda done, of: tell("read", done, of, 1), limits)
    numbers, tables, findings = (
        tuple(page.number for page in reading.pages),
        reading.tables,
        reading.findings,
    )
    lines = reading.lines
    del reading  # the pages' characters are not needed further
    if engine != "pdfplumber" and tables:
        tables, differences = _compared(path, tables, tell)
        findings = (*findings, *differences)
    return Document(path.name, sha256(path.read_bytes()), "pdf", tables, lines, findings), numbers


def _compared(
    path: Path, tables: Sequence[PageTable], tell: Tell
) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """The tables as both engines settle them, some pages at a time.

    So that one reading is in memory, not two.
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
    """Room for camelot's parser.

    Which calls itself for each update of a file that was read in full before.
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
    return Document(document.name, document.sha256, document.kind, tables, (), document.findings)
