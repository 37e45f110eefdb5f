"""Cell text → typed values, one row at a time: what is published, with which status, and what stays open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import text
from pipeline.model import (
    Cell,
    Document,
    Finding,
    Header,
    PageTable,
    Preamble,
    Record,
    Repaired,
    Row,
    ScoringUnit,
    SectionTotal,
    Table,
    Value,
)
from pipeline.normalise import normalise
from pipeline.normalise.sums import ranges
from pipeline.schema import PROVENANCE_COLUMNS, TABLES
from pipeline.spec import layout, load

CASES = Path(__file__).parents[1] / "cases" / "normalise"
FORM = load()
HEADINGS = [
    ("一级指标",),
    ("二级指标",),
    ("序号",),
    ("三级指标",),
    ("单位",),
    ("2022年排名", "权重"),
    ("2022年排名", "1-6月份"),
    ("2022年排名", "一季度"),
    ("年底数据",),
    ("年底排名",),
    ("责任单位",),
]
HEADERS = tuple(Header(n, texts) for n, texts in enumerate(HEADINGS))
COLUMNS = layout(FORM, HEADERS)
CLEAN = {
    "level1": "总量指标",
    "level1_points": "8",
    "level2": "增加值",
    "level2_points": None,
    "indicator": "增加值总额",
    "unit": "亿元",
    "weight": "3",
    "rank_jan_jun": "14",
    "rank_2": "/",
    "target": "50亿元",
    "target_rank": "14",
    "lead_units": "县发改委",
}


def value(given: Any) -> Value:
    """A text is printed as it stands; a mapping says status, printed text and candidates; None is a lost cell."""
    if not isinstance(given, Mapping):
        return Value(
            given,
            "absent" if given is None else "printed",
            None if given is None else Cell(3, 2, given, page=2),
        )
    printed = given.get("printed")
    cell = None if printed is None else Cell(3, 2, printed, page=2)
    candidates = tuple((each, float(n)) for n, each in enumerate(given.get("candidates", ())))
    why = (text(given["reason"]),) if "reason" in given else ()
    status = given.get("status", "ambiguous")
    return Value(given.get("text"), status, cell, candidates, why)


def record(seq: int, changes: Mapping[str, Any]) -> Record:
    values = {name: value(given) for name, given in {**CLEAN, **changes}.items()}
    return Record(seq, Row((), 2, 3, 1), "provincial", values)


def published(
    *rows: Mapping[str, Any], units: Sequence[ScoringUnit] = (), findings: Sequence[Finding] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Every table of a notice with these rows, numbered from 1."""
    records = tuple(record(seq, changes) for seq, changes in enumerate(rows, 1))
    about = Preamble(
        title="通知",
        issuer=None,
        issued_on=date(2022, 11, 15),
        window=(date(2022, 11, 15), date(2022, 12, 31)),
        contact_email=None,
        attachment_title=None,
        full_marks=Decimal(8),
        sections=(
            SectionTotal("provincial", "省考核指标", 1, len(rows), Decimal(10), Decimal("0.8")),
        ),
        year=2022,
        body="",
    )
    tables = (
        PageTable(2, 1, 1, (Cell(0, 0, "x", page=2),)),
        PageTable(3, 1, 1, (Cell(0, 0, "y", page=3),)),
    )
    document = Document("n.pdf", "abc", "pdf", tables)
    table = Table((2,), 1, HEADERS, ())
    repaired = Repaired(tuple(CLEAN), records, tuple(units), (), ())
    found = normalise(document, table, COLUMNS, about, repaired, FORM, "small-2022", findings)
    return {name: [dict(row) for row in rows] for name, rows in found.items()}


