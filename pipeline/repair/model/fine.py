"""Weights printed in finer parts of a point than the programme counts in.

What of them the exact sums bear out.

The programme counts in whole parts of a point, at most :data:`weights.FINEST`: its time and memory
grow with them. A finer weight takes part as a whole number of such parts, chosen so that rows that
add up exactly still do. What it found is then added up again in decimals, and only a weight whose
group adds up so is published as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.model.readings import Readings, UnitKey
from pipeline.repair.model.roles import OWN
from pipeline.text import fold, parse_points

Exact = Mapping[int, Decimal]  # by row


def counted(
    rows: Sequence[RowEvidence],
    weight_at: int,
    unit: int,
) -> tuple[RowEvidence, ...]:
    """The rows, those with finer weights with the whole parts that they take part as.

    What rounding adds to one weight is taken from the next, so that any rows with a whole sum keep
    it.
    """
    exact = taken = Decimal(0)
    out: list[RowEvidence] = []
    for row in rows:
        number = printed(row, weight_at) or Decimal(0)
        scaled = number * unit
        exact += scaled
        if scaled % 1 == 0:
            taken += scaled
            out.append(row)
            continue
        whole = exact.quantize(Decimal(1), ROUND_HALF_UP) - taken
        parts = max(Decimal(1), whole)
        taken += parts
        out.append(replace(row, parts=int(parts)))
    return tuple(out)


def printed(row: RowEvidence, weight_at: int) -> Decimal | None:
    """The number that the row's cheapest alignment reads as its weight."""
    text = fold(row.cheapest_text(weight_at))
    return parse_points(text)


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows whose points are printed together.

    Under a label with points, or what those leave of a group.
    """

    rows: tuple[int, ...]
    points: Decimal


def exact_points(
    rows: Sequence[RowEvidence],
    weight_at: int,
    readings: Readings,
) -> tuple[Exact, Mapping[UnitKey, Decimal]]:
    """The finer weights that their group's printed points bear out.

    And the points of units that share with them.
    """
    own: dict[int, Decimal] = {}
    shared: dict[UnitKey, Decimal] = {}
    finer = {n for n, row in enumerate(rows) if row.parts is not None}
    if not finer:
        return own, shared
    for scope in _scopes(readings):
        keys = _sure_units(scope, readings)
        if keys is None or finer.isdisjoint(scope.rows):
            continue
        weights: dict[int, Decimal] = {}
        others: set[UnitKey] = set()
        for n, key in keys.items():
            how, *_ = key
            if how == OWN:
                weights[n] = printed(rows[n], weight_at) or Decimal(0)
            else:
                others.add(key)
        left = scope.points - sum(weights.values(), Decimal(0))
        if _adds_up(left, others):
            own |= weights
            shared |= dict.fromkeys(others, left)
    return own, shared


def _adds_up(left: Decimal, others: set[UnitKey]) -> bool:
    """Whether what weights leave is nothing, or is left for one unit of rows that share it."""
    if not others:
        return left == 0
    return len(others) == 1 and left > 0


def _sure_units(scope: Scope, readings: Readings) -> dict[int, UnitKey] | None:
    """By row, its scoring unit; None where one has several, or may be misprinted."""
    keys: dict[int, UnitKey] = {}
    for n in scope.rows:
        found = readings.rows[n]
        if len(found.units) != 1 or found.misprinted:
            return None
        (keys[n],) = found.units
    return keys


def _scopes(readings: Readings) -> Iterator[Scope]:
    """Every scope of rows that are certainly in it."""
    under = list(_under_labels(readings))
    yield from under
    for number, group in enumerate(readings.groups):
        if group.points is None:
            continue
        rest = _certainly_in(number, readings)
        left = group.points
        for scope in under:
            if not rest.isdisjoint(scope.rows):
                left -= scope.points
            rest.difference_update(scope.rows)
        if rest:
            yield Scope(tuple(sorted(rest)), left)


def _certainly_in(group: int, readings: Readings) -> set[int]:
    """The rows that are in a first-level group in every reading."""
    found: set[int] = set()
    for n, row in enumerate(readings.rows):
        if set(row.groups) == {group}:
            found.add(n)
    return found


def _under_labels(readings: Readings) -> Iterator[Scope]:
    """The rows that certainly stand under each label with points."""
    under: dict[int, list[int]] = {}
    for n, found in enumerate(readings.rows):
        if len(found.labels) == 1:
            (label,) = found.labels
            if label is not None:
                under.setdefault(label, []).append(n)
    for label, rows in under.items():
        points = readings.names[label].points
        if points is not None:
            yield Scope(tuple(rows), points)


__all__ = ["Exact", "counted", "exact_points", "printed"]
