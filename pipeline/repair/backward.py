"""The exact cost to go from every state of the joint programme, as min-plus products over the points left.

``follow[group][called, row, label, turned, left]`` is the least cost of all that follows a run of ``group`` that
was called ``called`` and stopped before ``row``, with ``label`` the next second-level label, ``turned`` whether
the one after it was used already, and ``left`` points of the group still to be given.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.repair.kinds import INFINITE
from pipeline.repair.place import LOST, MOST_SKIPPED, POINTED, SILENT, Places
from pipeline.repair.segment import Floats, Kind, Segments


class Backward:
    """Fills ``follow`` and ``best``, the cheapest total, from the last row to the first."""

    def __init__(self, places: Places, segments: Segments) -> None:
        self.places = places
        self.segments = segments
        self.rows = len(segments.rows)
        self.count = len(places.names)
        shape = (3, self.rows + 1, self.count + 1, 2)
        self.follow = [np.full((*shape, group.points + 1), INFINITE) for group in places.groups]
        self.best = INFINITE
        self._named: dict[tuple[int, int, int], Floats] = {}
        self._lost: dict[int, Floats] = {}
        self._fill()

    def _fill(self) -> None:
        places, last = self.places, len(self.places.groups) - 1
        turns = [[places.leftover(label, turned) for turned in (False, True)] for label in range(self.count + 1)]
        self.follow[last][:, self.rows, ..., 0] = np.array(turns) + places.end(last, self.rows)
        for row in range(self.rows - 1, -1, -1):
            self._named, self._lost = {}, {}
            for number in range(len(places.groups)):
                if places.goes_on(number, row):
                    self.follow[number][:, row, ..., 1:] = self._value(row, number, None)[..., 1:]
            for number, group in enumerate(places.groups):
                if places.may_begin(number, row):
                    begins = self._value(row, number, number)[..., group.points] + places.begin(number, row)
                    if number:
                        self.follow[number - 1][:, row, ..., 0] = begins + places.end(number - 1, row)
                    elif row == 0:
                        self.best = float(begins[POINTED, 0, 0])

    def _value(self, row: int, number: int, begun: int | None) -> Floats:
        """The cost to go from ``row`` in group ``number``: (before, next label, turned) × points left."""
        size = self.places.groups[number].points + 1
        named = np.full((self.count + 1, 2, size), INFINITE)
        low, high = self.places.window(row)
        for label in range(low, min(high + 1, self.count)):
            cost = self.places.place(label, row, begun)
            if cost < INFINITE:
                self._use(named, row, number, label, cost)
        lost = self._after_lost(row, number)
        befores = (LOST, POINTED, SILENT)
        return np.stack(
            [np.minimum(named, lost + self.places.lost(row, before, begun is not None)) for before in befores]
        )

    def _use(self, value: Floats, row: int, number: int, label: int, cost: float) -> None:
        """Lower ``value`` where the run from ``row`` stands under ``label``, which costs ``cost``."""
        places = self.places
        self._skip(value, label, self._after_named(row, number, label, label + 1, 0) + cost)
        if label and places.pair(label - 1):  # second of a pair, used first
            turned = self._after_named(row, number, label, label - 1, 1) + places.costs.labels_swapped
            self._skip(value, label - 1, turned + cost)
        if label + 2 <= self.count and places.pair(label):  # first of a pair whose second was used
            after = self._after_named(row, number, label, label + 2, 0) + cost
            value[label, 1] = np.minimum(value[label, 1], after)

    def _skip(self, value: Floats, label: int, costs: Floats) -> None:
        """``costs`` hold where ``label`` is the next one, and, with labels passed over, where an earlier one is."""
        skipped = 0.0
        for earlier in range(label, max(-1, label - MOST_SKIPPED - 1), -1):
            value[earlier, 0] = np.minimum(value[earlier, 0], costs + skipped)
            skipped += self.places.unused(earlier - 1) if earlier else INFINITE

    # The same for a group that begins on the row and one that goes on: computed once, kept for the row.

    def _after_named(self, row: int, number: int, label: int, following: int, turned: int) -> Floats:
        """By points left: a run under ``label`` from here, its prints astray, and what follows."""
        key = (number, label, following)
        if key not in self._named:
            runs = self.segments.totals(row, self.places.kind(label))[:, : self.places.groups[number].points + 1]
            stray = [self.places.astray(label, row, row + n) for n in range(1, len(runs) + 1)]
            after = self.follow[number][self.places.called(label), row + 1 : row + 1 + len(runs), following, turned]
            self._named[key] = least(runs + np.array(stray)[:, None], after)
        return self._named[key]

    def _after_lost(self, row: int, number: int) -> Floats:
        """(next label, turned) × points left: a run under a lost label from here, and what follows."""
        if number not in self._lost:
            size = self.places.groups[number].points + 1
            low, high = self.places.window(row)
            runs = self.segments.totals(row, Kind(None, False))[:, :size]
            after = self.follow[number][LOST, row + 1 : row + 1 + len(runs), low : high + 1]
            self._lost[number] = np.full((self.count + 1, 2, size), INFINITE)
            self._lost[number][low : high + 1] = _least_each(runs, after)
        return self._lost[number]


def _least_each(runs: Floats, after: Floats) -> Floats:
    """:func:`least` for each of the labels, turned or not, that ``after`` has between its runs and points."""
    size = after.shape[-1]
    best = np.full(after.shape[1:], INFINITE)
    alive = after.min(axis=(0, 3)) < INFINITE
    rows = np.flatnonzero((after.min(axis=(1, 2, 3)) < INFINITE) & (runs.min(axis=1) < INFINITE))
    runs, reduced = runs[rows], after[rows][:, alive]
    found = np.full((reduced.shape[1], size), INFINITE)
    for total in np.flatnonzero(runs.min(axis=0, initial=INFINITE) < INFINITE).tolist():
        cost = (runs[:, total, None, None] + reduced[..., : size - total]).min(axis=0)
        np.minimum(found[:, total:], cost, out=found[:, total:])
    best[alive] = found
    return best


def least(runs: Floats, after: Floats) -> Floats:
    """Min-plus product: by points left, the cheapest run (by length and total) and what follows it."""
    alive = np.flatnonzero((after.min(axis=1) < INFINITE) & (runs.min(axis=1) < INFINITE))
    size = after.shape[1]
    if not len(alive):
        return np.full(size, INFINITE)
    runs, after = runs[alive], after[alive]
    padded = np.concatenate([after, np.full((len(after), 1), INFINITE)], axis=1)
    found: Floats = (runs[:, :, None] + padded[:, _differences(size)]).min(axis=(0, 1))
    return found


@lru_cache(maxsize=64)
def _differences(size: int) -> npt.NDArray[np.int64]:
    """total × points left → points left after it; ``size``, the place of infinity, where it is too much."""
    left = np.arange(size)[None, :] - np.arange(size)[:, None]
    return np.where(left < 0, size, left)
