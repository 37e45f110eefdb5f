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
from pipeline.repair.model.labels import Label
from pipeline.repair.model.moves import OWN
from pipeline.repair.model.readings import Readings, UnitKey
from pipeline.text import fold, parse_number

Exact = Mapping[int, Decimal]  # by row


def counted(rows: Sequence[RowEvidence], weight_at: int, unit: int) -> tuple[RowEvidence, ...]:
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
    return parse_number(fold(row.text(row.alignments[0], weight_at) or ""))


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows whose points are printed together.

    Under a label with points, or what those leave of a group.
    """

    rows: tuple[int, ...]
    points: Decimal


def exact_points(
    rows: Sequence[RowEvidence], weight_at: int, readings: Readings
) -> tuple[Exact, Mapping[UnitKey, Decimal]]:
    """The finer weights that their group's printed points bear out.

    And the points of units that share with them.
    """
    own: dict[int, Decimal] = {}
    shared: dict[UnitKey, Decimal] = {}
    if not any(row.parts is not None for row in rows):
        return own, shared
    for scope in _scopes(readings):
        finer = any(rows[n].parts is not None for n in scope.rows)
        keys = _sure_units(scope, readings)
        if not finer or keys is None:
            continue
        weights = {n: _own(rows[n], weight_at) for n, key in keys.items() if key[0] == OWN}
        others = {key for key in keys.values() if key[0] != OWN}
        left = scope.points - sum(weights.values(), Decimal(0))
        adds_up = left == 0 if not others else len(others) == 1 and left > 0
        if adds_up:
            own |= weights
            shared |= dict.fromkeys(others, left)
    return own, shared


def _sure_units(scope: Scope, readings: Readings) -> dict[int, UnitKey] | None:
    """By row, its scoring unit; None where one has several, or may be misprinted."""
    keys: dict[int, UnitKey] = {}
    for n in scope.rows:
        found = readings.rows[n]
        if len(found.units) != 1 or found.misprinted:
            return None
        keys[n] = next(iter(found.units))
    return keys


def _own(row: RowEvidence, weight_at: int) -> Decimal:
    return printed(row, weight_at) or Decimal(0)


def _scopes(readings: Readings) -> Iterator[Scope]:
    """Every scope of rows that are certainly in it."""
    under = _under_labels(readings)
    for label, rows in under.items():
        yield Scope(tuple(rows), _points(readings.names[label]))
    held = {n for rows in under.values() for n in rows}
    for number, group in enumerate(readings.groups):
        inside = {n for n, found in enumerate(readings.rows) if set(found.groups) == {number}}
        spent = Decimal(0)
        for label, rows in under.items():
            if inside.intersection(rows):
                spent += _points(readings.names[label])
        rest = tuple(sorted(inside - held))
        if rest and group.points is not None:
            yield Scope(rest, group.points - spent)


def _under_labels(readings: Readings) -> dict[int, list[int]]:
    """The rows that certainly stand under each label with points."""
    under: dict[int, list[int]] = {}
    for n, found in enumerate(readings.rows):
        label = next(iter(found.labels)) if len(found.labels) == 1 else None
        if label is not None and readings.names[label].points is not None:
            under.setdefault(label, []).append(n)
    return under


def _points(label: Label) -> Decimal:
    return label.points or Decimal(0)


__all__ = ["Exact", "counted", "exact_points", "printed"]
