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
        return Products(
            named=self.named[:, -1:],
            lost=self.lost[:, -1:],
        )


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
        most = limit + NEARLY
        self._set_named_room(above, most)
        self._set_lost_room(above, most)

    def _set_named_room(self, above: Above, most: float) -> None:
        """The variants that leave any room for what follows, and how much."""
        variants = self.variants
        entered = above.entered[self.row]
        room = most - entered[variants.label]
        alive = np.flatnonzero(room >= 0.0)
        after = variants.after[alive]
        self._alive = alive
        self._room = room[alive]
        self._place = self._places_after(after)

    def _set_lost_room(self, above: Above, most: float) -> None:
        """The same for runs under a lost label, by position."""
        row, row_runs = self.row, self.row_runs
        span = row_runs.lost_span(row)
        labels = row_runs.order.next_label[span]
        entered = above.entered_lost[row, labels]
        self._lost_room = most - entered
        positions = np.arange(span.start, span.stop)
        self._lost_place = self._places_after(positions)
        first, _ = row_runs.band(row)
        self._lost_within = slice(span.start - first, span.stop - first)

    def _places_after(self, positions: Ints) -> Ints:
        """Length × position: where it stands among those of the row after the run."""
        lengths = np.arange(self.lost_runs.longest)
        stops = self.row + 1 + lengths
        return self.row_runs.places_of(positions, stops[:, None])

    def products(self, follow: Floats, lengths: Ints) -> Products:
        """The runs from the row, each with what follows it.

        ``follow`` (called × row × position × points left) has that for the rows below, ``lengths``
        are those of the runs that anything follows.
        """
        size = follow.shape[-1]
        named = np.full((len(self.variants.label), size), INFINITE)
        if len(self._alive):
            named[self._alive] = self._named(follow, lengths)
        lost = np.full((self.row_runs.width + 1, size), INFINITE)
        lost[self._lost_within] = self._lost(follow, lengths)
        return Products(named, lost)

    def _lost(self, follow: Floats, lengths: Ints) -> Floats:
        """Position × points left: the cheapest run under a lost label."""
        places = self._lost_place[lengths]
        costs = follow[LOST, lengths[:, None], places]
        stray = self.beginnings.lost_stray[lengths]
        after = After(lengths, costs).plus(stray[:, None])
        return cheapest_runs(self.lost_runs, after, self._lost_room)

    def _named(self, follow: Floats, lengths: Ints) -> Floats:
        """Variant that leaves room × points left: the cheapest run under a label."""
        alive, variants = self._alive, self.variants
        at_length = lengths[:, None]
        called = variants.called[alive]
        places = self._place[lengths]
        costs = follow[called, at_length, places]
        stray = variants.stray[at_length, alive]
        after = After(lengths, costs).plus(stray)
        misprinted = after.plus(variants.misprint[alive])
        named = cheapest_runs(variants.runs, misprinted, self._room)
        pointed = np.flatnonzero(variants.points[alive] != NO_POINTS)
        if len(pointed):
            chosen = alive[pointed]
            given = self._printed(after.of(pointed), chosen)
            named[pointed] = np.minimum(named[pointed], given)
        return named

    def _printed(self, after: After, chosen: Ints) -> Floats:
        """The runs that give the points their label prints."""
        printed = self.variants.printed[:, chosen]
        points = self.variants.points[chosen]
        return printed_runs(printed, points, after)

    def to_go(self, products: Products, group: int | None) -> Floats:
        """Called × position × points left: the cost to go, where ``group`` begins on the row."""
        begun = group is not None
        lost: list[Floats] = []
        for before in CALLS:
            losing = self.places.lost(self.row, before, begun)
            lost.append(products.lost + losing)
        named = self._entered(products.named, group)
        return np.minimum(named, np.stack(lost))

    def _entered(self, named: Floats, group: int | None) -> Floats:
        """Position × points left: the cheapest run under a label."""
        options = self.options
        size = named.shape[1]
        found = np.full((self.row_runs.width + 1, size), INFINITE)
        if len(options.variant):
            placing = self._placing(group)
            costs = options.cost + placing[options.label]
            ways = named[options.variant] + costs[:, None]
            cheapest = np.minimum.reduceat(ways, options.starts, axis=0)
            found[options.positions] = cheapest
        return found

    def _placing(self, group: int | None) -> Floats:
        """What it costs that each label begins, with ``group`` or with none."""
        if group is None:
            return self.beginnings.alone
        return self.beginnings.together[group]


__all__ = ["Products", "RowStep"]
