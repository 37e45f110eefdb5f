"""Rows that state sums → the indicators that each is over.

By the arithmetic first, then by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.repair.observe.worded import ApartRow
from pipeline.repair.observe.words import is_grand, is_partial
from pipeline.spec.pattern import Pattern
from pipeline.text import fold

Points = Sequence[Decimal | None]  # what each row prints, None for nothing


class Span(NamedTuple):
    """The first of the indicators' rows that a sum is over, and the one behind the last."""

    first: int
    stop: int

    @property
    def is_empty(self) -> bool:
        """Whether it is over no row."""
        return self.first == self.stop

    def rows(self) -> slice:
        """The rows, to take them from a sequence by row."""
        return slice(self.first, self.stop)


class Over(NamedTuple):
    """A row apart and the rows that it is over."""

    row: ApartRow
    span: Span


Tasks = dict[int, ApartRow]  # by their number among the rows apart


class Sums:
    """The rows apart, the rows each is over, and the tasks among them.

    ``outside`` is how section rows read that no total counts.
    """

    def __init__(
        self,
        apart: Sequence[ApartRow],
        points: Points,
        outside: Pattern | None = None,
    ) -> None:
        self.points = points
        self.outside = outside
        self.over: list[Over] = []
        for number, row in enumerate(apart):
            span = _span(apart, number, points)
            self.over.append(Over(row, span))
        self.tasks = _tasks(self.over)

    def found(self, span: Span) -> Decimal:
        """What the rows of the span add up to."""
        return add(self.points[span.rows()])

    def declared_outside(self, task: ApartRow) -> bool:
        """Whether the form says that a task stands outside its totals."""
        if self.outside is None:
            return False
        words = fold(task.words)
        return self.outside.search(words) is not None

    def counted(self, total: Over) -> list[int]:
        """The tasks that a total counts beside its rows: the first ones, as many as it takes.

        None where no number of them makes it add up.
        """
        row, span = total
        if row.stated is None or is_partial(row.words):
            return []
        reached = self.found(span)
        some: list[int] = []
        if reached == row.stated:
            return some
        for number, task in self.tasks.items():
            if self.declared_outside(task):
                continue
            some.append(number)
            reached += task.stated or 0
            if reached == row.stated:
                return some
        return []


def _tasks(over: Iterable[Over]) -> Tasks:
    """The headings that head no row, but have points and say more: tasks without a serial."""
    found = {}
    for number, (row, span) in enumerate(over):
        heads_nothing = row.kind == "section_row" and span.is_empty
        if heads_nothing and row.full:
            found[number] = row
    return found


def add(points: Iterable[Decimal | None]) -> Decimal:
    """The sum of those that are printed."""
    total = Decimal(0)
    for each in points:
        if each is not None:
            total += each
    return total


# --- which rows a sum is over


def _span(
    apart: Sequence[ApartRow],
    number: int,
    points: Points,
) -> Span:
    """The rows below a heading or above a total."""
    if apart[number].is_total:
        return _above(apart, number, points)
    return _below(apart, number, len(points))


def _below(
    apart: Sequence[ApartRow],
    number: int,
    rows: int,
) -> Span:
    """A heading's rows: to the next heading as far out, or to a total."""
    heading = apart[number]
    for row in apart[number + 1 :]:
        if _ends(row, heading):
            return Span(heading.at, row.at)
    return Span(heading.at, rows)


def _ends(row: ApartRow, heading: ApartRow) -> bool:
    """Whether the rows of a heading end at a row apart below it."""
    if not row.is_total:
        return row.style <= heading.style
    return is_grand(row.words) or row.at > heading.at


def _above(
    apart: Sequence[ApartRow],
    number: int,
    points: Points,
) -> Span:
    """A total's rows.

    Of the parts that end with it the one that adds up, else the one its word is for.
    """
    total = apart[number]
    if total.at == 0:  # it stands above all that it is over
        return Span(0, len(points))
    before = [row for row in apart[:number] if row.at < total.at]
    for start in _starts(total, before):
        span = Span(start, total.at)
        if add(points[span.rows()]) == total.stated:
            return span
    likely = _last(before) if is_partial(total.words) else 0
    return Span(likely, total.at)


def _starts(total: ApartRow, before: Sequence[ApartRow]) -> list[int]:
    """Where the part may begin that a total is over, the likeliest first."""
    totals = [row for row in before if row.is_total]
    heads = [row.at for row in before if not row.is_total]
    starts = [_last(before), _last(totals), *reversed(heads), 0]
    distinct = list(dict.fromkeys(starts))
    if is_grand(total.words):
        distinct.reverse()
    return distinct


def _last(before: Iterable[ApartRow]) -> int:
    """Where the rows behind the last of some rows apart begin; 0 for none."""
    return max((row.at for row in before), default=0)
