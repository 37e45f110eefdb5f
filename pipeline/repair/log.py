"""What the repair stage changed, one entry per value, and what it found worth a person's look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Finding, Record, Repair, ScoringUnit
from pipeline.repair.labels import Label, Print, is_tail
from pipeline.repair.marginal import marginal
from pipeline.repair.values import Context
from pipeline.text import fold, mend, unclosed


def repairs(
    context: Context, records: Sequence[Record], echoes: Sequence[Print]
) -> Iterator[Repair]:
    """The log in document order.

    Each repaired, derived or withheld value with before, after, reason and cost.
    """
    for index, record in enumerate(records):
        yield from _echoed(context, index, record.seq, echoes)
        if (
            "serial_lost" in context.best[index].damage
            or "serial_swapped" in context.best[index].damage
        ):
            yield _serial(context, index, record)
        for column, value in record.values.items():
            if value.status in ("repaired", "derived", "ambiguous") or value.rule:
                yield _changed(context, index, record, column)


def _changed(context: Context, index: int, record: Record, column: str) -> Repair:
    value = record.values[column]
    before = value.cell.text if value.cell is not None else ""
    if column in _places(context):
        before = _in_place(context, index, column)
    after = "" if value.text is None else value.text
    if value.status == "ambiguous":
        after = " | ".join("?" if text is None else text for text, _ in value.candidates)
    cell = value.cell
    return Repair(
        step="repair",
        rule=value.rule or value.status,
        before=before,
        after=after,
        why=value.reason,
        cost=marginal(context, index, column, value),
        seq=record.seq,
        column=column,
        page=cell.page if cell else record.row.page,
        row=cell.row if cell else record.row.row,
        col=cell.col if cell else None,
    )


def _places(context: Context) -> dict[str, int]:
    return {
        column.name: len(context.layout.zone) + n for n, column in enumerate(context.layout.columns)
    }


def _in_place(context: Context, index: int, column: str) -> str:
    """What stands on the page where the column should."""
    texts = context.rows[index].texts
    place = _places(context)[column]
    return texts[place] if place < len(texts) else ""


def _serial(context: Context, index: int, record: Record) -> Repair:
    rule = next(d for d in context.best[index].damage if d.startswith("serial"))
    before = _in_place(context, index, "seq")
    reason = "the serials before and after leave only this one"
    return Repair(
        "repair",
        rule,
        before,
        str(record.seq),
        reason,
        0.0,
        record.seq,
        "seq",
        record.row.page,
        record.row.row,
    )


def _echoed(context: Context, index: int, seq: int, echoes: Sequence[Print]) -> Iterator[Repair]:
    for echo in echoes:
        if echo.row == index:
            cell = context.rows[index].row.slots[echo.cell].cell
            reason = "the cell repeats the row's own name: no label"
            yield Repair(
                "repair",
                "name_repeated",
                echo.text,
                "",
                reason,
                0.0,
                seq,
                "level2",
                cell.page,
                cell.row,
                cell.col,
            )


def findings(
    context: Context,
    records: Sequence[Record],
    units: Sequence[ScoringUnit],
) -> Iterator[Finding]:
    """Labels spelt two ways or unused, sums that do not add up, sentences cut off, open rows."""
    for label in (*context.readings.groups, *context.readings.names):
        yield from _spellings(context, label)
    yield from _misprints(context, records)
    yield from _unused(context, context.readings.names)
    for record in records:
        yield from _cut_off(record)
    for unit in units:
        if unit.open_rows:
            yield _open(unit)


def _spellings(context: Context, label: Label) -> Iterator[Finding]:
    tails = [p for p in label.prints if is_tail(label, p)]
    for tail in tails:
        cell = context.rows[tail.row].row.slots[tail.cell].cell
        message = f"the label {label.name!r} ends on the next row: {mend(tail.name)!r} is its tail, printed again"
        serial = context.rows[tail.row].serial
        yield Finding(
            "info",
            "label-tail",
            message,
            first_seq=serial,
            page=cell.page,
            row=cell.row,
            col=cell.col,
        )
    names: dict[str, list[Print]] = {}
    for printed in (p for p in label.prints if p not in tails):
        names.setdefault(mend(printed.name), []).append(printed)
    if len({fold(name) for name in names}) < 2:
        return
    shown = ", ".join(f"{name!r} ×{len(found)}" for name, found in names.items())
    rows = sorted(context.rows[p.row].serial for p in label.prints)
    message = f"one label in {len(names)} spellings: {shown}; published as {label.name!r}"
    yield Finding("info", "label-spelling", message, first_seq=rows[0], last_seq=rows[-1])


def _misprints(context: Context, records: Sequence[Record]) -> Iterator[Finding]:
    """Each first-level group whose printed weights cannot be made to add up."""
    rows = [n for n, found in enumerate(context.readings.rows) if found.misprinted]
    for group in sorted({g for n in rows for g in context.readings.rows[n].groups}):
        inside = [
            n for n, found in enumerate(context.readings.rows) if set(found.groups) == {group}
        ]
        doubted = [n for n in rows if n in inside]
        if not doubted:
            continue
        at = context.layout.at("weight")
        printed = [context.rows[n].text(context.best[n], at) or "" for n in inside]
        label = context.readings.groups[group]
        total = "+".join(text for text in printed if text.strip() and text != "/")
        serials = [records[n].seq for n in inside]
        where = ", ".join(str(records[n].seq) for n in doubted)
        message = (
            f"the printed weights of rows {serials[0]}-{serials[-1]} add to {total} = {_sum(printed):g} "
            f"under the {label.points:g} points of {label.name!r}; one of rows {where} is misprinted"
        )
        yield Finding(
            "warning",
            "sum-mismatch",
            message,
            first_seq=records[doubted[0]].seq,
            last_seq=records[doubted[-1]].seq,
        )


def _sum(texts: Sequence[str]) -> float:
    return sum(
        float(text) for text in (fold(t) for t in texts) if text.replace(".", "", 1).isdecimal()
    )


def _unused(context: Context, seconds: Sequence[Label]) -> Iterator[Finding]:
    used = {number for found in context.readings.rows for number in found.labels}
    for number, label in enumerate(seconds):
        if number not in used:
            cell = context.rows[label.prints[0].row].row.slots[label.prints[0].cell].cell
            message = f"the label {label.name!r} names no group"
            yield Finding(
                "warning", "label-unused", message, page=cell.page, row=cell.row, col=cell.col
            )


def _cut_off(record: Record) -> Iterator[Finding]:
    for column, value in record.values.items():
        if value.text and value.cell is not None and unclosed(value.text):
            cell = value.cell
            message = f"{column} is cut off in the middle: {mend(value.text)!r}"
            yield Finding(
                "warning",
                "cut-off",
                message,
                record.seq,
                page=cell.page,
                row=cell.row,
                col=cell.col,
            )


def _open(unit: ScoringUnit) -> Finding:
    rows = ", ".join(str(n) for n in unit.open_rows)
    message = f"scoring unit {unit.number} ({unit.points:g} points): rows {rows} may belong to it"
    return Finding(
        "warning", "unit-open", message, first_seq=min(unit.rows), last_seq=max(unit.rows)
    )
