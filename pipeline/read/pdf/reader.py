"""PDF → pages with tables and lines, by one source of ink or by several.

``pdfplumber`` interprets each page. ``pdfium`` reads it in a fraction of the time and proves what
it reads; what it cannot prove is an error. ``auto`` has pdfium read, and interprets each page that
is in doubt as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pipeline.errors import LimitExceeded, LostCharacters, PipelineError, SourceError
from pipeline.messages import message
from pipeline.model import Finding, PageTable
from pipeline.read.pdf.damaged import between_tables
from pipeline.read.pdf.doubt import Doubt
from pipeline.read.pdf.finished import Final, Finished, none_final
from pipeline.read.pdf.guard import Inflater, guarded
from pipeline.read.pdf.model import PageInk, PdfPage, PdfReading
from pipeline.read.pdf.opening import (
    Opened,
    check_head,
    check_size,
    missing_pages,
    opened,
    wanted_pages,
)
from pipeline.read.pdf.page import read_page
from pipeline.read.pdf.paragraphs import with_paragraphs
from pipeline.read.pdf.second import Shares, Sure
from pipeline.read.pdf.visible import judged
from pipeline.read.scan.pages import ScannedPages
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parts import each

if TYPE_CHECKING:
    from pipeline.read.pdf.quick import Quick
    from pipeline.sandbox.beside import Beside

Progress = Callable[[int, int], None]
Source = Literal["pdfplumber", "pdfium", "auto"]


def _quiet(done: int, of: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read, and who is told.

    ``pages`` are counted from 1, ``None`` are all. ``progress`` is told how many pages are done,
    ``recognising`` the same before a page that is an image is recognised. The tables that ``final``
    gives of a page are handed on before the next one is read. ``beside`` starts a second process
    for a share of the pages.
    """

    path: Path
    pages: Sequence[int] | None = None
    limits: Limits = field(default_factory=Limits)
    source: Source = "pdfplumber"
    progress: Progress = _quiet
    recognising: Progress = _quiet
    final: Final = none_final
    beside: Beside | None = None


def read_pdf(
    path: Path,
    pages: Sequence[int] | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    source: Source = "pdfplumber",
) -> PdfReading:
    """Reads the pages asked for (counted from 1; ``None`` for all), in order.

    ``progress`` is told how many pages are done. Damage that leaves the file readable is a finding
    of severity error on its page.

    Raises:
        SourceError: the file is no PDF, is truncated or encrypted, has no such page, or has no text
            on any of the pages.
        LimitExceeded: it is larger than documented.
        LostCharacters: the reader itself lost or doubled a character.
    """
    order = Order(path, pages, limits or Limits(), source, progress or _quiet)
    return each(read_in_parts(order), lambda _: None)


