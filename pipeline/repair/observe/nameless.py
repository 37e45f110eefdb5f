"""Rows that name nothing and print what the columns of all other rows add up to: their totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.repair.observe.shown import Form, Shown
from pipeline.text import parse_points

FEWEST_COLUMNS = 3  # that must add up: two may by chance
FEWEST_ROWS = 2  # that print a number in such a column

Numbers = dict[int, Decimal]  # by place among the row's cells


def column_totals(rows: Sequence[Shown], form: Form) -> dict[int, int]:
    """The rows that state the totals of columns and say nothing else, with how many columns.

    The first or the last of the table, without a word and without a serial; every number that it
    prints is the sum of its column's others.
    """
    found: dict[int, int] = {}
    for number in {0, len(rows) - 1}:
        if not rows or not _is_nameless(rows[number], form):
            continue
        others = [*rows[:number], *rows[number + 1 :]]
        columns = _columns_that_add_up(rows[number], others)
        if columns >= FEWEST_COLUMNS:
            found[number] = columns
    return found


def _is_nameless(row: Shown, form: Form) -> bool:
    """Whether a row prints numbers alone, and none where its serial or its name would stand."""
    places = {text.at for text in row.texts}
    return not row.says() and places.isdisjoint({form.seq, form.indicator})


def _columns_that_add_up(row: Shown, others: Sequence[Shown]) -> int:
    """How many columns the row sums; 0 where one does not add up."""
    stated = _numbers(row)
    printed = [_numbers(other) for other in others]
    columns = 0
    for at, total in stated.items():
        parts = [numbers[at] for numbers in printed if at in numbers]
        if sum(parts, Decimal(0)) != total:
            return 0
        if len(parts) >= FEWEST_ROWS:
            columns += 1
    return columns


def _numbers(row: Shown) -> Numbers:
    """The numbers that a row prints, by place."""
    found: Numbers = {}
    for text in row.texts:
        number = parse_points(text.text)
        if number is not None:
            found[text.at] = number
    return found


__all__ = ["column_totals"]
