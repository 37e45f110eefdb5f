"""The exact cost to go from every state of the joint programme, from the last row to the first.

A state is kept where it can occur: the rows that its first-level group can hold, and on each row
the positions in the order of the second-level labels that a reading can have there (a band whose
first position moves with the rows).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import Called, Places
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.beginnings import CALLS
from pipeline.repair.solve.order import Position
from pipeline.repair.solve.product import FINITE
from pipeline.repair.solve.row_step import RowStep
from pipeline.repair.solve.runs import Flags, Floats, Ints, unknown
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.repair.solve.variants import RowRuns


@dataclass(frozen=True, slots=True)
class GroupStates:
    """The states of one first-level group.

    Attributes:
        first: The first row that the group can hold.
        follow: Called × row from ``first`` on × position × points left: the cost to go. One more
            row and position: what lies outside is looked up in the last position, which stays
            infinite.
        alive: Of the same rows: anything follows there.
    """

    first: int
    follow: Floats
    alive: Flags

    @classmethod
    def of(cls, places: Places, number: int, places_on_row: int) -> GroupStates:
        """Those of a group, of which nothing is known yet."""
        first = places.earliest[number]
        below = places.latest[number] + 2
        rows = max(0, below - first)
        size = places.groups[number].points + 1
        follow = unknown(len(CALLS), rows, places_on_row, size)
        alive = np.zeros(rows, dtype=bool)
        return cls(first, follow, alive)

    @property
    def size(self) -> int:
        """How many points left there may be, with none."""
        size: int = self.follow.shape[3]
        return size

    @property
    def below(self) -> int:
        """The row after the last of these."""
        return self.first + len(self.alive)

    def holds(self, row: int) -> bool:
        """Whether there are states of the row."""
        return self.first <= row < self.below

    def on(self, row: int) -> Floats:
        """Called × position × points left: the cost to go from a row that it holds."""
        at = row - self.first
        found: Floats = self.follow[:, at]
        return found

    def after(self, row: int) -> Floats:
        """Called × row × position × points left: the cost to go from the rows below one."""
        at = row - self.first
        found: Floats = self.follow[:, at + 1 :]
        return found

    def lengths(self, row: int, longest: int) -> Ints:
        """The lengths, less one row, of the runs from a row that anything follows."""
        first = row + 1 - self.first
        last = first + longest
        return np.flatnonzero(self.alive[first:last])

    def give_up(self, row: int, room: Floats) -> float:
        """Gives up the states of a row whose cost to go is more than their ``room``.

        Returns:
            The least cost to go of those that are left.
        """
        to_go = self.on(row)
        to_go[to_go > room] = INFINITE
        cheapest = float(to_go.min())
        self.alive[row - self.first] = cheapest < INFINITE
        return cheapest


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
        self._groups: list[GroupStates] = []
        for number, _ in enumerate(self.places.groups):
            states = GroupStates.of(self.places, number, row_runs.size)
            self._groups.append(states)
        self._fill()

    def follow(
        self,
        group: int,
        called: int,
        row: int,
        position: Position,
    ) -> Floats:
        """By points of ``group`` left.

        The least cost of all that follows a run of it that was called ``called`` and stopped before
        ``row``, with the reading at ``position`` in the order of the labels.
        """
        states = self._groups[group]
        first = self.row_runs.first[row]
        place = self.order.at[position] - first
        inside = 0 <= place < self.row_runs.size
        if not inside or not states.holds(row):
            return unknown(states.size)
        here = states.on(row)
        found: Floats = here[called, place]
        return found

    def follow_runs(
        self,
        group: int,
        called: int,
        row: int,
        position: Position,
    ) -> Floats:
        """Length (from one row) × points left: what follows each run of a group from ``row``.

        As :meth:`follow` has it. Runs that end where the group cannot are left out.
        """
        states = self._groups[group]
        longest = row + self.segments.length(row)
        last = min(longest, states.below - 1)
        stops = np.arange(row + 1, last + 1)
        at = stops - states.first
        number = self.order.at[position]
        place = self.row_runs.places_of(number, stops)
        found: Floats = states.follow[called, at, place]
        return found

    def _fill(self) -> None:
        least = unknown(self.rows + 1)
        self._end()
        for row in reversed(range(self.rows)):
            if self.above.reaches(row):
                self._fill_row(row)
            least[row] = self._give_up(row)
            below = row + self.segments.longest
            if below >= self.rows:
                continue
            to_go = least[row:below]
            if to_go.min() == INFINITE:
                return  # every reading stands before one of these rows

    def _end(self) -> None:
        """What it costs to end below the last row, with labels that no run used."""
        last = len(self.places.groups) - 1
        ending = self.places.end(last, self.rows)
        first, after = self.row_runs.band(self.rows)
        costs: list[float] = []
        for position in self.order.positions[first:after]:
            left_over = self.places.leftover(*position)
            costs.append(left_over + ending)
        states = self._groups[last]
        below = states.on(self.rows)
        below[:, : len(costs), 0] = costs
        states.alive[-1] = True

    def _fill_row(self, row: int) -> None:
        """The cost to go from ``row``: first of groups that go on, then of those that begin."""
        followed = self._followed(row)
        if not followed:
            return
        step = RowStep(self.above, self.row_runs, row, self._limit)
        begun: dict[int, Floats] = {}
        for number, lengths in followed.items():
            states = self._groups[number]
            below = states.after(row)
            products = step.products(below, lengths)
            if self.places.goes_on(number, row):
                to_go = step.to_go(products, None)
                here = states.on(row)
                here[..., 1:] = to_go[..., 1:]
            if self.places.may_begin(number, row):
                whole = step.to_go(products.whole(), number)
                begun[number] = whole[..., 0]
        for number, costs in begun.items():
            self._begin(row, number, costs)

    def _followed(self, row: int) -> dict[int, Ints]:
        """By first-level group that can hold the row: the lengths of runs that anything follows."""
        longest = self.segments.length(row)
        found: dict[int, Ints] = {}
        for number, states in enumerate(self._groups):
            if not self._can_hold(number, row):
                continue
            lengths = states.lengths(row, longest)
            if len(lengths):
                found[number] = lengths
        return found

    def _can_hold(self, number: int, row: int) -> bool:
        """Whether a first-level group can go on over the row or begin there."""
        if self.places.goes_on(number, row):
            return True
        return self.places.may_begin(number, row)

    def _begin(self, row: int, number: int, to_go: Floats) -> None:
        """Group ``number`` begins at ``row``; the one before it has ended."""
        costs = to_go + self.places.begin(number, row)
        if number == 0:
            if row == 0:
                first = costs[Called.POINTED, 0]
                self.best = float(first)
            return
        before = number - 1
        states = self._groups[before]
        if states.holds(row):
            ending = self.places.end(before, row)
            here = states.on(row)
            here[..., 0] = costs + ending

    def _give_up(self, row: int) -> float:
        """Gives up the states of ``row`` that cost more than the limit.

        Returns:
            The least cost to go of those that are left.
        """
        room = self._room(row)
        least = INFINITE
        for states in self._groups:
            if states.holds(row):
                cheapest = states.give_up(row, room)
                least = min(least, cheapest)
        return least

    def _room(self, row: int) -> Floats:
        """Called × position: what may follow at most, after what lies above at least."""
        first, after = self.row_runs.band(row)
        labels = self.order.next_label[first:after]
        above = self.above.least[:, row, labels]
        most = self._limit + NEARLY
        room = -unknown(len(CALLS), self.row_runs.size, 1)
        count = after - first
        room[:, :count, 0] = most - above
        return room


__all__ = ["Backward"]
