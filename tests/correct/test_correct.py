"""People's decisions: applied in the open, and refused when stale."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.correct import Correction, correct
from pipeline.errors import CorrectionError
from pipeline.messages import message
from pipeline.model import Cell, Finding, Record, Repaired, Row, ScoringUnit, Value


def value(text: str | None, printed: str | None = None, *candidates: str | None) -> Value:
    cell = None if printed is None else Cell(4, 5, printed, page=2)
    costs = tuple((candidate, float(n)) for n, candidate in enumerate(candidates))
    return Value(text, "ambiguous" if candidates else "printed", cell, costs)


def record(seq: int, **values: Value) -> Record:
    return Record(seq, Row((), 2, 4, 2), "provincial", values)


def repaired() -> Repaired:
    """Rows 1 and 2 share 3 points: each prints 2, one is misprinted; row 3 may belong to 产业 (4) or to 推进 (2)."""
    records = (
        record(
            1,
            weight=value(None, "2", "1", "2"),
            rank_jan_jun=value("7", "7"),
            level1=value("总量", "总量 (3)"),
        ),
        record(
            2,
            weight=value(None, "2", "2", "1"),
            rank_jan_jun=value("/", "/"),
            level1=value("总量", None),
        ),
        record(
            3,
            weight=value(None, ""),
            rank_jan_jun=value(None, None, "8", None),
            level1=value(None, "产业 (4)", "产业", "推进"),
        ),
    )
    units = (
        ScoringUnit(1, "provincial", "总量", None, (1, 2), Decimal(3), "derived"),
        ScoringUnit(2, "provincial", "产业", None, (4,), Decimal(4), "derived", (3,)),
        ScoringUnit(3, "provincial", "推进", None, (5,), Decimal(2), "derived", (3,)),
    )
    return Repaired(("seq", "weight"), records, units, (), ())


def decision(
    seq: int = 1, column: str = "weight", expects: str = "2", value: str | None = "1"
) -> Correction:
    return Correction("n", seq, column, expects, value, "a letter", "a reader")


def open_unit(unit: ScoringUnit, rows: tuple[int, ...]) -> Finding:
    """That the rows may belong to the unit."""
    what = message("repair.unit-open", unit=unit.number, points=unit.points, rows=rows)
    return Finding("warning", "unit-open", what, first_seq=unit.rows[0])


# --- applied -----------------------------------------------------------------------------------------------------


def test_a_decision_closes_the_cell_in_the_open() -> None:
    found = correct(repaired(), [decision()], "n")
    decided = found.records[0].values["weight"]
    assert (decided.text, decided.status, decided.candidates) == ("1", "corrected", ())
    assert decided.reason == "a letter (decided by a reader)"
    assert [clause.code for clause in decided.reasons] == ["correct.decided"]
    entry = found.repairs[0]
    assert (entry.step, entry.before, entry.after, entry.seq, entry.column) == (
        "correct",
        "1 | 2",
        "1",
        1,
        "weight",
    )
    assert (entry.page, entry.row, entry.col) == (2, 4, 5)
    assert [(f.severity, f.check, f.seq) for f in found.findings] == [("info", "corrected", 1)]
    assert found.records[2:] == repaired().records[2:]


def test_the_row_that_a_decision_leaves_alone_has_what_it_leaves() -> None:
    found = correct(repaired(), [decision()], "n")
    assert [(u.number, u.rows, u.points, u.basis) for u in found.units][:2] == [
        (1, (1,), Decimal(1), "derived"),
        (2, (2,), Decimal(2), "derived"),
    ]
    left = found.records[1].values["weight"]
    assert (left.text, left.status, left.candidates) == ("2", "derived", ())
    entry = found.repairs[-1]
    assert (entry.step, entry.rule, entry.before, entry.after, entry.seq) == (
        "correct",
        "weight_alone",
        "2 | 1",
        "2",
        2,
    )


def test_rows_that_a_decision_leaves_together_share_what_it_leaves() -> None:
    table = repaired()
    joined = replace(
        table, units=(replace(table.units[0], rows=(1, 2, 3), points=Decimal(6)), *table.units[2:])
    )
    found = correct(joined, [decision()], "n")
    assert [(u.rows, u.points) for u in found.units][:2] == [
        ((1,), Decimal(1)),
        ((2, 3), Decimal(5)),
    ]
    assert found.records[1:] == joined.records[1:]


def test_a_row_that_is_decided_to_have_all_of_its_unit_keeps_it() -> None:
    found = correct(repaired(), [decision(value="3")], "n")
    assert [(u.rows, u.points) for u in found.units] == [
        (u.rows, u.points) for u in repaired().units
    ]


def test_what_a_decision_answers_is_no_finding_any_more() -> None:
    """A row's label closes the units it might have belonged to; the rest keep their finding under their new number."""
    about = [open_unit(unit, (3,)) for unit in repaired().units[1:]]
    before = replace(repaired(), findings=tuple(about))
    found = correct(before, [decision(3, "level1", "产业(4)", "推进")], "n")
    assert [finding.check for finding in found.findings] == ["corrected"]
    found = correct(before, [decision()], "n")
    assert [f.message for f in found.findings if f.check == "unit-open"] == [
        "scoring unit 3 (4 points): rows 3 may belong to it",
        "scoring unit 4 (2 points): rows 3 may belong to it",
    ]


