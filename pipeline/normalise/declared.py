"""The sums that a form declares → what each states, over which rows.

Points within a row's texts, a total in the title or the note, per cents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.messages import message
from pipeline.model import Document, Finding, Repaired, Row, StatedSum, Table
from pipeline.spec import Column, Spec
from pipeline.spec.pattern import Pattern
from pipeline.text import fold, parse_number

ALL_PER_CENT = Decimal(100)
OWN_ROLES = ("seq", "weight")  # of their cells none is a text of the row


def declared(
    document: Document,
    table: Table,
    columns: Sequence[Column],
    repaired: Repaired,
    spec: Spec,
) -> list[StatedSum]:
    """What the document states where the form says that it does."""
    rules = spec.sums
    if rules is None:
        return []
    found: list[StatedSum] = []
    serials = tuple(record.seq for record in repaired.records)
    tasks = _counted_tasks(repaired)
    if rules.total is not None:
        for printed, points in _totals(document, rules.total):
            total = StatedSum("note", printed, serials, points, sure=not rules.several)
            found.append(_with(total, tasks))
    if rules.percent:
        found.append(_with(StatedSum("percent", "%", serials, ALL_PER_CENT), tasks))
    if rules.text is not None:
        found += _texts(table, columns, repaired, rules.text)
    return found


def _counted_tasks(repaired: Repaired) -> tuple[StatedSum, ...]:
    """The section rows that the table's own totals count as tasks."""
    counted = [task for each in repaired.sums for task in each.tasks]
    return tuple(dict.fromkeys(counted))


def _with(stated: StatedSum, tasks: tuple[StatedSum, ...]) -> StatedSum:
    return StatedSum(
        stated.kind,
        stated.printed,
        stated.rows,
        stated.stated,
        sure=stated.sure,
        tasks=tasks,
    )


def _totals(document: Document, pattern: Pattern) -> Iterator[tuple[str, Decimal]]:
    """Each total that a line outside the tables states, once."""
    seen: set[Decimal] = set()
    for line in document.lines:
        key = fold(line.text)
        match = pattern.search(key)
        if match is None:
            continue
        points = parse_number(match["points"])
        if points is None or points in seen:
            continue
        seen.add(points)
        yield match[0], points


# --- points within a row's texts


def _texts(
    table: Table,
    columns: Sequence[Column],
    repaired: Repaired,
    pattern: Pattern,
) -> Iterator[StatedSum]:
    """What the texts of a row give together, of each row whose texts give points."""
    own = [at for at, column in enumerate(columns) if column.role in OWN_ROLES]
    rows = {(row.page, row.row): row for row in table.rows}
    for record in repaired.records:
        parts = _points_in(record.row, own, pattern)
        if parts:
            yield _text(parts, record.row, rows=(record.seq,))
    for stated in repaired.sums:
        row = rows.get((stated.page or 0, stated.row or 0))
        if stated.kind != "section_row" or stated.rows or row is None:
            continue
        parts = _points_in(row, own, pattern)
        if parts:
            yield _text(parts, row, tasks=(stated,))


def _points_in(row: Row, own: Sequence[int], pattern: Pattern) -> list[Decimal]:
    parts: list[Decimal] = []
    for at, slot in enumerate(row.slots):
        if at in own:
            continue
        for match in pattern.finditer(fold(slot.text)):
            points = parse_number(match["points"])
            if points is not None:
                parts.append(points)
    return parts


def _text(
    parts: Sequence[Decimal],
    row: Row,
    *,
    rows: tuple[int, ...] = (),
    tasks: tuple[StatedSum, ...] = (),
) -> StatedSum:
    printed = "+".join(f"{part:f}" for part in parts)
    total = sum(parts, Decimal(0))
    return StatedSum("text", printed, rows, total, row.page, row.row, tasks=tasks)


# --- what is told


def off(rows: Sequence[dict[str, object]]) -> Iterator[Finding]:
    """A warning for each declared sum, as a row of ``sums``, that does not add up."""
    for row in rows:
        if row["status"] != "off":
            continue
        code = "normalise.text-off" if row["kind"] == "text" else "normalise.total-off"
        what = message(
            code,
            printed=str(row["printed"]),
            stated=row["stated"],
            found=row["found"],
        )
        seq = row["first_seq"] if row["kind"] == "text" else None
        assert seq is None or isinstance(seq, int)
        page, at = row["page"], row["row"]
        assert page is None or isinstance(page, int)
        assert at is None or isinstance(at, int)
        yield Finding("warning", "sum-off", what, seq, page=page, row=at)
