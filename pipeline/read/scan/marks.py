"""Marks that recognisers mistake for letters, told by their shape: slashes and dashes.

Every recogniser reads a lone "/" as "1", sure of itself; "not published" would become first rank.
Shape tells: one thin stroke, and the way it leans.
"""

from __future__ import annotations

from enum import StrEnum
from math import atan2, degrees
from typing import NamedTuple

import cv2
import numpy as np

from pipeline.read.scan.sheet import Mask

# So many times as long as broad: a dash, a slash, and a 1 with its flag.
_THIN_DASH, _THIN_SLASH, _SLENDER = 1.5, 3.4, 1.8
# How far a slash leans from upright to the right, in degrees, and how far a 1 does: its flag has it
# lean to the left.
_SLASH = (11.0, 52.0)
_UPRIGHT = (-13.0, 7.0)
# A dash lies this level, in degrees.
_LEVEL = 9.0
# A slash is at least so high, a dash at most so thick; one longer than this is long. In letters.
_HIGH, _FLAT, _LONG = 0.55, 0.33, 0.62
# Ink beside the stroke, as a share of all: noise.
_BESIDE = 0.08
# Pixels of the smallest piece of ink that has a shape.
_FEWEST = 6


class Mark(StrEnum):
    """What a lone piece of ink is by its shape."""

    SLASH = "/"
    LONG_DASH = "—"
    DASH = "-"
    UPRIGHT = "|"
    OTHER = ""


class _Piece(NamedTuple):
    """A piece of ink: length and breadth in pixels, degrees turned clockwise from level."""

    length: float
    broad: float
    angle: float

    @property
    def thinness(self) -> float:
        """How many times as long it is as broad."""
        return self.length / self.broad


def mark_of(ink: Mask, letter: float) -> Mark:
    """The mark that a lone piece of ink is; ``letter`` is how high letters are, in pixels."""
    piece = _piece_of(ink)
    if piece is None:
        return Mark.OTHER
    if abs(piece.angle) <= _LEVEL:
        return _dash(piece, letter)
    if piece.length < _HIGH * letter:
        return Mark.OTHER
    lean = _lean(piece.angle)
    least, most = _SLASH
    if least <= lean <= most and piece.thinness >= _THIN_SLASH:
        return Mark.SLASH
    left, right = _UPRIGHT
    is_upright = left <= lean <= right and piece.thinness >= _SLENDER
    return Mark.UPRIGHT if is_upright else Mark.OTHER


def _dash(piece: _Piece, letter: float) -> Mark:
    if piece.thinness < _THIN_DASH or piece.broad > _FLAT * letter:
        return Mark.OTHER
    return Mark.LONG_DASH if piece.length >= _LONG * letter else Mark.DASH


def _lean(angle: float) -> float:
    """Degrees from upright, to the right, of what is turned clockwise from level by ``angle``."""
    return 90.0 + angle if angle <= 0 else angle - 90.0


def _piece_of(ink: Mask) -> _Piece | None:
    """The one piece that the ink is; None where it is several."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    if count < 2:
        return None
    areas = stats[1:, cv2.CC_STAT_AREA]
    largest = int(areas.argmax()) + 1
    own = int(areas[largest - 1])
    if own < _FEWEST or areas.sum() - own > _BESIDE * own:
        return None
    return _measured(labels == largest)


def _measured(ink: Mask) -> _Piece:
    """A piece of ink measured along the direction in which it is spread most."""
    rows, columns = np.nonzero(ink)
    across = columns - columns.mean()
    down = rows - rows.mean()
    spread = np.cov(np.stack([across, down]))
    _, directions = np.linalg.eigh(spread)
    dx, dy = (float(part) for part in directions[:, 1])
    if dx < 0:
        dx, dy = -dx, -dy
    along = across * dx + down * dy
    aside = down * dx - across * dy
    length = float(np.ptp(along)) + 1.0
    broad = float(np.ptp(aside)) + 1.0
    angle = degrees(atan2(dy, dx))
    return _Piece(length, broad, angle)
