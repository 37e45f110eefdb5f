"""Rows that are no indicators: by words, by the serials around them, by the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.repair.observe.runs import Serial
from pipeline.repair.observe.shown import Form
from pipeline.repair.observe.sorter import Sorter
from pipeline.repair.observe.worded import ApartRow
from tests.repair.observe.rows import FORM, NUMBERLESS, table_of

# label | serial | name | unit | points | agency
ONE = " | 1 | 修建水渠 | 处 | 10 | 水利局"
TWO = " | 2 | 栽植树木 | 亩 | 15 | 林业局"
THREE = " | 3 | 铺设道路 | 公里 | 12 | 交通局"
FOUR = " | 4 | 建设泵站 | 座 | 18 | 水利局"
FIVE = " | 5 | 清理水面 | 亩 | 9 | 水利局"
FULL = " | | 一、建设泵站 | 座 | 18 | 水利局"  # reads like a heading


def sorted_rows(lines: Sequence[str], form: Form = FORM) -> Sorter:
    sorter = Sorter(table_of(lines), form)
    sorter.apart()
    return sorter


def apart(lines: Sequence[str], form: Form = FORM) -> dict[int, ApartRow]:
    return sorted_rows(lines, form).found


def kinds(lines: Sequence[str]) -> dict[int, tuple[object, ...]]:
    return {number: (row.kind, row.stated, row.sure) for number, row in apart(lines).items()}


def test_rows_with_serials_are_indicators_and_the_serials_are_known() -> None:
    found = sorted_rows([ONE, TWO])
    assert found.found == {}
    assert found.serials == {0: Serial(0, 1, 0), 1: Serial(1, 2, 0)}


def test_a_row_is_known_by_its_words_whatever_its_points() -> None:
    assert kinds([ONE, TWO, " | | 合计 | | 26 | "]) == {2: ("total_row", 26, True)}


def test_a_word_for_a_sum_behind_a_serial_is_an_indicator_s_name() -> None:
    assert apart([ONE, " | 2 | 合计投资额 | 亿元 | 15 | 发改局"]) == {}


def test_numbers_of_rows_whose_words_say_what_they_are_are_no_serials() -> None:
    found = sorted_rows(["合计 | 1 | | | 25 | ", ONE, TWO])
    assert list(found.found) == [0]
    assert [serial.number for serial in found.serials.values()] == [1, 2]


# --- rows for which there is no serial


def test_a_row_for_which_no_serial_is_left_is_apart_with_its_first_two_texts() -> None:
    found = apart([ONE, "水 利 | | 巡查河道 | 次 | 5 | 水利局", TWO])
    (row,) = found.values()
    assert list(found) == [1]
    assert (row.words, row.stated, row.kind, row.sure) == ("水利 巡查河道", Decimal(5), None, False)
    assert (row.at, row.row.row) == (0, 2)


def test_a_row_for_which_a_serial_is_left_is_an_indicator() -> None:
    assert apart([ONE, " | | 栽植树木 | 亩 | 15 | 林业局", THREE]) == {}


def test_rows_without_serials_above_the_first_are_as_many_as_it_leaves() -> None:
    assert apart([" | | 修建水渠 | 处 | 10 | 水利局", TWO]) == {}
    assert list(apart([" | | 修建水渠 | 处 | 10 | 水利局", ONE, TWO])) == [0]


def test_rows_below_the_last_serial_have_no_bound_and_stay() -> None:
    assert apart([ONE, TWO, " | | 巡查河道 | 次 | 5 | 水利局"]) == {}


def test_of_two_rows_with_one_serial_left_the_bare_one_is_apart() -> None:
    full = " | | 栽植树木 | 亩 | 15 | 林业局"
    bare = " | | 其他 | | 3 | "
    assert list(apart([ONE, full, bare, THREE])) == [2]
    assert list(apart([ONE, bare, full, THREE])) == [1]


def test_fewer_rows_than_serials_are_left_are_all_indicators() -> None:
    line = " | | 栽植树木 | 亩 | 15 | 林业局"
    assert apart([ONE, line, line, FIVE]) == {}


def test_a_row_without_words_is_apart_before_one_with_two() -> None:
    full, silent = " | | 栽植树木 | | 15 | 林业局", " | | | | 3 | "
    assert list(apart([ONE, full, silent, THREE])) == [2]


def test_a_row_of_one_word_is_apart_before_one_of_two() -> None:
    two, one = " | | 其他 | | 3 | 水利局", " | | 其他 | | 3 | "
    assert list(apart([ONE, two, one, THREE])) == [2]


def test_the_points_of_a_row_without_a_serial_are_those_behind_its_first_words() -> None:
    slid = " | | 巡查河道 | 5 | | 水利局"
    assert apart([ONE, slid, TWO])[1].stated == 5


def test_of_two_rows_alike_the_first_is_apart() -> None:
    line = " | | 栽植树木 | 亩 | 15 | 林业局"
    assert list(apart([ONE, line, line, THREE])) == [1]


def test_a_row_that_sums_others_is_apart_before_one_of_bare_words() -> None:
    bare = " | | 其他 | | 3 | "
    total = " | | 全县 | 处 | 25 | 水利局"
    found = kinds([ONE, TWO, bare, total, FOUR])
    assert found == {3: ("total_row", 25, False)}


def test_a_row_with_a_word_for_a_sum_is_apart_before_a_bare_one() -> None:
    bare = " | | 其他 | | 3 | "
    worded = " | | 合计 | 处 | 26 | 水利局"  # full, and no sum of anything
    assert list(apart([ONE, TWO, bare, worded, FOUR])) == [3]


# --- sums without a word for them


def test_a_row_without_a_serial_that_sums_all_rows_above_is_a_total() -> None:
    assert kinds([ONE, TWO, THREE, " | | 全县 | | 37 | ", FOUR]) == {3: ("total_row", 37, False)}


def test_a_row_without_a_serial_that_sums_the_rows_since_the_last_one_apart_is_a_total() -> None:
    lines = [ONE, " | | 小计 | | 10 | ", TWO, THREE, " | | 全县 | | 27 | ", FOUR]
    assert kinds(lines)[4] == ("total_row", 27, False)


def test_a_row_without_a_serial_that_sums_the_rows_below_is_a_section_s() -> None:
    lines = [" | | 水利 | | 25 | ", ONE, TWO, " | | 小计 | | 25 | ", THREE]
    assert kinds(lines)[0] == ("section_row", 25, False)


def test_one_row_alone_is_no_sum() -> None:
    assert kinds([ONE, " | | 全县 | | 10 | ", TWO]) == {1: (None, 10, False)}


def test_points_of_a_slid_row_count_where_its_serial_stands() -> None:
    slid = " | | 1 | 修建水渠 | 处 | 10 | 水利局"
    assert kinds([slid, TWO, " | | 全县 | | 25 | ", THREE])[2] == ("total_row", 25, False)


def test_rows_that_print_no_points_are_left_out_of_a_sum() -> None:
    blank = " | 3 | 铺设道路 | 公里 | | 交通局"
    assert kinds([ONE, TWO, blank, " | | 全县 | | 25 | ", FOUR]) == {3: ("total_row", 25, False)}


def test_points_of_rows_without_a_serial_are_in_no_sum() -> None:
    other = " | | 巡查河道 | 次 | 5 | 水利局"
    found = kinds([ONE, other, TWO, " | | 全县 | | 25 | ", THREE])
    assert found[3] == ("total_row", 25, False)


@pytest.mark.parametrize(
    ("line", "is_apart"),
    [
        (" | | 全县 | | 25 | ", True),
        (" | | 全县 | | 26 | ", False),
        (" | | 全县 | 处 | 25 | ", False),  # it says more than a name
        (" | | | | 25 | ", False),  # nothing but a number
        (" | | | | | ", False),
    ],
)
def test_below_the_last_serial_a_name_beside_a_sum_is_a_total(line: str, *, is_apart: bool) -> None:
    found = apart([ONE, TWO, line])
    assert (list(found) == [2]) is is_apart


def test_below_the_last_serial_all_rows_are_looked_at() -> None:
    lines = [ONE, TWO, " | | 其中 | | 7 | ", " | | 全县 | | 25 | "]
    assert list(apart(lines)) == [3]
    lines = [ONE, TWO, " | | 合计 | | 25 | ", " | | 巡查 | 次 | 5 | ", " | | 全县 | | 25 | "]
    assert list(apart(lines)) == [2, 4]
    lines = [ONE, TWO, FULL, " | | 全县 | | 25 | "]
    assert kinds(lines)[3] == ("total_row", 25, False)


def test_a_table_without_serials_has_no_sums_but_those_of_its_words() -> None:
    lines = ["甲 | 水渠 | | 10", "乙 | 树木 | | 15", "丙 | | | 25"]
    assert apart(lines, NUMBERLESS) == {}


def test_the_totals_of_columns_are_known_without_a_word() -> None:
    form = Form(width=5, seq=0, indicator=1, weight=None, labels=())
    lines = ["1 | 会计 | 10 | 2 | 30", "2 | 财务 | 20 | 3 | 40", " | | 30 | 5 | 70"]
    (row,) = apart(lines, form).values()
    assert (row.columns, row.kind, row.words, row.stated, row.at) == (3, None, "", None, 0)


# --- rows that may be headings or tasks


def test_a_heading_between_rows_that_leave_no_serial_stays_one() -> None:
    found = kinds(["一、 | | 水利 | | 25 | ", ONE, TWO, "二、 | | 交通 | | 12 | ", THREE])
    assert found == {0: ("section_row", 25, True), 3: ("section_row", 12, True)}


def test_a_full_row_that_reads_like_a_heading_is_a_task_where_a_serial_is_left() -> None:
    assert apart([ONE, TWO, THREE, FULL, FIVE]) == {}
    assert list(apart([ONE, TWO, THREE, FULL, FOUR])) == [3]


def test_a_full_row_that_reads_like_a_heading_and_sums_others_is_none_of_them() -> None:
    sums_below = " | | 一、水利 | 座 | 27 | 水利局"
    found = kinds([ONE, TWO, sums_below, FOUR, FIVE])
    assert found == {2: ("section_row", 27, False)}


def test_a_numeral_in_a_cell_of_its_own_is_a_heading_though_the_row_is_full() -> None:
    found = kinds([ONE, TWO, "一、 | | 泵站 | 座 | 18 | 水利局", FOUR])
    assert found == {2: ("section_row", 18, False)}


def test_a_total_that_the_serials_count_may_be_an_indicator() -> None:
    found = apart([ONE, TWO, " | | 合计 | | 25 | ", FOUR])
    assert (found[2].counted, found[2].sure) == (True, False)
    certain = apart([ONE, TWO, " | | 合计 | | 25 | ", THREE])
    assert (certain[2].counted, certain[2].sure) == (False, True)


def test_totals_are_counted_only_where_there_are_as_many_as_serials_are_missing() -> None:
    total = " | | 合计 | | 25 | "
    assert not apart([ONE, TWO, total, FIVE])[2].counted
    both = apart([ONE, TWO, total, total, FIVE])
    assert [both[2].counted, both[3].counted] == [True, True]
    with_row = apart([ONE, TWO, total, " | | 铺设道路 | 公里 | 12 | ", FIVE])
    assert with_row[2].counted


# --- rests of the row above


REST = " | | 林树木 | | | "


def test_words_below_a_name_are_its_rest_and_not_apart() -> None:
    found = sorted_rows([ONE, TWO, REST, THREE])
    assert (found.found, found.rests) == ({}, {2: 1})


def test_a_rest_below_a_rest_is_of_the_same_row() -> None:
    found = sorted_rows([ONE, TWO, REST, REST, THREE])
    assert (found.found, found.rests) == ({}, {2: 1, 3: 1})


def test_a_rest_is_of_a_row_with_a_serial() -> None:
    found = sorted_rows([ONE, " | | 小计 | | 10 | ", REST, TWO])
    assert list(found.found) == [1, 2]
    assert found.rests == {}


def test_where_a_serial_is_left_words_below_a_name_are_a_row() -> None:
    found = sorted_rows([ONE, REST, THREE])
    assert (found.found, found.rests) == ({}, {})


def test_points_are_counted_in_parts() -> None:
    lines = [ONE.replace("10", "1.5"), TWO.replace("15", "2.5"), " | | 全县 | | 4 | ", THREE]
    assert kinds(lines) == {2: ("total_row", Decimal(4), False)}
