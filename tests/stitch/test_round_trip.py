"""Random tables with spans, set over several pages with rows cut and merged cells left open, read back exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Table
from pipeline.read.pdf.reader import read_pdf
from pipeline.stitch import stitch
from pipeline.text import script_join
from tests.stitch.typeset import Set, Sheet, typeset

LETTERS = "数字经济发展水平考核评价指标县级工作单位目标攻坚推进情况企业产业"
chinese_line = st.text(LETTERS, min_size=4, max_size=6)
latin_line = st.lists(st.text("abcdefgh", min_size=2, max_size=4), min_size=2, max_size=2).map(
    " ".join
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A label column merged over rows, running numbers, texts of one to four lines, a remark that is often blank."""
    rows = draw(st.integers(3, 14))
    header = draw(st.sampled_from([1, 2]))
    cells = _headings(header)
    at = 0
    while at < rows:
        tall = draw(st.integers(1, min(6, rows - at)))
        cells.append(Set(header + at, 0, tall, 1, (draw(chinese_line),)))
        at += tall
    for row in range(rows):
        line = draw(st.sampled_from([chinese_line, latin_line]))
        text = tuple(draw(st.lists(line, min_size=1, max_size=5)))
        remark = draw(st.sampled_from([(), (), ("市",), ("县", "市")]))
        cells.append(Set(header + row, 1, 1, 1, (str(row + 1),)))
        if draw(st.integers(0, 5)):
            cells += [Set(header + row, 2, 1, 1, text), Set(header + row, 3, 1, 1, remark)]
        else:
            cells.append(Set(header + row, 2, 1, 2, text))
    repeat, cut = draw(st.booleans()), draw(st.booleans())
    return Sheet((70, 40, 150, 70), tuple(cells), header, repeat, cut)


def _headings(rows: int) -> list[Set]:
    if rows == 1:
        return [
            Set(0, col, 1, 1, (text,))
            for col, text in enumerate(("产业", "序号", "工作目标", "单位"))
        ]
    tall = [Set(0, 0, 2, 1, ("产业",)), Set(0, 1, 2, 1, ("序号",)), Set(0, 2, 1, 2, ("考核评价",))]
    return [*tall, Set(1, 2, 1, 1, ("工作目标",)), Set(1, 3, 1, 1, ("单位",))]


def cells_of(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {
        (c.row, c.col, c.rowspan, c.colspan, script_join(c.text.splitlines())) for c in table.cells
    }


def cells_set(sheet: Sheet) -> set[tuple[int, int, int, int, str]]:
    return {(c.row, c.col, c.rowspan, c.colspan, script_join(c.lines)) for c in sheet.cells}


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets())
def test_a_table_set_over_pages_reads_back_cell_for_cell(sheet: Sheet, tmp_path: Path) -> None:
    pages = typeset(sheet, tmp_path / "table.pdf")
    reading = read_pdf(tmp_path / "table.pdf")
    (table,) = stitch(reading.tables, reading.lines)
    said = [f.check for f in table.findings]
    # Random letters mean nothing, so that a break may leave a doubt; where none is told all is read as it was set.
    doubted = {"row-doubtful", "cell-doubtful"} & set(said)
    assert cells_of(table) == cells_set(sheet) or doubted
    assert len(table.pages) == pages
    assert said.count("table-joined") == pages - 1
    assert set(said) <= {"table-joined", *doubted}
    assert all(cell.text.count("\n") < 5 for cell in table.cells)


@pytest.mark.parametrize("repeat", [True, False])
def test_a_label_goes_on_over_two_page_breaks(repeat: bool, tmp_path: Path) -> None:
    cells = [*_headings(1), Set(1, 0, 22, 1, ("数字经济",)), Set(23, 0, 1, 1, ("目标",))]
    for row in range(23):
        cells += [
            Set(1 + row, 1, 1, 1, (str(row + 1),)),
            Set(1 + row, 2, 1, 1, ("工作",)),
            Set(1 + row, 3, 1, 1, ()),
        ]
    sheet = Sheet((70, 40, 150, 70), tuple(cells), 1, repeat=repeat)
    assert typeset(sheet, tmp_path / "table.pdf") >= 3
    reading = read_pdf(tmp_path / "table.pdf")
    (table,) = stitch(reading.tables, reading.lines)
    assert cells_of(table) == cells_set(sheet)
    assert table.header_rows == 1
    assert [row.slots[0].covered for row in table.rows] == [False, *[True] * 21, False]
