"""The text of a cell from its characters' own places.

Characters are grouped into lines by their baselines, measured against the type size, and ordered by
x. The tops of character boxes differ between fonts on one line and are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.read.pdf.bidi import Read, is_right_to_left, read_line
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.turn import turn_glyph

# Baselines closer than this share of the type size are one line: a shifted or raised character lies
# within 0.4 of its line, the next line of the tightest setting 0.9 away.
SAME_LINE = 0.5
# A small character belongs to the line whose ink its own ink overlaps; small means below this
# share.
SMALL = 0.8
WORD_GAP = 0.23
WIDE_GAP = 0.9
# Letter-spacing lies between these shares of the type size; what stands wider apart are words.
TRACKED = (0.15, 0.75)
# Where the ink of a line lies about its baseline, as shares of the type size.
ASCENT, DESCENT = 0.86, 0.14
# Of vertical writing this share of the letters stands one under the other; a column ends at so many
# type sizes.
STACKED, FAR_BELOW = 0.75, 2.0
# So many letters under the one drawn before show that a text runs downwards.
DOWNWARDS = 6
# Letters that cover each other by more than this share of the narrower one belong to two texts.
OVERLAID = 0.5
_NUMBER_PART = re.compile(r"[(（]?[\d.]*\d[\d.]*")
_NUMBER_START = re.compile(r"\d[\d.]*[%‰]?|\.\d+%?")


def compose(glyphs: Sequence[Glyph], room: float | None = None) -> str:
    """The characters as text, lines joined with ``\\n``, spaces at line ends dropped.

    ``room`` is the width a line can have (None: not known). A number that is wider and was cut at
    the edge for that is one number.
    """
    return compose_lines(lines_of(glyphs), room)


def compose_lines(grouped: Iterable[Sequence[Glyph]], room: float | None = None) -> str:
    """As :func:`compose`, of characters that :func:`lines_of` has grouped."""
    lines = [(line, text) for line in grouped if (text := line_text(line))]
    if room is None or len(lines) < 2 or lines[0][0][0].turn:
        return "\n".join(text for _, text in lines)
    parts = [lines[0][1]]
    for at in range(1, len(lines)):
        cut = _is_full(*lines[at - 1], lines[at][0], room) and _cut_number(
            [text for _, text in lines], at
        )
        parts += ["" if cut else "\n", lines[at][1]]
    return "".join(parts)


def _is_full(line: Sequence[Glyph], text: str, below: Sequence[Glyph], room: float) -> bool:
    """Whether the next line's first character had no place on this one."""
    first = next(g for g in below if not g.text.isspace())
    inked = [g for g in line if not g.text.isspace()]
    return room - (inked[-1].x1 - inked[0].x0) < 0.9 * (first.x1 - first.x0)


def _cut_number(lines: Sequence[str], at: int) -> bool:
    """Whether the line before ``at`` and this one hold a number that had no place on one line.

    A word processor breaks a number only where its column is narrower; then the number's first part
    fills a line alone. Two numbers of their own are as long as each other, or stand without words.
    """
    upper, lower = lines[at - 1], _NUMBER_START.match(lines[at])
    if not lower or not _NUMBER_PART.fullmatch(upper):
        return False
    words = at > 1 and _wide(lines[at - 2][-1]), _wide(lines[at][lower.end() : lower.end() + 1])
    return any(words) or (lower.end() == len(lines[at]) and len(lower.group()) < len(upper))


def line_boxes(lines: Iterable[Sequence[Glyph]]) -> list[Box]:
    """Where each line that shows something is printed.

    Tops and bottoms by the baseline and the type size.

    Empty where a line is turned or runs downwards: its characters then count from another origin.
    """
    boxes = []
    for line in lines:
        inked = [g for g in line if not g.text.isspace()]
        if not inked:
            continue
        size = max(g.size for g in inked)
        down = abs(_baseline(inked[-1]) - _baseline(inked[0])) > size
        if inked[0].turn or inked[0].stacked or down:
            return []
        base = _baseline(inked[0])
        right = max(g.x1 for g in inked[-3:])
        boxes.append((inked[0].x0, base - ASCENT * size, right, base + DESCENT * size))
    return boxes


