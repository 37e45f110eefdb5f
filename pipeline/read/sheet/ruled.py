"""The tables of a block with rules: its runs of ruled rows.

A row that is one cell over all columns, at a table's upper or lower end, is its title or its note.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.sheet.area import enclosing
from pipeline.read.sheet.block import Block, Row, begun_in, rows_of, texts_in, texts_of
from pipeline.read.sheet.view import Seen


def has_grid(rows: Sequence[Row]) -> bool:
    """Whether rules make a grid: those above and below a heading make none."""
    ruled = 0
    with_several = 0
    for row in rows:
        ruled += row.ruled
        with_several += len(row.texts) > 1
    return ruled > 0 and ruled * 2 >= with_several


def ruled_tables(rows: Sequence[Row]) -> list[Block]:
    """The tables among the rows of a block, and the texts between them."""
    last_ruled = max(row.number for row in rows if row.ruled)
    found: list[Block] = []
    run: list[Row] = []
    for row in rows:
        goes_on = bool(run) and _goes_on(row, last_ruled)
        if row.ruled or goes_on:
            run.append(row)
            continue
        found += _ruled_table(run)
        found += texts_of(row.texts)
        run = []
    found += _ruled_table(run)
    return found


def _goes_on(row: Row, last_ruled: int) -> bool:
    """Whether a row without rules stands within a ruled table: it has several cells."""
    is_inside = row.number < last_ruled and len(row.texts) > 1
    return is_inside or bool(row.over)


def _ruled_table(run: list[Row]) -> list[Block]:
    """One table of ruled rows, with what stands at its ends and beside it."""
    run = _without_blank_end(run)
    if not run:
        return []
    own = begun_in(run)
    ruled = enclosing(cell.area for cell in own if cell.ruled)
    inner: list[Seen] = []
    beside: list[Seen] = []
    for cell in own:
        if ruled.has_columns_of(cell.area):
            inner.append(cell)
        elif cell.says:
            beside.append(cell)
    rows_with_texts = {cell.area.top for cell in beside}
    if len(rows_with_texts) * 2 > len(run):
        inner = own
        beside = []
    return _without_ends(inner, beside)


def _without_blank_end(run: list[Row]) -> list[Row]:
    end = len(run)
    while end and run[end - 1].blank:
        end -= 1
    return run[:end]


def _without_ends(cells: list[Seen], beside: list[Seen]) -> list[Block]:
    """A table without the rows at its ends that are one cell over all columns."""
    rows = rows_of(cells)
    first, last = _inner_rows(rows)
    found = texts_in(rows[:first])
    inner = begun_in(rows[first:last])
    if inner:
        table = Block(
            cells=tuple(inner),
            table=True,
            beside=tuple(beside),
        )
        found.append(table)
    found += texts_in(rows[last:])
    if not inner:
        found += texts_of(beside)
    return found


def _inner_rows(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the rows between titles and notes begin, and behind which one they end."""
    width = enclosing(cell.area for cell in begun_in(rows)).width
    first = 0
    last = len(rows)
    if width == 1:
        return first, last
    while first < last and _is_one_cell(rows[first], width):
        first += 1
    while first < last and _is_one_cell(rows[last - 1], width):
        last -= 1
    return first, last


def _is_one_cell(row: Row, width: int) -> bool:
    if len(row.cells) > 1:
        return False
    (only,) = row.cells
    return only.area.width == width
