"""Learns how a table's text is set, and whether a text had room where another one ends.

The physics of a break: a line is broken where the next word has no room on it, and a row where the
next line has none on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Box
from pipeline.stitch.piece import Piece
from pipeline.stitch.texts import CHINESE, NO_START
from pipeline.text.median import median
from pipeline.text.patterns import pattern

# Cells looked at to learn how the table is set.
SAMPLE = 2000
# Line pitch as a share of the type size where no cell has two lines.
USUAL_PITCH = 1.3
# Lines broken further from the edge than so many type sizes were not broken for want of room.
EARLY = 4.0
# Widths as shares of the type size.
SPACE = 0.25
_NARROW = "iljtfrI.,:;'|!()[]{}-·’"
_WIDE = "mwMW%@"
# A word in letters before the Chinese ones, else one sign; a set without its end is compiled in a
# sixth of the time.
_TOKEN = pattern(r"(?:(?!\s)[\0-\u2e7f])+|.")


class Setting(NamedTuple):
    """How text is set, in points; all 0 where the table has no geometry.

    What the cells leave free beside and below their texts, the distance from line to line, and the
    type size.
    """

    beside: float = 0.0
    below: float = 0.0
    pitch: float = 0.0
    size: float = 0.0

    def __bool__(self) -> bool:
        return self.size > 0


def setting_of(pieces: Sequence[Piece]) -> Setting:
    """Learns how these cells are set, by a sample of them."""
    left: list[float] = []
    below: list[float] = []
    steps: list[float] = []
    sizes: list[float] = []
    step = max(1, len(pieces) // SAMPLE)
    for piece in pieces[::step]:
        lines = piece.printed
        box = piece.box
        if not lines or box is None:
            continue
        first, last = lines[0], lines[-1]
        left.append(max(0.0, first[0] - box[0]))
        below.append(max(0.0, box[3] - last[3]))
        sizes.append(first[3] - first[1])
        for upper, lower in pairwise(lines):
            steps.append(lower[3] - upper[3])
    if not sizes:
        return Setting()
    size = median(sizes)
    pitch = median(steps) if steps else USUAL_PITCH * size
    return Setting(_low(left), _low(below), pitch, size)


def _low(values: Sequence[float]) -> float:
    """The value that one of twenty is below."""
    return sorted(values)[len(values) // 20]


def room_below(piece: Piece, setting: Setting) -> float | None:
    """How many more lines the cell had room for below its text; None where places are not known."""
    lines = piece.printed
    box = piece.box
    if not lines or box is None or not setting:
        return None
    free = box[3] - lines[-1][3]
    return (free - setting.below) / setting.pitch


def room_in_cell(piece: Piece, setting: Setting) -> float | None:
    """How many more lines it had room for above and below together."""
    lines = piece.printed
    box = piece.box
    if not lines or box is None or not setting:
        return None
    below = box[3] - lines[-1][3]
    above = lines[0][1] - box[1]
    free = below + above
    return (free - 2 * setting.below) / setting.pitch


def end_room(
    piece: Piece,
    setting: Setting,
    reach: float = 0.0,
) -> float | None:
    """How much room the last line leaves behind its text, in type sizes.

    None where places are not known. ``reach`` is how wide the column's broken lines come (points),
    0 where too few are broken to tell.
    """
    lines = piece.printed
    box = piece.box
    if not lines or box is None or not setting:
        return None
    if len(lines) > 1:
        widest = max(_length(line) for line in lines)
        reach = max(reach, widest)
    return _free(lines[-1], box, setting, reach) / setting.size


def needed(text: str) -> float:
    """How much room the text's first word needs behind another text, in type sizes."""
    word = first_word(text)
    is_chinese = word[:1] >= CHINESE
    space = 0.0 if is_chinese else SPACE
    return width(word) + space


def inner_breaks(
    piece: Piece,
    setting: Setting,
    reach: float = 0.0,
) -> Iterator[float]:
    """Measures each line break within a cell.

    By how many type sizes the next word was narrower than the room.
    """
    lines = piece.printed
    box = piece.box
    texts = piece.low.text.split("\n")
    if box is None or not setting or len(texts) != len(lines):
        return
    for line, next_text in zip(lines, texts[1:], strict=False):
        room = _free(line, box, setting, reach) / setting.size
        yield room - needed(next_text)


def broken_lines(piece: Piece) -> list[float]:
    """How wide the lines are that another one follows, in points."""
    return [_length(line) for line in piece.printed[:-1]]


def _length(line: Box) -> float:
    return line[2] - line[0]


def _free(
    line: Box,
    box: Box,
    setting: Setting,
    reach: float,
) -> float:
    """Points left on the line.

    To where broken lines reach, else to the cell's edge by how the line is aligned.
    """
    edge = _free_to_edge(line, box, setting)
    if not reach:
        return edge
    to_reach = reach - _length(line)
    beyond = edge - to_reach
    return to_reach if 0 <= beyond < EARLY * setting.size else edge


def _free_to_edge(
    line: Box,
    box: Box,
    setting: Setting,
) -> float:
    left = line[0] - box[0]
    right = box[2] - line[2]
    is_centred = abs(left - right) < setting.size
    if is_centred:
        return left + right - 2 * setting.beside
    return max(left, right) - setting.beside


def first_word(text: str) -> str:
    """What cannot be separated from the text's first letter.

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


def _advance(letter: str) -> float:
    if letter >= CHINESE:
        return 1.0
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.83
    return 0.66 if letter.isupper() else 0.53
