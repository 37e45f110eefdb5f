"""The weights that a row may have in its readings, and values made of them."""

from __future__ import annotations

from decimal import Decimal

from pipeline.messages import Message
from pipeline.model import Cell, Value
from pipeline.repair.decide.column_values import candidates_of
from pipeline.repair.decide.context import RowView
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.text import fold, parse_points

Weights = dict[str | None, float]  # what each costs; None: the row shares its unit's points


def possible_weights(row: RowView, head: bool) -> Weights:
    """The row's possible weights and what each costs.

    A row that shares with nobody has its group's points; a ``head`` may have for its own what is
    printed once for it and rows below.
    """
    out: Weights = {}
    for key, variant, cost in row.variants():
        kind, _, _, first = key
        alone = len(variant.rows) == 1
        heads = head and kind == MERGED and first == row.index
        if not alone:
            _lower(out, None, cost)
        if alone or heads:
            text = _points_text(row, kind, variant.points)
            _lower(out, text, cost)
    return out


def _lower(
    weights: Weights,
    text: str | None,
    cost: float,
) -> None:
    known = weights.get(text, cost)
    weights[text] = min(cost, known)


def _points_text(
    row: RowView,
    kind: str,
    points: int,
) -> str:
    """A row's possible points.

    As printed where they are its own and finer than sums are counted in.
    """
    evidence = row.evidence
    if kind != OWN or evidence.parts != points:
        return points_shown(row, points)
    at = row.context.layout.at("weight")
    text = fold(evidence.cheapest_text(at))
    printed = parse_points(text)
    return f"{printed:f}"


def points_shown(row: RowView, points: int) -> str:
    """Scaled points in points, without trailing zeros."""
    exact = Decimal(points) / row.context.readings.unit
    return f"{exact.normalize():f}"


def derived_weight(
    text: str | None,
    cell: Cell | None,
    why: tuple[Message, ...],
    rule: str,
) -> Value:
    """A weight that the sums give."""
    return Value(text, "derived", cell, why=why, rule=rule)


def open_weight(
    cell: Cell | None,
    weights: Weights,
    why: tuple[Message, ...],
    rule: str,
) -> Value:
    """An open weight, with its candidates cheapest first."""

    def cheapest_first(text: str | None) -> tuple[float, Decimal]:
        """By cost, on a tie a share first, then the smaller number."""
        cost = round(weights[text], 6)
        return cost, Decimal(text or 0)

    ordered: Weights = {}
    for text in sorted(weights, key=cheapest_first):
        ordered[text] = weights[text]
    return Value(
        None,
        "ambiguous",
        cell,
        candidates_of(ordered),
        why,
        rule,
    )
