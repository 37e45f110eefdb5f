"""Runs from a row and what follows them → the cheapest of both together: min-plus products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.solve.runs import Floats, Ints, Runs

FINITE = np.finfo(float).max


@dataclass(frozen=True, slots=True)
class After:
    """What follows the runs from a row.

    ``costs`` are by length, variant and points left; ``lengths`` says which lengths those are (0:
    one row). All other runs end where nothing can follow.
    """

    lengths: Ints
    costs: Floats

    def plus(self, costs: Floats) -> After:
        """The same where each variant costs so much more, at each length or at all."""
        return After(self.lengths, self.costs + costs[..., None])

    def of(self, variants: Ints) -> After:
        """Of these variants alone."""
        return After(self.lengths, self.costs[:, variants])


def cheapest_runs(runs: Runs, after: After, room: Floats) -> Floats:
    """Variant × points left: the cheapest run and what follows it.

    What costs more than the variant's ``room`` may be left out.
    """
    variants, size = after.costs.shape[1:]
    found = np.full((variants, size), INFINITE)
    above_room = after.costs.min(axis=2) - np.clip(room, -FINITE, FINITE)
    kept = _kept(runs, after, above_room, size)
    if len(kept):
        followed = above_room.min(axis=0) < INFINITE
        alive = np.flatnonzero(followed)
        found[alive] = _product(runs, kept, after, alive)
    return found


def _kept(runs: Runs, after: After, above_room: Floats, size: int) -> Ints:
    """The runs that leave room for what follows them in some variant."""
    least = np.full(runs.longest, INFINITE)
    least[after.lengths] = above_room.min(axis=1, initial=INFINITE)
    near = runs.costs + least[runs.lengths] <= 0.0
    fits = runs.points < size
    return np.flatnonzero(near & fits)


def _product(runs: Runs, kept: Ints, after: After, alive: Ints) -> Floats:
    """Variant × points left, for the variants and runs chosen."""
    size = after.costs.shape[2]
    place = np.zeros(runs.longest, dtype=np.int64)
    place[after.lengths] = np.arange(len(after.lengths))
    plane = runs.rest[kept] * len(after.lengths) + place[runs.lengths[kept]]
    left = _left_after(runs.points[kept], size) % (size + 1)
    rows = plane[:, None] * (size + 1) + left
    planes = _planes(after.costs[:, alive])
    costs = planes.take(rows, axis=0)
    costs += runs.costs[kept, None, None]
    cheapest: Floats = costs.min(axis=0).T
    return cheapest


def printed_runs(printed: Floats, points: Ints, after: After) -> Floats:
    """Variant × points left: the cheapest run that gives the points its label prints.

    ``printed`` (length × variant) is what such a run costs, ``points`` are those, by variant.
    """
    variants, size = after.costs.shape[1:]
    least = np.full((variants, size + 1), INFINITE)
    costs = after.costs + printed[after.lengths][:, :, None]
    least[:, :size] = costs.min(axis=0, initial=INFINITE)
    found: Floats = np.take_along_axis(least, _left_after(points, size), axis=1)
    return found


def _planes(after: Floats) -> Floats:
    """What follows a run that has certain points, and one that has those or any more.

    (The two, length and points left, one after the other) × variant; the last of the points left
    stands for too few.
    """
    lengths, variants, size = after.shape
    planes = np.full((2, lengths, size + 1, variants), INFINITE)
    planes[0, :, :size] = after.transpose(0, 2, 1)
    np.minimum.accumulate(planes[0, :, :size], axis=1, out=planes[1, :, :size])
    return planes.reshape(-1, variants)


def _left_after(points: Ints, size: int) -> Ints:
    """By run and points left before it: those left after it, -1 where they are too few."""
    left: Ints = np.maximum(np.arange(size) - points[:, None], -1)
    return left


__all__ = ["cheapest_runs", "printed_runs"]
