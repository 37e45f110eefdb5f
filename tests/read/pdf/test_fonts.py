"""Fonts that pdfminer reads in part or not at all: every code of a string is read, or said to be lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.read.pdf.codemap import CodeMap, CodeSpace
from pipeline.read.pdf.fonts import CompositeFont, count_codes
from pipeline.read.pdf.model import PdfReading
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, page, save, stream, text

GRID = lattice([20, 120, 280], [20, 60, 100])
DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent %d "
    b"/Descent %d /CapHeight 700 /StemV 80 >>"
)
CMAP = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own-H def\n%s\nendcmap end end"
TO_UNICODE = (
    CMAP
    % b"1 begincodespacerange <00><ffff> endcodespacerange 1 beginbfrange <%s><%s><0041> endbfrange"
)


def composite(
    cmap: bytes | None, to_unicode: bytes | None, encoding: bytes = b"11 0 R"
) -> dict[int, bytes]:
    """A Type 0 font, object 10, with a CMap of its own."""
    more = b"/ToUnicode 14 0 R" if to_unicode else b""
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Own) "
        b"/Supplement 0 >> /DW 500 /FontDescriptor 13 0 R >>"
    )
    found = {
        10: b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding %s /DescendantFonts [12 0 R] %s >>"
        % (encoding, more),
        12: descendant,
        13: DESCRIPTOR % (900, -200),
    }
    if cmap:
        found[11] = stream(CMAP % cmap, b"/Type /CMap /CMapName /Own-H")
    if to_unicode:
        found[14] = stream(to_unicode)
    return found


def read(folder: Path, content: bytes, more: Mapping[int, bytes]) -> PdfReading:
    return read_pdf(save(folder, page(GRID + content, b"/F2 10 0 R", more)))


def first(reading: PdfReading) -> str:
    return reading.tables[0].cells[0].text


def shown(codes: str) -> bytes:
    return f"BT /F2 10 Tf 1 0 0 1 30 75 Tm <{codes}> Tj ET\n".encode() + text(
        130, 75, "plain text beside it"
    )


TWO = b"1 begincodespacerange <0000><ffff> endcodespacerange 1 begincidrange <0000><00ff> 700 endcidrange"
ONE = b"1 begincodespacerange <00><ff> endcodespacerange 1 begincidrange <00><ff> 9 endcidrange"
MIXED = b"2 begincodespacerange <00><7f> <8000><ffff> endcodespacerange 1 begincidchar <21> 5 endcidchar"


@pytest.mark.parametrize(
    ("cmap", "codes", "range_", "words"),
    [
        (TWO, "002100220023", (b"0021", b"007e"), "ABC"),
        (ONE, "212223", (b"21", b"7e"), "ABC"),
        (MIXED, "21800122", (b"21", b"7e"), "A(cid:32769)B"),
    ],
)
def test_an_embedded_cmap_says_how_long_codes_are(
    cmap: bytes, codes: str, range_: tuple[bytes, bytes], words: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, shown(codes), composite(cmap, TO_UNICODE % range_))
    assert first(reading) == words


def test_a_cmap_known_by_no_name_is_read_two_bytes_at_a_time(tmp_path: Path) -> None:
    more = composite(None, TO_UNICODE % (b"0021", b"007e"), b"/WinCharSetFFFF-H2")
    assert first(read(tmp_path, shown("00210022"), more)) == "AB"


def test_a_text_without_known_meaning_is_an_error_also_beside_other_text(tmp_path: Path) -> None:
    words = b"".join(
        text(130, 75 - 9 * i, "plenty of plain text beside what cannot be read", 4)
        for i in range(6)
    )
    reading = read(tmp_path, shown("00210022002300240025") + words, composite(TWO, None))
    (found,) = [f for f in reading.findings if f.severity == "error"]
    assert (found.check, found.page) == ("unknown-characters", 1)
    assert "5 characters" in found.message
    assert "Own" in found.message


def test_half_a_code_is_not_passed_over(tmp_path: Path) -> None:
    more = composite(None, TO_UNICODE % (b"0021", b"007e"), b"/Identity-H")
    reading = read(tmp_path, shown("0021002200"), more)
    assert first(reading).startswith("AB(cid:")


def test_codes_are_counted_by_their_length_alone() -> None:
    class Font:
        cmap = CodeMap()

    Font.cmap.spaces = [CodeSpace(b"\x00", b"\x7f"), CodeSpace(b"\x80\x00", b"\xff\xff")]
    assert count_codes(Font(), b"ab\x80\x01c") == 4  # type: ignore[arg-type]
    assert len(list(Font.cmap.decode(b"ab\x80\x01c"))) == 4


def test_a_cmap_that_builds_on_another_has_its_codes_too() -> None:
    from pdfminer.cmapdb import CMap, CMapDB

    known = CMapDB.get_cmap("GBK-EUC-H")
    assert isinstance(known, CMap)
    codes = CodeMap(known)
    keys = list(codes.decode("数a".encode("gbk")))
    assert [codes.cid(key) is not None for key in keys] == [True, True]
    assert issubclass(CompositeFont, object)


@pytest.mark.parametrize(("ascent", "descent"), [(3117, -2463), (9000, 4000), (0, 0)])
def test_a_font_whose_box_lies_moves_nothing(ascent: int, descent: int, tmp_path: Path) -> None:
    more = {
        10: b"<< /Type /Font /Subtype /TrueType /BaseFont /Own /FirstChar 32 /LastChar 126 /Widths [%s] "
        b"/Encoding /WinAnsiEncoding /FontDescriptor 13 0 R >>" % (b"500 " * 95),
        13: DESCRIPTOR % (ascent, descent),
    }
    rows = lattice([20, 120, 280], [20, 32, 44, 56, 68, 80])
    content = b"".join(
        text(30, 23 + 12 * i, f"row {i}", 9, "F2") + text(130, 23 + 12 * i, "b", 9)
        for i in range(5)
    )
    reading = read_pdf(save(tmp_path, page(rows + content, b"/F2 10 0 R", more)))
    assert [c.text for c in reading.tables[0].cells if c.col == 0] == [
        f"row {i}" for i in (4, 3, 2, 1, 0)
    ]


def test_a_font_without_widths_has_letters_side_by_side(tmp_path: Path) -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Unheard /Encoding /WinAnsiEncoding >>"
    reading = read(tmp_path, text(30, 75, "written", 10, "F2") + text(130, 75, "b"), {10: font})
    assert first(reading) == "written"


@pytest.mark.parametrize("scale", [0.001, 0.02, 1])
def test_a_type_3_font_is_as_large_as_its_letters(scale: float, tmp_path: Path) -> None:
    size = round(0.01 / scale, 6)
    box = round(1000 * 0.001 / scale)
    glyph = stream(f"{box * 0.6} 0 d0 0 0 {box * 0.5} {box * 0.7} re f".encode())
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 {box} {box}] /FontMatrix [{scale} 0 0 {scale} 0 0] "
        f"/CharProcs << /A 11 0 R /B 11 0 R >> /Encoding << /Differences [65 /A /B] >> /FirstChar 65 /LastChar 66 "
        f"/Widths [{box * 0.6} {box * 0.6}] >>"
    )
    content = f"BT /F2 {size * 1000 * scale} Tf 1 0 0 1 30 75 Tm (AB) Tj ET\n".encode()
    reading = read(tmp_path, content + text(130, 75, "b"), {10: font.encode(), 11: glyph})
    assert first(reading) == "AB"
    assert [f for f in reading.findings if f.check == "invisible-text"] == []


def test_the_symbol_font_has_greek_letters_without_being_told(tmp_path: Path) -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"
    reading = read(tmp_path, text(30, 75, "c2", 10, "F2") + text(130, 75, "b"), {10: font})
    assert first(reading) == "χ2"


def test_text_of_a_negative_size_in_a_turned_matrix_is_upright(tmp_path: Path) -> None:
    content = b"BT /F1 -10 Tf -1 0 0 -1 30 75 Tm (upright) Tj ET\n" + text(130, 75, "b")
    assert first(read(tmp_path, content, {10: b"<< >>"})) == "upright"


def test_mirrored_text_is_read_and_said(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 1 0 0 -1 30 75 Tm (mirrored) Tj ET\n" + text(130, 75, "b")
    reading = read(tmp_path, content, {10: b"<< >>"})
    assert first(reading) == "mirrored"
    assert [f.check for f in reading.findings if f.severity == "warning"] == ["mirrored-text"]


def test_a_font_set_by_a_graphics_state_is_known(tmp_path: Path) -> None:
    state = b">> /ExtGState << /G << /Font [5 0 R 10] >>"
    content = GRID + b"BT /G gs 1 0 0 1 30 75 Tm (words) Tj ET\n" + text(130, 75, "b")
    reading = read_pdf(save(tmp_path, page(content, state)))
    assert (first(reading), reading.findings) == ("words", ())
