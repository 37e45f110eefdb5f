"""The least that all above a row can cost.

A lower bound that tells which states of the joint programme to give up: the programme without its
first-level groups, run from the top. Labels in order, runs of rows under them, their printed
points, but nothing that says what the runs of a group add up to. It costs a fraction of the
programme itself, and is what A* calls an admissible heuristic (Hart, Nilsson and Raphael 1968),
here for the way behind instead of that ahead.
"""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import JUMPS, MOST_SKIPPED, Called, Places
from pipeline.repair.solve.beginnings import CALLS, Beginnings, Labels
from pipeline.repair.solve.runs import Floats, Ints, unknown
from pipeline.repair.solve.segment import Segments

PASSED_OVER = np.arange(MOST_SKIPPED + 1)  # labels passed over at one place
Opening = dict[int, float]  # what it costs that each first-level group begins on a row


class Above:
    """``least[called, row, label]``.

    The least cost of the rows above ``row``, where the last run was called ``called`` and ``label``
    is the next second-level label; ``total`` of all rows with what is left over. ``entered[row]``
    is by label that may begin on the row (see :class:`Beginnings`) the least cost above it and of
    its beginning, ``entered_lost[row]`` by next label that of a run under a lost one.
    """

    def __init__(self, places: Places, segments: Segments) -> None:
        self.places = places
        self.segments = segments
        self.labels = Labels(places, segments)
        self.rows = len(segments.rows)
        self.count = len(places.names)
        nexts = self.count + 1
        self.least = unknown(len(CALLS), self.rows + 1, nexts)
        self.least[Called.POINTED, 0, 0] = 0.0
        self.entered: list[Floats] = [unknown(0)] * self.rows
        self.entered_lost = unknown(self.rows, nexts)
        labels = range(self.count)
        self._waits = list(map(self._may_wait, labels))
        self._skipped = self._skipping()
        self._fill()
        self.total = self._total()

    def reaches(self, row: int) -> bool:
        """Whether any reading can have a run begin on the row."""
        reached = np.isfinite(self.least[:, row])
        return bool(reached.any())

    def _fill(self) -> None:
        for row in range(self.rows):
            if self.reaches(row):
                self._extend(row)

    def _total(self) -> float:
        """The least cost of all rows with the labels that no run used."""
        ended = self._least_above(self.rows)
        left_over = self._skipped[-1] - self._skipped
        whole = ended + left_over
        return float(whole.min())

    def _least_above(self, row: int) -> Floats:
        """By next label: the least cost of the rows above, whatever the last run was called."""
        here = self.least[:, row]
        least: Floats = here.min(axis=0)
        return least

    def _may_wait(self, label: int) -> bool:
        """Whether some later label may go before this one."""
        for jump in JUMPS:
            other = label + jump - 1
            if self.places.may_wait(label, other):
                return True
        return False

    def _skipping(self) -> Floats:
        """By label: what it costs to pass over all before it.

        Nothing for one that may wait: it may yet be used.
        """
        skipped = [0.0]
        for label, waits in enumerate(self._waits):
            cost = 0.0 if waits else self.places.unused(label)
            skipped.append(cost)
        return np.cumsum(skipped)

    def _extend(self, row: int) -> None:
        """Lowers what is below ``row`` by every run that begins there."""
        beginnings = self.labels.beginnings(row)
        opening: Opening = {}
        for group in beginnings.together:
            opening[group] = self.places.begin(group, row)
        if len(beginnings.labels):
            self._extend_named(row, beginnings, opening)
        self._extend_lost(row, beginnings, opening)

    def _extend_named(
        self,
        row: int,
        beginnings: Beginnings,
        opening: Opening,
    ) -> None:
        """Runs under a label that was the next one, or one that others went before."""
        placing = self._placing(row, beginnings, opening)
        runs = self._runs(row, beginnings)
        above = self._entering(row, beginnings.labels)
        entered = above + placing
        in_order = entered[:, None] + runs
        self._lower_named(row, beginnings, in_order)
        here = self._least_above(row)
        _, longest = runs.shape
        stops = _stops(row, longest)
        for n, label in enumerate(beginnings.labels.tolist()):
            called = beginnings.called[n]
            for after in self._waited_until(label):
                late = here[after] + placing[n]
                entered[n] = min(entered[n], late)
                below = self.least[called, stops, after]
                costs = late + runs[n]
                np.minimum(below, costs, out=below)
        self.entered[row] = entered

    def _lower_named(
        self,
        row: int,
        beginnings: Beginnings,
        costs: Floats,
    ) -> None:
        """Lowers what is below by runs (label × length) after which the next label is next."""
        called = beginnings.called[:, None]
        following = beginnings.labels[:, None] + 1
        lengths = np.arange(costs.shape[1])
        stops = row + 1 + lengths
        into = (called, stops, following)
        known = self.least[into]
        self.least[into] = np.minimum(known, costs)

    def _waited_until(self, label: int) -> list[int]:
        """The labels that may be the next one when ``label`` is used after others of its place."""
        found: list[int] = []
        if self._waits[label]:
            for jump in JUMPS:
                following = label + jump
                if following <= self.count:
                    found.append(following)
        return found

    def _entering(self, row: int, labels: Ints) -> Floats:
        """The least cost above a run under each label where it, or one passed over, was next."""
        here = self._least_above(row)
        passed = here - self._skipped
        back = labels[:, None] - PASSED_OVER
        costs = passed[np.maximum(back, 0)]
        found = np.where(back >= 0, costs, INFINITE)
        cheapest: Floats = found.min(axis=1)
        cheapest += self._skipped[labels]
        return cheapest

    def _placing(
        self,
        row: int,
        beginnings: Beginnings,
        opening: Opening,
    ) -> Floats:
        """What it costs at least that each label begins, with the group that begins with it."""
        ways: list[Floats] = []
        for group, costs in beginnings.together.items():
            ways.append(costs + opening[group])
        if row not in self.places.starts:
            ways.append(beginnings.alone)
        placing: Floats = np.min(ways, axis=0)
        return placing

    def _runs(self, row: int, beginnings: Beginnings) -> Floats:
        """Label × length: the cheapest run, whatever it adds up to, and the prints astray."""
        cheapest: list[Floats] = []
        for label in beginnings.labels.tolist():
            kind = self.places.kind(label, row)
            costs = self.segments.cheapest(row, kind)
            cheapest.append(costs)
        return np.array(cheapest) + beginnings.stray

    def _extend_lost(
        self,
        row: int,
        beginnings: Beginnings,
        opening: Opening,
    ) -> None:
        """Runs under a lost label."""
        losing = unknown(len(CALLS), 1)
        for before in CALLS:
            losing[before] = self._losing(row, before, opening)
        entering = self.least[:, row] + losing
        entered = entering.min(axis=0)
        self.entered_lost[row] = entered
        kind = self.places.kind(None, row)
        runs = self.segments.cheapest(row, kind) + beginnings.lost_stray
        stops = _stops(row, len(runs))
        into = self.least[Called.LOST, stops]
        costs = entered + runs[:, None]
        np.minimum(into, costs, out=into)

    def _losing(self, row: int, before: Called, opening: Opening) -> float:
        """What it costs at least that a run begins under a lost label."""
        places = self.places
        least = INFINITE
        if row not in places.starts:
            least = places.lost(row, before, False)
        for begin in opening.values():
            cost = begin + places.lost(row, before, True)
            least = min(least, cost)
        return least


def _stops(row: int, longest: int) -> slice:
    """The rows below the runs from a row."""
    first = row + 1
    return slice(first, first + longest)


__all__ = ["Above"]
