"""Chinese names of codes: every code that is published has one."""

from __future__ import annotations

import json

from pipeline.messages.names import CHECKS, STATUS, STATUS_NOTES, named, rules
from pipeline.schema import PROVENANCE_STATUS
from tests.conftest import Edition


def test_every_check_and_status_and_rule_has_a_chinese_name(edition: Edition) -> None:
    report = json.loads((edition.folder / "validation.json").read_bytes())
    checks = {result["expectation"] for result in report["results"]}
    kinds = {kind for repair in edition.tables["repairs"] for kind in repair["rule"].split("+")}
    assert checks - set(CHECKS) == set()
    assert kinds - set(rules()) == set()
    assert set(PROVENANCE_STATUS) == set(STATUS) == set(STATUS_NOTES)


def test_kinds_of_damage_are_named_each() -> None:
    assert named("rule", "weight_lost+slash_added", "zh") == "权重格缺失，排名左移；行末补“/”凑数"


def test_a_name_that_only_looks_like_two_stays_whole() -> None:
    assert named("section", "A+B", "zh") == "A+B"


def test_in_english_a_code_is_its_name() -> None:
    assert named("status", "ambiguous", "en") == "ambiguous"
