"""Rows without serials of their own → rows with numbers in a column of serials.

A form may have no column of serials, or leave it blank, or begin again at 1 below each heading.
What the rows are then called by is their number in the table, and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.messages import message
from pipeline.model import Cell, Finding, Row, Slot, Table
from pipeline.repair.observe.runs import printed_serials
from pipeline.repair.observe.shown import Form, Shown
from pipeline.spec import Column
from pipeline.text import fold, parse_integer


def number_rows(
    table: Table, columns: Sequence[Column], parts: Sequence[int]
) -> tuple[Table, tuple[Column, ...], tuple[Finding, ...]]:
    """The table and its columns with serials.

    ``parts`` are the rows at which a heading or a sum stands above.
    """
    if all(column.role != "seq" for column in columns):
        return _with_column(table, columns)
    at = next(n for n, column in enumerate(columns) if column.role == "seq")
    printed = [parse_integer(fold(row.slots[at].text)) for row in table.rows]
    if all(number is None for number in printed) and not _slid(table, columns):
        texts = [row.slots[at].text.strip() for row in table.rows]
        shown = next((text for text in texts if text), "")
        what = message("repair.serials-no-numbers", shown=shown)
        finding = Finding("info", "rows-numbered", what, page=table.pages[0])
        return _renumbered(table, at), tuple(columns), (finding,)
    starts = _beginnings(printed, parts)
    if not starts:
        return table, tuple(columns), ()
    told = tuple(_again(table.rows[row], at, row + 1) for row in starts)
    return _renumbered(table, at), tuple(columns), told


def _with_column(
    table: Table, columns: Sequence[Column]
) -> tuple[Table, tuple[Column, ...], tuple[Finding, ...]]:
    """The table with a column of serials behind its labels."""
    at = next((n for n, column in enumerate(columns) if column.kind != "label"), len(columns))
    added = Column("seq", "seq", "serial", "", ())
    rows = [_inserted(row, at, n) for n, row in enumerate(table.rows, 1)]
    what = message("repair.no-serials")
    finding = Finding("info", "rows-numbered", what, page=table.pages[0])
    return replace(table, rows=tuple(rows)), (*columns[:at], added, *columns[at:]), (finding,)


def _slid(table: Table, columns: Sequence[Column]) -> bool:
    """Whether serials that follow on one another are printed beside their column."""
    shown = [Shown.of(row) for row in table.rows]
    return len(printed_serials(shown, Form.of(columns))) > 1


def _beginnings(printed: Sequence[int | None], parts: Sequence[int]) -> list[int]:
    """The rows below a heading at which the serials begin again.

    None unless each part counts from 1 on.
    """
    bounds = sorted(
        {0, len(printed), *(row for row in parts if 0 < row < len(printed) and printed[row] == 1)}
    )
    if len(bounds) < 3:
        return []
    counted = all(
        number == at - start
        for start, stop in pairwise(bounds)
        for at, number in enumerate(printed[start:stop], start + 1)
    )
    return bounds[1:-1] if counted else []


def _again(row: Row, at: int, number: int) -> Finding:
    what = message("repair.serials-again", shown=row.slots[at].text.strip(), row=number)
    return Finding("warning", "serials-again", what, first_seq=number, page=row.page, row=row.row)


def _renumbered(table: Table, at: int) -> Table:
    rows = [
        replace(
            row, slots=(*row.slots[:at], _numbered(row.slots[at].cell, n), *row.slots[at + 1 :])
        )
        for n, row in enumerate(table.rows, 1)
    ]
    return replace(table, rows=tuple(rows))


def _numbered(cell: Cell, number: int) -> Slot:
    return Slot(replace(cell, text=str(number)))


def _inserted(row: Row, at: int, number: int) -> Row:
    cell = Cell(row.row, at, str(number), page=row.page)
    return replace(row, slots=(*row.slots[:at], Slot(cell), *row.slots[at:]))
