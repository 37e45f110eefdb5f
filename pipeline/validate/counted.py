"""Rules on what is counted.

No points twice, sums as they are said to be, printed numbers as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from pipeline.schema import TABLES
from pipeline.target import parse_target
from pipeline.text import fold, parse_number, split_points
from pipeline.validate.rules import (
    TOLERANCE,
    Row,
    Rows,
    Tables,
    Violation,
    by_seq,
    number,
    same,
    spans,
)

IN_ROWS = ("section_row", "total_row")  # stated by rows of the table
_TOTAL = re.compile(r"(?:合计|小计|总计|总分|共计)(?:分数?|得分|分值)?(?:\([^()]*\))?")


def points_counted_once(sums: Rows, tables: Tables) -> list[Violation]:
    """No row that sums others is an indicator too: by its place, or by its name and points."""
    traced = [row for row in tables["provenance"] if row["column"] == "indicator"]
    places = {(row["page"], row["row"]): row["seq"] for row in traced if row["page"] is not None}
    violations = []
    for row in sums:
        seq = places.get((row["page"], row["row"]))
        if seq is not None and row["kind"] in IN_ROWS:
            text = f"sum {row['sum']} ({row['printed']}) stands on the row of indicator {seq}: its points count twice"
            violations.append(Violation(str(row["sum"]), text))
    return [*violations, *_named_totals(tables)]


def _named_totals(tables: Tables) -> Iterator[Violation]:
    """Indicators named like a total whose points are those of rows right above."""
    before: list[float] = []
    for row in tables["indicators"]:
        weight, name = row["weight"], fold(row["indicator"] or "")
        if weight is not None and _TOTAL.fullmatch(name) and _adds_up(before, weight):
            text = f"seq {row['seq']} ({row['indicator']}) sums the rows above it: its {number(weight)} points count twice"
            yield Violation(str(row["seq"]), text)
        before.append(weight or 0.0)


def _adds_up(before: list[float], total: float) -> bool:
    reached = 0.0
    for weight in reversed(before):
        reached += weight
        if same(reached, total):
            return True
    return False


def sums_compared(sums: Rows, tables: Tables) -> list[Violation]:
    """A sum's status is what its figures say, its rows are indicators.

    And the units of its rows have no more points than are stated where it holds.
    """
    known = by_seq(tables["indicators"])
    violations = []
    for row in sums:
        key, serials = str(row["sum"]), spans(row["rows"])
        if not set(serials) <= set(known):
            violations.append(
                Violation(key, f"sum {key}: rows {row['rows']!r}, not all of them indicators")
            )
        ends = (min(serials, default=None), max(serials, default=None))
        if ends != (row["first_seq"], row["last_seq"]):
            violations.append(
                Violation(
                    key, f"sum {key}: rows {row['rows']!r}, said to run from {row['first_seq']}"
                )
            )
        stated, found = row["stated"], row["found"]
        told = (
            None if stated is None or found is None else "holds" if same(stated, found) else "off"
        )
        if row["status"] != "open" and row["status"] != told:
            text = f"sum {key}: {row['status']}, stated {stated} and found {found}"
            violations.append(Violation(key, text))
        violations += _too_many(row, serials, tables)
    return violations


def _too_many(row: Row, serials: tuple[int, ...], tables: Tables) -> Iterator[Violation]:
    """The points of the units inside a sum that holds, where they are more than it states."""
    if (
        row["status"] != "holds" or row["kind"] not in IN_ROWS
    ):  # of the note and of labels other rules say it
        return
    inside = [
        unit["points"]
        for unit in tables["scoring_units"]
        if set(spans(unit["rows"])) <= set(serials)
    ]
    if sum(inside) > row["stated"] + TOLERANCE:
        text = f"sum {row['sum']}: {number(row['stated'])} stated, its rows' units have {number(sum(inside))}"
        yield Violation(str(row["sum"]), text)


def printed_as_published(provenance: Rows, tables: Tables) -> list[Violation]:
    """A number with status printed is the one that stands in its cell."""
    indicators = by_seq(tables["indicators"])
    numeric = {c.name for c in TABLES["indicators"].columns if c.type in ("float64", "int16")}
    violations = []
    for row in provenance:
        column, printed = row["column"], row["printed"]
        if (
            row["status"] != "printed"
            or column not in numeric
            or printed is None
            or row["seq"] not in indicators
        ):
            continue
        indicator = indicators[row["seq"]]
        value, read = indicator[column], _READ.get(column, parse_number)(fold(printed))
        if column == "target_value":
            read = parse_target(printed, indicator["unit"]).value
        if value is not None and (read is None or not same(float(read), value)):
            text = f"seq {row['seq']}, {column}: {number(value)} is published as printed, {printed!r} is"
            violations.append(Violation(f"{row['seq']}, {column}", text))
    return violations


def _label_points(text: str) -> Decimal | None:
    return split_points(text)[1]


_READ: dict[str, Callable[[str], Decimal | None]] = {
    "level1_points": _label_points,
    "level2_points": _label_points,
}
