"""Rules on points: what is printed adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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

Group = tuple[str | None, ...]


def points_per_group(
    units: Rows, tables: Tables, *, per: Sequence[str], other_table: str, other_column: str
) -> list[Violation]:
    """The scoring units' points per group equal what ``other_table`` prints in ``other_column`` for that group.

    A unit whose group is in doubt may belong to any group beside it: its points may be missing there, but
    nowhere may there be more than is printed.
    """
    printed, doubted = _printed(tables[other_table], per, other_column), _doubted(tables, per)
    indicators = by_seq(tables["indicators"])
    labels = [_labels(unit, indicators, per) for unit in units]
    violations = []
    if not tables["sections"]:  # no note says that anything adds up: ``sums`` tells what does not
        return []
    for group in sorted(printed, key=str):
        values = printed[group]
        if len(values) > 1:
            text = " and ".join(map(number, sorted(values)))
            violations.append(
                Violation(_name(group), f"{_name(group)} is printed with several totals, {text}")
            )
            continue
        expected = next(iter(values))
        belongs = [
            _belongs(unit, group, per, doubted, own)
            for unit, own in zip(units, labels, strict=True)
        ]
        total = sum(unit["points"] for unit, sure in zip(units, belongs, strict=True) if sure)
        open_ = sum(
            unit["points"] for unit, sure in zip(units, belongs, strict=True) if sure is None
        )
        if not (same(total, expected) or (total < expected <= total + open_ + TOLERANCE)):
            violations.append(_off(group, total, expected))
    if other_table == "sections" and printed:
        sums = _sums(units, per)
        violations += [
            _unprinted(group, total) for group, total in sums.items() if group not in printed
        ]
    return violations


def totals_pinned(
    rows: Rows, tables: Tables, *, per: str, column: str, totals: dict[str, float]
) -> list[Violation]:
    """The sum of ``column`` per value of ``per`` is the one in ``totals``.

    And there are no other values.
    """
    sums = {key[0]: total for key, total in _sums(rows, (per,), column).items()}
    return [
        _off((key,), sums.get(key, 0.0), totals.get(key or "", 0.0), "pinned")
        for key in dict.fromkeys([*totals, *sums])
        if not same(sums.get(key, 0.0), totals.get(key or "", 0.0))
    ]


def weighted_total(sections: Rows, tables: Tables) -> list[Violation]:
    """Σ points × share over the sections equals the notice's full marks, where it says them."""
    if not sections:
        return []
    total = sum(row["points"] * row["share"] for row in sections)
    return [
        Violation(
            "full_marks",
            f"points × share sum to {number(total)}, full marks are {number(row['full_marks'])}",
        )
        for row in tables["notice"]
        if row["full_marks"] is not None and not same(total, row["full_marks"])
    ]


def printed_weights(units: Rows, tables: Tables) -> list[Violation]:
    """A unit whose points are printed in a cell holds one row, with those points as its weight.

    Or the rows that the cell is over, none of which has a weight.
    """
    indicators = by_seq(tables["indicators"])
    return [violation for unit in units for violation in _printed_weight(unit, indicators)]


def own_weights(indicators: Rows, tables: Tables) -> list[Violation]:
    """A row with a weight of its own is worth exactly its scoring unit's points."""
    points = {unit["scoring_unit"]: unit["points"] for unit in tables["scoring_units"]}
    violations = []
    for row in indicators:
        unit, weight = row["scoring_unit"], row["weight"]
        if unit in points and weight is not None and not same(weight, points[unit]):
            text = f"weight {number(weight)}, its scoring unit {unit} has {number(points[unit])}"
            violations.append(Violation(str(row["seq"]), f"seq {row['seq']}: {text}"))
    return violations


def unit_rows(units: Rows, tables: Tables) -> list[Violation]:
    """``rows`` names exactly the indicators that carry the unit's number.

    From ``first_seq`` to ``last_seq``.
    """
    carried: dict[int, list[Row]] = defaultdict(list)
    for row in tables["indicators"]:
        carried[row["scoring_unit"]].append(row)
    return [
        violation for unit in units for violation in _unit_rows(unit, carried[unit["scoring_unit"]])
    ]


def _sums(rows: Rows, per: Sequence[str], column: str = "points") -> dict[Group, float]:
    sums: dict[Group, float] = defaultdict(float)
    for row in rows:
        sums[_group(row, per)] += row[column]
    return sums


def _printed(rows: Rows, per: Sequence[str], column: str) -> dict[Group, set[float]]:
    printed: dict[Group, set[float]] = defaultdict(set)
    for row in rows:
        if row[column] is not None and row[per[-1]] is not None:
            printed[_group(row, per)].add(row[column])
    return printed


