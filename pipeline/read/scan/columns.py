"""Text that stands in columns without ruled lines: a table that nobody can read as one for sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.sheet import Mask
from pipeline.read.scan.strips import Strip

# A table has so many lines and columns at least; in a column so many of its lines have ink.
_LINES, _COLUMNS, _FILLED = 4, 3, 3
# Columns are so far apart, in letters: further than words of letter-spaced type.
_APART = 0.9
# Lines further apart than so many letters are not of one table.
_NEXT = 4.0

Filled = NDArray[np.bool_]


class Unruled(NamedTuple):
    """Lines that stand in columns: the first strip, behind the last, how many columns."""

    first: int
    end: int
    columns: int


def unruled(
    ink: Mask,
    strips: Sequence[Strip],
    letter: float,
) -> list[Unruled]:
    """The stretches of lines that have columns in common.

    Args:
        ink: where the page has ink outside its tables.
        strips: the lines of that ink, top to bottom.
        letter: how high letters are, in pixels.
    """
    found: list[Unruled] = []
    first = 0
    while first < len(strips):
        one = _longest(ink, strips, first, letter)
        if one is None:
            first += 1
        else:
            found.append(one)
            first = one.end
    return found


def _longest(
    ink: Mask,
    strips: Sequence[Strip],
    first: int,
    letter: float,
) -> Unruled | None:
    """The longest stretch of lines in columns from a line on; None where they are too few."""
    together = _columns_of(ink, strips[first])
    best: Unruled | None = None
    for end in range(first + 1, len(strips) + 1):
        lines = strips[first:end]
        if end > first + 1:
            if lines[-1].top - lines[-2].bottom > _NEXT * letter:
                break
            together = together | _columns_of(ink, lines[-1])
        columns = list(_columns(together, letter))
        if len(columns) < _COLUMNS:
            break
        if len(lines) >= _LINES and _are_filled(ink, lines, columns):
            best = Unruled(first, end, len(columns))
    return best


def _columns_of(ink: Mask, strip: Strip) -> Filled:
    """The columns of pixels in which a line has ink."""
    return np.asarray(ink[strip.top : strip.bottom].any(axis=0))


def _columns(filled: Filled, letter: float) -> Iterator[slice]:
    """The parts of some lines that are far from each other, left to right."""
    places = np.nonzero(filled)[0]
    if not len(places):
        return
    steps = np.diff(places)
    breaks = np.nonzero(steps > _APART * letter)[0]
    start = int(places[0])
    for at in breaks:
        yield slice(start, int(places[at]) + 1)
        start = int(places[int(at) + 1])
    yield slice(start, int(places[-1]) + 1)


def _are_filled(
    ink: Mask,
    lines: Sequence[Strip],
    columns: Sequence[slice],
) -> bool:
    """Whether at least three columns have ink in several lines."""
    several = 0
    for column in columns:
        filled = [bool(ink[line.top : line.bottom, column].any()) for line in lines]
        several += sum(filled) >= _FILLED
    return several >= _COLUMNS
