"""PDF pages → tables and lines, through pdfplumber: the only module that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.messages import message, text
from pipeline.model import Finding
from pipeline.read.pdf.damaged import between_tables
from pipeline.read.pdf.disagreement import told
from pipeline.read.pdf.guard import Inflater, guarded
from pipeline.read.pdf.headings import with_headings_parted
from pipeline.read.pdf.model import PageInk, PdfPage, PdfReading
from pipeline.read.pdf.page import read_page
from pipeline.read.pdf.paragraphs import with_paragraphs
from pipeline.read.pdf.visible import judged
from pipeline.read.pdf.witness import Witness, differences, displayed
from pipeline.sandbox.limits import Limits

Progress = Callable[[int, int], None]
# Points; a size beyond it is told as this, since an integer of a thousand digits is no float.
ENDLESS = 1e18
HEAD = 1024  # a PDF's header stands within its first 1024 bytes (ISO 32000-1, annex H)


def read_pdf(
    path: Path,
    pages: Sequence[int] | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> PdfReading:
    """Reads the pages asked for (counted from 1; ``None`` for all), in order.

    Damage that leaves the file readable is a finding of severity error on its page.

    Raises:
        SourceError: the file is no PDF, is truncated or encrypted, has no such page, or has no text
            on any of the pages.
        LimitExceeded: it is larger than documented.
        LostCharacters: the reader itself lost or doubled a character.
    """
    _check_head(path)
    limits = limits or Limits()
    from pipeline.read.pdf.pdfium import Pdfium

    with guarded(limits) as streams, _opened(path) as pdf, Pdfium(path) as witness:
        count = len(pdf.pages)
        wanted = _wanted(path, pages, count)
        if len(wanted) > limits.pages:
            raise LimitExceeded(
                "read.many-pages",
                where=path,
                count=len(wanted),
                most=limits.pages,
            )
        reader = _Reader(pdf, path, limits, streams, witness)
        read: list[PdfPage] = []
        for done, number in enumerate(wanted, 1):
            read.append(reader.page(number))
            if progress:
                progress(done, len(wanted))
        missing = _missing_pages(pdf, count)
    if not any(_is_readable(page) for page in read):
        raise _no_text(path, wanted)
    done_pages = with_paragraphs(with_headings_parted(between_tables(read)))
    return PdfReading(done_pages, count, missing)


def _is_readable(page: PdfPage) -> bool:
    """Whether a page has text, or it is told why it has none."""
    if page.characters:
        return True
    return any(finding.severity == "error" for finding in page.findings)


def _no_text(path: Path, wanted: Sequence[int]) -> SourceError:
    if len(wanted) == 1:
        return SourceError("read.no-text-on-page", where=path, page=wanted[0])
    return SourceError("read.no-text-on-pages", where=path, count=len(wanted))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The open file, with at least one page."""
    import pdfplumber

    try:
        pdf = pdfplumber.open(path)
    except Exception as error:
        raise _refusal(path, error) from error
    try:
        _check_count(path, pdf)
        if not pdf.doc.is_extractable:
            raise SourceError("read.no-extraction", where=path)
        yield pdf
    finally:
        # What is broken in the file was said above; closing meets it again.
        with suppress(Exception):
            pdf.close()
        pdf.stream.close()


def _check_head(path: Path) -> None:
    """Checks that the file can be read, and begins as a PDF does."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise SourceError("read.unreadable", where=path, reason=error.strerror) from error
    if b"%PDF-" not in head:
        raise SourceError("read.not-a-pdf", where=path)


def _check_count(path: Path, pdf: Any) -> None:
    """Checks that the file has pages, and that they can be counted."""
    try:
        count = len(pdf.pages)
    except Exception as error:
        raise _refusal(path, error) from error
    if not count:
        raise SourceError("read.no-pages", where=path)


def _refusal(path: Path, error: Exception) -> PipelineError:
    """Our one line for the parser's exception."""
    inner = error.args[0] if error.args else None
    cause = inner if isinstance(inner, Exception) else error
    name = type(cause).__name__
    if isinstance(cause, MemoryError):
        raise cause
    if isinstance(cause, LimitExceeded):
        return LimitExceeded(cause.message, where=path)
    if "Password" in name or "Encrypt" in name:
        return SourceError("read.encrypted", where=path)
    return SourceError("read.broken", where=path, error=name)


