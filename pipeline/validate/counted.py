"""Rules on what is counted.

No points twice, sums as they are said to be, printed numbers as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from pipeline.messages import message
from pipeline.schema import TABLES
from pipeline.text import fold, parse_number, parse_points, split_points
from pipeline.text.target import parse_target
from pipeline.validate.rules import (
    TOLERANCE,
    Row,
    Rows,
    Tables,
    Violation,
    by_seq,
    in_cell,
    same,
    shown,
    spans,
)

IN_ROWS = ("section_row", "total_row")  # stated by rows of the table
_TOTAL = re.compile(r"(?:合计|小计|总计|总分|共计)(?:分数?|得分|分值)?(?:\([^()]*\))?")


def points_counted_once(sums: Rows, tables: Tables) -> list[Violation]:
    """No row that sums others is an indicator too: by its place, or by its name and points."""
    traced = [row for row in tables["provenance"] if row["column"] == "indicator"]
    places = {(row["page"], row["row"]): row["seq"] for row in traced if row["page"] is not None}
    violations: list[Violation] = []
    for row in sums:
        seq = places.get((row["page"], row["row"]))
        if seq is None or row["kind"] not in IN_ROWS:
            continue
        number, printed = row["sum"], row["printed"]
        said = message(
            "validate.sum-is-indicator",
            sum=number,
            printed=printed,
            seq=seq,
        )
        violations.append(Violation(str(number), said))
    return [*violations, *_named_totals(tables)]


def _named_totals(tables: Tables) -> Iterator[Violation]:
    """Indicators named like a total whose points are those of rows right above."""
    before: list[float] = []
    for row in tables["indicators"]:
        seq, weight, name = row["seq"], row["weight"], row["indicator"]
        is_total = _TOTAL.fullmatch(fold(name or ""))
        if weight is not None and is_total and _adds_up(before, weight):
            said = message(
                "validate.indicator-is-sum",
                seq=seq,
                indicator=name,
                weight=weight,
            )
            yield Violation(str(seq), said)
        before.append(weight or 0.0)


def _adds_up(before: Sequence[float], total: float) -> bool:
    """Whether the last rows before a total, as many as it takes, add up to it."""
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
    violations: list[Violation] = []
    for row in sums:
        violations += _wrong_rows(row, known)
        violations += _wrong_status(row)
        violations += _too_many(row, tables["scoring_units"])
    return violations


def _wrong_rows(row: Row, indicators: dict[int, Row]) -> Iterator[Violation]:
    number, rows = row["sum"], row["rows"]
    serials = spans(rows)
    if not set(serials) <= set(indicators):
        yield Violation(str(number), message("validate.sum-of-others", sum=number, rows=rows))
    first, last = min(serials, default=None), max(serials, default=None)
    if (first, last) != (row["first_seq"], row["last_seq"]):
        said_to_begin = shown(row["first_seq"])
        said = message(
            "validate.sum-begins",
            sum=number,
            rows=rows,
            first=said_to_begin,
        )
        yield Violation(str(number), said)


def _wrong_status(row: Row) -> Iterator[Violation]:
    number, status = row["sum"], row["status"]
    stated, found = row["stated"], row["found"]
    if status in ("open", _compared(stated, found)):
        return
    said = message(
        "validate.sum-status",
        sum=number,
        status=str(status),
        stated=shown(stated),
        found=shown(found),
    )
    yield Violation(str(number), said)


def _compared(stated: float | None, found: float | None) -> str | None:
    """How the two figures of a sum compare, in the words of its status."""
    if stated is None or found is None:
        return None
    return "holds" if same(stated, found) else "off"


def _too_many(row: Row, units: Rows) -> Iterator[Violation]:
    """The points of the units inside a sum that holds, where they are more than it states."""
    if row["status"] != "holds" or row["kind"] not in IN_ROWS:
        return  # of the note and of labels other rules say it
    number, stated = row["sum"], row["stated"]
    serials = set(spans(row["rows"]))
    inside = 0.0
    for unit in units:
        if serials.issuperset(spans(unit["rows"])):
            inside += unit["points"]
    if inside > stated + TOLERANCE:
        said = message(
            "validate.sum-exceeded",
            sum=number,
            stated=stated,
            found=inside,
        )
        yield Violation(str(number), said)


def printed_as_published(provenance: Rows, tables: Tables) -> list[Violation]:
    """A number with status printed is the one that stands in its cell."""
    indicators = by_seq(tables["indicators"])
    columns = TABLES["indicators"].columns
    numeric = {column.name for column in columns if column.type in ("float64", "int16")}
    violations: list[Violation] = []
    for row in provenance:
        printed, column = row["printed"], row["column"]
        indicator = indicators.get(row["seq"])
        if row["status"] != "printed" or printed is None:
            continue
        if indicator is None or column not in numeric:
            continue
        value = indicator[column]
        if value is not None and not _is_read_as(printed, value, column, indicator["unit"]):
            said = message("validate.not-as-printed", value=value, printed=printed)
            violations.append(in_cell(row, said))
    return violations


def _is_read_as(
    printed: str,
    value: float,
    column: str,
    unit: str | None,
) -> bool:
    """Whether the text of a cell says the number that is published from it."""
    if column == "target_value":
        read = parse_target(printed, unit).value
    else:
        reader = _READ.get(column, parse_number)
        read = reader(fold(printed))
    return read is not None and same(float(read), value)


def _label_points(text: str) -> Decimal | None:
    return split_points(text)[1]


_READ: dict[str, Callable[[str], Decimal | None]] = {
    "level1_points": _label_points,
    "level2_points": _label_points,
    "weight": parse_points,
}
