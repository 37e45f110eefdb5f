"""The Chinese of what the stages say."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.messages import names as chinese
from pipeline.messages.phrases import PHRASES, clause, say
from pipeline.repair.damage import Damage
from pipeline.schema import PROVENANCE_COLUMNS, PROVENANCE_STATUS
from pipeline.views.decision import settles
from tests.conftest import Edition


def reasons(tables: Any) -> set[str]:
    said = {row["reason"] for name in ("provenance", "repairs") for row in tables[name]}
    return {text for text in said | {row["message"] for row in tables["findings"]} if text}


def test_what_the_notice_gave_rise_to_can_be_said_in_chinese(edition: Edition) -> None:
    """No clause of a reason or a finding stays English; words of two letters in a row would show it."""
    left = {
        text for text in reasons(edition.tables) if re.search(r"[a-z]{2,} [a-z]{2,}", say(text))
    }
    assert left == set()


def test_places_and_names_are_carried_over() -> None:
    assert say("the label is printed below, on row 14; the printed sums place it here") == (
        "标签印在下方第14行；按分值之和应在此处"
    )


def test_lists_and_ranges_of_rows_are_written_as_chinese_writes_them() -> None:
    assert say("one of rows 35, 36 is misprinted") == "第35、36行中有一处误印"
    assert say("the printed weights of rows 33-38 add to 2+2 = 4 under the 3 points of '甲'") == (
        "第33–38行所印权重之和为2+2 = 4，而“甲”为3分"
    )


def test_what_would_decide_can_be_said_in_chinese() -> None:
    """For every column and every kind of damage, whatever notice it occurs in."""
    said = {
        settles(column, rule) for column in PROVENANCE_COLUMNS for rule in ("", *map(str, Damage))
    }
    assert {text for text in said if not clause(text)} == set()


def test_every_check_and_status_and_rule_has_a_chinese_name(edition: Edition) -> None:
    checks = {
        result["expectation"]
        for result in json.loads((edition.folder / "validation.json").read_bytes())["results"]
    }
    kinds = {kind for repair in edition.tables["repairs"] for kind in repair["rule"].split("+")}
    assert checks - set(chinese.CHECKS) == set()
    assert kinds - set(chinese.DAMAGE) == set()
    assert set(PROVENANCE_STATUS) == set(chinese.STATUS) == set(chinese.STATUS_NOTES)


def test_what_nobody_translated_stays() -> None:
    assert say("something new") == "something new"


def test_every_group_that_is_put_in_exists() -> None:
    for pattern, words in PHRASES:
        groups = {int(n) for n in re.findall(r"\$(\d)", words)}
        assert groups <= set(range(1, re.compile(pattern).groups + 1)), pattern
