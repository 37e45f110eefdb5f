"""Runs from a row and what follows them → the cheapest of both together: min-plus products."""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.solve.sweep import Floats, Ints, Runs

FINITE = np.finfo(float).max


def cheapest_runs(runs: Runs, after: Floats, room: Floats) -> Floats:
    """Variant × points left: the cheapest run and what follows it.

    ``after`` (length of the run, from one row × variant × points left) is what follows. What costs
    more than the variant's ``room`` may be left out.
    """
    variants, size = after.shape[1:]
    found = np.full((variants, size), INFINITE)
    above_room = after.min(axis=2) - np.clip(room, -FINITE, FINITE)
    alive = np.flatnonzero(above_room.min(axis=0, initial=INFINITE) < INFINITE)
    least = np.full(runs.longest, INFINITE)  # by length: what follows, above its room
    least[: len(after)] = above_room.min(axis=1, initial=INFINITE)
    kept = np.flatnonzero((runs.costs + least[runs.lengths] <= 0.0) & (runs.points < size))
    if not len(alive) or not len(kept):
        return found
    planes = _planes(after[:, alive])
    left = _left_after(runs.points[kept], size) % (size + 1)
    plane = runs.rest[kept] * len(after) + runs.lengths[kept]
    costs = planes.take(plane[:, None] * (size + 1) + left, axis=0)
    costs += runs.costs[kept][:, None, None]
    found[alive] = costs.min(axis=0).T
    return found


def printed_runs(printed: Floats, points: Ints, after: Floats) -> Floats:
    """Variant × points left: the cheapest run that gives the points its label prints.

    ``printed`` (length × variant) is what such a run costs, ``points`` by variant; ``after`` as in
    :func:`cheapest_runs`.
    """
    lengths, variants, size = after.shape
    padded = np.full((lengths, variants, size + 1), INFINITE)
    padded[:, :, :size] = after + printed[:lengths, :, None]
    least = padded.min(axis=0, initial=INFINITE)
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
