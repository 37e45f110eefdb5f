"""PDF content stream → what is drawn on the page, by pdfminer's interpreter (the one pdfplumber uses).

pdfplumber's own page objects cost more than the parsing itself, ignore clipping and do not tell white of one
colour space from full tint of another; this device keeps just what reading tables needs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from pipeline.errors import LimitExceeded
from pipeline.limits import Limits
from pipeline.model import Box
from pipeline.read.content import Interpreter
from pipeline.read.paths import STRAIGHT, Point, bounds, closing, is_box, is_white, meet, outline, ring, subpaths
from pipeline.read.pdf import Fill, Glyph, PageInk, Rule

# A filled area this thin is a rule; a thicker one up to THICK is, when it is at least ten times as long.
THIN = 3.0
THICK = 6.5
SLANT = math.sin(math.radians(8))
BLANK = bytes(128)
# A path of more pieces counts as several things drawn; a rectangle has five.
PIECES = 5
# Fainter strokes and fills hide nothing and part nothing.
SEEN = 0.1
# No place on a page lies this far out, in points; beyond it numbers lose their digits, or are none.
FAR = 1e7
# Rounding at the edge of a clip, in points.
EDGE = 0.05


def page_ink(page_obj: Any, number: int, resources: PDFResourceManager, limits: Limits | None = None) -> PageInk:
    """Interprets one pdfminer page; exceptions of the parser pass through."""
    device = _Device(resources, number, limits or Limits())
    Interpreter(resources, device).process_page(page_obj)
    return replace(device.ink(), damage=(*_broken(page_obj), *device.damage()))


def _broken(page_obj: Any) -> list[str]:
    """What is wrong with the page's content streams as such."""
    if page_obj.attrs.get("Contents") is None:
        return []
    streams = [resolve1(c) for c in page_obj.contents or [None]]
    if not all(isinstance(s, PDFStream) for s in streams):
        return ["content missing"]
    return ["content overwritten"] if any(_is_blanked(s.get_data()) for s in streams) else []


def _is_blanked(data: bytes) -> bool:
    """A long run of zero bytes is no content stream; only inline images may hold one."""
    return BLANK in data and b"EI" not in data


