"""The Chinese of what the stages say."""

from __future__ import annotations

import re
from typing import Any

from pipeline.report.phrases import PHRASES
from tests.conftest import Edition


def clause(text: str) -> str | None:
    """The Chinese of one clause, as the page's script makes it."""
    for pattern, chinese in PHRASES:
        found = re.fullmatch(pattern, text)
        if found:
            parts = (say(found[int(n)]) if n.isdecimal() else n for n in re.split(r"\$(\d)", chinese))
            return "".join(parts)
    return None


def say(text: str) -> str:
    whole = clause(text)
    return whole if whole is not None else "；".join(clause(part) or part for part in re.split(r"; | \| ", text))


def reasons(tables: Any) -> set[str]:
    said = {row["reason"] for name in ("provenance", "repairs") for row in tables[name]}
    return {text for text in said | {row["message"] for row in tables["findings"]} if text}


def test_what_the_notice_gave_rise_to_can_be_said_in_chinese(edition: Edition) -> None:
    """No clause of a reason or a finding stays English; words of two letters in a row would show it."""
    left = {text for text in reasons(edition.tables) if re.search(r"[a-z]{2,} [a-z]{2,}", say(text))}
    assert left == set()


def test_places_and_names_are_carried_over() -> None:
    assert say("the label is printed below, on row 14; the printed sums place it here") == (
        "标签印在下方第14行；按分值之和应在此处"
    )


def test_what_nobody_translated_stays() -> None:
    assert say("something new") == "something new"


def test_every_group_that_is_put_in_exists() -> None:
    for pattern, chinese in PHRASES:
        groups = {int(n) for n in re.findall(r"\$(\d)", chinese)}
        assert groups <= set(range(1, re.compile(pattern).groups + 1)), pattern
