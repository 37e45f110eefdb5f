"""How a table's text is set, and whether a text had room where another one ends.

The physics of a break.

A line is broken where the next word has no room on it, and a row where the next line has none on
the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.model import Box
from pipeline.stitch.forms import CHINESE, NO_START
from pipeline.stitch.piece import Piece

# Cells looked at to learn how the table is set.
SAMPLE = 2000
# Line pitch as a share of the type size where no cell has two lines.
USUAL_PITCH = 1.3
# Lines broken further from the edge than so many type sizes were not broken for want of room.
EARLY = 4.0
# Widths as shares of the type size.
_NARROW, _WIDE = "iljtfrI.,:;'|!()[]{}-·’", "mwMW%@"
_TOKEN = re.compile(rf"[^\s{CHINESE}-\U0010ffff]+|.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cells leave free beside and below their texts, the distance from line to line.

    The type size.

    In points; all 0 where the table has no geometry.
    """

    beside: float = 0.0
    below: float = 0.0
    pitch: float = 0.0
    size: float = 0.0

    def __bool__(self) -> bool:
        return self.size > 0


def setting_of(pieces: Sequence[Piece]) -> Setting:
    """How these cells are set, by a sample of them."""
    step = max(1, len(pieces) // SAMPLE)
    left, below, steps, sizes = [], [], [], []
    for piece in pieces[::step]:
        lines, box = piece.printed, piece.box
        if not lines or box is None:
            continue
        left.append(max(0.0, lines[0][0] - box[0]))
        below.append(max(0.0, box[3] - lines[-1][3]))
        steps += [b[3] - a[3] for a, b in pairwise(lines)]
        sizes.append(lines[0][3] - lines[0][1])
    if not sizes:
        return Setting()
    size = median(sizes)
    return Setting(_low(left), _low(below), median(steps) if steps else USUAL_PITCH * size, size)


def _low(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 20]


def room_below(piece: Piece, setting: Setting) -> float | None:
    """How many more lines the cell had room for below its text; None where places are not known."""
    lines, box = piece.printed, piece.box
    if not lines or box is None or not setting:
        return None
    return (box[3] - lines[-1][3] - setting.below) / setting.pitch


def room_in_cell(piece: Piece, setting: Setting) -> float | None:
    """How many more lines it had room for above and below together."""
    lines, box = piece.printed, piece.box
    if not lines or box is None or not setting:
        return None
    free = (box[3] - lines[-1][3]) + (lines[0][1] - box[1])
    return (free - 2 * setting.below) / setting.pitch


def end_room(piece: Piece, setting: Setting, reach: float = 0.0) -> float | None:
    """How much room the last line leaves behind its text, in type sizes.

    None where places are not known.

    ``reach`` is how wide the column's broken lines come (points), 0 where too few are broken to
    tell.
    """
    lines, box = piece.printed, piece.box
    if not lines or box is None or not setting:
        return None
    own = max(line[2] - line[0] for line in lines) if len(lines) > 1 else 0.0
    return _free(lines[-1], box, setting, max(reach, own)) / setting.size


def needed(text: str) -> float:
    """How much room the text's first word needs behind another text, in type sizes."""
    word = first_word(text)
    return width(word) + (0.0 if word[:1] >= CHINESE else 0.25)


def inner_breaks(piece: Piece, setting: Setting, reach: float = 0.0) -> Iterator[float]:
    """For each line break within a cell.

    By how many type sizes the next word was narrower than the room.
    """
    lines, box = piece.printed, piece.box
    texts = piece.low.text.split("\n")
    if box is None or not setting or len(texts) != len(lines):
        return
    for line, below in zip(lines, texts[1:], strict=False):
        yield _free(line, box, setting, reach) / setting.size - needed(below)


def broken_lines(piece: Piece) -> list[float]:
    """How wide the lines are that another one follows."""
    return [line[2] - line[0] for line in piece.printed[:-1]]


def _free(line: Box, box: Box, setting: Setting, reach: float) -> float:
    """Points left on the line.

    To where broken lines reach, else to the cell's edge by how the line is aligned.
    """
    left, right = line[0] - box[0], box[2] - line[2]
    centred = abs(left - right) < setting.size
    edge = left + right - 2 * setting.beside if centred else max(left, right) - setting.beside
    broken = reach - (line[2] - line[0])
    return broken if reach and 0 <= edge - broken < EARLY * setting.size else edge


def first_word(text: str) -> str:
    """What cannot be parted from the text's first letter.

    A word, a Chinese letter with the signs behind it.
    """
    text = text.lstrip()
    found = _TOKEN.match(text)
    if not found:
        return ""
    end = found.end()
    while end < len(text) and text[end] in NO_START:
        end += 1
    return text[:end]


def width(text: str) -> float:
    """About how wide a text is, in type sizes."""
    return sum(map(_advance, text))


def _advance(c: str) -> float:
    if c >= CHINESE:
        return 1.0
    if c in _NARROW:
        return 0.3
    if c in _WIDE:
        return 0.83
    return 0.66 if c.isupper() else 0.53
