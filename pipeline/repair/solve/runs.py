"""The runs from one row: how many rows each has, what they add up to, what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.repair.align.cells import INFINITE

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def unknown(*shape: int) -> Floats:
    """Costs of this shape, all infinite: nothing is known to reach them yet."""
    return np.full(shape, INFINITE)


def ints(numbers: Sequence[int]) -> Ints:
    """The numbers as an array, also where there are none."""
    return np.array(numbers, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs from one row, one entry each.

    Attributes:
        lengths: How many rows, from 0: one row.
        points: What they add up to, scaled.
        costs: Of reading them so.
        rest: The run has ``points`` or any more, since its rows share what is left, else just
            ``points``.
        longest: The rows of the longest run.
    """

    lengths: Ints
    points: Ints
    costs: Floats
    rest: Flags
    longest: int

    def of(self, chosen: Ints | Flags) -> Runs:
        """These entries alone."""
        return Runs(
            self.lengths[chosen],
            self.points[chosen],
            self.costs[chosen],
            self.rest[chosen],
            self.longest,
        )

    def dense(self, limit: int) -> Floats:
        """Length × total (0 … ``limit``): the cheapest cost."""
        inside = self.of(self.points <= limit)
        planes = unknown(2, self.longest, limit + 1)
        plane = inside.rest.astype(int)
        at = (plane, inside.lengths, inside.points)
        np.minimum.at(planes, at, inside.costs)
        just, or_more = planes
        any_more = np.minimum.accumulate(or_more, axis=1)
        found: Floats = np.minimum(just, any_more)
        return found

    def cheapest(self) -> Floats:
        """By length: the cheapest run, whatever it adds up to."""
        return least_by_length(self.lengths, self.costs, self.longest)

    def with_printed(self, points: int, costs: Floats) -> Runs:
        """These and, by length, the runs that give just the points their label prints."""
        lengths = np.flatnonzero(costs < INFINITE)
        count = len(lengths)
        printed = np.full(count, points)
        rest = np.zeros(count, dtype=bool)
        return Runs(
            np.append(self.lengths, lengths),
            np.append(self.points, printed),
            np.append(self.costs, costs[lengths]),
            np.append(self.rest, rest),
            self.longest,
        )


def least_by_length(lengths: Ints, costs: Floats, longest: int) -> Floats:
    """By length: the least of the costs, infinite where there is none."""
    found = unknown(longest)
    np.minimum.at(found, lengths, costs)
    return found


__all__ = ["Flags", "Floats", "Ints", "Runs", "ints", "least_by_length", "unknown"]
