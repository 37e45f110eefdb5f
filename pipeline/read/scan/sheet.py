"""One page's image and how its pixels lie on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Box

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Matrix = NDArray[np.float64]
Places = NDArray[np.float64]  # a row each: across, down
Move = Callable[[Places], Places]

# A page whose paper is lighter than this share of white all over needs no levelling.
_GROUND_CELLS = 48
# What is darker than this share of the paper around it is ink.
_DARK = 0.72


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as an image.

    ``colour`` has rows of pixels with blue, green and red. ``points`` is how many points one pixel
    is long on the page, ``width`` and ``height`` are the page's in points. ``home`` are the moves
    that bring a place among these pixels (across, down) to the page's, in points from its top left,
    one after the other.
    """

    number: int
    colour: Pixels
    points: float
    width: float
    height: float
    home: tuple[Move, ...]

    @property
    def dpi(self) -> float:
        """Pixels an inch."""
        return 72.0 / self.points

    def moved(self, colour: Pixels, back: Move) -> Sheet:
        """The page as an image whose pixels were moved; ``back`` brings its places to this one."""
        return replace(self, colour=colour, home=(back, *self.home))

    def on_page(self, box: Box) -> Box:
        """The box on the page, in points, around a box among the pixels."""
        x0, y0, x1, y1 = box
        places = [
            (x0, y0),
            (x1, y0),
            (x1, y1),
            (x0, y1),
        ]
        corners: Places = np.array(places, dtype=np.float64)
        for move in self.home:
            corners = move(corners)
        left, top = corners.min(axis=0)
        right, bottom = corners.max(axis=0)
        return (
            round(float(left), 2),
            round(float(top), 2),
            round(float(right), 2),
            round(float(bottom), 2),
        )


def by_matrix(matrix: Matrix) -> Move:
    """The move that a matrix of homogeneous coordinates is."""

    def move(places: Places) -> Places:
        moved = cv2.perspectiveTransform(places[np.newaxis], matrix)[0]
        return np.asarray(moved, dtype=np.float64)

    return move


def sheet_of(
    number: int,
    colour: Pixels,
    points: float,
) -> Sheet:
    """The sheet of an image that fills its page."""
    height, width = colour.shape[:2]
    home = by_matrix(np.diag([points, points, 1.0]))
    return Sheet(number, colour, points, width * points, height * points, (home,))


def without_seal(colour: Pixels) -> Pixels:
    """The page in grey as red light shows it, in which a red seal is as light as paper."""
    red: Pixels = np.ascontiguousarray(colour[:, :, 2])
    return red


def levelled(grey: Pixels) -> Pixels:
    """A page in grey with its paper white all over, shadows and tinted paper evened out."""
    height, width = grey.shape
    small = cv2.resize(grey, (_GROUND_CELLS, _GROUND_CELLS), interpolation=cv2.INTER_AREA)
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    smooth = cv2.GaussianBlur(light, (0, 0), 2)
    ground = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR)
    level = cv2.divide(grey, np.maximum(ground, 1), scale=255)
    return level.astype(np.uint8)


def inked(level: Pixels) -> Mask:
    """Where a levelled page has ink."""
    dark: Mask = level < 255 * _DARK
    return dark


def ink_of(sheet: Sheet) -> Mask:
    """Where a page has ink, red seals apart."""
    return inked(levelled(without_seal(sheet.colour)))
