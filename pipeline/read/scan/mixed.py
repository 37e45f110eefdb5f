"""Pages of a PDF that have both text and an image over much of them, and what counts of each.

Text that is not seen is the layer that another program left when it recognised the page: the page
is recognised anew. Text that is printed stays as it is, and a ruled table that only the image
shows is added to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Box, Finding
from pipeline.read.pdf.model import PdfPage, TextLine

# The finding on a page whose text is a layer under its image.
TEXT_LAYER = "scan-text"
# What is recognised has at least this share of the layer's characters; else no letters of a kind
# that the recognisers know stand there.
_SHARED = 0.5


def has_layer(page: PdfPage) -> bool:
    """Whether a page's text is the layer under an image that covers it."""
    return any(finding.check == TEXT_LAYER for finding in page.findings)


def recognised_anew(page: PdfPage, read: PdfPage) -> PdfPage:
    """The page as it was recognised, in place of its text layer; the layer where they differ much.

    Args:
        page: the page by its text layer.
        read: the same page by its image.
    """
    layer, ours = _letters(page), _letters(read)
    if (layer & ours).total() < _SHARED * layer.total():
        return page
    what = message("scan.layer-not-used", page=page.number, count=layer.total())
    finding = Finding("info", TEXT_LAYER, what, page=page.number)
    kept = [one for one in page.findings if one.check != TEXT_LAYER]
    return replace(read, findings=(*kept, finding, *read.findings))


def with_pictured_tables(page: PdfPage, read: PdfPage) -> PdfPage:
    """The page with the tables that its image shows; its printed lines stay as they are.

    Args:
        page: the page by its text, on which no table is ruled.
        read: the same page by its image, all of it recognised.
    """
    if not read.tables:
        return page
    tops = [table.bbox[1] for table in read.tables if table.bbox is not None]
    beside = [line for line in read.text_lines if not _is_printed(line, page)]
    lines: list[TextLine] = []
    for line in sorted((*page.text_lines, *beside), key=lambda line: line.box[1]):
        above = sum(top < line.box[3] for top in tops)
        lines.append(replace(line, after=above))
    what = message("scan.table-in-picture", page=page.number, count=len(read.tables))
    finding = Finding("info", "scan-table", what, page=page.number)
    return replace(
        page,
        characters=page.characters + read.characters,
        tables=read.tables,
        text_lines=tuple(lines),
        findings=(*page.findings, finding, *read.findings),
        scanned=True,
    )


def _is_printed(line: TextLine, page: PdfPage) -> bool:
    """Whether a recognised line lies where text of the page is printed."""
    return any(_overlaps(line.box, printed.box) for printed in page.text_lines)


def _overlaps(box: Box, other: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    is_level = other[1] <= middle <= other[3]
    return is_level and box[0] < other[2] and other[0] < box[2]


def _letters(page: PdfPage) -> Counter[str]:
    """How often each character stands on a page."""
    return Counter(letter for text in _texts(page) for letter in text if not letter.isspace())


def _texts(page: PdfPage) -> Iterator[str]:
    for table in page.tables:
        for cell in table.cells:
            yield cell.text
    for line in page.text_lines:
        yield line.text
