"""What a person should look at: labels, sums and sentences that are not in order, open rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Record, ScoringUnit
from pipeline.repair.decide.context import Context
from pipeline.repair.decide.misread import unread
from pipeline.repair.model.labels import Label, is_tail
from pipeline.text import fold, is_cut_off, mend

NO_NUMBER = "/"
LEVELS = ("level1", "level2")


def findings(
    context: Context,
    records: Sequence[Record],
    units: Sequence[ScoringUnit],
) -> Iterator[Finding]:
    """What is not in order.

    Labels spelt two ways, unused or missing, sums that do not add up, sentences cut off, open rows.
    """
    readings = context.readings
    for label in (*readings.groups, *readings.names):
        yield from _tails(context, label)
        yield from _spellings(context, label)
    yield from _misprints(context)
    yield from _unfit(context)
    yield from _unused(context)
    yield from _nameless(records)
    for record in records:
        yield from _cut_off(record)
    for unit in units:
        if unit.open_rows:
            yield _open(unit)


def _unfit(context: Context) -> Iterator[Finding]:
    """Rows of which printed cells fit no column."""
    for index in range(len(context.rows)):
        row = context.row(index)
        place = row.evidence.row
        printed = [place.slots[at].cell for at in unread(row)]
        cells = [mend(cell.text) for cell in printed if not cell.readings]
        if cells:
            yield Finding(
                "warning",
                "cell-unfit",
                message("repair.cells-unfit", row=place.row + 1, page=place.page, cells=cells),
                seq=row.evidence.serial,
                page=place.page,
                row=place.row,
            )


# --- labels


def _tails(context: Context, label: Label) -> Iterator[Finding]:
    """A label whose last words are printed again on the next row."""
    for tail in label.prints:
        if not is_tail(label, tail):
            continue
        what = message(
            "repair.tail-printed-again",
            label=label.name,
            tail=mend(tail.name),
        )
        cell = context.cell_of(tail)
        yield Finding(
            "info",
            "label-tail",
            what,
            first_seq=context.serial(tail.row),
            page=cell.page,
            row=cell.row,
            col=cell.col,
        )


def _spellings(context: Context, label: Label) -> Iterator[Finding]:
    """A label that is printed under several names."""
    counts: dict[str, int] = {}
    for printed in label.prints:
        if not is_tail(label, printed):
            name = mend(printed.name)
            counts[name] = counts.get(name, 0) + 1
    if len({fold(name) for name in counts}) < 2:
        return
    spellings = []
    for name, count in counts.items():
        spelling = message("repair.spelling", spelling=name, count=count)
        spellings.append(spelling)
    what = message(
        "repair.spellings",
        count=len(counts),
        spellings=spellings,
        label=label.name,
    )
    serials = sorted(context.serial(p.row) for p in label.prints)
    first, second, *_ = sorted(counts.values(), reverse=True)
    yield Finding(
        "warning" if first == second else "info",
        "label-spelling",
        what,
        first_seq=serials[0],
        last_seq=serials[-1],
    )


def _unused(context: Context) -> Iterator[Finding]:
    """Second-level labels that no reading gives any row."""
    readings = context.readings
    used = {number for found in readings.rows for number in found.labels}
    for number, label in enumerate(readings.names):
        if number in used:
            continue
        what = message("repair.label-unused", label=label.name)
        cell = context.cell_of(label.prints[0])
        yield _at_cell("label-unused", what, cell)


def _nameless(records: Sequence[Record]) -> Iterator[Finding]:
    """Runs of rows for which no label of a level is printed, in a form that has the level."""
    for level in LEVELS:
        runs = groupby(records, key=lambda record: _has_no_label(record, level))
        for has_none, run in runs:
            if has_none:
                serials = [record.seq for record in run]
                what = message("repair.no-label", rows=serials, column=level)
                yield Finding(
                    "warning",
                    "label-missing",
                    what,
                    first_seq=serials[0],
                    last_seq=serials[-1],
                )


def _has_no_label(record: Record, level: str) -> bool:
    value = record.values.get(level)
    return value is not None and value.status == "absent"


# --- sums


def _misprints(context: Context) -> Iterator[Finding]:
    """Each first-level group whose printed weights cannot be made to add up."""
    rows = context.readings.rows
    misprinted = [n for n, found in enumerate(rows) if found.misprinted]
    groups = {group for n in misprinted for group in rows[n].groups}
    for group in sorted(groups):
        inside = [n for n, found in enumerate(rows) if set(found.groups) == {group}]
        doubted = [n for n in misprinted if n in inside]
        if doubted:
            label = context.readings.groups[group]
            yield _misprint(context, label, inside, doubted)


def _misprint(
    context: Context,
    label: Label,
    inside: Sequence[int],
    doubted: Sequence[int],
) -> Finding:
    """A group's rows ``inside`` it, of which one of the ``doubted`` is misprinted."""
    printed = _printed_weights(context, inside)
    shown = [text for text in printed if text.strip() and text != NO_NUMBER]
    serials = [context.serial(n) for n in doubted]
    what = message(
        "repair.group-off",
        first=context.serial(inside[0]),
        last=context.serial(inside[-1]),
        printed="+".join(shown),
        total=_sum(printed),
        points=label.points,
        label=label.name,
        rows=serials,
    )
    return Finding(
        "warning",
        "sum-mismatch",
        what,
        first_seq=serials[0],
        last_seq=serials[-1],
    )


def _printed_weights(context: Context, rows: Sequence[int]) -> list[str]:
    at = context.layout.at("weight")
    texts = []
    for n in rows:
        row = context.row(n)
        weight, behind = row.best.places[at : at + 2]
        # As printed, also where it is read as exchanged with the cell behind it.
        is_exchanged = weight is not None and behind is not None and behind < weight
        text = row.text(at + 1 if is_exchanged else at)
        texts.append(text or "")
    return texts


def _sum(texts: Iterable[str]) -> float:
    """The sum of those texts that are plain numbers."""
    total = 0.0
    for text in map(fold, texts):
        digits = text.replace(".", "", 1)
        if digits.isdecimal():
            total += float(text)
    return total


def _open(unit: ScoringUnit) -> Finding:
    what = message(
        "repair.unit-open",
        unit=unit.number,
        points=unit.points,
        rows=unit.open_rows,
    )
    return Finding(
        "warning",
        "unit-open",
        what,
        first_seq=min(unit.rows),
        last_seq=max(unit.rows),
    )


# --- sentences


def _cut_off(record: Record) -> Iterator[Finding]:
    for column, value in record.values.items():
        if value.cell is None or not value.text or not is_cut_off(value.text):
            continue
        what = message(
            "repair.cut-off",
            column=column,
            printed=mend(value.text),
        )
        yield _at_cell("cut-off", what, value.cell, record.seq)


def _at_cell(
    check: str,
    what: Message,
    cell: Cell,
    seq: int | None = None,
) -> Finding:
    """A warning at a cell."""
    return Finding(
        "warning",
        check,
        what,
        seq,
        page=cell.page,
        row=cell.row,
        col=cell.col,
    )
