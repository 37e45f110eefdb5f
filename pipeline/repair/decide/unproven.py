"""Weights that the sums do not prove.

What is left open elsewhere under their label takes up any difference.

Where rows share what a label's total leaves, that total adds up whatever the other rows under the
label weigh. Their weights then rest on their own cells alone: a row that lost a cell may have lost
its weight as well as a ranking, and no printed sum tells which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from math import ceil

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.moves import MISPRINT_REACH, OWN
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.weights import weight_option


def doubt_unproven(
    rows: Sequence[RowEvidence], layout: Layout, readings: Readings, costs: Costs, margin: float
) -> Readings:
    """The readings.

    With every other weight that a row's own cells may mean within ``margin`` where no sum proves
    one.

    Points that a row may have more or less are taken from or given to the rows of its group that
    share what is left.
    """
    absorbing = _absorbing(readings)
    found, variants = (
        list(readings.rows),
        {key: dict(shapes) for key, shapes in readings.variants.items()},
    )
    for index, (row, read) in enumerate(zip(rows, readings.rows, strict=True)):
        own = _own(read)
        pools = [] if own is None else _pools(readings, own, absorbing)
        if own is None or not pools:
            continue
        others = dict(_others(row, layout, read, readings.unit, costs, margin))
        if others:
            found[index] = _opened(read, others)
            weight = next(iter(read.weights)) or 0
            for pool in pools:
                _shift(variants, own, pool, Variant((index,), weight))
    return replace(readings, rows=tuple(found), variants=variants)


def doubt_hurt(
    rows: Sequence[RowEvidence], layout: Layout, readings: Readings, costs: Costs, margin: float
) -> Readings:
    """The readings.

    With the other ways the cells of a row can stand that lost its own weight, a little beyond the
    margin: where one cell went, another goes more easily; a "/" that fills the row looks like a
    ranking, and a weight that is misprinted like the first of them.

    A merged weight that was dropped says nothing of the kind: it is one accident for all its rows.
    """
    at, found = layout.at("weight"), list(readings.rows)
    for index, (row, read) in enumerate(zip(rows, readings.rows, strict=True)):
        if not _lost_alone(index, row, at, readings):
            continue
        points = {shape.points for key in read.units for shape in readings.variants[key]}
        best = min(read.alignments, key=lambda n: (read.alignments[n], n))
        others = {}
        for n, each in enumerate(row.alignments):
            extra = each.cost - row.alignments[best].cost
            if weight_option(row, each, at, readings.unit, costs).filled:
                extra += costs.own_weight_filled
            if each.places[at] is not None:
                extra += (
                    _misprinted(row, each, at, points, readings.unit, costs) - costs.own_weight_lost
                )
            if extra <= margin + costs.hurt_twice:
                others[n] = read.alignments[best] + max(0.0, extra)
        found[index] = replace(read, alignments=others | read.alignments)
    return replace(readings, rows=tuple(found))


def doubt_echoes(readings: Readings, echoes: Set[int], costs: Costs) -> Readings:
    """The readings, with the labels open of rows below a cell that repeats the row's own name.

    Where such a repeat stands below a label without points, inside the rows it seems to hold, it
    may stand in the place of the next label: no sum tells. Not where the label is printed again
    further down.
    """
    found = list(readings.rows)
    for row in sorted(echoes):
        label, start = _one(found[row].labels), row
        if label is None or readings.names[label].points is not None:
            continue
        while start and _one(found[start - 1].labels) == label:
            start -= 1
        if (
            start == row
            or start in echoes
            or any(p.row >= row for p in readings.names[label].prints)
        ):
            continue
        for below in range(row, len(found)):
            if _one(found[below].labels) != label:
                break
            found[below] = replace(found[below], labels={label: 0.0, None: costs.label_lost_echo})
    return replace(readings, rows=tuple(found))


def _one(labels: Mapping[int | None, float]) -> int | None:
    """The label that every reading gives a row."""
    return next(iter(labels)) if len(labels) == 1 else None


def _misprinted(
    row: RowEvidence, alignment: Alignment, at: int, points: Set[int], unit: int, costs: Costs
) -> float:
    """What it costs that the weight the alignment reads is a misprint.

    Of the row's one possible number of points.
    """
    printed = weight_option(row, alignment, at, unit, costs).points
    if printed is None or len(points) != 1:
        return INFINITE
    off = abs(printed - next(iter(points))) / unit
    high = costs.cell_unlikely  # a misprint may be any number
    return costs.misprinted(ceil(off)) - high if 0 < off <= MISPRINT_REACH else INFINITE


def _lost_alone(index: int, row: RowEvidence, at: int, readings: Readings) -> bool:
    """Whether the row's weight is lost in its cheapest reading.

    And shared with no other row in any.
    """
    read = readings.rows[index]
    best = min(read.alignments, key=lambda n: (read.alignments[n], n))
    shapes = (
        shape for key in read.units for shape in readings.variants[key] if index in shape.rows
    )
    return row.alignments[best].places[at] is None and all(
        shape.rows == (index,) for shape in shapes
    )


def _absorbing(readings: Readings) -> list[UnitKey]:
    """The units of the cheapest reading whose rows share what is left."""
    return [
        key
        for key, shapes in readings.variants.items()
        if key[0] == POOL and min(shapes.values()) <= readings.best + 1e-9
    ]


def _own(read: RowReadings) -> UnitKey | None:
    """The unit of a row that has one weight of its own in every reading."""
    key = next(iter(read.units), None)
    return key if key and key[0] == OWN and len(read.units) == len(read.weights) == 1 else None


def _pools(readings: Readings, own: UnitKey, absorbing: Sequence[UnitKey]) -> list[UnitKey]:
    """Those that share points under the row's own label.

    Where none is printed there, those of its whole group that no label's points hold.
    """

    def pointed(key: UnitKey) -> bool:
        return key[2] is not None and readings.names[key[2]].points is not None

    group = [key for key in absorbing if key[1] == own[1]]
    if pointed(own):
        return [key for key in group if key[2] == own[2]]
    return [key for key in group if not pointed(key)]


def _others(
    row: RowEvidence, layout: Layout, read: RowReadings, unit: int, costs: Costs, margin: float
) -> Iterator[tuple[int, float]]:
    """The alignments that read another weight than the row's, or none.

    By what they cost above it.
    """
    at = layout.at("weight")
    number = min(read.alignments, key=lambda n: (read.alignments[n], n))
    best = row.alignments[number]
    weight = weight_option(row, best, at, unit, costs).points
    for n, alignment in enumerate(row.alignments):
        option = weight_option(row, alignment, at, unit, costs)
        extra = alignment.cost - best.cost + (costs.own_weight_filled if option.filled else 0.0)
        if option.points != weight and option.lost and extra <= margin:
            yield n, read.alignments[number] + max(0.0, extra)


def _opened(read: RowReadings, others: dict[int, float]) -> RowReadings:
    """The row with those alignments too; its weight may be the points that its group leaves."""
    alignments = others | read.alignments
    return replace(
        read, alignments=alignments, weights={**read.weights, None: min(others.values())}
    )


def _shift(
    variants: dict[UnitKey, dict[Variant, float]], own: UnitKey, pool: UnitKey, printed: Variant
) -> None:
    """What the row may have more than is ``printed``, those that share have less.

    And the other way round.
    """
    for shape, cost in list(variants[pool].items()):
        total = shape.points + printed.points
        for points in range(1, total):
            mine, theirs = replace(printed, points=points), replace(shape, points=total - points)
            for key, each in ((own, mine), (pool, theirs)):
                variants[key][each] = min(cost, variants[key].get(each, INFINITE))


__all__ = ["doubt_echoes", "doubt_hurt", "doubt_unproven"]
