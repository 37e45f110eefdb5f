"""A page that is read piece by piece comes out as it does character by character."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LostCharacters
from pipeline.read.pdf.bypiece import read_pieces
from pipeline.read.pdf.guard import guarded
from pipeline.read.pdf.model import PageInk, PdfPage
from pipeline.read.pdf.opening import opened
from pipeline.read.pdf.page import read_page
from pipeline.read.pdf.quick import Quick, by_character
from pipeline.read.pdf.seen import AT_A_TIME
from pipeline.read.pdf.visible import judged
from pipeline.sandbox.limits import Limits
from tests.conftest import ROOT
from tests.read.pdf.rewrite import lattice, page, save, stream, text

PDFS = [ROOT / "raw" / "notice.pdf", *sorted((ROOT / "tests" / "cases").rglob("*.pdf"))]
GRID = lattice([20, 110, 180, 280], [20, 60, 100, 180])
# A composite font of which each code is the letter of that number, one type size wide.
CHINESE = {
    10: b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
    b"/DescendantFonts [11 0 R] /ToUnicode 12 0 R >>",
    11: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
    12: stream(
        b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange "
        b"1 beginbfrange <4e00> <9fa5> <4e00> endbfrange endcmap"
    ),
}


def inks(path: Path) -> list[PageInk]:
    """What is drawn on each page."""
    limits = Limits()
    with guarded(limits) as streams, opened(path) as file, Quick(file, limits, streams) as quick:
        return [quick.ink(one, number) for number, one in enumerate(file.pages, 1)]


def drawn(content: bytes, folder: Path) -> PageInk:
    (ink,) = inks(save(folder, page(content, b"/F2 10 0 R", CHINESE)))
    return ink


def read(ink: PageInk) -> PdfPage | str:
    """A page as it is read, piece by piece where it has pieces."""
    try:
        return read_pieces(ink) if ink.pieces else read_page(judged(ink))
    except LostCharacters as error:
        return error.message.code


def layouts(one: PdfPage | str) -> list[object]:
    """What two cells are not compared by."""
    if isinstance(one, str):
        return []
    return [cell.layout for table in one.tables for cell in table.cells]


def assert_alike(ink: PageInk) -> None:
    if not ink.pieces:
        return
    pieces, characters = read(ink), read(by_character(ink))
    assert pieces == characters
    assert layouts(pieces) == layouts(characters)


def texts(ink: PageInk) -> list[str]:
    found = read(ink)
    assert isinstance(found, PdfPage)
    return [cell.text for table in found.tables for cell in table.cells]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_each_page_of_the_repository_comes_out_alike(path: Path) -> None:
    for ink in inks(path):
        assert_alike(ink)


def test_a_table_of_plain_strings_is_read_by_pieces(tmp_path: Path) -> None:
    ink = drawn(GRID + text(30, 140, "rank") + text(115, 140, "1.5") + text(30, 35, "x"), tmp_path)
    assert [piece.text for piece in ink.pieces] == ["rank", "1.5", "x"]
    assert all(piece.is_whole for piece in ink.pieces)
    assert_alike(ink)


def test_each_string_of_a_page_of_thousands_of_letters_stands_where_it_is_drawn(
    tmp_path: Path,
) -> None:
    """Places are asked for so many letters at a time."""
    places = [(20 + 130 * (number % 2), 20.0 + 3 * number) for number in range(50)]
    strings = [
        text(x, y, f"{number:02} " + "of many letters " * 4, 1.5)
        for number, (x, y) in enumerate(places)
    ]
    ink = drawn(b"".join(strings), tmp_path)
    assert sum(len(piece.text) for piece in ink.pieces) > 2 * AT_A_TIME
    for number, (piece, (x, y)) in enumerate(zip(ink.pieces, places, strict=True)):
        assert piece.text.startswith(f"{number:02}")
        assert (piece.x0, 200 - piece.base) == pytest.approx((x, y), abs=0.01)


def test_a_string_that_crosses_a_rule_is_parted_there(tmp_path: Path) -> None:
    ink = drawn(GRID + text(85, 140, "left and right"), tmp_path)
    assert ink.pieces
    assert texts(ink)[:2] == ["left an", "d right"]
    assert_alike(ink)


def test_letters_set_apart_within_a_string_are_words(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 30 140 Td [(one) -500 (two)] TJ ET\n"
    ink = drawn(GRID + content, tmp_path)
    assert not ink.pieces[0].is_whole
    assert texts(ink)[0] == "one two"
    assert_alike(ink)


def test_a_string_with_wide_spaces_is_not_whole(tmp_path: Path) -> None:
    ink = drawn(GRID + text(30, 140, "a    b"), tmp_path)
    assert not ink.pieces[0].is_whole


@pytest.mark.parametrize(
    "content",
    [
        text(30, 140, "one") + text(36, 140.4, "over another"),
        b"1 1 1 rg " + text(30, 140, "white"),
        text(30, 140, "under") + b"0 g 25 135 60 20 re f\n",
        b"BT /F1 10 Tf 0 1 -1 0 60 110 Tm (upwards) Tj ET\n" + text(120, 140, "1"),
        b"BT /F1 0.5 Tf 1 0 0 1 30 140 Tm (tiny) Tj ET\n" + text(120, 140, "1"),
        b"q 20 100 20 80 re W n " + text(30, 140, "cut off here") + b"Q\n",
        b"BT 3 Tr /F1 10 Tf 30 140 Td (hidden) Tj ET\n",
    ],
    ids=[
        "overlapping",
        "of the paper's colour",
        "covered",
        "turned",
        "tiny",
        "clipped",
        "invisible",
    ],
)
def test_what_must_be_judged_by_character_is(content: bytes, tmp_path: Path) -> None:
    ink = drawn(GRID + content, tmp_path)
    assert not ink.doubts
    assert ink.glyphs
    assert not ink.pieces


def test_text_on_a_coloured_ground_is_read_by_pieces(tmp_path: Path) -> None:
    ink = drawn(b"0.8 g 20 100 260 80 re f 0 g\n" + GRID + text(30, 140, "head"), tmp_path)
    assert ink.pieces
    assert_alike(ink)


WORDS = st.sampled_from(["12", "3.", "0", ".5", "GDP", "i", "a b", " x", "y ", " ", "(1\\)", "7%"])
HAN = st.sampled_from(["4e00", "4e004e8c4e09", "53bf", "57ce4e6153bf57ce", "4e014e03"])
SIZES = st.sampled_from([10, 10, 10, 9.5, 8, 6, 14])
PLACES = st.tuples(st.integers(15, 285), st.integers(15, 185))
STEPS = st.sampled_from([0, 0, 3, 11, 12, 14])
GAPS = st.sampled_from([0, 0, 100, -60, -150, -240, -700, -1200])


@st.composite
def strings(draw: st.DrawFn) -> bytes:
    """Strings that begin anywhere, some one behind or under the other, some kerned."""
    x, y = draw(PLACES)
    content = b""
    for _ in range(draw(st.integers(1, 7))):
        size = draw(SIZES)
        if draw(st.booleans()):
            hexadecimal = draw(HAN)
            width = size * len(hexadecimal) / 4
            shown = f"/F2 {size} Tf 1 0 0 1 {x} {y} Tm <{hexadecimal}> Tj"
        else:
            word, gap, other = draw(WORDS), draw(GAPS), draw(WORDS)
            width = size * (0.5 * len(word + other) - gap / 1000)
            shown = f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm [({word}) {gap} ({other})] TJ"
        content += f"BT {shown} ET\n".encode()
        if draw(st.booleans()):
            x += round(width + draw(st.sampled_from([-2.0, -0.5, 0.0, 1.0, 3.0, 8.0])))
        else:
            y -= draw(STEPS)
    return content


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(strings(), min_size=1, max_size=6))
def test_strings_at_any_place_come_out_alike(drawings: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        assert_alike(drawn(GRID + b"".join(drawings), Path(folder)))
