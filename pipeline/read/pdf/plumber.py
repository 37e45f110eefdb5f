"""PDF pages → tables and lines, through pdfplumber: the only module that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.model import Finding
from pipeline.read.pdf.guard import Inflater, guarded
from pipeline.read.pdf.headings import with_headings_parted
from pipeline.read.pdf.model import PageInk, PdfPage, PdfReading
from pipeline.read.pdf.damaged import between_tables
from pipeline.read.pdf.page import read_page
from pipeline.read.pdf.paragraphs import with_paragraphs
from pipeline.read.pdf.visible import judged
from pipeline.read.pdf.witness import Witness, differences, displayed, told
from pipeline.sandbox.limits import Limits

Progress = Callable[[int, int], None]
ENDLESS = (
    1e18  # points; a size beyond it is told as this, an integer of a thousand digits is no float
)


def read_pdf(
    path: Path,
    pages: Sequence[int] | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> PdfReading:
    """Reads the pages asked for (counted from 1; ``None`` for all), in order.

    Damage that leaves the file readable is a finding of severity error on its page. Raises
    ``SourceError`` when the file is no PDF, is truncated or encrypted, has no such page, or has no
    text on any of the pages; ``LimitExceeded`` when it is larger than documented;
    ``LostCharacters`` when the reader itself lost or doubled a character.
    """
    _check_head(path)
    limits = limits or Limits()
    from pipeline.read.pdf.pdfium import Pdfium

    with guarded(limits) as streams, _opened(path) as pdf, Pdfium(path) as witness:
        count = len(pdf.pages)
        wanted = _wanted(path, pages, count)
        if len(wanted) > limits.pages:
            raise LimitExceeded(
                f"{path}: {len(wanted)} pages to read, more than {limits.pages}; --max-pages allows more"
            )
        read = []
        fonts, layers = _shared(pdf)
        for done, number in enumerate(wanted, 1):
            ink, page = _read(pdf, number, path, streams, limits, fonts, layers)
            read.append(page if ink.damage else _witnessed(page, ink, witness))
            if progress:
                progress(done, len(wanted))
        missing = _missing_pages(pdf, count)
    if not any(p.characters or any(f.severity == "error" for f in p.findings) for p in read):
        raise SourceError(
            f"{path}: no text layer on {_these(wanted)} (scanned images?); run OCR first"
        )
    return PdfReading(with_paragraphs(with_headings_parted(between_tables(read))), count, missing)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The open file, with at least one page."""
    import pdfplumber

    try:
        pdf = pdfplumber.open(path)
    except Exception as error:
        raise _refusal(path, error) from error
    try:
        _count(path, pdf)
        if not pdf.doc.is_extractable:
            raise SourceError(
                f"{path}: the PDF is encrypted and does not permit to extract its text; ask for a copy that does"
            )
        yield pdf
    finally:
        with suppress(
            Exception
        ):  # what is broken in the file was said above; closing meets it again
            pdf.close()
        pdf.stream.close()


def _check_head(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read ({error.strerror}); check the name and its rights"
        ) from error
    if b"%PDF-" not in head:
        raise SourceError(
            f"{path}: not a PDF (it does not begin with %PDF-); give a PDF or a transcription"
        )


def _count(path: Path, pdf: Any) -> None:
    try:
        count = len(pdf.pages)
    except Exception as error:
        raise _refusal(path, error) from error
    if not count:
        raise SourceError(f"{path}: the PDF has no pages (truncated?); get the file again")


def _refusal(path: Path, error: Exception) -> PipelineError:
    """Our one line for the parser's exception."""
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    name = type(cause).__name__
    if isinstance(cause, MemoryError):
        raise cause
    if isinstance(cause, LimitExceeded):
        return LimitExceeded(f"{path}: {cause}")
    if "Password" in name or "Encrypt" in name:
        return SourceError(f"{path}: the PDF is encrypted; save a copy without a password")
    return SourceError(f"{path}: the PDF is damaged or truncated ({name}); get the file again")


def _wanted(path: Path, pages: Sequence[int] | None, count: int) -> list[int]:
    wanted = list(range(1, count + 1)) if pages is None else sorted(set(pages))
    if bad := [n for n in wanted if not 1 <= n <= count]:
        raise SourceError(f"{path}: has no page {bad[0]}, only 1 to {count}; ask for pages it has")
    return wanted


def _these(wanted: Sequence[int]) -> str:
    return f"page {wanted[0]}" if len(wanted) == 1 else f"any of {len(wanted)} pages"


def _missing_pages(pdf: Any, count: int) -> tuple[Finding, ...]:
    """Says so when the file's own page count is higher than the pages that can be found."""
    from pdfminer.pdftypes import resolve1

    tree = resolve1(pdf.doc.catalog.get("Pages"))
    said = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if not isinstance(said, int) or said <= count:
        return ()
    message = (
        f"the file says it has {said} pages, {count} can be found; it is damaged, get it again"
    )
    return (Finding("error", "missing-pages", message),)


def _shared(pdf: Any) -> tuple[Any, Any]:
    """What all pages of a file have in common: its fonts and its layers."""
    from pipeline.read.pdf.fonts import Fonts
    from pipeline.read.pdf.layers import Layers

    return Fonts(), Layers(pdf.doc.catalog)


def _read(
    pdf: Any, number: int, path: Path, streams: Inflater, limits: Limits, fonts: Any, layers: Any
) -> tuple[PageInk, PdfPage]:
    from pipeline.read.pdf.ink import page_ink

    page = pdf.pages[number - 1]
    _check_size(page, number, path, limits)
    before = streams.damaged
    try:
        ink = page_ink(page.page_obj, number, fonts, limits, layers)
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, LimitExceeded):
            raise LimitExceeded(f"{path}: page {number}: {error}") from error
        ink = PageInk(number, float(page.width), float(page.height), damage=(type(error).__name__,))
    finally:
        page.close()
    if streams.damaged > before:
        ink = replace(ink, damage=(*ink.damage, f"{streams.damaged - before} broken streams"))
    ink = judged(ink)
    return ink, read_page(ink)


def _witnessed(page: PdfPage, ink: PageInk, witness: Witness) -> PdfPage:
    """The page with what another reader sees otherwise as findings."""
    seen = witness.characters(page.number)
    if seen is None:
        return page
    found = differences(ink.glyphs, displayed(seen, ink.matrix, ink.height))
    if not (found.ours or found.theirs):
        return page
    return replace(page, findings=(*page.findings, *told(found, page.number, page.tables)))


def _check_size(page: Any, number: int, path: Path, limits: Limits) -> None:
    """No sheet is that large; beyond it places lose their meaning."""
    width, height = page.width, page.height
    if not (width <= limits.page_points and height <= limits.page_points):
        wide, high = min(width, ENDLESS), min(height, ENDLESS)
        raise LimitExceeded(
            f"{path}: page {number} is {wide:.3g} × {high:.3g} points, more than {limits.page_points:,}; "
            "--max-page-size allows more"
        )
