"""Rows read as slid though one prints just the points they share: their rankings are open.

Where a merged weight cell was dropped and the rankings slid left, a ranking stands in the weight's
place. It is as many points as the rows share once in some twenty runs; a weight that is printed
once for its rows always is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.decide.context import best_alignment, only
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey
from pipeline.repair.model.roles import WeightOption
from pipeline.repair.model.weights import WeightColumn


def doubt_printed_points(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
    costs: Costs,
) -> Readings:
    """The readings, with the slid rows of such units as printed too."""
    weights = WeightColumn(layout.at("weight"), readings.unit, costs)
    found = list(readings.rows)
    for points, unit in _shared(readings):
        slid = [n for n in unit if _is_slid(rows[n], found[n], weights)]
        whole = points.union(*[_of_labels(found[n], readings) for n in slid])
        if not any(_prints(rows[n], whole, weights) for n in slid):
            continue
        for n in slid:
            found[n] = _as_printed_too(rows[n], found[n], whole, weights)
    return replace(readings, rows=tuple(found))


def _shared(
    readings: Readings,
) -> Iterator[tuple[set[int], list[int]]]:
    """The points that each unit which shares may have, and the rows that are certainly of it."""
    members: dict[UnitKey, list[int]] = {}
    for n, read in enumerate(readings.rows):
        unit = only(read.units)
        if unit is not None:
            members.setdefault(unit, []).append(n)
    for unit, rows in members.items():
        how, *_ = unit
        if how == POOL:
            yield {shape.points for shape in readings.variants[unit]}, rows


def _of_labels(read: RowReadings, readings: Readings) -> set[int]:
    """The points that the row's label has in any reading, scaled."""
    found: set[int] = set()
    for label in read.labels:
        points = None if label is None else readings.names[label].points
        if points is not None:
            found.add(int(points * readings.unit))
    return found


def _is_slid(
    row: RowEvidence,
    read: RowReadings,
    weights: WeightColumn,
) -> bool:
    """Whether the row is read as one that lost its weight cell."""
    best = best_alignment(row, read)
    return weights.option(row, best).lost


def _prints(
    row: RowEvidence,
    points: Set[int],
    weights: WeightColumn,
) -> bool:
    """Whether the row can stand so that it prints one of these points."""
    return any(option.points in points for _, option in _options(row, weights))


def _options(
    row: RowEvidence,
    weights: WeightColumn,
) -> Iterator[tuple[Alignment, WeightOption]]:
    for alignment in row.alignments:
        yield alignment, weights.option(row, alignment)


def _as_printed_too(
    row: RowEvidence,
    read: RowReadings,
    points: Set[int],
    weights: WeightColumn,
) -> RowReadings:
    """A row's readings, with the cheapest that prints the shared points or a mark for them."""
    costs: dict[int, float] = {}
    for number, (alignment, option) in enumerate(_options(row, weights)):
        is_mark = option.points is None and not option.lost
        if is_mark or option.points in points:
            costs[number] = alignment.cost
    if not costs:
        return read
    printed = min(costs, key=costs.__getitem__)
    least = min(read.alignments.values())
    return replace(read, alignments={printed: least, **read.alignments})


__all__ = ["doubt_printed_points"]
