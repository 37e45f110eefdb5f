"""Text that nobody sees is not read as printed: each way of hiding it, in the notice itself and drawn small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.model import Finding
from pipeline.read.pdf.model import PdfReading
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, objects, page, save, stream, text, written

NOTICE = Path(__file__).parents[3] / "raw" / "notice.pdf"
# Page 2, row 3, column 6 of the notice: row 2's ranking, an 8 drawn at this place.
CELL = (3, 6)
PAGE, CONTENTS, FONTS, CATALOG = 3, 26, 1, 22
ONE = b"BT /FX 8.5 Tf 1 0 0 1 %.2f %.2f Tm (1) Tj ET"
GREY = b"0.8 g 427.6 458 15 15 re f\n"
HIDDEN = {
    "render mode 3": b"q 3 Tr %s 0 Tr Q",
    "render mode 7": b"q BT 7 Tr ET %s Q",
    "white on white": b"q 1 g %s Q",
    "white on white, another colour space": b"q /DeviceRGB cs 1 1 1 sc %s Q",
    "no ink of four": b"q 0 0 0 0 k %s Q",
    "alpha 0": b"q /Clear gs %s Q",
    "alpha 0 of the group around": b"q /Clear gs /Form Do Q",
    "a layer that is off": b"/OC /Off BDC %s EMC",
    "a form in a layer that is off": b"q /Layer Do Q",
    "a white box over it": b"q %s 1 g 430 458 12.6 15 re f Q",
    "an image over it": b"q %s 12 0 0 15 430.5 458 cm /Image Do Q",
    "too small": b"q 0.05 0 0 0.05 %.2f %.2f cm BT /FX 8.5 Tf (1) Tj ET Q",
    "outside its clip": b"q 0 0 1 1 re W n %s Q",
}
SEEN = {
    "plain": b"q %s Q",
    "white on grey": b"q " + GREY + b"1 g %s Q q 0 g Q",
    "stroked": b"q 1 Tr 1 g 0 G %s Q",
    "a layer that is on": b"/OC /On BDC %s EMC",
    "a box before it": b"q 0.9 g 430 458 12.6 15 re f 0 g %s Q",
    "an image under it": b"q q 12 0 0 15 430.5 458 cm /Image Do Q %s Q",
    "a highlight over it": b"q %s /Multiply gs 1 1 0 rg 430 458 12.6 15 re f Q",
    "half transparent": b"q /Half gs %s Q",
}


def with_one(drawing: bytes, folder: Path) -> Path:
    """The notice with a 1 drawn before the 8, last of all on its page."""
    found = objects(NOTICE.read_bytes())
    place = _place_of_the_eight()
    if drawing.count(b"%s"):
        drawing = drawing % (ONE % place)
    elif drawing.count(b"%.2f"):
        drawing = drawing % place
    head, _, tail = found[CONTENTS].partition(b"stream")
    content = tail.strip().removesuffix(b"endstream") + b"\n" + drawing
    assert b"Filter" not in head, "the notice's pages are not compressed"
    one = ONE % place
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Resources << /Font << /FX 40 0 R >> >>"
    )
    resources = (
        b"/Resources << /XObject << /Form 41 0 R /Layer 42 0 R /Image 43 0 R >> /ExtGState << /Clear << /ca 0 /CA 0 >> "
        b"/Half << /ca 0.5 >> /Multiply << /BM /Multiply >> >> /Properties << /Off 44 0 R /On 45 0 R >>"
    )
    image = b"/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    found |= {
        CONTENTS: stream(content),
        FONTS: found[FONTS].replace(b"<<", b"<< /FX 40 0 R", 1),
        PAGE: found[PAGE].replace(b"/Resources <<", resources, 1),
        40: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        41: stream(one, form + b" /Group << /S /Transparency >>"),
        42: stream(one, form + b" /OC 44 0 R"),
        43: stream(b"\xcc\xee", image),
        44: b"<< /Type /OCG /Name (off) >>",
        45: b"<< /Type /OCG /Name (on) >>",
        CATALOG: found[CATALOG].replace(
            b"<<", b"<< /OCProperties << /OCGs [44 0 R 45 0 R] /D << /OFF [44 0 R] >> >>", 1
        ),
    }
    return save(folder, written(found, CATALOG))


def _place_of_the_eight() -> tuple[float, float]:
    """Where the 1 stands: as far before the 8 as one digit is wide, in the page's own coordinates."""
    from pipeline.read.pdf.fonts import Fonts
    from pipeline.read.pdf.ink import page_ink
    from pipeline.read.pdf.opening import opened

    with opened(NOTICE) as pdf:
        ink = page_ink(pdf.pages[1], 2, Fonts())
    eight = next(g for g in ink.glyphs if g.text == "8" and 427 < g.ox < 463 and 121 < g.oy < 139)
    return eight.ox - 4.8, ink.height - eight.oy


def cell(reading: PdfReading, row: int, col: int) -> str:
    return next(c.text for c in reading.tables[0].cells if (c.row, c.col) == (row, col))


