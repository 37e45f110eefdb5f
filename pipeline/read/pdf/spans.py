"""Edges of grid faces → cells with spans: faces between which no edge is drawn are one cell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Of each grid line, face by face, whether a rule is drawn along it: ``edges[line][face]``.
Edges = list[list[bool]]
# The same, face by face in one direction, of edges that do not change.
Faces = tuple[tuple[bool, ...], ...]


class Span(NamedTuple):
    """One cell of the grid: its rows and columns, the last ones excluded."""

    row: int
    col: int
    row_end: int
    col_end: int

    @property
    def is_one_face(self) -> bool:
        """Whether the cell covers one row and one column."""
        return self.row_end == self.row + 1 and self.col_end == self.col + 1

    def faces(self) -> Iterable[tuple[int, int]]:
        """Row and column of each face the cell covers."""
        for row in range(self.row, self.row_end):
            for col in range(self.col, self.col_end):
                yield row, col


def spans_of(right: Edges, below: Edges) -> list[Span]:
    """Joins faces where no edge lies between them, to rectangles in reading order.

    ``right`` are the edges along the upright grid lines, ``below`` those along the level ones.
    """
    beside = tuple(zip(*right, strict=True))
    return list(_spans(beside, tuple(map(tuple, below))))


@lru_cache(maxsize=64)
def _spans(beside: Faces, below: Faces) -> tuple[Span, ...]:
    """The cells of a grid; the pages of a table have few grids."""
    n_rows, n_cols = len(below) - 1, len(beside[0]) - 1
    lattice = _Lattice(
        beside,
        below,
        [[False] * n_cols for _ in range(n_rows)],
    )
    spans: list[Span] = []
    for row in range(n_rows):
        taken = lattice.taken[row]
        for col in range(n_cols):
            if not taken[col]:
                spans.append(lattice.take(row, col))
    return tuple(spans)


class _Lattice(NamedTuple):
    """The faces of a grid, row by row.

    ``beside`` are the upright edges to the left of each face and to the right of the last one,
    ``below`` the level ones above each face and below the last one; ``taken`` are the faces that
    belong to a cell.
    """

    beside: Faces
    below: Faces
    taken: list[list[bool]]

    def take(self, row: int, col: int) -> Span:
        """Takes the widest, then tallest rectangle from a face on that no drawn edge crosses."""
        beside, taken = self.beside[row], self.taken[row]
        n_rows, n_cols = len(self.taken), len(taken)
        col_end = col + 1
        while col_end < n_cols and not beside[col_end] and not taken[col_end]:
            col_end += 1
        row_end = row + 1
        while row_end < n_rows and self._can_grow_down(row_end, col, col_end):
            row_end += 1
        for at in range(row, row_end):
            self.taken[at][col:col_end] = [True] * (col_end - col)
        return Span(row, col, row_end, col_end)

    def _can_grow_down(
        self,
        row: int,
        col: int,
        col_end: int,
    ) -> bool:
        """Whether the row under a rectangle belongs to it."""
        if True in self.below[row][col:col_end]:
            return False
        if True in self.beside[row][col + 1 : col_end]:
            return False
        return True not in self.taken[row][col:col_end]
