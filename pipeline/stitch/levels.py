"""How many rows of headings a table has of its own, and which of its columns hold numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import PageTable
from pipeline.stitch.forms import Numbers, Shapes
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import blank, key

MAX_HEADER = 6
SAME_FORM = 3  # so many texts show the form of a column's figures
RUN = 3  # so many numbers in a row from the first row on show that it is no heading
SENTENCE = 20  # letters of a sentence
COUNTED = 4  # a row that counts its columns has at least so many


def own_rows(table: PageTable) -> int:
    """How many heading rows a table seems to have.

    From its spans and from gaps filled in the row below.

    0 where running numbers begin in the first row: such a table has none, or its first page is not
    there.
    """
    if opens_with_data(table) or _opens_with_sentence(table):
        return 0
    title = next((c.colspan == table.n_cols > 1 for c in table.cells if c.row == 0), False)
    top = 1 if title and table.n_rows > 2 else 0
    return min(top + _levels(table, top), max(1, table.n_rows - 1))


def _opens_with_sentence(table: PageTable) -> bool:
    """Whether a sentence stands in the first row beside other cells: no heading is one."""
    first = [c for c in table.cells if c.row == 0 and not blank(c)]
    return len(first) > 1 and any(
        len(key(c)) >= SENTENCE and c.text.rstrip()[-1:] in "。；！？.;" for c in first
    )


def opens_with_data(table: PageTable) -> bool:
    """Whether running numbers begin in the table's first row."""
    columns: dict[int, list[int | None]] = {}
    for cell in table.cells:
        if cell.row < RUN and cell.colspan == 1:
            columns.setdefault(cell.col, []).append(number_in(key(cell)))
    return any(_runs(column) for column in columns.values() if len(column) == RUN)


def _runs(column: Sequence[int | None]) -> bool:
    return all(a is not None and b == a + 1 for a, b in pairwise(column))


def _levels(table: PageTable, top: int) -> int:
    """Rows of headings from ``top`` on.

    Further ones lie under a span, or fill the gaps of the first.
    """
    if table.n_rows - top < 3:
        return 1
    first = [c for c in table.cells if c.row == top]
    spanning = any(c.colspan > 1 for c in first)
    tall = max((c.rowspan for c in first), default=1)
    if spanning and 1 < tall <= MAX_HEADER and min(c.rowspan for c in first) < tall:
        return tall
    filled = {c.col for c in first if not blank(c)}
    below = {c.col for c in table.cells if c.row == top + 1 and not blank(c)}
    gaps = set(range(table.n_cols)) - filled
    fills = (spanning and gaps & below) or (gaps & below and len(below) < table.n_cols - 2)
    if not fills or _is_data(table, top):
        return 1 + counts_columns(table, top + 1)
    return 2 + _further_levels(table, top, filled - below, gaps - below)


def _is_data(table: PageTable, top: int) -> bool:
    """Whether the row below ``top`` is a row of data or of a section.

    Not a second row of headings.
    """
    below = [c for c in table.cells if c.row == top + 1 and not blank(c)]
    if not below or below[0].colspan == table.n_cols or {c.col for c in below} == {0}:
        return True
    complete = _complete(table, top)
    values = [c for c in below if c.col in complete]
    numbers = number_columns(table, top + 2)
    units = all(c.col in numbers and not re.search(r"\d", key(c)) for c in values)
    return bool(values) and not units


def _complete(table: PageTable, row: int) -> set[int]:
    """The columns whose heading is theirs alone.

    It spans no other, and no blank that it could span stands behind.
    """
    cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.col)
    behind = [*cells[1:], None]
    return {
        cell.col
        for cell, right in zip(cells, behind, strict=True)
        if cell.colspan == 1 and not blank(cell) and not (right is not None and blank(right))
    }


def counts_columns(table: PageTable, row: int) -> int:
    """1 where the row counts the columns (1 2 3 …, A 1 2 …).

    As forms do below their headings, else 0.
    """
    found = [number_in(key(c)) for c in table.cells if c.row == row]
    counted = [n for n in found if n is not None]
    full = len(found) == table.n_cols >= COUNTED and len(counted) >= len(found) - 1
    return int(
        full
        and counted[0] == 1
        and all(b == a + 1 for a, b in pairwise(counted))
        and len(counted) > 2
    )


def _further_levels(table: PageTable, top: int, settled: set[int], gaps: set[int]) -> int:
    """Rows below the second that fill gaps of the rows above and print nothing under a heading.

    That is complete.
    """
    count = 0
    settled = settled | _complete(table, top + 1)
    for row in range(top + 2, min(top + MAX_HEADER, table.n_rows - 1)):
        filled = {c.col for c in table.cells if c.row == row and not blank(c)}
        if not filled & gaps or filled & settled:
            break
        count, gaps = count + 1, gaps - filled
        settled |= _complete(table, row)
    return count


def is_data_row(table: PageTable, other: PageTable) -> bool:
    """Whether a table's first row is a row like those below it, on its own page and the next.

    It heads nothing.

    Its figures look like the column's others, or some of its texts, not all, stand again below it.
    """
    texts: dict[int, list[str]] = {}
    for cell in (*(c for c in table.cells if c.row), *(c for c in other.cells if c.row)):
        if not blank(cell):
            texts.setdefault(cell.col, []).append(key(cell))
    first = [
        (c.col, key(c))
        for c in table.cells
        if c.row == 0 and not blank(c) and c.colspan == 1 == c.rowspan
    ]
    if any(_looks_alike(text, texts.get(col, [])) for col, text in first):
        return True
    again = [text for col, text in first if text in texts.get(col, ())]
    return len(first) > 2 and 2 <= len(again) < len(first)


def _looks_alike(text: str, others: Sequence[str]) -> bool:
    """Whether a text with a figure has the form that nearly all others have."""
    if not re.search(r"\d", text) or len(others) < SAME_FORM:
        return False
    numbers, shapes = Numbers(others), Shapes(others)
    if numbers.share >= 0.8 and not text.isdecimal():
        return numbers.whole(text)
    return shapes.has(text) and not text.isdecimal()


def number_columns(table: PageTable, skip: int) -> set[int]:
    """Columns in which, below the first rows, nearly everything printed is a number."""
    counts: dict[int, list[bool]] = {}
    for cell in table.cells:
        if cell.row >= skip and not blank(cell):
            counts.setdefault(cell.col, []).append(is_number(key(cell)))
    return {
        col for col, found in counts.items() if len(found) >= 2 and sum(found) >= 0.8 * len(found)
    }


def figure_columns(table: PageTable, skip: int) -> set[int]:
    """Columns in which, below the first rows, nearly everything printed has a figure.

    Numbers, dates, codes.
    """
    counts: dict[int, list[bool]] = {}
    for cell in table.cells:
        if cell.row >= skip and not blank(cell):
            counts.setdefault(cell.col, []).append(bool(re.search(r"\d", cell.text)))
    return {
        col for col, found in counts.items() if len(found) >= 2 and sum(found) >= 0.8 * len(found)
    }


def is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+(]?[\d.,]*\d[%‰]?[)]?", text))
