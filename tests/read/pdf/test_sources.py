"""Every PDF of the repository read by each source: the same cells, lines and findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.messages.message import Message, Parameter
from pipeline.model.sent import Receiver
from pipeline.read.document import read_pdf as read_document
from pipeline.read.document import send_pdf
from pipeline.read.pdf.model import PdfPage, PdfReading
from pipeline.read.pdf.reader import read_pdf
from pipeline.read.pdf.seen import with_whole_letters
from pipeline.read.pdf.typeset import Origins
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parts import each
from tests.conftest import ROOT
from tests.read.pdf.rewrite import lattice, page, save, stream, text

PDFS = [ROOT / "raw" / "notice.pdf", *sorted((ROOT / "tests" / "cases").rglob("*.pdf"))]
GRID = lattice([20, 120, 280], [20, 60, 100])
WORDS = text(30, 75, "rank") + text(130, 35, "1")


def cells(read: PdfPage) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.col, cell.rowspan, cell.colspan, cell.text)
        for table in read.tables
        for cell in table.cells
    ]


def told(reading: PdfReading) -> list[str]:
    return [f.what.code for f in reading.findings if f.what.code != "read.asked-again"]


def codes_of(clauses: Parameter) -> list[str]:
    assert isinstance(clauses, tuple)
    return [clause.code for clause in clauses if isinstance(clause, Message)]


@pytest.mark.slow
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_each_source_has_the_same_cells_and_lines(path: Path) -> None:
    quick, thorough = read_pdf(path, source="auto"), read_pdf(path)
    for ours, theirs in zip(quick.pages, thorough.pages, strict=True):
        assert cells(ours) == cells(theirs)
        assert [line.text for line in ours.lines] == [line.text for line in theirs.lines]
    assert told(quick) == told(thorough)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_no_page_of_an_undamaged_file_is_asked_again(path: Path) -> None:
    assert [p.number for p in read_pdf(path, source="auto").pages if p.doubts] == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"BT /F9 10 Tf 20 20 Td (lost) Tj ET", "read.doubt-font"),
        (b"BT /F1 10 Tf 20 20 Td (open) Tj", "read.doubt-damage"),
        (b"BT /F1 10 Tf 7 Tr 20 20 Td (clip) Tj ET", "read.doubt-paint"),
        (b"BT /F1 10 Tf -1 0 0 1 90 20 Tm (mirror) Tj ET", "read.doubt-setting"),
        (b"/None sh", "read.doubt-paint"),
        (b"BT /F1 10 Tf 99999999999 0 Td (far) Tj ET", "read.doubt-measure"),
        (b"BT /F1 10 Tf 30 75 Td (rank) Tj ET", "read.doubt-characters"),  # drawn twice
    ],
    ids=["font", "open text", "clip of letters", "mirrored", "shading", "far away", "twice"],
)
def test_what_only_an_interpreter_can_tell_is_asked_again_and_said(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    path = save(tmp_path, page(GRID + WORDS + content))
    reading = read_pdf(path, source="auto")
    (said,) = [f for f in reading.findings if f.what.code == "read.asked-again"]
    assert reason in codes_of(said.what.parameters["reasons"])
    assert told(reading) == told(read_pdf(path))


def test_a_letter_beyond_the_basic_plane_is_no_doubt(tmp_path: Path) -> None:
    """pdfium has it in two halves, at one place."""
    font = {
        10: b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
        b"/DescendantFonts [11 0 R] /ToUnicode 12 0 R >>",
        11: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        12: stream(
            b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange "
            b"2 beginbfchar <0041> <d842dfb7> <0042> <5409> endbfchar endcmap"
        ),
    }
    content = GRID + WORDS + b"BT /F2 10 Tf 1 0 0 1 30 45 Tm <004200410042> Tj ET\n"
    path = save(tmp_path, page(content, b"/F2 10 0 R", font))
    quick, thorough = read_pdf(path, source="auto"), read_pdf(path)
    assert [p.doubts for p in quick.pages] == [frozenset()]
    assert cells(quick.pages[0]) == cells(thorough.pages[0])
    assert "吉\U00020bb7吉" in [cell.text for cell in quick.tables[0].cells]


def test_halves_of_letters_are_joined_where_they_follow_each_other() -> None:
    origins = Origins([1.0, 2.0, 2.0, 3.0], [5.0, 6.0, 6.0, 7.0])
    letters, places = with_whole_letters("a\ud842\udfb7b", origins)
    assert letters == "a\U00020bb7b"
    assert places == Origins([1.0, 2.0, 3.0], [5.0, 6.0, 7.0])
    alone = "a\udfb7\ud842b"
    assert with_whole_letters(alone, origins) == (alone, origins)


def test_pdfium_alone_says_which_page_it_cannot_prove(tmp_path: Path) -> None:
    path = save(tmp_path, page(GRID + WORDS + b"BT /F9 10 Tf 20 20 Td (lost) Tj ET"))
    (found,) = read_pdf(path, source="pdfium").findings
    assert (found.severity, found.check, found.page) == ("error", "unproven-page", 1)


def test_only_cells_of_a_page_in_doubt_name_other_engines(tmp_path: Path) -> None:
    sure = save(tmp_path, page(GRID + WORDS))
    document, _ = read_document(sure, None, "auto", Limits(), lambda *_: None)
    assert {c.engines for t in document.tables for c in t.cells} == {("pdfium",)}
    doubted = save(tmp_path, page(GRID + WORDS + b"BT /F9 10 Tf 20 20 Td (lost) Tj ET"))
    document, _ = read_document(doubted, None, "auto", Limits(), lambda *_: None)
    assert {c.engines for t in document.tables for c in t.cells} == {("pdfplumber", "camelot")}


@pytest.mark.parametrize("engine", ["auto", "pdfium"])
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_pages_handed_on_are_those_of_the_whole(path: Path, engine: str) -> None:
    receiver = Receiver()
    handed = each(send_pdf(path, None, engine, Limits(), lambda *_: None), receiver.take)
    document, numbers = read_document(path, None, engine, Limits(), lambda *_: None)
    assert handed == (replace(document, tables=()), numbers)
    assert tuple(receiver.tables) == document.tables


def test_a_page_in_doubt_waits_for_the_second_engine(tmp_path: Path) -> None:
    path = save(tmp_path, page(GRID + WORDS + b"BT /F9 10 Tf 20 20 Td (lost) Tj ET"))
    receiver = Receiver()
    handed, _ = each(send_pdf(path, None, "auto", Limits(), lambda *_: None), receiver.take)
    assert receiver.tables == []
    assert [table.page for table in handed.tables] == [1]
