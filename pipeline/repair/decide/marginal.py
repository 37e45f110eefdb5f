"""How much more the best reading without a change costs.

The min-marginal of what was changed or withheld.
"""

from __future__ import annotations

from pipeline.model import Value
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.values import all_values
from pipeline.text import mend


def marginal(
    row: RowView,
    column: str,
    value: Value,
) -> float | None:
    """The cost of the best reading that gives the column another value.

    Above that of the best of all; None where that reading is beyond all that were weighed.

    Of a value in doubt it is what the second of its readings costs more. Where points are to be
    satisfied, the readings a little beyond the margin have the next value of one that is certain.
    Where none are, it is that of the row's next alignment, if one has another text there.
    """
    if value.status == "ambiguous":
        return _second(value)
    wider = row.beyond()
    if wider is None:
        return _next_alignment(row, column)
    return _other(value, all_values(wider)[column])


def _other(value: Value, wider: Value) -> float | None:
    """The least cost of a candidate that is not the value."""
    costs = [cost for text, cost in wider.candidates if text != value.text]
    return min(costs, default=None)


def _second(value: Value) -> float | None:
    """What the second of a value's candidates costs more than the first."""
    costs = sorted(cost for _, cost in value.candidates)
    if len(costs) < 2:
        return None
    first, second, *_ = costs
    return round(second - first, 2)


def _next_alignment(row: RowView, column: str) -> float | None:
    for at, each in enumerate(row.context.layout.columns):
        if each.name == column:
            return _next_at(row, at)
    return None


def _next_at(row: RowView, at: int) -> float | None:
    """What the row's next alignment with another text in a column costs more than its best."""
    chosen = mend(row.text(at) or "")
    others = []
    for alignment in row.evidence.alignments:
        text = row.evidence.text(alignment, at)
        if mend(text or "") != chosen:
            others.append(alignment.cost)
    if not others:
        return None
    above = min(others) - row.best.cost
    return round(above, 2)
