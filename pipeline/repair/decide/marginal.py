"""How much more the best reading without a change costs.

The min-marginal of what was changed or withheld.
"""

from __future__ import annotations

from pipeline.model import Value
from pipeline.repair.decide.values import Context
from pipeline.text import mend


def marginal(context: Context, index: int, column: str, value: Value) -> float | None:
    """The cost of the best reading that gives the column another value.

    Above that of the best of all.

    Of a value in doubt it is what the second of its readings costs more. Where points are to be
    satisfied, every reading within the margin agrees on a value that is certain; what lies beyond
    was not weighed, and the cost is not known. Where none are, it is that of the row's next
    alignment, if one has another text there.
    """
    if value.status == "ambiguous":
        costs = sorted(cost for _, cost in value.candidates)
        return round(costs[1] - costs[0], 2) if len(costs) > 1 else None
    if context.readings.variants:
        return None
    return _next_alignment(context, index, column)


def _next_alignment(context: Context, index: int, column: str) -> float | None:
    at = next((n for n, each in enumerate(context.layout.columns) if each.name == column), None)
    if at is None:
        return None
    row, best = context.rows[index], context.best[index]
    chosen = mend(row.text(best, at) or "")
    others = [each.cost for each in row.alignments if mend(row.text(each, at) or "") != chosen]
    return round(min(others) - best.cost, 2) if others else None


__all__ = ["marginal"]
