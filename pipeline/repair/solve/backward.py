"""The exact cost to go from every state of the joint programme, from the last row to the first.

A state is kept where it can occur: the rows that its first-level group can hold, and on each row
the positions in the order of the second-level labels that a reading can have there (a band whose
first position moves with the rows).
"""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import POINTED
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.order import Position
from pipeline.repair.solve.product import FINITE
from pipeline.repair.solve.row_step import NEARLY, RowStep
from pipeline.repair.solve.sweep import Floats, Ints
from pipeline.repair.solve.variants import RowRuns

NOTHING: Ints = np.zeros(0, dtype=np.int64)


class Backward:
    """The cost to go.

    ``best`` is the cheapest total, infinite where nothing adds up or where it is seen on the way
    that all that does costs more than ``limit``.
    """

    def __init__(self, above: Above, row_runs: RowRuns, limit: float = INFINITE) -> None:
        self.above = above
        self.places = above.places
        self.segments = above.segments
        self.row_runs = row_runs
        self.order = row_runs.order
        self.rows = row_runs.rows
        self.best = INFINITE
        self._limit = min(limit, FINITE)
        self._first = self.places.earliest
        self._follow = [self._unknown(number) for number in range(len(self.places.groups))]
        self._alive = [np.zeros(follow.shape[1], dtype=bool) for follow in self._follow]
        self._fill()

    def follow(self, group: int, called: int, row: int, position: Position) -> Floats:
        """By points of ``group`` left.

        The least cost of all that follows a run of it that was called ``called`` and stopped before
        ``row``, with the reading at ``position`` in the order of the labels.
        """
        known = self._follow[group]
        at = row - self._first[group]
        place = self.order.at[position] - self.row_runs.first[row]
        if not (0 <= at < known.shape[1] and 0 <= place < known.shape[2]):
            return np.full(known.shape[-1], INFINITE)
        found: Floats = known[called, at, place]
        return found

    def follow_runs(self, group: int, called: int, row: int, position: Position) -> Floats:
        """Length (from one row) × points left: what follows each run of a group from ``row``.

        As :meth:`follow` has it. Runs that end where the group cannot are left out.
        """
        known = self._follow[group]
        first = self._first[group]
        last = min(row + self.segments.length(row), first + known.shape[1] - 1)
        stops = np.arange(row + 1, last + 1)
        place = self.order.at[position] - self.row_runs.first[stops]
        outside = (place < 0) | (place >= self.row_runs.width)
        place = np.where(outside, self.row_runs.width, place)
        found: Floats = known[called, stops - first, place]
        return found

    def _unknown(self, number: int) -> Floats:
        """Called × row of the group × position × points left; one more row and position.

        What lies outside is looked up in the last position, which stays infinite.
        """
        rows = max(0, self.places.latest[number] + 2 - self._first[number])
        size = self.places.groups[number].points + 1
        return np.full((len(CALLS), rows, self.row_runs.width + 1, size), INFINITE)

    def _fill(self) -> None:
        last = len(self.places.groups) - 1
        longest = self.segments.longest
        least = np.full(self.rows + 1, INFINITE)
        self._follow[last][:, -1, :, 0] = self._left_over() + self.places.end(last, self.rows)
        self._alive[last][-1] = True
        for row in range(self.rows - 1, -1, -1):
            if np.isfinite(self.above.least[:, row]).any():
                self._fill_row(row)
            least[row] = self._give_up(row)
            if row + longest < self.rows and least[row : row + longest].min() == INFINITE:
                return  # every reading stands before one of these rows

    def _left_over(self) -> Floats:
        """By position: what the labels cost that no run used by the end."""
        first, last = self.row_runs.first[self.rows], self.row_runs.last[self.rows]
        positions = self.order.positions[first:last]
        found = np.full(self.row_runs.width + 1, INFINITE)
        found[: len(positions)] = [self.places.leftover(*position) for position in positions]
        return found

    def _fill_row(self, row: int) -> None:
        """The cost to go from ``row``: first of groups that go on, then of those that begin."""
        step: RowStep | None = None
        begun: dict[int, Floats] = {}
        for number in range(len(self.places.groups)):
            goes_on = self.places.goes_on(number, row)
            begins = self.places.may_begin(number, row)
            lengths = self._lengths(number, row) if goes_on or begins else NOTHING
            if not len(lengths):
                continue
            step = step or RowStep(self.above, self.row_runs, row, self._limit)
            follow, at = self._follow[number], row - self._first[number]
            products = step.products(follow[:, at + 1 :], lengths)
            if goes_on:
                follow[:, at, :, 1:] = step.to_go(products, None)[..., 1:]
            if begins:
                begun[number] = step.to_go(products.whole(), number)[..., 0]
        for number, to_go in begun.items():
            self._begin(row, number, to_go)

    def _lengths(self, number: int, row: int) -> Ints:
        """The lengths, less one row, of the runs from ``row`` that anything of a group follows."""
        first = row + 1 - self._first[number]
        alive = self._alive[number][first : first + self.segments.length(row)]
        return np.flatnonzero(alive)

    def _begin(self, row: int, number: int, to_go: Floats) -> None:
        """Group ``number`` begins at ``row``; the one before it has ended."""
        to_go = to_go + self.places.begin(number, row)
        before = number - 1
        if number == 0:
            if row == 0:
                self.best = float(to_go[POINTED, 0])
            return
        follow, at = self._follow[before], row - self._first[before]
        if 0 <= at < follow.shape[1]:
            follow[:, at, :, 0] = to_go + self.places.end(before, row)

    def _give_up(self, row: int) -> float:
        """Gives up the states of ``row`` that cost more than the limit.

        Returns:
            The least cost to go of those that are left.
        """
        first, last = self.row_runs.first[row], self.row_runs.last[row]
        above = self.above.least[:, row, self.order.next_label[first:last]]
        room = np.full((len(CALLS), self.row_runs.width + 1), -INFINITE)
        room[:, : last - first] = self._limit + NEARLY - above
        least = INFINITE
        for number, start in enumerate(self._first):
            follow = self._follow[number]
            if 0 <= row - start < follow.shape[1]:
                to_go = follow[:, row - start]
                to_go[to_go > room[:, :, None]] = INFINITE
                cheapest = float(to_go.min())
                self._alive[number][row - start] = cheapest < INFINITE
                least = min(least, cheapest)
        return least


__all__ = ["Backward"]
