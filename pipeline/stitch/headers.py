"""Reads the headings of each column of a logical table."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Cell, Header
from pipeline.stitch.part import blank

# The cell that covers each place, row and column.
Owners = Mapping[tuple[int, int], Cell]


def headers(
    owners: Owners,
    count: int,
    n_cols: int,
) -> tuple[Header, ...]:
    """Reads each column's headings in the first ``count`` rows, outermost first."""
    found = []
    for col in range(n_cols):
        texts = _headings_over(owners, count, col)
        found.append(Header(col, texts))
    return tuple(found)


def _headings_over(
    owners: Owners,
    count: int,
    col: int,
) -> tuple[str, ...]:
    """The headings over one column.

    A blank one over a filled one is part of the span to its left.
    """
    seen: list[Cell] = []
    for row in range(count):
        cell = owners.get((row, col))
        if cell is None:
            continue
        if blank(cell) and _is_filled_below(owners, row, count, col):
            cell = _filled_to_the_left(owners, row, col) or cell
        if not blank(cell) and cell not in seen:
            seen.append(cell)
    return tuple(cell.text for cell in seen)


def _is_filled_below(
    owners: Owners,
    row: int,
    count: int,
    col: int,
) -> bool:
    return any(_begins_filled(owners, below, col) for below in range(row + 1, count))


def _filled_to_the_left(
    owners: Owners,
    row: int,
    col: int,
) -> Cell | None:
    for left in reversed(range(col)):
        if _begins_filled(owners, row, left):
            return owners[row, left]
    return None


def _begins_filled(
    owners: Owners,
    row: int,
    col: int,
) -> bool:
    """Whether a cell with a text begins at that place."""
    cell = owners.get((row, col))
    if cell is None or not cell.text:
        return False
    return (cell.row, cell.col) == (row, col)
