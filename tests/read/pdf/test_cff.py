"""The encoding within a CFF font program: what its codes mean where the file names no encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.pdf.cff import built_in_names
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, page, save, stream, text


def index(items: list[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    places = [1]
    for item in items:
        places.append(places[-1] + len(item))
    return (
        len(items).to_bytes(2)
        + b"\2"
        + b"".join(place.to_bytes(2) for place in places)
        + b"".join(items)
    )


def program(charset: bytes, encoding: bytes, glyphs: int, names: list[bytes]) -> bytes:
    """A font program of empty glyphs; of three glyphs named beyond the standard names, the first is none."""

    def top(places: list[int]) -> bytes:
        return b"".join(
            b"\x1d" + at.to_bytes(4) + bytes([key])
            for at, key in zip(places, (15, 16, 17), strict=True)
        )

    head = b"\1\0\4\2" + index([b"Own"])
    behind = index(names) + index([])
    start = len(head) + len(index([top([0, 0, 0])])) + len(behind)
    places = [start, start + len(charset), start + len(charset) + len(encoding)]
    return head + index([top(places)]) + behind + charset + encoding + index([b"\x0e"] * glyphs)


NAMES = [b"universal", b"existential"]  # string numbers 391 and 392
LISTED, RANGED = b"\0" + (391).to_bytes(2) + (392).to_bytes(2), b"\1" + (391).to_bytes(2) + b"\1"
CODES, RUN = b"\0\2\x38\x39", b"\1\1\x38\1"


@pytest.mark.parametrize("charset", [LISTED, RANGED], ids=["names listed", "names in a range"])
@pytest.mark.parametrize("encoding", [CODES, RUN], ids=["codes listed", "codes in a range"])
def test_codes_mean_the_glyphs_that_the_program_names(charset: bytes, encoding: bytes) -> None:
    assert built_in_names(program(charset, encoding, 3, NAMES)) == {
        0x38: "universal",
        0x39: "existential",
    }


def test_a_font_without_an_encoding_of_the_file_is_read_by_its_own(tmp_path: Path) -> None:
    own = program(LISTED, CODES, 3, NAMES)
    more = {
        10: b"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Own /FirstChar 56 /LastChar 57 /Widths [600 600] "
        b"/FontDescriptor 11 0 R >>",
        11: b"<< /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 /FontBBox [0 0 600 700] /ItalicAngle 0 "
        b"/Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 /FontFile3 12 0 R >>",
        12: stream(own, b"/Subtype /Type1C"),
    }
    content = (
        lattice([20, 120, 280], [20, 60, 100]) + text(30, 75, "89", 10, "F2") + text(130, 75, "89")
    )
    reading = read_pdf(save(tmp_path, page(content, b"/F2 10 0 R", more)))
    assert [cell.text for cell in reading.tables[0].cells][:2] == ["∀∃", "89"]


@pytest.mark.parametrize(
    "data", [b"", b"\1\0\4\2", b"\1\0\4\2" + bytes(40), b"%!PS no CFF at all, but words"]
)
def test_what_is_no_font_program_has_no_names_and_breaks_nothing(
    data: bytes, tmp_path: Path
) -> None:
    more = {
        10: b"<< /Type /Font /Subtype /Type1 /BaseFont /Own /FontDescriptor 11 0 R /FirstChar 56 /Widths [500 500] >>",
        11: b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontFile3 12 0 R >>",
        12: stream(data, b"/Subtype /Type1C"),
    }
    content = (
        lattice([20, 120, 280], [20, 60, 100]) + text(30, 75, "89", 10, "F2") + text(130, 75, "b")
    )
    reading = read_pdf(save(tmp_path, page(content, b"/F2 10 0 R", more)))
    assert reading.tables[0].cells[0].text == "89"
