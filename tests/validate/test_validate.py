"""The suites and rules: a good publication passes, and each kind of wrong data fails in words."""

from __future__ import annotations

import functools
import json
import socket
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from pipeline.messages import message
from pipeline.publication import write
from pipeline.schema import TABLES
from pipeline.validate import CheckResult, CheckSeverity, ValidationReport, check, validate
from pipeline.validate.rules import spans
from pipeline.validate.sums import points_per_group
from pipeline.validate.units import unit_groups
from tests.published import CASE, EXPECTATIONS, Rows, changed, small_publication

WRONG = sorted(CASE.parent.glob("wrong-*.yml"))


def outcome(rows: Rows, notice_id: str = "small-2022") -> ValidationReport:
    return validate(write.build(rows, "g1"), EXPECTATIONS, notice_id)


def lines(report: ValidationReport) -> list[str]:
    return [f"{result.severity} {result.message}" for result in report.failures]


def test_a_good_publication_passes_the_check_without_network_or_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    out = tmp_path / "out"
    write.publish(write.build(small_publication(), "g1"), out)
    files = sorted(out.iterdir())
    report = check(out, EXPECTATIONS)
    assert lines(report) == []
    assert report.ok
    assert sorted(out.iterdir()) == files
    assert list(tmp_path.iterdir()) == [out]
    declared = sum(
        len(json.loads((EXPECTATIONS / f"{table}.json").read_text())["expectations"])
        for table in TABLES
    )
    assert len(report.results) == len(TABLES) + declared


@functools.cache
def wrong(path: Path) -> ValidationReport:
    return outcome(changed(yaml.safe_load(path.read_text("utf-8"))["changes"]))


@pytest.mark.slow
@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_wrong_data_fails_with_exactly_these_words(path: Path) -> None:
    assert lines(wrong(path)) == yaml.safe_load(path.read_text("utf-8"))["failures"]


@pytest.mark.slow
def test_every_expectation_is_failed_by_one_of_the_wrong_cases() -> None:
    reports = [wrong(path) for path in WRONG]
    never = [
        (results[0].table, results[0].expectation, results[0].column, results[0].reason)
        for results in zip(*(report.results for report in reports), strict=True)
        if results[0].suite != "schema" and all(result.success for result in results)
    ]
    assert never == []


def test_another_notice_s_constants_do_not_apply_and_its_own_do() -> None:
    assert lines(outcome(small_publication(), "chongyi-2022")) == [
        "critical indicators: expected row count to equal (value 84), found 8",
        "critical notice.full_marks: expected values to be between (min_value 110, max_value 110), "
        "1 of 1 rows do not: notice_id small-2022, full_marks 12.0",
        "critical rankings: expected row count to equal (value 252), found 16",
        "critical scoring_units.points: provincial sums to 10, pinned 100 (off by -90); "
        "municipal sums to 4, pinned 20 (off by -16); bonus sums to 0, pinned 10 (off by -10)",
        "critical sections.points: provincial sums to 10, pinned 100 (off by -90); "
        "municipal sums to 4, pinned 20 (off by -16); bonus sums to 0, pinned 10 (off by -10)",
    ]


def _result(severity: CheckSeverity, success: bool) -> CheckResult:
    what = None if success else message("validate.not-marked", seq=1)
    return CheckResult("s", "t", "expect_x", None, severity, what, "reason", ("seq 1",))


def test_a_report_is_ok_as_long_as_every_critical_expectation_holds() -> None:
    assert ValidationReport(
        (_result("critical", True), _result("warning", False), _result("info", False))
    ).ok
    assert not ValidationReport((_result("critical", False),)).ok


