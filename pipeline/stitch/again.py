"""A form that is printed once a page: the same labels in the same places, other values."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell
from pipeline.stitch.forms import Shapes
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import Part, key

# So many rows, and so large a share of a column's texts alike row by row and different from each
# other, are labels.
ROWS, LABELS, DIFFERENT = 3, 0.8, 0.9


def is_form_again(last: Part, part: Part, repeated: int) -> bool:
    """Whether two page tables are one form filled in twice.

    ``repeated`` rows of headings do not count.

    A form has labels beside its values, or nothing but labels and values; a list may name its rows
    alike on each page by the columns it begins with.
    """
    if not _same_cells(last, part) or last.table.n_rows - repeated < ROWS:
        return False
    columns = [_column(last, part, col, repeated) for col in range(part.table.n_cols)]
    labels = [col for col, pairs in enumerate(columns) if _are_labels(pairs)]
    values = [col for col, pairs in enumerate(columns) if any(a != b for a, b in pairs)]
    if not labels or not values:
        return False
    return part.table.n_cols == 2 or max(labels) > min(values)


def is_page_again(last: Part, part: Part) -> bool:
    """Whether two page tables are alike to the letter and their first row looks like all others.

    No heading.
    """
    if not _same_cells(last, part) or last.table.n_rows < ROWS:
        return False
    texts = {cell.row: key(cell) for cell in last.table.cells if cell.col == 0}
    shapes = Shapes([text for row, text in texts.items() if row])
    alike = all(key(a) == key(b) for a, b in zip(_in_order(last), _in_order(part), strict=True))
    return alike and shapes.has(texts.get(0, ""))


def _in_order(part: Part) -> list[Cell]:
    return sorted(part.table.cells, key=lambda c: (c.row, c.col))


def _same_cells(last: Part, part: Part) -> bool:
    return _outline(last) == _outline(part)


def _outline(part: Part) -> list[tuple[int, int, int, int]]:
    return sorted((c.row, c.col, c.rowspan, c.colspan) for c in part.table.cells)


def _column(last: Part, part: Part, col: int, skip: int) -> list[tuple[str, str]]:
    """What the two pages have in one column, row by row."""
    ours = {
        cell.row: key(cell) for cell in last.table.cells if cell.col == col and cell.row >= skip
    }
    theirs = {
        cell.row: key(cell) for cell in part.table.cells if cell.col == col and cell.row >= skip
    }
    return [(ours[row], theirs[row]) for row in sorted(ours.keys() & theirs.keys())]


def _are_labels(pairs: Sequence[tuple[str, str]]) -> bool:
    alike = [a for a, b in pairs if a == b and a and number_in(a) is None]
    return len(alike) >= max(ROWS, LABELS * len(pairs)) and len(set(alike)) >= DIFFERENT * len(
        alike
    )
