"""Puts a value into the table in place of another, and into the log."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Record, Repair, Repaired, Value


def with_value(
    repaired: Repaired,
    record: Record,
    column: str,
    value: Value,
) -> Repaired:
    """The table with ``value`` in a column of ``record``, which is one of its rows."""
    values = {**record.values, column: value}
    changed = replace(record, values=values)
    records = []
    for each in repaired.records:
        records.append(changed if each is record else each)
    entry = _logged(record, column, value)
    return replace(
        repaired,
        records=tuple(records),
        repairs=(*repaired.repairs, entry),
    )


def _logged(record: Record, column: str, value: Value) -> Repair:
    before = record.values[column]
    cell = before.cell
    return Repair(
        step="correct",
        rule=value.rule,
        before=_shown(before),
        after=value.text or "",
        why=value.why,
        seq=record.seq,
        column=column,
        page=cell.page if cell else record.row.page,
        row=cell.row if cell else record.row.row,
        col=cell.col if cell else None,
    )


def _shown(value: Value) -> str:
    """The readings of a value, "?" for a lost cell; its text where it has but one."""
    readings = []
    for reading, _ in value.candidates:
        readings.append("?" if reading is None else reading)
    return " | ".join(readings) or value.text or ""
