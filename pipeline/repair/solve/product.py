"""Runs from a row and what follows them → the cheapest of both together: min-plus products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.solve.runs import Floats, Ints, Runs, unknown

FINITE = np.finfo(float).max
TOO_FEW = -1  # points left


@dataclass(frozen=True, slots=True)
class After:
    """What follows the runs from a row.

    ``costs`` are by length, variant and points left; ``lengths`` says which lengths those are (0:
    one row). All other runs end where nothing can follow.
    """

    lengths: Ints
    costs: Floats

    @property
    def size(self) -> int:
        """How many points left there may be, with none."""
        size: int = self.costs.shape[2]
        return size

    def plus(self, costs: Floats) -> After:
        """The same where each variant costs so much more, at each length or at all."""
        whole = self.costs + costs[..., None]
        return After(self.lengths, whole)

    def of(self, variants: Ints) -> After:
        """Of these variants alone."""
        chosen = self.costs[:, variants]
        return After(self.lengths, chosen)


def cheapest_runs(
    runs: Runs,
    after: After,
    room: Floats,
) -> Floats:
    """Variant × points left: the cheapest run and what follows it.

    What costs more than the variant's ``room`` may be left out.
    """
    _, variants, size = after.costs.shape
    found = unknown(variants, size)
    room = np.clip(room, -FINITE, FINITE)
    least = after.costs.min(axis=2)
    above_room = least - room
    kept = _kept(runs, after, above_room)
    if len(kept):
        nearest = above_room.min(axis=0)
        alive = np.flatnonzero(nearest < INFINITE)
        kept_runs = runs.of(kept)
        found[alive] = _product(kept_runs, after.of(alive))
    return found


def _kept(
    runs: Runs,
    after: After,
    above_room: Floats,
) -> Ints:
    """The runs that leave room for what follows them in some variant."""
    nearest_variant = above_room.min(axis=1, initial=INFINITE)
    least = unknown(runs.longest)
    least[after.lengths] = nearest_variant
    nearest = runs.costs + least[runs.lengths]
    near = nearest <= 0.0
    fits = runs.points < after.size
    return np.flatnonzero(near & fits)


def _product(runs: Runs, after: After) -> Floats:
    """Variant × points left: the cheapest of these runs and what follows it."""
    places = _places(runs, after)
    costs = _following(after).take(places, axis=0)
    costs += runs.costs[:, None, None]
    cheapest: Floats = costs.min(axis=0)
    return cheapest.T


def _places(runs: Runs, after: After) -> Ints:
    """Run × points left before it: the place in :func:`_following` of what follows then."""
    lengths = len(after.lengths)
    place_of = np.zeros(runs.longest, dtype=np.int64)
    place_of[after.lengths] = np.arange(lengths)
    first_of_plane = runs.rest * lengths
    plane = first_of_plane + place_of[runs.lengths]
    width = after.size + 1
    left = _left_after(runs.points, after.size)
    left %= width  # too few stand last
    first = plane * width
    places: Ints = first[:, None] + left
    return places


def _following(after: After) -> Floats:
    """What follows a run that has certain points, and one that has those or any more.

    (The two, length and points left, one after the other) × variant; the last of the points left
    stands for too few.
    """
    lengths, variants, size = after.costs.shape
    planes = unknown(2, lengths, size + 1, variants)
    just, or_more = planes[:, :, :size]
    just[:] = after.costs.transpose(0, 2, 1)
    np.minimum.accumulate(just, axis=1, out=or_more)
    return planes.reshape(-1, variants)


def printed_runs(
    printed: Floats,
    points: Ints,
    after: After,
) -> Floats:
    """Variant × points left: the cheapest run that gives the points its label prints.

    ``printed`` (length × variant) is what such a run costs, ``points`` are those, by variant.
    """
    _, variants, size = after.costs.shape
    least = unknown(variants, size + 1)
    given = printed[after.lengths]
    costs = after.costs + given[:, :, None]
    cheapest = costs.min(axis=0, initial=INFINITE)
    least[:, :size] = cheapest
    left = _left_after(points, size)
    found: Floats = np.take_along_axis(least, left, axis=1)
    return found


def _left_after(points: Ints, size: int) -> Ints:
    """By run and points left before it: those left after it, -1 where they are too few."""
    before = np.arange(size)
    after = before - points[:, None]
    left: Ints = np.maximum(after, TOO_FEW)
    return left


__all__ = ["cheapest_runs", "printed_runs"]
