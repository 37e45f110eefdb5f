"""One row's units → its weight: its own, its share of a unit's points, or open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.messages import Message, message
from pipeline.model import Cell, Value
from pipeline.repair.decide.column_values import candidates_of, column_value, placed
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.reasons import NOTHING_PRINTED, reasons_of
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.text import fold, parse_number

OWN_OR_MERGED = (message("repair.own-or-merged"),)
OWN_OR_SHARED = (message("repair.own-or-shared"),)
OWN_LOST_OR_SHARED = (message("repair.own-lost-or-shared"),)
ALONE_IN_GROUP = (message("repair.alone-in-group"),)
SAME_EITHER_WAY = (message("repair.same-either-way"),)
OF_ITS_LABEL = (message("repair.weight-of-label"),)
ONCE_FOR_LABEL = (message("repair.weight-once-for-label"),)
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
Weights = dict[str | None, float]  # what each costs; None: the row shares its unit's points


def weight_value(row: RowView, at: int) -> Value:
    """The row's own points; null where it shares its group's, ambiguous where readings differ."""
    weights = row.found.weights
    if not weights:
        return _plain_weight(row, at)
    if _is_drawn(row) and _is_surely_merged(row):
        return _drawn_weight(row, at)
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


def _is_drawn(row: RowView) -> bool:
    """Whether the row's points cell is drawn over several rows."""
    return row.evidence.head is not None or row.evidence.begins


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
    below = (n for _, variant, _ in row.variants() for n in variant.rows if n != row.index)
    if any(_prints_number(row.context.row(n), at) for n in below):
        return (*SHARES_POINTS, *reasons_of(["weight_repeated"]))
    return _why_its_labels(row)


def _prints_number(row: RowView, at: int) -> bool:
    text = fold(row.text(at) or "")
    return parse_number(text) is not None


def _why_its_labels(row: RowView) -> tuple[Message, ...]:
    """Why every reading takes the row's weight for that of all its label's rows; else empty.

    The label states as many points, or all sums hold as printed: as its own it would leave the
    others nothing.
    """
    if len(row.found.labels) != 1:
        return ()
    readings = row.context.readings
    (label,) = row.found.labels
    if label is None:
        return ()
    rows = [n for n, read in enumerate(readings.rows) if set(read.labels) == {label}]
    shapes = [variant for _, variant, _ in row.variants()]
    if len(shapes) != 1 or list(shapes[0].rows) != rows:
        return ()
    points = readings.names[label].points
    if points is None:
        return ONCE_FOR_LABEL if readings.clean else ()
    return OF_ITS_LABEL if shapes[0].points == points * readings.unit else ()


# --- weights of rows that share


def _shared_weight(row: RowView, at: int) -> Value:
    """The weight of a row that shares its unit's points.

    Its own cell may be lost, or print the points of its unit again.
    """
    cell = row.cell(at)
    rule = ""
    if cell is None:
        rule = "weight_lost"
    elif _prints_number(row, at):
        rule = "weight_repeated"
    damage = [rule] if rule else []
    why = (*SHARES_POINTS, *reasons_of(damage))
    return Value(None, "shared", cell, why=why, rule=rule)


def _drawn_weight(row: RowView, at: int) -> Value:
    """The weight of a row under a cell that is drawn over several."""
    place = row.context.layout.slot(at)
    cell = row.evidence.row.slots[place].cell
    if not cell.text.strip():
        return Value(None, "absent", cell, why=NOTHING_PRINTED)
    serials = _serials_under(row)
    why = message(
        "repair.cell-over-rows",
        first=serials[0],
        last=serials[-1],
    )
    return Value(None, "shared", cell, why=(why,))


