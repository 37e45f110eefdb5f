"""Which choices of first-level labels are worth solving.

Those whose points the rows' weights roughly fill.

Labels of both levels may stand in each other's column, so that many choices of first-level labels
add up to the sections' totals. Solving one under all the arithmetic is dear. Here each is measured
on its own level alone, by the cheapest reading of every row: a programme over the groups and the
rows they may begin on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.place import Group, Places
from pipeline.repair.solve.runs import Floats, Ints
from pipeline.text import fold, parse_number

MOST_WAYS = 4  # ways to tell the levels apart that are solved each
MOST_BEHIND = 14.0  # a way that fits its rows this much worse than the best is not
WINDOW = 8  # rows a group may begin away from its label
# Half of what that costs: each border is counted with both its groups.
SHIFT, SHIFT_STEP = COSTS.first_level_late / 2, COSTS.first_level_step / 2
# A group whose rows do not fill it costs as much as a misprint, and no more than a label's.
AMISS, STEP, MOST_AMISS = COSTS.misprint, COSTS.misprint_step, COSTS.label_misprint
CLOSE = 1e-6  # points that differ by less are the same
SHARED = COSTS.cell_unusual  # a group in which some rows share what is left


@dataclass(frozen=True, slots=True)
class Plain:
    """The rows' cheapest readings, summed from the top.

    ``weights`` as far as read, ``blanks`` the rows without one.
    """

    weights: Floats
    blanks: Ints

    @classmethod
    def of(cls, weights: Sequence[Decimal | None]) -> Plain:
        """From each row's weight in points, None where its cheapest reading has none."""
        read = (float(weight or 0) for weight in weights)
        blank = (weight is None for weight in weights)
        return cls(
            np.array([*accumulate(read, initial=0.0)]),
            np.array([*accumulate(blank, initial=0)]),
        )

    def amiss(self, start: int, stop: int, points: float) -> float:
        """What it costs that the rows ``start``–``stop`` (exclusive) hold ``points``."""
        return float(self.amiss_of(np.array(start), np.array(stop), points))

    def amiss_of(self, start: Ints, stop: Ints, points: float) -> Floats:
        """The same for many of them at once."""
        own = self.weights[stop] - self.weights[start]
        shares = self.blanks[stop] > self.blanks[start]
        off = abs(own - points) + shares
        amiss = np.minimum(AMISS + STEP * off, MOST_AMISS)
        costs = np.where(off > CLOSE, amiss, 0.0)
        remains = own < points - CLOSE
        return np.where(shares & remains, SHARED, costs)

    def between(self, start: int, stop: int, points: float) -> float:
        """The same at its cheapest.

        Where the label is printed on row ``start`` and the next one on ``stop``.
        """
        begins, begin_shifts = self._around(start)
        ends, end_shifts = self._around(stop)
        amiss = self.amiss_of(begins[:, None], ends, points)
        costs = amiss + begin_shifts[:, None] + end_shifts
        ordered = begins[:, None] < ends
        return float(costs[ordered].min())

    def _around(self, row: int) -> tuple[Ints, Floats]:
        """The rows near one, and what it costs that a border lies at each of them instead."""
        last = len(self.weights) - 1
        near = np.arange(max(0, row - WINDOW), min(last, row + WINDOW) + 1)
        away = abs(near - row)
        shifts = np.where(away > 0, SHIFT + SHIFT_STEP * away, 0.0)
        return near, shifts


def plain_weights(rows: Sequence[RowEvidence], layout: Layout) -> Plain:
    """The weights that the rows' cheapest alignments read."""
    at = layout.at("weight")
    texts = [row.text(row.alignments[0], at) or "" for row in rows]
    return Plain.of([parse_number(fold(text)) for text in texts])


def misfit(places: Places, plain: Plain, unit: int) -> float:
    """How badly the groups fit the rows at their best: infinite where they cannot be placed at all.

    ``unit`` is one point as the groups' points are scaled.
    """
    if not places.groups:
        return INFINITE
    rows = len(plain.weights) - 1
    last = len(places.groups) - 1
    reached = _begun(places, 0, {0: 0.0})
    for number, group in enumerate(places.groups):
        stops = [rows]
        if number < last:
            stops = [row for row in range(rows) if places.may_begin(number + 1, row)]
        points = group.points / unit
        ended = {stop: _ending(reached, group, stop, plain, points) for stop in stops}
        if number == last:
            return ended[rows]
        reached = _begun(places, number + 1, ended)
    return INFINITE


def _begun(places: Places, number: int, ended: dict[int, float]) -> dict[int, float]:
    """By row: what all costs up to there, where a group begins and the one before has ended."""
    return {
        row: cost + places.begin(number, row)
        for row, cost in ended.items()
        if cost < INFINITE and places.may_begin(number, row)
    }


def _ending(
    reached: dict[int, float], group: Group, stop: int, plain: Plain, points: float
) -> float:
    """The least cost of all up to ``stop``.

    Where the group ends that began at one of the rows ``reached``.
    """
    held = [row for row in reached if row < stop <= group.last + 1]
    if not held:
        return INFINITE
    costs = np.array([reached[row] for row in held])
    amiss = plain.amiss_of(np.array(held), np.array(stop), points)
    return float((costs + amiss).min())


def fittest(costs: Sequence[float], places: Sequence[Places], plain: Plain, unit: int) -> list[int]:
    """The ways worth solving, by their place in ``costs`` (what choosing each costs).

    In its order.
    """
    total = [cost + misfit(place, plain, unit) for cost, place in zip(costs, places, strict=True)]
    order = sorted(range(len(costs)), key=lambda n: (total[n], costs[n], n))
    most = total[order[0]] + MOST_BEHIND
    best = [n for n in order[:MOST_WAYS] if total[n] <= most]
    return sorted(best, key=lambda n: (costs[n], n))


__all__ = ["Plain", "fittest", "misfit", "plain_weights"]
