"""What it costs that labels begin on a row: computed once for a table and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.repair.model.place import SECOND_REACH, Called, Places
from pipeline.repair.solve.runs import Floats, Ints, ints
from pipeline.repair.solve.segment import Segments

CALLS = tuple(Called)  # what the run above a row may be called


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The second-level labels that may begin on one row, in order.

    ``alone`` is the cost of each where no first-level group begins with it, ``together`` that
    where a certain one does; ``stray`` (label × length of the run, from one row) what else speaks
    against the label holding these rows, ``lost_stray`` (by length) against a lost one; ``called``
    is what the label's run is called.
    """

    labels: Ints
    alone: Floats
    together: dict[int, Floats]
    stray: Floats
    lost_stray: Floats
    called: Ints


class Labels:
    """The labels of one table, row by row; see :class:`Beginnings`."""

    def __init__(self, places: Places, segments: Segments) -> None:
        self.places = places
        self.segments = segments
        self.beginnings = cache(self._beginnings)
        self.place = cache(places.place)
        self.stray = cache(self._stray)

    def _groups_at(self, row: int) -> list[int]:
        """The first-level groups that may begin on the row."""
        found: list[int] = []
        for number in range(len(self.places.groups)):
            if self.places.may_begin(number, row):
                found.append(number)
        return found

    def _beginnings(self, row: int) -> Beginnings:
        labels = self._near(row)
        together: dict[int, Floats] = {}
        for group in self._groups_at(row):
            together[group] = self._costs(labels, row, group)
        return Beginnings(
            labels=ints(labels),
            alone=self._costs(labels, row, None),
            together=together,
            stray=self._strays(labels, row),
            lost_stray=self.stray(None, row),
            called=self._called(labels),
        )

    def _near(self, row: int) -> list[int]:
        """The labels that can be the next one on the row and are printed near enough."""
        low, high = self.places.window(row)
        count = len(self.places.names)
        last = min(high, count - 1)
        found: list[int] = []
        for label in range(low, last + 1):
            if self._reaches(label, row):
                found.append(label)
        return found

    def _reaches(self, label: int, row: int) -> bool:
        """Whether the label is printed near enough to begin on the row."""
        prints = self.places.names[label].prints
        return any(abs(at - row) <= SECOND_REACH for at in prints)

    def _costs(
        self,
        labels: list[int],
        row: int,
        group: int | None,
    ) -> Floats:
        """What it costs that each label begins on the row, with a group or with none."""
        costs = [self.place(label, row, group) for label in labels]
        return np.array(costs, dtype=np.float64)

    def _called(self, labels: list[int]) -> Ints:
        """What the runs under the labels are called."""
        called = [self.places.called(label) for label in labels]
        return ints(called)

    def _strays(self, labels: list[int], row: int) -> Floats:
        """Label × length of the run: what else speaks against the label holding these rows."""
        longest = self.segments.length(row)
        strays = np.empty((len(labels), longest))
        for n, label in enumerate(labels):
            strays[n] = self.stray(label, row)
        return strays

    def _stray(self, label: int | None, row: int) -> Floats:
        """The same for one label, by length."""
        costs: list[float] = []
        for length in range(1, self.segments.length(row) + 1):
            cost = self.places.astray(label, row, row + length)
            costs.append(cost)
        return np.array(costs)


__all__ = ["Beginnings", "Labels"]
