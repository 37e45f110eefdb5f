"""Rules on a page image: straight strokes, each verified on the ink they come from.

Letters have strokes as straight as rules. A rule is longer than a letter, ends at a rule across or
is long, and for most of its length nothing grows out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.read.pdf.model import Rule
from pipeline.read.scan.area import Area
from pipeline.read.scan.bridged import NO_SEALS, Seals, bridged_by, extended_by, is_within
from pipeline.read.scan.sheet import Mask, Pixels, inked
from pipeline.read.scan.strokes import REACH, STEP, SURE, Stroke, filled

# A stroke is looked at from this many letters on.
_SHORTEST = 1.15
# A rule is at most so thick, in points: what is thicker is a filled area.
_THICK = 4.5
# A rule is at least so many times as long as thick.
_LONG = 6.0
# So much of a rule is ink, and so much of it at most has ink beside it on one side.
_SOLID, _GROWN = 0.9, 0.5
# A streak crosses more rules than this.
_FEW = 2
# Letters are between these heights, in points; where a page has none, this is theirs.
_LETTERS = (4.0, 30.0)
_PLAIN = 9.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is ruled on a page: the strokes, and the ink that is theirs."""

    strokes: tuple[Stroke, ...]
    mask: Mask

    def in_points(
        self,
        points: float,
    ) -> tuple[Rule, ...]:
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


def letter_height(
    ink: Mask,
    points: float,
) -> float:
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
    seals: Seals = NO_SEALS,
) -> Ruling:
    """Finds the rules of a straightened, levelled page.

    Args:
        level: its pixels, paper white.
        points: how many points one pixel is long.
        seals: what is known of seals over it, whose strokes are no rules.
    """
    ink = inked(level)
    letter = letter_height(ink, points)
    found: list[Stroke] = []
    for vertical in (False, True):
        own = ink.T if vertical else ink
        found += _strokes(np.ascontiguousarray(own), vertical, letter, points)
    if seals.areas:
        bridged = bridged_by(found, seals)
        found = [extended_by(stroke, bridged, seals, letter) for stroke in bridged]
    kept = _meeting(found, letter, seals.areas)
    ruled = [stroke for stroke in kept if not _is_streak(stroke, kept, letter)]
    return Ruling(tuple(ruled), _drawn(kept, ink.shape))


def with_strokes(
    ruling: Ruling,
    more: Sequence[Stroke],
) -> Ruling:
    """A ruling with more strokes, and the ink that is theirs."""
    if not more:
        return ruling
    mask = ruling.mask | _drawn(more, ruling.mask.shape)
    return Ruling((*ruling.strokes, *more), mask)


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
        left, top, across, down, _ = map(int, stats[number])
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
    by_column = ink.sum(axis=0)
    filled = by_column > 0
    if not filled.any():
        return None
    down, across = ink.shape
    thick = float(np.median(by_column))
    middles = (np.arange(down) @ ink)[filled] / by_column[filled]
    # What touches a rule here and there, as a letter or a seal does, does not move its middle.
    middle = float(np.median(middles))
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
    if filled(ink, stroke, top, bottom) < _SOLID:
        return False
    if stroke.length >= SURE * letter:
        return True
    reach = max(2, int(0.12 * letter))
    above = filled(ink, stroke, max(0, top - reach), top)
    below = filled(ink, stroke, bottom, bottom + reach)
    return max(above, below) < _GROWN


def _meeting(
    strokes: list[Stroke],
    letter: float,
    seals: Sequence[Area],
) -> list[Stroke]:
    """The strokes less short ones that do not reach from one across to another.

    One that lies within a seal has to reach between two that do not, as a seal's own hold each
    other, and to be of a line that goes on beyond it, as each of a table's does.
    """
    within = {stroke for stroke in strokes if is_within(stroke, seals)}
    kept = strokes
    while True:
        beyond = [stroke for stroke in kept if stroke not in within]
        left: list[Stroke] = []
        for stroke in kept:
            if stroke in within:
                is_kept = _goes_on(stroke, beyond, letter) and _is_held(stroke, beyond, letter)
            else:
                is_kept = stroke.length >= SURE * letter or _is_held(stroke, kept, letter)
            if is_kept:
                left.append(stroke)
        if len(left) == len(kept):
            return left
        kept = left


def _goes_on(
    stroke: Stroke,
    strokes: list[Stroke],
    letter: float,
) -> bool:
    """Whether one of these strokes that is no part of a letter is on a stroke's line."""
    for other in strokes:
        is_near = other.vertical == stroke.vertical and abs(other.at - stroke.at) <= STEP
        if is_near and other.length >= SURE * letter:
            return True
    return False


def _is_held(
    stroke: Stroke,
    strokes: list[Stroke],
    letter: float,
) -> bool:
    """Whether a stroke ends at one across on both sides."""
    near = REACH * letter
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


def _is_streak(
    stroke: Stroke,
    strokes: Sequence[Stroke],
    letter: float,
) -> bool:
    """Whether an upright stroke is what dust on a scanner's glass draws, right through a table.

    It goes on beyond the last rule across, where no other upright one of the table does.
    """
    if not stroke.vertical:
        return False
    across = [
        other.at
        for other in strokes
        if not other.vertical
        and other.start <= stroke.at <= other.end
        and stroke.start <= other.at <= stroke.end
    ]
    if len(across) <= _FEW:
        return False
    far = SURE * letter
    top, bottom = min(across) - far, max(across) + far
    beyond = [
        other
        for other in strokes
        if other.vertical and (other.start < top < other.end or other.start < bottom < other.end)
    ]
    return beyond == [stroke]


def _drawn(
    strokes: Sequence[Stroke],
    shape: tuple[int, ...],
) -> Mask:
    """The pixels that strokes cover."""
    mask = np.zeros(shape, dtype=bool)
    for stroke in strokes:
        half = stroke.thick / 2 + 1
        low, high = max(0, round(stroke.at - half)), round(stroke.at + half) + 1
        start, end = max(0, int(stroke.start)), int(stroke.end) + 1
        if stroke.vertical:
            mask[start:end, low:high] = True
        else:
            mask[low:high, start:end] = True
    return mask
