"""Rows that state sums → the indicators that each is over.

By the arithmetic first, then by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.messages import message
from pipeline.model import Finding, Record, Severity, StatedSum, Value
from pipeline.repair.observe.apart import ApartRow, is_grand, is_partial
from pipeline.repair.observe.words import points_of
from pipeline.spec.pattern import Pattern
from pipeline.text import fold

Span = tuple[int, int]  # the first of the indicators' rows and the one behind the last


def spans(apart: Sequence[ApartRow], points: Sequence[Decimal | None]) -> list[Span]:
    """For each row apart, the rows below its heading or above its total.

    ``points`` are what the rows print.
    """
    return [
        _below(apart, number, len(points))
        if row.kind != "total_row"
        else _above(apart, number, points)
        for number, row in enumerate(apart)
    ]


def printed_points(records: Sequence[Record]) -> list[Decimal | None]:
    """What the rows print for themselves, wherever it stands on them.

    None where there is no number, or one from the cell above.
    """
    return [_printed(record, record.values.get("weight")) for record in records]


def _printed(record: Record, value: Value | None) -> Decimal | None:
    if value is None or value.status == "derived":
        return None
    if value.text is not None:
        return points_of(value.text)
    cell = value.cell
    if cell is None or (cell.page, cell.row) != (record.row.page, record.row.row):
        return None
    return points_of(cell.text)


def _below(apart: Sequence[ApartRow], number: int, rows: int) -> Span:
    """A heading's rows: to the next heading as far out, or to a total."""
    mine = apart[number]
    ends = (
        row.at
        for row in apart[number + 1 :]
        if (row.kind == "total_row" and (is_grand(row.words) or row.at > mine.at))
        or (row.kind != "total_row" and row.style <= mine.style)
    )
    return mine.at, next(ends, rows)


def _above(apart: Sequence[ApartRow], number: int, points: Sequence[Decimal | None]) -> Span:
    """A total's rows.

    Of the parts that end with it the one that adds up, else the one its word is for.
    """
    mine = apart[number]
    if mine.at == 0:  # it stands above all that it is over
        return 0, len(points)
    sums = [row.at for row in apart[:number] if row.kind == "total_row" and row.at < mine.at]
    heads = [row.at for row in apart[:number] if row.kind != "total_row" and row.at < mine.at]
    since = max((*sums, *heads), default=0)
    starts = list(dict.fromkeys([since, max(sums, default=0), *reversed(heads), 0]))
    starts = list(reversed(starts)) if is_grand(mine.words) else starts
    fits = [start for start in starts if _sum(points[start : mine.at]) == mine.stated]
    likely = since if is_partial(mine.words) else 0
    return (fits or [likely])[0], mine.at


def _sum(points: Sequence[Decimal | None]) -> Decimal:
    return sum((each for each in points if each is not None), Decimal(0))


def part_ends(apart: Sequence[ApartRow]) -> list[int]:
    """The rows above which a sum of a part stands: 小计, not the sum of all."""
    return [row.at for row in apart if row.kind == "total_row" and is_partial(row.words)]


def stated_sums(
    apart: Sequence[ApartRow],
    points: Sequence[Decimal | None],
    serials: Sequence[int],
    outside: Pattern | None = None,
) -> tuple[StatedSum, ...]:
    """What the rows apart state, by the serials they are over."""
    over = spans(apart, points)
    found: dict[int, StatedSum] = {}
    for number, (row, (a, b)) in enumerate(zip(apart, over, strict=True)):
        if row.kind is not None and row.kind != "total_row":
            found[number] = _stated(row, serials[a:b], sure=row.sure and a < b)
    tasks = _tasks(apart, over)
    for number, (row, (a, b)) in enumerate(zip(apart, over, strict=True)):
        if row.kind != "total_row":
            continue
        counted = _counted(row, tasks, _sum(points[a:b]), outside)
        inside = tuple(found[n] for n in counted)
        stated = _stated(row, serials[a:b], sure=row.sure and a < b)
        found[number] = replace(stated, tasks=inside)
    return tuple(found[number] for number in sorted(found))


def _stated(row: ApartRow, serials: Sequence[int], *, sure: bool) -> StatedSum:
    assert row.kind is not None
    place = row.row
    return StatedSum(row.kind, row.words, tuple(serials), row.stated, place.page, place.row, sure)


# --- section rows that hold a task themselves

Tasks = dict[int, ApartRow]  # by their number among the rows apart