def _serials_under(row: RowView) -> list[int]:
    """The serials of the rows that the row's points cell is drawn over."""
    head = row.evidence.head
    first = row.index if head is None else head
    serials = []
    for number, each in enumerate(row.context.rows):
        if first in (number, each.head):
            serials.append(each.serial)
    return serials


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
        possible = _possible(row, head=False)
        return _open(cell, possible, OWN_LOST_OR_SHARED, "weight_lost")
    points = next(iter(alone))
    text = _number(row, points or 0)
    if cell is None:
        return _derived(text, None, WEIGHT_CELL_LOST, "weight_lost")
    return _derived(text, cell, ALONE_IN_GROUP, "weight_alone")


# --- weights of a row's own


def _own_weight(row: RowView, at: int, points: int) -> Value:
    """A row's own points: as they are printed, unless the sums leave other ones.

    Then which, and that they are.
    """
    left = _number(row, points)
    printed = parse_number(fold(row.text(at) or ""))
    if printed is None or printed == Decimal(left):
        return placed(row, at, left)
    shown = f"{printed:f}"
    exact = row.context.readings.exact.get(row.index)
    if exact == printed:
        return placed(row, at, shown)
    cell = row.cell(at)
    is_whole = row.evidence.parts is None
    if is_whole and row.found.misprinted:
        return _derived(left, cell, MISPRINTED, "misprint")
    either: Weights = {shown: 0.0, left: 0.0}
    return _open(cell, either, TOO_FINE, "misprint")


def _open_weight(
    row: RowView,
    at: int,
    cell: Cell | None,
    head: bool,
) -> Value:
    """Weights that readings differ on; None among the candidates: the row shares with others."""
    weights = _possible(row, head)
    if len(weights) == 1 and None not in weights:
        text = next(iter(weights))
        return _derived(text, cell, SAME_EITHER_WAY, "weight_alone")
    if row.found.misprinted:
        return _open(cell, weights, MISPRINT_UNKNOWN, "misprint")
    settled = _why_of_several(row, at) if head else ()
    if settled:
        return Value(None, "shared", cell, why=settled)
    if head:
        return _open(cell, weights, OWN_OR_MERGED, "weight_merged")
    return _open(cell, weights, OWN_OR_SHARED, "")


def _derived(
    text: str | None,
    cell: Cell | None,
    why: tuple[Message, ...],
    rule: str,
) -> Value:
    return Value(text, "derived", cell, why=why, rule=rule)


def _open(
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


def _possible(row: RowView, head: bool) -> Weights:
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


def _lower(weights: Weights, text: str | None, cost: float) -> None:
    known = weights.get(text, cost)
    weights[text] = min(cost, known)


def _points_text(row: RowView, kind: str, points: int) -> str:
    """A row's possible points.

    As printed where they are its own and finer than sums are counted in.
    """
    evidence = row.evidence
    if kind != OWN or evidence.parts != points:
        return _number(row, points)
    at = row.context.layout.at("weight")
    text = fold(evidence.cheapest_text(at))
    printed = parse_number(text)
    return f"{printed:f}"


def _number(row: RowView, points: int) -> str:
    """Scaled points in points, without trailing zeros."""
    exact = Decimal(points) / row.context.readings.unit
    return f"{exact.normalize():f}"


# --- weights that no total proves


def _plain_weight(row: RowView, at: int) -> Value:
    """The weight as it is printed, and over the rows that its cell is drawn over.

    Above a blank one it may be of both rows, unless the table draws merged cells.
    """
    if _is_drawn(row):
        return _drawn_weight(row, at)
    value = column_value(row, at)
    if value.text is None or row.evidence.drawn:
        return value
    is_number = parse_number(fold(value.text)) is not None
    if not is_number or not _is_blank_below(row, at):
        return value
    candidates = ((value.text, 0.0), (None, 0.0))
    return replace(
        value,
        text=None,
        status="ambiguous",
        candidates=candidates,
        why=OWN_OR_MERGED,
        rule="weight_merged",
    )


def _is_blank_below(row: RowView, at: int) -> bool:
    below = row.index + 1
    if below == len(row.context.rows):
        return False
    text = row.context.row(below).text(at)
    return not (text or "").strip()