def _doubted(tables: Tables, per: Sequence[str]) -> dict[str, set[int]]:
    """By column, the rows that are in doubt about it."""
    found: dict[str, set[int]] = {column: set() for column in per}
    for row in tables["provenance"]:
        if row["column"] in found and row["status"] == "ambiguous":
            found[row["column"]].add(row["seq"])
    return found


def _labels(
    unit: Row, indicators: dict[int, Row], per: Sequence[str]
) -> dict[str, set[str | None]]:
    """By column, what the unit's rows say."""
    rows = [indicators[seq] for seq in spans(unit["rows"]) if seq in indicators]
    return {column: {row[column] for row in rows} for column in per}


def _belongs(
    unit: Row,
    group: Group,
    per: Sequence[str],
    doubted: dict[str, set[int]],
    labels: dict[str, set[str | None]],
) -> bool | None:
    """Whether the unit is of the group; None where it may be.

    It lacks a label because its rows have several or a row of it is in doubt. A group that lacks an
    outer label itself may be part of any.
    """
    serials, in_doubt, missing = spans(unit["rows"]), unit["status"] == "open", False
    for at, (column, label) in enumerate(zip(per, group, strict=True)):
        if unit[column] == label or (label is None and at < len(per) - 1):
            continue
        in_doubt = in_doubt or len(labels[column]) > 1 or not doubted[column].isdisjoint(serials)
        if unit[column] is not None or not in_doubt:
            return False
        missing = True
    return None if missing else True


def _group(row: Row, per: Sequence[str]) -> Group:
    return tuple(row[column] for column in per)


def _name(group: Group) -> str:
    return " / ".join("(none)" if part is None else part for part in group)


def _off(group: Group, total: float, expected: float, said: str = "printed") -> Violation:
    by = f"{total - expected:+.10g}"
    return Violation(
        _name(group),
        f"{_name(group)} sums to {number(total)}, {said} {number(expected)} (off by {by})",
    )


def _unprinted(group: Group, total: float) -> Violation:
    return Violation(
        _name(group), f"{_name(group)} sums to {number(total)}, but no such total is printed"
    )


def _printed_weight(unit: Row, indicators: dict[int, Row]) -> Iterator[Violation]:
    key, serials = str(unit["scoring_unit"]), spans(unit["rows"])
    if unit["basis"] != "printed":
        return
    if len(serials) > 1 and all(indicators.get(seq, {}).get("weight") is None for seq in serials):
        return  # one cell over its rows
    if len(serials) != 1:
        yield Violation(
            key,
            f"scoring unit {key}: its points are one row's own, but its rows are {unit['rows']!r}",
        )
        return
    weight = indicators.get(serials[0], {}).get("weight")
    if weight is None and unit["status"] == "open":
        return
    if weight is None or not same(weight, unit["points"]):
        has = "none" if weight is None else number(weight)
        yield Violation(
            key,
            f"scoring unit {key}: {number(unit['points'])} points, the weight of {serials[0]} is {has}",
        )


def _unit_rows(unit: Row, carried: Rows) -> Iterator[Violation]:
    key = str(unit["scoring_unit"])
    serials = [row["seq"] for row in carried]
    if sorted(spans(unit["rows"])) != sorted(serials):
        yield Violation(
            key, f"scoring unit {key}: rows {unit['rows']!r}, but the indicators say {serials}"
        )
    elif serials and (min(serials), max(serials)) != (unit["first_seq"], unit["last_seq"]):
        text = f"runs from {min(serials)} to {max(serials)}, not {unit['first_seq']} to {unit['last_seq']}"
        yield Violation(key, f"scoring unit {key}: {text}")
    for column in ("section", "level1"):
        labels = {row[column] for row in carried} - {None}
        if unit[column] is not None and labels - {unit[column]}:
            yield Violation(
                key,
                f"scoring unit {key}: {column} {unit[column]}, its rows say {' and '.join(labels)}",
            )


def unit_groups(units: Rows, tables: Tables) -> list[Violation]:
    """A certain unit lacks its first-level group only where a row of it is in doubt.

    Or its rows are of several.
    """
    indicators, doubted = by_seq(tables["indicators"]), _doubted(tables, ("level1",))["level1"]
    violations = []
    for unit in units:
        serials, key = spans(unit["rows"]), unit["scoring_unit"]
        labels = {indicators.get(seq, {}).get("level1") for seq in serials}
        sure = unit["status"] == "certain" and doubted.isdisjoint(serials) and len(labels) == 1
        name = labels.pop() if sure else None
        if unit["level1"] is None and name is not None:
            violations.append(
                Violation(str(key), f"scoring unit {key}: no level1, its rows say {name}")
            )
    return violations
