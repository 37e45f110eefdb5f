"""Joins coloured stripes, between which rows stand without a rule, to the table that they are.

Of a table whose every other row is coloured the rows between show no edge of their own: each stripe
is a table of one row by its rules. That the rows between are the table's is seen by their texts,
which stand in the stripes' columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.read.pdf.grid import Grid, Middles, Point
from pipeline.read.pdf.spans import Span
from pipeline.text.median import median

# Column rules of two stripes are the same within so many points.
SAME = 2.0
# A row between stripes fills this share of the columns at least: a caption and the unit beside it
# fill fewer.
FILLED = 0.5
# Letters of one word have their middles nearer to each other than so many letters.
WORD = 1.3
# Texts of one line have their middles this near to each other, in letters.
LEVEL = 0.5
# A row above the first stripe or below the last is at most so many times as high as those between.
OUTER = 1.3

Line = Sequence[Point]


class _Band(NamedTuple):
    """What stands between two heights in a table's columns, line by line."""

    top: float
    bottom: float
    lines: Sequence[Line]


def with_rows_between(
    grids: Sequence[Grid],
    points: Middles,
    letter: float,
) -> list[Grid]:
    """The grids, those that are stripes of one table joined; ``grids`` from top to bottom.

    ``points`` are the middles of the page's characters, ``letter`` is their usual size in points.
    """
    if len(grids) < 2:
        return list(grids)
    found: list[Grid] = []
    middles: list[Point] = []
    for chain in _chains(grids):
        if len(chain) == 1:
            found += chain
            continue
        middles = middles or list(points)
        found += _joined(chain, middles, letter)
    return found


def _chains(grids: Sequence[Grid]) -> list[list[Grid]]:
    """The grids below one another that have the same columns."""
    chains: list[list[Grid]] = []
    for grid in grids:
        last = next((chain for chain in chains if _is_below(chain[-1], grid)), None)
        if last is None:
            chains.append([grid])
        else:
            last.append(grid)
    return chains


def _is_below(above: Grid, grid: Grid) -> bool:
    """Whether a grid stands below another, in the same columns, of which there are several."""
    if len(grid.xs) != len(above.xs) or len(grid.xs) <= 2:
        return False
    if grid.ys[0] < above.ys[-1]:
        return False
    return all(abs(x - y) <= SAME for x, y in zip(above.xs, grid.xs, strict=True))


def _joined(
    chain: Sequence[Grid],
    points: Sequence[Point],
    letter: float,
) -> list[Grid]:
    """Grids in the same columns, joined over the rows that stand between two of them."""
    done = [chain[0]]
    above = chain[0]
    heights: list[float] = []
    for grid in chain[1:]:
        band = _band(done[-1], done[-1].ys[-1], grid.ys[0], points, letter)
        is_stripe = min(len(above.ys), len(grid.ys)) == 2
        if is_stripe and _is_row(band, grid, letter):
            done[-1] = _over(done[-1], grid)
            heights.append(band.bottom - band.top)
        else:
            done.append(grid)
        above = grid
    if len(done) == 1 and heights:
        most = OUTER * median(heights)
        done[0] = _with_outer_rows(done[0], points, letter, most)
    return done


def _band(
    grid: Grid,
    top: float,
    bottom: float,
    points: Sequence[Point],
    letter: float,
) -> _Band:
    left, right = grid.xs[0], grid.xs[-1]
    within = [(x, y) for x, y in points if top < y < bottom and left < x < right]
    within.sort(key=lambda point: point[1])
    lines: list[list[Point]] = []
    for point in within:
        if not lines or point[1] - lines[-1][-1][1] > LEVEL * letter:
            lines.append([])
        lines[-1].append(point)
    return _Band(top, bottom, [sorted(line) for line in lines])


def _is_row(band: _Band, grid: Grid, letter: float) -> bool:
    """Whether what stands there are rows of the table: texts in its columns, none across two."""
    if not band.lines:
        return False
    if any(_crosses(line, grid, letter) for line in band.lines):
        return False
    columns = len(grid.xs) - 1
    least = max(2.0, FILLED * columns)
    return max(len(_columns(line, grid)) for line in band.lines) >= least


def _columns(line: Line, grid: Grid) -> set[int]:
    return {bisect_right(grid.xs, x) for x, _ in line}


def _crosses(line: Line, grid: Grid, letter: float) -> bool:
    """Whether a word stands on both sides of a column's edge."""
    for edge in grid.xs[1:-1]:
        before = max((x for x, _ in line if x <= edge), default=None)
        after = min((x for x, _ in line if x > edge), default=None)
        if before is not None and after is not None and after - before < WORD * letter:
            return True
    return False


def _over(above: Grid, below: Grid) -> Grid:
    """Two stripes and the row between them as one grid, in the columns of the upper one."""
    row = len(above.ys) - 1
    between = _row_of(row, len(above.xs) - 1)
    moved = [s._replace(row=s.row + row + 1, row_end=s.row_end + row + 1) for s in below.spans]
    return Grid(
        above.xs,
        (*above.ys, *below.ys),
        (*above.spans, *between, *moved),
        above.open_top,
        below.open_bottom,
    )


def _row_of(row: int, columns: int) -> list[Span]:
    return [Span(row, col, row + 1, col + 1) for col in range(columns)]


def _with_outer_rows(
    grid: Grid,
    points: Sequence[Point],
    letter: float,
    most: float,
) -> Grid:
    """With the row above the first stripe and the one below the last, where there are such rows.

    They are no higher than ``most``, in points.
    """
    columns = len(grid.xs) - 1
    last = grid.ys[-1]
    below = _band(grid, last, last + most, points, letter)
    if len(below.lines) == 1 and _is_row(below, grid, letter):
        row = _row_of(len(grid.ys) - 1, columns)
        grid = Grid(
            grid.xs,
            (*grid.ys, last + most),
            (*grid.spans, *row),
            grid.open_top,
            frozenset(range(columns)),
        )
    first = grid.ys[0]
    above = _band(grid, first - most, first, points, letter)
    if len(above.lines) == 1 and _is_row(above, grid, letter):
        moved = [s._replace(row=s.row + 1, row_end=s.row_end + 1) for s in grid.spans]
        grid = Grid(
            grid.xs,
            (first - most, *grid.ys),
            (*_row_of(0, columns), *moved),
            frozenset(range(columns)),
            grid.open_bottom,
        )
    return grid


__all__ = ["with_rows_between"]
