"""The exact cost to go from every state of the joint programme, from the last row to the first.

A state is kept where it can occur: the rows that its first-level group can hold, and on each row
the positions in the order of the second-level labels that a reading can have there (a band whose
first position moves with the rows).
"""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import Called
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.order import Position
from pipeline.repair.solve.product import FINITE
from pipeline.repair.solve.row_step import RowStep
from pipeline.repair.solve.runs import Floats, Ints
from pipeline.repair.solve.tolerance import NEARLY
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
        place = self.row_runs.places_of(self.order.at[position], stops)
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
        least = np.full(self.rows + 1, INFINITE)
        self._end()
        for row in reversed(range(self.rows)):
            if np.isfinite(self.above.least[:, row]).any():
                self._fill_row(row)
            least[row] = self._give_up(row)
            below = row + self.segments.longest
            if below < self.rows and least[row:below].min() == INFINITE:
                return  # every reading stands before one of these rows

    def _end(self) -> None:
        """What it costs to end below the last row, with labels that no run used."""
        last = len(self.places.groups) - 1
        first, after = self.row_runs.band(self.rows)
        positions = self.order.positions[first:after]
        left_over = [self.places.leftover(*position) for position in positions]
        costs = np.array(left_over) + self.places.end(last, self.rows)
        self._follow[last][:, -1, : after - first, 0] = costs
        self._alive[last][-1] = True

    def _fill_row(self, row: int) -> None:
        """The cost to go from ``row``: first of groups that go on, then of those that begin."""
        held = [number for number in self._groups_on(row) if len(self._lengths(number, row))]
        if not held:
            return
        step = RowStep(self.above, self.row_runs, row, self._limit)
        begun: dict[int, Floats] = {}
        for number in held:
            follow = self._follow[number]
            at = row - self._first[number]
            below = follow[:, at + 1 :]
            products = step.products(below, self._lengths(number, row))
            if self.places.goes_on(number, row):
                to_go = step.to_go(products, None)
                follow[:, at, :, 1:] = to_go[..., 1:]
            if self.places.may_begin(number, row):
                whole = step.to_go(products.whole(), number)
                begun[number] = whole[..., 0]
        for number, costs in begun.items():
            self._begin(row, number, costs)

    def _groups_on(self, row: int) -> list[int]:
        """The first-level groups that can hold the row."""
        numbers = range(len(self.places.groups))
        return [n for n in numbers if self.places.goes_on(n, row) or self.places.may_begin(n, row)]

    def _lengths(self, number: int, row: int) -> Ints:
        """The lengths, less one row, of the runs from ``row`` that anything of a group follows."""
        first = row + 1 - self._first[number]
        last = first + self.segments.length(row)
        return np.flatnonzero(self._alive[number][first:last])

    def _begin(self, row: int, number: int, to_go: Floats) -> None:
        """Group ``number`` begins at ``row``; the one before it has ended."""
        costs = to_go + self.places.begin(number, row)
        if number == 0:
            if row == 0:
                self.best = float(costs[Called.POINTED, 0])
            return
        before = number - 1
        follow = self._follow[before]
        at = row - self._first[before]
        if 0 <= at < follow.shape[1]:
            follow[:, at, :, 0] = costs + self.places.end(before, row)

    def _give_up(self, row: int) -> float:
        """Gives up the states of ``row`` that cost more than the limit.

        Returns:
            The least cost to go of those that are left.
        """
        room = self._room(row)
        least = INFINITE
        for number, follow in enumerate(self._follow):
            at = row - self._first[number]
            if 0 <= at < follow.shape[1]:
                to_go = follow[:, at]
                to_go[to_go > room] = INFINITE
                cheapest = float(to_go.min())
                self._alive[number][at] = cheapest < INFINITE
                least = min(least, cheapest)
        return least

    def _room(self, row: int) -> Floats:
        """Called × position: what may follow at most, after what lies above at least."""
        first, after = self.row_runs.band(row)
        labels = self.order.next_label[first:after]
        room = np.full((len(CALLS), self.row_runs.width + 1, 1), -INFINITE)
        above = self.above.least[:, row, labels]
        room[:, : after - first, 0] = self._limit + NEARLY - above
        return room


__all__ = ["Backward"]
