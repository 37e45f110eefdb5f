"""Two readings → one: what both saw alike is marked, every difference is a finding of the right weight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Cell, PageTable
from pipeline.read.compare import agree

BOTH = ("pdfplumber", "camelot")


def table(*cells: Cell, page: int = 1) -> PageTable:
    rows = max(c.row + c.rowspan for c in cells)
    cols = max(c.col + c.colspan for c in cells)
    return PageTable(page, rows, cols, cells, (0.0, 0.0, 50.0 * cols, 20.0 * rows))


def cell(row: int, col: int, text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    box = (50.0 * col, 20.0 * row, 50.0 * (col + colspan), 20.0 * (row + rowspan))
    return Cell(row, col, text, rowspan, colspan, 1, box)


def shifted(box: Box | None) -> Box | None:
    return (box[0] + 1.5, box[1] + 1.5, box[2] + 1.5, box[3] + 1.5) if box else None


OURS = table(cell(0, 0, "数字\n经济"), cell(0, 1, "3"), cell(1, 0, "a b"), cell(1, 1, ""))


def test_readings_that_agree_need_no_finding() -> None:
    """White space and a rule's thickness are no difference."""
    moved = tuple(
        replace(c, text=c.text.replace("\n", ""), bbox=shifted(c.bbox)) for c in OURS.cells
    )
    settled, findings = agree([OURS], [replace(OURS, cells=moved)])
    assert findings == ()
    assert settled == (replace(OURS, cells=tuple(replace(c, engines=BOTH) for c in OURS.cells)),)


def test_other_text_in_the_same_outline_is_settled_by_place() -> None:
    other = replace(
        OURS, cells=(*OURS.cells[:1], replace(OURS.cells[1], text="4"), *OURS.cells[2:])
    )
    settled, findings = agree([OURS], [other])
    assert [(f.severity, f.check, f.page, f.row, f.col) for f in findings] == [
        ("info", "engines-text", 1, 0, 1)
    ]
    assert [c.text for c in settled[0].cells] == [c.text for c in OURS.cells]
    assert [c.engines for c in settled[0].cells] == [BOTH, BOTH[:1], BOTH, BOTH]


def test_a_rule_that_parts_no_words_is_info() -> None:
    """The witness sees a merged cell over a text and the blank below it."""
    other = table(cell(0, 0, "数字经济"), cell(0, 1, "3", rowspan=2), cell(1, 0, "ab"))
    _, findings = agree([OURS], [other])
    by_severity = {f.severity: f.message for f in findings if f.check == "engines-grid"}
    assert "row 0 column 1" in by_severity["info"]


def test_a_rule_that_parts_words_and_is_not_confirmed_is_a_warning() -> None:
    other = table(cell(0, 0, "数字经济3", colspan=2), cell(1, 0, "ab"), cell(1, 1, ""))
    _, findings = agree([OURS], [other])
    assert [(f.severity, f.check) for f in findings] == [("warning", "engines-grid")]
    assert "2 cells" in findings[0].message


@pytest.mark.parametrize(
    ("first", "second", "name"), [([OURS], [], "pdfplumber"), ([], [OURS], "camelot")]
)
def test_a_table_only_one_engine_sees_is_one_warning(
    first: list[PageTable], second: list[PageTable], name: str
) -> None:
    settled, findings = agree(first, second)
    assert [(f.severity, f.check) for f in findings] == [("warning", "engines-table")]
    assert name in findings[0].message
    assert len(settled) == len(first)


def test_pages_are_kept_apart() -> None:
    second = replace(OURS, page=2, cells=tuple(replace(c, page=2) for c in OURS.cells))
    settled, findings = agree([OURS, second], [second])
    assert [t.page for t in settled] == [1, 2]
    assert [f.page for f in findings] == [1]
