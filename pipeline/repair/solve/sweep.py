"""All runs of all rows at once.

The totals their weights can give, by a dynamic programme over the rows.

The states of all runs that are open at a row are arrays, one for each way the last row was read
(their *manner*): (largest own weight, start, points). One pass over the rows extends them all, so
that the cost of a table grows with its rows and not with their runs. What comes out are sparse: a
run gives few totals at a cost worth keeping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.moves import (
    MISPRINT_REACH,
    NOBODY,
    ONE_LOST,
    SEVERAL,
    START,
    Kind,
    Manner,
    Moves,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REACH = (
    16.0  # a run this much dearer than the cheapest from the same row to the same is never taken
)
CLASSES = (
    MISPRINT_REACH + 2
)  # of a run's largest own weight: none, then how far a misprint may have raised it
OWN_TABLE, SHARED_TABLE, LONE_TABLE = (
    0,
    1,
    2,
)  # nobody shares, some rows do, one row lost its own weight
TABLE_OF = (OWN_TABLE, LONE_TABLE, LONE_TABLE, SHARED_TABLE, SHARED_TABLE, SHARED_TABLE)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs from one row.

    ``lengths`` (from 0: one row), ``points`` and ``costs``, one entry each.

    ``rest`` says that the run has ``points`` or any more, since its rows share what is left, else
    just ``points``.
    """

    lengths: Ints
    points: Ints
    costs: Floats
    rest: npt.NDArray[np.bool_]
    longest: int

    def dense(self, limit: int) -> Floats:
        """Length × total (0 … ``limit``): the cheapest cost."""
        planes = np.full((2, self.longest, limit + 1), INFINITE)
        inside = self.points <= limit
        at = (self.rest[inside].astype(int), self.lengths[inside], self.points[inside])
        np.minimum.at(planes, at, self.costs[inside])
        found: Floats = np.minimum(planes[0], np.minimum.accumulate(planes[1], axis=1))
        return found


