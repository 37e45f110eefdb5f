"""How a character is set: its vertical box, its turn, whether it is mirrored or off the page."""

from __future__ import annotations

import math
from typing import Any

from pipeline.model import Box

# Text whose line leans by more than this angle runs along no side of the page.
SLANT = math.sin(math.radians(8))
# No place on a page lies this far out, in points; beyond it numbers lose their digits, or are none.
FAR = 1e7
# Where the origin of vertical writing lies in a character whose font does not say (ISO 32000-1,
# 9.7.4.3): half its width across, so far up, in thousandths of the type size.
_MIDDLE = (None, 880)


def is_mirrored(matrix: Any, scaling: float) -> bool:
    """Whether a matrix turns letters round as a mirror does."""
    a, b, c, d, _, _ = matrix
    return bool((a * d - b * c) * scaling < 0)


def is_on_sheet(
    box: Box,
    ox: float,
    oy: float,
) -> bool:
    """Whether a character is near enough to be on a page; what is no number is below nothing."""
    x0, top, x1, bottom = box
    if not (x0 > -FAR and x1 < FAR):
        return False
    if not (top > -FAR and bottom < FAR):
        return False
    return -FAR < ox < FAR and -FAR < oy < FAR


def vertical_box(
    displacement: Any,
    fontsize: float,
    rise: float,
    advance: float,
) -> Box:
    """The box of a character of vertical writing, by where its origin lies."""
    across, down = displacement if isinstance(displacement, tuple) else _MIDDLE
    left = fontsize * 0.5 if across is None else across * fontsize * 0.001
    high = (1000 - down) * fontsize * 0.001 + rise
    return -left, high + advance, fontsize - left, high


def turn_of(matrix: Any, backwards: bool = False) -> int:
    """How far the text runs clockwise from left-to-right; -1 where it is slanted."""
    a, b, *_ = matrix
    if backwards:
        a, b = -a, -b
    length = math.hypot(a, b)
    if length == 0:
        return 0
    across, up = abs(a), abs(b)
    if min(across, up) > SLANT * length:
        return -1
    if across >= up:
        return 0 if a > 0 else 180
    return 270 if b > 0 else 90
