"""PDFs that were updated again and again, as forms are that are filled in and signed."""

from __future__ import annotations

from tests.hostile.build import one_page, stream, table


def chained(count: int) -> bytes:
    """Cross-reference tables, each naming the one before."""
    data = bytearray(one_page(stream(table())))
    before = data.index(b"xref\n0")
    for _ in range(count):
        at, prev, before = len(data), before, len(data)
        data += b"xref\n0 0\ntrailer\n<</Root 1 0 R/Size 6/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
            prev,
            at,
        )
    return bytes(data)


def updated(count: int) -> bytes:
    """As :func:`chained`, and each update says anew what stands on the page."""
    data = bytearray(one_page(stream(b"BT /F1 8 Tf 20 20 Td (update 0) Tj ET")))
    before = data.index(b"xref\n0")
    for number in range(1, count + 1):
        body = len(data)
        data += (
            b"4 0 obj\n"
            + stream(b"BT /F1 8 Tf 20 20 Td (update %d) Tj ET" % number)
            + b"\nendobj\n"
        )
        at, prev = len(data), before
        data += b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Root 1 0 R/Size 6/Prev %d>>\n" % (
            body,
            prev,
        )
        data += b"startxref\n%d\n%%%%EOF\n" % at
        before = at
    return bytes(data)
