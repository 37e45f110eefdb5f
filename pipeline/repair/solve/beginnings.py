"""What it costs that labels begin on a row: computed once for a table and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.repair.model.place import SECOND_REACH, Called, Places
from pipeline.repair.solve.runs import Floats, Ints
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

    def groups_at(self, row: int) -> list[int]:
        """The first-level groups that may begin on the row."""
        numbers = range(len(self.places.groups))
        return [number for number in numbers if self.places.may_begin(number, row)]

    def _beginnings(self, row: int) -> Beginnings:
        labels = self._near(row)
        stray = [self.stray(label, row) for label in labels]
        together = {group: self._costs(labels, row, group) for group in self.groups_at(row)}
        return Beginnings(
            np.array(labels, dtype=np.int64),
            self._costs(labels, row, None),
            together,
            np.array(stray).reshape(len(labels), self.segments.length(row)),
            self.stray(None, row),
            np.array([self.places.called(label) for label in labels], dtype=np.int64),
        )

    def _near(self, row: int) -> list[int]:
        """The labels that can be the next one on the row and are printed near enough."""
        low, high = self.places.window(row)
        inside = range(low, min(high + 1, len(self.places.names)))
        return [label for label in inside if self._reaches(label, row)]

    def _reaches(self, label: int, row: int) -> bool:
        return any(abs(at - row) <= SECOND_REACH for at in self.places.names[label].prints)

    def _costs(self, labels: list[int], row: int, group: int | None) -> Floats:
        return np.array([self.place(label, row, group) for label in labels], dtype=np.float64)

    def _stray(self, label: int | None, row: int) -> Floats:
        stops = range(row + 1, row + 1 + self.segments.length(row))
        return np.array([self.places.astray(label, row, stop) for stop in stops])


__all__ = ["Beginnings", "Labels"]
