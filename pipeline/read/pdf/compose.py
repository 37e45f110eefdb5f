"""Composes the text of a cell from its characters' own places.

Characters are grouped into lines by their baselines, measured against the type size, and ordered by
x. The tops of character boxes differ between fonts on one line and are not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.read.pdf.bidi import Read, is_right_to_left, read_line
from pipeline.read.pdf.model import Glyph, Glyphs, inked
from pipeline.read.pdf.turn import turn_glyph

# Baselines closer than this share of the type size are one line: a shifted or raised character lies
# within 0.4 of its line, the next line of the tightest setting 0.9 away.
SAME_LINE = 0.5
# A small character belongs to the line whose ink its own ink overlaps; small means below this
# share. Their middles are no further apart than this share of the line's type size.
SMALL = 0.8
ON_LINE = 0.62
WORD_GAP = 0.23
WIDE_GAP = 0.9
# Letter-spacing lies between these shares of the type size; what stands wider apart are words.
TRACKED = (0.15, 0.75)
# Words of a letter-spaced line stand further apart than its letters by this factor.
SPREAD = 1.25
# Where the ink of a line lies about its baseline, as shares of the type size.
ASCENT, DESCENT = 0.86, 0.14
# Of vertical writing this share of the letters stands one under the other; a column ends at so many
# type sizes.
STACKED, FAR_BELOW = 0.75, 2.0
# The baseline of a letter in vertical writing is so far above the end of its box, in type sizes.
STACKED_BASE = 0.12
# So many letters under the one drawn before show that a text runs downwards; then a letter stands
# so far below, in type sizes, and no further aside than SHIFT.
DOWNWARDS = 6
STEP, SHIFT = (0.7, 1.6), 0.3
# Letters that cover each other by more than this share of the narrower one belong to two texts.
OVERLAID = 0.5
# A line is full where the next one's first character misses this share of its width.
FULL = 0.9
_NUMBER_PART = re.compile(r"[(（]?[\d.]*\d[\d.]*")
_NUMBER_START = re.compile(r"\d[\d.]*[%‰]?|\.\d+%?")

Line = list[Glyph]


def compose(
    glyphs: Glyphs,
    room: float | None = None,
) -> str:
    r"""The characters as text, lines joined with ``\n``, spaces at line ends dropped.

    ``room`` is the width a line can have (None: not known). A number that is wider and was cut at
    the edge for that is one number.
    """
    return compose_lines(lines_of(glyphs), room)


def compose_lines(
    grouped: Iterable[Glyphs],
    room: float | None = None,
) -> str:
    """As :func:`compose`, of characters that :func:`lines_of` has grouped."""
    lines: list[Glyphs] = []
    texts: list[str] = []
    for line in grouped:
        text = line_text(line)
        if text:
            lines.append(line)
            texts.append(text)
    if len(lines) < 2:
        return "".join(texts)
    first = lines[0][0]
    if room is None or first.turn:
        return "\n".join(texts)
    composed = texts[0]
    for at, (above, line) in enumerate(pairwise(lines), 1):
        is_full = _is_full(above, line, room)
        if not is_full or not _is_cut_number(texts, at):
            composed += "\n"
        composed += texts[at]
    return composed


def _is_full(
    line: Glyphs,
    below: Glyphs,
    room: float,
) -> bool:
    """Whether the next line's first character had no place on this one."""
    ink = inked(line)
    first, last = ink[0], ink[-1]
    used = last.x1 - first.x0
    next_one = inked(below)[0]
    return room - used < FULL * next_one.width


def _is_cut_number(lines: Sequence[str], at: int) -> bool:
    """Whether the line before ``at`` and this one hold a number that had no place on one line.

    A word processor breaks a number only where its column is narrower; then the number's first part
    fills a line alone. Two numbers of their own are as long as each other, or stand without words.
    """
    upper, line = lines[at - 1], lines[at]
    lower = _NUMBER_START.match(line)
    if not lower or not _NUMBER_PART.fullmatch(upper):
        return False
    rest = line[lower.end() :]
    if _is_wide(rest):
        return True
    if at > 1:
        above = lines[at - 2]
        if _is_wide(above[-1]):
            return True
    number = lower.group()
    return not rest and len(number) < len(upper)


def line_boxes(lines: Iterable[Glyphs]) -> list[Box]:
    """Where each line that shows something is printed.

    Tops and bottoms follow from the baseline and the type size. Empty where a line is turned or
    runs downwards: its characters then count from another origin.
    """
    boxes: list[Box] = []
    for line in lines:
        ink = inked(line)
        if not ink:
            continue
        first, last = ink[0], ink[-1]
        size = max(g.size for g in ink)
        base = _baseline(first)
        runs_down = abs(_baseline(last) - base) > size
        if first.turn or first.stacked or runs_down:
            return []
        right = max(g.x1 for g in ink[-3:])
        top = base - ASCENT * size
        bottom = base + DESCENT * size
        boxes.append((first.x0, top, right, bottom))
    return boxes


def lines_of(glyphs: Glyphs) -> list[Line]:
    """Groups characters into lines, top to bottom, each from left to right as it is read."""
    counts = Counter(g.turn for g in glyphs)
    lines: list[Line] = []
    turns = sorted(counts)
    turns.sort(key=lambda turn: -counts[turn])
    for turn in turns:
        upright: list[Glyph] = []
        for g in glyphs:
            if g.turn == turn:
                upright.append(turn_glyph(g, turn))
        lines += _lines(upright)
    return lines


