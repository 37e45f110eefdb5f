"""A cell's ink → one strip for each printed line."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.sheet import Mask, Pixels

# A speck is smaller than this share of a letter both ways.
_SPECK = 0.09
# Parts of one line are together no higher than so many letters.
_ONE_LINE = 1.3
# A run of rows higher than this, in letters, holds several lines.
_SEVERAL = 1.75
# How much around its ink a strip takes along, in letters.
_MARGIN = 0.22
# Chinese characters whose ink is further apart than this, in letters, have a space between them.
_SPACE = 0.34
# In a letter-spaced line it is so many times as wide as the others.
_SPREAD = 2.2
# So many of a hundred pieces of ink are no higher than a letter.
_HIGHER = 85

Runs = list[tuple[int, int]]


class Strip(NamedTuple):
    """One line of ink among the page's pixels: its outline, and where spaces are in it.

    ``gaps`` are the middles of wide gaps, in pixels from the strip's left.
    """

    left: int
    top: int
    right: int
    bottom: int
    gaps: tuple[float, ...] = ()

    def cut(
        self,
        level: Pixels,
        letter: float,
    ) -> Pixels:
        """The strip's picture with some paper around."""
        margin = round(_MARGIN * letter)
        picture = level[self.top : self.bottom, self.left : self.right]
        return cv2.copyMakeBorder(
            picture, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255
        ).astype(np.uint8)


class _Line(NamedTuple):
    """The rows of a line, first and behind the last, and how high its letters are."""

    start: int
    end: int
    letter: float


def margin_of(letter: float) -> int:
    """How many pixels of paper a strip's picture has on each side."""
    return round(_MARGIN * letter)


def strips_of(
    ink: Mask,
    corner: tuple[int, int],
    letter: float,
) -> list[Strip]:
    """The lines of ink in a cell, top to bottom.

    ``corner`` is where the cell's inside begins on the page (across, down).
    """
    ink = _without_specks(ink, letter)
    left, top = corner
    found: list[Strip] = []
    for line in _lines(ink, letter):
        columns = np.asarray(ink[line.start : line.end].any(axis=0))
        places = np.nonzero(columns)[0]
        if not len(places):
            continue
        first, last = int(places[0]), int(places[-1]) + 1
        strip = Strip(
            left + first,
            top + line.start,
            left + last,
            top + line.end,
            _gaps(columns[first:last], line.letter),
        )
        found.append(strip)
    return found


def _without_specks(
    ink: Mask,
    letter: float,
) -> Mask:
    """The ink less what is too small for a point."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    most = _SPECK * letter
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    small = sides.max(axis=1) < most
    small[0] = True
    kept = np.where(small, 0, 1).astype(np.uint8)
    clean: Mask = kept[labels].astype(np.bool_)
    return clean


def _lines(
    ink: Mask,
    letter: float,
) -> list[_Line]:
    """The rows of each line of ink, top to bottom."""
    sums = ink.sum(axis=1)
    lines: list[_Line] = []
    for start, end in _runs(sums > 0):
        own = _own_letter(ink[start:end], letter)
        if end - start > _SEVERAL * own:
            parts = _parted(sums, start, end, own)
            lines += [_Line(first, last, own) for first, last in parts]
        else:
            lines.append(_Line(start, end, own))
    joined: list[_Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.end - above.start <= _ONE_LINE * above.letter:
            joined[-1] = above._replace(end=line.end)
        else:
            joined.append(line)
    return joined


def _own_letter(
    ink: Mask,
    letter: float,
) -> float:
    """How high the letters of some rows are: a title's are higher than the page's."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    most = float(np.percentile(heights, _HIGHER)) if len(heights) else 0.0
    return max(letter, most)


def _runs(filled: NDArray[np.bool_]) -> Runs:
    """The stretches that are filled."""
    flags = filled.astype(np.int8)
    between = np.concatenate([[0], flags, [0]])
    edges = np.diff(between)
    starts = np.nonzero(edges == 1)[0]
    ends = np.nonzero(edges == -1)[0]
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _parted(
    sums: NDArray[np.int64],
    start: int,
    end: int,
    letter: float,
) -> Runs:
    """A high run cut where it has least ink, one letter after the other."""
    parts: Runs = []
    while end - start > _SEVERAL * letter:
        low = start + int(0.75 * letter)
        high = min(start + int(1.6 * letter), end - int(0.4 * letter))
        if high <= low:
            break
        cut = low + int(np.argmin(sums[low:high]))
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts


def _gaps(
    columns: NDArray[np.bool_],
    letter: float,
) -> tuple[float, ...]:
    """The middles of the gaps between columns with ink that are wide for their line."""
    runs = _runs(~columns)
    if not runs:
        return ()
    usual = float(np.median([end - start for start, end in runs]))
    least = max(_SPACE * letter, _SPREAD * usual)
    gaps: list[float] = []
    for start, end in runs:
        if end - start >= least:
            gaps.append((start + end) / 2)
    return tuple(gaps)
