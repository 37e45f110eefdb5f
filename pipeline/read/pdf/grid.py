"""Rules of one region → the table's grid and its cells with spans.

A cell is a set of neighbouring grid faces between which no rule is drawn. Grid lines come from the
rules' places, which edges exist is measured on the rules themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.boxes import is_inside
from pipeline.read.pdf.model import Rule
from pipeline.read.pdf.rules import clusters
from pipeline.read.pdf.spans import Edges, Span, spans_of
from pipeline.read.pdf.stretches import GAP, Intervals, drawn_along, is_drawn, joined

# Rules closer than this are one line of the grid whatever stands between them.
SNAP = 2.0
# Open ends: how far rules must stick out, and how many of them, to show that a closing rule is
# missing; fewer do when text stands between them.
STICK_OUT = 6.0
OPEN_SHARE = 0.6
# A strip between two lines narrower than this share of the type size, with nothing in it, is a
# double rule.
NARROW = 1.0

Point = tuple[float, float]
Points = Sequence[Point]
# The middles of characters; they are gone through as often, and as far, as they are needed.
Middles = Iterable[Point]


class Place(NamedTuple):
    """A cell of a grid as it is published: its box, rounded, and how it is closed."""

    span: Span
    width: float
    box: Box
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True)
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
        """The table's outline."""
        left, right = self.xs[0], self.xs[-1]
        top, bottom = self.ys[0], self.ys[-1]
        return left, top, right, bottom

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Its cells in order; the pages of a long table share them."""
        xs, ys = self.xs, self.ys
        across, down = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
        last_row = len(ys) - 1
        found: list[Place] = []
        for span in self.spans:
            row, col, row_end, col_end = span
            place = Place(
                span,
                xs[col_end] - xs[col],
                (across[col], down[row], across[col_end], down[row_end]),
                open_top=not row and self.is_open(span, self.open_top),
                open_bottom=row_end == last_row and self.is_open(span, self.open_bottom),
            )
            found.append(place)
        return tuple(found)

    def box_of(self, s: Span) -> Box:
        """The outline of a cell."""
        left = self.xs[s.col]
        top = self.ys[s.row]
        right = self.xs[s.col_end]
        bottom = self.ys[s.row_end]
        return left, top, right, bottom

    def is_open(
        self,
        s: Span,
        columns: frozenset[int],
    ) -> bool:
        """Whether no part of the cell's edge is closed, ``columns`` being those that are not."""
        return columns.issuperset(range(s.col, s.col_end))

    def face(
        self,
        x: float,
        y: float,
    ) -> tuple[int, int]:
        """Row and column of the face a point lies in; points outside go to the nearest."""
        (found,) = self.faces([(x, y)])
        return found

    def faces(self, points: Points) -> list[tuple[int, int]]:
        """As :meth:`face`, of many points."""
        inner_xs, inner_ys = self.xs[1:-1], self.ys[1:-1]
        return [(bisect_right(inner_ys, y), bisect_right(inner_xs, x)) for x, y in points]


class _Line(NamedTuple):
    """A grid line: its place, and the stretches along which it is drawn."""

    at: float
    drawn: Intervals

    @property
    def length(self) -> float:
        """How much of it is drawn."""
        return sum(end - start for start, end in self.drawn)


@dataclass(slots=True)
class _Axis:
    """The grid lines of one direction, by place."""

    vertical: bool
    lines: list[_Line]

    @property
    def places(self) -> list[float]:
        return [line.at for line in self.lines]

    @property
    def has_faces(self) -> bool:
        """Whether there is something between its lines."""
        return len(self.lines) >= 2


def grid_of(
    rules: Sequence[Rule],
    points: Middles,
    letter: float,
) -> Grid | None:
    """Finds the grid of one region; ``None`` where it is no more than one box.

    ``points`` are the middles of the characters on the page, ``letter`` a typical type size: a
    strip between two rules that is too narrow for a letter and holds none is a double rule.
    """
    upright = _axis(rules, vertical=True)
    level = _axis(rules, vertical=False)
    _close(upright, rules, points)
    _close(level, rules, points)
    while upright.has_faces and level.has_faces:
        right = _edges(upright, level)
        below = _edges(level, upright)
        if _drop_unused(upright, right) or _drop_unused(level, below):
            continue
        grid = _grid(upright, level, spans_of(right, below))
        if _merge_narrow(upright, level, grid, points, letter):
            continue
        if _merge_narrow(level, upright, grid, points, letter):
            continue
        return grid
    return None


def _grid(
    upright: _Axis,
    level: _Axis,
    spans: Sequence[Span],
) -> Grid:
    xs, ys = upright.places, level.places
    top, *_, bottom = level.lines
    return Grid(
        tuple(xs),
        tuple(ys),
        tuple(spans),
        open_top=_open(top, xs),
        open_bottom=_open(bottom, xs),
    )


def _axis(rules: Sequence[Rule], vertical: bool) -> _Axis:
    lines: list[_Line] = []
    parallel = [rule for rule in rules if rule.vertical == vertical]
    for group in clusters(parallel, SNAP):
        stretches = [(rule.start, rule.end) for rule in group]
        line = _Line(_place(group), joined(stretches))
        lines.append(line)
    return _Axis(vertical, lines)


def _place(group: Sequence[Rule]) -> float:
    """Mean place, longer rules counting more."""
    total = sum(rule.length for rule in group)
    weighted = sum(rule.at * rule.length for rule in group)
    return weighted / total


