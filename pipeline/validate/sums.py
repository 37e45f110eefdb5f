"""Rules on points: what is printed adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message
from pipeline.validate.grouping import Belongs, Group, Grouping, grouping_of
from pipeline.validate.rules import (
    TOLERANCE,
    Row,
    Rows,
    Tables,
    Violation,
    all_of,
    same,
)

OFF_PRINTED = "validate.off-printed"
OFF_PINNED = "validate.off-pinned"


def points_per_group(
    units: Rows,
    tables: Tables,
    *,
    per: Sequence[str],
    other_table: str,
    other_column: str,
) -> list[Violation]:
    """The scoring units' points per group are what ``other_table`` prints in ``other_column``.

    A unit whose group is in doubt may belong to any group beside it: its points may be missing
    there, but nowhere may there be more than is printed.
    """
    if not tables["sections"]:  # no note says that anything adds up: ``sums`` tells what does not
        return []
    printed = _printed(tables[other_table], per, other_column)
    grouping = grouping_of(tables, per)
    violations: list[Violation] = []
    for group in sorted(printed, key=str):
        violations += _compared(group, printed[group], units, grouping)
    if other_table == "sections" and printed:
        for group, total in _sums(units, per).items():
            if group not in printed:
                violations.append(_unprinted(group, total))
    return violations


def totals_pinned(
    rows: Rows,
    _: Tables,
    *,
    per: str,
    column: str,
    totals: dict[str, float],
) -> list[Violation]:
    """The sum of ``column`` per value of ``per`` is the one in ``totals``, which has all values."""
    sums = {key[0]: total for key, total in _sums(rows, (per,), column).items()}
    violations: list[Violation] = []
    for name in dict.fromkeys([*totals, *sums]):
        total = sums.get(name, 0.0)
        pinned = totals.get(name or "", 0.0)
        if not same(total, pinned):
            violations.append(_off(OFF_PINNED, (name,), total, pinned))
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


def _compared(
    group: Group,
    printed: set[float],
    units: Rows,
    grouping: Grouping,
) -> Iterator[Violation]:
    """The points of a group's units against what is printed for it."""
    if len(printed) > 1:
        name = _name(group)
        said = message("validate.several-totals", group=name, totals=all_of(sorted(printed)))
        yield Violation(_key(group), said)
        return
    (expected,) = printed
    points = dict.fromkeys(Belongs, 0.0)
    for unit in units:
        points[grouping.belongs(unit, group)] += unit["points"]
    least = points[Belongs.SURELY]
    most = least + points[Belongs.PERHAPS]
    fits = same(least, expected) or least < expected <= most + TOLERANCE
    if not fits:
        yield _off(OFF_PRINTED, group, least, expected)


def _sums(
    rows: Rows,
    per: Sequence[str],
    column: str = "points",
) -> dict[Group, float]:
    sums: dict[Group, float] = defaultdict(float)
    for row in rows:
        sums[_group(row, per)] += row[column]
    return sums


def _printed(
    rows: Rows,
    per: Sequence[str],
    column: str,
) -> dict[Group, set[float]]:
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


def _off(
    code: str,
    group: Group,
    total: float,
    expected: float,
) -> Violation:
    """A total that is not the one printed, or not the one pinned, as the code says."""
    said = message(
        code,
        group=_name(group),
        total=total,
        expected=expected,
        by=total - expected,
    )
    return Violation(_key(group), said)


def _unprinted(group: Group, total: float) -> Violation:
    said = message("validate.total-unprinted", group=_name(group), total=total)
    return Violation(_key(group), said)
