"""One run of rows under one second-level label → the totals its weights can give, each with its cost.

A row's weight is printed (its own), shared (blank, "/" or lost: the group's rest), or merged (blank below a
weight that was printed once for several rows). The totals of all runs from one start are found in one sweep, a
dynamic programme over the rows; ``paths`` lists the ways one total can come about. At most one printed weight
of a run is taken for a misprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.repair.costs import Costs
from pipeline.repair.kinds import INFINITE

MISPRINT_REACH = 5  # points a misprinted weight may be off

OWN, SHARED, LOST, MERGED = "own", "shared", "lost", "merged"
SLASHED = "slashed"  # shared, and "/" stands for the weight

# How the rows without a weight of their own share: none does, one lost its cell, one alone has "/", any other way.
NOBODY, ONE_LOST, ONE_FILLED, ONE_SLASH, SEVERAL = 0, 1, 2, 3, 4
_TABLES = (0, 2, 2, 1, 1)  # which table of totals each of them is kept in


@dataclass(frozen=True, slots=True)
class WeightOption:
    """The cheapest alignment of a row among those that read its weight alike.

    ``points`` (scaled to whole units) where a weight is read, else None; ``lost`` where its cell is gone,
    ``blank`` where it is there and empty, ``hurt`` where another cell is gone, ``filled`` where a "/" fills the
    row up; ``credit`` is the part of the cost that falls away when the row above suffered the same.
    """

    cost: float
    points: int | None
    lost: bool = False
    blank: bool = False
    hurt: bool = False
    filled: bool = False
    credit: float = 0.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What the run is called: ``points`` (scaled) where its label prints them, ``named`` where it has a label."""

    points: int | None
    named: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One row's part in a path: how its weight is read and which option of the row that takes."""

    role: str
    points: int | None
    option: int
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """One way a run reaches its total: a choice per row, and what the shared rows share (0: nothing shared)."""

    cost: float
    choices: tuple[Choice, ...]
    share: int


# points so far, the largest weight of a row's own (as far as a misprint reaches; 0: no row has its own), who
# shares, a weight was dropped, the last row's role (or that it is slashed), it lost a cell
State = tuple[int, int, int, bool, str, bool]
START: State = (0, 0, NOBODY, False, "", False)
Floats = npt.NDArray[np.float64]


