"""Image files, or a folder of them → Document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document, Finding, Line, PageTable
from pipeline.read.pdf.model import PdfPage
from pipeline.read.pdf.opening import wanted_pages
from pipeline.read.pdf.paragraphs import with_paragraphs
from pipeline.read.received import receive
from pipeline.read.scan.folder import folder_of, images_of
from pipeline.read.scan.models import is_installed
from pipeline.read.scan.pages import MODELS_MB, not_installed
from pipeline.sandbox.limits import Limits, widen_memory

if TYPE_CHECKING:
    from pipeline.read.scan.sheet import Sheet

Progress = Callable[[int, int], None]


def read_images(
    path: Path,
    pages: Sequence[int] | None,
    limits: Limits,
    progress: Progress,
) -> tuple[Document, tuple[int, ...]]:
    """Reads an image file, or those of a folder in order: the document, and the pages read.

    Each image is a page; a TIFF may have many.

    ``progress`` is told before each page how many there are.

    Raises:
        SourceError: it is damaged, has no such page or no text, or the recognisers are missing.
        UsageError: the folder has no image.
        LimitExceeded: it has more pages or pixels than documented.
    """
    from pipeline.read.scan.pictures import image_pages, image_sheet

    if not is_installed():
        raise not_installed(path)
    widen_memory(MODELS_MB)
    from pipeline.read.scan.images import ImageReader
    from pipeline.read.scan.own_words import with_own_words

    there = image_pages(images_of(path))
    wanted = wanted_pages(path, pages, len(there))
    if len(wanted) > limits.pages:
        raise LimitExceeded(
            "read.many-pages",
            where=path,
            count=len(wanted),
            most=limits.pages,
        )
    read: list[PdfPage] = []
    sheets = (image_sheet(number, there[number - 1]) for number in wanted)
    with ImageReader() as reader:
        for done, (sheet, following) in enumerate(_with_next(sheets)):
            progress(done, len(wanted))
            read.append(reader.read(sheet, following))
    if not any(page.characters for page in read):
        raise SourceError("scan.no-text", where=path.name)
    return _document(path, with_paragraphs(with_own_words(read))), tuple(wanted)


def _with_next(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, Sheet | None]]:
    """Each sheet with the one behind it, None behind the last."""
    before: Sheet | None = None
    for sheet in sheets:
        if before is not None:
            yield before, sheet
        before = sheet
    if before is not None:
        yield before, None


def _document(path: Path, pages: Sequence[PdfPage]) -> Document:
    tables: list[PageTable] = []
    lines: list[Line] = []
    findings: list[Finding] = []
    if path.is_dir():
        findings += folder_of(path).findings
    for page in pages:
        tables += page.tables
        lines += page.lines
        findings += page.findings
    received = receive(path)
    return Document(
        received.path.name,
        received.sha256,
        "image",
        tuple(tables),
        tuple(lines),
        tuple(findings),
    )
