"""Values whose cells witnesses read differently: open, where neither sums nor words tell.

A weight of which the sums leave one reading is proven by them.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Cell, Record, Value
from pipeline.repair.align import misread
from pipeline.repair.align.misread import ILLEGIBLE_SIGN, SHORT
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.marginal import marginal
from pipeline.text import fold, mend

READ_OTHERWISE = (message("repair.read-otherwise"),)
ILLEGIBLE = (message("repair.illegible"),)
UNFIT = (message("repair.unfit"),)
SETTLED = "read_settled"
# What a second reading costs more than the first.
_SECOND = 1.0
_WEIGHT = "weight"


def with_doubts(record: Record, row: RowView) -> Record:
    """The record with each value open whose cell reads in several ways.

    A short cell has been weighed with each reading before, so what is certain of it stays.
    """
    values = dict(record.values)
    for column, value in record.values.items():
        if value.cell is None:
            continue
        if value.cell.in_doubt and (not _is_short(value.cell) or _may_be_more(value.cell)):
            values[column] = _opened(value, value.cell)
    weight = record.values.get(_WEIGHT)
    if weight is not None and _is_settled(row, weight):
        values[_WEIGHT] = _settled(weight)
    for at in unread(row):
        cell = row.evidence.row.slots[at].cell
        touched = [cell] if at in row.best.places else _beside(row, at)
        for column, value in values.items():
            if column == _WEIGHT and row.found.weights and cell not in touched:
                continue  # the sums prove it: they know of no cell beside it
            if any(value.cell is each for each in touched):
                values[column] = _opened(value, cell)
    return replace(record, values=values)


def _is_short(cell: Cell) -> bool:
    return all(len(fold(reading.text)) <= SHORT for reading in cell.readings)


def _may_be_more(cell: Cell) -> bool:
    """Whether a witness reads nothing, or not all: what others read may be a stain, or a part."""
    return any(
        not reading.text.strip() or ILLEGIBLE_SIGN in reading.text for reading in cell.readings
    )


def _is_settled(row: RowView, weight: Value) -> bool:
    """Whether the sums prove a weight of which the cell reads in several ways.

    They do where another weight would cost more than that the cell is read otherwise.
    """
    cell = weight.cell
    if cell is None or weight.text is None or not cell.in_doubt or not _is_short(cell):
        return False
    if weight.status not in ("printed", "repaired") or not row.found.weights:
        return False
    if fold(weight.text) not in [fold(reading.text) for reading in cell.readings]:
        return False
    other = marginal(row, _WEIGHT, weight)
    return other is None or other > misread.READ_OTHERWISE


def _settled(weight: Value) -> Value:
    """The weight with the reason that its reading is the one that the sums leave."""
    readings: list[str] = []
    if weight.cell is not None:
        readings = [reading.text for reading in weight.cell.readings]
    why = message("repair.reading-settled", readings=readings, value=weight.text or "")
    return replace(
        weight,
        why=(*weight.why, why),
        rule=weight.rule or SETTLED,
    )


def unread(row: RowView) -> list[int]:
    """The places of the cells that the cheapest reading leaves unread."""
    found: list[int] = []
    for at, text in row.best.otherwise:
        cell = row.evidence.row.slots[at].cell
        if not text or text not in [reading.text for reading in cell.readings]:
            found.append(at)
    return found


def _beside(row: RowView, at: int) -> list[Cell]:
    """The nearest cells on both sides that stand in columns.

    What is left unread and stands in no column may be a part of either.
    """
    standing = [place for place in row.best.places if place is not None]
    before = [place for place in standing if place < at]
    behind = [place for place in standing if place > at]
    slots = row.evidence.row.slots
    nearest = [*before[-1:], *behind[:1]]
    return [slots[place].cell for place in nearest]


def _opened(value: Value, cell: Cell) -> Value:
    """The value as open, with what each witness reads as its candidates."""
    if not cell.readings:
        return _unfit(value, cell)
    candidates: dict[str | None, float] = {}
    for number, reading in enumerate(cell.readings):
        odds = misread.log_odds(cell.readings, reading.text)
        plain = (_SECOND if number else 0.0) if odds is None else odds
        candidates.setdefault(mend(reading.text), plain)
    return replace(
        value,
        text=None,
        status="ambiguous",
        candidates=tuple(candidates.items()),
        why=READ_OTHERWISE if cell.in_doubt else ILLEGIBLE,
        rule="read_otherwise",
    )


def _unfit(value: Value, cell: Cell) -> Value:
    """The value as open: a printed cell fits no column, and may hold what this one should."""
    own = value.cell or cell
    # Or neither: the cell may stand for what is printed nowhere.
    texts = dict.fromkeys((mend(own.text), mend(cell.text), None))
    return replace(
        value,
        text=None,
        status="ambiguous",
        candidates=tuple((text, 0.0) for text in texts),
        why=UNFIT,
        rule="read_otherwise",
    )
