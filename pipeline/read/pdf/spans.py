"""Edges of grid faces → cells with spans: faces between which no edge is drawn are one cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Of each grid line, face by face, whether a rule is drawn along it: ``edges[line][face]``.
Edges = list[list[bool]]
Faces = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """One cell of the grid: its rows and columns, the last ones excluded."""

    row: int
    col: int
    row_end: int
    col_end: int

    def faces(self) -> Iterable[tuple[int, int]]:
        """Row and column of each face the cell covers."""
        for row in range(self.row, self.row_end):
            for col in range(self.col, self.col_end):
                yield row, col


def spans_of(right: Edges, below: Edges) -> list[Span]:
    """Joins faces where no edge lies between them, to rectangles in reading order.

    ``right`` are the edges along the upright grid lines, ``below`` those along the level ones.
    """
    taken: Faces = set()
    spans: list[Span] = []
    for row in range(len(below) - 1):
        for col in range(len(right) - 1):
            if (row, col) in taken:
                continue
            span = _grow(row, col, right, below, taken)
            taken.update(span.faces())
            spans.append(span)
    return spans


def _grow(
    row: int,
    col: int,
    right: Edges,
    below: Edges,
    taken: Faces,
) -> Span:
    """The widest, then tallest rectangle from this face on that no drawn edge crosses."""
    n_rows, n_cols = len(below) - 1, len(right) - 1
    col_end = col + 1
    while col_end < n_cols:
        if right[col_end][row] or (row, col_end) in taken:
            break
        col_end += 1
    row_end = row + 1
    while row_end < n_rows:
        span = Span(row, col, row_end, col_end)
        if not _can_grow_down(span, right, below, taken):
            break
        row_end += 1
    return Span(row, col, row_end, col_end)


def _can_grow_down(
    span: Span,
    right: Edges,
    below: Edges,
    taken: Faces,
) -> bool:
    """Whether the row under a rectangle belongs to it."""
    row = span.row_end
    columns = range(span.col, span.col_end)
    if any(below[row][col] for col in columns):
        return False
    if any(right[col][row] for col in columns[1:]):
        return False
    return not any((row, col) in taken for col in columns)