def read_in_parts(order: Order) -> Generator[tuple[PageTable, ...], None, PdfReading]:
    """Reads pages as :func:`read_pdf`; the tables of one are yielded as soon as they are final.

    What is returned has those tables without their cells.
    """
    path = order.path
    limits = order.limits
    check_head(path)
    read = Finished(order.final)
    with (
        guarded(limits) as streams,
        _file(path, order.source) as file,
        ScannedPages(path) as scans,
    ):
        wanted = wanted_pages(path, order.pages, len(file.pages))
        _check_count(path, len(wanted), limits)
        with _reader(order.source, file, limits, streams) as reader:
            pages = _Pages(order, file, reader, scans, streams)
            yield from pages.each(wanted, read)
        missing = missing_pages(file)
    if not any(_is_readable(page) for page in read.pages):
        scans.check_read()
        raise _no_text(path, wanted)
    whole = with_paragraphs(between_tables(read.whole()))
    about = *missing, *_asked_again(read.pages)
    return PdfReading(whole, len(file.pages), about)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Reads the pages of one open file, images among them."""

    order: Order
    file: Opened
    reader: _Reader
    scans: ScannedPages
    streams: Inflater

    def each(
        self,
        wanted: Sequence[int],
        read: Finished,
    ) -> Iterator[tuple[PageTable, ...]]:
        """Reads these pages, some of them in a second process; their tables where they are final.

        The tables of the second process's pages are handed on by that.
        """
        order = self.order
        beside = None if order.source == "pdfplumber" else order.beside
        shares = Shares(beside, self.file, self.streams, order.final)
        done = 0
        while done < len(wanted):
            first = shares.first_of(wanted[done:], self.sure)
            for number in wanted[done : done + first]:
                tables = read.add(self.read(number, wanted))
                if tables:
                    yield tables
                done += 1
                order.progress(done, len(wanted))
            adopted = shares.adopted(read)
            if adopted:
                done += adopted
                order.progress(done, len(wanted))

    def sure(self) -> Sure:
        """What reads a page in a second process; None where a page is in doubt, or an image."""
        from pipeline.read.pdf.quick import Quick

        quick = Quick(self.file, self.order.limits, self.streams)
        reader = _Holding(_Proven(quick, None))

        def read(number: int) -> PdfPage | None:
            try:
                page = reader.page(self._checked(number), number)
            except PipelineError:
                return None
            is_open = _is_told(page) or self.scans.may_show_more(page)
            return None if is_open else page

        return read

    def read(
        self,
        number: int,
        wanted: Sequence[int],
    ) -> PdfPage:
        """Reads a page of those that are wanted, in order."""
        page = self.reader.page(self._checked(number), number)
        if not self.scans.may_show_more(page):
            return page
        done = bisect_left(wanted, number)
        self.order.recognising(done, len(wanted))
        return self.scans.read(page, wanted[done + 1 :])

    def _checked(self, number: int) -> Any:
        page_obj = self.file.pages[number - 1]
        check_size(
            page_obj,
            number,
            self.order.path,
            self.order.limits,
        )
        return page_obj


def _check_count(path: Path, count: int, limits: Limits) -> None:
    if count > limits.pages:
        raise LimitExceeded(
            "read.many-pages",
            where=path,
            count=count,
            most=limits.pages,
        )


@contextmanager
def _file(path: Path, source: Source) -> Iterator[Opened]:
    """The open file, as the source has it."""
    if source == "pdfplumber":
        from pipeline.read.pdf import plumber

        with plumber.opened(path) as file:
            yield file
    else:
        with opened(path) as file:
            yield file


class _Reader(Protocol):
    """Reads pages of one open file."""

    def page(self, page_obj: Any, number: int) -> PdfPage:
        """Reads a page."""


@contextmanager
def _reader(
    source: Source,
    file: Opened,
    limits: Limits,
    streams: Inflater,
) -> Iterator[_Reader]:
    """The reader of a source."""
    with ExitStack() as stack:
        thorough = _Asked(file, limits, streams, stack)
        if source == "pdfplumber":
            yield _Holding(thorough)
            return
        from pipeline.read.pdf.quick import Quick

        quick = stack.enter_context(Quick(file, limits, streams))
        yield _Holding(_Proven(quick, thorough if source == "auto" else None))


class _Holding:
    """Reads pages, and holds the content of each inflated for as long as that takes."""

    def __init__(self, reader: _Reader) -> None:
        # It imports pdfminer, which a guarded file has imported without what is seldom used.
        from pipeline.read.pdf.streams import Contents

        self._reader = reader
        self._contents = Contents()

    def page(self, page_obj: Any, number: int) -> PdfPage:
        """Reads a page."""
        with self._contents.held(page_obj):
            return self._reader.page(page_obj, number)


class _Asked:
    """Reads pages thoroughly; what that needs is imported with the first."""

    def __init__(
        self,
        file: Opened,
        limits: Limits,
        streams: Inflater,
        stack: ExitStack,
    ) -> None:
        self._file = file
        self._limits = limits
        self._streams = streams
        self._stack = stack
        self._reader: _Reader | None = None

    def page(self, page_obj: Any, number: int) -> PdfPage:
        """Reads a page."""
        from pipeline.read.pdf.thorough import Thorough

        if self._reader is None:
            thorough = Thorough(self._file, self._limits, self._streams)
            self._reader = self._stack.enter_context(thorough)
        return self._reader.page(page_obj, number)


class _Proven:
    """Has pdfium read each page; one that is in doubt is read thoroughly, if it can be."""

    def __init__(self, quick: Quick, thorough: _Asked | None) -> None:
        self._quick = quick
        self._thorough = thorough

    def page(self, page_obj: Any, number: int) -> PdfPage:
        """Reads a page."""
        ink = self._quick.ink(page_obj, number)
        page = None if ink.doubts else _read(ink)
        if page is not None and not _is_told(page):
            return page
        doubts = ink.doubts or frozenset([Doubt.FOUND])
        if self._thorough is not None:
            again = self._thorough.page(page_obj, number)
            return replace(again, doubts=doubts)
        if page is not None:
            return page
        return _unproven(ink)


def _read(ink: PageInk) -> PdfPage | None:
    """The page; None where it cannot be read."""
    # It imports pdfminer too.
    from pipeline.read.pdf.bypiece import read_pieces

    try:
        return read_pieces(ink) if ink.pieces else read_page(judged(ink))
    except LostCharacters:
        return None


def _is_told(page: PdfPage) -> bool:
    """Whether something is found about a page that a person should look at."""
    return any(finding.severity != "info" for finding in page.findings)


def _unproven(ink: PageInk) -> PdfPage:
    """A page of which nothing is read, and why."""
    reasons = [message(doubt.value) for doubt in sorted(ink.doubts)]
    what = message("read.unproven-page", page=ink.number, reasons=reasons)
    finding = Finding("error", "unproven-page", what, page=ink.number)
    return PdfPage(
        ink.number,
        ink.width,
        ink.height,
        findings=(finding,),
    )


def _asked_again(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    """Tells how many pages were asked of a second source, and why."""
    again = [page for page in pages if page.doubts]
    if not again:
        return
    doubts = {doubt for page in again for doubt in page.doubts}
    what = message(
        "read.asked-again",
        count=len(again),
        of=len(pages),
        pages=[page.number for page in again],
        reasons=[message(doubt.value) for doubt in sorted(doubts)],
    )
    yield Finding("info", "asked-again", what)


def _is_readable(page: PdfPage) -> bool:
    """Whether a page has text, or it is told why it has none."""
    if page.characters:
        return True
    return any(finding.severity == "error" for finding in page.findings)


def _no_text(path: Path, wanted: Sequence[int]) -> SourceError:
    if len(wanted) == 1:
        return SourceError("read.no-text-on-page", where=path, page=wanted[0])
    return SourceError("read.no-text-on-pages", where=path, count=len(wanted))
