"""A page that is painted on: clipped areas → rules, fills and what covers what.

It knows no parser: what draws on it tells it paths in the user space of a matrix.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.model import Box
from pipeline.read.boxes import height, is_empty, width
from pipeline.read.pdf.model import Colour, Fill, Matrix, Paint, Rule
from pipeline.read.pdf.paths import (
    STRAIGHT,
    Point,
    bounds,
    closing,
    is_box,
    meet,
    outline,
    ring,
    subpaths,
)

# A filled area this thin is a rule; a thicker one up to THICK is, when it is at least SLENDER times
# as long.
THIN = 3.0
THICK = 6.5
SLENDER = 10
# A path of more pieces counts as several things drawn; a rectangle has five.
PIECES = 5
# Fainter strokes and fills hide nothing and part nothing; less than SOLID shows what lies beneath.
SEEN = 0.1
SOLID = 0.95
# Rounding at the edge of a clip, in points.
EDGE = 0.05
# An outline of more corners is known by its bounds only, and then covers nothing for certain.
CORNERS = 200

# The corners of a part of a path; None before one that a curve leads to.
Outline = Sequence[Point | None]


class Pen(NamedTuple):
    """What q saves and Q restores besides pdfminer's own state.

    ``stroke`` and ``fill`` are opacities, ``group`` that of the transparency groups around;
    ``plain`` is false under a soft mask or a blend mode, where what lies beneath shows in another
    way. ``exact`` is false where the clip is a shape of which ``clip`` is no more than the bounds.
    """

    clip: Box = (0.0, 0.0, 0.0, 0.0)
    stroke: float = 1.0
    fill: float = 1.0
    group: float = 1.0
    plain: bool = True
    exact: bool = True


class Canvas:
    """Collects rules, fills and painted areas in displayed coordinates."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.paints: list[Paint] = []
        self.order = 0
        self.off = 0  # layers around that are off
        self.pictured = 0.0
        self.width = 0.0
        self.height = 0.0
        self.pen = Pen()

    def begin(
        self,
        mediabox: Sequence[Any],
        shown: Sequence[Any],
        matrix: Any,
    ) -> None:
        """Takes the page's size, and narrows the clip to what is shown of it."""
        corner, opposite = mediabox[:2], mediabox[2:]
        ax, ay = transformed(matrix, corner)
        bx, by = transformed(matrix, opposite)
        self.width = abs(bx - ax)
        self.height = abs(by - ay)
        whole = (0.0, 0.0, self.width, self.height)
        self.pen = self.pen._replace(clip=whole)
        self.clip_to(shown, matrix)

    def clip_to(self, box: Sequence[Any], matrix: Any) -> None:
        """Narrows the clip to a box in the user space of the matrix."""
        left, right = box[0], box[2]
        low, high = box[1], box[3]
        corners: list[Point] = []
        for x in (left, right):
            for y in (low, high):
                corner = self.place(matrix, (x, y))
                corners.append(corner)
        clip = meet(self.pen.clip, bounds(corners))
        self.pen = self.pen._replace(clip=clip)

    def clip_path(self, matrix: Any, path: Sequence[Any]) -> None:
        """Narrows the clip to the bounds of a path."""
        outlines = self.outlines(matrix, path)
        points: list[Point] = []
        for shape in outlines:
            points += _corners(shape)
        if not points:
            return
        is_one_box = len(outlines) == 1 and is_box(outlines[0])
        self.pen = self.pen._replace(
            clip=meet(self.pen.clip, bounds(points)),
            exact=self.pen.exact and is_one_box,
        )

    def outlines(self, matrix: Any, path: Sequence[Any]) -> list[Outline]:
        """The corners of each part of a path, in displayed coordinates."""
        a, b, c, d, e, f = matrix
        height = self.height
        outlines: list[Outline] = []
        for sub in subpaths(path):
            shape: list[tuple[str, Point]] = []
            for segment in sub:
                if len(segment) > 2:
                    x, y = float(segment[-2]), float(segment[-1])
                    corner = a * x + c * y + e, height - (b * x + d * y + f)
                    shape.append((segment[0], corner))
            shape += closing(sub)
            outlines.append(outline(shape))
        return outlines

    def place(self, matrix: Any, point: Sequence[Any]) -> Point:
        """A point in the user space of the matrix, in displayed coordinates."""
        across, up = point
        x, y = transformed(matrix, (float(across), float(up)))
        return x, self.height - y

    def painted(self) -> None:
        """Something is painted: text that was made a clip before shows through it."""
        self.order += 1

    def is_filling(self) -> bool:
        """Whether what is filled can be seen."""
        return not self.off and self.pen.fill * self.pen.group >= SEEN

    def is_solid(self) -> bool:
        """Whether a fill hides what lies beneath."""
        pen = self.pen
        return pen.plain and pen.exact and pen.fill * pen.group >= SOLID

    def paint_image(
        self,
        box: Box,
        masked: bool,
    ) -> bool:
        """Paints an image over a box; whether it is one so thin that it is a rule."""
        self.painted()
        if not self.is_filling():
            return False
        across, down = width(box), height(box)
        shown = max(0.0, across) * max(0.0, down)
        self.pictured = max(self.pictured, shown)
        if min(across, down) <= THIN:
            return True
        if not is_empty(box):
            picture = Paint(
                *box,
                self.order,
                solid=self.is_solid() and not masked,
                picture=True,
            )
            self.paints.append(picture)
        return False

    def paint_fill(
        self,
        outlines: Sequence[Outline],
        evenodd: bool,
        white: bool,
        colour: Colour | None,
    ) -> None:
        """Paints the inside of a path's parts; a frame of two rectangles is four rules."""
        boxes = [bounds(_corners(points)) for points in outlines if any(points)]
        if evenodd and len(boxes) == 2:
            sides = ring(*boxes)
            if sides:
                for box in sides:
                    self.add_area(box, white, colour)
                return
        are_boxes = [is_box(points) for points in outlines]
        holed = len(boxes) > 1 and not all(are_boxes)
        parts = zip(
            outlines,
            boxes,
            are_boxes,
            strict=False,
        )
        for points, box, is_rectangle in parts:
            if is_rectangle or min(width(box), height(box)) <= THIN:
                self.add_area(box, white, colour)
            else:
                self.add_shape(points, box, colour, holed)

    def add_shape(
        self,
        points: Outline,
        box: Box,
        colour: Colour | None,
        holed: bool,
    ) -> None:
        """A filled area that is no rectangle; one of several pieces may have holes."""
        shown = meet(self.pen.clip, box)
        if is_empty(shown):
            return
        corners = tuple(_corners(points))
        is_known = len(corners) <= CORNERS and not holed
        shape = Paint(
            *shown,
            self.order,
            colour,
            solid=is_known and self.is_solid(),
            outline=corners if is_known else (),
        )
        self.paints.append(shape)

    def paint_stroke(
        self,
        points: Outline,
        thickness: float,
        white: bool,
        colour: Colour | None,
    ) -> None:
        """Paints the pieces of an outline that run along an axis."""
        half = thickness / 2
        for a, b in pairwise(points):
            if a is None or b is None:
                continue
            ax, ay = a
            bx, by = b
            across = abs(ax - bx)
            down = abs(ay - by)
            if across <= STRAIGHT and down > across:
                at = (ax + bx) / 2
                upright = (at - half, min(ay, by), at + half, max(ay, by))
                self.add_area(upright, white, colour)
            elif down <= STRAIGHT and ax != bx:
                at = (ay + by) / 2
                level = (min(ax, bx), at - half, max(ax, bx), at + half)
                self.add_area(level, white, colour)

    def add_area(
        self,
        box: Box,
        white: bool,
        colour: Colour | None,
    ) -> None:
        """A painted axis-parallel area: rule or fill by its shape, cut to the clip."""
        shown = meet(self.pen.clip, box)
        if not _is_drawn(shown):
            return
        across, down = width(shown), height(shown)
        thin = min(across, down)
        length = max(across, down)
        if thin > THIN:
            area = Paint(
                *shown,
                self.order,
                colour,
                self.is_solid(),
            )
            self.paints.append(area)
        if thin <= THIN or (thin <= THICK and length >= SLENDER * thin):
            self._add_rules(shown, across, down, white)
        else:
            self.fills.append(Fill(*shown, self.order, white))

    def _add_rules(
        self,
        box: Box,
        across: float,
        down: float,
        white: bool,
    ) -> None:
        """A slender area as the rule it is; a small square is one in both directions."""
        x0, top, x1, bottom = box
        if down >= across:
            middle = (x0 + x1) / 2
            upright = Rule(True, middle, top, bottom, across, self.order, white)
            self.rules.append(upright)
        if across >= down:
            middle = (top + bottom) / 2
            level = Rule(False, middle, x0, x1, down, self.order, white)
            self.rules.append(level)


def _corners(points: Outline) -> list[Point]:
    """The points of an outline without the marks of curves."""
    return [point for point in points if point]


def scale_of(matrix: Any) -> float:
    """By how much a matrix makes a length larger, on the whole."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def _is_drawn(box: Box) -> bool:
    """Whether a box is none that the clip leaves nothing of, nor one without end."""
    x0, top, x1, bottom = box
    if x1 >= x0 - EDGE and bottom >= top - EDGE:
        return math.isfinite(x0 + top + x1 + bottom)
    return False


def transformed(matrix: Any, point: Sequence[Any]) -> Point:
    """A point that a matrix is applied to."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def multiplied(inner: Any, outer: Any) -> Matrix:
    """The matrix that applies ``inner`` first (ISO 32000-1, 8.3.4)."""
    a1, b1, c1, d1, e1, f1 = inner
    a0, b0, c0, d0, e0, f0 = outer
    return (
        a0 * a1 + c0 * b1,
        b0 * a1 + d0 * b1,
        a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1,
        a0 * e1 + c0 * f1 + e0,
        b0 * e1 + d0 * f1 + f0,
    )
