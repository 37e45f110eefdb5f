"""Straight strokes among the pixels of a page, which may be rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.read.scan.sheet import Mask

# So many letters long, a stroke is no part of a letter.
SURE = 4.0
# A short rule ends this near to one across, in letters.
REACH = 0.35
# Pieces of one line are no further from it than so many pixels.
STEP = 3.0


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


def lines_of(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """The strokes by the line that they are pieces of."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        first = lines[-1][0] if lines else None
        if first and first.vertical == stroke.vertical and stroke.at - first.at <= STEP:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    return lines


def filled(
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
