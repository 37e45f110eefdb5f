"""Opens a PDF with its page tree, and refuses what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.pdf.turn import SIDEWAYS
from pipeline.sandbox.limits import Limits

# Points; a size beyond it is told as this, since an integer of a thousand digits is no float.
ENDLESS = 1e18
HEAD = 1024  # a PDF's header stands within its first 1024 bytes (ISO 32000-1, annex H)


class Opened(NamedTuple):
    """An open file: pdfminer's document and its pages, and what it is read from where known."""

    path: Path
    document: Any
    pages: list[Any]
    file: BinaryIO | None = None

    @property
    def catalog(self) -> Any:
        """The document's catalog."""
        return self.document.catalog


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The open file, with at least one page.

    Raises:
        SourceError: it cannot be read, or has no page.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    with path.open("rb") as file:
        try:
            document = PDFDocument(PDFParser(file))
            pages = list(PDFPage.create_pages(document))
        except Exception as error:
            raise refusal(path, error) from error
        yield checked(Opened(path, document, pages, file))


def checked(file: Opened) -> Opened:
    """The file, if it has pages and permits to read them.

    Raises:
        SourceError: it has none, or does not.
    """
    if not file.pages:
        raise SourceError("read.no-pages", where=file.path)
    if not file.document.is_extractable:
        raise SourceError("read.no-extraction", where=file.path)
    return file


def check_head(path: Path) -> None:
    """Checks that the file can be read, and begins as a PDF does."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise SourceError("read.unreadable", where=path, reason=error.strerror) from error
    if b"%PDF-" not in head:
        raise SourceError("read.not-a-pdf", where=path)


def refusal(path: Path, error: Exception) -> PipelineError:
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


def wanted_pages(
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


def missing_pages(file: Opened) -> tuple[Finding, ...]:
    """Tells where the file's own page count is higher than the pages that can be found."""
    from pdfminer.pdftypes import resolve1

    count = len(file.pages)
    tree = resolve1(file.catalog.get("Pages"))
    said = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if not isinstance(said, int) or said <= count:
        return ()
    what = message("read.missing-pages", said=said, found=count)
    return (Finding("error", "missing-pages", what),)


def check_size(
    page_obj: Any,
    number: int,
    path: Path,
    limits: Limits,
) -> None:
    """No sheet is that large; beyond it places lose their meaning.

    Raises:
        LimitExceeded: it is.
    """
    x0, y0, x1, y1 = page_obj.mediabox
    width, height = abs(x1 - x0), abs(y1 - y0)
    if page_obj.rotate in SIDEWAYS:
        width, height = height, width
    most = limits.page_points
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
