"""How the text objects of a page look, and where paths lead: read many at once.

Most pages have hundreds of them; one call of a function after the other, by ``map``, costs a
fraction of what a loop does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from ctypes import addressof, c_float, c_uint
from functools import lru_cache

from pipeline.read.pdf.bindings import pdfium
from pipeline.read.pdf.model import Colour, Matrix

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A colour and its opacity, as pdfium has it where none is set.
BLACK: tuple[Colour, float] = ((0.0, 0.0, 0.0), 1.0)
_OPAQUE = 255
# A matrix has so many numbers, a colour so many parts; each is so many bytes long.
_NUMBERS, _PARTS, _BYTES = 6, 4, 4


# A text object: its handle, its matrix, its render mode, and what letters are filled with.
Look = tuple[int, Matrix, int, tuple[Colour, float]]


def looks_of(handles: Sequence[int]) -> Iterator[Look]:
    """Reads the looks of text objects, in their order."""
    native = pdfium()
    modes = map(native.FPDFTextObj_GetTextRenderMode, handles)
    return zip(handles, _matrices(handles), modes, _fills(handles), strict=True)


def _matrices(handles: Sequence[int]) -> Iterator[Matrix]:
    """The matrix of each object."""
    numbers = (c_float * (_NUMBERS * len(handles)))()
    start = addressof(numbers)
    step = _NUMBERS * _BYTES
    places = range(start, start + step * len(handles), step)
    deque(map(pdfium().FPDFPageObj_GetMatrix, handles, places), 0)
    each = iter(numbers[:])
    return zip(each, each, each, each, each, each, strict=True)


def _fills(handles: Sequence[int]) -> Iterator[tuple[Colour, float]]:
    """The colour that each object is filled with, and its opacity."""
    parts = (c_uint * (_PARTS * len(handles)))()
    start = addressof(parts)
    step = _PARTS * _BYTES
    end = start + step * len(handles)
    columns = [range(start + _BYTES * part, end, step) for part in range(_PARTS)]
    is_set = list(map(pdfium().FPDFPageObj_GetFillColor, handles, *columns))
    fills = map(colour_of, *[parts[part::_PARTS] for part in range(_PARTS)])
    if all(is_set):
        return fills
    return (fill if done else BLACK for done, fill in zip(is_set, fills, strict=True))


# A piece of a path: its kind, whether it closes the path, and where it ends.
Segment = tuple[int, int, float, float]


def segments_of(handles: Sequence[int]) -> Iterator[Segment]:
    """Reads the segments of a path, in their order."""
    native = pdfium()
    numbers = (c_float * (2 * len(handles)))()
    start = addressof(numbers)
    end = start + 2 * _BYTES * len(handles)
    xs = range(start, end, 2 * _BYTES)
    ys = range(start + _BYTES, end, 2 * _BYTES)
    deque(map(native.FPDFPathSegment_GetPoint, handles, xs, ys), 0)
    kinds = map(native.FPDFPathSegment_GetType, handles)
    closing = map(native.FPDFPathSegment_GetClose, handles)
    each = iter(numbers[:])
    return zip(kinds, closing, each, each, strict=True)


@lru_cache(maxsize=1024)
def colour_of(
    red: int,
    green: int,
    blue: int,
    alpha: int,
) -> tuple[Colour, float]:
    """A colour and its opacity, of parts from 0 to 255."""
    colour = red / _OPAQUE, green / _OPAQUE, blue / _OPAQUE
    return colour, alpha / _OPAQUE
