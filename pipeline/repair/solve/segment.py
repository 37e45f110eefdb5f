"""One run of rows under one second-level label → the totals its weights can give.

And the ways each comes about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.moves import OWN, START, Choice, Kind, Moves, State, WeightOption
from pipeline.repair.solve.sweep import Floats, Runs, Sweep


@dataclass(frozen=True, slots=True)
class Path:
    """One way a run reaches its total.

    A choice per row, and what the shared rows share (0: nothing shared).
    """

    cost: float
    choices: tuple[Choice, ...]
    share: int


class Segments:
    """All runs of rows of one table; see :class:`Moves`.

    ``stops`` gives for each row the one no run goes past.
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
        self.rows = rows
        self.moves = Moves(rows, costs, limit, unit, pages)
        self.largest = [max((o.points or 0 for o in options), default=0) for options in rows]
        self.longest = max((stop - row for row, stop in enumerate(stops)), default=0)
        cheapest = (min((o.cost - o.credit for o in options), default=0.0) for options in rows)
        self.floor = tuple(
            accumulate(cheapest, initial=0.0)
        )  # the least that the rows above each row can cost
        sweep = Sweep(self.moves, stops)
        self.runs: Callable[[int, Kind], Runs] = lru_cache(maxsize=None)(sweep.runs)
        self.unprinted: Callable[[int, Kind], Runs] = lru_cache(maxsize=None)(sweep.unprinted)
        self.printed: Callable[[int, int], Floats] = lru_cache(maxsize=None)(sweep.printed)
        self.cheapest: Callable[[int, Kind], Floats] = lru_cache(maxsize=None)(self._cheapest)
        self.totals: Callable[[int, Kind], Floats] = lru_cache(maxsize=None)(self._totals)
        self.length = sweep.length

    def _cheapest(self, start: int, kind: Kind) -> Floats:
        """By length: the cheapest run from ``start``, whatever it adds up to."""
        runs = self.runs(start, kind)
        found = np.full(runs.longest, INFINITE)
        np.minimum.at(found, runs.lengths, runs.costs)
        return found

    def _totals(self, start: int, kind: Kind) -> Floats:
        """For each length from 1 (rows) and total (scaled points, columns).

        The cheapest cost of a run of that kind.
        """
        return self.runs(start, kind).dense(self.moves.limit)

    def paths(
        self, start: int, stop: int, kind: Kind, total: int, bound: float, most: int = 2000
    ) -> list[Path]:
        """Every way the rows ``start``–``stop`` (exclusive) give ``total`` at a cost.

        Of at most ``bound``.
        """
        found: list[Path] = []
        least = self.floor[stop] - self.floor[start]
        for off, extra in self.moves.offsets(max(self.largest[start:stop])):
            if least + extra > bound + 1e-9:
                continue
            for path in self._plain(start, stop, kind, total, off, bound - extra, most):
                found += (
                    self._misprints(replace(path, cost=path.cost + extra), off) if off else [path]
                )
        return found

    def _misprints(self, path: Path, off: int) -> Iterator[Path]:
        for at, choice in enumerate(path.choices):
            if choice.role == OWN and (choice.points or 0) + off > 0:
                wrong = Choice(OWN, (choice.points or 0) + off, choice.option, True)
                yield replace(path, choices=(*path.choices[:at], wrong, *path.choices[at + 1 :]))

    def _plain(
        self, start: int, stop: int, kind: Kind, total: int, off: int, bound: float, most: int
    ) -> list[Path]:
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
                share = total - state.points - off if state.manner.shares else 0
                found.append(Path(cost + finish(state), choices, share))
                continue
            for each, reached, choice in self.moves.moves(row, state):
                if cost + each + to_go(row + 1, reached) <= bound + 1e-9:
                    stack.append((cost + each, row + 1, reached, (*choices, choice)))
        return found

    def _finish(self, kind: Kind, total: int, off: int) -> Callable[[State], float]:
        def finish(state: State) -> float:
            points, own, (shares, dropped, _, _) = state
            if off and not own:
                return INFINITE
            ends = self.moves.ends(points + off, own, shares, dropped, kind)
            return min((extra for reached, extra in ends if reached == total), default=INFINITE)

        return finish

    def _to_go(
        self, stop: int, most: int, finish: Callable[[State], float]
    ) -> Callable[[int, State], float]:
        @cache
        def to_go(row: int, state: State) -> float:
            if row == stop:
                return finish(state)
            if state.points > most:
                return INFINITE
            return min(
                (each + to_go(row + 1, after) for each, after, _ in self.moves.moves(row, state)),
                default=INFINITE,
            )

        return to_go
