"""Which columns hold numbers, and whether a first row is one of data by them."""

from __future__ import annotations

import pytest

from pipeline.stitch.columns import figure_columns, is_data_row, number_columns
from tests.stitch.pages import plain


def test_a_column_holds_what_four_in_five_of_its_texts_are() -> None:
    rows = [["8", "8"], ["1", "1"], ["2.5", "2"], ["3%", "-"], ["(4)", "4"], ["无", "无"]]
    assert number_columns(plain(rows), 1) == {0}


def test_one_text_is_no_column_and_blanks_do_not_count() -> None:
    rows = [["名", "名", "名"], ["1", "", "1"], ["", "7", "x"], ["", "8", ""]]
    assert number_columns(plain(rows), 1) == {1}


def test_rows_that_are_skipped_do_not_count() -> None:
    rows = [["甲", "1"], ["乙", "2"], ["3", "3"], ["4", "4"]]
    assert number_columns(plain(rows), 2) == {0, 1}
    assert number_columns(plain(rows), 1) == {1}
    assert number_columns(plain(rows), 3) == set()


def test_dates_and_codes_are_figures_and_no_numbers() -> None:
    rows = [["日期", "编号", "姓名"], ["2023年1月", "A-1", "王"], ["2023年2月", "A-2", "李"]]
    table = plain(rows)
    assert figure_columns(table, 1) == {0, 1}
    assert number_columns(table, 1) == set()


def data(first: list[str], *below: list[str], other: list[list[str]] | None = None) -> bool:
    next_page = other or [["甲"] * len(first)]
    return is_data_row(plain([first, *below]), plain(next_page, 2))


def test_a_figure_that_looks_like_the_columns_others_opens_no_headings() -> None:
    amounts = [["1.50"], ["2.75"], ["3.25"]]
    assert data(["4.80"], *amounts)
    assert data(["", "4.80"], *[["甲", *row] for row in amounts])
    assert not data(["金额"], *amounts)
    assert not data(["4.805"], *amounts), "with other digits after the point than the others have"
    assert not data(["2022"], *amounts), "a year may head them"


def test_codes_are_told_by_their_shape() -> None:
    codes = [["2023-01"], ["2023-02"], ["2023-03"]]
    assert data(["2023-04"], *codes)
    assert not data(["2023年"], *codes)


def test_the_next_pages_rows_show_the_form_too_and_their_first_row_does_not() -> None:
    amounts = [["名"], ["1.50"], ["2.75"], ["3.25"]]
    assert data(["4.80"], other=amounts)
    assert not data(["4.80"], other=amounts[:3]), "three texts show a form, two do not"
    assert not data(["4.80"], other=amounts[1:])


@pytest.mark.parametrize(
    ("first", "is_data"),
    [
        (["城东", "城管局", "好"], True),  # two of three stand again
        (["城东", "局长", "好"], False),  # one does
        (["城东", "城管局", "优"], False),  # all do: they may be headings printed twice
    ],
)
def test_texts_that_stand_again_below_open_no_headings(first: list[str], is_data: bool) -> None:
    below = [["城东", "城管局", "优"], ["城西", "住建局", "良"]]
    assert data(first, *below) is is_data


def test_two_texts_are_too_few_to_stand_again() -> None:
    assert not data(["城东", "城管局"], ["城东", "城管局"], ["城西", "住建局"])


def test_texts_over_several_columns_or_rows_say_nothing() -> None:
    below = [["城东", "城管局", "优"], ["城西", "住建局", "良"]]
    assert not data(["城东", "<", "好"], *below)
    assert not data(["4.80", "<"], ["1.50", "甲"], ["2.75", "乙"], ["3.25", "丙"])
    assert not data(["4.80"], ["^"], ["1.50"], ["2.75"], ["3.25"])
    assert not data(["城东", "城管局", "优", "无"], *[[*row, "^"] for row in below])
