"""One row by its words: a total's row, a section's heading, or neither."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.observe.shown import Form
from pipeline.repair.observe.worded import ApartRow, read_by_words
from pipeline.repair.observe.words import WIDE_STYLE
from tests.repair.observe.rows import FORM, NUMBERLESS, shown_of


def read(line: str) -> ApartRow | None:
    return read_by_words(shown_of(line), FORM)


def certain(line: str) -> ApartRow:
    found = read(line)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "line",
    [
        "水利 | 1 | 修建水渠 | 处 | 10 | 水利局",
        " | | 修建水渠 | 处 | 10 | 水利局",
        " | 1 | 合计 | | 10 | ",  # a serial stands before the word
        "4 | 一、投资 | | | 10 | ",
        " | | | | | ",
        " | | | | 37 | ",
        " | | 修建水渠 | 修渠 | 10 | 合计",  # the word is behind all names
        "123 | > | > | > | > | >",  # a number over the row
    ],
)
def test_a_row_whose_words_say_nothing_of_a_sum_or_a_section_is_neither(line: str) -> None:
    assert read(line) is None


def test_a_total_has_its_word_its_points_and_is_sure_where_nothing_else_stands() -> None:
    found = certain(" | | 合 计 | | 37 | ")
    assert (found.kind, found.words, found.stated) == ("total_row", "合计", Decimal(37))
    assert (found.is_total, found.sure, found.full) == (True, True, False)
    assert (found.at, found.style, found.counted, found.columns) == (0, 0, False, 0)


def test_a_total_beside_which_more_is_said_may_be_an_indicator() -> None:
    found = certain(" | | 合计 | | 37 | 水利局")
    assert (found.is_total, found.sure, found.full) == (True, False, True)


def test_a_word_for_a_sum_goes_before_one_that_names_what_it_sums() -> None:
    assert certain("水利小计 | | 合计 | | 37 | ").words == "合计"
    assert certain("水利 | | 水利小计 | | 37 | ").words == "水利小计"


def test_a_number_behind_the_word_is_no_serial() -> None:
    found = certain("合计 | 3 | | | 37 | ")
    assert (found.kind, found.stated) == ("total_row", Decimal(37))


def test_a_number_before_other_words_that_say_nothing_is_no_matter() -> None:
    found = certain("水利 | 合计 | 3 | | 37 | ")
    assert found.words == "合计"


@pytest.mark.parametrize(("at", "found"), [(2, True), (3, True), (4, True), (5, False)])
def test_a_total_is_found_up_to_two_columns_behind_the_names(at: int, found: bool) -> None:
    cells = [""] * 7
    cells[at] = "合计"
    assert (read("|".join(cells)) is not None) is found


def test_words_in_the_naming_columns_leave_those_further_on_unread() -> None:
    assert read(" | | 修建水渠 | 合计 | 10 | ") is None


def test_the_last_naming_column_is_that_of_serials_or_labels_where_these_stand_behind() -> None:
    line = "修建水渠 | | | | 合计"
    behind = Form(width=6, seq=4, indicator=0, weight=5, labels=(1,))
    assert read_by_words(shown_of(line), behind) is not None
    labelled = Form(width=6, seq=1, indicator=0, weight=5, labels=(4,))
    assert read_by_words(shown_of(line), labelled) is not None
    neither = Form(width=6, seq=1, indicator=0, weight=5, labels=())
    assert read_by_words(shown_of(line), neither) is None


def test_a_form_without_serials_knows_a_total_too() -> None:
    found = read_by_words(shown_of(" | 合计 | | 37 | "), NUMBERLESS)
    assert found is not None
    assert found.stated == 37


def test_a_heading_has_all_its_words_its_style_and_its_points() -> None:
    found = certain("一、 | | 水利 | | 25 | ")
    assert (found.kind, found.words, found.stated, found.style) == (
        "section_row",
        "一、水利",
        Decimal(25),
        1,
    )
    assert (found.is_total, found.sure, found.full) == (False, True, False)
    assert (found.at, found.counted, found.columns) == (0, False, 0)


def test_a_heading_without_points_states_no_sum() -> None:
    found = certain("（三）交通 | | | | | ")
    assert (found.kind, found.stated, found.style, found.sure) == (None, None, 2, True)


def test_the_points_of_a_heading_may_stand_in_its_words() -> None:
    found = certain("一、水利（2.5分） | | | | | ")
    assert (found.kind, found.stated) == ("section_row", Decimal("2.5"))


def test_a_heading_has_the_outermost_of_its_styles() -> None:
    assert certain("（一） | | 第一部分 | | 5 | ").style == 0


def test_a_heading_stands_in_the_first_two_texts_and_not_in_the_third() -> None:
    assert certain("水利 | 一、工程 | | | 5 | ").kind == "section_row"
    assert read("水利 | 渠 | 一、工程 | | 5 | ") is None


def test_a_numeral_has_one_text_behind_it_and_more_are_another_matter() -> None:
    found = certain("一、 | 水利 | 修建水渠 | | 25 | ")
    assert (found.words, found.full) == ("一、水利", True)
    assert certain("一、水利 | 修建水渠 | 处 | | 25 | ").words == "一、水利修建水渠处"


def test_a_word_for_a_sum_over_the_row_is_a_total() -> None:
    wide = certain("总分 | > | > | > | 100 | ")
    assert (wide.kind, wide.words, wide.stated) == ("total_row", "总分", Decimal(100))
    part = certain("小计 | > | > | > | > | >")
    assert (part.kind, part.stated) == ("total_row", None)


def test_one_cell_of_words_over_the_row_is_a_heading_and_sure_only_with_points() -> None:
    wide = certain("重点工作 | > | > | > | > | >")
    assert (wide.kind, wide.words, wide.style, wide.sure) == (None, "重点工作", WIDE_STYLE, False)
    stating = certain("重点工作 | > | > | > | 10 | ")
    assert (stating.kind, stating.stated, stating.sure) == ("section_row", Decimal(10), True)
    styled = certain("一、重点工作 | > | > | > | > | >")
    assert (styled.style, styled.sure) == (1, True)
