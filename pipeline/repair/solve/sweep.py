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

    def length(self, start: int) -> int:
        """How many rows the longest run from ``start`` has."""
        return int(self.stops[start]) - start

    def runs(self, start: int, kind: Kind) -> Runs:
        """Every run of a kind from ``start``."""
        unprinted = self.unprinted(start, kind)
        if kind.points is None:
            return unprinted
        printed = self.printed(start, kind.points)
        lengths = np.flatnonzero(printed < INFINITE)
        return Runs(
            np.concatenate([unprinted.lengths, lengths]),
            np.concatenate([unprinted.points, np.full(len(lengths), kind.points)]),
            np.concatenate([unprinted.costs, printed[lengths]]),
            np.concatenate([unprinted.rest, np.zeros(len(lengths), dtype=bool)]),
            unprinted.longest,
        )

    def unprinted(self, start: int, kind: Kind) -> Runs:
        """Every run of a kind from ``start`` without regard to the points its label prints.

        Where it prints some, they are misprinted.
        """
        part = slice(self._bounds[start], self._bounds[start + 1])
        sharing = (NOBODY, SEVERAL, ONE_LOST)
        derived = np.array([self.moves.derived(shares, kind) for shares in sharing])
        tables = self._tables[part]
        rest = tables != OWN_TABLE
        costs = self._costs[part] + np.where(rest, derived[tables], 0.0)
        if kind.points is not None:
            costs = costs + self.moves.costs.label_misprint
        return Runs(self._lengths[part], self._points[part] + rest, costs, rest, self.length(start))

    def printed(self, start: int, points: int) -> Floats:
        """By length: the cheapest run from ``start`` that gives the points its label prints."""
        part = slice(self._bounds[start], self._bounds[start + 1])
        rest, held = self._tables[part] != OWN_TABLE, self._points[part]
        fits = np.where(rest, held < points, held == points)
        found = np.full(self.length(start), INFINITE)
        np.minimum.at(found, self._lengths[part][fits], self._costs[part][fits])
        return found

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
        at_least = np.minimum.accumulate(found[:, ::-1], axis=1)[:, ::-1]  # of this class or above
        out: Floats = at_least[:, 0, :, :size].copy()
        for off in range(1, MISPRINT_REACH + 1):
            cost, step = moves.costs.misprinted(off), off * moves.point
            if step < size:
                raised = at_least[:, 1, :, : size - step] + cost
                np.minimum(out[..., step:], raised, out=out[..., step:])
            lowered = at_least[:, 1 + off, :, step : size + step] + cost
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
