"""Rows without serials of their own → rows with numbers in a column of serials.

A form may have no column of serials, or leave it blank, or begin again at 1 below each heading.
What the rows are then called by is their number in the table, and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Row, Slot, Table
from pipeline.repair.observe.runs import printed_serials
from pipeline.repair.observe.shown import Form, Shown
from pipeline.spec import Column
from pipeline.text import fold, parse_integer

Serials = Sequence[int | None]  # what each row prints in the column, None for no number


class Numbered(NamedTuple):
    """A table whose rows have serials, its columns, and what is told of that."""

    table: Table
    columns: tuple[Column, ...]
    told: tuple[Finding, ...] = ()


def number_rows(
    table: Table,
    columns: Sequence[Column],
    parts: Sequence[int],
) -> Numbered:
    """Numbers the rows where they print no serials that run from the first to the last.

    ``parts`` are the rows at which a heading or a sum stands above.
    """
    at = _column_of_serials(columns)
    if at is None:
        return _with_column(table, columns)
    printed = _printed(table, at)
    numbered = _renumbered(table, at)
    has_none = all(number is None for number in printed)
    if has_none and not _slid(table, columns):
        told = [_no_numbers(table, at)]
        return Numbered(numbered, tuple(columns), tuple(told))
    starts = _beginnings(printed, parts) or _own_beginnings(printed)
    if not starts:
        return Numbered(table, tuple(columns))
    told = [_again(table.rows[row], at, row + 1) for row in starts]
    return Numbered(numbered, tuple(columns), tuple(told))


def _column_of_serials(columns: Sequence[Column]) -> int | None:
    for at, column in enumerate(columns):
        if column.role == "seq":
            return at
    return None


def _printed(table: Table, at: int) -> Serials:
    found = []
    for row in table.rows:
        text = fold(row.slots[at].text)
        found.append(parse_integer(text))
    return found


def _slid(table: Table, columns: Sequence[Column]) -> bool:
    """Whether serials that follow on one another are printed beside their column."""
    shown = [Shown.of(row) for row in table.rows]
    form = Form.of(columns)
    serials = printed_serials(shown, form)
    return len(serials) > 1


def _beginnings(printed: Serials, parts: Sequence[int]) -> list[int]:
    """The rows below a heading at which the serials begin again.

    None unless each part counts from 1 on.
    """
    rows = len(printed)
    bounds = {0, rows}
    for row in parts:
        if 0 < row < rows and printed[row] == 1:
            bounds.add(row)
    ordered = sorted(bounds)
    for start, stop in pairwise(ordered):
        counted = list(range(1, stop - start + 1))
        if list(printed[start:stop]) != counted:
            return []
    return ordered[1:-1]


def _own_beginnings(printed: Serials) -> list[int]:
    """The rows at which the serials begin again though nothing stands above them.

    None unless each row prints 1 or counts on, and twice over: a last row alone with a 1 has
    rather lost a digit.
    """
    starts = []
    last = 0
    for row, number in enumerate(printed):
        if number == 1:
            starts.append(row)
        elif number != last + 1:
            return []
        last = number
    is_proven = len(starts) > 2 or last > 1
    return starts[1:] if is_proven else []


# --- the table with serials


def _with_column(table: Table, columns: Sequence[Column]) -> Numbered:
    """The table with a column of serials behind its labels."""
    at = _behind_the_labels(columns)
    added = Column("seq", "seq", "serial", "", ())
    rows = []
    for number, row in enumerate(table.rows, 1):
        rows.append(_inserted(row, at, number))
    return Numbered(
        replace(table, rows=tuple(rows)),
        (*columns[:at], added, *columns[at:]),
        (_numbered(table, message("repair.no-serials")),),
    )


def _behind_the_labels(columns: Sequence[Column]) -> int:
    for at, column in enumerate(columns):
        if column.kind != "label":
            return at
    return len(columns)


def _inserted(
    row: Row,
    at: int,
    number: int,
) -> Row:
    cell = Cell(row.row, at, str(number), page=row.page)
    slots = list(row.slots)
    slots.insert(at, Slot(cell))
    return replace(row, slots=tuple(slots))


def _renumbered(table: Table, at: int) -> Table:
    rows = []
    for number, row in enumerate(table.rows, 1):
        slots = list(row.slots)
        printed = slots[at].cell
        slots[at] = Slot(replace(printed, text=str(number)))
        rows.append(replace(row, slots=tuple(slots)))
    return replace(table, rows=tuple(rows))


# --- what is told


def _no_numbers(table: Table, at: int) -> Finding:
    """Tells that the column of serials has none, and quotes what it has."""
    shown = ""
    for row in table.rows:
        shown = row.slots[at].text.strip()
        if shown:
            break
    what = message("repair.serials-no-numbers", shown=shown)
    return _numbered(table, what)


def _numbered(table: Table, what: Message) -> Finding:
    return Finding(
        "info",
        "rows-numbered",
        what,
        page=table.pages[0],
    )


def _again(
    row: Row,
    at: int,
    number: int,
) -> Finding:
    """Tells that the serials begin again on a row."""
    shown = row.slots[at].text.strip()
    return Finding(
        "warning",
        "serials-again",
        message("repair.serials-again", shown=shown, row=number),
        first_seq=number,
        page=row.page,
        row=row.row,
    )
