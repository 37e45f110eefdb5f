"""What the pipeline published of a damaged notice, cell by cell beside the truth.

A cell is *right* where the true value stands, *marked* where it is null and says so (its provenance, or its
ranking's status, is ambiguous), *wrong* where another value stands or a null without a mark: a silent error.
A cell that damage has put out of reach counts as *open* where it is marked (or blank, if nothing of it is left).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tests.ground.case import Judged as Verdict
from tests.ground.case import Outcome, Rows
from tests.ground.warned import serials
from tests.trial.damage import Case
from tests.trial.truth import Cell, Truth, Unit

AMBIGUOUS = "ambiguous"


def compare(case: Case, rows: Rows) -> list[Verdict]:
    """Every cell of every table that has a truth."""
    return [
        *_indicators(case.truth, rows),
        *_rankings(case.truth, rows),
        *_scoring_units(case.truth, rows),
        *_leads(case.truth, rows),
        *_whole("sections", case.truth.sections, rows["sections"]),
        *_whole("notice", [case.truth.notice], rows["notice"]),
    ]


def _judge(truth: Truth, at: Cell, expected: object, got: object, marked: bool) -> Verdict:
    if got is None and marked:
        outcome: Outcome = "open" if at in truth.unknowable else "marked"
    elif _same(expected, got):
        outcome = "right"
    else:
        outcome = "open" if got is None and at in truth.silent else "wrong"
    return Verdict(*at, outcome, expected, got)


def _same(expected: object, got: object) -> bool:
    return got is None if expected is None else bool(got == expected)


def _indicators(truth: Truth, rows: Rows) -> Iterator[Verdict]:
    status = {(row["seq"], row["column"]): row["status"] for row in rows["provenance"]}
    found = {row["seq"]: row for row in rows["indicators"]}
    for (seq, column), expected in truth.cells.items():
        if column.startswith("rank:"):
            continue
        got = found[seq][column] if seq in found else "(no such row)"
        yield _judge(truth, (seq, column), expected, got, status.get((seq, column)) == AMBIGUOUS)
    for seq in sorted(found.keys() - {seq for seq, _ in truth.cells}):
        yield Verdict(seq, "seq", "wrong", None, seq)


def _rankings(truth: Truth, rows: Rows) -> Iterator[Verdict]:
    found = {(row["seq"], f"rank:{row['period_end'].month}"): row for row in rows["rankings"]}
    for at, expected in truth.cells.items():
        if not at[1].startswith("rank:"):
            continue
        row: Mapping[str, Any] = found.get(at, {"rank": "(no such row)", "status": ""})
        verdict = _judge(truth, at, expected, row["rank"], row["status"] == AMBIGUOUS)
        if verdict.outcome == "right" and row["status"] != (
            "ranked" if expected else "not_published"
        ):
            verdict = Verdict(*at, "wrong", expected or "not_published", row["status"])
        yield verdict


def _scoring_units(truth: Truth, rows: Rows) -> Iterator[Verdict]:
    """Each published unit, and for each row the unit it is said to belong to."""
    published = {row["scoring_unit"]: row for row in rows["scoring_units"]}
    verdicts = {number: _unit(truth, row) for number, row in published.items()}
    yield from verdicts.values()
    yield from (_unit_labels(truth, row) for row in published.values())
    status = {
        row["seq"]: row["status"] for row in rows["provenance"] if row["column"] == "scoring_unit"
    }
    for row in rows["indicators"]:
        number, at = row["scoring_unit"], (row["seq"], "scoring_unit")
        if number is None:
            yield _judge(
                truth,
                at,
                _shown(truth.unit_of(row["seq"])),
                None,
                status.get(row["seq"]) == AMBIGUOUS,
            )
        else:
            good = number in published and row["seq"] in serials(published[number]["rows"])
            outcome: Outcome = "right" if good and verdicts[number].outcome != "wrong" else "wrong"
            together = serials(published[number]["rows"]) if good else frozenset()
            yield Verdict(*at, outcome, _shown(truth.unit_of(row["seq"])), number, together)


def _unit(truth: Truth, row: Mapping[str, Any]) -> Verdict:
    """Right where it is a true unit; marked where it is several true ones together, or open; else wrong."""
    certain, maybe = serials(row["rows"]), serials(row["candidates"] or "")
    inside = [unit for unit in truth.units if unit.rows & certain]
    within = [unit for unit in truth.units if unit in inside or unit.rows <= maybe | certain]
    for units in (inside, within):
        span = frozenset().union(*(unit.rows for unit in units))
        points = sum(unit.points for unit in units)
        if certain <= span <= certain | maybe and points == row["points"]:
            exact = len(units) == 1 and span == certain
            outcome: Outcome = "right" if exact else "marked"
            return Verdict(min(certain), "units", outcome, "", row["rows"], certain)
    got = f"{row['rows']} ({row['candidates'] or ''}) = {row['points']}"
    true = "; ".join(map(_shown, within))
    return Verdict(min(certain), "units", "wrong", true, got, certain)


def _unit_labels(truth: Truth, row: Mapping[str, Any]) -> Verdict:
    """Whether a unit's section and labels are those of its rows, or null."""
    certain, maybe = serials(row["rows"]), serials(row["candidates"] or "")
    units = [u for u in truth.units if u.rows & certain or u.rows <= maybe | certain]
    named = all(
        row[name] is None or row[name] in {getattr(unit, name) for unit in units}
        for name in ("section", "level1", "level2")
    )
    expected = "; ".join(f"{unit.level1} {unit.level2}" for unit in units)
    got = f"{row['level1']} {row['level2']}"
    outcome: Outcome = "right" if named else "wrong"
    return Verdict(min(certain), "unit_labels", outcome, expected, got, certain)


def _shown(unit: Unit) -> str:
    rows = sorted(unit.rows)
    return (
        f"{rows[0]}-{rows[-1]} = {unit.points}" if len(rows) > 1 else f"{rows[0]} = {unit.points}"
    )


def _leads(truth: Truth, rows: Rows) -> Iterator[Verdict]:
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows["lead_units"]:
        found.setdefault(row["seq"], []).append((row["lead_unit"], row["remark"] or ""))
    status = {
        row["seq"]: row["status"] for row in rows["provenance"] if row["column"] == "lead_units"
    }
    for seq, expected in truth.leads.items():
        got = found.get(seq)
        marked = status.get(seq) == AMBIGUOUS
        if marked and got:
            yield Verdict(seq, "leads", "wrong", expected, got)
        else:
            yield replace(_judge(truth, (seq, "lead_units"), expected, got, marked), column="leads")


def _whole(
    table: str, expected: list[dict[str, Any]], got: list[dict[str, Any]]
) -> Iterator[Verdict]:
    """A table without provenance: every value must stand."""
    for number, row in enumerate(expected):
        for column, value in row.items():
            seen = got[number][column] if number < len(got) else "(no such row)"
            yield Verdict(
                0, f"{table}.{column}", "right" if _same(value, seen) else "wrong", value, seen
            )
