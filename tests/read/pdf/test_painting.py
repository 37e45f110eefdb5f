"""Rules that are no strokes, rows that no rule parts, headings without a rule below: small pages drawn for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.pdf.model import PdfReading
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, objects, page, save, stream, text, written

FRAME = lattice([20, 120, 280], [20, 60])
WORDS = text(30, 45, "above") + text(130, 45, "1") + text(30, 25, "below") + text(130, 25, "2")
SHADING = b">> /Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 300 0] /Function << /FunctionType 2 "
SHADING += b"/Domain [0 1] /C0 [0] /C1 [0] /N 1 >> /Extend [true true] >> >> /Font << /F1 5 0 R"
INLINE = b"BI /W 1 /H 1 /BPC 8 /CS /G ID %s EI"


def image(
    data: bytes, entries: bytes = b"/ColorSpace /DeviceGray /BitsPerComponent 8"
) -> dict[int, bytes]:
    return {10: stream(data, b"/Type /XObject /Subtype /Image /Width 1 /Height 1 " + entries)}


def texts(reading: PdfReading) -> list[str]:
    return [cell.text for cell in reading.tables[0].cells]


def read(
    folder: Path, content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None
) -> PdfReading:
    return read_pdf(save(folder, page(content, resources, more)))


XOBJECT = b">> /XObject << /X 10 0 R"
PATTERN = b">> /Pattern << /P 10 0 R"
TILES = {
    10: stream(
        b"0 0 2 2 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 2 2] /XStep 2 /YStep 2",
    )
}
FORM = {
    10: stream(
        b"20 40 m 280 40 l S",
        b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Group << /S /Transparency >>",
    )
}


@pytest.mark.parametrize(
    ("rule", "resources", "more"),
    [
        (b"q 20 39.7 260 .6 re W n /S sh Q\n", SHADING, None),
        (b"q 260 0 0 .7 20 39.7 cm /X Do Q\n", XOBJECT, image(b"\x00")),
        (
            b"q 0 g 260 0 0 .7 20 39.7 cm /X Do Q\n",
            XOBJECT,
            image(b"\x00", b"/ImageMask true /BitsPerComponent 1"),
        ),
        (b"q 260 0 0 .7 20 39.7 cm " + INLINE % b"\x00" + b" Q\n", b"", None),
        (b"/Pattern cs /P scn 20 39.7 260 .6 re f\n", PATTERN, TILES),
        (b"/X Do\n/X Do\n", XOBJECT, FORM),
        (b"q 0.05 0 0 0.05 0 0 cm 10 w 400 800 m 5600 800 l S Q\n", b"", None),
        (b"q 10 w 0.05 0 0 0.05 0 0 cm 400 800 m 5600 800 l S Q\n", b"", None),
    ],
    ids=[
        "shading",
        "image",
        "stencil",
        "inline image",
        "pattern",
        "form drawn twice",
        "scaled",
        "scaled after its width",
    ],
)
def test_a_rule_is_seen_however_it_is_painted(
    rule: bytes, resources: bytes, more: dict[int, bytes] | None, tmp_path: Path
) -> None:
    reading = read(tmp_path, FRAME + rule + WORDS, resources, more)
    assert texts(reading) == ["above", "1", "below", "2"]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("nothing", "resources", "more"),
    [
        (b"q 260 0 0 .7 20 39.7 cm /X Do Q\n", XOBJECT, image(b"\xff")),
        (
            b"q /G gs /X Do Q\n",
            b">> /ExtGState << /G << /ca 0 /CA 0 >> >> /XObject << /X 10 0 R",
            FORM,
        ),
    ],
    ids=["a white image", "a form that is transparent as a whole"],
)
def test_what_is_not_seen_is_no_rule(
    nothing: bytes, resources: bytes, more: dict[int, bytes], tmp_path: Path
) -> None:
    assert texts(read(tmp_path, FRAME + nothing + WORDS, resources, more)) == [
        "above\nbelow",
        "1\n2",
    ]


def test_an_inline_image_clips_nothing_behind_it(tmp_path: Path) -> None:
    dot = (
        b"q 5 0 0 5 290 190 cm " + INLINE % b"\x00" + b" Q\nBI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI\n"
    )
    assert texts(read(tmp_path, dot + lattice([20, 120, 280], [20, 40, 60]) + WORDS)) == [
        "above",
        "1",
        "below",
        "2",
    ]


def test_rules_in_a_layer_that_is_off_part_nothing(tmp_path: Path) -> None:
    content = FRAME + b"/OC /Off BDC 20 40 m 280 40 l S EMC\n" + WORDS
    data = page(
        content,
        b">> /Properties << /Off 10 0 R",
        {10: b"<< /Type /OCG /Name (off) >>"},
        catalog=b"/OCProperties << /OCGs [10 0 R] /D << /BaseState /OFF >> >>",
    )
    assert texts(read_pdf(save(tmp_path, data))) == ["above\nbelow", "1\n2"]


@pytest.mark.parametrize("thick", [3.5, 5.8, 7.5])
def test_rows_parted_by_a_coloured_band_keep_their_columns(thick: float, tmp_path: Path) -> None:
    content = b""
    for row in range(4):
        low = 20 + row * (14 + thick)
        content += lattice([20, 120, 200, 280], [low, low + 14])
        content += f".8 g 20 {low + 14} 260 {thick} re f 0 g\n".encode()
        content += (
            text(30, low + 4, f"r{row}", 8)
            + text(130, low + 4, "12", 8)
            + text(210, low + 4, "34", 8)
        )
    reading = read(tmp_path, content)
    read_cells = [cell.text for table in reading.tables for cell in table.cells]
    assert read_cells == [words for row in (3, 2, 1, 0) for words in (f"r{row}", "12", "34")]


GRID = lattice([20, 100, 180, 280], [20, 80, 100])
HEADINGS = text(24, 86, "Month") + text(104, 86, "Count") + text(184, 86, "Rate")


def columns(*cells: list[str]) -> bytes:
    xs = (24, 104, 184)
    return b"".join(
        text(x, 66 - 17 * i, line, 9)
        for x, own in zip(xs, cells, strict=True)
        for i, line in enumerate(own)
    )


@pytest.mark.parametrize(
    "cells",
    [
        (["Apr", "May", "Jun"], ["653", "686", "667"], ["1.5%", "1.9%", "0.8%"]),
        (["Apr", "May", "Jun"], ["653", "686", "667"], ["all", "", ""]),
    ],
)
def test_lines_at_the_same_heights_in_all_cells_are_told(
    cells: tuple[list[str], ...], tmp_path: Path
) -> None:
    reading = read(tmp_path, GRID + HEADINGS + columns(*cells))
    (found,) = reading.findings
    assert (found.severity, found.check, found.page, found.row) == ("warning", "level-lines", 1, 1)
    assert "Apr 653" in found.message


@pytest.mark.parametrize(
    "cells",
    [
        (
            ["a sentence that is", "broken off to", "go on below"],
            ["653", "686", "667"],
            ["x", "", ""],
        ),
        (["Apr", "May", "Jun"], ["words", "and", "more"], ["x", "y", "z"]),
        (["Apr"], ["653", "686", "667"], ["all"]),
    ],
    ids=["a wrapped text", "no values", "one cell alone"],
)
def test_lines_that_are_no_rows_are_not_told(cells: tuple[list[str], ...], tmp_path: Path) -> None:
    assert read(tmp_path, GRID + HEADINGS + columns(*cells)).findings == ()


def two_pages(second: bytes) -> bytes:
    """A table of three columns under its headings, and a second page that goes on with it."""
    whole = (
        lattice([20, 100, 180, 280], [20, 80, 100]) + HEADINGS + columns(["Written"], ["A"], ["25"])
    )
    found = objects(page(whole))
    found[2] = b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
    found[6] = found[3].replace(b"/Contents 4 0 R", b"/Contents 7 0 R")
    found[7] = stream(second)
    return written(found, 1)


OPEN = (
    lattice([100, 180, 280], [20, 80, 100])
    + b"20 20 m 20 100 l S 20 100 m 100 100 l S 20 20 m 100 20 l S\n"
)


def test_a_label_below_a_repeated_heading_is_a_cell_of_its_own(tmp_path: Path) -> None:
    reading = read_pdf(
        save(tmp_path, two_pages(OPEN + HEADINGS + columns(["tests"], ["B"], ["30"])))
    )
    cells = {(c.row, c.col): c.text for c in reading.tables[1].cells}
    assert (cells[0, 0], cells[1, 0]) == ("Month", "tests")
    (found,) = reading.findings
    assert (found.severity, found.check, found.page, found.row, found.col) == (
        "warning",
        "open-heading",
        2,
        1,
        0,
    )


def test_a_heading_of_two_rows_that_no_page_shows_otherwise_stays_one(tmp_path: Path) -> None:
    other = HEADINGS.replace(b"Count", b"Total").replace(b"Rate", b"Share")
    reading = read_pdf(save(tmp_path, two_pages(OPEN + other + columns(["tests"], ["B"], ["30"]))))
    assert {(c.row, c.col): c.text for c in reading.tables[1].cells}[0, 0] == "Month\ntests"
    assert reading.findings == ()
