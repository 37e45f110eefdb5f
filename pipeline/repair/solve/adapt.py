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

PRIOR_STRAYED, PRIOR_LABELS = (
    0.1,
    2.0,
)  # before a notice is seen: one label in twenty stands beside its place


def adapt(costs: Costs, solved: Iterable[tuple[Places, Solution]]) -> Costs:
    """The costs with those of strayed labels set.

    By how many stand beside their place in every reading of every way to tell the levels apart:
    ``solved`` has the ways within the margin.
    """
    strayed, labels = min((_strayed(*way), len(way[0].groups)) for way in solved)
    if not strayed:
        return costs
    base = min(costs.first_level_late, rate_cost(strayed, labels))
    lead = costs.first_level_early - costs.first_level_late
    return replace(costs, first_level_late=base, first_level_early=base + lead)


def _strayed(places: Places, solution: Solution) -> int:
    return sum(
        bool(group.prints) and not solution.begins[n] & set(group.prints)
        for n, group in enumerate(places.groups)
    )


def rate_cost(strayed: int, labels: int) -> float:
    """The negative log of how often a label strays, as the notice shows it."""
    return -log((strayed + PRIOR_STRAYED) / (labels + PRIOR_LABELS))
