"""The runs from one row and what follows them, for one first-level group after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import LOST
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.product import After, cheapest_runs, printed_runs
from pipeline.repair.solve.sweep import Floats, Ints
from pipeline.repair.solve.variants import RowRuns

NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Products:
    """The cheapest runs from a row with what follows them, by points left of one group.

    ``named`` (variant × points left) under labels, ``lost`` (position × points left) under none.
    """

    named: Floats
    lost: Floats

    def whole(self) -> Products:
        """Those for a group that begins: all its points are left."""
        return Products(self.named[:, -1:], self.lost[:, -1:])


class RowStep:
    """One row of the backward pass.

    ``limit`` is what a reading may cost; what costs more with all ``above`` may be left out.
    """

    def __init__(self, above: Above, row_runs: RowRuns, row: int, limit: float) -> None:
        self.row = row
        self.places = above.places
        self.row_runs = row_runs
        self.beginnings = above.labels.beginnings(row)
        self.variants, self.options = row_runs.named(row)
        self.lost_span = row_runs.lost_span(row)
        self.lost_runs = above.segments.runs(row, self.places.kind(None, row))
        room = limit + NEARLY - above.entered[row][self.variants.label]
        self._alive = np.flatnonzero(room >= 0.0)
        self._room = room[self._alive]
        next_labels = row_runs.order.next_label[self.lost_span]
        self._lost_room = limit + NEARLY - above.entered_lost[row, next_labels]
        self._place = self._places_after(self.variants.after[self._alive])
        first = row_runs.first[row]
        self._lost_within = slice(self.lost_span.start - first, self.lost_span.stop - first)
        self._lost_place = self._places_after(np.arange(self.lost_span.start, self.lost_span.stop))

    def _places_after(self, positions: Ints) -> Ints:
        """Length × position: where it stands among those of the row after the run."""
        stops = self.row + 1 + np.arange(self.lost_runs.longest)
        place = positions - self.row_runs.first[stops][:, None]
        outside = (place < 0) | (place >= self.row_runs.width)
        found: Ints = np.where(outside, self.row_runs.width, place)
        return found

    def products(self, follow: Floats, lengths: Ints) -> Products:
        """The runs from the row, each with what follows it.

        ``follow`` (called × row × position × points left) has that for the rows below, ``lengths``
        are those of the runs that anything follows.
        """
        named = np.full((len(self.variants.label), follow.shape[-1]), INFINITE)
        if len(self._alive):
            named[self._alive] = self._named(follow, lengths)
        lost = np.full((self.row_runs.width + 1, follow.shape[-1]), INFINITE)
        lost[self._lost_within] = self._lost(follow, lengths)
        return Products(named, lost)

    def _lost(self, follow: Floats, lengths: Ints) -> Floats:
        costs = follow[LOST, lengths[:, None], self._lost_place[lengths]]
        stray = self.beginnings.lost_stray[lengths, None]
        return cheapest_runs(self.lost_runs, After(lengths, costs).plus(stray), self._lost_room)

    def _named(self, follow: Floats, lengths: Ints) -> Floats:
        variants, alive = self.variants, self._alive
        costs = follow[variants.called[alive], lengths[:, None], self._place[lengths]]
        after = After(lengths, costs).plus(variants.stray[lengths[:, None], alive])
        named = cheapest_runs(variants.runs, after.plus(variants.misprint[alive]), self._room)
        points = variants.points[alive]
        pointed = np.flatnonzero(points >= 0)
        if len(pointed):
            printed = variants.printed[:, alive[pointed]]
            chosen = After(lengths, after.costs[:, pointed])
            given = printed_runs(printed, points[pointed], chosen)
            named[pointed] = np.minimum(named[pointed], given)
        return named

    def to_go(self, products: Products, group: int | None) -> Floats:
        """Called × position × points left: the cost to go, where ``group`` begins on the row."""
        named = self._entered(products.named, group)
        begun = group is not None
        ways = [products.lost + self.places.lost(self.row, before, begun) for before in CALLS]
        return np.minimum(named, np.stack(ways))

    def _entered(self, named: Floats, group: int | None) -> Floats:
        """Position × points left: the cheapest run under a label."""
        beginnings, options = self.beginnings, self.options
        found = np.full((self.row_runs.width + 1, named.shape[1]), INFINITE)
        if len(options.variant):
            placing = beginnings.alone if group is None else beginnings.together[group]
            costs = options.cost + placing[options.label]
            ways = named[options.variant] + costs[:, None]
            found[options.positions] = np.minimum.reduceat(ways, options.starts, axis=0)
        return found


__all__ = ["NEARLY", "Products", "RowStep"]
