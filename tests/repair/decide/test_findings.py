"""What a person should look at, made from readings that say so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.messages import message
from pipeline.model import Cell, Finding, Record, ScoringUnit, Status, Value
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.context import Context, context_of
from pipeline.repair.decide.findings import findings
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.readings import Readings, RowReadings
from tests.repair.form import county, table_of


def context(
    weights: list[str], labels: tuple[Label, ...] = (), misprint: float = INFINITE
) -> Context:
    """Rows of these weights in one group of ten points; ``labels`` are second-level ones."""
    lines = [
        f"总量 (10) | 标签 | {n} | 名称{n} | 个 | {weight} | 1 | 1 | 1 | 5 | 1 | 县发改委"
        for n, weight in enumerate(weights, 1)
    ]
    rows, _ = gather(table_of([lines]), county(), COSTS)
    group = Label("总量", Decimal(10), ())
    held: dict[int | None, float] = {0 if labels else None: 0.0}
    found = [RowReadings({0: 0.0}, dict(held), {0: 0.0}, misprint=misprint) for _ in rows]
    readings = Readings(0.0, 1, tuple(found), {}, (group,), labels)
    return context_of(county(), rows, readings)


def found(known: Context, *units: ScoringUnit, records: tuple[Record, ...] = ()) -> list[Finding]:
    return list(findings(known, records, units))


def printed(row: int, name: str) -> Print:
    return Print(row, 1, name, name, None, 2)


def test_a_group_that_does_not_add_up_is_told_with_what_it_prints() -> None:
    (finding,) = found(context(["2", "2.5", "/", "5"], misprint=0.0))
    assert (finding.severity, finding.check) == ("warning", "sum-mismatch")
    assert finding.what == message(
        "repair.group-off",
        first=1,
        last=4,
        printed="2+2.5+5",
        total=9.5,
        points=10,
        label="总量",
        rows=[1, 2, 3, 4],
    )
    assert (finding.first_seq, finding.last_seq) == (1, 4)


def test_what_looks_like_a_section_number_is_no_number_of_points() -> None:
    known = context(["2", "3", "5"], misprint=0.0)
    odd = replace(known.rows[1], texts=tuple("2.5.1" for _ in known.rows[1].texts))
    shown = replace(known, rows=(known.rows[0], odd, known.rows[2]))
    (finding,) = found(shown)
    assert finding.what.parameters["printed"] == "2+2.5.1+5"
    assert finding.what.parameters["total"] == 7.0


def test_a_group_without_misprints_says_nothing() -> None:
    assert found(context(["2", "3"])) == []


def test_a_label_that_no_reading_uses_is_told_where_it_is_printed() -> None:
    labels = (
        Label("道路", None, (printed(0, "道路"),)),
        Label("桥梁", None, (printed(1, "桥梁"),)),
    )
    (finding,) = found(context(["2", "3"], labels))
    assert (finding.check, finding.what) == (
        "label-unused",
        message("repair.label-unused", label="桥梁"),
    )
    assert (finding.page, finding.row, finding.col) == (1, 2, 1)


@pytest.mark.parametrize(
    ("names", "checks"),
    [
        (["道路", "道路"], []),
        (["道路", "道 路"], []),
        (["道路", "路道"], ["label-spelling"]),
        (["水利、道路建设", "道路建设"], ["label-tail"]),
    ],
)
def test_a_label_in_two_spellings_or_with_its_tail_printed_again(
    names: list[str], checks: list[str]
) -> None:
    prints = tuple(printed(n, name) for n, name in enumerate(names))
    told = found(context(["2", "3"], (Label(names[0], None, prints),)))
    assert [finding.check for finding in told] == checks
    doubted = {"warning"} if "label-spelling" in checks else {"info"}
    assert {finding.severity for finding in told} <= doubted


def test_a_spelling_that_most_prints_have_is_no_doubt() -> None:
    names = ["道路", "路道", "道路"]
    prints = tuple(printed(n, name) for n, name in enumerate(names))
    (finding,) = found(context(["2", "3", "4"], (Label("道路", None, prints),)))
    assert (finding.check, finding.severity) == ("label-spelling", "info")


def test_every_spelling_is_told_with_how_often_it_is_printed_and_where_the_label_is() -> None:
    names = ["道路", "路道", "道 路", "道跟"]
    prints = tuple(printed(n, name) for n, name in enumerate(names))
    (finding,) = found(context(["2", "3", "4", "5"], (Label("道路", None, prints),)))
    spellings = [
        message("repair.spelling", spelling=name, count=count)
        for name, count in (("道路", 2), ("路道", 1), ("道跟", 1))
    ]
    assert finding.what == message("repair.spellings", count=3, spellings=spellings, label="道路")
    assert (finding.severity, finding.first_seq, finding.last_seq) == ("info", 1, 4)


def test_a_tail_is_told_at_its_own_cell() -> None:
    prints = (printed(0, "水利、道路建设"), printed(1, "道路建设"))
    label = Label("水利、道路建设", None, prints)
    (finding,) = found(context(["2", "3"], (label,)))
    assert finding.what == message(
        "repair.tail-printed-again", label="水利、道路建设", tail="道路建设"
    )
    assert (finding.first_seq, finding.page, finding.row, finding.col) == (2, 1, 2, 1)


def test_a_row_that_may_be_of_two_groups_is_inside_neither() -> None:
    known = context(["2", "3", "4"])
    known.readings.rows[1].misprint = 0.0
    known.readings.rows[1].groups = {0: 0.0, 1: 0.5}
    two = (Label("总量", Decimal(10), ()), Label("效益", Decimal(5), ()))
    assert found(replace(known, readings=replace(known.readings, groups=two))) == []


def test_of_several_groups_each_that_has_a_misprint_is_told_with_its_own_rows() -> None:
    known = context(["2", "3", "4", "5"])
    two = (Label("总量", Decimal(10), ()), Label("效益", Decimal(5), ()))
    for n, each in enumerate(known.readings.rows):
        each.groups = {n // 2: 0.0}
    known.readings.rows[3].misprint = 0.0
    known.readings.rows[0].misprint = 0.0
    told = found(replace(known, readings=replace(known.readings, groups=two)))
    shown = [(f.first_seq, f.last_seq, f.what.parameters["printed"]) for f in told]
    assert shown == [(1, 1, "2+3"), (4, 4, "4+5")]


def test_a_unit_that_may_have_more_rows_is_told_from_its_first_row_to_its_last() -> None:
    unit = ScoringUnit(4, None, None, None, (2, 3), Decimal(5), "derived", (4,))
    settled = ScoringUnit(5, None, None, None, (5,), Decimal(5), "derived")
    (finding,) = found(context(["2"]), unit, settled)
    assert finding.what == message("repair.unit-open", unit=4, points=5, rows=(4,))
    assert (finding.check, finding.first_seq, finding.last_seq) == ("unit-open", 2, 3)


def test_a_sentence_that_stops_in_the_middle_is_told_at_its_cell() -> None:
    known = context(["2"])
    cell = Cell(7, 9, "建成(一期", page=3)
    values = {
        "target": Value("建成(一期", "printed", cell),
        "indicator": Value("建成(一期)", "printed", cell),
        "unit": Value("建成(一期", "derived"),
    }
    (finding,) = found(known, records=(Record(1, known.rows[0].row, None, values),))
    assert finding.what == message("repair.cut-off", column="target", printed="建成(一期")
    assert (finding.seq, finding.page, finding.row, finding.col) == (1, 3, 7, 9)


def record_with(seq: int, **status: Status) -> Record:
    values = {level: Value(None, each) for level, each in status.items()}
    (row,) = table_of([[""]]).rows
    return Record(seq, row, None, values)


def test_rows_for_which_no_label_is_printed_are_told_run_by_run() -> None:
    records = (
        record_with(1, level1="printed", level2="printed"),
        record_with(2, level1="merged", level2="absent"),
        record_with(3, level1="merged", level2="absent"),
        record_with(4, level1="merged", level2="ambiguous"),
        record_with(5, level1="absent"),
    )
    told = found(context(["2"]), records=records)
    rows = [(finding.what.parameters, finding.first_seq, finding.last_seq) for finding in told]
    assert rows == [
        ({"rows": (5,), "column": "level1"}, 5, 5),
        ({"rows": (2, 3), "column": "level2"}, 2, 3),
    ]
    assert {(finding.severity, finding.check) for finding in told} == {("warning", "label-missing")}
