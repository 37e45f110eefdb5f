"""The median, without the library of statistics: what that imports takes longer than a page."""

from __future__ import annotations

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The middle one of some values, the mean of the middle two where their number is even.

    Raises:
        IndexError: there are none.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2