def _lines(glyphs: Line) -> list[Line]:
    """The lines of characters that are turned alike, of which there is at least one."""
    columns = _columns(glyphs)
    if columns:
        return columns
    ink = inked(glyphs) or glyphs
    least = SMALL * median(g.size for g in ink)
    small: list[Glyph] = []
    full: list[Glyph] = []
    for g in glyphs:
        alike = small if g.size < least else full
        alike.append(g)
    lines = _cluster(full)
    for g in small:
        _attach(lines, g)
    lines.sort(key=_middle_baseline)
    return [sorted(line, key=_left) for line in lines]


def _left(g: Glyph) -> float:
    return g.x0


def _middle_baseline(line: Line) -> float:
    return median(map(_baseline, line))


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
    stacked = sum(g.stacked for g in ink)
    if stacked >= STACKED * len(ink):
        return True
    return _is_set_downwards(glyphs)


def _is_set_downwards(glyphs: Glyphs) -> bool:
    """Whether Chinese or Japanese letters are drawn one under the other.

    By a font of horizontal writing.
    """
    if len(glyphs) <= DOWNWARDS:
        return False
    down = along = 0
    least, most = STEP
    wide = [g for g in glyphs if _is_wide(g.text)]
    for a, b in pairwise(wide):
        aside = abs(b.cx - a.cx)
        step = b.oy - a.oy
        is_under = least * a.size < step < most * a.size
        if is_under and aside < SHIFT * a.size:
            down += 1
        if abs(step) < SHIFT * a.size:
            along += 1
    return down >= DOWNWARDS and down > 3 * along


def _parted(column: Glyphs) -> list[Line]:
    """A column cut where its letters stand far apart."""
    parts = [[column[0]]]
    for a, b in pairwise(column):
        if b.top - a.bottom > FAR_BELOW * a.size:
            parts.append([])
        parts[-1].append(b)
    return parts


def _baseline(g: Glyph) -> float:
    if g.stacked:
        return g.bottom - STACKED_BASE * g.size
    return g.oy


def _cluster(glyphs: Iterable[Glyph]) -> list[Line]:
    """Groups characters by their baselines, each with the first one of a line."""
    lines: list[Line] = []
    for g in sorted(glyphs, key=_baseline):
        if lines and _is_on_line(g, lines[-1][0]):
            lines[-1].append(g)
        else:
            lines.append([g])
    return lines


def _is_on_line(g: Glyph, first: Glyph) -> bool:
    below = _baseline(g) - _baseline(first)
    return below <= SAME_LINE * min(g.size, first.size)


def _attach(lines: list[Line], g: Glyph) -> None:
    """Puts a small character (an index, an exponent) on the line whose ink it overlaps.

    Where it overlaps none, it is a line of its own.
    """
    firsts = [line[0] for line in lines]
    distances = [_apart_in_height(first, g) for first in firsts]
    nearest = min(distances)
    at = distances.index(nearest)
    if nearest <= ON_LINE * firsts[at].size:
        lines[at].append(g)
    else:
        lines.append([g])


def _apart_in_height(a: Glyph, b: Glyph) -> float:
    return abs(a.cy - b.cy)


def line_text(line: Glyphs) -> str:
    """One line's characters as text.

    Printed spaces are kept, a space is put where words stand apart without one. What runs from
    right to left is put into the order in which it is read.
    """
    parts, glyphs = _parts(line)
    text = "".join(parts)
    if is_right_to_left(text):
        return read_line(parts, glyphs).text
    return text.strip()


def right_to_left(line: Glyphs) -> Read:
    """A line with right-to-left text in reading order, and whether it can have another."""
    parts, glyphs = _parts(line)
    return read_line(parts, glyphs)


def _parts(line: Glyphs) -> tuple[list[str], list[Glyph | None]]:
    """A line's characters and the spaces between them, left to right.

    No character stands for a space put in.
    """
    spread = _letter_spacing(line)
    parts: list[str] = []
    glyphs: list[Glyph | None] = []
    last: Glyph | None = None
    for g in line:
        if last is not None and _apart(last, g, spread):
            parts.append(" ")
            glyphs.append(None)
        parts.append(g.text)
        glyphs.append(g)
        last = g
    return parts, glyphs


def crowded(lines: Iterable[Glyphs]) -> int:
    """Counts the letters and digits of lines that stand on the one before them.

    They do where two texts are printed over each other.
    """
    count = 0
    for line in lines:
        for a, b in pairwise(line):
            if a.x1 > b.x0:
                count += _stands_on(a, b)
    return count


def _stands_on(a: Glyph, b: Glyph) -> bool:
    size = min(a.size, b.size)
    if _apart_in_height(a, b) > OVERLAID * size:
        return False  # one under the other, in vertical writing
    if not a.text.isalnum() or not b.text.isalnum():
        return False
    narrow = min(a.width, b.width)
    return a.x1 - b.x0 > OVERLAID * narrow > 0


def _apart(
    a: Glyph,
    b: Glyph,
    spread: float,
) -> bool:
    """Whether two neighbours stand so far apart that a space is between them."""
    if a.is_blank or b.is_blank:
        return False
    is_wide = _is_wide(a.text) or _is_wide(b.text)
    limit = WIDE_GAP if is_wide else WORD_GAP
    size = max(a.size, b.size)
    return b.x0 - a.x1 > limit * size + spread


def _is_wide(text: str) -> bool:
    """Whether a text begins with a Chinese or Japanese character or sign."""
    return text[:1] >= "\u2e80"


def _letter_spacing(line: Glyphs) -> float:
    """How far words stand apart beyond a letter-spaced line's own gaps; 0 for other lines."""
    gaps: list[float] = []
    for a, b in pairwise(line):
        if not (a.is_blank or b.is_blank):
            gaps.append(b.x0 - a.x1)
    if len(gaps) < 3:
        return 0.0
    gaps.sort()
    low = gaps[len(gaps) // 4]
    size = line[0].size
    least, most = TRACKED
    if least * size < low < most * size:
        return SPREAD * low
    return 0.0
