"""What is painted besides characters: paths, images, shadings → rules, fills, covered areas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from pipeline.errors import LimitExceeded
from pipeline.model import Box
from pipeline.read.pdf.model import Colour, Fill, Paint, Rule
from pipeline.read.pdf.paths import (
    STRAIGHT,
    Point,
    bounds,
    closing,
    colour_of,
    is_box,
    is_white,
    meet,
    outline,
    ring,
    subpaths,
)
from pipeline.sandbox.limits import Limits

# A filled area this thin is a rule; a thicker one up to THICK is, when it is at least ten times as
# long.
THIN = 3.0
THICK = 6.5
# A path of more pieces counts as several things drawn; a rectangle has five.
PIECES = 5
# Fainter strokes and fills hide nothing and part nothing; less than SOLID shows what lies beneath.
SEEN = 0.1
SOLID = 0.95
# Rounding at the edge of a clip, in points.
EDGE = 0.05
# An outline of more corners is known by its bounds only, and then covers nothing for certain.
CORNERS = 200
# Images of so many pixels are looked at whether they are white.
FEW_PIXELS = 64


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


class Painter(PDFTextDevice):
    """Collects rules, fills and painted areas in displayed coordinates."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: Limits) -> None:
        super().__init__(resources)
        self.limits = limits
        self.number = number
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.paints: list[Paint] = []
        self.order = self.drawn = 0
        self.off = 0  # layers around that are off
        self.pictured = 0.0
        self.width = self.height = 0.0
        self.pen = Pen()
        self.colours: Any = None  # pdfminer's graphics state, which a stencil image is painted with

    def count_drawn(self, things: int = 1) -> None:
        """Books what is drawn.

        Raises:
            LimitExceeded: it is more than a page may have.
        """
        self.drawn += things
        if self.drawn > self.limits.objects:
            raise LimitExceeded("read.many-objects", most=self.limits.objects)

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Takes the page's size, and narrows the clip to what is shown of it."""
        ax, ay = apply_matrix_pt(ctm, page.mediabox[:2])
        bx, by = apply_matrix_pt(ctm, page.mediabox[2:])
        self.width, self.height = abs(bx - ax), abs(by - ay)
        self.pen = self.pen._replace(clip=(0.0, 0.0, self.width, self.height))
        self.clip_to(page.cropbox or page.mediabox, ctm)

    def clip_to(self, box: Sequence[Any], matrix: Any) -> None:
        """Narrows the clip to a box in the user space of the matrix."""
        corners = [self.place(matrix, (x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
        self.pen = self.pen._replace(clip=meet(self.pen.clip, bounds(corners)))

    def clip_path(self, matrix: Any, path: Sequence[Any]) -> None:
        """Narrows the clip to the bounds of a path."""
        outlines = self.outlines(matrix, path)
        points = [point for shape in outlines for point in shape if point]
        if not points:
            return
        exact = self.pen.exact and len(outlines) == 1 and is_box(outlines[0])
        self.pen = self.pen._replace(clip=meet(self.pen.clip, bounds(points)), exact=exact)

    def outlines(self, matrix: Any, path: Sequence[Any]) -> list[list[Point | None]]:
        """The corners of each part of a path, in displayed coordinates."""
        return [
            outline(
                [(seg[0], self.place(matrix, seg[-2:])) for seg in sub if len(seg) > 2]
                + closing(sub)
            )
            for sub in subpaths(path)
        ]

    def place(self, matrix: Any, point: Sequence[Any]) -> Point:
        """A point in the user space of the matrix, in displayed coordinates."""
        x, y = apply_matrix_pt(matrix, (float(point[0]), float(point[1])))
        return x, self.height - y

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ARG002 - pdfminer's
        """Narrows the clip to a form's box."""
        self.clip_to(bbox, mult_matrix(matrix, self.ctm or MATRIX_IDENTITY))

    def painted(self) -> None:
        """Something is painted: text that was made a clip before shows through it."""
        self.order += 1

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002 - pdfminer's signature
        """Paints an image: it fills the unit square of its figure, to which the clip was narrowed.

        A thin one is a rule.
        """
        self.painted()
        x0, top, x1, bottom = self.pen.clip
        if self.off or self.pen.fill * self.pen.group < SEEN:
            return
        self.pictured = max(self.pictured, max(0.0, x1 - x0) * max(0.0, bottom - top))
        if min(x1 - x0, bottom - top) <= THIN:
            self.add_area(self.pen.clip, _is_white_image(stream, self.colours), None)
        elif x1 > x0 and bottom > top:
            solid = self.is_solid() and not any(
                key in stream for key in ("SMask", "Mask", "ImageMask", "IM")
            )
            self.paints.append(Paint(x0, top, x1, bottom, self.order, None, solid, True))

    def paint_shading(self, whole: bool) -> None:
        """Paints a shading: the sh operator fills the whole clip.

        One that does not extend beyond its ends may leave parts blank.
        """
        self.painted()
        if not self.off and self.pen.fill * self.pen.group >= SEEN:
            pen = self.pen
            self.pen = pen._replace(plain=pen.plain and whole)
            self.add_area(self.pen.clip, False, None)
            self.pen = pen

    def is_solid(self) -> bool:
        """Whether a fill hides what lies beneath."""
        return self.pen.plain and self.pen.exact and self.pen.fill * self.pen.group >= SOLID

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Fills and strokes a path."""
        self.count_drawn(1 + len(path) // PIECES)
        self.painted()
        if self.off:
            return
        matrix: Any = self.ctm or MATRIX_IDENTITY
        outlines = self.outlines(matrix, path)
        if fill and self.pen.fill * self.pen.group >= SEEN:
            colour = colour_of(graphicstate.ncolor, graphicstate.ncs)
            self.paint_fill(
                outlines, evenodd, is_white(graphicstate.ncolor, graphicstate.ncs), colour
            )
        if stroke and self.pen.stroke * self.pen.group >= SEEN:
            white = is_white(graphicstate.scolor, graphicstate.scs)
            colour = colour_of(graphicstate.scolor, graphicstate.scs)
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            for points in outlines:
                self.paint_stroke(points, graphicstate.linewidth * scale, white, colour)

    def paint_fill(
        self,
        outlines: Sequence[list[Point | None]],
        evenodd: bool,
        white: bool,
        colour: Colour | None,
    ) -> None:
        """Paints the inside of a path's parts; a frame of two rectangles is four rules."""
        boxes = [bounds([p for p in points if p]) for points in outlines if any(points)]
        if evenodd and len(boxes) == 2 and (sides := ring(boxes[0], boxes[1])):
            for box in sides:
                self.add_area(box, white, colour)
            return
        holed = len(boxes) > 1 and not all(is_box(points) for points in outlines)
        for points, box in zip(outlines, boxes, strict=False):
            if is_box(points) or min(box[2] - box[0], box[3] - box[1]) <= THIN:
                self.add_area(box, white, colour)
            else:
                self.add_shape(points, box, colour, holed)

    def add_shape(
        self, points: Sequence[Point | None], box: Box, colour: Colour | None, holed: bool
    ) -> None:
        """A filled area that is no rectangle; one of several pieces may have holes."""
        x0, top, x1, bottom = meet(self.pen.clip, box)
        if x1 > x0 and bottom > top:
            corners = tuple(p for p in points if p)
            known = len(corners) <= CORNERS and not holed
            solid = known and self.is_solid()
            self.paints.append(
                Paint(
                    x0, top, x1, bottom, self.order, colour, solid, False, corners if known else ()
                )
            )

    def paint_stroke(
        self, points: Sequence[Point | None], width: float, white: bool, colour: Colour | None
    ) -> None:
        """Paints the pieces of an outline that run along an axis."""
        for a, b in pairwise(points):
            if a is None or b is None:
                continue
            half = width / 2
            if abs(a[0] - b[0]) <= STRAIGHT and abs(a[1] - b[1]) > abs(a[0] - b[0]):
                at = (a[0] + b[0]) / 2
                self.add_area(
                    (at - half, min(a[1], b[1]), at + half, max(a[1], b[1])), white, colour
                )
            elif abs(a[1] - b[1]) <= STRAIGHT and a[0] != b[0]:
                at = (a[1] + b[1]) / 2
                self.add_area(
                    (min(a[0], b[0]), at - half, max(a[0], b[0]), at + half), white, colour
                )

    def add_area(self, box: Box, white: bool, colour: Colour | None) -> None:
        """A painted axis-parallel area: rule or fill by its shape, cut to the clip."""
        x0, top, x1, bottom = meet(self.pen.clip, box)
        if not (x1 >= x0 - EDGE and bottom >= top - EDGE and math.isfinite(x0 + top + x1 + bottom)):
            return
        width, height = x1 - x0, bottom - top
        thin, length = min(width, height), max(width, height)
        if thin > THIN:
            self.paints.append(Paint(x0, top, x1, bottom, self.order, colour, self.is_solid()))
        if thin <= THIN or (thin <= THICK and length >= 10 * thin):
            if height >= width:
                self.rules.append(Rule(True, (x0 + x1) / 2, top, bottom, width, self.order, white))
            if width >= height:
                self.rules.append(
                    Rule(False, (top + bottom) / 2, x0, x1, height, self.order, white)
                )
        else:
            self.fills.append(Fill(x0, top, x1, bottom, self.order, white))


def _is_white_image(stream: Any, colours: Any) -> bool:
    """Whether a small image shows nothing on paper: all white, or a stencil in white."""
    if any(stream.get(key) for key in ("ImageMask", "IM")):
        return colours is not None and is_white(colours.ncolor, colours.ncs)
    sides = [
        stream.get(long, stream.get(short)) for long, short in (("Width", "W"), ("Height", "H"))
    ]
    space = str(stream.get("ColorSpace", stream.get("CS")))
    if (
        not all(isinstance(side, int) for side in sides)
        or sides[0] * sides[1] > FEW_PIXELS
        or "CMYK" in space
    ):
        return False
    try:
        data = bytes(stream.get_data())
    except Exception:
        return False
    return bool(data) and set(data) == {255}
