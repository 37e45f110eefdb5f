"""Rows that state sums → the sums they state, by the serials of the indicators they are over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Record, StatedSum, Value
from pipeline.repair.observe.sums import Over, Points, Sums
from pipeline.repair.observe.worded import ApartRow
from pipeline.repair.observe.words import is_partial, points_of
from pipeline.spec.pattern import Pattern


def part_ends(apart: Iterable[ApartRow]) -> list[int]:
    """The rows above which a sum of a part stands: 小计, not the sum of all."""
    found = []
    for row in apart:
        if row.is_total and is_partial(row.words):
            found.append(row.at)
    return found


# --- what the rows print


def printed_points(records: Iterable[Record]) -> list[Decimal | None]:
    """What the rows print for themselves, wherever it stands on them.

    None where there is no number, or one from the cell above.
    """
    found = []
    for record in records:
        value = record.values.get("weight")
        text = None if value is None else _own_text(record, value)
        found.append(None if text is None else points_of(text))
    return found


def _own_text(record: Record, weight: Value) -> str | None:
    """What the row itself prints for its weight."""
    if weight.status == "derived":
        return None
    if weight.text is not None:
        return weight.text
    cell = weight.cell
    row = record.row
    if cell is None or (cell.page, cell.row) != (row.page, row.row):
        return None
    return cell.text


# --- what they state


def stated_sums(
    apart: Sequence[ApartRow],
    points: Points,
    serials: Sequence[int],
    outside: Pattern | None = None,
) -> tuple[StatedSum, ...]:
    """What the rows apart state, by the serials they are over.

    ``points`` and ``serials`` are the indicators' rows', ``outside`` is how section rows read that
    no total counts.
    """
    sums = Sums(apart, points, outside)
    sections = _sections(sums, serials)
    found = []
    for number, each in enumerate(sums.over):
        if each.row.is_total:
            tasks = [sections[task] for task in sums.counted(each)]
            total = _stated(each, serials)
            found.append(replace(total, tasks=tuple(tasks)))
        elif number in sections:
            found.append(sections[number])
    return tuple(found)


def _sections(sums: Sums, serials: Sequence[int]) -> dict[int, StatedSum]:
    """What the headings state, by their number among the rows apart."""
    found = {}
    for number, each in enumerate(sums.over):
        row = each.row
        if row.kind is not None and not row.is_total:
            found[number] = _stated(each, serials)
    return found


def _stated(over: Over, serials: Sequence[int]) -> StatedSum:
    row, span = over
    assert row.kind is not None
    return StatedSum(
        row.kind,
        row.words,
        tuple(serials[span.rows()]),
        row.stated,
        row.row.page,
        row.row.row,
        row.sure and not span.is_empty,
    )
