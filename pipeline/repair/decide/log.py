"""What the repair stage changed: one entry for each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.messages import message
from pipeline.model import Record, Repair, Value
from pipeline.repair.decide.context import Context, RowView
from pipeline.repair.decide.marginal import marginal
from pipeline.repair.model.labels import Print

CHANGED = ("repaired", "derived", "ambiguous")
OF_SERIALS = (Damage.SERIAL_LOST, Damage.SERIAL_SWAPPED)
SERIAL_FORCED = (message("repair.serial-forced"),)
NAME_REPEATED = (message("repair.name-repeated"),)


def repairs(
    context: Context,
    records: Sequence[Record],
    echoes: Sequence[Print],
) -> Iterator[Repair]:
    """The log in document order.

    Each repaired, derived or withheld value with before, after, reason and cost.
    """
    for index, record in enumerate(records):
        row = context.row(index)
        for echo in echoes:
            if echo.row == index:
                yield _echoed(row, record, echo)
        if damage := _damaged_serial(row):
            yield _serial(row, record, damage)
        for column, value in record.values.items():
            if value.status in CHANGED or value.rule:
                yield _changed(row, record, column, value)


def _changed(
    row: RowView,
    record: Record,
    column: str,
    value: Value,
) -> Repair:
    cell = value.cell
    return Repair(
        step="repair",
        rule=value.rule or value.status,
        before=_before(row, column, value),
        after=_after(value),
        why=value.reasons,
        cost=marginal(row, column, value),
        seq=record.seq,
        column=column,
        page=cell.page if cell else record.row.page,
        row=cell.row if cell else record.row.row,
        col=cell.col if cell else None,
    )


def _before(
    row: RowView,
    column: str,
    value: Value,
) -> str:
    """What stands on the page where the column should; a label's own cell."""
    layout = row.context.layout
    for at, each in enumerate(layout.columns):
        if each.name == column:
            return _in_place(row, layout.slot(at))
    return "" if value.cell is None else value.cell.text


def _in_place(row: RowView, place: int) -> str:
    texts = row.evidence.texts
    return texts[place] if place < len(texts) else ""


def _after(value: Value) -> str:
    """The value; of one that is withheld, its candidates."""
    if value.status != "ambiguous":
        return value.text or ""
    texts = []
    for text, _ in value.candidates:
        texts.append("?" if text is None else text)
    return " | ".join(texts)


def _damaged_serial(row: RowView) -> Kind | None:
    for damage in row.best.damage:
        if damage in OF_SERIALS:
            return damage
    return None


def _serial(
    row: RowView,
    record: Record,
    damage: Kind,
) -> Repair:
    layout = row.context.layout
    place = layout.slot(layout.at("seq"))
    return Repair(
        step="repair",
        rule=str(damage),
        before=_in_place(row, place),
        after=str(record.seq),
        why=SERIAL_FORCED,
        cost=0.0,
        seq=record.seq,
        column="seq",
        page=record.row.page,
        row=record.row.row,
    )


def _echoed(
    row: RowView,
    record: Record,
    echo: Print,
) -> Repair:
    """A label cell that repeats the row's own name is no label."""
    cell = row.context.cell_of(echo)
    return Repair(
        step="repair",
        rule=str(Damage.NAME_REPEATED),
        before=echo.text,
        after="",
        why=NAME_REPEATED,
        cost=0.0,
        seq=record.seq,
        column="level2",
        page=cell.page,
        row=cell.row,
        col=cell.col,
    )
