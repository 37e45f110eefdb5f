"""Dates as plans write them are a day and how exact it is; what is no one date is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import Precision, lacks_year, read_deadline

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "text" / "deadlines.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "blank")
def test_a_cell_is_the_last_day_of_what_it_prints(case: dict[str, Any]) -> None:
    found = [
        (one.last, str(one.precision), one.first) for one in read_deadline(case["text"], (2024,))
    ]
    wanted = []
    if case["last"] is not None:
        wanted = [(case["last"], case["precision"], case.get("first"))]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年6月前", ["2024-06-30", "2024-05-31"]),
        ("三季度前", ["2024-09-30", "2024-06-30"]),
        ("2024年之前", ["2024-12-31", "2023-12-31"]),
    ],
)
def test_before_a_period_is_before_its_end_or_before_it_begins(text: str, days: list[str]) -> None:
    assert [one.last.isoformat() for one in read_deadline(text, (2024,))] == days


def test_a_cell_without_a_year_is_of_each_year_that_it_may_be_of() -> None:
    assert lacks_year("6月底")
    assert not lacks_year("2024年6月底")
    assert not lacks_year("长期坚持")
    assert read_deadline("6月底") == ()
    found = [one.last for one in read_deadline("6月底", (2024, 2025))]
    assert found == [date(2024, 6, 30), date(2025, 6, 30)]


@given(st.text(alphabet="0123456789年月日底前至-~上下旬季度半一二三十第 ,。", max_size=40))
def test_no_text_is_read_as_a_span_that_ends_before_it_begins(text: str) -> None:
    for one in read_deadline(text, (2024,)):
        assert one.first is None or one.first <= one.last
        assert isinstance(one.precision, Precision)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_day_of_the_calendar_is_read(day: date) -> None:
    (found,) = read_deadline(f"{day.year}年{day.month}月{day.day}日")
    assert (found.last, found.precision) == (day, Precision.DAY)
