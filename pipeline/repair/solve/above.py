"""The least that all above a row can cost.

A lower bound that tells which states of the joint programme to give up.

The programme without its first-level groups, run from the top: labels in order, runs of rows under
them, their printed points, but nothing that says what the runs of a group add up to. It costs a
twentieth of the programme itself, and is what A* calls an admissible heuristic (Hart, Nilsson and
Raphael 1968), here for the way behind instead of that ahead.
"""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.moves import Kind
from pipeline.repair.model.place import JUMPS, LOST, MOST_SKIPPED, POINTED, Places
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.sweep import Floats

Turn = tuple[
    int | None, float
]  # the first-level group that begins on a row, if any, and what that costs


class Above:
    """``least[called, row, label]``.

    The least cost of the rows above ``row``, where the last run was called ``called`` and ``label``
    is the next second-level label; ``total`` of all rows with what is left over.
    """

    def __init__(self, places: Places, segments: Segments) -> None:
        self.places = places
        self.segments = segments
        rows, self.count = len(segments.rows), len(places.names)
        self.least = np.full((3, rows + 1, self.count + 1), INFINITE)
        self.least[POINTED, 0, 0] = 0.0
        self._waits = [
            any(places.may_wait(label, label + jump - 1) for jump in JUMPS)
            for label in range(self.count)
        ]
        unused = [
            0.0 if waits else places.unused(n) for n, waits in enumerate(self._waits)
        ]  # it may yet be used
        self._skipped = np.concatenate([[0.0], np.cumsum(unused)])
        for row in range(rows):
            if np.isfinite(self.least[:, row]).any():
                self._extend(row)
        left = self.least[:, rows].min(axis=0) + self._skipped[-1] - self._skipped
        self.total = float(left.min())

    def before(self, row: int, label: int) -> float:
        """The least cost of what is above a run from ``row`` under ``label``.

        Whichever label was the next one.
        """
        part = self.least[:, row, max(0, label - MOST_SKIPPED) : label + max(JUMPS) + 1]
        return float(part.min())

    def _extend(self, row: int) -> None:
        places = self.places
        begins = [
            (n, places.begin(n, row)) for n in range(len(places.groups)) if places.may_begin(n, row)
        ]
        turns: list[Turn] = [*begins] if row in places.starts else [(None, 0.0), *begins]
        low, high = places.window(row)
        for label in range(low, min(high + 1, self.count)):
            self._named(row, label, turns)
        self._lost(row, turns)

    def _named(self, row: int, label: int, turns: list[Turn]) -> None:
        """A run from ``row`` under ``label``.

        It was the next one, or one that others went before.
        """
        here, first = self.least[:, row].min(axis=0), max(0, label - MOST_SKIPPED)
        enters = float(
            (
                here[first : label + 1] + self._skipped[label] - self._skipped[first : label + 1]
            ).min()
        )
        late = [label + jump for jump in JUMPS if self._waits[label] and label + jump <= self.count]
        if enters == INFINITE and not any(here[after] < INFINITE for after in late):
            return
        placing = min(cost + self.places.place(label, row, group) for group, cost in turns)
        if placing == INFINITE:
            return
        runs = placing + self._runs(row, self.places.kind(label, row), label)
        into = self.least[self.places.called(label), row + 1 : row + 1 + len(runs)]
        into[:, label + 1] = np.minimum(into[:, label + 1], enters + runs)
        for after in late:
            into[:, after] = np.minimum(into[:, after], here[after] + runs)

    def _lost(self, row: int, turns: list[Turn]) -> None:
        costs = [
            min(c + self.places.lost(row, b, n is not None) for n, c in turns) for b in range(3)
        ]
        enters = (self.least[:, row] + np.array(costs)[:, None]).min(axis=0)
        alive = np.flatnonzero(enters < INFINITE)
        part = slice(alive[0], alive[-1] + 1)
        runs = self._runs(row, self.places.kind(None, row), None)
        into = self.least[LOST, row + 1 : row + 1 + len(runs), part]
        np.minimum(into, enters[None, part] + runs[:, None], out=into)

    def _runs(self, row: int, kind: Kind, label: int | None) -> Floats:
        """By length.

        The cheapest run from ``row``, whatever it adds up to, and the label's prints astray.
        """
        runs = self.segments.runs(row, kind)
        found = np.full(runs.longest, INFINITE)
        np.minimum.at(found, runs.lengths, runs.costs)
        if label is not None:
            found += [self.places.astray(label, row, row + n) for n in range(1, len(found) + 1)]
        return found


__all__ = ["Above"]
