"""Straightens a page image: skew, mild perspective and bends, from the long rules on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees, radians, tan

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.bent import flattened
from pipeline.read.scan.sheet import Mask, Matrix, Sheet, by_matrix, ink_of

# A long line covers this share of the page's shorter side.
_LONG = 0.12
# A page is turned by no more than so many degrees; what leans more is drawn so.
_MOST = 8.0
# A page that is straighter than this, in degrees, stays as it is.
_STRAIGHT = 0.03
# Fewer long lines tell nothing of perspective.
_FEW = 4
# Angles of text lines are tried so far apart, in degrees.
_COARSE, _FINE = 0.5, 0.05
_SMALL = 900  # pixels of the longer side where angles are tried

Floats = NDArray[np.float32]
Lines = NDArray[np.float64]  # by line: the place on the middle axis, the slope


@dataclass(frozen=True, slots=True)
class Lean:
    """How lines lean: the slope in the middle of the page, and what it gains by pixel across."""

    slope: float
    gain: float = 0.0

    def at(self, place: float) -> float:
        """The slope of a line that crosses the middle axis there."""
        return self.slope + self.gain * place


def straightened(sheet: Sheet) -> Sheet:
    """The page with its lines level and upright."""
    ink = ink_of(sheet)
    rough = _skew(ink)
    if abs(rough) > _STRAIGHT:
        sheet = _warped(sheet, _rotation(sheet, rough))
        ink = ink_of(sheet)
    squared = _squared(sheet, ink)
    if squared is not sheet:
        ink = ink_of(squared)
    return flattened(squared, ink)


def _skew(ink: Mask) -> float:
    """The degrees by which lines of text and rules fall to the right; 0 where none is found.

    Ink adds up most unevenly along the direction of the lines (Postl, 1986).
    """
    height, width = ink.shape
    scale = min(1.0, _SMALL / max(height, width))
    small: Floats = cv2.resize(
        ink.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    ).astype(np.float32)
    coarse = _steepest(small, np.arange(-_MOST, _MOST + _COARSE, _COARSE))
    near = np.arange(coarse - _COARSE, coarse + _COARSE, _FINE)
    return _steepest(small, near)


def _steepest(ink: Floats, angles: NDArray[np.float64]) -> float:
    """The angle along which the sums of ink differ most from row to row."""
    rows, columns = np.nonzero(ink > 0.3)
    if not len(rows):
        return 0.0
    best, found = -1.0, 0.0
    for angle in angles:
        along = rows - columns * tan(radians(angle))
        places = np.round(along).astype(np.int64)
        places -= places.min()
        sums = np.bincount(places).astype(np.float64)
        score = float(np.square(np.diff(sums)).sum())
        score *= 1.0 - 1e-4 * abs(angle)
        if score > best:
            best, found = score, float(angle)
    return found


def _rotation(sheet: Sheet, angle: float) -> Matrix:
    """Turns the page about its middle, places before → after."""
    height, width = sheet.colour.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.vstack([turn, [0.0, 0.0, 1.0]])


def _squared(sheet: Sheet, ink: Mask) -> Sheet:
    """The page with what is left of skew and perspective taken out."""
    height, width = ink.shape
    shortest = int(_LONG * min(height, width))
    level = _lean(_long_lines(ink, shortest), height)
    upright = _lean(_long_lines(ink.T, shortest), width)
    if level is None or upright is None:
        return sheet
    turn = _unleaning(level, upright, width, height)
    return sheet if turn is None else _warped(sheet, turn)


def _long_lines(ink: Mask, shortest: int) -> Lines:
    """The long level lines: where each crosses the middle from left to right, and its slope."""
    closed = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1), np.uint8))
    bar = np.ones((1, max(15, shortest // 3)), np.uint8)
    streaks = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(streaks, connectivity=8)
    middle = ink.shape[1] / 2
    found: list[tuple[float, float]] = []
    for number in range(1, count):
        left, top, across, down, _ = stats[number]
        if across < shortest or down > across / 8:
            continue
        part = labels[top : top + down, left : left + across] == number
        weight = part.sum(axis=0)
        places = np.arange(down) @ part / np.maximum(weight, 1)
        kept = weight > 0
        xs = np.arange(across)[kept]
        slope, start = np.polyfit(xs, places[kept], 1)
        crossing = top + start + slope * (middle - left)
        found.append((float(crossing), float(slope)))
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def _lean(lines: Lines, size: int) -> Lean | None:
    """How lines lean, by where they lie; None where there are too few."""
    if not len(lines):
        return None
    slopes = lines[:, 1]
    middle = float(np.median(slopes))
    near = np.abs(slopes - middle) < tan(radians(2.0))
    lines, slopes = lines[near], slopes[near]
    reach = np.ptp(lines[:, 0])
    if len(lines) < _FEW or reach < size / 4:
        return Lean(middle)
    gain, start = np.polyfit(lines[:, 0], slopes, 1)
    return Lean(float(start), float(gain))


def _unleaning(
    level: Lean,
    upright: Lean,
    width: int,
    height: int,
) -> Matrix | None:
    """Brings the page's outer lines onto a rectangle; None where they are one already."""
    tops = [level.at(0.0), level.at(height)]
    sides = [upright.at(0.0), upright.at(width)]
    slopes = map(abs, (*tops, *sides))
    steepest = degrees(atan(max(slopes)))
    if not _STRAIGHT <= steepest <= _MOST:
        return None
    corners = []
    for down, slope in zip((0.0, height), tops, strict=True):
        for across, lean in zip((0.0, width), sides, strict=True):
            corners.append(_meeting(down, slope, across, lean, width / 2, height / 2))
    target = [
        (0, 0),
        (width, 0),
        (0, height),
        (width, height),
    ]
    here = np.array(corners, dtype=np.float32)
    there = np.array(target, dtype=np.float32)
    move = cv2.getPerspectiveTransform(here, there)
    return move.astype(np.float64)


def _meeting(
    down: float,
    slope: float,
    across: float,
    lean: float,
    half_width: float,
    half_height: float,
) -> tuple[float, float]:
    """Where a level line and an upright one meet, each known by its crossing of the middle."""
    # y = down + slope (x - half_width), x = across + lean (y - half_height)
    x = (across + lean * (down - slope * half_width - half_height)) / (1.0 - lean * slope)
    y = down + slope * (x - half_width)
    return x, y


def _warped(sheet: Sheet, turn: Matrix) -> Sheet:
    """The page with its pixels moved."""
    height, width = sheet.colour.shape[:2]
    colour = cv2.warpPerspective(
        sheet.colour,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    back: Matrix = np.linalg.inv(turn).astype(np.float64)
    return sheet.moved(colour.astype(np.uint8), by_matrix(back))
