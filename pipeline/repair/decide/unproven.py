"""Weights that the sums do not prove.

What is left open elsewhere under their label takes up any difference.

Where rows share what a label's total leaves, that total adds up whatever the other rows under the
label weigh. Their weights then rest on their own cells alone: a row that lost a cell may have lost
its weight as well as a ranking, and no printed sum tells which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from math import ceil

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.decide.context import best_alignment, only
from pipeline.repair.model.moves import MISPRINT_REACH
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import OWN
from pipeline.repair.model.weights import WeightColumn, WeightOption
from pipeline.repair.solve.tolerance import NEARLY

# A weight that is further off is no slip of the hand but another digit, 7 for 1, as likely as this.
OTHER_DIGIT = 3
Shapes = dict[UnitKey, dict[Variant, float]]


def doubt_unproven(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
    costs: Costs,
    margin: float,
) -> Readings:
    """The readings.

    With every other weight that a row's own cells may mean within ``margin`` where no sum proves
    one.

    Points that a row may have more or less are taken from or given to the rows of its group that
    share what is left.
    """
    weights = _Weights(layout.at("weight"), readings.unit, costs)
    absorbing = _absorbing(readings)
    found = list(readings.rows)
    variants: Shapes = {}
    for key, shapes in readings.variants.items():
        variants[key] = dict(shapes)
    pairs = zip(rows, readings.rows, strict=True)
    for index, (row, read) in enumerate(pairs):
        own = _own(read)
        if own is None:
            continue
        pools = _pools(readings, own, absorbing)
        if not pools:
            continue
        others = _others(row, read, weights, margin)
        if not others:
            continue
        found[index] = _opened(read, others)
        weight = only(read.weights) or 0
        printed = Variant((index,), weight)
        for pool in pools:
            _shift(variants, own, pool, printed)
    return replace(readings, rows=tuple(found), variants=variants)


def doubt_hurt(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
    costs: Costs,
    margin: float,
) -> Readings:
    """The readings.

    With the other ways the cells of a row can stand that lost its own weight, a little beyond the
    margin: where one cell went, another goes more easily; a "/" that fills the row looks like a
    ranking, and a weight that is misprinted like the first of them.

    A merged weight that was dropped says nothing of the kind: it is one accident for all its rows.
    """
    weights = _Weights(layout.at("weight"), readings.unit, costs)
    most = margin
    found: list[RowReadings] = []
    pairs = zip(rows, readings.rows, strict=True)
    for index, (row, read) in enumerate(pairs):
        is_lost = _is_lost(row, read, weights.at)
        if not is_lost or not _is_alone(index, readings):
            found.append(read)
            continue
        extras = _hurt(row, read, readings, weights)
        others = _within(extras, read, most)
        alignments = others | read.alignments
        found.append(replace(read, alignments=alignments))
    return replace(readings, rows=tuple(found))


def doubt_echoes(
    readings: Readings,
    echoes: Set[int],
    costs: Costs,
) -> Readings:
    """The readings, with the labels open of rows below a cell that repeats the row's own name.

    Where such a repeat stands below a label without points, inside the rows it seems to hold, it
    may stand in the place of the next label: no sum tells. Not where the label is printed again
    further down.
    """
    found = list(readings.rows)
    for row in sorted(echoes):
        label = only(found[row].labels)
        if label is None or readings.names[label].points is not None:
            continue
        start = _first_under(label, row, found)
        if start == row or start in echoes:
            continue
        if _is_printed_from(row, label, readings):
            continue
        labels = {label: 0.0, None: costs.label_lost_echo}
        for below in range(row, len(found)):
            if only(found[below].labels) != label:
                break
            found[below] = replace(found[below], labels=labels.copy())
    return replace(readings, rows=tuple(found))


# --- labels that a repeated name may stand for


def _first_under(
    label: int,
    row: int,
    rows: Sequence[RowReadings],
) -> int:
    """The first of the rows above that certainly stand under the row's label."""
    start = row
    while start and only(rows[start - 1].labels) == label:
        start -= 1
    return start


def _is_printed_from(
    row: int,
    label: int,
    readings: Readings,
) -> bool:
    """Whether a label is printed on a row or further down."""
    prints = readings.names[label].prints
    return any(printed.row >= row for printed in prints)


# --- alignments that read another weight


class _Weights(WeightColumn):
    """How weights are read, and what other readings of one cost."""

    def extra(self, option: WeightOption, best: Alignment) -> float:
        """What reading a weight so costs more than the best alignment.

        A "/" that fills up a row without its weight costs as much as where the sums prove that.
        """
        extra = option.cost - best.cost
        if option.filled:
            extra += self.costs.own_weight_filled
        return extra

    def misprinted(
        self,
        printed: int | None,
        points: Set[int],
        *,
        is_whole: bool,
    ) -> float:
        """What it costs that a printed weight is a misprint of the row's one possible number.

        ``is_whole`` says that the row is complete as it stands: then it may be any other number.
        """
        if printed is None or len(points) != 1:
            return INFINITE
        (meant,) = points
        off = abs(printed - meant) / self.unit
        if is_whole:
            off = min(off, OTHER_DIGIT)
        if not 0 < off <= MISPRINT_REACH:
            return INFINITE
        high = self.costs.cell_unlikely  # a misprint may be any number
        return self.costs.misprinted(ceil(off)) - high


