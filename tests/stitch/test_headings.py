"""Rows of headings are told from rows of data, and repeated ones from others."""

from __future__ import annotations

from pipeline.model import Cell, PageTable
from pipeline.stitch.header_rows import counts_columns, own_rows
from pipeline.stitch.headers import headers
from pipeline.stitch.heading import alike, headings, opens_with, similar
from pipeline.stitch.part import Part
from pipeline.stitch.repeats import Repeat, drifts, repeat_of
from tests.stitch.pages import drawn

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


def test_headings_are_alike_in_four_of_five_columns_and_half_of_those_known() -> None:
    known = dict(enumerate("甲乙丙丁戊己庚"))
    assert alike(known, {**{n: known[n] for n in range(4)}, 9: "其他"})
    assert not alike(known, {**{n: known[n] for n in range(4)}, 8: "另外", 9: "其他"})
    assert not alike(known, {n: known[n] for n in range(3)})
    assert not alike({}, {})
    assert not alike(known, {})
    assert not alike({}, known)


def test_one_heading_alone_is_no_chance_where_the_table_has_no_other() -> None:
    assert alike({0: "序号"}, {0: "序号"})
    assert not alike({0: "序号", 1: "指标"}, {0: "序号"})


def test_two_headings_at_least_are_word_for_word_the_same() -> None:
    known = {0: "责任单位", 1: "攻坚目标", 2: "序号"}
    assert alike(known, {0: "责任单位", 1: "攻坚指标", 2: "序号"})
    assert not alike(known, {0: "责任单位名", 1: "攻坚指标", 2: "序号"})


FIVE = {0: "序号", 1: "指标", 2: "目标", 3: "完成", 4: "责任单位"}


def test_one_heading_may_be_half_otherwise_where_four_others_are_word_for_word() -> None:
    assert alike(FIVE, {**FIVE, 4: "责任部门"})
    assert not alike(FIVE, {**FIVE, 4: "联系电话"})
    assert not alike(FIVE, {**FIVE, 4: "责任部门", 3: "进展"})
    assert not alike(FIVE, {**FIVE, 4: "责任部门", 3: "完成率"})
    four = {col: text for col, text in FIVE.items() if col}
    assert not alike(four, {**four, 4: "责任部门"})


def test_blank_numbers_and_signs_are_no_drift_of_another_heading() -> None:
    assert similar("", "")
    assert not similar("", "序号")
    assert not similar("序号", "")
    assert similar("2022", "2022")
    assert not similar("2022", "2022年")
    assert similar("责任单位", "责任部门", 0.5)
    assert not similar("责任单位", "责任部门")


def test_a_cell_that_reaches_below_counts_with_the_lines_that_are_the_heading() -> None:
    part = Part(drawn([["一级|指标|经济", "序号"], ["^", "1"]], [0, 40, 80]))
    assert headings(part, 0, (0, 2, 3)) == {0: "一级指标经济", 2: "序号"}
    assert headings(part, 0, (0, 2, 3), {0: "一级指标"}) == {0: "一级指标", 2: "序号"}
    assert headings(part, 0, (0, 2, 3), {0: "二级指标"}) == {0: "一级指标经济", 2: "序号"}
    flat = Part(drawn([["一级|指标|经济", ""], ["", "1"]], [0, 40, 80]))
    assert headings(flat, 0, (0, 1, 2), {0: "一级指标"}) == {0: "一级指标经济"}


def over(rows: list[list[str]], count: int) -> list[tuple[str, ...]]:
    """The headings over each column."""
    page = table(rows)
    owners = {place: cell for cell in page.cells for place in cell.positions()}
    return [one.texts for one in headers(owners, count, page.n_cols)]


def test_a_blank_heading_with_nothing_below_spans_nothing() -> None:
    assert over([["排名", ""], ["上半年", ""]], 2) == [("排名", "上半年"), ()]
    assert over([["", "排名"], ["上半年", "全年"]], 2) == [("上半年",), ("排名", "全年")]
    assert over([["排名", "", ""], ["上", "中", "下"]], 2)[2] == ("排名", "下")
    assert over([["排名", "得分", ""], ["上", "中", "下"]], 2)[2] == ("得分", "下")
    assert over([["排名", ""], ["", ""], ["上", "下"]], 2) == [("排名",), ()]