def test_the_report_as_json_says_the_same() -> None:
    document = json.loads(
        ValidationReport((_result("critical", False), _result("warning", True))).to_json()
    )
    assert (document["ok"], document["expectations"], document["failed"]) == (False, 2, 1)
    assert document["results"][0] == {
        "suite": "s", "table": "t", "expectation": "expect_x", "column": None, "severity": "critical",
        "success": False, "message": "seq 1 is in doubt and not marked", "reason": "reason",
        "unexpected": ["seq 1"], "code": "validate.not-marked", "parameters": {"seq": 1},
    }  # fmt: skip
    held = document["results"][1]
    assert (held["success"], held["message"], held["code"]) == (True, "", None)


def test_a_notice_without_sections_points_and_rankings_passes() -> None:
    rows = small_publication()
    for table in (
        "sections",
        "scoring_units",
        "rankings",
        "repairs",
        "findings",
        "cells",
        "lead_units",
    ):
        rows[table] = []
    emptied = {"section", "level1_points", "level2_points", "weight", "scoring_unit"}
    emptied |= {"rank_jan_jun", "rank_jan_aug", "rank_jan_sep"}
    for row in rows["indicators"]:
        row |= dict.fromkeys(emptied) | {"needs_review": row["seq"] == 8}
    for row in rows["provenance"]:
        if row["column"] in emptied:
            row |= {"status": "absent", "candidates": None}
    rows["candidates"] = [row for row in rows["candidates"] if row["column"] not in emptied]
    rows["notice"][0]["full_marks"] = None
    assert lines(outcome(rows)) == []


def test_a_null_where_the_schema_allows_none_is_found_before_the_suites_meet_it() -> None:
    tables = write.build(small_publication(), "g1")
    units = tables["scoring_units"].to_pylist()
    units[0]["points"] = None
    lenient = pa.schema([field.with_nullable(True) for field in tables["scoring_units"].schema])
    tables["scoring_units"] = pa.Table.from_pylist(units, lenient)
    report = validate(tables, EXPECTATIONS, "small-2022")
    assert lines(report) == ["critical scoring_units: column points has 1 nulls, declared without"]


# --- the published files alone -----------------------------------------------------------------------------------


def test_one_changed_point_in_a_file_fails_the_check_and_names_the_group(tmp_path: Path) -> None:
    write.publish(write.build(small_publication(), "g1"), tmp_path)
    path = tmp_path / "scoring_units.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[3]["points"] += 1
    pq.write_table(pa.Table.from_pylist(rows, table.schema), path)
    report = check(tmp_path, EXPECTATIONS)
    assert not report.ok
    assert lines(report) == [
        f"critical {path}: the file is not the one that datapackage.json describes",
        "critical scoring_units: provincial sums to 11, printed 10 (off by +1)",
        "critical scoring_units: provincial / 产业 sums to 5, printed 4 (off by +1)",
        "critical scoring_units: provincial / 产业 / 新增数 sums to 5, printed 4 (off by +1)",
    ]


@pytest.mark.slow
def test_a_file_that_another_tool_wrote_with_wider_types_is_still_summed(tmp_path: Path) -> None:
    write.publish(write.build(small_publication(), "g1"), tmp_path)
    path = tmp_path / "scoring_units.parquet"
    frame = pq.read_table(path).to_pandas()
    frame.loc[0, "points"] = 2.0
    frame.to_parquet(path)
    report = check(tmp_path, EXPECTATIONS)
    assert [result.expectation for result in report.failures[:3]] == [
        "hash",
        "generation",
        "schema",
    ]
    assert "critical scoring_units: provincial sums to 9, printed 10 (off by -1)" in lines(report)


# --- rules that need more than one row to show -------------------------------------------------------------------


def _doubtful_unit(points: float, status: str) -> list[str]:
    rows = small_publication()
    rows["scoring_units"][2] |= {"level1": None, "points": points, "status": status}
    per = ["section", "level1"]
    found = points_per_group(
        rows["scoring_units"], rows, per=per, other_table="indicators", other_column="level1_points"
    )
    return [violation.message for violation in found]


