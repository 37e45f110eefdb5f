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
from pipeline.repair.model.moves import OWN
from pipeline.repair.model.readings import Readings, UnitKey
from pipeline.text import fold, parse_number

Exact = Mapping[int, Decimal]  # by row


def counted(rows: Sequence[RowEvidence], weight_at: int, unit: int) -> tuple[RowEvidence, ...]:
    """The rows, those with finer weights with the whole parts that they take part as.

    What rounding adds to one weight is taken from the next, so that any rows with a whole sum keep
    it.
    """
    exact, taken = Decimal(0), Decimal(0)
    out: list[RowEvidence] = []
    for row in rows:
        number = printed(row, weight_at)
        if number is None or number * unit % 1 == 0:
            exact, taken = exact + (number or 0) * unit, taken + (number or 0) * unit
            out.append(row)
            continue
        exact += number * unit
        parts = max(Decimal(1), exact.quantize(Decimal(1), ROUND_HALF_UP) - taken)
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
        if not any(rows[n].parts is not None for n in scope.rows):
            continue
        keys = [
            next(iter(readings.rows[n].units))
            for n in scope.rows
            if len(readings.rows[n].units) == 1
        ]
        sure = len(keys) == len(scope.rows) and not any(
            readings.rows[n].misprinted for n in scope.rows
        )
        others = {key for key in keys if key[0] != OWN}
        mine = [n for n, key in zip(scope.rows, keys, strict=False) if key[0] == OWN]
        left = scope.points - sum((_own(rows[n], weight_at) for n in mine), Decimal(0))
        if sure and ((not others and left == 0) or (len(others) == 1 and left > 0)):
            own |= {n: _own(rows[n], weight_at) for n in mine}
            shared |= dict.fromkeys(others, left)
    return own, shared


def _own(row: RowEvidence, weight_at: int) -> Decimal:
    return printed(row, weight_at) or Decimal(0)


def _scopes(readings: Readings) -> Iterator[Scope]:
    """Every scope of rows that are certainly in it."""
    under: dict[int, list[int]] = {}
    for n, found in enumerate(readings.rows):
        label = next(iter(found.labels)) if len(found.labels) == 1 else None
        if label is not None and readings.names[label].points is not None:
            under.setdefault(label, []).append(n)
    held = {n for rows in under.values() for n in rows}
    for label, rows in under.items():
        yield Scope(tuple(rows), readings.names[label].points or Decimal(0))
    for number, group in enumerate(readings.groups):
        inside = [n for n, found in enumerate(readings.rows) if set(found.groups) == {number}]
        labels = {label for label, rows in under.items() if set(rows) & set(inside)}
        spent = sum((readings.names[label].points or Decimal(0) for label in labels), Decimal(0))
        rest = tuple(n for n in inside if n not in held)
        if rest and group.points is not None:
            yield Scope(rest, group.points - spent)


__all__ = ["Exact", "counted", "exact_points", "printed"]
