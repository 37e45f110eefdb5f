"""Rules of one region → the table's grid and its cells with spans.

A cell is a set of neighbouring grid faces between which no rule is drawn. Grid lines come from the
rules' places, which edges exist is measured on the rules themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Box
from pipeline.read.pdf.model import Rule
from pipeline.read.pdf.rules import clusters

# Rules closer than this are one line of the grid whatever stands between them.
SNAP = 2.0
# An edge is drawn when what is missing of it is at most this long, or this share.
GAP = 4.0
MISSING = 0.2
# Open ends: how far rules must stick out, and how many of them, to show that a closing rule is
# missing; fewer do when text stands between them.
STICK_OUT = 6.0
OPEN_SHARE = 0.6
# A strip between two lines narrower than this share of the type size, with nothing in it, is a
# double rule.
NARROW = 1.0

Intervals = list[tuple[float, float]]
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Span:
    """One cell of the grid: its rows and columns, the last ones excluded."""

    row: int
    col: int
    row_end: int
    col_end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Places of the grid lines and the cells between them.

    ``open_top`` and ``open_bottom`` are the columns over and under which no closing rule is drawn.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, s: Span) -> Box:
        return self.xs[s.col], self.ys[s.row], self.xs[s.col_end], self.ys[s.row_end]

    def is_open(self, s: Span, columns: frozenset[int]) -> bool:
        """Whether no part of the cell's edge is closed, ``columns`` being those that are not."""
        return columns.issuperset(range(s.col, s.col_end))

    def face(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the face a point lies in; points outside go to the nearest."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        col = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, col


@dataclass(slots=True)
class _Axis:
    """Grid lines of one direction: places and, for each, the stretches that are drawn."""

    at: list[float]
    drawn: list[Intervals]


def grid_of(rules: Sequence[Rule], points: Points, letter: float) -> Grid | None:
    """The grid of one region; ``None`` where it is no more than one box.

    ``points`` are the middles of the characters on the page, ``letter`` a typical type size: a
    strip between two rules that is too narrow for a letter and holds none is a double rule.
    """
    v, h = _axis(rules, True), _axis(rules, False)
    _close(v, h, rules, points, True)
    _close(h, v, rules, points, False)
    while True:
        if len(v.at) < 2 or len(h.at) < 2:
            return None
        right, below = _edges(v, h), _edges(h, v)
        if _drop_unused(v, right) or _drop_unused(h, below):
            continue
        spans = tuple(spans_of(right, below))
        grid = Grid(
            tuple(v.at), tuple(h.at), spans, _open(h.drawn[0], v.at), _open(h.drawn[-1], v.at)
        )
        if not (
            _merge_narrow(v, h, grid, points, letter, True)
            or _merge_narrow(h, v, grid, points, letter, False)
        ):
            return grid


def _axis(rules: Sequence[Rule], vertical: bool) -> _Axis:
    groups = clusters([r for r in rules if r.vertical == vertical], SNAP)
    return _Axis(
        [_place(g) for g in groups], [_union([(r.start, r.end) for r in g]) for g in groups]
    )


def _place(group: Sequence[Rule]) -> float:
    """Mean place, longer rules counting more."""
    weight = sum(r.end - r.start for r in group)
    return sum(r.at * (r.end - r.start) for r in group) / weight


def _union(stretches: Intervals) -> Intervals:
    out: Intervals = []
    for start, end in sorted(stretches):
        if out and start <= out[-1][1] + GAP:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _close(
    axis: _Axis, across: _Axis, rules: Sequence[Rule], points: Points, vertical: bool
) -> None:
    """Supplies an outer grid line where rules across end together beyond the last one."""
    others = [r for r in rules if r.vertical != vertical]
    places = [p if vertical else (p[1], p[0]) for p in points]
    low = _common([(-r.start, r.at) for r in others], -axis.at[0], [(-a, b) for a, b in places])
    high = _common([(r.end, r.at) for r in others], axis.at[-1], places)
    if low is not None:
        axis.at.insert(0, -low)
        axis.drawn.insert(0, [])
    if high is not None:
        axis.at.append(high)
        axis.drawn.append([])


def _common(ends: Sequence[tuple[float, float]], edge: float, points: Points) -> float | None:
    """Where open rules end together: most of all rules, or at least two with text between them.

    ``ends`` are the rules' ends and their places across, ``points`` in the same order of
    coordinates.
    """
    out = sorted(e for e in ends if e[0] > edge + STICK_OUT)
    if len(out) < 2:
        return None
    place = out[len(out) // 2][0]
    together = [across for end, across in out if abs(end - place) <= GAP]
    if len(together) < 2 or len(together) < OPEN_SHARE * len(out):
        return None
    low, high = min(together), max(together)
    held = any(edge < x < place and low < y < high for x, y in points)
    return place if held or len(together) >= OPEN_SHARE * len(ends) else None


def _edges(axis: _Axis, across: _Axis) -> list[list[bool]]:
    """[line][face]: whether the line is drawn along each face; the outer lines always are."""
    last = len(axis.at) - 1
    faces = list(pairwise(across.at))
    return [
        [i in (0, last) or _is_drawn(axis.drawn[i], low, high) for low, high in faces]
        for i in range(len(axis.at))
    ]


def _open(drawn: Intervals, places: Sequence[float]) -> frozenset[int]:
    """The columns along which an outer line is not drawn."""
    return frozenset(
        at for at, (low, high) in enumerate(pairwise(places)) if not _is_drawn(drawn, low, high)
    )


def _is_drawn(stretches: Intervals, low: float, high: float) -> bool:
    covered = sum(max(0.0, min(e, high) - max(s, low)) for s, e in stretches)
    missing = (high - low) - covered
    return missing <= MISSING * (high - low) or (missing <= GAP and covered >= missing)


def _drop_unused(axis: _Axis, edges: list[list[bool]]) -> bool:
    """Removes inner grid lines along.

    Which nothing is drawn (underlines, strokes that end nowhere).
    """
    unused = [i for i in range(1, len(axis.at) - 1) if not any(edges[i])]
    for i in reversed(unused):
        del axis.at[i], axis.drawn[i]
    return bool(unused)


def spans_of(right: list[list[bool]], below: list[list[bool]]) -> list[Span]:
    """Faces joined where no edge lies between them, as rectangles, in reading order."""
    n_rows, n_cols = len(below) - 1, len(right) - 1
    taken: set[tuple[int, int]] = set()
    out: list[Span] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            span = _grow(row, col, right, below, taken)
            taken.update((r, c) for r in range(row, span.row_end) for c in range(col, span.col_end))
            out.append(span)
    return out


def _grow(
    row: int,
    col: int,
    right: list[list[bool]],
    below: list[list[bool]],
    taken: set[tuple[int, int]],
) -> Span:
    """The widest, then tallest rectangle from this face on that no drawn edge crosses."""
    n_rows, n_cols = len(below) - 1, len(right) - 1
    end = col + 1
    while end < n_cols and not right[end][row] and (row, end) not in taken:
        end += 1
    bottom = row + 1
    while (
        bottom < n_rows
        and not any(below[bottom][c] for c in range(col, end))
        and not any(right[c][bottom] for c in range(col + 1, end))
        and not any((bottom, c) in taken for c in range(col, end))
    ):
        bottom += 1
    return Span(row, col, bottom, end)


def _merge_narrow(
    axis: _Axis, across: _Axis, grid: Grid, points: Points, letter: float, vertical: bool
) -> bool:
    """Makes one line of the first two that are too close for a letter to stand between them."""
    for i in range(len(axis.at) - 1):
        width = axis.at[i + 1] - axis.at[i]
        if width < NARROW * letter and not _holds_text(grid, i, points, vertical):
            _fuse(axis, across, i)
            return True
    return False


def _holds_text(grid: Grid, i: int, points: Points, vertical: bool) -> bool:
    """True where a cell no wider than this strip has a character in it."""
    sides = [(s, (s.col, s.col_end) if vertical else (s.row, s.row_end)) for s in grid.spans]
    boxes = [grid.box_of(s) for s, side in sides if side == (i, i + 1)]
    return any(b[0] < x < b[2] and b[1] < y < b[3] for b in boxes for x, y in points)


def _fuse(axis: _Axis, across: _Axis, i: int) -> None:
    """One line in the place of two.

    The rules across that end at either side of the strip now meet in it.
    """
    low, high = axis.at[i], axis.at[i + 1]
    for line, stretches in enumerate(across.drawn):
        if any(
            abs(end - side) <= GAP
            for stretch in stretches
            for end in stretch
            for side in (low, high)
        ):
            across.drawn[line] = _union([*stretches, (low, high)])
    lengths = [sum(e - s for s, e in axis.drawn[k]) for k in (i, i + 1)]
    total = sum(lengths) or 1.0
    place = (axis.at[i] * lengths[0] + axis.at[i + 1] * lengths[1]) / total
    axis.at[i : i + 2] = [place]
    axis.drawn[i : i + 2] = [_union(axis.drawn[i] + axis.drawn[i + 1])]
