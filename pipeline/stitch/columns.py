"""Tells which columns of a page hold numbers, and a row of headings from one of data by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model import Cell, PageTable
from pipeline.stitch.part import blank, key
from pipeline.stitch.remembered import remembered
from pipeline.stitch.texts import Numbers, Shapes
from pipeline.text.patterns import pattern

# So many texts show the form of a column's figures.
SAME_FORM = 3
# A column holds what so large a share of its texts is, of at least so many.
NEARLY_ALL = 0.8
LEAST = 2
# So many texts of a first row stand again below it where it is data.
AGAIN = 2
_NUMBER = pattern(r"[-+(]?[\d.,]*\d[%‰]?[)]?")
_FIGURE = pattern(r"\d")


def number_columns(table: PageTable, skip: int) -> set[int]:
    """Columns in which, below the first rows, nearly everything printed is a number."""
    return _columns_of(table, skip, _is_number)


def figure_columns(table: PageTable, skip: int) -> set[int]:
    """Columns in which, below the first rows, nearly everything printed has a figure.

    Numbers, dates, codes.
    """
    return _columns_of(table, skip, _has_figure)


def _columns_of(
    table: PageTable,
    skip: int,
    holds: Callable[[Cell], bool],
) -> set[int]:
    answers: dict[int, list[bool]] = {}
    for cell in table.cells:
        if cell.row >= skip and not blank(cell):
            answers.setdefault(cell.col, []).append(holds(cell))
    columns = set()
    for col, found in answers.items():
        share = sum(found) / len(found)
        if len(found) >= LEAST and share >= NEARLY_ALL:
            columns.add(col)
    return columns


def _is_number(cell: Cell) -> bool:
    return bool(_NUMBER.fullmatch(key(cell)))


def _has_figure(cell: Cell) -> bool:
    return bool(_FIGURE.search(cell.text))


def is_data_row(table: PageTable, other: PageTable) -> bool:
    """Whether a table's first row is a row like those below it, on its own page and the next.

    It heads nothing: its figures look like the column's others, or some of its texts, not all,
    stand again below it.
    """
    below, below_other = _texts_below(table), _texts_below(other)
    count = 0
    again = 0
    for cell in table.cells:
        if cell.row > 0 or not _is_plain(cell):
            continue
        text = key(cell)
        others = below.get(cell.col, []) + below_other.get(cell.col, [])
        if _looks_alike(text, others):
            return True
        count += 1
        again += text in others
    return count > AGAIN and AGAIN <= again < count


@remembered
def _texts_below(table: PageTable) -> dict[int, list[str]]:
    """By column, what stands below the first row."""
    texts: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row and not blank(cell):
            texts.setdefault(cell.col, []).append(key(cell))
    return texts


def _is_plain(cell: Cell) -> bool:
    """Whether the cell has a text and spans nothing."""
    return not blank(cell) and cell.colspan == 1 and cell.rowspan == 1


def _looks_alike(text: str, others: Sequence[str]) -> bool:
    """Whether a text with a figure has the form that nearly all others have."""
    has_figure = _FIGURE.search(text) and not text.isdecimal()
    if not has_figure or len(others) < SAME_FORM:
        return False
    numbers = Numbers(others)
    if numbers.share >= NEARLY_ALL:
        return numbers.whole(text)
    return Shapes(others).has(text)