def _close(
    axis: _Axis,
    rules: Sequence[Rule],
    points: Middles,
) -> None:
    """Supplies an outer grid line where rules across end together beyond the last one."""
    across = [rule for rule in rules if rule.vertical != axis.vertical]
    places = axis.places
    first, last = places[0], places[-1]
    ends = [(rule.end, rule.at) for rule in across]
    high = _common(ends, last, _along(axis, points))
    # The lower side is the upper one of the mirrored page.
    starts = [(-rule.start, rule.at) for rule in across]
    mirrored = ((-along, at) for along, at in _along(axis, points))
    low = _common(starts, -first, mirrored)
    if low is not None:
        axis.lines.insert(0, _Line(-low, []))
    if high is not None:
        axis.lines.append(_Line(high, []))


def _along(axis: _Axis, points: Middles) -> Middles:
    """Points by their place in the direction across an axis' lines, then along them."""
    return points if axis.vertical else ((y, x) for x, y in points)


def _common(
    ends: Points,
    edge: float,
    points: Middles,
) -> float | None:
    """Where open rules end together: most of all rules, or at least two with text between them.

    ``ends`` are the rules' ends and their places across, ``points`` in the same order of
    coordinates.
    """
    outermost = edge + STICK_OUT
    beyond = sorted(one for one in ends if one[0] > outermost)
    if len(beyond) < 2:
        return None
    place, _ = beyond[len(beyond) // 2]
    together: list[float] = []
    for end, across in beyond:
        if abs(end - place) <= GAP:
            together.append(across)
    count = len(together)
    if count < 2 or count < OPEN_SHARE * len(beyond):
        return None
    if count >= OPEN_SHARE * len(ends):
        return place
    low, high = min(together), max(together)
    for x, y in points:
        if edge < x < place and low < y < high:
            return place
    return None


def _edges(axis: _Axis, across: _Axis) -> Edges:
    """Which edges of the faces along each line are drawn; those of the outer lines always are."""
    faces = list(pairwise(across.places))
    outer = [True] * len(faces)
    edges: Edges = [outer]
    for line in axis.lines[1:-1]:
        edges.append(drawn_along(line.drawn, faces))
    edges.append(outer)
    return edges


def _open(
    line: _Line,
    places: Sequence[float],
) -> frozenset[int]:
    """The columns along which an outer line is not drawn."""
    columns: set[int] = set()
    for column, (low, high) in enumerate(pairwise(places)):
        if not is_drawn(line.drawn, low, high):
            columns.add(column)
    return frozenset(columns)


def _drop_unused(axis: _Axis, edges: Edges) -> bool:
    """Removes inner grid lines along which nothing is drawn; says whether there were any.

    They come of underlines, and of strokes that end nowhere.
    """
    first, *inner, last = zip(
        axis.lines,
        edges,
        strict=True,
    )
    first_line, _ = first
    last_line, _ = last
    used = [line for line, drawn in inner if any(drawn)]
    axis.lines = [first_line, *used, last_line]
    return len(used) < len(inner)


def _merge_narrow(
    axis: _Axis,
    across: _Axis,
    grid: Grid,
    points: Middles,
    letter: float,
) -> bool:
    """Makes one line of the first two that are too close for a letter to stand between them.

    Says whether there were any.
    """
    for strip, (low, high) in enumerate(pairwise(axis.places)):
        if high - low >= NARROW * letter:
            continue
        if not _holds_text(grid, axis.vertical, strip, points):
            _fuse(axis, across, strip)
            return True
    return False


def _holds_text(
    grid: Grid,
    vertical: bool,
    strip: int,
    points: Middles,
) -> bool:
    """Whether a cell no wider than this column (or no higher than this row) has text in it."""
    places = grid.xs if vertical else grid.ys
    low, high = places[strip], places[strip + 1]
    points = [point for point in points if low < point[0 if vertical else 1] < high]
    if not points:
        return False
    for span in grid.spans:
        if not _fills(span, vertical, strip):
            continue
        box = grid.box_of(span)
        if any(is_inside(x, y, box) for x, y in points):
            return True
    return False


def _fills(
    span: Span,
    vertical: bool,
    strip: int,
) -> bool:
    """Whether a cell is as wide as a column (or as high as a row)."""
    if vertical:
        return span.col == strip and span.col_end == strip + 1
    return span.row == strip and span.row_end == strip + 1


def _fuse(
    axis: _Axis,
    across: _Axis,
    strip: int,
) -> None:
    """Makes one line of the two around a strip.

    The rules across that end at either side of the strip now meet in it.
    """
    first, second = axis.lines[strip : strip + 2]
    for at, line in enumerate(across.lines):
        if _ends_near(line, first.at) or _ends_near(line, second.at):
            over = (first.at, second.at)
            drawn = joined([*line.drawn, over])
            across.lines[at] = line._replace(drawn=drawn)
    total = first.length + second.length or 1.0
    weighted = first.at * first.length + second.at * second.length
    drawn = joined(first.drawn + second.drawn)
    fused = _Line(weighted / total, drawn)
    axis.lines[strip : strip + 2] = [fused]


def _ends_near(line: _Line, place: float) -> bool:
    """Whether a stretch of a line begins or ends near a place."""
    for stretch in line.drawn:
        for end in stretch:
            if abs(end - place) <= GAP:
                return True
    return False
