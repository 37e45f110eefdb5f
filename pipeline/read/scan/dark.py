"""Dark fields with light letters, as headings of coloured tables have → letters on white.

On a dark field all is ink: its letters are no letters, and the rules that run into it are one
with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from pipeline.read.scan.area import Area
from pipeline.read.scan.rules import letter_height
from pipeline.read.scan.sheet import Mask, Pixels, inked

# Ground between letters is at least so thick, in letters; strokes of letters are thinner.
_THICK = 0.6
# A gap in the ground that a letter leaves is at most so wide, in letters.
_GAP = 2.0
# A field is at least so wide and so high, in letters.
_WIDE, _HIGH = 3.0, 1.2
# At least so much of a field is dark, and so much of its outline is within it.
_DARK, _SQUARE = 0.55, 0.9
# A field's ground is darker than this share of white.
_GROUND = 0.8
# Light letters are what is lightest on it, by per cent of its pixels, and so much lighter at least.
_LIGHTEST, _CONTRAST = 98.0, 40.0
# A field's outline is drawn so many pixels thick: its edge is a rule.
_OUTLINE = 2


def on_white(level: Pixels, points: float) -> Pixels:
    """A levelled page whose dark fields are white, and whatever is on them dark.

    Args:
        level: its pixels, paper white.
        points: how many points one pixel is long.
    """
    letter = letter_height(inked(level), points)
    dark = level < 255 * _GROUND
    found = list(_fields(dark, letter))
    return _turned_light(level, dark, found) if found else level


def _fields(dark: Mask, letter: float) -> Iterator[Area]:
    """The upright rectangles that are dark but for what is written on them."""
    thick = max(3, round(_THICK * letter))
    gap = max(3, round(_GAP * letter))
    pen = np.ones((thick, thick), np.uint8)
    ground = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, pen)
    if not ground.any():
        return
    pen = np.ones((gap, gap), np.uint8)
    whole = cv2.morphologyEx(ground, cv2.MORPH_CLOSE, pen)
    _, _, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=4)
    for left, top, across, down, filled in stats[1:]:
        is_small = across < _WIDE * letter or down < _HIGH * letter
        if is_small or filled < _SQUARE * across * down:
            continue
        right = left + across
        bottom = top + down
        area = Area(int(left), int(top), int(right), int(bottom))
        if dark[area.place].mean() >= _DARK:
            yield area


def _turned_light(
    level: Pixels,
    dark: Mask,
    fields: Sequence[Area],
) -> Pixels:
    """The page with each field's ground white, and darker the more a pixel differs from it."""
    light = level.copy()
    for area in fields:
        field = level[area.place]
        ground = np.median(field[dark[area.place]])
        light[area.place] = _framed(_contrast(field, float(ground)))
    return light


def _contrast(field: Pixels, ground: float) -> Pixels:
    """How far each pixel is from the ground of its field: white where it is the ground.

    Worked out for each of the 256 values once: a page that is dark all over has millions of pixels.
    """
    values = np.arange(256)
    letters = float(np.percentile(field, _LIGHTEST)) - ground
    as_letter = (values - ground) / max(letters, _CONTRAST)
    as_black = (ground - values) / max(ground, 1.0)
    differs = np.maximum(as_letter, as_black)
    turned = np.clip(255 * (1 - differs), 0, 255).astype(np.uint8)
    return np.asarray(turned[field], dtype=np.uint8)


def _framed(field: Pixels) -> Pixels:
    """A field with a black line around it."""
    down, across = field.shape
    last = across - 1, down - 1
    cv2.rectangle(field, (0, 0), last, 0, _OUTLINE)
    return field
