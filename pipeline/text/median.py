"""The median, without the library of statistics: what that imports takes longer than a page."""

from __future__ import annotations

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The middle one of some values, the mean of the middle two where their number is even.

    Raises:
        IndexError: there are none.
    """
    ordered = sorted(values)
    count = len(ordered)
    half = count // 2
    above = ordered[half]
    if count % 2:
        return above
    below = ordered[half - 1]
    return (below + above) / 2