def loud(reading: PdfReading) -> list[Finding]:
    return [f for f in reading.findings if f.severity != "info"]


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_digit_is_left_out_and_said_with_its_place(way: str, tmp_path: Path) -> None:
    reading = read_pdf(with_one(HIDDEN[way], tmp_path), pages=[2])
    assert cell(reading, *CELL) == "8"
    if way == "outside its clip":  # far away, where the table has another cell or none
        return
    (found,) = [f for f in reading.findings if f.check in ("invisible-text", "clipped-text")]
    assert (found.severity, found.page, found.row, found.col) == ("warning", 2, *CELL)
    assert found.message.endswith(": 1")


@pytest.mark.parametrize("way", SEEN)
def test_the_same_digit_where_it_is_seen_is_read(way: str, tmp_path: Path) -> None:
    reading = read_pdf(with_one(SEEN[way], tmp_path), pages=[2])
    assert cell(reading, *CELL) == "18"
    assert [f.check for f in loud(reading)] == []


def test_a_whole_page_in_white_ink_is_an_error(tmp_path: Path) -> None:
    found = objects(NOTICE.read_bytes())
    _, _, tail = found[CONTENTS].partition(b"stream")
    found[CONTENTS] = stream(b"1 g\n" + tail.strip().removesuffix(b"endstream"))
    reading = read_pdf(save(tmp_path, written(found, CATALOG)), pages=[2])
    assert reading.tables == ()
    assert ("error", "invisible-text", 2) in [
        (f.severity, f.check, f.page) for f in reading.findings
    ]


SCANNED = b"q 300 0 0 200 0 0 cm /Image Do Q\n"
IMAGE = b">> /XObject << /Image 10 0 R"
PICTURE = {
    10: stream(
        b"\x80\xff",
        b"/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
}
WORDS = (
    b"3 Tr\n"
    + text(20, 150, "recognised words of a scan")
    + text(20, 130, "and a second line of them")
)


def test_the_text_layer_of_a_scan_is_read_and_said(tmp_path: Path) -> None:
    reading = read_pdf(save(tmp_path, page(SCANNED + WORDS, IMAGE, PICTURE)))
    assert "recognised words of a scan" in reading.lines[0].text
    assert [(f.severity, f.check) for f in reading.findings] == [("warning", "scan-text")]


def test_text_under_the_picture_of_a_scan_is_its_text_layer_too(tmp_path: Path) -> None:
    content = WORDS.replace(b"3 Tr\n", b"") + SCANNED
    reading = read_pdf(save(tmp_path, page(content, IMAGE, PICTURE)))
    assert "recognised words of a scan" in reading.lines[0].text
    assert [f.check for f in loud(reading)] == ["scan-text"]


def test_hidden_words_beside_seen_ones_are_no_text_layer(tmp_path: Path) -> None:
    seen = (
        b"0 Tr\n"
        + text(20, 100, "a page that is printed in words")
        + text(20, 80, "over a picture in the background")
    )
    reading = read_pdf(save(tmp_path, page(SCANNED + WORDS + seen, IMAGE, PICTURE)))
    assert all("recognised" not in line.text for line in reading.lines)
    assert [f.check for f in loud(reading)] == ["invisible-text"]


GRID = lattice([20, 120, 280], [20, 60, 100])


def test_white_text_on_a_dark_shape_that_is_no_rectangle_is_seen(tmp_path: Path) -> None:
    shape = b"0 0 0.5 rg 20 60 m 20 90 30 100 70 100 c 120 100 l 120 60 l h f 1 g\n"
    reading = read_pdf(
        save(tmp_path, page(GRID + shape + text(50, 75, "white") + b"0 g " + text(130, 75, "b")))
    )
    assert cell(reading, 0, 0) == "white"
    assert loud(reading) == []


def test_text_painted_anew_over_a_cover_is_read_once(tmp_path: Path) -> None:
    content = (
        GRID
        + text(30, 75, "old")
        + b"1 g 25 70 60 20 re f 0 g\n"
        + text(30, 75, "new")
        + text(130, 75, "b")
    )
    reading = read_pdf(save(tmp_path, page(content)))
    assert cell(reading, 0, 0) == "new"
    assert [(f.check, f.row, f.col) for f in loud(reading)] == [("invisible-text", 0, 0)]


def test_letters_filled_with_a_shading_by_a_clip_are_seen(tmp_path: Path) -> None:
    shading = b">> /Shading << /S 10 0 R"
    more = {
        10: b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 300 0] /Extend [true true] "
        b"/Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.5] /N 1 >> >>"
    }
    title = b"q 7 Tr\n" + text(30, 75, "Title") + b"/S sh Q\n"
    reading = read_pdf(save(tmp_path, page(GRID + title + text(130, 75, "b"), shading, more)))
    assert cell(reading, 0, 0) == "Title"
    assert loud(reading) == []


def test_text_far_outside_its_clip_is_no_text_of_the_nearest_cell(tmp_path: Path) -> None:
    clip = b"q 19 19 262 82 re W n\n"
    content = clip + GRID + text(30, 180, "A") + text(30, 450, "FAR") + text(130, 75, "b") + b"Q"
    reading = read_pdf(save(tmp_path, page(content)))
    assert cell(reading, 0, 0) == ""
    (found,) = loud(reading)
    assert (found.check, found.row, found.col) == ("clipped-text", 0, 0)
    assert re.search("A FAR$", found.message)
