"""Flattens a page that is bent: a book's sagging lines, the barrel of a lens.

The long rules tell: how far each strays from straight, along its length, and between two rules what
lies between. Only what is printed straight can be known to be bent, so rules alone are followed.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.sheet import Mask, Pixels, Places, Sheet, ink_of

# A rule is followed in streaks of so many pixels, over at least this share of the page.
_STREAK = 25
_LONG = 0.45
# It strays from level by this share of its length at most, and from its curve by so many pixels.
_STRAYS, _OFF = 0.06, 1.2
# Its curve is a polynomial of this degree; it is nowhere thicker than usual by more pixels.
_DEGREE, _THICKER = 4, 2
# So much of it is seen on its curve, and what is not seen is not all in one place.
_SEEN, _GAP = 0.8, 0.1
# Rules are so many pixels apart.
_NEXT = 2.0
# Fewer rules tell nothing of what is between; less than so many pixels are no bend.
_FEW, _FLAT = 3, 1.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bend:
    """How far lines stray down, by where they lie; of upright lines across where ``upright``.

    ``at`` are the places of the rules, ``strays`` has a row for each: its stray, in pixels, at
    every pixel along it.
    """

    at: Floats
    strays: Floats
    upright: bool = False

    def back(self, places: Places) -> Places:
        """Where places of the flat image (across, down) are in the bent one."""
        along, aside = (places[:, 1], places[:, 0]) if self.upright else places.T
        moved = places.copy()
        moved[:, 0 if self.upright else 1] += self._stray(along, aside)
        return moved

    def _stray(self, along: Floats, aside: Floats) -> Floats:
        last = self.strays.shape[1] - 1
        columns = np.clip(np.round(along), 0, last).astype(int)
        above = np.clip(np.searchsorted(self.at, aside) - 1, 0, len(self.at) - 2)
        reach = self.at[above + 1] - self.at[above]
        share = np.clip((aside - self.at[above]) / reach, 0.0, 1.0)
        first, second = self.strays[above, columns], self.strays[above + 1, columns]
        stray: Floats = first * (1.0 - share) + second * share
        return stray

    def flat(self, colour: Pixels) -> Pixels:
        """The bent image flattened."""
        bent = np.swapaxes(colour, 0, 1) if self.upright else colour
        height, width = bent.shape[:2]
        down = np.arange(height, dtype=np.float64)
        whole = np.empty((height, width), dtype=np.float32)
        for column in range(width):
            whole[:, column] = down + np.interp(down, self.at, self.strays[:, column])
        across = np.repeat(np.arange(width, dtype=np.float32)[np.newaxis], height, axis=0)
        flat = cv2.remap(
            np.ascontiguousarray(bent),
            across,
            whole,
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
        if self.upright:
            flat = np.swapaxes(flat, 0, 1)
        return np.ascontiguousarray(flat, dtype=np.uint8)


def flattened(
    sheet: Sheet,
    ink: Mask,
) -> Sheet:
    """The page, which has this ink, with its rules straight; as it is where they are."""
    for upright in (False, True):
        bend = _bend(np.ascontiguousarray(ink.T) if upright else ink, upright)
        if bend is not None:
            sheet = sheet.moved(bend.flat(sheet.colour), bend.back)
            ink = ink_of(sheet)
    return sheet


def _bend(ink: Mask, upright: bool) -> Bend | None:
    """How the level lines of this ink are bent; None where they are straight, or few."""
    rules = _apart(_curves(ink))
    if len(rules) < _FEW:
        return None
    middle = ink.shape[1] // 2
    at = np.array([curve[middle] for curve in rules])
    strays = np.array([curve - curve[middle] for curve in rules])
    if np.abs(strays).max() < _FLAT:
        return None
    return Bend(at, strays, upright)


def _apart(curves: list[Floats]) -> list[Floats]:
    """The curves top to bottom, of two in one place the first."""
    ordered = sorted(curves, key=_middle)
    apart: list[Floats] = []
    for curve in ordered:
        if not apart or _middle(curve) - _middle(apart[-1]) >= _NEXT:
            apart.append(curve)
    return apart


def _middle(curve: Floats) -> float:
    """Where a curve crosses the middle of the page."""
    return float(curve[len(curve) // 2])


def _curves(ink: Mask) -> list[Floats]:
    """The long rules: how far down each is, at every pixel across the page."""
    width = ink.shape[1]
    closed = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1), np.uint8))
    streak = np.ones((1, _STREAK), np.uint8)
    streaks = cv2.morphologyEx(closed, cv2.MORPH_OPEN, streak)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(streaks, connectivity=8)
    found: list[Floats] = []
    for number in range(1, count):
        left, top, across, down, _ = map(int, stats[number])
        is_long = across >= _LONG * width and left <= width / 2 <= left + across
        if not is_long or down > _STRAYS * across:
            continue
        own = labels[top : top + down, left : left + across] == number
        curve = _curve(own, left, top, width)
        if curve is not None:
            found.append(curve)
    return found


def _curve(
    own: Mask,
    left: int,
    top: int,
    width: int,
) -> Floats | None:
    """The curve that a streak follows, drawn on level beyond its ends; None where it is none."""
    down, across = own.shape
    weight = own.sum(axis=0)
    filled = weight > 0
    xs = np.arange(across)[filled] / across
    ys = (np.arange(down) @ own)[filled] / weight[filled]
    # Where more than the rule is inked, as along the ring of a seal, the middle is not the rule's.
    thick = weight[filled]
    alone = thick <= np.median(thick) + _THICKER
    kept = alone
    for _ in range(3):
        if kept.sum() < across / 2:
            return None
        fit = np.polyfit(xs[kept], ys[kept], _DEGREE)
        kept = alone & (np.abs(np.polyval(fit, xs) - ys) < _OFF)
    known = np.concatenate([[0.0], xs[kept], [1.0]])
    # Where it is not seen a polynomial goes anywhere.
    if kept.mean() < _SEEN or np.diff(known).max() > _GAP:
        return None
    along = np.clip((np.arange(width) - left) / across, 0.0, 1.0)
    curve: Floats = np.polyval(fit, along) + top
    return curve
