"""Which choices of first-level labels are worth solving.

Those whose points the rows' weights roughly fill.

Labels of both levels may stand in each other's column, so that many choices of first-level labels
add up to the sections' totals. Solving one under all the arithmetic costs much. Here each is
measured on its own level alone, by the cheapest reading of every row: a programme over the groups
and the rows they may begin on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Places
from pipeline.repair.solve.runs import Floats, Ints, ints
from pipeline.text import fold, parse_points

MOST_WAYS = 4  # ways to tell the levels apart that are solved each
MOST_BEHIND = 14.0  # a way that fits its rows this much worse than the best is not
WINDOW = 8  # rows a group may begin away from its label
# Half of what that costs: each border is counted with both its groups.
SHIFT = COSTS.first_level_late / 2
SHIFT_STEP = COSTS.label_shift_step / 2
# A group whose rows do not fill it costs as much as a misprint, and no more than a label's.
AMISS = COSTS.misprint
STEP = COSTS.misprint_step
MOST_AMISS = COSTS.label_misprint
CLOSE = 1e-6  # points that differ by less are the same
SHARED = COSTS.cell_unusual  # a group in which some rows share what is left
Reached = dict[int, float]  # by row: what all above it costs


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
        total, blank = 0.0, 0
        totals, blanks = [total], [blank]
        for weight in weights:
            if weight is None:
                blank += 1
            else:
                total += float(weight)
            totals.append(total)
            blanks.append(blank)
        return cls(np.array(totals), np.array(blanks))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.weights) - 1

    def amiss(
        self,
        start: int,
        stop: int,
        points: float,
    ) -> float:
        """What it costs that the rows ``start``–``stop`` (exclusive) hold ``points``."""
        cost = self.amiss_of(np.array(start), np.array(stop), points)
        return float(cost)

    def amiss_of(
        self,
        start: Ints,
        stop: Ints,
        points: float,
    ) -> Floats:
        """The same for many of them at once."""
        own = self.weights[stop] - self.weights[start]
        shares = self.blanks[stop] > self.blanks[start]
        off = abs(own - points) + shares
        amiss = AMISS + STEP * off
        costs = np.where(off > CLOSE, np.minimum(amiss, MOST_AMISS), 0.0)
        remains = own < points - CLOSE
        return np.where(shares & remains, SHARED, costs)

    def between(
        self,
        start: int,
        stop: int,
        points: float,
    ) -> float:
        """The same at its cheapest.

        Where the label is printed on row ``start`` and the next one on ``stop``.
        """
        begins = self._around(start)[:, None]
        ends = self._around(stop)
        costs = self.amiss_of(begins, ends, points)
        costs += _shifts(begins, start)
        costs += _shifts(ends, stop)
        ordered = begins < ends
        cheapest = costs[ordered].min()
        return float(cheapest)

    def _around(self, row: int) -> Ints:
        """The rows near one."""
        first = max(0, row - WINDOW)
        last = min(self.rows, row + WINDOW)
        return np.arange(first, last + 1)


def _shifts(borders: Ints, row: int) -> Floats:
    """What it costs that a border lies at each of the rows instead of at ``row``."""
    away = abs(borders - row)
    costs = SHIFT + SHIFT_STEP * away
    return np.where(away > 0, costs, 0.0)


def plain_weights(rows: Sequence[RowEvidence], layout: Layout) -> Plain:
    """The weights that the rows' cheapest alignments read."""
    at = layout.at("weight")
    weights: list[Decimal | None] = []
    for row in rows:
        text = fold(row.cheapest_text(at))
        weight = parse_points(text)
        weights.append(weight)
    return Plain.of(weights)


def misfit(
    places: Places,
    plain: Plain,
    unit: int,
) -> float:
    """How badly the groups fit the rows at their best: infinite where they cannot be placed at all.

    ``unit`` is one point as the groups' points are scaled.
    """
    if not places.groups:
        return INFINITE
    ended: Reached = {0: 0.0}
    for number, group in enumerate(places.groups):
        begun = _begun(places, number, ended)
        points = group.points / unit
        ended = {}
        for stop in _stops(places, number, plain.rows):
            held = _held(begun, group, stop)
            ended[stop] = _ending(held, stop, plain, points)
    return ended[plain.rows]


def _stops(
    places: Places,
    number: int,
    rows: int,
) -> list[int]:
    """The rows before which a group may end: where the next one may begin."""
    following = number + 1
    if following == len(places.groups):
        return [rows]
    return [row for row in range(rows) if places.may_begin(following, row)]


def _begun(
    places: Places,
    number: int,
    ended: Reached,
) -> Reached:
    """Where a group may begin, since the one before has ended there."""
    begun: Reached = {}
    for row, cost in ended.items():
        if cost < INFINITE and places.may_begin(number, row):
            begun[row] = cost + places.begin(number, row)
    return begun


def _held(
    begun: Reached,
    group: Group,
    stop: int,
) -> Reached:
    """Where the group may begin that holds all rows up to ``stop``."""
    if stop > group.last + 1:
        return {}
    return {row: cost for row, cost in begun.items() if row < stop}


def _ending(
    begun: Reached,
    stop: int,
    plain: Plain,
    points: float,
) -> float:
    """The least cost of all up to ``stop``, where a group ends that began in one of these ways."""
    if not begun:
        return INFINITE
    starts = ints(list(begun))
    costs = np.array(list(begun.values()))
    amiss = plain.amiss_of(starts, np.array(stop), points)
    whole = costs + amiss
    return float(whole.min())


class _Fit(NamedTuple):
    """What a way costs with its misfit and without, and its number."""

    total: float
    cost: float
    number: int


def fittest(
    costs: Sequence[float],
    places: Sequence[Places],
    plain: Plain,
    unit: int,
) -> list[int]:
    """The ways worth solving, by their place in ``costs`` (what choosing each costs).

    In its order.
    """
    ways: list[_Fit] = []
    for n, cost in enumerate(costs):
        total = cost + misfit(places[n], plain, unit)
        ways.append(_Fit(total, cost, n))
    ways.sort()
    most = ways[0].total + MOST_BEHIND
    best = [way for way in ways[:MOST_WAYS] if way.total <= most]
    best.sort(key=lambda way: (way.cost, way.number))
    return [way.number for way in best]


__all__ = ["Plain", "fittest", "misfit", "plain_weights"]
