"""One row's units → its weight: its own, its share of a unit's points, or open."""

from __future__ import annotations

from decimal import Decimal

from pipeline.damage.kind import Kind
from pipeline.messages import Message, message
from pipeline.model import Cell, Value
from pipeline.repair.decide.column_values import placed
from pipeline.repair.decide.context import RowView, only
from pipeline.repair.decide.drawn_weights import OWN_OR_MERGED, drawn_weight, is_drawn, plain_weight
from pipeline.repair.decide.possible_weights import (
    Weights,
    derived_weight,
    open_weight,
    points_shown,
    possible_weights,
)
from pipeline.repair.decide.reasons import reasons_of
from pipeline.repair.model.readings import POOL
from pipeline.repair.model.roles import MERGED
from pipeline.text import fold, parse_points

OWN_OR_SHARED = (message("repair.own-or-shared"),)
OWN_LOST_OR_SHARED = (message("repair.own-lost-or-shared"),)
ALONE_IN_GROUP = (message("repair.alone-in-group"),)
SAME_EITHER_WAY = (message("repair.same-either-way"),)
OF_ITS_LABEL = (message("repair.weight-of-label"),)
ONCE_FOR_LABEL = (message("repair.weight-once-for-label"),)
STATED_ONCE = (message("repair.weight-stated-once"),)
SHARES_POINTS = (message("repair.shares-points"),)
MISPRINTED = (
    message("repair.weight-off"),
    message("repair.points-left"),
)
MISPRINT_UNKNOWN = (
    message("repair.weights-off"),
    message("repair.misprint-unknown"),
)
TOO_FINE = (
    message("repair.weights-off"),
    message("repair.finer-than-sums"),
)
WEIGHT_CELL_LOST = (
    message("repair.weight-cell-lost"),
    message("repair.points-left"),
)


def weight_value(row: RowView, at: int) -> Value:
    """The row's own points; null where it shares its group's, ambiguous where readings differ."""
    weights = row.found.weights
    if not weights:
        return plain_weight(row, at)
    if is_drawn(row) and _is_surely_merged(row):
        return drawn_weight(row, at)
    cell = row.cell(at)
    head = _may_head(row)
    if len(weights) > 1 or head:
        return _open_weight(row, at, cell, head)
    points = next(iter(weights))
    if points is not None:
        return _own_weight(row, at, points)
    alone = _points_alone(row)
    if alone and alone != {None}:
        return _lone_weight(row, alone, cell)
    return _shared_weight(row, at)


def _is_surely_merged(row: RowView) -> bool:
    """Whether every reading gives the row to one unit, printed once for its rows."""
    units = list(row.found.units)
    if len(units) != 1:
        return False
    kind, *_ = units[0]
    return kind == MERGED


def _may_head(row: RowView) -> bool:
    """Whether some reading takes the row's weight for printed once for rows below too."""
    heads = [head for kind, _, _, head in row.found.units if kind == MERGED]
    return row.index in heads


def _why_of_several(row: RowView, at: int) -> tuple[Message, ...]:
    """Why every reading takes the row's weight for that of rows below too; else empty."""
    if not _is_surely_merged(row):
        return ()
    damage: list[Kind] = []
    for _, variant, _ in row.variants():
        for n in variant.rows:
            below = row.context.row(n)
            if below.cell(at) is not None:  # a cell that is gone says nothing of the others'
                damage += below.damage()
    if damage:
        return (*SHARES_POINTS, *reasons_of(damage))
    return _why_its_labels(row)


