"""Groups characters into lines by their baselines, measured against the type size.

The tops of character boxes differ between fonts on one line and are not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from pipeline.read.pdf.model import Glyph, Glyphs, inked
from pipeline.read.pdf.turn import turn_glyph
from pipeline.text.median import median

# Baselines closer than this share of the type size are one line: a shifted or raised character lies
# within 0.4 of its line, the next line of the tightest setting 0.9 away.
SAME_LINE = 0.5
# A small character belongs to the line whose ink its own ink overlaps; small means below this
# share. Their middles are no further apart than this share of the line's type size.
SMALL = 0.8
ON_LINE = 0.62
# Of vertical writing this share of the letters stands one under the other; a column ends at so many
# type sizes.
STACKED, FAR_BELOW = 0.75, 2.0
# The baseline of a letter in vertical writing is so far above the end of its box, in type sizes.
STACKED_BASE = 0.12
# So many letters under the one drawn before show that a text runs downwards; then a letter stands
# so far below, in type sizes, and no further aside than SHIFT.
DOWNWARDS = 6
STEP, SHIFT = (0.7, 1.6), 0.3

Line = list[Glyph]
# Sorting by a column of the characters.
_LEFT, _HEIGHT = attrgetter("x0"), attrgetter("oy")


def lines_of(glyphs: Glyphs) -> list[Line]:
    """Groups characters into lines, top to bottom, each from left to right as it is read."""
    turns = {g.turn for g in glyphs}
    if len(turns) < 2:
        return _turned_alike(glyphs, turns)
    counts = Counter(g.turn for g in glyphs)
    lines: list[Line] = []
    for turn in sorted(counts, key=lambda turn: (-counts[turn], turn)):
        alike = [g for g in glyphs if g.turn == turn]
        lines += _turned_alike(alike, {turn})
    return lines


def _turned_alike(glyphs: Glyphs, turns: set[int]) -> list[Line]:
    """The lines of characters of at most one turn."""
    if not glyphs:
        return []
    if turns == {0}:
        return _lines(glyphs)
    (turn,) = turns
    return _lines([turn_glyph(g, turn) for g in glyphs])


def _lines(glyphs: Glyphs) -> list[Line]:
    """The lines of characters that are turned alike, of which there is at least one."""
    if _is_one_line(glyphs):
        return [sorted(glyphs, key=_LEFT)]
    columns = _columns(glyphs)
    if columns:
        return columns
    ink = inked(glyphs) or glyphs
    least = SMALL * median([g.size for g in ink])
    small = [g for g in glyphs if g.size < least]
    full = [g for g in glyphs if not g.size < least] if small else glyphs
    lines = _cluster(full)  # from top to bottom
    if small:
        for g in small:
            _attach(lines, g)
        lines.sort(key=_middle_baseline)
    return [sorted(line, key=_LEFT) for line in lines]


def _is_one_line(glyphs: Glyphs) -> bool:
    """Whether all characters stand on one baseline in one size: most cells hold no more."""
    first = glyphs[0]
    for g in glyphs:
        if g.oy != first.oy or g.size != first.size or g.stacked:
            return False
    return bool(inked(glyphs))


def _middle_baseline(line: Line) -> float:
    return median(map(baseline, line))


def _columns(glyphs: Glyphs) -> list[Line]:
    """The lines of vertical writing: columns from right to left, each from the top.

    None where there is only one.
    """
    if not _is_vertical(glyphs):
        return []
    columns: list[Line] = []
    from_right = sorted(glyphs, key=lambda g: -g.cx)
    for g in from_right:
        if columns and _is_in_column(g, columns[-1][0]):
            columns[-1].append(g)
        else:
            columns.append([g])
    tall = sum(len(column) > 1 for column in columns)
    if tall < 2:
        return []
    lines: list[Line] = []
    for column in columns:
        column.sort(key=lambda g: g.top)
        lines += _parted(column)
    return lines


def _is_in_column(g: Glyph, first: Glyph) -> bool:
    return first.cx - g.cx <= SAME_LINE * g.size


def _is_vertical(glyphs: Glyphs) -> bool:
    ink = inked(glyphs)
    stacked = [g for g in ink if g.stacked]
    if len(stacked) >= STACKED * len(ink):
        return True
    return _is_set_downwards(glyphs)


def _is_set_downwards(glyphs: Glyphs) -> bool:
    """Whether Chinese or Japanese letters are drawn one under the other.

    By a font of horizontal writing.
    """
    wide = [g for g in glyphs if is_wide(g.text)]
    if len(wide) <= DOWNWARDS:
        return False
    down = along = 0
    least, most = STEP
    for a, b in pairwise(wide):
        step = b.oy - a.oy
        if abs(step) < SHIFT * a.size:
            along += 1
        if least * a.size < step < most * a.size:
            down += abs(b.cx - a.cx) < SHIFT * a.size
    return down >= DOWNWARDS and down > 3 * along


def _parted(column: Glyphs) -> list[Line]:
    """A column cut where its letters stand far apart."""
    parts = [[column[0]]]
    for a, b in pairwise(column):
        if b.top - a.bottom > FAR_BELOW * a.size:
            parts.append([])
        parts[-1].append(b)
    return parts


def baseline(g: Glyph) -> float:
    """Where a character stands."""
    if g.stacked:
        return g.bottom - STACKED_BASE * g.size
    return g.oy


def _cluster(glyphs: Sequence[Glyph]) -> list[Line]:
    """Groups characters by their baselines, each with the first one of a line, from the top."""
    is_stacked = any(g.stacked for g in glyphs)
    height = baseline if is_stacked else _HEIGHT
    lines: list[Line] = []
    first: Glyph | None = None
    for g in sorted(glyphs, key=height):
        if first is not None:
            below = height(g) - height(first)
            if below <= SAME_LINE * min(g.size, first.size):
                lines[-1].append(g)
                continue
        first = g
        lines.append([g])
    return lines


def _attach(lines: list[Line], g: Glyph) -> None:
    """Puts a small character (an index, an exponent) on the line whose ink it overlaps.

    Where it overlaps none, it is a line of its own.
    """
    firsts = [line[0] for line in lines]
    distances = [apart_in_height(first, g) for first in firsts]
    nearest = min(distances)
    at = distances.index(nearest)
    if nearest <= ON_LINE * firsts[at].size:
        lines[at].append(g)
    else:
        lines.append([g])


def apart_in_height(a: Glyph, b: Glyph) -> float:
    """How far the middles of two characters' ink are apart from top to bottom."""
    return abs(a.cy - b.cy)


def is_wide(text: str) -> bool:
    """Whether a text begins with a Chinese or Japanese character or sign."""
    return text[:1] >= "\u2e80"
