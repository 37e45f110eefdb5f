"""A PDF from its objects: with a cross-reference table, so that it is whole but for what a case spoils."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

Objects = Mapping[int, bytes]


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object; ``extra`` goes into its dictionary."""
    return b"<<" + extra + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def deflated(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data), b"/Filter/FlateDecode" + extra)


def pdf(objects: Objects, trailer: bytes = b"", start: int | None = None) -> bytes:
    """The file; object 1 is the catalogue. ``start`` replaces the place of the cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    size, table = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    out += b"trailer\n<</Root 1 0 R/Size %d" % size + trailer + b">>\nstartxref\n"
    return bytes(out + b"%d\n%%%%EOF\n" % (table if start is None else start))


def one_page(
    content: bytes, page: bytes = b"", more: Objects | None = None, resources: bytes = b""
) -> bytes:
    """A file of one page around the body of its content stream object, with Helvetica as /F1.

    ``page`` goes into the page's dictionary, ``resources`` into its resources, ``more`` are further objects.
    """
    box = b"" if b"/MediaBox" in page else b"/MediaBox[0 0 300 200]"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R"
            + box
            + page
            + b"/Resources<</Font<</F1 5 0 R>>"
            + resources
            + b">>>>",
            4: content,
            5: font,
            **(more or {}),
        }
    )


def table(rows: int = 4, columns: int = 3) -> bytes:
    """Content operators of a small ruled table with a text in each cell."""
    out = [b"0.5 w"]
    for row in range(rows + 1):
        out.append(b"20 %d m %d %d l S" % (180 - 20 * row, 20 + 60 * columns, 180 - 20 * row))
    for col in range(columns + 1):
        out.append(b"%d 180 m %d %d l S" % (20 + 60 * col, 20 + 60 * col, 180 - 20 * rows))
    for row in range(rows):
        for col in range(columns):
            out.append(
                b"BT /F1 8 Tf %d %d Td (r%dc%d) Tj ET" % (24 + 60 * col, 166 - 20 * row, row, col)
            )
    return b"\n".join(out) + b"\n"
