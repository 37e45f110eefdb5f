"""What stands beside a value of a form's own columns goes with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.validate.own_columns import every_indicator_has_extras, extras_hold_together

GOOD: dict[str, Any] = {
    "notice_id": "a",
    "seq": 1,
    "deadline": date(2024, 6, 30),
    "deadline_precision": "month",
    "deadline_start": date(2024, 3, 1),
    "deadline_text": "3月至6月",
    "leader": "王芳",
}


def test_a_row_whose_values_go_together_is_sound() -> None:
    nothing = dict.fromkeys(GOOD) | {"notice_id": "a", "seq": 2}
    words = nothing | {"seq": 3, "deadline_text": "长期坚持"}
    assert extras_hold_together([GOOD, nothing, words], {}) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deadline_text": None}, "validate.extra-without-text"),
        ({"deadline_precision": None}, "validate.extra-precision"),
        ({"deadline_precision": "century"}, "validate.extra-precision"),
        ({"deadline_start": date(2024, 7, 1)}, "validate.extra-span"),
        ({"deadline": None, "deadline_precision": None}, "validate.extra-span"),
    ],
)
def test_what_does_not_go_with_its_value_is_named(change: dict[str, Any], code: str) -> None:
    (found,) = extras_hold_together([GOOD | change], {})
    assert code in str(found.what)


def test_an_indicator_without_its_row_is_named() -> None:
    (found,) = every_indicator_has_extras([GOOD], {"indicators": [{"seq": 1}, {"seq": 2}]})
    assert found.key == "2"