def _why_its_labels(row: RowView) -> tuple[Message, ...]:
    """Why every reading takes the row's weight for that of all its label's rows; else empty.

    The label states as many points, or all sums hold as printed: as its own it would leave the
    others nothing. Or others of the group share points that are stated nowhere already.
    """
    if len(row.found.labels) != 1:
        return ()
    readings = row.context.readings
    (label,) = row.found.labels
    if label is None:
        return ()
    rows: list[int] = []
    for number, read in enumerate(readings.rows):
        if set(read.labels) == {label}:
            rows.append(number)
    shapes = [variant for _, variant, _ in row.variants()]
    if len(shapes) != 1 or list(shapes[0].rows) != rows:
        return ()
    points = readings.names[label].points
    if points is None and readings.clean:
        return ONCE_FOR_LABEL
    if points is None:
        return STATED_ONCE if _others_are_unstated(row) else ()
    return OF_ITS_LABEL if shapes[0].points == points * readings.unit else ()


def _others_are_unstated(row: RowView) -> bool:
    """Whether other rows of its group surely share points that no label of theirs states."""
    readings = row.context.readings
    groups = row.found.groups.keys()
    for other in readings.rows:
        unit = only(other.units)
        if unit is None or other.groups.keys() != groups:
            continue
        how, _, label, _ = unit
        if how != POOL or label is None:
            continue
        if readings.names[label].points is None:
            return True
    return False


# --- weights of rows that share


def _shared_weight(row: RowView, at: int) -> Value:
    """The weight of a row that shares its unit's points; what has happened to its own cell."""
    damage = row.damage()
    why = (*SHARES_POINTS, *reasons_of(damage))
    return Value(
        None,
        "shared",
        row.cell(at),
        why=why,
        rule="+".join(damage),
    )


def _points_alone(row: RowView) -> set[int | None]:
    """The points the row has where it shares with nobody, None where it shares.

    Over all readings.
    """
    found: set[int | None] = set()
    for _, variant, _ in row.variants():
        alone = len(variant.rows) == 1
        found.add(variant.points if alone else None)
    return found


def _lone_weight(
    row: RowView,
    alone: set[int | None],
    cell: Cell | None,
) -> Value:
    """The weight of a row that prints none and, in some reading, shares with nobody.

    The points its group leaves.
    """
    if len(alone) > 1:
        possible = possible_weights(row, head=False)
        return open_weight(cell, possible, OWN_LOST_OR_SHARED, "weight_lost")
    points = next(iter(alone))
    text = points_shown(row, points or 0)
    if cell is None:
        return derived_weight(text, None, WEIGHT_CELL_LOST, "weight_lost")
    return derived_weight(text, cell, ALONE_IN_GROUP, "weight_alone")


# --- weights of a row's own


def _own_weight(
    row: RowView,
    at: int,
    points: int,
) -> Value:
    """A row's own points: as they are printed, unless the sums leave other ones.

    Then which, and that they are.
    """
    left = points_shown(row, points)
    printed = parse_points(fold(row.text(at) or ""))
    if printed is None or printed == Decimal(left):
        return placed(row, at, left)
    shown = f"{printed:f}"
    exact = row.context.readings.exact.get(row.index)
    if exact == printed:
        return placed(row, at, shown)
    cell = row.cell(at)
    is_whole = row.evidence.parts is None
    if is_whole and row.found.misprinted:
        return derived_weight(left, cell, MISPRINTED, "misprint")
    either: Weights = {shown: 0.0, left: 0.0}
    return open_weight(cell, either, TOO_FINE, "misprint")


def _open_weight(
    row: RowView,
    at: int,
    cell: Cell | None,
    head: bool,
) -> Value:
    """Weights that readings differ on; None among the candidates: the row shares with others."""
    weights = possible_weights(row, head)
    if len(weights) == 1 and None not in weights:
        text = next(iter(weights))
        return derived_weight(text, cell, SAME_EITHER_WAY, "weight_alone")
    if row.found.misprinted:
        return open_weight(cell, weights, MISPRINT_UNKNOWN, "misprint")
    settled = _why_of_several(row, at) if head else ()
    if settled:
        return Value(None, "shared", cell, why=settled)
    if head:
        return open_weight(cell, weights, OWN_OR_MERGED, "weight_merged")
    return open_weight(cell, weights, OWN_OR_SHARED, "")
