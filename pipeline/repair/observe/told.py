"""The rows that are no indicators → what is told of them: doubts, sums that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.repair.observe.sums import Over, Points, Sums, Tasks, add
from pipeline.repair.observe.worded import ApartRow
from pipeline.spec.pattern import Pattern


def findings(
    apart: Sequence[ApartRow],
    points: Points,
    serials: Sequence[int],
    outside: Pattern | None = None,
) -> Iterator[Finding]:
    """What is to be told of the rows that are no indicators.

    Those in doubt, and sums that do not add up. ``points`` and ``serials`` are the indicators'
    rows', ``outside`` is how section rows read that no total counts.
    """
    sums = Sums(apart, points, outside)
    for number, each in enumerate(sums.over):
        if each.row.kind is None:
            yield _no_sum(each.row)
            continue
        if number in sums.tasks:
            yield _is_task(each.row)
        elif each.span.is_empty or not each.row.sure:
            yield _doubted(each)
        if not each.span.is_empty and each.row.stated is not None:
            yield from _of_the_sum(sums, each, serials)


def _of_the_sum(
    sums: Sums,
    over: Over,
    serials: Sequence[int],
) -> Iterator[Finding]:
    """Whether the rows, and the tasks that a total counts, add up to what is stated."""
    counted: Tasks = {}
    if over.row.is_total:
        counted = {number: sums.tasks[number] for number in sums.counted(over)}
    worth = add(task.stated for task in counted.values())
    found = sums.found(over.span) + worth
    if found != over.row.stated:
        yield _off(over, found, serials)
    if counted:
        yield from _left_out(sums, over.row, counted)


# --- rows that state no sum


def _no_sum(row: ApartRow) -> Finding:
    if row.columns:
        what = message("repair.columns-summed", columns=row.columns)
        return _finding("info", "sum-row", what, row)
    if row.sure:
        what = message("repair.heading-row", words=row.words)
        return _finding("info", "heading-row", what, row)
    if row.style:
        what = message("repair.wide-row", words=row.words)
        return _finding("warning", "heading-row", what, row)
    what = message("repair.row-unnumbered", words=row.words)
    return _finding("error", "row-unnumbered", what, row)


# --- sums in doubt


def _is_task(row: ApartRow) -> Finding:
    """A section row that holds a task itself."""
    what = message("repair.section-is-task", words=row.words, stated=row.stated)
    return _finding("info", "section-task", what, row)


def _doubted(over: Over) -> Finding:
    """A row read as a sum that may be something else."""
    row = over.row
    if over.span.is_empty:
        what = message("repair.sum-of-nothing", words=row.words)
    elif row.counted:
        what = message("repair.sum-counted", words=row.words)
    else:
        what = message("repair.sum-unsure", words=row.words)
    return _finding("warning", "sum-row", what, row)


# --- sums that do not add up


def _off(
    over: Over,
    found: Decimal,
    serials: Sequence[int],
) -> Finding:
    """A sum that its rows do not add up to."""
    row = over.row
    rows = serials[over.span.rows()]
    what = message(
        "repair.sum-off",
        words=row.words,
        stated=row.stated,
        first=rows[0],
        last=rows[-1],
        found=found,
    )
    return _finding("warning", "sum-off", what, row)


def _left_out(
    sums: Sums,
    total: ApartRow,
    counted: Tasks,
) -> Iterator[Finding]:
    """The tasks that stand outside a total which counts others."""
    for number, task in sums.tasks.items():
        if number in counted:
            continue
        what = message(
            "repair.outside-total",
            words=task.words,
            points=task.stated,
            total=total.words,
            stated=total.stated,
        )
        severity: Severity = "warning"
        if sums.declared_outside(task):
            severity = "info"
        yield _finding(severity, "outside-total", what, task)


def _finding(
    severity: Severity,
    check: str,
    what: Message,
    row: ApartRow,
) -> Finding:
    return Finding(
        severity,
        check,
        what,
        page=row.row.page,
        row=row.row.row,
    )
