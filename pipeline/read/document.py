"""A source → Document.

By the reader of its kind, a PDF in a process of its own and by both engines, compared.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LimitExceeded
from pipeline.model import Document, Finding, PageTable, SourceKind
from pipeline.model.sent import Receiver, Sender, Sent
from pipeline.read import read_transcription
from pipeline.read.engines import compared, is_by, named, settled
from pipeline.read.received import receive
from pipeline.read.scan.folder import check_sizes
from pipeline.read.sniff import kind_of
from pipeline.sandbox.clock import Progress, quiet
from pipeline.sandbox.imports import collecting_seldom
from pipeline.sandbox.limits import WIDE, Limits, Spent, in_memory, within
from pipeline.sandbox.parts import Parts, each
from pipeline.sandbox.second import Crowded

if TYPE_CHECKING:
    from pipeline.read.pdf.finished import Final
    from pipeline.read.pdf.model import PdfPage
    from pipeline.read.pdf.reader import Order, Source
    from pipeline.sandbox.parent import Confined

Tell = Callable[[str, int, int, int], None]
Reading = tuple[Document, tuple[int, ...]]
Compared = tuple[tuple[PageTable, ...], tuple[Finding, ...]]
READING = 0.6
# What a PDF is read with → the source of what is drawn on its pages.
SOURCES: dict[str, Source] = {"pdfium": "pdfium", "auto": "auto"}
_PAGE = attrgetter("page")
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
    meanwhile: Callable[[], object] = tuple,
) -> Reading:
    """Reads a source: the document as its readers saw it, and the numbers of the pages read.

    ``pages`` are counted from 1, None are all. ``engine`` reads a PDF; with "both", two readings
    are compared. What is no transcription is read in ``process``, else in one of its own, whose
    processor time is booked on ``spent``. ``meanwhile`` is called once a process is at it.

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
    is_shared = kind == "pdf"
    while True:
        opened = nullcontext(process) if process else confined(limits, is_shared)
        try:
            with opened as reader:
                tables = Receiver()
                reader.start(*_asked(path, pages, engine, kind, limits, process is None))
                meanwhile()
                reading: Reading = reader.result(path.name, progress, tables.take)
                if spent is not None:
                    spent.elsewhere += reader.worked
            break
        except Crowded:
            is_shared = False
    reading = _whole(reading, tables.tables)
    received.check_read(reading[0].sha256)
    received.check_unchanged()
    return reading


def _asked(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    kind: SourceKind,
    limits: Limits,
    is_sent: bool,
) -> tuple[str, *tuple[object, ...]]:
    """The function that reads a source, and its arguments; ``is_sent`` hands tables on."""
    here = "pipeline.read.document"
    if kind == "image":
        return f"{here}:read_image", path, pages, limits
    if kind == "pdf":
        function = "send_pdf" if is_sent else "read_pdf"
        return f"{here}:{function}", path, pages, engine, limits
    return f"{here}:read_edition", path, pages, kind, limits


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
    tables: list[PageTable] = []
    reading = each(_in_parts(path, pages, engine, limits, tell), tables.extend)
    return _whole(reading, tables)


def send_pdf(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    limits: Limits,
    tell: Tell,
) -> Generator[list[Sent], None, Reading]:
    """Reads a PDF as :func:`read_pdf`, and hands the tables of a page on as soon as it is read.

    The document that is returned has those that had to wait.
    """
    sender = Sender()
    reading = Parts(_in_parts(path, pages, engine, limits, tell))
    for tables in reading:
        yield sender.sent(tables)
    return reading.end


def _whole(reading: Reading, tables: Sequence[PageTable]) -> Reading:
    """A reading with the tables that were handed on before it."""
    document, numbers = reading
    together = sorted([*tables, *document.tables], key=_PAGE)
    return replace(document, tables=tuple(together)), numbers


def _in_parts(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    limits: Limits,
    tell: Tell,
) -> Generator[tuple[PageTable, ...], None, Reading]:
    """The tables of one page after the other where they are final; at last what had to wait."""
    with collecting_seldom():
        from pipeline.read.pdf.reader import read_in_parts

        order = _order(path, pages, engine, limits, tell)
        reading = yield from read_in_parts(order)
    numbers = tuple(page.number for page in reading.pages)
    images = {page.number for page in reading.pages if page.scanned}
    recognised = [table for table in reading.tables if table.page in images]
    printed = tuple(table for table in reading.tables if table.page not in images)
    lines, findings = reading.lines, reading.findings
    again = {page.number for page in reading.pages if page.doubts}
    del reading  # the pages' characters are not needed further
    others = tuple(number for number in numbers if number not in images)
    agreed, differences = settled(path, engine, printed, others, again, tell)
    tables = sorted([*agreed, *recognised], key=_PAGE)
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


def _order(
    path: Path,
    pages: Sequence[int] | None,
    engine: str,
    limits: Limits,
    tell: Tell,
) -> Order:
    """What the reader of PDFs is to do, and whom it tells."""
    from pipeline.read.pdf.finished import none_final
    from pipeline.read.pdf.reader import Order

    return Order(
        path,
        pages,
        limits,
        source=SOURCES.get(engine, "pdfplumber"),
        progress=lambda done, of: tell("read", done, of, 1),
        recognising=lambda done, of: tell("recognise", done, of, PAGE_IMAGE),
        final=FINAL.get(engine, none_final),
        beside=getattr(tell, "beside", None),  # of a tell that can start a second process
    )


def _sure(page: PdfPage) -> tuple[PageTable, ...] | None:
    """The tables of a page that pdfium alone has read; one in doubt waits for camelot."""
    return None if page.doubts else named(page.tables, "pdfium")


# With what a PDF is read → the tables of a page that no other engine is asked about.
FINAL: dict[str, Final] = {
    "auto": _sure,
    "pdfium": lambda page: named(page.tables, "pdfium"),
    "pdfplumber": lambda page: named(page.tables, "pdfplumber"),
}


def compare_pdf(path: Path, tables: Sequence[PageTable], tell: Tell) -> Compared:
    """Settles the tables that pdfplumber's characters gave with what camelot sees.

    For whoever has them read by the first engine alone, and asks the second one beside other work.
    Tables of page images stay as they are. Runs in the process that read them.

    Raises:
        SourceError: camelot cannot read the file.
    """
    printed = [table for table in tables if is_by(table, "pdfplumber")]
    settled, findings = compared(path, printed, tell)
    others = [table for table in tables if not is_by(table, "pdfplumber")]
    together = sorted([*settled, *others], key=_PAGE)
    return tuple(together), tuple(findings)


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
