"""Weights as they are drawn: under one cell over several rows, or in forms without totals."""

from __future__ import annotations

from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Value
from pipeline.repair.decide.column_values import column_value
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.reasons import NOTHING_PRINTED
from pipeline.text import fold, parse_points

OWN_OR_MERGED = (message("repair.own-or-merged"),)


def plain_weight(row: RowView, at: int) -> Value:
    """The weight as it is printed, and over the rows that its cell is drawn over.

    Above a blank one it may be of both rows, unless the table draws merged cells.
    """
    if is_drawn(row):
        return drawn_weight(row, at)
    value = column_value(row, at)
    if value.text is None or row.evidence.drawn:
        return value
    is_number = parse_points(fold(value.text)) is not None
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


def is_drawn(row: RowView) -> bool:
    """Whether the row's points cell is drawn over several rows."""
    return row.evidence.head is not None or row.evidence.begins


def drawn_weight(row: RowView, at: int) -> Value:
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