class Segments:
    """All runs of rows of one table.

    ``pages`` are the rows that begin a page; ``limit`` is the largest total worth knowing, ``unit`` one point
    scaled; ``stops`` gives for each row the one no run from there goes past.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[WeightOption]],
        costs: Costs,
        limit: int,
        unit: int,
        stops: Sequence[int],
        pages: frozenset[int] = frozenset(),
    ) -> None:
        self.pages = pages
        self.rows = rows
        self.costs = costs
        self.limit = limit
        self.unit = unit
        self.stops = stops
        self.largest = [max((o.points or 0 for o in options), default=0) for options in rows]
        self.totals: Callable[[int, Kind], Floats] = lru_cache(maxsize=None)(self._totals)
        self._plain_totals = lru_cache(maxsize=None)(self._plain_totals_from)

    def _moves(self, row: int, state: State) -> Iterator[tuple[float, State, Choice]]:
        points, own, shares, dropped, last, hurt = state
        for number, option in enumerate(self.rows[row]):
            cost = option.cost
            if option.credit and (hurt if option.hurt else last == LOST and option.lost):
                cost -= option.credit
            if option.points is not None:
                reached = points + option.points
                if reached <= self.limit + MISPRINT_REACH * self.unit:
                    largest = max(own, min(option.points, MISPRINT_REACH * self.unit + 1))
                    yield (
                        cost,
                        (reached, largest, shares, dropped, OWN, option.hurt),
                        Choice(OWN, option.points, number),
                    )
                continue
            role = LOST if option.lost else SHARED
            manner = SLASHED if role == SHARED and not option.blank else role
            if manner != last and last in (LOST, SHARED, SLASHED) and row not in self.pages:
                cost += self.costs.run_breaks if LOST in (manner, last) else self.costs.marks_mixed
            who = SEVERAL if shares else _alone(option)
            yield cost, (points, own, who, dropped or option.lost, manner, option.hurt), Choice(role, None, number)
            if option.blank and last in (OWN, MERGED):
                merging = self.costs.weight_merged if last == OWN else self.costs.run_continues
                yield cost + merging, (points, own, shares, dropped, MERGED, option.hurt), Choice(MERGED, None, number)

    def _sweep(self, start: int) -> Iterator[dict[State, float]]:
        """For each length from 1: the cheapest cost of every state after that many rows."""
        states = {START: 0.0}
        for row in range(start, self.stops[start]):
            after: dict[State, float] = {}
            for state, cost in states.items():
                for each, reached, _ in self._moves(row, state):
                    total = cost + each
                    if total < after.get(reached, INFINITE):
                        after[reached] = total
            if not after:
                return
            states = _pruned(after)
            yield states

    def _totals(self, start: int, kind: Kind) -> Floats:
        """For each length from 1 (rows) and total (scaled points, columns): the cheapest cost of a run of that kind."""
        own, shared, lone = self._plain_totals(start)
        free = np.minimum(own, _rest_shared(shared) + self._derived(SEVERAL, kind))
        free = np.minimum(free, _rest_shared(lone) + self._derived(ONE_LOST, kind))
        if kind.points is None:
            return free
        found = free + self.costs.label_misprint
        if kind.points <= self.limit:
            at = kind.points
            printed = np.minimum(shared[:, :at], lone[:, :at]).min(axis=1, initial=INFINITE)
            found[:, at] = np.minimum(found[:, at], np.minimum(own[:, at], printed))
        return found

    def _derived(self, shares: int, kind: Kind) -> float:
        """What it costs that no label prints the points a run's rows share; of one lost weight, that its label is."""
        if not kind.named:
            return self.costs.share_unnamed
        return 0.0 if shares in (ONE_LOST, ONE_FILLED) else self.costs.share_unlabelled

    def _plain_totals_from(self, start: int) -> tuple[Floats, Floats, Floats]:
        """By length and points: the cheapest run where nobody shares, where some rows do, where one lost its own
        weight; misprints included.
        """
        tables = [self._table(states) for states in self._sweep(start)]
        own, shared, lone = (np.array([table[n] for table in tables]) for n in range(3))
        return own, shared, lone

    def _table(self, states: dict[State, float]) -> Floats:
        """(nobody shares, some do, one lost its own) × points: the cheapest cost of the states and their misprints."""
        points = np.array([state[0] for state in states])
        largest = np.array([state[1] for state in states])
        shares = np.array([_TABLES[state[2]] for state in states])
        costs = np.array([cost + self._sharing(s[1] > 0, s[2], s[3]) for s, cost in states.items()])
        table = np.full((3, self.limit + 1), INFINITE)
        for off, extra in self._offsets(int(largest.max())):
            at = points + off
            able = (at >= 0) & (at <= self.limit) & ((largest > max(0, -off)) | (off == 0))
            np.minimum.at(table, (shares[able], at[able]), costs[able] + extra)
        return table

    def _offsets(self, largest: int) -> Sequence[tuple[int, float]]:
        """What a misprint may have added to a run's total, and its cost; a weight stays above zero."""
        found = [(0, 0.0)]
        for off in range(1, MISPRINT_REACH + 1) if largest else ():
            cost = self.costs.misprint + self.costs.misprint_step * off
            found.append((off * self.unit, cost))
            if largest > off * self.unit:
                found.append((-off * self.unit, cost))
        return found

    def _ends(self, points: int, own: int, shares: int, dropped: bool, kind: Kind) -> Iterator[tuple[int, float]]:
        """The totals a run in this state can be said to have, and what saying so costs."""
        extra = self._sharing(own > 0, shares, dropped)
        if kind.points is not None:
            if (shares and points < kind.points) or (not shares and points == kind.points):
                yield kind.points, extra
            extra += self.costs.label_misprint
        if not shares:
            if 0 < points <= self.limit:
                yield points, extra
            return
        extra += self._derived(shares, kind)
        for total in range(points + 1, self.limit + 1):
            yield total, extra

    def _sharing(self, own: bool, shares: int, dropped: bool) -> float:
        """What the manner of sharing costs: mixed with printed weights, or with weights that were dropped."""
        costs = self.costs
        beside = (0.0, costs.mixed_lost, costs.mixed_lost, costs.mixed_slash, costs.mixed_group)
        mixed = beside[shares] if own else 0.0
        if shares in (ONE_LOST, ONE_FILLED):
            mixed += costs.own_weight_lost + (costs.own_weight_filled if shares == ONE_FILLED else 0.0)
        return mixed + (costs.weights_dropped if dropped and shares == SEVERAL else 0.0)

    def paths(self, start: int, stop: int, kind: Kind, total: int, bound: float, most: int = 2000) -> list[Path]:
        """Every way the rows ``start``–``stop`` (exclusive) give ``total`` at a cost of at most ``bound``."""
        found: list[Path] = []
        for off, extra in self._offsets(max(self.largest[start:stop])):
            for path in self._plain(start, stop, kind, total, off, bound - extra, most):
                found += self._misprints(replace(path, cost=path.cost + extra), off) if off else [path]
        return found

    def _misprints(self, path: Path, off: int) -> Iterator[Path]:
        for at, choice in enumerate(path.choices):
            if choice.role == OWN and (choice.points or 0) + off > 0:
                wrong = Choice(OWN, (choice.points or 0) + off, choice.option, True)
                yield replace(path, choices=(*path.choices[:at], wrong, *path.choices[at + 1 :]))

    def _plain(self, start: int, stop: int, kind: Kind, total: int, off: int, bound: float, most: int) -> list[Path]:
        """The ways without their misprint, whose ``off`` is added at the end."""
        finish = self._finish(kind, total, off)
        to_go = self._to_go(stop, total - off, finish)
        if to_go(start, START) > bound + 1e-9:
            return []
        found: list[Path] = []
        stack: list[tuple[float, int, State, tuple[Choice, ...]]] = [(0.0, start, START, ())]
        while stack and len(found) < most:
            cost, row, state, choices = stack.pop()
            if row == stop:
                share = total - state[0] - off if state[2] else 0
                found.append(Path(cost + finish(state), choices, share))
                continue
            for each, reached, choice in self._moves(row, state):
                if cost + each + to_go(row + 1, reached) <= bound + 1e-9:
                    stack.append((cost + each, row + 1, reached, (*choices, choice)))
        return found

    def _finish(self, kind: Kind, total: int, off: int) -> Callable[[State], float]:
        def finish(state: State) -> float:
            points, own, shares, dropped, _, _ = state
            if off and not own:
                return INFINITE
            ends = self._ends(points + off, own, shares, dropped, kind)
            return min((extra for reached, extra in ends if reached == total), default=INFINITE)

        return finish

    def _to_go(self, stop: int, most: int, finish: Callable[[State], float]) -> Callable[[int, State], float]:
        @cache
        def to_go(row: int, state: State) -> float:
            if row == stop:
                return finish(state)
            if state[0] > most:
                return INFINITE
            return min((each + to_go(row + 1, after) for each, after, _ in self._moves(row, state)), default=INFINITE)

        return to_go


REACH = 16.0  # a state this much dearer than the cheapest of its run never catches up


def _rest_shared(shared: Floats) -> Floats:
    """Cost by total where some rows share any rest above zero: the cheapest of fewer points."""
    found = np.full_like(shared, INFINITE)
    found[:, 1:] = np.minimum.accumulate(shared, axis=1)[:, :-1]
    return found


def _alone(option: WeightOption) -> int:
    """How a row that prints no weight shares while it is the only one of its run."""
    if option.lost:
        return ONE_FILLED if option.filled else ONE_LOST
    return SEVERAL if option.blank else ONE_SLASH


def _pruned(states: dict[State, float]) -> dict[State, float]:
    best = min(states.values())
    return {state: cost for state, cost in states.items() if cost <= best + REACH}
