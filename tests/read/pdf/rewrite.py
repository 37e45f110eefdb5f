"""PDFs taken apart into their objects and put together again, to change what a page draws; plain PDF 1.3 only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def objects(data: bytes) -> dict[int, bytes]:
    """Object number → its content, by the file's own table of places."""
    table = data[int(data[data.rindex(b"startxref") :].split()[1]) :]
    places = [(int(found[1]), number) for number, found in enumerate(_ENTRY.finditer(table), 1)]
    out = {}
    for place, number in places:
        body = data[place : data.index(b"endobj", place)]
        out[number] = body[body.index(b"obj") + 3 :].strip()
    return out


def written(content: Mapping[int, bytes], root: int) -> bytes:
    """A file of these objects; ``root`` is its catalog's number."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(content.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(content) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    return bytes(
        out + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object's content."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(
    content: bytes,
    resources: bytes = b"",
    more: Mapping[int, bytes] | None = None,
    box: str = "0 0 300 200",
    page_entries: bytes = b"",
    catalog: bytes = b"",
) -> bytes:
    """One page with Helvetica as /F1; ``more`` are objects from number 10 on that the resources name."""
    found = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R %s >> >>"
        % (box.encode(), resources)
        + page_entries
        + b" >>",
        4: stream(content),
        5: _HELVETICA,
        **(more or {}),
    }
    return written(found, 1)


def lattice(xs: list[float], ys: list[float]) -> bytes:
    """A ruled grid, in the page's own coordinates."""
    level = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    upright = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return ("0.5 w\n" + "\n".join(level + upright) + "\n").encode()


def text(x: float, y: float, words: str, size: float = 10, font: str = "F1") -> bytes:
    """A line of text at its baseline."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n".encode()


def save(folder: Path, data: bytes) -> Path:
    """The file in a folder of the test's."""
    path = folder / "case.pdf"
    path.write_bytes(data)
    return path
