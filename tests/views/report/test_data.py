"""What the report's script works on: each sentence once, in both languages; what people decided."""

from __future__ import annotations

import json
from typing import Any

from pipeline.messages import as_data, message, text
from pipeline.views.report.data import payload
from tests.published import Rows, small_publication

OPEN = message("views.nothing-open")
FOLLOWS = message("views.follows", column="target")
CHECK: dict[str, Any] = {
    "suite": "sections",
    "table": "sections",
    "expectation": "expect_sums_compared",
    "column": None,
    "severity": "critical",
    "success": False,
    "message": "nothing is open",
    "code": OPEN.code,
    "parameters": {},
    "reason": "points add up",
}


def data(rows: Rows, *checks: dict[str, Any]) -> dict[str, Any]:
    return payload(rows, {"results": [*checks]}, {}, "notice.txt", "0" * 64)


def column(report: dict[str, Any], table: str, name: str) -> list[Any]:
    shown = report["tables"][table]
    place = shown["columns"].index(name)
    return [row[place] for row in shown["rows"]]


def test_a_sentence_stands_once_and_rows_have_its_number() -> None:
    rows = small_publication()
    told = {"reason": "nothing is open", "reasons": json.dumps([as_data(OPEN)])}
    for row in rows["provenance"]:
        row |= told
    rows["provenance"][0] |= {"reason": "as it is", "reasons": None}
    report = data(rows)
    numbers = column(report, "provenance", "reason")
    assert report["texts"][numbers[0]] == ["as it is"]
    assert {*numbers[1:]} == {numbers[1]}
    assert report["texts"][numbers[1]] == ["nothing is open", "没有未决的值"]


def test_what_says_nothing_has_no_number() -> None:
    rows = small_publication()
    for row in rows["provenance"]:
        row |= {"reason": None, "reasons": None}
    assert {*column(data(rows), "provenance", "reason")} == {None}


def test_findings_checks_and_open_cells_say_theirs_in_both_languages() -> None:
    rows = small_publication()
    said = as_data(FOLLOWS)
    rows["findings"][0] |= {
        "message": "follows from target",
        "code": said["code"],
        "parameters": json.dumps(said["parameters"]),
    }
    report = data(rows, CHECK)
    texts = report["texts"]
    first = column(report, "findings", "message")[0]
    assert texts[first] == ["follows from target", "随“年底目标”（target）而定"]
    assert texts[report["checks"][0]["message"]] == ["nothing is open", "没有未决的值"]
    english, chinese = texts[report["open"][0]["settles"]]
    assert english.startswith("where the label begins")
    assert chinese.startswith("查明标签起于何行")


def decision(**changed: Any) -> dict[str, Any]:
    reason = text("a letter of the office")
    said = message("correct.decided", reason=reason, decided_by="a person")
    row = small_publication()["repairs"][0]
    return {
        **row,
        **{"step": "correct", "rule": "correction", "seq": 8, "column": "weight"},
        **{"before": "1 | 2", "after": "1", "reason": "a letter of the office (by a person)"},
        "reasons": json.dumps([as_data(said)]),
        **changed,
    }


def test_a_decision_says_why_and_who_decided() -> None:
    rows = small_publication()
    rows["repairs"].append(decision())
    report = data(rows)
    (made,) = report["decisions"]
    assert (made["seq"], made["column"], made["before"], made["after"]) == (
        8,
        "weight",
        "1 | 2",
        "1",
    )
    assert (report["texts"][made["reason"]], made["by"]) == (["a letter of the office"], "a person")


def test_a_reason_may_be_told_as_a_plain_text() -> None:
    rows = small_publication()
    said = message("correct.decided", reason="a letter", decided_by="a person")
    rows["repairs"].append(decision(reasons=json.dumps([as_data(said)])))
    report = data(rows)
    assert report["texts"][report["decisions"][0]["reason"]] == ["a letter"]


def test_a_decision_of_another_version_is_told_as_published() -> None:
    rows = small_publication()
    rows["repairs"].append(decision(reasons=None))
    report = data(rows)
    (made,) = report["decisions"]
    assert report["texts"][made["reason"]] == ["a letter of the office (by a person)"]
    assert made["by"] is None


def test_rows_that_read_in_several_ways_say_so_without_counting_them() -> None:
    """The same question on two rows is the same sentence, whatever number of readings each has."""
    rows = small_publication()
    way = message("repair.cell-lost")
    opened = [row for row in rows["provenance"] if row["status"] == "ambiguous"]
    for count, row in enumerate(opened[:2], 3):
        close = message("repair.close-readings", count=count, ways=(way,))
        row |= {"reason": "several", "reasons": json.dumps([as_data(close)])}
    report = data(rows)
    first, second = (cell["reason"] for cell in report["open"][:2])
    assert first == second
    assert report["texts"][first][0].startswith("the row can be read in several ways: ")


def test_every_part_of_the_values_that_was_measured_says_how_often_it_was_right() -> None:
    report = data(small_publication())
    assert {*report["measured"]} == {"repaired", "derived"}
    for number in report["measured"].values():
        assert "were right in" in report["texts"][number][0]


def test_names_that_may_be_one_lead_unit_come_with_their_finding() -> None:
    rows = small_publication()
    said = as_data(message("normalise.lead-unit-short", name="审批局", longer="县审批局"))
    rows["findings"][0] |= {
        "code": said["code"],
        "parameters": json.dumps(said["parameters"]),
        "message": "may be one",
    }
    report = data(rows)
    ((name, longer, number),) = report["one_unit"]
    assert (name, longer) == ("审批局", "县审批局")
    assert report["texts"][number][0] == "may be one"
