"""Characters that only one reader has are told by the cell they stand in."""

from __future__ import annotations

from pipeline.messages import render
from pipeline.model import Cell, PageTable
from pipeline.read.pdf.disagreement import ROWS, told
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.witness import Differences, Seen


def table(n_rows: int) -> PageTable:
    """One column, each row ten points high."""
    cells = [Cell(row, 0, "", bbox=(0, 10 * row, 50, 10 * row + 10)) for row in range(n_rows)]
    return PageTable(1, n_rows, 1, tuple(cells))


def glyph(text: str, row: int) -> Glyph:
    top = 10.0 * row + 1
    return Glyph(text, 5, top, 10, top + 8, 5, top + 7, 8, "F")


def test_both_sides_of_one_cell_are_one_finding_with_its_place() -> None:
    found = Differences((("1", glyph("1", 1)),), (Seen("7", 5, 18),))
    (finding,) = told(found, 3, [table(2)])
    assert (finding.page, finding.row, finding.col) == (3, 1, 0)
    assert render(finding.what, "zh") == (
        "1个字符为本程序所读而pdfium未读：1；1个字符为pdfium所读而本程序未读：7（第1行第0列）"
    )


def test_what_stands_outside_the_tables_has_no_place() -> None:
    (finding,) = told(Differences((), (Seen("7", 90, 18),)), 3, [table(2)])
    assert (finding.row, finding.col) == (None, None)
    assert finding.message == "1 characters are read by pdfium and not here: 7"


def test_a_page_with_many_cells_is_told_as_a_whole() -> None:
    ours = tuple(("1", glyph("1", row)) for row in range(ROWS + 1))
    (finding,) = told(Differences(ours, ()), 1, [table(ROWS + 1)])
    assert finding.row is None
    assert finding.message == f"{ROWS + 1} characters are read here and not by pdfium: 111111111"
