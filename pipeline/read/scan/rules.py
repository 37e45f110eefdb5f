"""Rules on a page image: straight strokes, each verified on the ink they come from.

Letters have strokes as straight as rules. A rule is longer than a letter, ends at a rule across or
is long, and for most of its length nothing grows out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from pipeline.read.pdf.model import Rule
from pipeline.read.scan.sheet import Mask, Pixels, inked

# A stroke is looked at from this many letters on.
_SHORTEST = 1.15
# A rule is at most so thick, in points: what is thicker is a filled area.
_THICK = 4.5
# A rule is at least so many times as long as thick.
_LONG = 6.0
# So much of a rule is ink, and so much of it at most has ink beside it on one side.
_SOLID, _GROWN = 0.9, 0.5
# So many letters long, a stroke is no part of a letter.
_SURE = 4.0
# A short rule ends this near to one across, in letters.
_REACH = 0.35
# Letters are between these heights, in points; where a page has none, this is theirs.
_LETTERS = (4.0, 30.0)
_PLAIN = 9.0


class Stroke(NamedTuple):
    """A straight stroke among the pixels: its middle line, its ends, its thickness."""

    vertical: bool
    at: float
    start: float
    end: float
    thick: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is ruled on a page: the strokes, and the ink that is theirs."""

    strokes: tuple[Stroke, ...]
    mask: Mask

    def in_points(self, points: float) -> tuple[Rule, ...]:
        """The strokes as rules, in points of the straightened image."""
        rules: list[Rule] = []
        for stroke in self.strokes:
            rule = Rule(
                stroke.vertical,
                stroke.at * points,
                stroke.start * points,
                stroke.end * points,
                stroke.thick * points,
            )
            rules.append(rule)
        return tuple(rules)


def letter_height(ink: Mask, points: float) -> float:
    """How high letters are, in pixels: the upper quarter of what may be letters."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    widths = stats[1:, cv2.CC_STAT_WIDTH]
    least, most = (size / points for size in _LETTERS)
    fits = (heights > least) & (heights < most) & (widths < most)
    if fits.sum() < 10:
        return _PLAIN / points
    return float(np.percentile(heights[fits], 75))


def ruling_of(
    level: Pixels,
    points: float,
) -> Ruling:
    """Finds the rules of a straightened, levelled page."""
    ink = inked(level)
    letter = letter_height(ink, points)
    found: list[Stroke] = []
    for vertical in (False, True):
        own = ink.T if vertical else ink
        found += _strokes(np.ascontiguousarray(own), vertical, letter, points)
    kept = _meeting(found, letter)
    return Ruling(tuple(kept), _drawn(kept, ink))


def _strokes(
    ink: Mask,
    vertical: bool,
    letter: float,
    points: float,
) -> list[Stroke]:
    """The level strokes of the ink that are no part of a letter."""
    shortest = max(9, int(_SHORTEST * letter))
    bar = np.ones((1, shortest), np.uint8)
    # A stroke that steps by a pixel goes on; only what is ink itself counts in the end.
    step = np.ones((2, 1), np.uint8)
    thicker = cv2.dilate(ink.astype(np.uint8), step)
    streaks = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, bar)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(streaks, connectivity=8)
    found: list[Stroke] = []
    for number in range(1, count):
        left, top, across, down, _ = (int(value) for value in stats[number])
        rows = slice(top, top + down)
        columns = slice(left, left + across)
        own = labels[rows, columns] == number
        stroke = _stroke(own & ink[rows, columns], vertical, left, top)
        if stroke is None or stroke.thick * points > _THICK:
            continue
        if stroke.length >= _LONG * stroke.thick and _is_rule(stroke, ink, letter):
            found.append(stroke)
    return found


def _stroke(
    ink: Mask,
    vertical: bool,
    left: int,
    top: int,
) -> Stroke | None:
    """The stroke that a streak of ink is; ``left`` and ``top`` are where it begins."""
    by_row = ink.sum(axis=1)
    total = int(by_row.sum())
    if not total:
        return None
    down, across = ink.shape
    thick = float(np.median(ink.sum(axis=0)))
    middle = float(np.arange(down) @ by_row) / total
    return Stroke(
        vertical,
        middle + top,
        left,
        left + across,
        max(1.0, thick),
    )


def _is_rule(
    stroke: Stroke,
    ink: Mask,
    letter: float,
) -> bool:
    """Whether a level stroke is solid, and nothing grows out of it for most of its length."""
    half = stroke.thick / 2
    top = max(0, int(stroke.at - half - 1))
    bottom = int(stroke.at + half + 2)
    if _filled(ink, stroke, top, bottom) < _SOLID:
        return False
    if stroke.length >= _SURE * letter:
        return True
    reach = max(2, int(0.12 * letter))
    above = _filled(ink, stroke, max(0, top - reach), top)
    below = _filled(ink, stroke, bottom, bottom + reach)
    return max(above, below) < _GROWN


def _filled(
    ink: Mask,
    stroke: Stroke,
    top: int,
    bottom: int,
) -> float:
    """The share of a level stroke's length along which some of these rows has ink."""
    start, end = int(stroke.start), int(stroke.end)
    band = ink[top:bottom, start:end]
    along = np.asarray(band.any(axis=0))
    return float(along.mean())


def _meeting(strokes: list[Stroke], letter: float) -> list[Stroke]:
    """The strokes less short ones that do not reach from one across to another."""
    kept = strokes
    while True:
        left = [stroke for stroke in kept if _is_held(stroke, kept, letter)]
        if len(left) == len(kept):
            return left
        kept = left


def _is_held(
    stroke: Stroke,
    strokes: list[Stroke],
    letter: float,
) -> bool:
    """Whether a stroke ends at one across on both sides, or is long."""
    if stroke.length >= _SURE * letter:
        return True
    near = _REACH * letter
    starts_held = ends_held = False
    for other in strokes:
        if other.vertical == stroke.vertical:
            continue
        crosses = other.start - near <= stroke.at <= other.end + near
        if not crosses:
            continue
        starts_held |= abs(other.at - stroke.start) <= near
        ends_held |= abs(other.at - stroke.end) <= near
    return starts_held and ends_held


def _drawn(strokes: list[Stroke], ink: Mask) -> Mask:
    """The pixels that strokes cover."""
    mask = np.zeros(ink.shape, dtype=bool)
    for stroke in strokes:
        half = stroke.thick / 2 + 1
        low, high = max(0, round(stroke.at - half)), round(stroke.at + half) + 1
        start, end = max(0, int(stroke.start)), int(stroke.end) + 1
        if stroke.vertical:
            mask[start:end, low:high] = True
        else:
            mask[low:high, start:end] = True
    return mask
