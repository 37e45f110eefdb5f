"""The objects of a page as pdfium has them → what is painted, and how each text object is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from ctypes import addressof, c_float, c_int, c_uint
from enum import IntEnum
from itertools import repeat
from typing import Any, NamedTuple

from pipeline.model import Box
from pipeline.read.boxes import height, width
from pipeline.read.pdf.bindings import pdfium
from pipeline.read.pdf.canvas import (
    PIECES,
    SEEN,
    THIN,
    Canvas,
    Outline,
    Pen,
    multiplied,
    scale_of,
)
from pipeline.read.pdf.doubt import Doubt
from pipeline.read.pdf.looks import BLACK, IDENTITY, Look, colour_of, looks_of, segments_of
from pipeline.read.pdf.model import Colour, Ink, Matrix, Unseen
from pipeline.read.pdf.operators import Shown
from pipeline.read.pdf.paths import ALL_LIGHT, bounds, meet

Path = list[tuple[Any, ...]]
# A path of a rectangle has so many segments.
_RECTANGLE = 5
# Kinds of segments (fpdf_edit.h).
_LINE, _CURVE, _MOVE = 0, 1, 2
_EVENODD = 1
# Text render modes (ISO 32000-1, 9.3.6).
_FILLED, _STROKED, _BOTH, _NOTHING = 0, 1, 2, 3
# Forms within forms deeper than this are left to the interpreter.
DEEPEST = 8


class Kind(IntEnum):
    """Kinds of page objects (fpdf_edit.h)."""

    TEXT = 1
    PATH = 2
    IMAGE = 3
    SHADING = 4
    FORM = 5


_TEXT, _PATH = Kind.TEXT.value, Kind.PATH.value
# A named tuple's own way to be made costs as much again.
_made = tuple.__new__


class Setting(NamedTuple):
    """How a text object is set: the matrix brings its text space to the page's user space.

    ``order`` counts what was painted before it, ``clip`` is the visible area around it.
    """

    handle: int
    matrix: Matrix
    order: int
    clip: Box
    ink: Ink | None
    unseen: Unseen


class Objects:
    """Reads the objects of one page onto a canvas."""

    def __init__(
        self,
        canvas: Canvas,
        shown: Shown,
        most: int,
    ) -> None:
        self.texts: list[Setting] = []
        self.doubts: set[Doubt] = set()
        self._canvas = canvas
        self._blended = shown.blended
        self._masked = shown.masked
        self._images = 0
        self._groups = iter(shown.forms)
        self._patterned = shown.patterned
        self._paths = 0
        self._left = most
        # Of text that is filled, by what decides it.
        self._visibilities: dict[tuple[Any, ...], tuple[Unseen, Ink | None]] = {}
        self._native = pdfium()
        self._floats = (c_float * 6)()
        start = addressof(self._floats)
        self._at = [start + 4 * i for i in range(6)]
        self._parts = (c_uint * 4)()
        start = addressof(self._parts)
        self._part_at = [start + 4 * i for i in range(4)]
        self._modes = (c_int * 2)()
        start = addressof(self._modes)
        self._mode_at = [start, start + 4]

    def read(self, page: int, matrix: Matrix) -> None:
        """Reads a page's objects; ``matrix`` brings its user space to the page as displayed."""
        count = self._native.FPDFPage_CountObjects(page)
        listed = map(self._native.FPDFPage_GetObject, repeat(page), range(count))
        self._read_all(list(listed), IDENTITY, matrix, 0)
        if self._left < 0:
            self.doubts.add(Doubt.MEASURE)
        if next(self._groups, None) is not None:
            self.doubts.add(Doubt.PAINT)
        if self._patterned is not None and self._paths != len(self._patterned):
            self.doubts.add(Doubt.PAINT)
        if self._images != len(self._masked):
            self.doubts.add(Doubt.PAINT)

    def _read_all(
        self,
        handles: Sequence[int],
        onto: Matrix,
        page: Matrix,
        depth: int,
    ) -> None:
        """Reads objects of one space, which ``onto`` brings to the page's user space."""
        self._left -= len(handles)
        if self._left < 0 or depth > DEEPEST:
            self.doubts.add(Doubt.MEASURE)
            return
        pen = self._canvas.pen
        placed = multiplied(onto, page)
        native = self._native
        kinds = list(map(native.FPDFPageObj_GetType, handles))
        texts = [one for one, kind in zip(handles, kinds, strict=True) if kind == _TEXT]
        looks = iter(looks_of(texts))
        clips = list(map(native.FPDFPageObj_GetClipPath, handles))
        counts = map(native.FPDFClipPath_CountPaths, clips)
        canvas = self._canvas
        for handle, kind, clip, count in zip(handles, kinds, clips, counts, strict=True):
            is_plain = count < 1 and not self._blended
            canvas.pen = pen if is_plain else self._pen_of(handle, clip, count, placed, pen)
            if kind == _TEXT:
                self._read_text(next(looks), onto)
            elif kind == _PATH:
                self._read_path(handle, placed)
            elif kind == Kind.IMAGE:
                self._read_image(handle, placed)
            elif kind == Kind.FORM:
                self._read_form(handle, onto, page, depth)
            else:
                self.doubts.add(Doubt.PAINT)
        self._canvas.pen = pen

    def _pen_of(
        self,
        handle: int,
        clip: int | None,
        count: int,
        placed: Matrix,
        around: Pen,
    ) -> Pen:
        """The pen with an object's clip, which has so many paths."""
        native = self._native
        pen = around
        if self._blended and native.FPDFPageObj_HasTransparency(handle):
            pen = pen._replace(plain=False)
        if count < 1:
            return pen
        self._canvas.pen = pen
        for number in range(count):
            size = native.FPDFClipPath_CountPathSegments(clip, number)
            segments = map(
                native.FPDFClipPath_GetPathSegment,
                repeat(clip),
                repeat(number),
                range(size),
            )
            path = self._path(segments)
            self._canvas.clip_path(placed, path)
        return self._canvas.pen

    def _path(self, segments: Iterable[int]) -> Path:
        """A path with its segments named by operators, of curves only where they end."""
        path: Path = []
        curved = 0
        for kind, is_closed, x, y in segments_of(list(segments)):
            if kind == _CURVE:
                curved += 1
                if curved % 3:
                    continue
                operator = "c"
            else:
                operator = "m" if kind == _MOVE else "l"
            path.append((operator, x, y))
            if is_closed:
                path.append(("h",))
        return path

    def _matrix(self, handle: int) -> Matrix:
        self._native.FPDFPageObj_GetMatrix(handle, self._at[0])
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f

    def _colour(
        self,
        read: Callable[..., int],
        handle: int,
    ) -> tuple[Colour, float]:
        """A colour of an object, and its opacity."""
        if not read(handle, *self._part_at):
            return BLACK
        return colour_of(*self._parts)

    def _fill(self, handle: int) -> tuple[Colour, float]:
        return self._colour(self._native.FPDFPageObj_GetFillColor, handle)

    def _stroke(self, handle: int) -> tuple[Colour, float]:
        return self._colour(self._native.FPDFPageObj_GetStrokeColor, handle)

    def _read_text(self, look: Look, onto: Matrix) -> None:
        handle, matrix, mode, fill = look
        canvas = self._canvas
        canvas.order += 1
        clip, _, _, group, plain, _ = canvas.pen
        looks_alike = mode, fill, group, plain
        visibility = self._visibilities.get(looks_alike)
        if visibility is None:
            visibility = self._visibility(look)
            if mode == _FILLED:
                self._visibilities[looks_alike] = visibility
        if onto != IDENTITY:
            matrix = multiplied(matrix, onto)
        unseen, ink = visibility
        setting = _made(Setting, (handle, matrix, canvas.order, clip, ink, unseen))
        self.texts.append(setting)

    def _visibility(self, look: Look) -> tuple[Unseen, Ink | None]:
        """Whether a text object can be seen, and its ink where that is one known colour."""
        handle, _, mode, fill = look
        if mode == _NOTHING:
            return Unseen.MODE, None
        colour, alpha = self._stroke(handle) if mode == _STROKED else fill
        if mode == _BOTH:
            _, other = self._stroke(handle)
            alpha = max(alpha, other)
        pen = self._canvas.pen
        alpha *= pen.group
        if alpha < SEEN:
            return Unseen.ALPHA, None
        if mode == _BOTH or not pen.plain:
            return Unseen.SEEN, None
        return Unseen.SEEN, (*colour, alpha)

    def _read_path(self, handle: int, placed: Matrix) -> None:
        native, canvas = self._native, self._canvas
        patterned = self._next_is_patterned()
        canvas.painted()
        native.FPDFPath_GetDrawMode(handle, *self._mode_at)
        fill, stroke = self._modes
        count = native.FPDFPath_CountSegments(handle)
        self._left -= count // PIECES
        if fill and not stroke and count <= _RECTANGLE:
            box = self._bounds(handle, placed)
            if min(width(box), height(box)) <= THIN:
                self._fill_box(handle, box, patterned)
                return
        segments = map(native.FPDFPath_GetPathSegment, repeat(handle), range(count))
        path = self._path(segments)
        matrix = multiplied(self._matrix(handle), placed)
        outlines = canvas.outlines(matrix, path)
        if fill:
            self._fill_path(handle, outlines, fill == _EVENODD, patterned)
        if stroke:
            self._stroke_path(handle, outlines, scale_of(matrix))

    def _fill_path(
        self,
        handle: int,
        outlines: Sequence[Outline],
        evenodd: bool,
        patterned: bool,
    ) -> None:
        canvas = self._canvas
        colour, alpha = self._fill(handle)
        pen = canvas.pen
        canvas.pen = pen._replace(fill=alpha)
        if canvas.is_filling():
            white = not patterned and _is_white(colour)
            known = None if patterned else colour
            canvas.paint_fill(outlines, evenodd, white, known)
        canvas.pen = pen

    def _stroke_path(
        self,
        handle: int,
        outlines: Sequence[Outline],
        scale: float,
    ) -> None:
        canvas = self._canvas
        pen = canvas.pen
        colour, alpha = self._stroke(handle)
        if alpha * pen.group < SEEN:
            return
        self._native.FPDFPageObj_GetStrokeWidth(handle, self._at[0])
        thickness = self._floats[0] * scale
        canvas.pen = pen._replace(fill=alpha)
        for points in outlines:
            canvas.paint_stroke(points, thickness, _is_white(colour), colour)
        canvas.pen = pen

    def _next_is_patterned(self) -> bool:
        """Whether the next path is filled with a pattern."""
        number = self._paths
        self._paths += 1
        if self._patterned is None or number >= len(self._patterned):
            return False
        return self._patterned[number]

    def _bounds(self, handle: int, placed: Matrix) -> Box:
        """The box around an object, on the page as displayed."""
        left, low, right, high, *_ = self._at
        self._native.FPDFPageObj_GetBounds(handle, left, low, right, high)
        x0, y0, x1, y1, *_ = self._floats
        corner = self._canvas.place(placed, (x0, y0))
        opposite = self._canvas.place(placed, (x1, y1))
        return bounds([corner, opposite])

    def _fill_box(
        self,
        handle: int,
        box: Box,
        patterned: bool,
    ) -> None:
        """Fills a box so thin that its shape does not matter."""
        canvas = self._canvas
        colour, alpha = self._fill(handle)
        canvas.pen = canvas.pen._replace(fill=alpha)
        if canvas.is_filling():
            white = not patterned and _is_white(colour)
            canvas.add_area(box, white, None if patterned else colour)

    def _read_image(self, handle: int, placed: Matrix) -> None:
        canvas = self._canvas
        number = self._images
        self._images += 1
        masked = number >= len(self._masked) or self._masked[number]
        matrix = multiplied(self._matrix(handle), placed)
        corners = [canvas.place(matrix, (x, y)) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        box = meet(canvas.pen.clip, bounds(corners))
        if canvas.paint_image(box, masked):
            self.doubts.add(Doubt.PAINT)

    def _read_form(
        self,
        handle: int,
        onto: Matrix,
        page: Matrix,
        depth: int,
    ) -> None:
        native = self._native
        count = native.FPDFFormObj_CountObjects(handle)
        listed = map(native.FPDFFormObj_GetObject, repeat(handle), range(count))
        inner = multiplied(self._matrix(handle), onto)
        opacity = next(self._groups, None)
        if opacity is None:
            self.doubts.add(Doubt.PAINT)
            return
        pen = self._canvas.pen
        self._canvas.pen = pen._replace(group=pen.group * opacity)
        self._read_all(list(listed), inner, page, depth + 1)


def _is_white(colour: Colour) -> bool:
    """Whether it is the colour of paper."""
    return min(colour) >= ALL_LIGHT
