"""Rules beneath a lifted seal, of which only traces are left → the pieces that are ruled.

Where a seal was lifted a rule is pale and broken. A rule that is known elsewhere on its line is
looked for between two rules across: along it the page is darker than on both sides. Letters that
stand on the line are so here and there, a rule for most of its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from pipeline.read.scan.area import Area
from pipeline.read.scan.rules import Ruling, Stroke, lines_of, with_strokes
from pipeline.read.scan.sheet import Pixels

# So much of a piece, between two rules across, is darker by so much of 255 than both its sides.
_TRACED, _DARKER = 0.45, 20
# Pixels of the line's band each way, and from where to where its sides are looked at.
_BAND, _NEAR, _FAR = 2, 4, 6
# Pixels at both ends that belong to the rules across; a piece is longer.
_ENDS, _SHORTEST = 4, 6
# A piece is ruled already where strokes cover so much of it.
_COVERED = 0.8


def with_traces(
    ruling: Ruling,
    level: Pixels,
    seals: Sequence[Area],
) -> Ruling:
    """The ruling with the pieces of its lines that lifted seals have left traces of."""
    if not seals:
        return ruling
    found: list[Stroke] = []
    for line in lines_of(ruling.strokes):
        for piece in _pieces(line, ruling.strokes):
            if _is_near(piece, seals) and _is_traced(piece, level):
                found.append(piece)
    return with_strokes(ruling, found)


def _pieces(
    line: Sequence[Stroke],
    strokes: Sequence[Stroke],
) -> Iterator[Stroke]:
    """The pieces of a line between neighbouring rules across that no stroke of it covers."""
    longest = max(line, key=lambda stroke: stroke.length)
    crossings: list[float] = []
    for other in strokes:
        if other.vertical != longest.vertical and other.start <= longest.at <= other.end:
            crossings.append(other.at)
    for start, end in pairwise(sorted(crossings)):
        piece = longest._replace(start=start, end=end)
        if piece.length > _SHORTEST + 2 * _ENDS and not _is_covered(piece, line):
            yield piece


def _is_covered(
    piece: Stroke,
    line: Sequence[Stroke],
) -> bool:
    covered = 0.0
    for stroke in line:
        covered += max(0.0, min(stroke.end, piece.end) - max(stroke.start, piece.start))
    return covered >= _COVERED * piece.length


def _is_near(
    piece: Stroke,
    seals: Sequence[Area],
) -> bool:
    """Whether a seal lies over a part of a piece."""
    low, high = piece.at - _BAND, piece.at + _BAND
    box = (piece.start, low, piece.end, high)
    if piece.vertical:
        box = (low, piece.start, high, piece.end)
    return any(seal.touches(*box) for seal in seals)


def _is_traced(
    piece: Stroke,
    level: Pixels,
) -> bool:
    """Whether the page is darker along a piece than on both its sides, for most of its length."""
    along = level.T if piece.vertical else level
    at = round(piece.at)
    if at < _FAR or at + _FAR >= along.shape[0]:
        return False
    columns = slice(int(piece.start) + _ENDS, int(piece.end) - _ENDS)

    def darkest(
        first: int,
        last: int,
    ) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        rows = along[at + first : at + last + 1, columns]
        return np.asarray(rows.min(axis=0), dtype=np.int16)

    band = darkest(-_BAND, _BAND) + _DARKER
    is_darker = (band < darkest(-_FAR, -_NEAR)) & (band < darkest(_NEAR, _FAR))
    return float(is_darker.mean()) >= _TRACED
