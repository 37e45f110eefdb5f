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

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.place import Group, Places
from pipeline.text import fold, parse_number

MOST_WAYS = 4  # ways to tell the levels apart that are solved each
MOST_BEHIND = 14.0  # a way that fits its rows this much worse than the best is not
WINDOW = 8  # rows a group may begin away from its label
# Half of what that costs: each border is counted with both its groups.
SHIFT, SHIFT_STEP = COSTS.first_level_late / 2, COSTS.first_level_step / 2
# A group whose rows do not fill it costs as much as a misprint, and no more than a label's.
AMISS, STEP, MOST_AMISS = COSTS.misprint, COSTS.misprint_step, COSTS.label_misprint
NEARLY = 1e-6
SHARED = COSTS.cell_unusual  # a group in which some rows share what is left


@dataclass(frozen=True, slots=True)
class Plain:
    """The rows' cheapest readings, summed from the top.

    ``weights`` as far as read, ``blanks`` the rows without one.
    """

    weights: tuple[float, ...]
    blanks: tuple[int, ...]

    @classmethod
    def of(cls, weights: Sequence[Decimal | None]) -> Plain:
        """From each row's weight in points, None where its cheapest reading has none."""
        return cls(
            tuple(accumulate((float(weight or 0) for weight in weights), initial=0.0)),
            tuple(accumulate((weight is None for weight in weights), initial=0)),
        )

    def amiss(self, start: int, stop: int, points: float) -> float:
        """What it costs that the rows ``start``–``stop`` (exclusive) hold ``points``."""
        own = self.weights[stop] - self.weights[start]
        shares = self.blanks[stop] > self.blanks[start]
        if shares and own < points - NEARLY:
            return SHARED
        off = abs(own - points) + shares
        return min(AMISS + STEP * off, MOST_AMISS) if off > NEARLY else 0.0

    def between(self, start: int, stop: int, points: float) -> float:
        """The same at its cheapest.

        Where the label is printed on row ``start`` and the next one on ``stop``.
        """
        rows = len(self.weights) - 1
        starts = range(max(0, start - WINDOW), min(rows, start + WINDOW) + 1)
        stops = range(max(0, stop - WINDOW), min(rows, stop + WINDOW) + 1)
        return min(
            self.amiss(begin, end, points) + _shift(begin - start) + _shift(end - stop)
            for begin in starts
            for end in stops
            if begin < end
        )


def _shift(rows: int) -> float:
    return SHIFT + SHIFT_STEP * abs(rows) if rows else 0.0


def plain_weights(rows: Sequence[RowEvidence], layout: Layout) -> Plain:
    """The weights that the rows' cheapest alignments read."""
    at = layout.at("weight")
    return Plain.of([parse_number(fold(row.text(row.alignments[0], at) or "")) for row in rows])


def misfit(places: Places, plain: Plain, unit: int) -> float:
    """How badly the groups fit the rows at their best: infinite where they cannot be placed at all.

    ``unit`` is one point as the groups' points are scaled.
    """
    rows, reached = len(plain.weights) - 1, {0: 0.0}
    for number, group in enumerate(places.groups):
        if number == 0:
            reached = {0: places.begin(0, 0)} if places.may_begin(0, 0) else {}
        last = number + 1 == len(places.groups)
        stops = (
            [rows] if last else [row for row in range(rows) if places.may_begin(number + 1, row)]
        )
        reached = {
            stop: cost
            for stop in stops
            if (cost := _ending(reached, group, stop, plain, unit)) < INFINITE
        }
        if not last:
            reached = {
                stop: cost + places.begin(number + 1, stop) for stop, cost in reached.items()
            }
    return reached.get(rows, INFINITE)


def _ending(reached: dict[int, float], group: Group, stop: int, plain: Plain, unit: int) -> float:
    """The least cost of all up to ``stop``.

    Where the group ends that began at one of the rows ``reached``.
    """
    held = (row for row in reached if row < stop <= group.last + 1)
    return min(
        (reached[row] + plain.amiss(row, stop, group.points / unit) for row in held),
        default=INFINITE,
    )


def fittest(costs: Sequence[float], places: Sequence[Places], plain: Plain, unit: int) -> list[int]:
    """The ways worth solving, by their place in ``costs`` (what choosing each costs).

    In its order.
    """
    total = [cost + misfit(place, plain, unit) for cost, place in zip(costs, places, strict=True)]
    best = sorted(range(len(costs)), key=lambda n: (total[n], costs[n], n))[:MOST_WAYS]
    best = [n for n in best if total[n] <= total[best[0]] + MOST_BEHIND]
    return sorted(best, key=lambda n: (costs[n], n))
