"""Costs fitted to the notice at hand.

A kind of damage that it certainly shows is likelier where it cannot be seen.

Where the sums force no boundary, only the notice's own habits say whether a label may stand beside
its place: in a notice whose labels all stand where the sums put them, one more that strayed is
unlikely; where several certainly strayed, it is not (empirical Bayes: the cost is the negative
logarithm of the rate in the cheapest reading).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import log

from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.place import Places
from pipeline.repair.solve.programme import Solution

# Before a notice is seen: one label in twenty stands beside its place.
PRIOR_STRAYED = 0.1
PRIOR_LABELS = 2.0


def adapt(costs: Costs, solved: Iterable[tuple[Places, Solution]]) -> Costs:
    """The costs with those of strayed labels set.

    By how many stand beside their place in every reading of every way to tell the levels apart:
    ``solved`` has the ways within the margin.
    """
    counts: list[tuple[int, int]] = []
    for places, solution in solved:
        strayed = _strayed(places, solution)
        counts.append((strayed, len(places.groups)))
    fewest, labels = min(counts)
    if not fewest:
        return costs
    late = min(costs.first_level_late, rate_cost(fewest, labels))
    lead = costs.first_level_early - costs.first_level_late
    return replace(costs, first_level_late=late, first_level_early=late + lead)


def _strayed(places: Places, solution: Solution) -> int:
    """How many first-level labels stand on no row at which their group may begin."""
    strayed = 0
    for group, begins in zip(places.groups, solution.begins, strict=True):
        if group.prints and begins.isdisjoint(group.prints):
            strayed += 1
    return strayed


def rate_cost(strayed: int, labels: int) -> float:
    """The negative log of how often a label strays, as the notice shows it."""
    rate = (strayed + PRIOR_STRAYED) / (labels + PRIOR_LABELS)
    return -log(rate)


__all__ = ["adapt", "rate_cost"]
