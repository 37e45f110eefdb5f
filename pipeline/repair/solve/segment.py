"""One run of rows under one second-level label → the totals its weights can give.

And the ways each comes about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.moves import START, Moves, State
from pipeline.repair.model.roles import OWN, Choice, Kind, WeightOption
from pipeline.repair.solve.runs import Floats, Runs
from pipeline.repair.solve.sweep import Sweep
from pipeline.repair.solve.tolerance import NEARLY

MOST_PATHS = 2000  # of one run that are looked at
Finish = Callable[[State], float]
RunsOfKind = Callable[[int, Kind], Runs]  # from a row
CostsOfKind = Callable[[int, Kind], Floats]


@dataclass(frozen=True, slots=True)
class Path:
    """One way a run reaches its total.

    A choice per row, and what the shared rows share (0: nothing shared).
    """

    cost: float
    choices: tuple[Choice, ...]
    share: int


@dataclass(frozen=True, slots=True)
class Goal:
    """What a run is to give: its rows ``start``–``stop`` (exclusive), its kind, its total.

    ``off`` is what a misprint adds to the total.
    """

    start: int
    stop: int
    kind: Kind
    total: int
    off: int = 0


@dataclass(frozen=True, slots=True)
class _Partial:
    """The beginning of a path: its cost, the row after it, its state."""

    cost: float
    row: int
    state: State
    choices: tuple[Choice, ...]


class Segments:
    """All runs of rows of one table; see :class:`Moves`.

    ``stops`` gives for each row the one no run goes past. ``runs``, ``unprinted``, ``printed``,
    ``totals`` and ``cheapest`` are those of :class:`Sweep` and :class:`Runs`, by first row and
    kind, each computed once.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[WeightOption]],
        costs: Costs,
        limit: int,
        point: int,
        stops: Sequence[int],
        pages: frozenset[int] = frozenset(),
    ) -> None:
        self.rows = rows
        self.moves = Moves(rows, costs, limit, point, pages)
        sweep = Sweep(self.moves, stops)
        self.length = sweep.length
        lengths = (stop - row for row, stop in enumerate(stops))
        self.longest = max(lengths, default=0)
        self.runs: RunsOfKind = cache(sweep.runs)
        self.unprinted: RunsOfKind = cache(sweep.unprinted)
        self.printed: Callable[[int, int], Floats] = cache(sweep.printed)
        self.totals: CostsOfKind = cache(self._totals)
        self.cheapest: CostsOfKind = cache(self._cheapest)
        self._largest = list(map(_largest, rows))
        cheapest = map(_cheapest, rows)
        self._above = tuple(accumulate(cheapest, initial=0.0))  # the least that rows above cost

    def _cheapest(self, start: int, kind: Kind) -> Floats:
        runs = self.runs(start, kind)
        return runs.cheapest()

    def _totals(self, start: int, kind: Kind) -> Floats:
        runs = self.runs(start, kind)
        return runs.dense(self.moves.limit)

    def paths(
        self,
        start: int,
        stop: int,
        kind: Kind,
        total: int,
        bound: float,
    ) -> list[Path]:
        """Every way the rows ``start``–``stop`` (exclusive) give ``total``.

        At a cost of at most ``bound``.
        """
        found: list[Path] = []
        least = self._above[stop] - self._above[start]
        largest = max(self._largest[start:stop])
        for off, cost in self.moves.offsets(largest):
            if least + cost > bound + NEARLY:
                continue
            goal = Goal(start, stop, kind, total, off)
            paths = self._unchanged(goal, bound - cost)
            if not off:
                found += paths
                continue
            for path in paths:
                whole = replace(path, cost=path.cost + cost)
                found += _misprints(whole, off)
        return found

    def _unchanged(self, goal: Goal, bound: float) -> list[Path]:
        """The ways without their misprint, whose ``off`` is added at the end."""
        finish = self._finish(goal)
        to_go = self._to_go(goal, finish)
        most = bound + NEARLY
        if to_go(goal.start, START) > most:
            return []
        found: list[Path] = []
        waiting = [_Partial(0.0, goal.start, START, ())]
        while waiting and len(found) < MOST_PATHS:
            partial = waiting.pop()
            if partial.row == goal.stop:
                path = _path(partial, goal, finish)
                found.append(path)
                continue
            for after in self._extensions(partial):
                least = after.cost + to_go(after.row, after.state)
                if least <= most:
                    waiting.append(after)
        return found

    def _extensions(self, partial: _Partial) -> Iterator[_Partial]:
        moves = self.moves.moves(partial.row, partial.state)
        for cost, state, choice in moves:
            yield _Partial(
                partial.cost + cost,
                partial.row + 1,
                state,
                (*partial.choices, choice),
            )

    def _finish(self, goal: Goal) -> Finish:
        """What it costs to end a run in a state."""

        def finish(state: State) -> float:
            """Of the state after the last row."""
            if goal.off and not state.largest:
                return INFINITE
            shares, dropped, _, _ = state.manner
            points = state.points + goal.off
            ends = self.moves.ends(points, state.largest, shares, dropped, goal.kind)
            least = INFINITE
            for total, cost in ends:
                if total == goal.total:
                    least = min(least, cost)
            return least

        return finish

    def _to_go(
        self,
        goal: Goal,
        finish: Finish,
    ) -> Callable[[int, State], float]:
        """The least cost from a row and a state to the end."""
        most = goal.total - goal.off

        @cache
        def to_go(row: int, state: State) -> float:
            """Of the state before ``row``."""
            if row == goal.stop:
                return finish(state)
            if state.points > most:
                return INFINITE
            least = INFINITE
            for cost, after, _ in self.moves.moves(row, state):
                whole = cost + to_go(row + 1, after)
                least = min(least, whole)
            return least

        return to_go


def _largest(options: Sequence[WeightOption]) -> int:
    """The largest weight that a row may print."""
    weights = (option.points or 0 for option in options)
    return max(weights, default=0)


def _cheapest(options: Sequence[WeightOption]) -> float:
    """The least that a row may cost."""
    costs = (option.cost - option.credit for option in options)
    return min(costs, default=0.0)


def _path(partial: _Partial, goal: Goal, finish: Finish) -> Path:
    """The path that ends there."""
    state = partial.state
    share = 0
    if state.manner.shares:
        share = goal.total - state.points - goal.off
    cost = partial.cost + finish(state)
    return Path(cost, partial.choices, share)


def _misprints(path: Path, off: int) -> Iterator[Path]:
    """The path with one of its weights misprinted: each in turn that stays above zero."""
    for at, choice in enumerate(path.choices):
        points = (choice.points or 0) + off
        if choice.role == OWN and points > 0:
            choices = list(path.choices)
            choices[at] = replace(choice, points=points, misprinted=True)
            yield replace(path, choices=tuple(choices))


__all__ = ["Path", "Segments"]
