"""Targets: the number, its unit and its bound, where one reading is possible."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.target import Target, is_measure, parse_target

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/text/target.yml").read_text(encoding="utf-8")
)
CHARACTERS = (
    st.sampled_from("0123456789.,，、()（）-—~至/年月日第个家%亿元万以上不低于超过约 \nAGv#")
    | st.characters()
)
steady = settings(deadline=None, max_examples=100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["target"] or "empty")
def test_a_target_is_read_where_one_reading_is_possible(case: dict[str, Any]) -> None:
    value = Decimal(case["value"]) if "value" in case else None
    expected = Target(value, case.get("unit"), case.get("comparator"), case.get("note"))
    assert parse_target(case["target"], case["row"]) == expected


@steady
@given(st.text(CHARACTERS, max_size=60), st.text(CHARACTERS, max_size=4))
def test_no_text_makes_it_fail_and_unit_and_bound_come_with_a_value_only(
    text: str, unit: str
) -> None:
    target = parse_target(text, unit)
    assert (target.value is None) == (target.comparator is None)
    assert target.value is not None or target.unit is None


@steady
@given(st.decimals(0, 10**9, places=2), st.sampled_from(["个", "亿元", "%", "家"]), st.booleans())
def test_a_number_with_its_unit_is_that_number(number: Decimal, unit: str, spaced: bool) -> None:
    printed = f"{number:,}{' ' if spaced else ''}{unit}"
    assert parse_target(printed, "次") == Target(number, unit, "=")


@steady
@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from(["、", "和", "-", "~", "/", " ", "或"]),
)
def test_two_numbers_are_no_value(first: int, second: int, between: str) -> None:
    assert parse_target(f"{first}{between}{second}个", "个").value is None


def test_an_endless_text_is_not_searched() -> None:
    assert parse_target("(" * 1_000_000 + "3个").note == "too long to be a target"


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("公里", True),
        ("万平方米", True),
        ("百分点", True),
        ("级", False),
        ("公里数", False),
        ("", False),
    ],
)
def test_a_measure_in_general_use(word: str, is_one: bool) -> None:
    assert is_measure(word) is is_one
