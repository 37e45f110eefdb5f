"""What stands beside a value of a form's own columns goes with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.publication import write
from pipeline.validate import validate
from pipeline.validate.own_columns import every_indicator_has_extras, extras_hold_together
from tests.published import EXPECTATIONS, with_own_columns

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


@pytest.mark.slow
def test_a_good_table_passes_and_every_expectation_is_failed_by_a_wrong_one() -> None:
    rows, declared = with_own_columns()
    good = validate(write.build(rows, "g1", declared), EXPECTATIONS, "small-2022")
    assert [one.message for one in good.failures] == []
    rows["extras"][0]["deadline_text"] = None
    rows["extras"][1]["seq"] = 1
    rows["extras"][2]["seq"] = 99
    rows["extras"][3]["notice_id"] = "other"
    wrong = validate(write.build(rows, "g1", declared), EXPECTATIONS, "small-2022")
    assert [one.message for one in wrong.failures if one.table == "extras"] == [
        "extras.seq: expected values to be unique, 2 of 8 rows do not: seq 1; seq 1",
        "extras: notice_id other (1 rows) is not in notice.notice_id",
        "extras: seq 99 (1 rows) is not in indicators.seq",
        "extras: row 2 has no row in extras; row 3 has no row in extras",
        "extras: seq 1, deadline: a value without its text",
    ]
    untraced = [one.message for one in wrong.failures if one.table == "provenance"]
    assert untraced[0].startswith("provenance: seq 99, deadline: no provenance")
