"""The scoring units of a form whose totals no note states.

Rows with points of their own, rows under one drawn cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Record, ScoringUnit
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.decide.context import only
from pipeline.text import fold, parse_points

CERTAIN = ("printed", "repaired", "shared")


def plain_units(
    rows: Sequence[RowEvidence],
    records: Sequence[Record],
) -> tuple[ScoringUnit, ...]:
    """The units in document order, numbered from 1.

    Rows in doubt about their points are in none.
    """
    found: list[ScoringUnit] = []
    for index, record in enumerate(records):
        if rows[index].head is not None:
            continue  # it is in the unit of the row above that its points cell begins on
        points = _points(record)
        if points is None or points <= 0:
            continue
        members = _members(index, rows, records)
        unit = ScoringUnit(
            number=len(found) + 1,
            section=None,
            level1=_common(members, "level1"),
            level2=_common(members, "level2"),
            rows=tuple(member.seq for member in members),
            points=points,
            basis="printed",
        )
        found.append(unit)
    return tuple(found)


def _points(record: Record) -> Decimal | None:
    """What the row's weight, or the cell drawn over it and rows below, certainly prints."""
    weight = record.values.get("weight")
    if weight is None or weight.cell is None:
        return None
    if weight.status not in CERTAIN:
        return None
    printed = weight.text or weight.cell.text
    return parse_points(fold(printed))


def _members(
    head: int,
    rows: Sequence[RowEvidence],
    records: Sequence[Record],
) -> list[Record]:
    """The row and those below that its points cell is drawn over."""
    members = [records[head]]
    for record, row in zip(records, rows, strict=True):
        if row.head == head:
            members.append(record)
    return members


def _common(members: Sequence[Record], name: str) -> str | None:
    """The label that all the rows have."""
    texts = set()
    for member in members:
        value = member.values.get(name)
        texts.add(None if value is None else value.text)
    return only(texts)