def test_a_heading_over_several_rows_or_columns_is_read_once_for_each_column() -> None:
    cells = (Cell(0, 0, "序号", rowspan=2), Cell(0, 1, "排名", colspan=2), Cell(1, 1, "上"))
    owners = {place: cell for cell in cells for place in cell.positions()}
    assert [one.texts for one in headers(owners, 2, 4)] == [
        ("序号",),
        ("排名", "上"),
        ("排名",),
        (),
    ]
    assert [one.col for one in headers(owners, 2, 4)] == [0, 1, 2, 3]


def test_rows_repeated_in_part_or_from_the_second_on_are_told() -> None:
    both = drawn(
        [["组", "<", "目标", "<", "备注"], ["序号", "指标", "数量", "排名", "^"], row(1), row(2)],
        [0, 20, 40, 60, 80, 100],
    )
    second = drawn([["序号", "指标", "数量", "排名", ""], row(3)], [0, 20, 40, 60, 80, 100], 2)
    again = drawn(
        [["组", "<", "目标", "<", "备注"], ["序号", "指标", "数量", "排名", "^"], row(3)],
        [0, 20, 40, 60, 80, 100],
        2,
    )
    assert repeat(both, again) == Repeat("whole", 0, 2)
    assert repeat(both, second) == Repeat("part", 1, 1)


def test_a_page_with_nothing_but_headings_is_repeated_whole() -> None:
    """Two or three rows, all of them again, over more than one other row."""
    alone = [["任务", "清单"], ["投资", "消费"]]
    data = [["a", "b"], ["c", "d"]]
    assert repeat(table(alone), table([*alone, *data], 2)) == Repeat("whole", 0, 2)
    assert repeat(table(alone), table([*alone, data[0]], 2)).rows != 2
    assert repeat(table([*alone, data[0]]), table([*alone, data[1], *data], 2)).rows != 3
    four = [*alone, ["一", "二"], ["三", "四"]]
    assert repeat(table(four), table([*four, *data], 2)).rows != 4


def test_the_first_heading_and_few_headings_are_marked() -> None:
    drifted = ["项目序号", *NAMES[1:]]
    found = repeat(table([["项目编号", *NAMES[1:]], row(1), row(2)]), table([drifted, row(4)], 2))
    assert (found.kind, found.in_first, found.few) == ("drift", True, False)
    other = ["序号", "指标名称", "责任部门", "得分", "备注"]
    found = repeat(FIRST, table([other, row(4), row(5)], 2))
    assert (found.kind, found.in_first) == ("half", False)
    two = [["姓名", "电话"], ["王", "x"], ["李", "y"]]
    assert repeat(table(two), table([two[0], ["赵", "z"]], 2)).few
    three = [[*row, "无"] for row in two]
    assert not repeat(table(three), table([three[0], ["赵", "z", "有"]], 2)).few


def test_equal_rows_below_the_headings_are_repeated_where_they_head_columns_too() -> None:
    counted = [NAMES, ["栏次", "1", "2", "3", "4"]]
    first = table([*counted, row(1), row(2)])
    assert repeat(first, table([*counted, row(3)], 2)).rows == 2
    units = [NAMES, ["", "", "个", "分", ""]]
    numbers = [["甲", "乙", "5", "6", ""], ["丙", "丁", "7", "8", ""]]
    assert repeat(table([*units, *numbers]), table([*units, *numbers], 2)).rows == 2
    total = [NAMES, ["合计", "", "12", "14", ""]]
    assert repeat(table([*total, *numbers]), table([*total, *numbers], 2)).rows == 1


def test_each_drifted_heading_is_told_with_both_wordings() -> None:
    drifted = ["序号", "指标名称", "责任单位名称", "得分", "备注"]
    first, other = Part(FIRST), Part(table([drifted, row(4)], 3), skip=1)
    same = range(6)
    (found,) = drifts(first, other, same, same)
    assert (found.severity, found.check, found.page, found.row, found.col) == (
        "info",
        "header-drift",
        3,
        0,
        2,
    )
    assert found.what.parameters == {
        "page": 3,
        "heading": "责任单位名称",
        "first_page": 1,
        "first": "责任单位",
    }
    assert drifts(first, Part(table([NAMES, row(4)], 3), skip=1), same, same) == []