def test_a_finding_names_the_rows_that_a_decision_leaves_open() -> None:
    table = repaired()
    unit = replace(table.units[1], open_rows=(2, 3))
    before = replace(
        table,
        units=(table.units[0], unit, table.units[2]),
        findings=(open_unit(unit, (2, 3)),),
    )
    found = correct(before, [decision(3, "level1", "产业(4)", "推进")], "n")
    assert [f.message for f in found.findings if f.check == "unit-open"] == [
        "scoring unit 3 (4 points): rows 2 may belong to it"
    ]


def test_decisions_on_one_unit_are_taken_together() -> None:
    found = correct(repaired(), [decision(), decision(2, value="2")], "n")
    assert [(u.number, u.rows, u.points) for u in found.units] == [
        (1, (1,), Decimal(1)),
        (2, (2,), Decimal(2)),
        (3, (4,), Decimal(4)),
        (4, (5,), Decimal(2)),
    ]
    assert found.records[1].values["weight"].status == "corrected"


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        (
            [decision(value="2"), decision(2, value="2")],
            "rows 1-2 would add to 4, the sums leave 3",
        ),
        ([decision(), decision(2, value="1")], "rows 1-2 would add to 2, the sums leave 3"),
        ([decision(value="4")], "rows 1-2 would add to 4 and more, the sums leave 3"),
    ],
)
def test_weights_that_do_not_add_up_to_the_unit_are_refused(
    decisions: list[Correction], says: str
) -> None:
    with pytest.raises(CorrectionError, match=says):
        correct(repaired(), decisions, "n")


def test_a_first_level_label_settles_where_an_open_row_belongs() -> None:
    found = correct(repaired(), [decision(3, "level1", "产业(4)", "推进")], "n")
    assert [(unit.rows, unit.open_rows) for unit in found.units] == [
        ((1, 2), ()),
        ((3, 5), ()),
        ((4,), ()),
    ]


def test_that_nothing_is_there_can_be_decided_too() -> None:
    found = correct(repaired(), [decision(3, "rank_jan_jun", "", None)], "n")
    decided = found.records[2].values["rank_jan_jun"]
    assert (decided.text, decided.status) == (None, "corrected")


def test_spacing_and_brackets_of_the_expected_text_do_not_matter() -> None:
    assert correct(repaired(), [decision(3, "level1", "产业（4）", "产业")], "n").units[1].rows == (
        3,
        4,
    )


def test_decisions_on_other_notices_are_passed_over() -> None:
    assert correct(repaired(), [replace(decision(99), notice="another")], "n") == repaired()


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (decision(9), "no such row"),
        (decision(column="colour"), "no such column; known are weight"),
        (decision(expects="3"), "expects '3', the notice has '2'"),
        (decision(3, "rank_jan_jun", "8", "8"), "expects '8', the notice has ''"),
        (decision(value="two"), "'two' cannot stand there"),
        (decision(1, "rank_jan_jun", "7", "seventh"), "'seventh' cannot stand there"),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_a_stale_or_senseless_decision_stops_the_run(entry: Correction, says: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        correct(repaired(), [entry], "n")
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"correction of row {entry.seq} {entry.column}: ")
    assert caught.value.exit_code == 1
    assert caught.value.say("zh").startswith(f"第{entry.seq}行")


def test_two_decisions_on_one_cell_are_refused() -> None:
    with pytest.raises(CorrectionError, match="stands twice"):
        correct(repaired(), [decision(), decision(value="2")], "n")