def _wanted(
    path: Path,
    pages: Sequence[int] | None,
    count: int,
) -> list[int]:
    """The numbers of the pages asked for, in order."""
    if pages is None:
        return list(range(1, count + 1))
    wanted = sorted(set(pages))
    for number in wanted:
        if not 1 <= number <= count:
            raise SourceError("read.no-such-page", where=path, page=number, count=count)
    return wanted


def _missing_pages(
    pdf: Any,
    count: int,
) -> tuple[Finding, ...]:
    """Tells where the file's own page count is higher than the pages that can be found."""
    from pdfminer.pdftypes import resolve1

    tree = resolve1(pdf.doc.catalog.get("Pages"))
    said = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if not isinstance(said, int) or said <= count:
        return ()
    what = message("read.missing-pages", said=said, found=count)
    return (Finding("error", "missing-pages", what),)


class _Reader:
    """Reads the pages of one open file, which have their fonts and layers in common."""

    def __init__(
        self,
        pdf: Any,
        path: Path,
        limits: Limits,
        streams: Inflater,
        witness: Witness,
    ) -> None:
        from pipeline.read.pdf.fonts import Fonts
        from pipeline.read.pdf.layers import Layers

        self._pdf = pdf
        self._path = path
        self._limits = limits
        self._streams = streams
        self._witness = witness
        self._fonts = Fonts()
        self._layers = Layers(pdf.doc.catalog)

    def page(self, number: int) -> PdfPage:
        """Reads one page, and has the witness look at it where nothing of it is lost."""
        ink = self._ink(number)
        page = read_page(ink)
        return page if ink.damage else _witnessed(page, ink, self._witness)

    def _ink(self, number: int) -> PageInk:
        """What is drawn on a page, judged for what can be seen."""
        page = self._pdf.pages[number - 1]
        _check_size(page, number, self._path, self._limits)
        before = self._streams.damaged
        try:
            ink = self._drawn(page, number)
        finally:
            page.close()
        broken = self._streams.damaged - before
        if broken:
            cause = message("read.broken-streams", count=broken)
            ink = replace(ink, damage=(*ink.damage, cause))
        return judged(ink)

    def _drawn(self, page: Any, number: int) -> PageInk:
        """What is drawn on a page; nothing where the parser cannot read it."""
        from pipeline.read.pdf.ink import page_ink

        try:
            return page_ink(
                page.page_obj,
                number,
                self._fonts,
                self._limits,
                self._layers,
            )
        except MemoryError:
            raise
        except LimitExceeded as error:
            what = message("read.on-page", page=number, what=error.message)
            raise LimitExceeded(what, where=self._path) from error
        except Exception as error:
            width, height = float(page.width), float(page.height)
            return PageInk(
                number,
                width,
                height,
                damage=(text(type(error).__name__),),
            )


def _check_size(
    page: Any,
    number: int,
    path: Path,
    limits: Limits,
) -> None:
    """No sheet is that large; beyond it places lose their meaning."""
    width, height, most = page.width, page.height, limits.page_points
    if width <= most and height <= most:
        return
    raise LimitExceeded(
        "read.large-page",
        where=path,
        page=number,
        width=min(width, ENDLESS),
        height=min(height, ENDLESS),
        most=most,
    )


def _witnessed(
    page: PdfPage,
    ink: PageInk,
    witness: Witness,
) -> PdfPage:
    """The page with what another reader sees otherwise as findings."""
    seen = witness.characters(page.number)
    if seen is None:
        return page
    found = differences(
        ink.glyphs,
        displayed(
            seen,
            ink.matrix,
            ink.height,
        ),
    )
    if not (found.ours or found.theirs):
        return page
    findings = told(found, page.number, page.tables)
    return replace(page, findings=(*page.findings, *findings))
