"""Rules on scoring units: their rows, their labels, and points that are one row's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.messages import message
from pipeline.validate.grouping import grouping_of
from pipeline.validate.rules import Row, Rows, Tables, Violation, all_of, same, spans


def printed_weights(units: Rows, tables: Tables) -> list[Violation]:
    """A unit whose points are printed in a cell holds one row, with those points as its weight.

    Or the rows that the cell is over, none of which has a weight.
    """
    weights = {row["seq"]: row["weight"] for row in tables["indicators"]}
    violations: list[Violation] = []
    for unit in units:
        if unit["basis"] == "printed":
            violations += _printed_weight(unit, weights)
    return violations


def own_weights(indicators: Rows, tables: Tables) -> list[Violation]:
    """A row with a weight of its own is worth exactly its scoring unit's points."""
    points = {unit["scoring_unit"]: unit["points"] for unit in tables["scoring_units"]}
    violations: list[Violation] = []
    for row in indicators:
        seq, unit, weight = row["seq"], row["scoring_unit"], row["weight"]
        if unit not in points or weight is None or same(weight, points[unit]):
            continue
        worth = points[unit]
        said = message(
            "validate.own-weight",
            seq=seq,
            weight=weight,
            unit=unit,
            points=worth,
        )
        violations.append(Violation(str(seq), said))
    return violations


def unit_rows(units: Rows, tables: Tables) -> list[Violation]:
    """``rows`` names exactly the indicators that carry the unit's number.

    From ``first_seq`` to ``last_seq``.
    """
    carried: dict[int, list[Row]] = defaultdict(list)
    for row in tables["indicators"]:
        carried[row["scoring_unit"]].append(row)
    violations: list[Violation] = []
    for unit in units:
        own = carried[unit["scoring_unit"]]
        violations += _wrong_rows(unit, own)
        violations += _wrong_labels(unit, own)
    return violations


def unit_groups(units: Rows, tables: Tables) -> list[Violation]:
    """A certain unit lacks its first-level group only where a row of it is in doubt.

    Or its rows are of several.
    """
    grouping = grouping_of(tables, ("level1",))
    violations: list[Violation] = []
    for unit in units:
        number, serials = unit["scoring_unit"], spans(unit["rows"])
        if unit["level1"] is not None or unit["status"] != "certain":
            continue
        if grouping.is_doubted("level1", serials):
            continue
        labels = {grouping.indicators.get(seq, {}).get("level1") for seq in serials}
        name = labels.pop() if len(labels) == 1 else None
        if name is not None:
            said = message("validate.unit-lacks-group", unit=number, label=name)
            violations.append(Violation(str(number), said))
    return violations


def _printed_weight(unit: Row, weights: Mapping[int, float | None]) -> Iterator[Violation]:
    number, rows, points = unit["scoring_unit"], unit["rows"], unit["points"]
    serials = spans(rows)
    own = [weights.get(seq) for seq in serials]
    if len(serials) > 1 and not any(weight is not None for weight in own):
        return  # one cell over its rows
    if len(serials) != 1:
        yield Violation(str(number), message("validate.unit-not-one-row", unit=number, rows=rows))
        return
    (seq,), (weight,) = serials, own
    if weight is None and unit["status"] == "open":
        return
    if weight is None:
        said = message(
            "validate.unit-weight-missing",
            unit=number,
            points=points,
            seq=seq,
        )
        yield Violation(str(number), said)
    elif not same(weight, points):
        said = message(
            "validate.unit-weight",
            unit=number,
            points=points,
            seq=seq,
            weight=weight,
        )
        yield Violation(str(number), said)


def _wrong_rows(unit: Row, carried: Rows) -> Iterator[Violation]:
    number, rows = unit["scoring_unit"], unit["rows"]
    serials = [row["seq"] for row in carried]
    if sorted(spans(rows)) != sorted(serials):
        said = message(
            "validate.unit-rows",
            unit=number,
            rows=rows,
            carried=str(serials),
        )
        yield Violation(str(number), said)
        return
    if not serials:
        return
    first, last = min(serials), max(serials)
    if (first, last) != (unit["first_seq"], unit["last_seq"]):
        said = message(
            "validate.unit-range",
            unit=number,
            first=first,
            last=last,
            said_first=unit["first_seq"],
            said_last=unit["last_seq"],
        )
        yield Violation(str(number), said)


def _wrong_labels(unit: Row, carried: Rows) -> Iterator[Violation]:
    number = unit["scoring_unit"]
    for column in ("section", "level1"):
        own = unit[column]
        labels = {row[column] for row in carried} - {None}
        if own is not None and labels - {own}:
            said = message(
                "validate.unit-label",
                unit=number,
                column=column,
                label=own,
                others=all_of(sorted(labels)),
            )
            yield Violation(str(number), said)
