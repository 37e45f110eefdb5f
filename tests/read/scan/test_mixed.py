"""A PDF that mixes printed pages with pages that are images: told by what covers a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import Document, Finding, PageTable
from pipeline.read.document import read
from pipeline.read.pdf.reader import read_pdf
from pipeline.read.scan import pages
from tests.read.scan.drawn import DPI, FONT, ROWS, table

pytestmark = pytest.mark.usefixtures("one_reader")

WIDTH, HEIGHT = 1100 * 72 / DPI, 620 * 72 / DPI
SEEN, UNSEEN = 0, 3
WORDS = "数字经济发展水平考核指标"
# The pages of the file that is read.
PRINTED, IMAGE, LAYERED, OTHER_LAYER, PASTED, SMALL = range(1, 7)


def canvas(path: Path) -> Canvas:
    pdfmetrics.registerFont(TTFont("drawn", str(FONT)))
    return Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True)


def write(paper: Canvas, words: Sequence[str], mode: int = SEEN, top: float = 20.0) -> None:
    for number, line in enumerate(words):
        text = paper.beginText(30, HEIGHT - top - 16 * number)
        text.setFont("drawn", 10.5)
        text.setTextRenderMode(mode)
        text.textOut(line)
        paper.drawText(text)


def show(paper: Canvas, picture: Image.Image, share: float = 1.0) -> None:
    """Draws a picture at the foot of the page, over this share of its height and width."""
    paper.drawImage(ImageReader(picture), 0, 0, WIDTH * share, HEIGHT * share)


def rule(paper: Canvas) -> None:
    """Draws the table of the pictures as an office would print it."""
    for row, texts in enumerate(ROWS):
        for col, text in enumerate(texts):
            left, top = 30 + 80 * col, HEIGHT - 60 - 22 * row
            paper.rect(left, top - 22, 80, 22)
            paper.setFont("drawn", 8)
            paper.drawString(left + 4, top - 15, text[:9])


def drawn(path: Path) -> Path:
    paper = canvas(path)
    write(paper, [WORDS])
    rule(paper)
    paper.showPage()
    show(paper, table())
    paper.showPage()
    show(paper, table())
    write(paper, [WORDS, *("".join(row) for row in ROWS)], UNSEEN)
    paper.showPage()
    show(paper, table())
    write(paper, ["abcdefghijklmnopqrstuvwxyz"] * 4, UNSEEN)
    paper.showPage()
    write(paper, ["2022", WORDS])
    show(paper, table().crop((80, 110, 1100, 620)), 0.8)
    paper.showPage()
    write(paper, [WORDS])
    show(paper, table(), 0.3)
    paper.showPage()
    paper.save()
    return path


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Document:
    document, _ = read(drawn(tmp_path_factory.mktemp("mixed") / "mixed.pdf"))
    return document


def tables_of(document: Document, page: int) -> list[PageTable]:
    return [one for one in document.tables if one.page == page]


def texts(document: Document, page: int) -> list[tuple[str, ...]]:
    (found,) = tables_of(document, page)
    grid = found.grid()
    return [
        tuple(grid[row, col].text for col in range(found.n_cols)) for row in range(found.n_rows)
    ]


def told(document: Document, page: int) -> list[Finding]:
    return [finding for finding in document.findings if finding.page == page]


@pytest.mark.slow
def test_a_printed_page_is_read_by_its_text_and_an_image_by_recognisers(seen: Document) -> None:
    (printed,) = tables_of(seen, PRINTED)
    assert {cell.engines for cell in printed.cells} == {("pdfplumber", "camelot")}
    assert texts(seen, IMAGE) == list(ROWS)
    assert all(cell.readings for cell in tables_of(seen, IMAGE)[0].cells)


def test_a_text_layer_of_another_program_is_recognised_anew_and_said(seen: Document) -> None:
    assert texts(seen, LAYERED) == list(ROWS)
    codes = [(finding.severity, finding.what.code) for finding in told(seen, LAYERED)]
    assert codes == [("info", "scan.layer-not-used")]


def test_a_layer_that_says_something_else_is_kept_and_warned_of(seen: Document) -> None:
    assert tables_of(seen, OTHER_LAYER) == []
    codes = [(finding.severity, finding.what.code) for finding in told(seen, OTHER_LAYER)]
    assert codes == [("warning", "read.scan-text")]


def test_a_table_pasted_as_a_picture_is_added_to_the_printed_text(seen: Document) -> None:
    assert texts(seen, PASTED) == list(ROWS)
    lines = [line.text for line in seen.lines if line.page == PASTED]
    assert "".join(lines) == "2022" + WORDS
    assert [finding.what.code for finding in told(seen, PASTED)] == ["scan.table-in-picture"]


def test_a_page_with_a_small_picture_is_a_page_of_text(seen: Document) -> None:
    assert tables_of(seen, SMALL) == []
    assert [line.text for line in seen.lines if line.page == SMALL] == [WORDS]
    assert told(seen, SMALL) == []


def test_tables_of_all_pages_are_in_order(seen: Document) -> None:
    assert [one.page for one in seen.tables] == [PRINTED, IMAGE, LAYERED, PASTED]


def test_without_the_recognisers_a_pasted_table_is_a_warning_that_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "is_installed", lambda: False)
    reading = read_pdf(drawn(tmp_path / "mixed.pdf"))
    warned = [(f.page, f.what.code) for f in reading.findings if f.severity == "warning"]
    assert warned == [
        (IMAGE, "read.page-picture"),
        (IMAGE, "scan.page-not-recognised"),
        (LAYERED, "read.scan-text"),
        (OTHER_LAYER, "read.scan-text"),
        (PASTED, "scan.table-not-recognised"),
    ]
