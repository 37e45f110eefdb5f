"""Rows that state sums → the indicators that each is over.

By the arithmetic first, then by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.messages import message
from pipeline.model import Finding, StatedSum
from pipeline.repair.observe.apart import ApartRow, is_grand, is_partial

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


def stated_sums(
    apart: Sequence[ApartRow], points: Sequence[Decimal | None], serials: Sequence[int]
) -> tuple[StatedSum, ...]:
    """What the rows apart state, by the serials they are over."""
    return tuple(
        StatedSum(
            row.kind,
            row.words,
            tuple(serials[a:b]),
            row.stated,
            row.row.page,
            row.row.row,
            row.sure and a < b,
        )
        for row, (a, b) in zip(apart, spans(apart, points), strict=True)
        if row.kind is not None
    )


def findings(
    apart: Sequence[ApartRow], points: Sequence[Decimal | None], serials: Sequence[int]
) -> Iterator[Finding]:
    """What is to be told of the rows that are no indicators.

    Those in doubt, and sums that do not add up.
    """
    for row, (a, b) in zip(apart, spans(apart, points), strict=True):
        place = {"page": row.row.page, "row": row.row.row}
        if row.kind is None:
            yield _no_sum(row, place)
            continue
        if a == b:
            what = message("repair.sum-of-nothing", words=row.words)
            yield Finding("warning", "sum-row", what, **place)
        elif not row.sure:
            what = message("repair.sum-unsure", words=row.words)
            yield Finding("warning", "sum-row", what, **place)
        found = _sum(points[a:b])
        if a < b and row.stated is not None and found != row.stated:
            what = message(
                "repair.sum-off",
                words=row.words,
                stated=row.stated,
                first=serials[a],
                last=serials[b - 1],
                found=found,
            )
            yield Finding("warning", "sum-off", what, **place)


def _no_sum(row: ApartRow, place: dict[str, int]) -> Finding:
    if row.sure:
        what = message("repair.heading-row", words=row.words)
        return Finding("info", "heading-row", what, **place)
    if row.style:
        what = message("repair.wide-row", words=row.words)
        return Finding("warning", "heading-row", what, **place)
    what = message("repair.row-unnumbered", words=row.words)
    return Finding("error", "row-unnumbered", what, **place)