def sources(tables: Mapping[str, list[dict[str, Any]]], seq: int = 1) -> dict[str, dict[str, Any]]:
    return {row["column"]: row for row in tables["provenance"] if row["seq"] == seq}


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "values.yml").read_text("utf-8")), ids=lambda case: case["why"]
)
def test_what_a_row_publishes(case: dict[str, Any]) -> None:
    tables = published(case["row"], *case.get("beside", ()))
    (row, *_) = tables["indicators"]
    found = {name: row[name] for name in case.get("publishes", {})}
    assert {n: float(v) if isinstance(v, Decimal) else v for n, v in found.items()} == case.get(
        "publishes", {}
    )
    provenance = sources(tables)
    assert {name: provenance[name]["status"] for name in case.get("status", {})} == case.get(
        "status", {}
    )
    for name, candidates in case.get("candidates", {}).items():
        assert json.loads(provenance[name]["candidates"]) == candidates
    for name, words in case.get("reason", {}).items():
        assert words in provenance[name]["reason"]
    for entry in case.get("rankings", ()):
        (ranking,) = (
            r
            for r in tables["rankings"]
            if r["seq"] == 1 and r["period_end"] == entry["period_end"]
        )
        assert {name: ranking[name] for name in entry} == entry
    if "leads" in case:
        leads = [[r["lead_unit"], r["remark"]] for r in tables["lead_units"] if r["seq"] == 1]
        assert leads == case["leads"]


def test_every_table_has_exactly_the_declared_columns() -> None:
    tables = published({}, {"weight": {"status": "shared"}})
    assert set(tables) == set(TABLES)
    for name, rows in tables.items():
        for row in rows:
            assert set(row) <= set(TABLES[name].names), name
    assert {row["column"] for row in tables["provenance"]} == set(PROVENANCE_COLUMNS)
    assert {row["notice_id"] for rows in tables.values() for row in rows} == {"small-2022"}


def test_only_the_attachment_s_cells_are_published() -> None:
    assert [row["text"] for row in published({})["cells"]] == ["x"]


def test_the_notice_takes_the_provincial_share() -> None:
    (row,) = published({})["notice"]
    assert (row["provincial_share"], row["window_end"], row["source_sha256"]) == (
        Decimal("0.8"),
        date(2022, 12, 31),
        "abc",
    )


def test_periods_are_the_headings_in_the_notice_s_year() -> None:
    spans = [(row["period_start"], row["period_end"]) for row in published({})["rankings"]]
    assert spans == [(date(2022, 1, 1), date(2022, 6, 30)), (date(2022, 1, 1), date(2022, 3, 31))]


def test_a_row_needs_review_where_a_cell_is_open_or_a_warning_names_it() -> None:
    open_cell = {"weight": {"candidates": ["1", "2"], "printed": "2"}}
    findings = [
        Finding("warning", "cut-off", text("…"), seq=2),
        Finding("info", "x", text("…"), seq=3),
        Finding("warning", "y", text("…")),
    ]
    rows = published(open_cell, {}, {}, findings=findings)["indicators"]
    assert [row["needs_review"] for row in rows] == [True, True, False]


def test_a_row_has_its_unit_only_where_it_certainly_belongs() -> None:
    units = [
        ScoringUnit(1, "provincial", "总量指标", None, (1,), Decimal(3), "printed"),
        ScoringUnit(2, "provincial", "总量指标", None, (2, 3), Decimal(5), "label", (4,)),
        ScoringUnit(3, "provincial", "推进", None, (5,), Decimal(2), "derived", (4,)),
    ]
    tables = published({}, {}, {}, {}, {}, units=units)
    assert [row["scoring_unit"] for row in tables["indicators"]] == [1, 2, 2, None, 3]
    assert json.loads(sources(tables, 4)["scoring_unit"]["candidates"]) == [2, 3]
    assert [(u["rows"], u["status"], u["candidates"]) for u in tables["scoring_units"]] == [
        ("1", "certain", None),
        ("2-3", "open", "4"),
        ("5", "open", "4"),
    ]


def test_where_rows_have_units_one_of_open_points_may_be_a_unit_of_its_own() -> None:
    """Null without a mark would say that there is none."""
    own = ScoringUnit(1, None, "总量指标", None, (1,), Decimal(3), "printed")
    open_points = {"weight": {"candidates": ["1", None], "printed": "1"}}
    source = sources(published({}, open_points, units=[own]), 2)["scoring_unit"]
    assert (source["status"], source["candidates"]) == ("ambiguous", "[null]")
    assert sources(published({}, open_points), 2)["scoring_unit"]["status"] == "absent"


