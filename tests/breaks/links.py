"""Where the cells of a document came to stand, by links that the text of every cell was given before it was typeset.

Each line of a cell is a link annotation whose address is the cell's number. They are read, and then taken out of the
file, so that the page that is read is that of a document without links.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from tests.breaks.model import Document, Placement

_ADDRESS = re.compile(r"mailto:t(\d+)c(\d+)")
_INSET = 0.22  # of a line's height: letters of the lines beside it reach into it


def address(table: int, cell: int) -> str:
    return f"mailto:t{table}c{cell}"


def placed(document: Document, path: Path) -> Placement:
    """The placement; the file is left without the links."""
    placement = Placement()
    headings = [
        {n for n, cell in enumerate(table.cells) if cell.row < table.header_rows}
        for table in document.tables
    ]
    lines: dict[tuple[int, int, int], list[str]] = {}
    pdf = pypdfium2.PdfDocument(path)
    try:
        placement.pages = len(pdf)
        for number in range(len(pdf)):
            for table, cell, text in _links(pdf, number):
                lines.setdefault((table, cell, number + 1), []).append(text)
    finally:
        pdf.close()
    for (table, cell, page), texts in sorted(lines.items()):
        if cell not in headings[table] or (table, cell) not in placement.pieces:
            placement.add(table, cell, page, "\n".join(texts))
    path.write_bytes(path.read_bytes().replace(b"/Annots", b"/AnnotX"))
    return placement


def _links(pdf: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[int, int, str]]:
    """Table, cell and text of each link of a page, in order."""
    page = pdf[number]
    text = page.get_textpage()
    seen = set()
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        match = _ADDRESS.search(_address_of(pdf, link))
        box = raw.FS_RECTF()
        if match and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            known = (match[0], round(box.left), round(box.top))
            if known in seen:
                continue  # Chromium notes the links of a repeated heading on its first page, once for each
            seen.add(known)
            low, high = sorted((box.top, box.bottom))
            inset = _INSET * (high - low)
            held = text.get_text_bounded(
                left=box.left, bottom=low + inset, right=box.right, top=high - inset
            )
            yield int(match[1]), int(match[2]), held
    text.close()
    page.close()


def _address_of(pdf: pypdfium2.PdfDocument, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    length = raw.FPDFAction_GetURIPath(pdf.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(pdf.raw, action, buffer, length)
    return buffer.value.decode("ascii", "replace")
