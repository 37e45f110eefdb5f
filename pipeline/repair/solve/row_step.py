"""The runs from one row and what follows them, for one first-level group after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import LOST
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.product import After, cheapest_runs, printed_runs
from pipeline.repair.solve.runs import Floats, Ints
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.repair.solve.variants import NO_POINTS, RowRuns


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
        kind = self.places.kind(None, row)
        self.lost_runs = above.segments.runs(row, kind)
        self._set_named_room(above, limit)
        self._set_lost_room(above, limit)

    def _set_named_room(self, above: Above, limit: float) -> None:
        """The variants that leave any room for what follows, and how much."""
        entered = above.entered[self.row][self.variants.label]
        room = limit + NEARLY - entered
        self._alive = np.flatnonzero(room >= 0.0)
        self._room = room[self._alive]
        self._place = self._places_after(self.variants.after[self._alive])

    def _set_lost_room(self, above: Above, limit: float) -> None:
        """The same for runs under a lost label, by position."""
        span = self.row_runs.lost_span(self.row)
        first, _ = self.row_runs.band(self.row)
        labels = self.row_runs.order.next_label[span]
        entered = above.entered_lost[self.row, labels]
        self._lost_room = limit + NEARLY - entered
        self._lost_place = self._places_after(np.arange(span.start, span.stop))
        self._lost_within = slice(span.start - first, span.stop - first)

    def _places_after(self, positions: Ints) -> Ints:
        """Length × position: where it stands among those of the row after the run."""
        stops = self.row + 1 + np.arange(self.lost_runs.longest)
        return self.row_runs.places_of(positions, stops[:, None])

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
        alive, variants = self._alive, self.variants
        at_length = lengths[:, None]
        costs = follow[variants.called[alive], at_length, self._place[lengths]]
        after = After(lengths, costs).plus(variants.stray[at_length, alive])
        misprinted = after.plus(variants.misprint[alive])
        named = cheapest_runs(variants.runs, misprinted, self._room)
        pointed = np.flatnonzero(variants.points[alive] != NO_POINTS)
        if len(pointed):
            given = self._printed(after.of(pointed), alive[pointed])
            named[pointed] = np.minimum(named[pointed], given)
        return named

    def _printed(self, after: After, chosen: Ints) -> Floats:
        """The runs that give the points their label prints."""
        printed = self.variants.printed[:, chosen]
        return printed_runs(printed, self.variants.points[chosen], after)

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


__all__ = ["Products", "RowStep"]
