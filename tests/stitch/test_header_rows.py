"""How many rows of headings a table shows by itself."""

from __future__ import annotations

import pytest

from pipeline.stitch.header_rows import counts_columns, opens_with_data, own_rows
from tests.stitch.pages import plain

DATA = [["1", "投资", "县发改委", "5.5"], ["2", "消费", "县商务局", "4.1"]]
SENTENCE = "各部门应当按照任务分工于每月月底前报送进展情况。"


def rows(*above: list[str], data: list[list[str]] = DATA) -> int:
    return own_rows(plain([*above, *data]))


def test_one_row_of_words_is_one_heading() -> None:
    assert rows(["序号", "指标", "单位", "得分"]) == 1


def test_a_title_over_all_columns_stands_above_the_headings() -> None:
    assert rows(["任务清单", "<", "<", "<"], ["序号", "指标", "单位", "得分"]) == 2
    two_levels = [["序号", "指标", "排名", "<"], ["^", "^", "上半年", "全年"]]
    assert rows(["任务清单", "<", "<", "<"], *two_levels) == 3
    with_gaps = [["排名", "<", "", ""], ["", "", "单位", "得分"]]
    assert rows(["任务清单", "<", "<", "<"], *with_gaps) == 3
    assert own_rows(plain([["任务清单", "<"], ["指标", "投资"]])) == 1, "no rows stand below it"
    assert own_rows(plain([["清单"], ["投资"], ["消费"]])) == 1, "of one column, each row spans all"


def test_two_levels_under_a_span_are_as_many_rows_as_the_tallest_heading() -> None:
    assert rows(["序号", "指标", "排名", "<"], ["^", "^", "上半年", "全年"]) == 2
    assert rows(["序号", "指标", "排名", "<"], ["^", "^", "", ""]) == 2
    three = [["序号", "排名", "<", "<"], ["^", "上半年", "<", "全年"], ["^", "一季", "二季", "^"]]
    assert rows(*three) == 3


def test_a_heading_taller_than_headings_are_shows_nothing() -> None:
    def tall(height: int) -> list[list[str]]:
        below = [["^", "一季", "二季", "三季"] for _ in range(height - 1)]
        return [["序号", "排名", "<", "<"], *below]

    assert rows(*tall(6)) == 6
    assert rows(*tall(7)) == 2


def test_spans_all_of_one_height_show_no_further_rows() -> None:
    assert rows(["序号", "指标", "排名", "<"]) == 1


def test_a_second_row_fills_the_gaps_that_the_first_leaves_under_a_span() -> None:
    assert rows(["排名", "<", "", ""], ["", "", "单位", "得分"]) == 2
    assert rows(["指标", "", "", ""], ["", "名称", "", ""]) == 2, "and leaves others open"
    assert rows(["指标", "", "单位", "<"], ["名称", "代码", "", ""]) == 2, "the blank is part of it"
    assert rows(["指标", "", "", ""], ["", "名称", "代码", "得分"]) == 1


def test_a_row_that_fills_gaps_of_a_full_one_is_data() -> None:
    assert rows(["指标", "", "单位", "得分"], ["投资", "增长", "县发改委", "8"]) == 1
    assert rows(["排名", "<", "", "单位"], ["", "", "县", "9.9"]) == 1, "under a whole heading"
    assert rows(["排名", "<", "", ""], ["一、经济", "<", "<", "<"]) == 1, "a section"
    assert rows(["", "<", "单位", "得分"], ["一、经济", "", "", ""]) == 1, "a section's name"


def test_a_unit_may_stand_under_a_whole_heading_over_numbers() -> None:
    table = [["", "<", "金额", ""], ["名称", "", "万元", "%"], ["甲", "", "5", "1"]]
    assert own_rows(plain([*table, ["乙", "", "6", "2"]])) == 2


def test_a_row_that_counts_the_columns_is_one_of_headings() -> None:
    head = ["甲", "乙", "丙", "丁"]
    assert rows(head, ["1", "2", "3", "4"]) == 2
    assert rows(head, ["A", "1", "2", "3"]) == 2
    assert rows(head, ["2", "3", "4", "5"]) == 1
    assert rows(head, ["1", "2", "4", "5"]) == 1


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (["1", "2", "3", "4"], 1),
        (["栏次", "1", "2", "3"], 1),
        (["甲", "乙", "1", "2"], 0),
        (["1", "2", "3", "<"], 0),
        (["1", "2", "3"], 0),
        (["0", "1", "2", "3"], 0),
        (["1", "2", "3", "5"], 0),
        (["甲", "1", "2", "3", "4"], 1),
        (["甲", "乙", "1", "2", "3"], 0),
    ],
)
def test_columns_are_counted_from_one_in_four_columns_at_least(row: list[str], counts: int) -> None:
    assert counts_columns(plain([["x"] * len(row), row, ["y"] * len(row)]), 1) == counts


def test_further_rows_of_headings_fill_what_is_still_open() -> None:
    first = ["排名", "<", "", "", ""]
    second = ["", "", "", "", "备注"]
    third = ["", "", "单位", "得分", ""]
    data = [["1", "2", "县发改委", "8", "无"], ["3", "4", "县商务局", "9", "无"]]
    assert rows(first, second, third, data=data) == 3
    assert rows(first, second, data=data) == 2
    under_whole = ["", "", "单位", "得分", "其他"]
    assert rows(first, second, under_whole, data=data) == 2


def test_the_last_row_is_never_a_heading_but_the_only_one() -> None:
    assert own_rows(plain([["序号", "指标"]])) == 1
    assert own_rows(plain([["序号", "排名", "<"], ["^", "一季", "二季"]])) == 1


def test_running_numbers_in_the_first_three_rows_begin_with_data() -> None:
    assert opens_with_data(plain([["4", "a"], ["5", "b"], ["6", "c"]]))
    assert own_rows(plain([["4", "a"], ["5", "b"], ["6", "c"]])) == 0
    assert not opens_with_data(plain([["4", "a"], ["5", "b"], ["7", "c"]]))
    assert not opens_with_data(plain([["4", "a"], ["5", "b"]]))
    assert not opens_with_data(plain([["序号"], ["4"], ["5"], ["6"]]))
    assert not opens_with_data(plain([["4", "<"], ["5", "<"], ["6", "<"]]))


def test_a_sentence_beside_other_cells_is_no_heading() -> None:
    assert own_rows(plain([["一", SENTENCE], ["二", "其他"], ["三", "其他"]])) == 0
    assert own_rows(plain([[SENTENCE, "<"], ["名称", "单位"], ["投资", "县"]])) == 2, "but a title"
    assert own_rows(plain([["一", SENTENCE.rstrip("。")], ["二", "其他"], ["三", "其他"]])) == 1
    assert own_rows(plain([["一", "应当报送。"], ["二", "其他"], ["三", "其他"]])) == 1


def test_a_first_heading_drawn_over_two_rows_beside_no_span_is_one_row_of_headings() -> None:
    headings = ["序号", "指标", "单位", "得分"]
    assert rows(headings, ["^", "名称", "万元", "分"]) == 1
    assert rows(headings, ["^", "", "", ""]) == 1
