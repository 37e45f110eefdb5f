"""Rules beneath a seal → the pieces that are ruled.

A rule that is known elsewhere on its line is looked for between two rules across. Where a seal was
lifted a rule is pale and broken: along it the page is darker than on both sides. Letters that stand
on the line are so here and there, a rule for most of its length. A seal without colour leaves a
rule as it is and has strokes of its own, but none that is inked from one rule to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from pipeline.read.scan.area import Area
from pipeline.read.scan.rules import Ruling, with_strokes
from pipeline.read.scan.sheet import Pixels, inked
from pipeline.read.scan.strokes import SURE, Stroke, lines_of

# So much of a piece, between two rules across, is darker by so much of 255 than both its sides.
_TRACED, _DARKER = 0.45, 20
# Beneath a seal that is there so much of a piece is inked, and so much darker than its sides: the
# seal's strokes may run beside it.
_INKED, _ALONE = 0.95, 0.15
# Pixels of the line's band each way, and from where to where its sides are looked at.
_BAND, _NEAR, _FAR = 2, 4, 6
# Pixels at both ends that belong to the rules across; a piece is longer.
_ENDS, _SHORTEST = 4, 6
# A piece is ruled already where strokes cover so much of it: all, where the rest can be verified.
_COVERED, _ALL = 0.8, 0.98


def with_traces(
    ruling: Ruling,
    level: Pixels,
    seals: Sequence[Area],
    letter: float,
) -> Ruling:
    """The ruling with the pieces of its lines that lifted seals have left traces of.

    ``letter`` is how high letters are, in pixels.
    """
    found: list[Stroke] = []
    for piece in _missing(ruling, seals, letter, _COVERED):
        if _darker(piece, level) >= _TRACED:
            found.append(piece)
    return with_strokes(ruling, found)


def with_overlaid(
    ruling: Ruling,
    level: Pixels,
    seals: Sequence[Area],
    letter: float,
) -> Ruling:
    """The ruling with the pieces of its lines that lie beneath seals without colour.

    ``letter`` is how high letters are, in pixels.
    """
    while True:
        found: list[Stroke] = []
        for piece in _missing(ruling, seals, letter, _ALL):
            if _is_overlaid(piece, ruling, level):
                found.append(piece)
        if not found:
            return ruling
        # What was found are rules across for others.
        ruling = with_strokes(ruling, found)


def _is_overlaid(
    piece: Stroke,
    ruling: Ruling,
    level: Pixels,
) -> bool:
    """Whether a piece is ruled beneath a seal; one that its ink hides is where the line goes on."""
    if not _is_inked(piece, level):
        return False
    if _darker(piece, level) >= _ALONE:
        return True
    before = after = False
    for stroke in ruling.strokes:
        if stroke.vertical == piece.vertical and abs(stroke.at - piece.at) <= _BAND:
            before |= stroke.start < piece.start - _ENDS and stroke.end >= piece.start - _ENDS
            after |= stroke.end > piece.end + _ENDS and stroke.start <= piece.end + _ENDS
    return before and after


def _missing(
    ruling: Ruling,
    seals: Sequence[Area],
    letter: float,
    covered: float,
) -> Iterator[Stroke]:
    """The pieces of the ruling's lines over which seals lie, and which strokes cover by less."""
    if not seals:
        return
    for line in lines_of(ruling.strokes):
        # A title's letters have strokes that may be in one line with a seal's.
        if max(stroke.length for stroke in line) < SURE * letter:
            continue
        for piece in _pieces(line, ruling.strokes, covered):
            if _is_near(piece, seals):
                yield piece


def _pieces(
    line: Sequence[Stroke],
    strokes: Sequence[Stroke],
    covered: float,
) -> Iterator[Stroke]:
    """The pieces of a line between neighbouring rules across that its strokes cover by less."""
    longest = max(line, key=lambda stroke: stroke.length)
    crossings: list[float] = []
    for other in strokes:
        if other.vertical != longest.vertical and other.start <= longest.at <= other.end:
            crossings.append(other.at)
    for start, end in pairwise(sorted(crossings)):
        piece = longest._replace(start=start, end=end)
        if piece.length > _SHORTEST + 2 * _ENDS and _covered(piece, line) < covered:
            yield piece


def _covered(
    piece: Stroke,
    line: Sequence[Stroke],
) -> float:
    """The share of a piece that a line's strokes cover."""
    covered = 0.0
    for stroke in line:
        covered += max(0.0, min(stroke.end, piece.end) - max(stroke.start, piece.start))
    return covered / piece.length


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


def _is_inked(
    piece: Stroke,
    level: Pixels,
) -> bool:
    """Whether a piece is ink from end to end."""
    band = _rows_of(piece, level, -_BAND, _BAND)
    return float(inked(band).any(axis=0).mean()) >= _INKED


def _darker(
    piece: Stroke,
    level: Pixels,
) -> float:
    """The share of a piece's length along which the page is darker than on both its sides."""
    height = level.shape[1 if piece.vertical else 0]
    if not _FAR <= round(piece.at) < height - _FAR:
        return 0.0

    def darkest(
        first: int,
        last: int,
    ) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        rows = _rows_of(piece, level, first, last)
        return np.asarray(rows.min(axis=0), dtype=np.int16)

    band = darkest(-_BAND, _BAND) + _DARKER
    is_darker = (band < darkest(-_FAR, -_NEAR)) & (band < darkest(_NEAR, _FAR))
    return float(is_darker.mean())


def _rows_of(
    piece: Stroke,
    level: Pixels,
    first: int,
    last: int,
) -> Pixels:
    """The pixels beside a piece, in rows along it, between two places aside; less its ends."""
    along = level.T if piece.vertical else level
    at = round(piece.at)
    rows = slice(max(0, at + first), at + last + 1)
    columns = slice(int(piece.start) + _ENDS, int(piece.end) - _ENDS)
    return along[rows, columns]
