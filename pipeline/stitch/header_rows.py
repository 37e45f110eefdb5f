"""Counts the rows of headings that a table has of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Cell, PageTable
from pipeline.stitch.columns import number_columns
from pipeline.stitch.headless import opens_with_values
from pipeline.stitch.numbers import number_of
from pipeline.stitch.part import blank, key
from pipeline.stitch.remembered import remembered

MAX_HEADER = 6
# So many numbers in a row from the first row on show that it is no heading.
RUN = 3
# Letters of a sentence, and what it ends with.
SENTENCE = 20
_STOPS = "。；！？.;"
# A row that counts its columns has at least so many, and so many numbers.
COUNTED = 4
NUMBERS = 3
# Below a row of headings stand at least so many rows where there is a second one.
BELOW = 2


@remembered
def own_rows(table: PageTable) -> int:
    """Counts the heading rows that a table seems to have.

    From its spans and from gaps filled in the row below. 0 where running numbers begin in the first
    row: such a table has none, or its first page is not there.
    """
    if opens_with_data(table) or _opens_with_sentence(table) or opens_with_values(table):
        return 0
    top = 1 if _opens_with_title(table) else 0
    most = max(1, table.n_rows - 1)
    return min(top + _levels(table, top), most)


def _opens_with_title(table: PageTable) -> bool:
    """Whether one cell over all columns stands above other rows."""
    if table.n_rows <= 2 or table.n_cols == 1:
        return False
    first = _row(table, 0)
    return bool(first) and first[0].colspan == table.n_cols


def _opens_with_sentence(table: PageTable) -> bool:
    """Whether a sentence stands in the first row beside other cells: no heading is one."""
    first = _filled(table, 0)
    return len(first) > 1 and any(_is_sentence(cell) for cell in first)


def _is_sentence(cell: Cell) -> bool:
    last = cell.text.rstrip()[-1:]
    return len(key(cell)) >= SENTENCE and last in _STOPS


def opens_with_data(table: PageTable) -> bool:
    """Whether running numbers begin in the table's first row."""
    columns: dict[int, list[int | None]] = {}
    for cell in table.cells:
        if cell.row < RUN and cell.colspan == 1:
            number = number_of(cell)
            columns.setdefault(cell.col, []).append(number)
    return any(_runs(column) for column in columns.values())


def _runs(column: Sequence[int | None]) -> bool:
    if len(column) != RUN:
        return False
    first = column[0]
    if first is None:
        return False
    expected = range(first, first + RUN)
    return list(column) == list(expected)


def _levels(table: PageTable, top: int) -> int:
    """Counts the rows of headings from ``top`` on.

    Further ones lie under a span, or fill the gaps of the first.
    """
    if table.n_rows - top <= BELOW:
        return 1
    spanned = _spanned_rows(table, top)
    if spanned:
        return spanned
    filled = _filled_columns(table, top)
    below = _filled_columns(table, top + 1)
    gaps = set(range(table.n_cols)) - filled
    fills_gaps = _fills_gaps(table, top, gaps & below, below)
    if not fills_gaps or _is_data(table, top):
        return 1 + counts_columns(table, top + 1)
    return 2 + _further_levels(table, top, filled - below, gaps - below)


def _spanned_rows(table: PageTable, top: int) -> int:
    """How many rows the tallest heading covers, beside lower ones with others under a span.

    0 where that shows nothing.
    """
    first = _row(table, top)
    heights = [cell.rowspan for cell in first]
    has_span = any(cell.colspan > 1 for cell in first)
    if not has_span or max(heights) == min(heights):
        return 0
    tallest = max(heights)
    return tallest if tallest <= MAX_HEADER else 0


def _fills_gaps(
    table: PageTable,
    top: int,
    filled_gaps: set[int],
    below: set[int],
) -> bool:
    """Whether the row below fills gaps of the one at ``top``: under a span, or leaving others."""
    if not filled_gaps:
        return False
    has_span = any(cell.colspan > 1 for cell in _row(table, top))
    leaves_others = len(below) < table.n_cols - 2
    return has_span or leaves_others


def _is_data(table: PageTable, top: int) -> bool:
    """Whether the row below ``top`` is a row of data or of a section.

    Not a second row of headings.
    """
    below = _filled(table, top + 1)
    if {cell.col for cell in below} == {0}:
        return True
    complete = _complete(table, top)
    numbers = number_columns(table, top + 2)
    for cell in below:
        is_unit = cell.col in numbers and not re.search(r"\d", key(cell))
        if cell.col in complete and not is_unit:
            return True
    return False


def _complete(table: PageTable, row: int) -> set[int]:
    """The columns whose heading is theirs alone.

    It spans no other, and no blank that it could span stands behind.
    """
    cells = sorted(_row(table, row), key=lambda cell: cell.col)
    complete = set()
    for number, cell in enumerate(cells):
        behind = cells[number + 1 : number + 2]
        could_span_more = any(blank(other) for other in behind)
        if cell.colspan == 1 and not blank(cell) and not could_span_more:
            complete.add(cell.col)
    return complete


def counts_columns(table: PageTable, row: int) -> int:
    """1 where the row counts the columns (1 2 3 …, A 1 2 …).

    As forms do below their headings, else 0.
    """
    found = [number_of(cell) for cell in _row(table, row)]
    counted = [number for number in found if number is not None]
    is_full = len(found) == table.n_cols >= COUNTED
    nearly_all = len(counted) >= max(NUMBERS, len(found) - 1)
    if not is_full or not nearly_all or counted[0] != 1:
        return 0
    return int(all(after == before + 1 for before, after in pairwise(counted)))


def _further_levels(
    table: PageTable,
    top: int,
    settled: set[int],
    gaps: set[int],
) -> int:
    """Counts the rows below the second that fill gaps of the rows above.

    And print nothing under a heading that is complete.
    """
    count = 0
    settled = settled | _complete(table, top + 1)
    end = min(top + MAX_HEADER, table.n_rows - 1)
    for row in range(top + 2, end):
        filled = _filled_columns(table, row)
        if not filled & gaps or filled & settled:
            break
        count += 1
        gaps = gaps - filled
        settled |= _complete(table, row)
    return count


def _row(table: PageTable, row: int) -> list[Cell]:
    """The cells that begin in a row."""
    return [cell for cell in table.cells if cell.row == row]


def _filled(table: PageTable, row: int) -> list[Cell]:
    """Those of them that have a text."""
    return [cell for cell in _row(table, row) if not blank(cell)]


def _filled_columns(table: PageTable, row: int) -> set[int]:
    return {cell.col for cell in _filled(table, row)}
