"""Rows between coloured stripes, which show no edge of their own, are rows of the stripes' table."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.grid import Grid, Point
from pipeline.read.pdf.spans import Span
from pipeline.read.pdf.stripes import with_rows_between

LETTER = 8.0
EDGES = (0.0, 50.0, 200.0, 260.0)
HIGH = 15.0


def stripe(top: float, rows: int = 1, xs: tuple[float, ...] = EDGES) -> Grid:
    """A grid of so many rows, each cell with its rules."""
    ys = tuple(top + HIGH * row for row in range(rows + 1))
    columns = len(xs) - 1
    spans = [Span(row, col, row + 1, col + 1) for row in range(rows) for col in range(columns)]
    return Grid(xs, ys, tuple(spans))


def word(x: float, y: float, letters: int = 3) -> list[Point]:
    """The middles of a word's letters."""
    return [(x + n * LETTER / 2, y) for n in range(letters)]


def row(y: float) -> list[Point]:
    """A word in each column."""
    return [*word(10, y), *word(60, y), *word(210, y)]


STRIPES = [stripe(100), stripe(130), stripe(160)]
INSIDE = [*row(107), *row(137), *row(167)]
BETWEEN = [*row(122), *row(152)]


def joined(grids: list[Grid], points: list[Point]) -> list[Grid]:
    return with_rows_between(grids, points, LETTER)


def test_stripes_with_rows_between_are_one_table() -> None:
    (grid,) = joined(STRIPES, [*INSIDE, *BETWEEN])
    assert grid.xs == EDGES
    assert grid.ys == (100, 115, 130, 145, 160, 175)
    faces = [(row, col) for row in range(5) for col in range(3)]
    assert sorted(grid.spans) == [Span(row, col, row + 1, col + 1) for row, col in faces]


def test_where_nothing_stands_between_they_are_tables_of_their_own() -> None:
    assert joined(STRIPES, INSIDE) == STRIPES
    assert joined(STRIPES[:1], [*INSIDE, *BETWEEN]) == STRIPES[:1]
    upper, last = joined(STRIPES, [*INSIDE, *row(122)])
    assert (upper.ys[-1], last.ys[0]) == (145, 160)


@pytest.mark.parametrize(
    "between",
    [
        word(10, 122),  # a text in one column
        [*word(10, 122), *word(45, 122), *word(210, 122)],  # one across the edge of two
        [*row(120), *word(30, 126, letters=9)],  # rows, and a line across them
    ],
)
def test_what_does_not_stand_in_the_columns_parts_them(between: list[Point]) -> None:
    assert len(joined(STRIPES[:2], [*INSIDE, *between])) == 2


def test_a_caption_and_the_unit_beside_it_fill_too_few_columns() -> None:
    xs = (0.0, 50.0, 100.0, 150.0, 200.0, 260.0)
    upper, lower = stripe(100, xs=xs), stripe(130, xs=xs)
    assert len(joined([upper, lower], [*word(10, 122), *word(210, 122)])) == 2
    half = [*word(10, 122), *word(60, 122), *word(210, 122)]
    assert len(joined([upper, lower], half)) == 1


def test_tables_of_several_rows_each_are_no_stripes() -> None:
    assert len(joined([stripe(100, 2), stripe(145, 2)], row(137))) == 2
    assert len(joined([stripe(100, 2), stripe(145, 1)], row(137))) == 1


def test_other_columns_or_one_alone_are_no_stripes() -> None:
    moved = tuple(x + 3 for x in EDGES)
    assert len(joined([stripe(100), stripe(130, xs=moved)], row(122))) == 2
    near = tuple(x + 1.5 for x in EDGES)
    assert len(joined([stripe(100), stripe(130, xs=near)], row(122))) == 1
    single = (0.0, 260.0)
    assert len(joined([stripe(100, xs=single), stripe(130, xs=single)], row(122))) == 2


def test_a_table_beside_has_its_own_stripes() -> None:
    right = tuple(x + 300 for x in EDGES)
    beside = [(x + 300, y) for x, y in [*row(122), *row(107), *row(137)]]
    grids = [stripe(100), stripe(100, xs=right), stripe(130), stripe(130, xs=right)]
    one, other = joined(grids, [*row(107), *row(122), *row(137), *beside])
    assert (one.xs, other.xs) == (EDGES, right)
    assert one.ys == other.ys == (100, 115, 130, 145)


def test_a_row_above_the_first_stripe_and_one_below_the_last_are_rows() -> None:
    (grid,) = joined(STRIPES, [*INSIDE, *BETWEEN, *row(92), *row(182)])
    assert len(grid.ys) == 8
    assert (grid.open_top, grid.open_bottom) == (frozenset({0, 1, 2}), frozenset({0, 1, 2}))
    assert (grid.face(60, 92), grid.face(60, 107), grid.face(60, 182)) == ((0, 1), (1, 1), (6, 1))
    (grid,) = joined(STRIPES, [*INSIDE, *BETWEEN, *word(10, 92), *row(200)])
    assert grid.ys == (100, 115, 130, 145, 160, 175)  # a caption, and a line further down
