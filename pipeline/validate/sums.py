"""Rules on points: what is printed adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.messages import Message, message
from pipeline.validate.rules import (
    TOLERANCE,
    Row,
    Rows,
    Tables,
    Violation,
    all_of,
    by_seq,
    same,
    spans,
)

# The labels of a group, outermost first; None where it has no label of that level.
Group = tuple[str | None, ...]


def points_per_group(
    units: Rows, tables: Tables, *, per: Sequence[str], other_table: str, other_column: str
) -> list[Violation]:
    """The scoring units' points per group are what ``other_table`` prints in ``other_column``.

    A unit whose group is in doubt may belong to any group beside it: its points may be missing
    there, but nowhere may there be more than is printed.
    """
    if not tables["sections"]:  # no note says that anything adds up: ``sums`` tells what does not
        return []
    printed = _printed(tables[other_table], per, other_column)
    grouping = _grouping(tables, per)
    violations: list[Violation] = []
    for group in sorted(printed, key=str):
        violations += _compared(group, printed[group], units, grouping)
    if other_table == "sections" and printed:
        for group, total in _sums(units, per).items():
            if group not in printed:
                violations.append(_unprinted(group, total))
    return violations


def totals_pinned(
    rows: Rows, _: Tables, *, per: str, column: str, totals: dict[str, float]
) -> list[Violation]:
    """The sum of ``column`` per value of ``per`` is the one in ``totals``, which has all values."""
    sums = {key[0]: total for key, total in _sums(rows, (per,), column).items()}
    violations: list[Violation] = []
    for name in dict.fromkeys([*totals, *sums]):
        total = sums.get(name, 0.0)
        pinned = totals.get(name or "", 0.0)
        if not same(total, pinned):
            violations.append(_off_from_pinned((name,), total, pinned))
    return violations


def weighted_total(sections: Rows, tables: Tables) -> list[Violation]:
    """Σ points × share over the sections equals the notice's full marks, where it says them."""
    if not sections:
        return []
    total = sum(row["points"] * row["share"] for row in sections)
    violations: list[Violation] = []
    for row in tables["notice"]:
        marks = row["full_marks"]
        if marks is not None and not same(total, marks):
            said = message("validate.full-marks", total=total, full_marks=marks)
            violations.append(Violation("full_marks", said))
    return violations


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
        said = message("validate.own-weight", seq=seq, weight=weight, unit=unit, points=worth)
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
    grouping = _grouping(tables, ("level1",))
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


# --- points by group


class _Belongs(Enum):
    """Whether a unit is of a group."""

    SURELY = "yes"
    PERHAPS = "it may be"
    NOT = "no"


@dataclass(frozen=True, slots=True)
class _Grouping:
    """What tells the group of a unit: the columns of its labels, its rows, what is in doubt."""

    per: Sequence[str]
    indicators: Mapping[int, Row]
    # By column, the rows that are in doubt about it.
    doubted: Mapping[str, set[int]]

    def is_doubted(self, column: str, serials: Sequence[int]) -> bool:
        """Whether one of the rows is in doubt about the column."""
        return not self.doubted[column].isdisjoint(serials)

    def has_several(self, column: str, serials: Sequence[int]) -> bool:
        """Whether the rows have several labels in the column."""
        rows = [self.indicators[seq] for seq in serials if seq in self.indicators]
        return len({row[column] for row in rows}) > 1

    def belongs(self, unit: Row, group: Group) -> _Belongs:
        """Whether the unit is of the group.

        It may be where it lacks a label because its rows have several or a row of it is in doubt. A
        group that lacks an outer label itself may be part of any.
        """
        serials = spans(unit["rows"])
        in_doubt = unit["status"] == "open"
        found = _Belongs.SURELY
        innermost = self.per[-1]
        for column, label in zip(self.per, group, strict=True):
            if unit[column] == label or (label is None and column != innermost):
                continue
            if self.has_several(column, serials) or self.is_doubted(column, serials):
                in_doubt = True
            if unit[column] is not None or not in_doubt:
                return _Belongs.NOT
            found = _Belongs.PERHAPS
        return found


def _grouping(tables: Tables, per: Sequence[str]) -> _Grouping:
    doubted: dict[str, set[int]] = {column: set() for column in per}
    for row in tables["provenance"]:
        if row["column"] in doubted and row["status"] == "ambiguous":
            doubted[row["column"]].add(row["seq"])
    return _Grouping(per, by_seq(tables["indicators"]), doubted)


def _compared(
    group: Group, printed: set[float], units: Rows, grouping: _Grouping
) -> Iterator[Violation]:
    """The points of a group's units against what is printed for it."""
    if len(printed) > 1:
        name = _name(group)
        said = message("validate.several-totals", group=name, totals=all_of(sorted(printed)))
        yield Violation(_key(group), said)
        return
    (expected,) = printed
    points = dict.fromkeys(_Belongs, 0.0)
    for unit in units:
        points[grouping.belongs(unit, group)] += unit["points"]
    least = points[_Belongs.SURELY]
    most = least + points[_Belongs.PERHAPS]
    fits = same(least, expected) or least < expected <= most + TOLERANCE
    if not fits:
        yield _off_from_printed(group, least, expected)


def _sums(rows: Rows, per: Sequence[str], column: str = "points") -> dict[Group, float]:
    sums: dict[Group, float] = defaultdict(float)
    for row in rows:
        sums[_group(row, per)] += row[column]
    return sums


def _printed(rows: Rows, per: Sequence[str], column: str) -> dict[Group, set[float]]:
    """By group, the points that are printed for it; one, where all goes well."""
    printed: dict[Group, set[float]] = defaultdict(set)
    for row in rows:
        if row[column] is not None and row[per[-1]] is not None:
            printed[_group(row, per)].add(row[column])
    return printed


def _group(row: Row, per: Sequence[str]) -> Group:
    return tuple(row[column] for column in per)


def _key(group: Group) -> str:
    return " / ".join("(none)" if part is None else part for part in group)


def _name(group: Group) -> Message:
    """The group as a sentence names it: its labels, outermost first."""
    first, *others = (_label(part) for part in group)
    name = first
    for part in others:
        name = message("validate.group-in", outer=name, inner=part)
    return name


def _label(part: str | None) -> Message:
    return message("validate.no-label") if part is None else message("as-is", text=part)


def _off_from_printed(group: Group, total: float, expected: float) -> Violation:
    by, name = total - expected, _name(group)
    said = message("validate.off-printed", group=name, total=total, expected=expected, by=by)
    return Violation(_key(group), said)


def _off_from_pinned(group: Group, total: float, expected: float) -> Violation:
    by, name = total - expected, _name(group)
    said = message("validate.off-pinned", group=name, total=total, expected=expected, by=by)
    return Violation(_key(group), said)


def _unprinted(group: Group, total: float) -> Violation:
    said = message("validate.total-unprinted", group=_name(group), total=total)
    return Violation(_key(group), said)


# --- the rows of a unit


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
        said = message("validate.unit-weight-missing", unit=number, points=points, seq=seq)
        yield Violation(str(number), said)
    elif not same(weight, points):
        said = message("validate.unit-weight", unit=number, points=points, seq=seq, weight=weight)
        yield Violation(str(number), said)


def _wrong_rows(unit: Row, carried: Rows) -> Iterator[Violation]:
    number, rows = unit["scoring_unit"], unit["rows"]
    serials = [row["seq"] for row in carried]
    if sorted(spans(rows)) != sorted(serials):
        said = message("validate.unit-rows", unit=number, rows=rows, carried=str(serials))
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