def test_mended_wraps_are_logged_and_separating_spaces_are_not() -> None:
    rows = {"indicator": "增加 值总额", "lead_units": "县发改委 县工信局"}
    wrapped = {"lead_units": "县大数据中\n心", "target": "50亿元"}
    tables = published(rows, wrapped, {"lead_units": "县工信局"}, {"lead_units": "县大数据中心"})
    log = [(row["seq"], row["column"], row["after"]) for row in tables["repairs"]]
    assert log == [(1, "indicator", "增加值总额"), (2, "lead_units", "县大数据中心")]
    assert {row["rule"] for row in tables["repairs"]} == {"wrap_space"}


def test_units_in_charge_are_rows_of_agencies_too() -> None:
    tables = published({"lead_units": "县发改委、县工信局（协办）"}, {"lead_units": "县工信局"})
    leads = [(row["seq"], row["lead_unit"], row["remark"]) for row in tables["lead_units"]]
    named = [(row["seq"], row["agency"], row["remark"]) for row in tables["agencies"]]
    assert named == leads != []
    assert {row["column"] for row in tables["agencies"]} == {"lead_units"}


def test_a_reason_is_published_as_codes_too() -> None:
    """Clause by clause, in the order of the sentence."""
    doubted = {"target": {"text": "下沉33项、自建5项", "status": "repaired", "reason": "it slid"}}
    source = sources(published(doubted))["target_value"]
    assert source["reason"] == "it slid; two numbers"
    assert [clause["code"] for clause in json.loads(source["reasons"])] == [
        "as-is",
        "normalise.target-two-numbers",
    ]


def test_a_target_of_two_numbers_and_a_lead_unit_cut_short_are_found() -> None:
    tables = published({"target": "下沉33项、自建5项"}, {"lead_units": "发改委"})
    assert [(row["check"], row["seq"]) for row in tables["findings"]] == [
        ("target-numbers", 1),
        ("lead-unit-short", 2),
    ]


@pytest.mark.parametrize(
    ("column", "text", "checks"),
    [
        ("target", "12 00亩", ["target-numbers", "target-numbers"]),
        ("target", "92. 5%", ["target-numbers", "target-numbers"]),
        ("target_rank", "3 5", ["ranking-unread"]),
        ("target_rank", "达到目标即可", []),
    ],
)
def test_numbers_that_a_space_parts_are_a_warning(
    column: str, text: str, checks: list[str]
) -> None:
    tables = published({column: text})
    found = [(row["check"], row["severity"]) for row in tables["findings"]]
    assert [check for check, _ in found] == checks
    assert ("warning" in [severity for _, severity in found]) == bool(checks)


@pytest.mark.parametrize(
    ("whole", "printed", "severities"),
    [
        ("县工业园管委会", "县工业园管", ["warning"]),
        ("县工业园管委会", "县工业园管委会", []),
        ("县工信局办公室", "县工信局", []),  # an office too
    ],
)
def test_a_lead_unit_cut_in_the_middle_of_its_name_is_a_warning(
    whole: str, printed: str, severities: list[str]
) -> None:
    tables = published({"lead_units": whole}, {"lead_units": printed})
    found = [row for row in tables["findings"] if row["check"] == "lead-unit-short"]
    assert [row["severity"] for row in found] == severities


@settings(max_examples=60)
@given(st.sets(st.integers(1, 120), max_size=40))
def test_serials_as_text_are_read_back(numbers: set[int]) -> None:
    """The shortest text of runs, ascending."""
    text = ranges(sorted(numbers, reverse=True))
    read: list[int] = []
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        read += range(int(first), int(last or first) + 1)
    assert read == sorted(numbers)
    assert len(text.split(",")) == max(1, sum(n - 1 not in numbers for n in numbers))
