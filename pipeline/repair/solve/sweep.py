"""All runs of all rows at once.

The totals their weights can give, by a dynamic programme over the rows.

The states of all runs that are open at a row are arrays, one for each way the last row was read
(their *manner*): (class of the largest own weight, start, points). One pass over the rows extends
them all, so that the cost of a table grows with its rows and not with their runs. What comes out is
sparse: a run gives few totals at a cost worth keeping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.moves import MISPRINT_REACH, START, Moves, Step
from pipeline.repair.model.roles import LOST_ALONE, Kind, Manner, Sharing
from pipeline.repair.solve.runs import Flags, Floats, Ints, Runs, ints, least_by_length, unknown

# A run that costs this much more than the cheapest from the same row to the same is never taken.
REACH = 16.0
# Of a run's largest own weight: none, then how far a misprint may have raised it.
CLASSES = MISPRINT_REACH + 2


Costs = dict[Manner, Floats]  # class of the largest own weight × run × points


class Table(IntEnum):
    """What the rows of a run without a weight of their own do, as far as labels mind."""

    NOBODY_SHARES = 0
    SOME_SHARE = 1
    ONE_LOST = 2  # one row alone lost its weight

    @classmethod
    def of(cls, shares: Sharing) -> Table:
        """The table in which runs are kept that share so."""
        if shares == Sharing.NOBODY:
            return cls.NOBODY_SHARES
        return cls.ONE_LOST if shares in LOST_ALONE else cls.SOME_SHARE


SHARING_OF = {
    Table.NOBODY_SHARES: Sharing.NOBODY,
    Table.SOME_SHARE: Sharing.SEVERAL,
    Table.ONE_LOST: Sharing.ONE_LOST,
}


@dataclass(frozen=True, slots=True)
class Entries:
    """Totals of runs, one entry each.

    ``starts`` are the rows they begin on, ``lengths`` their rows less one.
    """

    starts: Ints
    tables: Ints
    lengths: Ints
    points: Ints
    costs: Floats

    @classmethod
    def joined(cls, parts: Sequence[Entries]) -> Entries:
        """All of them, by the row they begin on."""
        whole = cls(
            np.concatenate([part.starts for part in parts]),
            np.concatenate([part.tables for part in parts]),
            np.concatenate([part.lengths for part in parts]),
            np.concatenate([part.points for part in parts]),
            np.concatenate([part.costs for part in parts]),
        )
        order = np.argsort(whole.starts, kind="stable")
        return whole.part(order)

    def part(self, chosen: slice | Ints) -> Entries:
        """These entries alone."""
        return Entries(
            self.starts[chosen],
            self.tables[chosen],
            self.lengths[chosen],
            self.points[chosen],
            self.costs[chosen],
        )


@dataclass(frozen=True, slots=True)
class OpenRuns:
    """The runs that are open after a row: where each begins, and their costs by manner."""

    starts: Ints
    costs: Costs


class Sweep:
    """Every run of a table; ``stops`` gives for each row the one no run from there goes past."""

    def __init__(self, moves: Moves, stops: Sequence[int]) -> None:
        self.moves = moves
        self.stops = np.array(stops)
        self.width = moves.highest + 1
        ended: list[Entries] = []
        for row, runs in enumerate(self._open_runs()):
            entries = self._ended(row, runs)
            ended.append(entries)
        self._entries = Entries.joined(ended)
        rows = np.arange(len(stops) + 1)
        bounds = np.searchsorted(self._entries.starts, rows)
        self._bounds: list[int] = bounds.tolist()

    def length(self, start: int) -> int:
        """How many rows the longest run from ``start`` has."""
        stop = int(self.stops[start])
        return stop - start

    def runs(self, start: int, kind: Kind) -> Runs:
        """Every run of a kind from ``start``."""
        unprinted = self.unprinted(start, kind)
        if kind.points is None:
            return unprinted
        printed = self.printed(start, kind.points)
        return unprinted.with_printed(kind.points, printed)

    def unprinted(self, start: int, kind: Kind) -> Runs:
        """Every run of a kind from ``start`` without regard to the points its label prints.

        Where it prints some, they are misprinted.
        """
        entries = self._from(start)
        rest = entries.tables != Table.NOBODY_SHARES
        derived = self._derived(kind)[entries.tables]
        costs = entries.costs + np.where(rest, derived, 0.0)
        if kind.points is not None:
            costs = costs + self.moves.costs.label_misprint
        points = entries.points + rest  # a share is never nothing
        longest = self.length(start)
        return Runs(entries.lengths, points, costs, rest, longest)

    def _derived(self, kind: Kind) -> Floats:
        """By table: what it costs that no label prints the points that rows share."""
        costs: list[float] = []
        for table in Table:
            sharing = SHARING_OF[table]
            costs.append(self.moves.derived(sharing, kind))
        return np.array(costs)

    def printed(self, start: int, points: int) -> Floats:
        """By length: the cheapest run from ``start`` that gives the points its label prints."""
        entries = self._from(start)
        rest = entries.tables != Table.NOBODY_SHARES
        fewer = entries.points < points
        just = entries.points == points
        fits = np.where(rest, fewer, just)
        lengths = entries.lengths[fits]
        costs = entries.costs[fits]
        return least_by_length(lengths, costs, self.length(start))

    def _from(self, start: int) -> Entries:
        first, after = self._bounds[start : start + 2]
        return self._entries.part(slice(first, after))

    def _open_runs(self) -> Iterator[OpenRuns]:
        """After each row: the runs that are open."""
        runs = OpenRuns(ints([]), {})
        for row in range(len(self.moves.rows)):
            runs = self._begin(row, runs)
            extended = self._extended(row, runs.costs)
            runs = OpenRuns(runs.starts, _pruned(extended))
            yield runs

    def _begin(self, row: int, runs: OpenRuns) -> OpenRuns:
        """The runs that go on over ``row``, and last the one that begins there."""
        goes_on = self.stops[runs.starts] > row
        starts = np.append(runs.starts[goes_on], row)
        count = len(starts)
        costs: Costs = {}
        for manner, known in runs.costs.items():
            kept = self._unknown(count)
            kept[:, :-1] = known[:, goes_on]
            costs[manner] = kept
        begun = self._unknown(count)
        begun[0, -1, 0] = 0.0
        costs[START.manner] = begun
        return OpenRuns(starts, costs)

    def _unknown(self, runs: int) -> Floats:
        """By class and points, nothing of so many runs."""
        return unknown(CLASSES, runs, self.width)

    def _extended(self, row: int, runs: Costs) -> Costs:
        """The open runs with ``row`` read in every way."""
        after: Costs = {}
        for manner, costs in runs.items():
            for step in self.moves.steps(row, manner):
                if step.points >= self.width:
                    continue
                target = after.get(step.manner)
                if target is None:
                    target = np.full_like(costs, INFINITE)
                    after[step.manner] = target
                self._lower(target, costs, step)
        return after

    def _lower(self, target: Floats, costs: Floats, step: Step) -> None:
        """Lowers the costs of a manner by those of one that ``step`` leads from."""
        least = self.width - step.points
        moved = costs[..., :least] + step.cost
        into = target[..., step.points :]
        if not step.largest:
            np.minimum(into, moved, out=into)
            return
        at = self._class(step.largest)
        next_up = at + 1
        smaller = moved[:next_up].min(axis=0)  # runs whose largest weight is now this one
        same = into[at]
        np.minimum(same, smaller, out=same)
        above = into[next_up:]
        np.minimum(above, moved[next_up:], out=above)

    def _class(self, largest: int) -> int:
        """The class of runs whose largest own weight is this."""
        found = 1
        for off in range(1, MISPRINT_REACH + 1):
            found += off * self.moves.point < largest
        return found

    def _ended(self, row: int, runs: OpenRuns) -> Entries:
        """Every total of the runs that end with ``row``."""
        tables = self._totals(runs)
        best = tables.min(axis=(0, 2), keepdims=True)
        near = tables <= best + REACH
        known = tables < INFINITE
        kept = near & known & ~_dominated(tables)
        table, run, points = np.nonzero(kept)
        starts = runs.starts[run]
        return Entries(
            starts=starts,
            tables=table,
            lengths=row - starts,
            points=points,
            costs=tables[kept],
        )

    def _totals(self, runs: OpenRuns) -> Floats:
        """Table × run × points: the cheapest cost, misprints included."""
        size = self.moves.limit + 1
        at_least = self._by_class(runs)
        every = at_least[:, 0]
        with_own = at_least[:, 1]
        found: Floats = every[..., :size].copy()
        for off in range(1, MISPRINT_REACH + 1):
            cost = self.moves.costs.misprinted(off)
            scaled = off * self.moves.point
            if scaled < size:
                highest = size - scaled
                raised = with_own[..., :highest] + cost
                into = found[..., scaled:]
                np.minimum(into, raised, out=into)
            with_larger = at_least[:, 1 + off]
            above = with_larger[..., scaled : size + scaled]
            lowered = above + cost
            np.minimum(found, lowered, out=found)
        return found

    def _by_class(self, runs: OpenRuns) -> Floats:
        """Table × class × run × points: the cheapest of the runs of a class or above."""
        count = len(runs.starts)
        found = unknown(len(Table), CLASSES, count, self.width)
        for manner, costs in runs.costs.items():
            table = Table.of(manner.shares)
            into = found[table]
            whole = costs + self._sharing(manner)
            np.minimum(into, whole, out=into)
        upwards = found[:, ::-1]
        downwards = np.minimum.accumulate(upwards, axis=1)
        return downwards[:, ::-1]

    def _sharing(self, manner: Manner) -> Floats:
        """By class: what the manner of sharing costs, alone and beside rows with own weights."""
        shares, dropped, _, _ = manner
        alone = self.moves.sharing(False, shares, dropped)
        beside = self.moves.sharing(True, shares, dropped)
        costs = np.full((CLASSES, 1, 1), beside)
        costs[0] = alone
        return costs


def _dominated(tables: Floats) -> Flags:
    """Where rows that share may do so from fewer points at no more cost."""
    found = np.zeros(tables.shape, dtype=bool)
    sharing = tables[1:]
    cheapest = np.minimum.accumulate(sharing, axis=2)
    fewer = cheapest[..., :-1]
    into = found[1:]
    into[..., 1:] = fewer <= sharing[..., 1:]
    return found


def _pruned(runs: Costs) -> Costs:
    """The costs without those that are far above the cheapest of their run."""
    if not runs:
        return runs
    cheapest = [costs.min(axis=(0, 2)) for costs in runs.values()]
    best = np.minimum.reduce(cheapest)
    most = best[:, None] + REACH
    kept: Costs = {}
    for manner, costs in runs.items():
        costs[costs > most] = INFINITE
        if costs.min() < INFINITE:
            kept[manner] = costs
    return kept


__all__ = ["Sweep"]
