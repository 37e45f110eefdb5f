"""What the repair stage changed, one entry per value, and what it found worth a person's look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.messages import message
from pipeline.model import Finding, Record, Repair, ScoringUnit
from pipeline.repair.decide.marginal import marginal
from pipeline.repair.decide.values import Context
from pipeline.repair.model.labels import Label, Print, is_tail
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
        why=value.reasons,
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
    rule = next(str(d) for d in context.best[index].damage if d.startswith("serial"))
    before = _in_place(context, index, "seq")
    why = (message("repair.serial-forced"),)
    return Repair(
        "repair",
        rule,
        before,
        str(record.seq),
        why,
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
            why = (message("repair.name-repeated"),)
            yield Repair(
                "repair",
                "name_repeated",
                echo.text,
                "",
                why,
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
        what = message("repair.tail-printed-again", label=label.name, tail=mend(tail.name))
        serial = context.rows[tail.row].serial
        yield Finding(
            "info",
            "label-tail",
            what,
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
    spellings = [
        message("repair.spelling", spelling=name, count=len(found)) for name, found in names.items()
    ]
    rows = sorted(context.rows[p.row].serial for p in label.prints)
    what = message("repair.spellings", count=len(names), spellings=spellings, label=label.name)
    yield Finding("info", "label-spelling", what, first_seq=rows[0], last_seq=rows[-1])


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
        serials = [records[n].seq for n in inside]
        what = message(
            "repair.group-off",
            first=serials[0],
            last=serials[-1],
            printed="+".join(text for text in printed if text.strip() and text != "/"),
            total=_sum(printed),
            points=label.points,
            label=label.name,
            rows=[records[n].seq for n in doubted],
        )
        yield Finding(
            "warning",
            "sum-mismatch",
            what,
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
            what = message("repair.label-unused", label=label.name)
            yield Finding(
                "warning", "label-unused", what, page=cell.page, row=cell.row, col=cell.col
            )


def _cut_off(record: Record) -> Iterator[Finding]:
    for column, value in record.values.items():
        if value.text and value.cell is not None and unclosed(value.text):
            cell = value.cell
            what = message("repair.cut-off", column=column, printed=mend(value.text))
            yield Finding(
                "warning",
                "cut-off",
                what,
                record.seq,
                page=cell.page,
                row=cell.row,
                col=cell.col,
            )


def _open(unit: ScoringUnit) -> Finding:
    what = message("repair.unit-open", unit=unit.number, points=unit.points, rows=unit.open_rows)
    return Finding("warning", "unit-open", what, first_seq=min(unit.rows), last_seq=max(unit.rows))
