"""Image files → Document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document, Finding, Line, PageTable
from pipeline.read.pdf.model import PdfPage
from pipeline.read.pdf.opening import wanted_pages
from pipeline.read.pdf.paragraphs import with_paragraphs
from pipeline.read.scan.models import is_installed
from pipeline.read.scan.pages import MODELS_MB, ImageReader, not_installed
from pipeline.sandbox.limits import Limits, widen_memory

Progress = Callable[[int, int], None]


def read_images(
    path: Path,
    pages: Sequence[int] | None,
    limits: Limits,
    progress: Progress,
) -> tuple[Document, tuple[int, ...]]:
    """Reads an image file, of which each image is a page: the document, and the pages read.

    ``progress`` is told before each page how many there are.

    Raises:
        SourceError: it is damaged, has no such page or no text, or the recognisers are missing.
        LimitExceeded: it has more pages or pixels than documented.
    """
    from pipeline.read.scan.pictures import count_images, image_sheet

    if not is_installed():
        raise not_installed(path)
    widen_memory(MODELS_MB)
    count = count_images(path)
    wanted = wanted_pages(path, pages, count)
    if len(wanted) > limits.pages:
        raise LimitExceeded(
            "read.many-pages",
            where=path,
            count=len(wanted),
            most=limits.pages,
        )
    reader = ImageReader()
    read: list[PdfPage] = []
    for done, number in enumerate(wanted):
        progress(done, len(wanted))
        sheet = image_sheet(path, number)
        read.append(reader.read(sheet))
    if not any(page.characters for page in read):
        raise SourceError("scan.no-text", where=path.name)
    return _document(path, with_paragraphs(read)), tuple(wanted)


def _document(path: Path, pages: Sequence[PdfPage]) -> Document:
    tables: list[PageTable] = []
    lines: list[Line] = []
    findings: list[Finding] = []
    for page in pages:
        tables += page.tables
        lines += page.lines
        findings += page.findings
    data = path.read_bytes()
    return Document(
        path.name,
        sha256(data).hexdigest(),
        "image",
        tuple(tables),
        tuple(lines),
        tuple(findings),
    )
