"""The scoring units of a form whose totals no note states.

Rows with points of their own, rows under one drawn cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model import Record, ScoringUnit, Value
from pipeline.repair.align.evidence import RowEvidence
from pipeline.text import fold, parse_number

CERTAIN = ("printed", "repaired", "shared")


def plain_units(rows: Sequence[RowEvidence], records: Sequence[Record]) -> tuple[ScoringUnit, ...]:
    """The units in document order, numbered from 1.

    Rows in doubt about their points are in none.
    """
    found: list[ScoringUnit] = []
    for index, (row, record) in enumerate(zip(rows, records, strict=True)):
        weight = record.values.get("weight")
        if (
            weight is None
            or row.head is not None
            or weight.status not in CERTAIN
            or weight.cell is None
        ):
            continue
        points = parse_number(fold(weight.text or weight.cell.text))
        if points is None or points <= 0:
            continue
        members = [
            record,
            *(each for each, below in zip(records, rows, strict=True) if below.head == index),
        ]
        serials = tuple(member.seq for member in members)
        level1, level2 = (_common(members, name) for name in ("level1", "level2"))
        found.append(ScoringUnit(len(found) + 1, None, level1, level2, serials, points, "printed"))
    return tuple(found)


def _common(members: Sequence[Record], name: str) -> str | None:
    """The label that all the rows have."""
    texts = {_text(member.values, name) for member in members}
    return texts.pop() if len(texts) == 1 else None


def _text(values: Mapping[str, Value], name: str) -> str | None:
    value = values.get(name)
    return None if value is None else value.text
