"""What a published row says, in each language, from its codes alone; never an error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.messages import as_data, message, text
from pipeline.views.said import parameters_of, said, texts, texts_of

OPEN = message("views.nothing-open")
FOLLOWS = message("views.follows", column="target")


def finding(**changed: Any) -> dict[str, Any]:
    row = {"message": "as published", "code": "views.follows", "parameters": '{"column": "target"}'}
    return {**row, **changed}


def reason(*clauses: Any) -> dict[str, Any]:
    data = [as_data(clause) for clause in clauses]
    return {"reason": "as published", "reasons": json.dumps(data)}


def test_english_is_the_text_as_published() -> None:
    assert said(finding(), "en") == "as published"
    assert said(reason(OPEN), "en") == "as published"


def test_chinese_is_rendered_from_the_codes() -> None:
    assert said(finding(), "zh") == "随“年底目标”（target）而定"
    assert said(reason(OPEN, FOLLOWS), "zh") == "没有未决的值；随“年底目标”（target）而定"
    assert texts(reason(OPEN)) == {"en": "as published", "zh": "没有未决的值"}


def test_words_of_others_are_the_same_in_every_language() -> None:
    assert said(reason(text("a letter of the office")), "zh") == "a letter of the office"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_says_nothing_is_empty(language: Any) -> None:
    assert said({"reason": None, "reasons": None}, language) == ""
    assert said({"message": "", "code": None, "parameters": None}, language) == ""


def deep(levels: int) -> str:
    return '{"text": ' + '{"code": "as-is", "parameters": {"text": ' * levels + '""' + "}}" * levels


@pytest.mark.parametrize(
    "row",
    [
        finding(code="views.of-another-version"),
        finding(code=None),
        finding(code=["views.follows"]),
        finding(parameters="{}"),
        finding(parameters="no JSON"),
        finding(parameters=None),
        finding(parameters="[1]"),
        finding(parameters='{"column": {"code": "gone", "parameters": {}}}'),
        finding(parameters='{"column": {"code": "as-is"}}'),
        finding(parameters='{"column": true}'),
        finding(parameters=deep(100_000) + "}"),
        finding(code="views.reading-cost", parameters='{"reading": "1", "cost": "{0.__class__}"}'),
        finding(
            code="views.reading-cost", parameters='{"reading": "1", "cost": ' + "9" * 5000 + "}"
        ),
        {"message": "as published"},
        {"reason": "as published"},
        {"reason": "as published", "reasons": None},
        {"reason": "as published", "reasons": "[]"},
        {"reason": "as published", "reasons": '[{"code": "views.follows", "parameters": {}}]'},
        {"reason": "as published", "reasons": '{"code": 1}'},
        {"reason": "as published", "reasons": 7},
    ],
)
def test_codes_of_another_version_or_hand_leave_the_text_as_published(row: dict[str, Any]) -> None:
    assert said(row, "zh") == "as published"


def test_a_message_that_is_not_published_yet_has_both_languages() -> None:
    assert texts_of(OPEN) == {"en": "nothing is open", "zh": "没有未决的值"}


def test_parameters_are_those_of_the_first_clause() -> None:
    assert parameters_of(reason(FOLLOWS, OPEN)) == {"column": "target"}
    assert parameters_of({"reason": "x", "reasons": "no JSON"}) == {}
