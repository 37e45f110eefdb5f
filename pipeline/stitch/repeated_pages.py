"""Recognises a form that is printed once a page: the same labels, other values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap
from operator import ne

from pipeline.model import Cell
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import Part, key
from pipeline.stitch.texts import Shapes

# So many rows, and so large a share of a column's texts alike row by row and different from each
# other, are labels.
ROWS = 3
LABELS = 0.8
DIFFERENT = 0.9


# What two pages have in one place.
_Texts = tuple[str, str]


def is_form_again(
    last: Part,
    part: Part,
    repeated: int,
) -> bool:
    """Whether two page tables are one form filled in twice.

    ``repeated`` rows of headings do not count. A form has labels beside its values, or nothing but
    labels and values; a list may name its rows alike on each page by the columns it begins with.
    """
    rows = last.n_rows - repeated
    if rows < ROWS or not _same_cells(last, part):
        return False
    n_cols = part.n_cols
    labels = []
    values = []
    for col in range(n_cols):
        pairs = _column(last, part, col, repeated)
        if _are_labels(pairs):
            labels.append(col)
        if any(starmap(ne, pairs)):
            values.append(col)
    if not labels or not values:
        return False
    return n_cols == 2 or max(labels) > min(values)


def is_page_again(last: Part, part: Part) -> bool:
    """Whether two page tables are alike to the letter and begin with no heading.

    Their first row looks like all others.
    """
    if last.n_rows < ROWS or not _same_cells(last, part):
        return False
    for ours, theirs in zip(_in_order(last), _in_order(part), strict=True):
        if key(ours) != key(theirs):
            return False
    texts = dict(last.keys.get(0, {}))
    first = texts.pop(0, "")
    shapes = Shapes(list(texts.values()))
    return shapes.has(first)


def _in_order(part: Part) -> list[Cell]:
    return sorted(part.table.cells, key=_place)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col


def _same_cells(last: Part, part: Part) -> bool:
    """Whether the cells of both stand in the same places of the grid."""
    return last.outline == part.outline


def _column(
    last: Part,
    part: Part,
    col: int,
    skip: int,
) -> list[_Texts]:
    """What the two pages, whose cells stand alike, have in one column below the headings."""
    ours = last.keys.get(col, {})
    theirs = part.keys.get(col, {})
    return [(text, theirs[row]) for row, text in ours.items() if row >= skip]


def _are_labels(pairs: Sequence[_Texts]) -> bool:
    """Whether nearly all texts of a column stand on both pages, are different and no numbers."""
    same = [ours for ours, theirs in pairs if ours == theirs and ours]
    least = max(ROWS, LABELS * len(pairs))
    if len(same) < least:
        return False
    alike = [text for text in same if number_in(text) is None]
    different = len(set(alike))
    return len(alike) >= least and different >= DIFFERENT * len(alike)
