"""The runs that may begin on a row, whatever the first-level group they belong to.

What can be said of them once for all groups: under which label, what else the label costs, and
from which position in the order of the labels each may be entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.repair.model.place import MOST_SKIPPED
from pipeline.repair.model.roles import Kind
from pipeline.repair.solve.beginnings import Beginnings, Labels
from pipeline.repair.solve.order import Order
from pipeline.repair.solve.runs import Floats, Ints, Runs, unknown

NO_POINTS = -1  # the label prints none
NAMED = Kind(None, True)  # a run under a label, whatever points that prints


@dataclass(frozen=True, slots=True)
class Variants:
    """The runs from one row: a *variant* for each label and position after it.

    ``runs`` are those that the labels' printed points do not bind, ``misprint`` what it costs
    that they do not; ``printed`` (length × variant) is the cost of those that give just the
    ``points`` their label prints (``NO_POINTS``: none). ``stray`` (length × variant) is added to
    either. ``label`` is the place of each variant's label in :class:`Beginnings`, ``after`` that
    of the position after it.
    """

    runs: Runs
    label: Ints
    called: Ints
    after: Ints
    stray: Floats
    misprint: Floats
    points: Ints
    printed: Floats

    def of(self, chosen: Ints) -> Variants:
        """These variants alone."""
        return Variants(
            runs=self.runs,
            label=self.label[chosen],
            called=self.called[chosen],
            after=self.after[chosen],
            stray=self.stray[:, chosen],
            misprint=self.misprint[chosen],
            points=self.points[chosen],
            printed=self.printed[:, chosen],
        )


@dataclass(frozen=True, slots=True)
class Options:
    """How the positions of a row reach its variants: an entry for each option, by position.

    ``positions`` are those that have an option, ``starts`` where the options of each begin.
    """

    variant: Ints
    label: Ints
    cost: Floats
    positions: Ints
    starts: Ints


@dataclass(frozen=True, slots=True)
class Bound:
    """The runs that give just the points their label prints.

    ``points`` are those by label (``NO_POINTS``: none), ``costs`` (label × length) what they cost.
    """

    points: Ints
    costs: Floats


class RowRuns:
    """For every row of a table its variants and options."""

    def __init__(self, labels: Labels, order: Order) -> None:
        self.labels = labels
        self.places = labels.places
        self.segments = labels.segments
        self.order = order
        lows: list[int] = []
        highs: list[int] = []
        for row in range(self.rows + 1):
            low, high = self.places.window(row)
            lows.append(low - MOST_SKIPPED)
            highs.append(high + 1)
        self.first = np.searchsorted(order.next_label, lows)
        self.last = np.searchsorted(order.next_label, highs, side="right")
        widths = self.last - self.first
        self.width = int(widths.max())
        self.size = self.width + 1  # with the place of those outside
        self.named = cache(self._named)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.segments.rows)

    def band(self, row: int) -> tuple[int, int]:
        """The first of the positions that a reading can have on the row, and the one after."""
        first, last = self.first[row], self.last[row]
        return int(first), int(last)

    def places_of(self, positions: Ints | int, rows: Ints) -> Ints:
        """Where positions stand in the band of each of the rows; ``width`` where outside it."""
        place = positions - self.first[rows]
        outside = (place < 0) | (place >= self.width)
        found: Ints = np.where(outside, self.width, place)
        return found

    def lost_positions(self, row: int) -> Ints:
        """The positions from which a run under a lost label may begin on the row."""
        low, high = self.places.window(row)
        labels = self.order.next_label
        ends = np.searchsorted(labels, [low, high + 1])
        return np.arange(*ends)

    def _named(self, row: int) -> tuple[Variants, Options]:
        beginnings = self.labels.beginnings(row)
        chosen = self._chosen(row, beginnings)
        known = self.order.variant[chosen]
        used, variant = np.unique(known, return_inverse=True)
        label, after = self.order.variants[used].T
        place = np.searchsorted(beginnings.labels, label)
        variants = self._variants(row, beginnings, place, after)
        options = self._options(row, chosen, variant, place)
        return variants, options

    def _chosen(self, row: int, beginnings: Beginnings) -> Ints:
        """The options of positions on the row whose label may begin there."""
        order = self.order
        first, after = self.band(row)
        usable = np.zeros(order.count + 1, dtype=bool)
        usable[beginnings.labels] = True
        from_first = order.before >= first
        inside = from_first & (order.before < after)
        return np.flatnonzero(inside & usable[order.label])

    def _options(
        self,
        row: int,
        chosen: Ints,
        variant: Ints,
        place: Ints,
    ) -> Options:
        """``place`` is that of each variant's label among those that may begin on the row."""
        before = self.order.before[chosen]
        positions, starts = np.unique(before, return_index=True)
        return Options(
            variant=variant,
            label=place[variant],
            cost=self.order.cost[chosen],
            positions=positions - self.first[row],
            starts=starts,
        )

    def _variants(
        self,
        row: int,
        beginnings: Beginnings,
        place: Ints,
        after: Ints,
    ) -> Variants:
        """``place`` is that of each variant's label, ``after`` that of the position after it."""
        bound = self._bound(row, beginnings)
        points = bound.points[place]
        misprint = self.segments.moves.costs.label_misprint
        return Variants(
            runs=self.segments.unprinted(row, NAMED),
            label=place,
            called=beginnings.called[place],
            after=after,
            stray=beginnings.stray[place].T,
            misprint=np.where(points == NO_POINTS, 0.0, misprint),
            points=points,
            printed=bound.costs[place].T,
        )

    def _bound(self, row: int, beginnings: Beginnings) -> Bound:
        """The runs that labels bind, of each that may begin on the row."""
        labels = beginnings.labels.tolist()
        points = np.full(len(labels), NO_POINTS)
        costs = unknown(len(labels), self.segments.length(row))
        for n, label in enumerate(labels):
            kind = self.places.kind(label, row)
            if kind.points is not None:
                points[n] = kind.points
                costs[n] = self.segments.printed(row, kind.points)
        return Bound(points, costs)


__all__ = ["Options", "RowRuns", "Variants"]
