"""The runs from one row and what follows them, for one first-level group after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.model.place import LOST
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.product import After, cheapest_runs, printed_runs
from pipeline.repair.solve.runs import Floats, Ints, unknown
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


class NamedRuns:
    """The runs from one row under labels."""

    def __init__(
        self,
        above: Above,
        row_runs: RowRuns,
        row: int,
        most: float,
    ) -> None:
        every, self.options = row_runs.named(row)
        entered = above.entered[row]
        room = most - entered[every.label]
        alive = np.flatnonzero(room >= 0.0)
        self.count = len(room)
        self.alive = alive
        self.room = room[alive]
        self.variants = every.of(alive)
        pointed = np.flatnonzero(self.variants.points != NO_POINTS)
        self.pointed = pointed
        self.printing = self.variants.of(pointed)
        self.place = _places_after(row_runs, row, self.variants.after)

    def products(self, follow: Floats, lengths: Ints) -> Floats:
        """Variant × points left: the cheapest run and what follows it, as :class:`RowStep` has it.

        Infinite for variants that leave no room for anything to follow.
        """
        found = unknown(self.count, follow.shape[-1])
        if len(self.alive):
            found[self.alive] = self._of_alive(follow, lengths)
        return found

    def _of_alive(self, follow: Floats, lengths: Ints) -> Floats:
        variants = self.variants
        at_length = lengths[:, None]
        place = self.place[lengths]
        costs = follow[variants.called, at_length, place]
        stray = variants.stray[lengths]
        after = After(lengths, costs).plus(stray)
        misprinted = after.plus(variants.misprint)
        found = cheapest_runs(variants.runs, misprinted, self.room)
        pointed = self.pointed
        if len(pointed):
            given = self._printed(after.of(pointed))
            found[pointed] = np.minimum(found[pointed], given)
        return found

    def _printed(self, after: After) -> Floats:
        """The runs that give the points their label prints, of variants whose label prints some."""
        printing = self.printing
        return printed_runs(printing.printed, printing.points, after)


class LostRuns:
    """The runs from one row under a lost label."""

    def __init__(
        self,
        above: Above,
        row_runs: RowRuns,
        row: int,
        most: float,
    ) -> None:
        kind = above.places.kind(None, row)
        self.runs = above.segments.runs(row, kind)
        beginnings = above.labels.beginnings(row)
        self.stray = beginnings.lost_stray
        positions = row_runs.lost_positions(row)
        labels = row_runs.order.next_label[positions]
        entered = above.entered_lost[row]
        self.room = most - entered[labels]
        self.place = _places_after(row_runs, row, positions)
        first, _ = row_runs.band(row)
        self.within = positions - first
        self.size = row_runs.size

    def products(self, follow: Floats, lengths: Ints) -> Floats:
        """Position × points left: the cheapest run and what follows it."""
        at_length = lengths[:, None]
        place = self.place[lengths]
        costs = follow[LOST, at_length, place]
        stray = self.stray[at_length]
        after = After(lengths, costs).plus(stray)
        found = unknown(self.size, follow.shape[-1])
        found[self.within] = cheapest_runs(self.runs, after, self.room)
        return found


def _places_after(row_runs: RowRuns, row: int, positions: Ints) -> Ints:
    """Length × position: where it stands among those of the row after the run."""
    longest = row_runs.segments.length(row)
    first = row + 1
    stops = np.arange(first, first + longest)
    return row_runs.places_of(positions, stops[:, None])


class RowStep:
    """One row of the backward pass.

    ``limit`` is what a reading may cost; what costs more with all ``above`` may be left out.
    """

    def __init__(
        self,
        above: Above,
        row_runs: RowRuns,
        row: int,
        limit: float,
    ) -> None:
        self.row = row
        self.places = above.places
        self.size = row_runs.size
        self.beginnings = above.labels.beginnings(row)
        most = limit + NEARLY
        self.named = NamedRuns(above, row_runs, row, most)
        self.lost = LostRuns(above, row_runs, row, most)

    def products(self, follow: Floats, lengths: Ints) -> Products:
        """The runs from the row, each with what follows it.

        ``follow`` (called × row × position × points left) has that for the rows below, ``lengths``
        are those of the runs that anything follows.
        """
        return Products(
            named=self.named.products(follow, lengths),
            lost=self.lost.products(follow, lengths),
        )

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
        options = self.named.options
        found = unknown(self.size, named.shape[1])
        if len(options.variant) == 0:
            return found
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
