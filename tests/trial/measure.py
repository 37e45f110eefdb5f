"""What the pipeline published of a damaged notice, cell by cell beside the truth.

A cell is *right* where the true value stands, *marked* where it is null and says so (its provenance, or its
ranking's status, is ambiguous), *wrong* where another value stands or a null without a mark: a silent error.
A cell that damage has put out of reach counts as *open* where it is marked (or blank, if nothing of it is left).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from tests.trial.adapter import Rows
from tests.trial.damage import Case
from tests.trial.truth import Cell, Truth, Unit

Outcome = Literal["right", "marked", "open", "wrong"]
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cell's outcome; ``seq`` 0 where no single row is meant."""

    seq: int
    column: str
    outcome: Outcome
    expected: object = None
    got: object = None


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
            yield Verdict(*at, outcome, _shown(truth.unit_of(row["seq"])), number)


def _unit(truth: Truth, row: Mapping[str, Any]) -> Verdict:
    """Right where it is a true unit; marked where it is several true ones together, or open; else wrong."""
    certain, maybe = serials(row["rows"]), serials(row["candidates"] or "")
    inside = [unit for unit in truth.units if unit.rows & certain]
    within = [unit for unit in truth.units if unit in inside or unit.rows <= maybe | certain]
    for units in (inside, within):
        span = frozenset().union(*(unit.rows for unit in units))
        fits = (
            certain <= span <= certain | maybe
            and sum(unit.points for unit in units) == row["points"]
        )
        if fits and _named(units, row):
            exact = len(units) == 1 and span == certain
            return Verdict(min(certain), "units", "right" if exact else "marked", "", row["rows"])
    got = f"{row['rows']} ({row['candidates'] or ''}) = {row['points']} {row['level1']} {row['level2']}"
    return Verdict(min(certain), "units", "wrong", "; ".join(map(_shown, within)), got)


def _named(units: list[Unit], row: Mapping[str, Any]) -> bool:
    """A unit's section and labels are those of its rows, or null."""
    return all(
        row[name] is None or row[name] in {getattr(unit, name) for unit in units}
        for name in ("section", "level1", "level2")
    )


def _shown(unit: Unit) -> str:
    rows = sorted(unit.rows)
    return (
        f"{rows[0]}-{rows[-1]} = {unit.points}" if len(rows) > 1 else f"{rows[0]} = {unit.points}"
    )


def serials(text: str) -> frozenset[int]:
    """``3,5-7`` → 3, 5, 6, 7."""
    found: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return frozenset(found)


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