class Sweep:
    """Every run of a table; ``stops`` gives for each row the one no run from there goes past."""

    def __init__(self, moves: Moves, stops: Sequence[int]) -> None:
        self.moves = moves
        self.stops = np.array(stops)
        self.width = moves.limit + MISPRINT_REACH * moves.point + 1
        found = [
            entries for row, states in self._states() for entries in self._entries(row, *states)
        ]
        starts, tables, lengths, points, costs = (
            np.concatenate(part) for part in zip(*found, strict=True)
        )
        order = np.argsort(starts, kind="stable")
        self._tables, self._lengths = tables[order], lengths[order]
        self._points, self._costs = points[order], costs[order]
        self._bounds = np.searchsorted(starts[order], np.arange(len(stops) + 1))

    def runs(self, start: int, kind: Kind) -> Runs:
        """Every run of a kind from ``start``."""
        part = slice(self._bounds[start], self._bounds[start + 1])
        tables, lengths = self._tables[part], self._lengths[part]
        points, costs = self._points[part], self._costs[part]
        derived = np.array(
            [self.moves.derived(shares, kind) for shares in (NOBODY, SEVERAL, ONE_LOST)]
        )
        rest = tables != OWN_TABLE
        free = costs + np.where(rest, derived[tables], 0.0)
        longest = int(self.stops[start]) - start
        if kind.points is None:
            return Runs(lengths, points + rest, free, rest, longest)
        fits = np.where(rest, points < kind.points, points == kind.points)
        printed = np.full(longest, INFINITE)
        np.minimum.at(printed, lengths[fits], costs[fits])
        named = np.flatnonzero(printed < INFINITE)
        return Runs(
            np.concatenate([lengths, named]),
            np.concatenate([points + rest, np.full(len(named), kind.points)]),
            np.concatenate([free + self.moves.costs.label_misprint, printed[named]]),
            np.concatenate([rest, np.zeros(len(named), dtype=bool)]),
            longest,
        )

    def _states(self) -> Iterator[tuple[int, tuple[Ints, dict[Manner, Floats]]]]:
        """After each row: the starts of the open runs, and their states."""
        starts = np.zeros(0, dtype=np.int64)
        states: dict[Manner, Floats] = {}
        for row in range(len(self.moves.rows)):
            open_runs = self.stops[starts] > row
            begun = np.full((CLASSES, 1, self.width), INFINITE)
            begun[0, 0, 0] = 0.0
            starts = np.append(starts[open_runs], row)
            none = np.full((CLASSES, 1, self.width), INFINITE)
            kept = {
                manner: np.concatenate([a[:, open_runs], none], axis=1)
                for manner, a in states.items()
            }
            kept[START.manner] = np.concatenate(
                [np.full((CLASSES, len(starts) - 1, self.width), INFINITE), begun], axis=1
            )
            states = _pruned(self._extended(row, kept))
            yield row, (starts, states)

    def _extended(self, row: int, states: dict[Manner, Floats]) -> dict[Manner, Floats]:
        after: dict[Manner, Floats] = {}
        for manner, costs in states.items():
            for step in self.moves.steps(row, manner):
                added, largest = step.points, step.largest
                if added >= self.width:
                    continue
                target = after.get(step.manner)
                if target is None:
                    target = after[step.manner] = np.full_like(costs, INFINITE)
                moved = costs[..., : self.width - added] + step.cost
                into = target[..., added:]
                if largest:  # runs whose largest weight was smaller now have this one
                    at = self._class(largest)
                    np.minimum(into[at], moved[: at + 1].min(axis=0), out=into[at])
                    np.minimum(into[at + 1 :], moved[at + 1 :], out=into[at + 1 :])
                else:
                    np.minimum(into, moved, out=into)
        return after

    def _class(self, largest: int) -> int:
        return 1 + sum(off * self.moves.point < largest for off in range(1, MISPRINT_REACH + 1))

    def _entries(
        self, row: int, starts: Ints, states: dict[Manner, Floats]
    ) -> Iterator[tuple[npt.NDArray, ...]]:  # type: ignore[type-arg]
        """(start, table, length less one, points, cost) of every total of the runs that end.

        With ``row``.
        """
        if not states:
            return
        tables = self._totals(len(starts), states)
        best = tables.min(axis=(0, 2), keepdims=True)
        front = np.minimum.accumulate(tables[1:], axis=2)
        dominated = np.zeros(
            tables.shape, dtype=bool
        )  # rows that share may do so from fewer points at no more cost
        dominated[1:, :, 1:] = front[..., :-1] <= tables[1:, :, 1:]
        table, run, points = np.nonzero((tables <= best + REACH) & (tables < INFINITE) & ~dominated)
        yield starts[run], table, row - starts[run], points, tables[table, run, points]

    def _totals(self, count: int, states: dict[Manner, Floats]) -> Floats:
        """Table × run × points: the cheapest cost, misprints included."""
        moves, found = self.moves, np.full((3, CLASSES, count, self.width), INFINITE)
        for (shares, dropped, _, _), costs in states.items():
            extra = [
                moves.sharing(own, shares, dropped) for own in (False, *[True] * (CLASSES - 1))
            ]
            into = found[TABLE_OF[shares]]
            np.minimum(into, costs + np.array(extra)[:, None, None], out=into)
        size = moves.limit + 1
        out: Floats = found[..., :size].min(axis=1)
        for off in range(1, MISPRINT_REACH + 1):
            cost, step = moves.costs.misprinted(off), off * moves.point
            if step < size:
                raised = found[:, 1:, :, : size - step].min(axis=1) + cost
                np.minimum(out[..., step:], raised, out=out[..., step:])
            lowered = found[:, 1 + off :, :, step : size + step].min(axis=1) + cost
            np.minimum(out, lowered, out=out)
        return out


def _pruned(states: dict[Manner, Floats]) -> dict[Manner, Floats]:
    """The states without those that are far dearer than the cheapest of their run."""
    if not states:
        return states
    best = np.minimum.reduce([costs.min(axis=(0, 2)) for costs in states.values()])[None, :, None]
    for costs in states.values():
        costs[costs > best + REACH] = INFINITE
    return {manner: costs for manner, costs in states.items() if costs.min() < INFINITE}