def test_a_group_may_lack_the_points_of_a_unit_whose_group_is_in_doubt() -> None:
    assert _doubtful_unit(2.0, "open") == []
    assert _doubtful_unit(1.0, "open") == ["provincial / 总量 sums to 4, printed 6 (off by -2)"]
    assert _doubtful_unit(2.0, "certain") == ["provincial / 总量 sums to 4, printed 6 (off by -2)"]


def doubt(rows: Rows, seq: int, column: str) -> None:
    """The row's value in the column is open."""
    next(r for r in rows["indicators"] if r["seq"] == seq)[column] = None
    next(r for r in rows["provenance"] if (r["seq"], r["column"]) == (seq, column))["status"] = (
        "ambiguous"
    )


def _lacking_group(
    status: str = "certain", doubted: int | None = None, another: int | None = None
) -> list[str]:
    """What is said of the unit of rows 4 and 5 without its first-level group; ``another`` is of another group."""
    rows = small_publication()
    rows["scoring_units"][3] |= {"level1": None, "status": status}
    if doubted:
        doubt(rows, doubted, "level1")
    if another:
        rows["indicators"][another - 1]["level1"] = "总量"
    return [violation.message for violation in unit_groups(rows["scoring_units"], rows)]


def test_a_certain_unit_lacks_its_group_only_where_its_rows_do_not_agree_on_one() -> None:
    assert _lacking_group() == ["scoring unit 4: no level1, its rows say 产业"]
    assert _lacking_group(doubted=1) == ["scoring unit 4: no level1, its rows say 产业"]
    assert _lacking_group(doubted=5) == []
    assert _lacking_group(another=5) == []
    assert _lacking_group(status="open") == []


def _unit_without_labels(points: float, doubted: str | None) -> list[str]:
    """What the second-level sums say where unit 2 has no label, and unit 1, under a label of 4, has ``points``."""
    rows = small_publication()
    rows["scoring_units"][0] |= {"points": points}
    rows["scoring_units"][1] |= {"level1": None, "level2": None}
    rows["indicators"][1] |= {
        "level1": None,
        "level1_points": None,
        "level2": None,
        "level2_points": None,
    }
    if doubted:
        doubt(rows, 2, doubted)
    per = ["section", "level1", "level2"]
    found = points_per_group(
        rows["scoring_units"], rows, per=per, other_table="indicators", other_column="level2_points"
    )
    return [violation.message for violation in found]


def test_a_label_may_lack_the_points_of_a_unit_whose_first_level_group_is_in_doubt_but_never_have_more() -> (
    None
):
    assert _unit_without_labels(3.0, "level1") == []
    assert _unit_without_labels(2.0, "level1") == [
        "provincial / 总量 / 增加值 sums to 2, printed 4 (off by -2)"
    ]
    assert _unit_without_labels(5.0, "level1") == [
        "provincial / 总量 / 增加值 sums to 5, printed 4 (off by +1)"
    ]


@pytest.mark.parametrize("doubted", [None, "level2", "weight"])
def test_a_unit_whose_first_level_group_is_sure_is_missing_nowhere(doubted: str | None) -> None:
    assert _unit_without_labels(3.0, doubted) == [
        "provincial / 总量 / 增加值 sums to 3, printed 4 (off by -1)"
    ]


def test_a_group_printed_with_two_totals_is_named() -> None:
    rows = small_publication()
    rows["indicators"][1]["level1_points"] = 7.0
    found = points_per_group(
        rows["scoring_units"],
        rows,
        per=["section", "level1"],
        other_table="indicators",
        other_column="level1_points",
    )
    assert [violation.message for violation in found] == [
        "provincial / 总量 is printed with several totals, 6 and 7"
    ]


@pytest.mark.parametrize(
    ("text", "serials"),
    [("14-16", (14, 15, 16)), ("3,5-6", (3, 5, 6)), ("", ()), (None, ()), ("a-b", ())],
)
def test_serials_are_read_from_their_text(text: str | None, serials: tuple[int, ...]) -> None:
    assert spans(text) == serials