def _tasks(apart: Sequence[ApartRow], over: Sequence[Span]) -> Tasks:
    """The headings that head no row, but have points and say more: tasks without a serial."""
    found: Tasks = {}
    for number, (row, (a, b)) in enumerate(zip(apart, over, strict=True)):
        if row.kind == "section_row" and row.full and a == b:
            found[number] = row
    return found


def _counted(
    total: ApartRow,
    tasks: Tasks,
    rows: Decimal,
    outside: Pattern | None,
) -> list[int]:
    """The tasks that a total counts beside its rows: the first ones, as many as it takes.

    None where no number of them makes it add up.
    """
    inside = _inside(tasks, outside)
    if total.stated is None or is_partial(total.words):
        return []
    for count in range(len(inside) + 1):
        some = inside[:count]
        worth = sum((tasks[n].stated or Decimal(0) for n in some), Decimal(0))
        if rows + worth == total.stated:
            return some
    return []


def _inside(tasks: Tasks, outside: Pattern | None) -> list[int]:
    """The tasks that the form does not say to stand outside its totals."""
    if outside is None:
        return list(tasks)
    return [n for n, row in tasks.items() if not outside.search(fold(row.words))]


# --- what is told


def findings(
    apart: Sequence[ApartRow],
    points: Sequence[Decimal | None],
    serials: Sequence[int],
    outside: Pattern | None = None,
) -> Iterator[Finding]:
    """What is to be told of the rows that are no indicators.

    Those in doubt, and sums that do not add up.
    """
    over = spans(apart, points)
    tasks = _tasks(apart, over)
    for number, (row, (a, b)) in enumerate(zip(apart, over, strict=True)):
        place = {"page": row.row.page, "row": row.row.row}
        if row.kind is None:
            yield _no_sum(row, place)
            continue
        if number in tasks:
            what = message("repair.section-is-task", words=row.words, stated=row.stated)
            yield Finding("info", "section-task", what, **place)
        elif a == b or not row.sure:
            yield _doubted(row, place, heads_none=a == b)
        if a < b and row.stated is not None:
            counted = _counted(row, tasks, _sum(points[a:b]), outside)
            counted = counted if row.kind == "total_row" else []
            inside = {n: tasks[n] for n in counted}
            yield from _off(row, points[a:b], serials[a:b], inside)
            if row.kind == "total_row" and inside:
                yield from _left_out(row, tasks, inside, outside)


def _doubted(row: ApartRow, place: dict[str, int], *, heads_none: bool) -> Finding:
    """A row read as a sum that may be something else."""
    if heads_none:
        what = message("repair.sum-of-nothing", words=row.words)
    elif row.counted:
        what = message("repair.sum-counted", words=row.words)
    else:
        what = message("repair.sum-unsure", words=row.words)
    return Finding("warning", "sum-row", what, **place)


def _off(
    row: ApartRow,
    points: Sequence[Decimal | None],
    serials: Sequence[int],
    inside: Tasks,
) -> Iterator[Finding]:
    """A sum that its rows do not add up to."""
    found = _sum([*points, *(task.stated for task in inside.values())])
    if found == row.stated:
        return
    what = message(
        "repair.sum-off",
        words=row.words,
        stated=row.stated,
        first=serials[0],
        last=serials[-1],
        found=found,
    )
    yield Finding("warning", "sum-off", what, page=row.row.page, row=row.row.row)


def _left_out(
    total: ApartRow,
    tasks: Tasks,
    inside: Tasks,
    outside: Pattern | None,
) -> Iterator[Finding]:
    """The tasks that stand outside a total which counts others."""
    declared = set(tasks) - set(_inside(tasks, outside))
    for number, task in tasks.items():
        if number in inside:
            continue
        what = message(
            "repair.outside-total",
            words=task.words,
            points=task.stated,
            total=total.words,
            stated=total.stated,
        )
        severity: Severity = "info" if number in declared else "warning"
        yield Finding(severity, "outside-total", what, page=task.row.page, row=task.row.row)


def _no_sum(row: ApartRow, place: dict[str, int]) -> Finding:
    if row.sure:
        what = message("repair.heading-row", words=row.words)
        return Finding("info", "heading-row", what, **place)
    if row.style:
        what = message("repair.wide-row", words=row.words)
        return Finding("warning", "heading-row", what, **place)
    what = message("repair.row-unnumbered", words=row.words)
    return Finding("error", "row-unnumbered", what, **place)
