"""Seals stamped over a page: red ones are lifted, and those without colour are found.

Ink multiplies: under a seal a letter is as much darker than the seal as it is than paper elsewhere.
So the light that the seal takes is given back, by how red each place is. Other red ink (a
letterhead, a figure in a cell) is print and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.area import Area
from pipeline.read.scan.sheet import Mask, Pixels

# Red is more than the mean of green and blue by this much of 255, beyond what the paper is.
_RED = 40.0
# So high a seal is at least, and no side of it longer, in points; it is no line of letters, which
# is so many times as wide as high.
_LEAST, _MOST = 50.0, 260.0
_LINE = 2.2
# Parts of a seal are no further apart, in points.
_APART = 4.0
# Colour is kept in fewer pixels than light: a seal's reaches this far beyond it, in points, and is
# given back a little more than it takes.
_BLEEDS, _MORE = 0.9, 0.3
# A place is wholly covered from this share of the full red on: thin strokes keep less of it.
_SURELY = 1.7
# A seal without colour is looked for at so many pixels an inch; its radius in points. Circles are
# tried so far apart, each moved by so many pixels both ways.
_SMALL_DPI = 72.0
_RADIUS = (45.0, 75.0)
_NEXT, _MOVED = 10.0, (-2, -1, 0, 1, 2)
# From the middle of its ring to beyond it, in pixels.
_WIDTH = 3.0
# So much of its ring is ink, and so much before it is moved; of circles so far within and around
# it, in pixels, so much less is.
_RING, _LIKELY = 0.72, 0.4
_ASIDE, _LESS = 6, 0.25
# Shares that are no further apart are the same.
_SAME = 0.02
_STEPS = 180
_INK = 80  # of 255, in the small picture

Floats = NDArray[np.float32]


class Circle(NamedTuple):
    """A circle in the small picture, in its pixels."""

    across: float
    down: float
    radius: float

    def moved(self, right: float, below: float, wider: float) -> Circle:
        """The circle moved and made wider by so many pixels."""
        return Circle(self.across + right, self.down + below, self.radius + wider)


@dataclass(frozen=True, slots=True)
class Light:
    """A page in grey, and where red seals were lifted."""

    grey: Pixels
    seals: tuple[Area, ...] = ()


def light_of(colour: Pixels, points: float) -> Light:
    """The page in grey, without red seals.

    Args:
        colour: its pixels, blue, green and red.
        points: how many points one pixel is long.
    """
    grey = np.asarray(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    redness = _redness(colour)
    seals = _red_seals(redness, points)
    if not seals:
        return Light(grey)
    paper = float(np.percentile(grey, 80))
    lifted = grey.copy()
    for seal in seals:
        place = seal.place
        lifted[place] = _lifted(grey[place], redness[place], paper, points)
    return Light(lifted, tuple(seals))


def _redness(colour: Pixels) -> Pixels:
    """How much redder than the paper each pixel is, from 0 to 255."""
    blue, green, red = (np.ascontiguousarray(colour[:, :, at]) for at in range(3))
    others = cv2.addWeighted(blue, 0.5, green, 0.5, 0.0)
    more = np.asarray(cv2.subtract(red, others), dtype=np.uint8)
    paper = int(np.median(more[::8, ::8]))
    redness: Pixels = np.maximum(more, paper) - np.uint8(paper)
    return redness


def _red_seals(redness: Pixels, points: float) -> list[Area]:
    """Where the page has red seals."""
    red = (redness > _RED).astype(np.uint8)
    if not red.any():
        return []
    reach = max(1, round(_APART / points))
    joined = cv2.dilate(red, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height, width = red.shape
    least, most = _LEAST / points, _MOST / points
    found: list[Area] = []
    for left, top, across, down, _ in stats[1:].tolist():
        if down < least or max(across, down) > most or across > _LINE * down:
            continue
        found.append(
            Area(
                max(0, left - reach),
                max(0, top - reach),
                min(width, left + across + reach),
                min(height, top + down + reach),
            )
        )
    return found


def _lifted(
    grey: Pixels,
    redness: Pixels,
    paper: float,
    points: float,
) -> Pixels:
    """A part of the page with the light that its seal takes given back."""
    full = float(np.percentile(redness[redness > _RED], 85))
    solid = redness > 0.8 * full
    dark = min(0.95, float(np.percentile(grey[solid], 60)) / paper)
    reach = max(1, round(_BLEEDS / points))
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    share = np.clip(redness / full, 0, 1)
    smooth = cv2.GaussianBlur(share, (0, 0), 0.4 * reach)
    spread = _SURELY * cv2.dilate(smooth, around)
    covered: Floats = np.clip(spread, 0, 1).astype(np.float32)
    taken = 1.0 - (1.0 - dark) * covered
    given = grey / taken * (1.0 + _MORE * covered)
    lifted: Pixels = np.clip(given, 0, 255).astype(np.uint8)
    return lifted


def colourless_seals(
    ink: Mask,
    rules: Mask,
    points: float,
) -> list[Area]:
    """Where a page's ink has the ring of a round seal, which nothing can lift.

    Circles are proposed by their edges (Hough; Yuen et al., 1990), and each is followed round.

    Args:
        ink: what is dark on the page, less the red seals that were lifted.
        rules: what of it was taken for rules, parts of a seal among them.
        points: how many points one pixel is long.
    """
    scale = min(1.0, points * _SMALL_DPI / 72.0)
    small = _smaller(ink, scale)
    pixel = points / scale
    found: list[Area] = []
    less_ruled = _smaller(ink & ~rules, scale)
    for proposed in (*_circles(less_ruled, pixel), *_circles(small, pixel)):
        share, ring = _ring_near(small, proposed)
        area = _around(ring, scale)
        is_known = any(_is_near(area, other) for other in found)
        if not is_known and share >= _RING:
            found.append(area)
    return found


def _smaller(ink: Mask, scale: float) -> Pixels:
    dark = ink.astype(np.uint8) * np.uint8(255)
    resized = cv2.resize(dark, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small: Pixels = np.asarray(resized, dtype=np.uint8)
    return small


def _circles(small: Pixels, pixel: float) -> list[Circle]:
    """Circles that may be rings of seals, in pixels; ``pixel`` is how many points one is long."""
    least, most = (round(radius / pixel) for radius in _RADIUS)
    circles = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        2,
        _NEXT,
        param1=120,
        param2=80,
        minRadius=least,
        maxRadius=most,
    )
    if circles is None:
        return []
    return [Circle(*circle) for circle in circles[0].tolist()]


def without(level: Pixels, seals: Sequence[Area]) -> Pixels:
    """A levelled page with these round seals, and all beneath them, made white."""
    clean = level.copy()
    for left, top, right, bottom in seals:
        middle = (left + right) // 2, (top + bottom) // 2
        cv2.circle(clean, middle, (right - left) // 2, 255, cv2.FILLED)
    return clean


def _around(ring: Circle, scale: float) -> Area:
    """The area that a ring in the small picture and its own width take, in pixels of the page."""
    radius = ring.radius + _WIDTH
    return Area(
        int((ring.across - radius) / scale),
        int((ring.down - radius) / scale),
        int((ring.across + radius) / scale) + 1,
        int((ring.down + radius) / scale) + 1,
    )


def _is_near(area: Area, other: Area) -> bool:
    """Whether two areas have nearly one middle."""
    across = area.left + area.right - other.left - other.right
    down = area.top + area.bottom - other.top - other.bottom
    return max(abs(across), abs(down)) < (area.right - area.left) / 4


def _ring_near(small: Pixels, circle: Circle) -> tuple[float, Circle]:
    """The share of a ring that is ink, the circle moved to where it is most; 0 where it is none."""
    wider = [circle.moved(0, 0, more) for more in _MOVED]
    best = max(_inked_share(small, one) for one in wider)
    beside = min(_inked_share(small, circle.moved(0, 0, aside)) for aside in (-_ASIDE, _ASIDE))
    if best < max(_LIKELY, beside + _LESS):
        return 0.0, circle
    moved = [circle.moved(*move) for move in product(_MOVED, _MOVED, _MOVED)]
    shares = np.array([_inked_share(small, one) for one in moved])
    most = float(shares.max())
    # A ring is wider than a pixel: of all circles within it the middle one.
    within = np.array(moved)[shares >= most - _SAME]
    return most, Circle(*within.mean(axis=0).tolist())


_ANGLES = np.linspace(0, 2 * np.pi, _STEPS, endpoint=False)
_COS, _SIN = np.cos(_ANGLES), np.sin(_ANGLES)


def _inked_share(small: Pixels, circle: Circle) -> float:
    """The share of a circle that is dark."""
    across = (circle.across + circle.radius * _COS).round().astype(int)
    down = (circle.down + circle.radius * _SIN).round().astype(int)
    height, width = small.shape
    inside = (across >= 0) & (across < width) & (down >= 0) & (down < height)
    dark = small[down[inside], across[inside]] > _INK
    return float(dark.sum()) / _STEPS
