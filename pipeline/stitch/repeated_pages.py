"""Recognises a form that is printed once a page: the same labels, other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Cell
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import Part, key
from pipeline.stitch.texts import Shapes

# So many rows, and so large a share of a column's texts alike row by row and different from each
# other, are labels.
ROWS = 3
LABELS = 0.8
DIFFERENT = 0.9


class _Texts(NamedTuple):
    """What two pages have in one place."""

    ours: str
    theirs: str

    @property
    def differ(self) -> bool:
        return self.ours != self.theirs


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
        if any(texts.differ for texts in pairs):
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
    """What the two pages have in one column below the headings, row by row."""
    ours = last.keys.get(col, {})
    theirs = part.keys.get(col, {})
    shared = sorted(ours.keys() & theirs.keys())
    return [_Texts(ours[row], theirs[row]) for row in shared if row >= skip]


def _are_labels(pairs: Sequence[_Texts]) -> bool:
    """Whether nearly all texts of a column stand on both pages, are different and no numbers."""
    alike = []
    for ours, theirs in pairs:
        if ours == theirs and ours and number_in(ours) is None:
            alike.append(ours)
    least = max(ROWS, LABELS * len(pairs))
    different = len(set(alike))
    return len(alike) >= least and different >= DIFFERENT * len(alike)
