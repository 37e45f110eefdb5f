"""Widths and heights: all of a text is seen, and all columns fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.views.export.widths import (
    FURTHER_LINE,
    HIGHEST,
    LINE,
    NARROWEST,
    WIDEST,
    fitted,
    height_of,
    lines_of,
    natural_width,
)


def test_a_column_is_as_wide_as_its_longest_text_within_bounds() -> None:
    assert natural_width([], "序号") == NARROWEST
    assert natural_width(["1234567890"]) == 12
    assert natural_width(["指标名称"]) == 11
    assert natural_width(["字" * 100]) == WIDEST


def test_a_heading_may_take_two_lines() -> None:
    assert natural_width(["1"], "附件页码页码") == 8


def test_where_there_is_room_every_column_keeps_its_width() -> None:
    assert fitted([5, 10, 40], 60) == [5, 10, 40]


def test_where_there_is_none_the_widest_give_way() -> None:
    assert fitted([5, 30, 40, 10], 55) == [5, 20, 20, 10]


@given(st.lists(st.integers(5, 90), min_size=1, max_size=30), st.integers(180, 220))
def test_together_they_are_no_wider_than_the_budget(naturals: list[int], budget: int) -> None:
    widths = fitted([float(width) for width in naturals], float(budget))
    assert sum(widths) <= max(budget, NARROWEST * len(naturals))
    assert all(width <= natural for width, natural in zip(widths, naturals, strict=True))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("字" * 4, 10, 1), ("字" * 5, 10, 2), ("字\n字", 10, 2), ("a" * 30, 11, 3)],
)
def test_a_text_takes_as_many_lines_as_it_needs(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_a_row_is_as_high_as_its_lines_and_no_higher_than_programs_allow() -> None:
    assert height_of(1) == LINE
    assert height_of(3) == LINE + 2 * FURTHER_LINE
    assert height_of(100) == HIGHEST
