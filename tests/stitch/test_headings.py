"""Rows of headings are told from rows of data, and repeated ones from others."""

from __future__ import annotations

from pipeline.model import Cell, PageTable
from pipeline.stitch.header_rows import counts_columns, own_rows
from pipeline.stitch.headers import headers
from pipeline.stitch.heading import alike, opens_with, similar
from pipeline.stitch.part import Part
from pipeline.stitch.repeats import Repeat, repeat_of

NAMES = ["序号", "指标名称", "责任单位", "得分", "备注"]


def table(rows: list[list[str]], page: int = 1) -> PageTable:
    cells = tuple(
        Cell(row, col, text, page=page)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return PageTable(page, len(rows), len(rows[0]), cells)


def row(serial: int) -> list[str]:
    return [str(serial), f"第{serial}项工作", "县城管局", f"{serial}.5", ""]


def repeat(first: PageTable, other: PageTable) -> Repeat:
    same = range(first.n_cols + 1)
    return repeat_of(Part(first), Part(other), same, same)


FIRST = table([NAMES, row(1), row(2), row(3)])


def test_a_table_has_one_row_of_headings_and_none_where_numbers_begin_at_once() -> None:
    assert own_rows(FIRST) == 1
    assert own_rows(table([row(1), row(2), row(3)])) == 0


def test_a_row_that_counts_the_columns_is_a_heading_too() -> None:
    counted = table([NAMES, ["1", "2", "3", "4", "5"], row(1), row(2)])
    assert counts_columns(counted, 1) == 1
    assert own_rows(counted) == 2


def test_headings_repeated_word_for_word_are_whole() -> None:
    assert repeat(FIRST, table([NAMES, row(4), row(5)], 2)) == Repeat("whole", 0, 1)


def test_a_heading_in_other_words_is_a_drift() -> None:
    drifted = ["序号", "指标名称", "责任单位名称", "得分", "备注"]
    assert repeat(FIRST, table([drifted, row(4), row(5)], 2)).kind == "drift"


def test_a_page_of_data_repeats_nothing() -> None:
    assert repeat(FIRST, table([row(4), row(5), row(6)], 2)).kind == "absent"


def test_other_headings_are_the_tables_own() -> None:
    other = table([["编号", "姓名", "电话", "地址", "备注"], row(1), row(2)], 2)
    assert repeat(FIRST, other).kind == "other"


def test_a_number_in_a_heading_stays_the_same() -> None:
    assert similar("2022年底指标攻坚数据", "2022年底攻坚数据")
    assert not similar("2022年底指标攻坚数据", "2023年底指标攻坚数据")


def test_headings_left_blank_are_repeated_by_half_of_them() -> None:
    known = {0: "序号", 1: "指标", 2: "单位", 3: "得分"}
    assert alike(known, {0: "序号", 1: "指标"})
    assert not alike(known, {0: "序号"})
    assert not alike(known, {0: "序号", 1: "指标", 4: "电话", 5: "地址"})


def test_a_heading_that_runs_into_the_cell_below_is_counted_in_lines() -> None:
    assert opens_with(Cell(0, 0, "一级\n指标\n经济发展", rowspan=2), "一级指标") == 2
    assert opens_with(Cell(0, 0, "一级\n指标"), "一级指标") == 0


def test_a_blank_over_a_filled_heading_is_part_of_the_span_to_its_left() -> None:
    cells = [Cell(0, 0, "排名"), Cell(0, 1, ""), Cell(1, 0, "上半年"), Cell(1, 1, "全年")]
    owners = {(cell.row, cell.col): cell for cell in cells}
    assert [one.texts for one in headers(owners, 2, 2)] == [("排名", "上半年"), ("排名", "全年")]
