"""What the repair stage changed, entry by entry, and what it found worth a person's look."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.damage.kinds import KINDS
from pipeline.messages import Message, message
from pipeline.messages.message import Parameter
from tests.repair.form import case, repaired, tables


@pytest.mark.parametrize(
    ("name", "seq", "column", "rule"),
    [(name, *entry) for name in tables() for entry in case(name).get("log") or []],
)
def test_the_damage_is_logged_under_its_name(name: str, seq: int, column: str, rule: str) -> None:
    found = [
        entry for entry in repaired(name).repairs if (entry.seq, entry.column) == (seq, column)
    ]
    assert rule in [part for entry in found for part in entry.rule.split("+")]
    assert rule in KINDS


@pytest.mark.parametrize("name", [name for name in tables() if case(name).get("log") == []])
def test_a_sound_table_is_not_touched(name: str) -> None:
    assert repaired(name).repairs == ()


@pytest.mark.parametrize("name", tables())
def test_every_entry_says_what_stood_there_where_and_why(name: str) -> None:
    pages = len(case(name)["pages"])
    for entry in repaired(name).repairs:
        assert entry.step == "repair"
        assert entry.reason
        assert entry.cost is None or entry.cost >= 0
        assert entry.page is not None
        assert 1 <= entry.page <= pages


@pytest.mark.parametrize("name", tables())
def test_every_changed_value_is_logged_and_nothing_else(name: str) -> None:
    found = repaired(name)
    logged = {(entry.seq, entry.column) for entry in found.repairs}
    for record in found.records:
        for column, value in record.values.items():
            if value.status in ("repaired", "derived", "ambiguous"):
                assert (record.seq, column) in logged
            elif value.status in ("printed", "merged"):
                assert (record.seq, column) not in logged or column.startswith("level")


@pytest.mark.parametrize("name", [name for name in tables() if "findings" in case(name)])
def test_what_a_person_should_look_at(name: str) -> None:
    found = [
        (finding.severity, finding.check, finding.message) for finding in repaired(name).findings
    ]
    expected = case(name)["findings"]
    assert sorted(item[:2] for item in found) == sorted(
        (severity, check) for severity, check, _ in expected
    )
    for severity, check, words in expected:
        messages = [message for *head, message in found if head == [severity, check]]
        assert any(
            all(re.search(re.escape(word), message) for word in words) for message in messages
        ), messages


@pytest.mark.parametrize("name", tables())
def test_a_finding_that_names_a_row_names_one_of_the_table(name: str) -> None:
    serials = {record.seq for record in repaired(name).records}
    for finding in repaired(name).findings:
        assert {finding.seq, finding.first_seq, finding.last_seq} - {None} <= serials


def codes(said: Parameter) -> Iterator[str]:
    """The codes of a message and of every clause in it."""
    if isinstance(said, Message):
        yield said.code
        for _, value in said.items:
            yield from codes(value)
    elif isinstance(said, tuple):
        for value in said:
            yield from codes(value)


@pytest.mark.parametrize("name", tables())
def test_all_that_is_said_is_in_the_catalogue(name: str) -> None:
    """No clause is in words of its own, which no other language would have."""
    found = repaired(name)
    said: list[Parameter] = [finding.what for finding in found.findings]
    said += [entry.reasons for entry in found.repairs]
    for record in found.records:
        said += [value.reasons for value in record.values.values()]
    assert {code.partition(".")[0] for code in codes(tuple(said))} <= {"repair"}


def test_readings_within_the_margin_are_told_one_by_one() -> None:
    """A reading with several kinds of damage is one clause of its own clauses."""
    slid = (message("repair.weight-lost"), message("repair.slash-added"))
    ways = (message("repair.as-printed"), message("repair.together", clauses=slid))
    told = {
        said
        for record in repaired("table-both-ways-slash").records
        for value in record.values.values()
        for said in value.reasons
        if said.code == "repair.close-readings"
    }
    assert told == {message("repair.close-readings", count=2, ways=ways)}
