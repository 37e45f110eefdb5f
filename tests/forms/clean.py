"""Clean notices of six forms, by a seed: what an office prints where nothing has gone wrong on the way.

The forms differ in what they have: rows that sum others, points in one cell over several rows, no serial, no labels,
decimals, columns that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.forms.noted import two_levels, unlabelled
from tests.forms.plain import merged, unnumbered
from tests.forms.sheet import Drawn
from tests.forms.summed import subtotals, totals

FORMS: Sequence[Callable[[int], Drawn]] = (
    totals,
    merged,
    unnumbered,
    unlabelled,
    two_levels,
    subtotals,
)