def _others(
    row: RowEvidence,
    read: RowReadings,
    weights: _Weights,
    margin: float,
) -> dict[int, float]:
    """The alignments that lost the row's weight within a margin, by what they cost."""
    best = best_alignment(row, read)
    printed = weights.option(row, best).points
    extras: dict[int, float] = {}
    for number, alignment in enumerate(row.alignments):
        option = weights.option(row, alignment)
        if option.lost and option.points != printed:
            extras[number] = weights.extra(option, best)
    return _within(extras, read, margin)


def _hurt(
    row: RowEvidence,
    read: RowReadings,
    readings: Readings,
    weights: _Weights,
) -> dict[int, float]:
    """What each alignment of a row without its weight costs more than the best.

    One that reads a weight takes it for a misprint, and nothing for lost.
    """
    best = best_alignment(row, read)
    points: set[int] = set()
    for key in read.units:
        for shape in readings.variants[key]:
            points.add(shape.points)
    extras: dict[int, float] = {}
    for number, alignment in enumerate(row.alignments):
        option = weights.option(row, alignment)
        extra = weights.extra(option, best)
        if not option.lost:
            is_whole = not alignment.damage
            misprinted = weights.misprinted(option.points, points, is_whole=is_whole)
            extra += misprinted - weights.costs.own_weight_lost
        extras[number] = extra
    return extras


def _within(
    extras: Mapping[int, float],
    read: RowReadings,
    most: float,
) -> dict[int, float]:
    """The alignments that cost at most so much more than the best, by what they cost."""
    least = min(read.alignments.values())
    found: dict[int, float] = {}
    for number, extra in extras.items():
        if extra <= most:
            found[number] = least + max(0.0, extra)
    return found


def _is_lost(
    row: RowEvidence,
    read: RowReadings,
    at: int,
) -> bool:
    """Whether the row's weight is lost in its cheapest reading."""
    best = best_alignment(row, read)
    return best.places[at] is None


def _is_alone(index: int, readings: Readings) -> bool:
    """Whether the row shares its points with no other row in any reading."""
    for key in readings.rows[index].units:
        for shape in readings.variants[key]:
            if index in shape.rows and shape.rows != (index,):
                return False
    return True


# --- points that rows of one group may have more or less


def _absorbing(readings: Readings) -> list[UnitKey]:
    """The units of the cheapest reading whose rows share what is left."""
    most = readings.best + NEARLY
    found: list[UnitKey] = []
    for key, shapes in readings.variants.items():
        how, *_ = key
        if how == POOL and min(shapes.values()) <= most:
            found.append(key)
    return found


def _own(read: RowReadings) -> UnitKey | None:
    """The unit of a row that has one weight of its own in every reading."""
    key = only(read.units)
    if key is None or len(read.weights) != 1:
        return None
    how, *_ = key
    return key if how == OWN else None


def _pools(
    readings: Readings,
    own: UnitKey,
    absorbing: Sequence[UnitKey],
) -> list[UnitKey]:
    """Those that share points under the row's own label.

    Where none is printed there, those of its whole group that no label's points hold.
    """
    _, group, label, _ = own
    is_pointed = _is_pointed(label, readings)
    found: list[UnitKey] = []
    for key in absorbing:
        _, other_group, other, _ = key
        if other_group != group:
            continue
        shares = other == label
        if not is_pointed:
            shares = not _is_pointed(other, readings)
        if shares:
            found.append(key)
    return found


def _is_pointed(label: int | None, readings: Readings) -> bool:
    """Whether a second-level label prints points."""
    if label is None:
        return False
    return readings.names[label].points is not None


def _opened(read: RowReadings, others: Mapping[int, float]) -> RowReadings:
    """The row with those alignments too; its weight may be the points that its group leaves."""
    least = min(others.values())
    return replace(
        read,
        alignments={**others, **read.alignments},
        weights={**read.weights, None: least},
    )


def _shift(
    variants: Shapes,
    own: UnitKey,
    pool: UnitKey,
    printed: Variant,
) -> None:
    """What the row may have more than is ``printed``, those that share have less.

    And the other way round.
    """
    shared = list(variants[pool].items())
    for shape, cost in shared:
        total = shape.points + printed.points
        for points in range(1, total):
            mine = replace(printed, points=points)
            theirs = replace(shape, points=total - points)
            _lower(variants[own], mine, cost)
            _lower(variants[pool], theirs, cost)


def _lower(
    costs: dict[Variant, float],
    shape: Variant,
    cost: float,
) -> None:
    """Notes what a shape costs where it is the least so far."""
    known = costs.get(shape, INFINITE)
    costs[shape] = min(cost, known)


__all__ = ["doubt_echoes", "doubt_hurt", "doubt_unproven"]