class _Device(PDFTextDevice):
    """Collects characters, rules and fills in displayed coordinates."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: Limits) -> None:
        super().__init__(resources)
        self.limits = limits
        self.number = number
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.open_text = False
        self.order = self.shown = self.strings = self.fontless = self.drawn = self.nowhere = 0
        self.pictured = 0.0
        self.width = self.height = 0.0
        self.clip: Box = (0.0, 0.0, 0.0, 0.0)
        self.opacity = (1.0, 1.0)

    def ink(self) -> PageInk:
        return PageInk(
            number=self.number,
            width=self.width,
            height=self.height,
            glyphs=tuple(self.glyphs),
            rules=tuple(self.rules),
            fills=tuple(self.fills),
            shown=self.shown,
            strings=self.strings,
            pictured=self.pictured / (self.width * self.height or 1.0),
        )

    def damage(self) -> list[str]:
        """What of the page could not be shown."""
        out = [f"{self.fontless} text strings without a font"] if self.fontless else []
        out += [f"{self.nowhere} characters at no place"] if self.nowhere else []
        return [*out, "content breaks off within a text"] if self.open_text else out

    def count_drawn(self, things: int = 1) -> None:
        self.drawn += things
        if self.drawn > self.limits.objects:
            raise LimitExceeded(f"more than {self.limits.objects:,} things are drawn; --max-objects allows more")

    def begin_page(self, page: Any, ctm: Any) -> None:
        ax, ay = apply_matrix_pt(ctm, page.mediabox[:2])
        bx, by = apply_matrix_pt(ctm, page.mediabox[2:])
        self.width, self.height = abs(bx - ax), abs(by - ay)
        self.clip = (0.0, 0.0, self.width, self.height)
        self.clip_to(page.cropbox or page.mediabox, ctm)

    def clip_to(self, box: Sequence[Any], matrix: Any) -> None:
        """Narrows the clip to a box in the user space of the matrix."""
        corners = [self.place(matrix, (x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
        self.clip = meet(self.clip, bounds(corners))

    def place(self, matrix: Any, point: Sequence[Any]) -> Point:
        x, y = apply_matrix_pt(matrix, (float(point[0]), float(point[1])))
        return x, self.height - y

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.clip_to(bbox, mult_matrix(matrix, self.ctm or MATRIX_IDENTITY))

    def render_image(self, name: str, stream: Any) -> None:
        """An image fills the unit square of its figure, to which the clip was narrowed."""
        x0, top, x1, bottom = self.clip
        self.pictured = max(self.pictured, max(0.0, x1 - x0) * max(0.0, bottom - top))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.count_drawn()
        self.strings += 1
        self.shown += any(isinstance(part, bytes) and part.strip(b"\0 ") for part in seq)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        if len(self.glyphs) >= self.limits.characters:
            raise LimitExceeded(f"more than {self.limits.characters:,} characters; --max-characters allows more")
        advance = float(font.char_width(cid) * fontsize * scaling)
        if font.is_vertical():
            box = _vertical_box(font.char_disp(cid), fontsize, rise, advance)
        else:
            low = font.get_descent() * fontsize + rise
            box = (0.0, low, advance, low + fontsize)
        self.add_glyph(text, matrix, box, font)
        return advance

    def add_glyph(self, text: str, matrix: Any, box: Box, font: Any) -> None:
        ax, ay = self.place(matrix, box[:2])
        bx, by = self.place(matrix, box[2:])
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        top, bottom = (ay, by) if ay <= by else (by, ay)
        stacked = bool(font.is_vertical())
        turn = _turn(matrix)
        size = x1 - x0 if stacked or turn in (90, 270) else bottom - top
        name = font.fontname if isinstance(font.fontname, str) else repr(font.fontname)
        ox, oy = matrix[4], self.height - matrix[5]
        if not all(abs(at) < FAR for at in (x0, top, x1, bottom, ox, oy)):  # no number is below anything either
            self.nowhere += 1
            return
        clip = self.clip
        shown = clip[0] <= (x0 + x1) / 2 <= clip[2] and clip[1] <= (top + bottom) / 2 <= clip[3]
        self.glyphs.append(Glyph(text, x0, top, x1, bottom, ox, oy, size, name, turn, stacked, None if shown else clip))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        self.count_drawn(1 + len(path) // PIECES)
        self.order += 1
        matrix: Any = self.ctm or MATRIX_IDENTITY
        outlines = [
            outline([(seg[0], self.place(matrix, seg[-2:])) for seg in sub if len(seg) > 2] + closing(sub))
            for sub in subpaths(path)
        ]
        if fill and self.opacity[1] >= SEEN:
            self.paint_fill(outlines, evenodd, is_white(graphicstate.ncolor, graphicstate.ncs))
        if stroke and self.opacity[0] >= SEEN:
            white = is_white(graphicstate.scolor, graphicstate.scs)
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            for points in outlines:
                self.paint_stroke(points, graphicstate.linewidth * scale, white)

    def paint_fill(self, outlines: Sequence[list[Point | None]], evenodd: bool, white: bool) -> None:
        boxes = [bounds([p for p in points if p]) for points in outlines if any(points)]
        if evenodd and len(boxes) == 2 and (sides := ring(boxes[0], boxes[1])):
            for box in sides:
                self.add_area(box, white)
            return
        for points, box in zip(outlines, boxes, strict=False):
            if is_box(points) or min(box[2] - box[0], box[3] - box[1]) <= THIN:
                self.add_area(box, white)

    def paint_stroke(self, points: Sequence[Point | None], width: float, white: bool) -> None:
        for a, b in pairwise(points):
            if a is None or b is None:
                continue
            half = width / 2
            if abs(a[0] - b[0]) <= STRAIGHT and abs(a[1] - b[1]) > abs(a[0] - b[0]):
                at = (a[0] + b[0]) / 2
                self.add_area((at - half, min(a[1], b[1]), at + half, max(a[1], b[1])), white)
            elif abs(a[1] - b[1]) <= STRAIGHT and a[0] != b[0]:
                at = (a[1] + b[1]) / 2
                self.add_area((min(a[0], b[0]), at - half, max(a[0], b[0]), at + half), white)

    def add_area(self, box: Box, white: bool) -> None:
        """A painted axis-parallel area: rule or fill by its shape, cut to the clip."""
        x0, top, x1, bottom = meet(self.clip, box)
        if not (x1 >= x0 - EDGE and bottom >= top - EDGE and math.isfinite(x0 + top + x1 + bottom)):
            return
        width, height = x1 - x0, bottom - top
        thin, length = min(width, height), max(width, height)
        if thin <= THIN or (thin <= THICK and length >= 10 * thin):
            if height >= width:
                self.rules.append(Rule(True, (x0 + x1) / 2, top, bottom, width, self.order, white))
            if width >= height:
                self.rules.append(Rule(False, (top + bottom) / 2, x0, x1, height, self.order, white))
        else:
            self.fills.append(Fill(x0, top, x1, bottom, self.order, white))


def _vertical_box(displacement: Any, fontsize: float, rise: float, advance: float) -> Box:
    vx, vy = displacement if isinstance(displacement, tuple) else (None, 880)
    left = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
    high = (1000 - vy) * fontsize * 0.001 + rise
    return -left, high + advance, fontsize - left, high


def _turn(matrix: Any) -> int:
    """How far the text runs clockwise from left-to-right; -1 where it is slanted."""
    a, b = matrix[0], matrix[1]
    length = math.hypot(a, b)
    if length == 0 or min(abs(a), abs(b)) > SLANT * length:
        return -1 if length else 0
    if abs(a) >= abs(b):
        return 0 if a > 0 else 180
    return 270 if b > 0 else 90
