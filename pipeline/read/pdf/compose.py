"""Composes the text of a cell from its characters' own places, which are grouped into lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from pipeline.model import Box
from pipeline.read.pdf.bidi import Read, is_right_to_left, read_line
from pipeline.read.pdf.model import Glyph, Glyphs, inked
from pipeline.read.pdf.textlines import apart_in_height, baseline, is_wide, lines_of
from pipeline.text.patterns import pattern

WORD_GAP = 0.23
WIDE_GAP = 0.9
# Letter-spacing lies between these shares of the type size; what stands wider apart are words.
TRACKED = (0.15, 0.75)
# Fewer gaps than this tell nothing of letter-spacing.
FEW = 3
# Words of a letter-spaced line stand further apart than its letters by this factor.
SPREAD = 1.25
# Where the ink of a line lies about its baseline, as shares of the type size.
ASCENT, DESCENT = 0.86, 0.14
# Letters that cover each other by more than this share of the narrower one belong to two texts.
OVERLAID = 0.5
# A line is full where the next one's first character misses this share of its width.
FULL = 0.9
_SIZE, _RIGHT = attrgetter("size"), attrgetter("x1")
_NUMBER_PART = pattern(r"[(（]?[\d.]*\d[\d.]*")
_NUMBER_START = pattern(r"\d[\d.]*[%‰]?|\.\d+%?")


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
        if not is_full or not is_cut_number(texts, at):
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


def is_cut_number(lines: Sequence[str], at: int) -> bool:
    """Whether the line before ``at`` and this one hold a number that had no place on one line.

    A word processor breaks a number only where its column is narrower; then the number's first part
    fills a line alone. Two numbers of their own are as long as each other, or stand without words.
    """
    upper, line = lines[at - 1], lines[at]
    lower = _NUMBER_START.match(line)
    if not lower or not _NUMBER_PART.fullmatch(upper):
        return False
    rest = line[lower.end() :]
    if is_wide(rest):
        return True
    if at > 1:
        above = lines[at - 2]
        if is_wide(above[-1]):
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
        size = max(map(_SIZE, ink))
        base = baseline(first)
        runs_down = abs(baseline(last) - base) > size
        if first.turn or first.stacked or runs_down:
            return []
        right = max(map(_RIGHT, ink[-3:]))
        top = base - ASCENT * size
        bottom = base + DESCENT * size
        boxes.append((first.x0, top, right, bottom))
    return boxes


def line_text(line: Glyphs) -> str:
    """One line's characters as text.

    Printed spaces are kept, a space is put where words stand apart without one. What runs from
    right to left is put into the order in which it is read.
    """
    text = "".join(_spaced(line))
    if is_right_to_left(text):
        return right_to_left(line).text
    return text.strip()


def _spaced(line: Glyphs) -> list[str]:
    """A line's characters and the spaces between them, left to right."""
    spread = _letter_spacing(line)
    parts: list[str] = []
    last: Glyph | None = None
    for g in line:
        is_near = last is None or g.x0 - last.x1 <= WORD_GAP * last.size
        if last is not None and not is_near and _apart(last, g, spread):
            parts.append(" ")
        parts.append(g.text)
        last = g
    return parts


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
    narrow = min(a.x1 - a.x0, b.x1 - b.x0)
    if not a.x1 - b.x0 > OVERLAID * narrow > 0:
        return False
    if not a.text.isalnum() or not b.text.isalnum():
        return False
    # One may stand under the other, in vertical writing.
    return apart_in_height(a, b) <= OVERLAID * min(a.size, b.size)


def _apart(
    a: Glyph,
    b: Glyph,
    spread: float,
) -> bool:
    """Whether two neighbours stand so far apart that a space is between them."""
    if a.is_blank or b.is_blank:
        return False
    has_wide = is_wide(a.text) or is_wide(b.text)
    limit = WIDE_GAP if has_wide else WORD_GAP
    size = max(a.size, b.size)
    return b.x0 - a.x1 > limit * size + spread


def _letter_spacing(line: Glyphs) -> float:
    """How far words stand apart beyond a letter-spaced line's own gaps; 0 for other lines."""
    if len(line) <= FEW:
        return 0.0
    size = line[0].size
    least, most = (share * size for share in TRACKED)
    pairs = list(pairwise(line))
    wide = [a for a, b in pairs if b.x0 - a.x1 > least]
    if len(wide) < FEW:  # as of nearly all lines
        return 0.0
    gaps = [b.x0 - a.x1 for a, b in pairs if not (a.is_blank or b.is_blank)]
    if len(gaps) < FEW:
        return 0.0
    gaps.sort()
    low = gaps[len(gaps) // 4]
    return SPREAD * low if least < low < most else 0.0