def lines_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters grouped into lines, top to bottom, each from left to right as it is read."""
    turns = sorted({g.turn for g in glyphs}, key=lambda t: (-sum(g.turn == t for g in glyphs), t))
    return [
        line
        for turn in turns
        for line in _lines([turn_glyph(g, turn) for g in glyphs if g.turn == turn])
    ]


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    if not glyphs:
        return []
    if columns := _columns(glyphs):
        return columns
    typical = median([g.size for g in glyphs if not g.text.isspace()] or [g.size for g in glyphs])
    full = [g for g in glyphs if g.size >= SMALL * typical]
    lines = _cluster(full)
    for g in glyphs:
        if g.size < SMALL * typical:
            _attach(lines, g)
    return [
        sorted(line, key=lambda g: g.x0)
        for line in sorted(lines, key=lambda line: median(map(_baseline, line)))
    ]


def _columns(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The lines of vertical writing: columns from right to left, each from the top.

    None where there is only one.
    """
    stacked = [g for g in glyphs if g.stacked and not g.text.isspace()]
    if len(stacked) < STACKED * sum(not g.text.isspace() for g in glyphs) and not _is_set_downwards(
        glyphs
    ):
        return []
    columns: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: -g.cx):
        if columns and columns[-1][0].cx - g.cx <= SAME_LINE * g.size:
            columns[-1].append(g)
        else:
            columns.append([g])
    if sum(len(column) > 1 for column in columns) < 2:
        return []
    return [part for column in columns for part in _parted(sorted(column, key=lambda g: g.top))]


def _is_set_downwards(glyphs: Sequence[Glyph]) -> bool:
    """Whether Chinese or Japanese letters are drawn one under the other.

    By a font of horizontal writing.
    """
    down = along = 0
    for a, b in pairwise(g for g in glyphs if _wide(g.text)):
        across, step = abs(b.cx - a.cx), b.oy - a.oy
        down += across < 0.3 * a.size and 0.7 * a.size < step < 1.6 * a.size
        along += abs(step) < 0.3 * a.size
    return down >= DOWNWARDS and down > 3 * along


def _parted(column: Sequence[Glyph]) -> list[list[Glyph]]:
    """A column cut where its letters stand far apart."""
    parts = [[column[0]]]
    for a, b in pairwise(column):
        if b.top - a.bottom > FAR_BELOW * a.size:
            parts.append([])
        parts[-1].append(b)
    return parts


def _baseline(g: Glyph) -> float:
    return g.bottom - 0.12 * g.size if g.stacked else g.oy


def _cluster(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for g in sorted(glyphs, key=_baseline):
        if lines and _baseline(g) - _baseline(lines[-1][0]) <= SAME_LINE * min(
            g.size, lines[-1][0].size
        ):
            lines[-1].append(g)
        else:
            lines.append([g])
    return lines


def _attach(lines: list[list[Glyph]], g: Glyph) -> None:
    """Puts a small character (an index, an exponent) on the line whose ink it overlaps.

    Else on its own.
    """
    middle = g.cy
    best = min(lines, key=lambda line: abs(_middle(line) - middle))
    if abs(_middle(best) - middle) <= 0.62 * best[0].size:
        best.append(g)
    else:
        lines.append([g])


def _middle(line: Sequence[Glyph]) -> float:
    return line[0].cy


def line_text(line: Sequence[Glyph]) -> str:
    """One line's characters as text.

    Printed spaces kept, a space put where words stand apart without one.

    What runs from right to left is put into the order in which it is read.
    """
    parts, glyphs = _parts(line)
    text = "".join(parts)
    return read_line(parts, glyphs).text if is_right_to_left(text) else text.strip()


def right_to_left(line: Sequence[Glyph]) -> Read:
    """A line with right-to-left text in reading order, and whether it can have another."""
    return read_line(*_parts(line))


def _parts(line: Sequence[Glyph]) -> tuple[list[str], list[Glyph | None]]:
    """A line's characters and the spaces between them, left to right.

    No character for a space put in.
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


def crowded(glyphs: Sequence[Glyph]) -> int:
    """How many letters and digits stand on the one before them.

    As where two texts are printed over each other.
    """
    return sum(_stands_on(a, b) for line in lines_of(glyphs) for a, b in pairwise(line))


def _stands_on(a: Glyph, b: Glyph) -> bool:
    narrow = min(a.x1 - a.x0, b.x1 - b.x0)
    if abs(a.cy - b.cy) > OVERLAID * min(
        a.size, b.size
    ):  # one under the other, in vertical writing
        return False
    return a.text.isalnum() and b.text.isalnum() and a.x1 - b.x0 > OVERLAID * narrow > 0


def _apart(a: Glyph, b: Glyph, spread: float) -> bool:
    if a.text.isspace() or b.text.isspace():
        return False
    size = max(a.size, b.size)
    limit = WIDE_GAP if _wide(a.text) or _wide(b.text) else WORD_GAP
    return b.x0 - a.x1 > limit * size + spread


def _wide(text: str) -> bool:
    return text[:1] >= "\u2e80"


def _letter_spacing(line: Sequence[Glyph]) -> float:
    """The gap that stands between all characters of a letter-spaced line, else 0."""
    gaps = sorted(
        b.x0 - a.x1 for a, b in pairwise(line) if not (a.text.isspace() or b.text.isspace())
    )
    if len(gaps) < 3:
        return 0.0
    low = gaps[len(gaps) // 4]
    return low * 1.25 if TRACKED[0] * line[0].size < low < TRACKED[1] * line[0].size else 0.0
