"""Whole pieces of one cell → its printed lines, as :mod:`pipeline.read.pdf.textlines` has them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.pdf.apart import GAP
from pipeline.read.pdf.compose import (
    ASCENT,
    DESCENT,
    FEW,
    FULL,
    WIDE_GAP,
    WORD_GAP,
    is_cut_number,
)
from pipeline.read.pdf.pieces import KERNED, TIGHT, Piece
from pipeline.read.pdf.raised import SMALLER
from pipeline.read.pdf.textlines import DOWNWARDS, SAME_LINE, is_wide

_BASE, _LEFT = attrgetter("base"), attrgetter("x0")
_SIZE = attrgetter("size")

Line = list[Piece]


class Printed(NamedTuple):
    """One line that shows something: ``lead`` is how wide its first character is."""

    text: str
    left: float
    right: float
    base: float
    size: float
    lead: float

    @property
    def box(self) -> Box:
        """Where it is printed, by its baseline and type size."""
        top = self.base - ASCENT * self.size
        bottom = self.base + DESCENT * self.size
        return self.left, top, self.right, bottom


def printed_lines(pieces: Sequence[Piece]) -> list[Printed] | None:
    """The lines of a cell, top to bottom; None where its characters must be known one by one.

    They must where letters may stand under one another, over one another or raised, or where a
    line may be letter-spaced or hold columns.
    """
    if len(pieces) == 1:
        (piece,) = pieces
        return [_of_one(piece)] if piece.inked else []
    if len(pieces) > DOWNWARDS and not _runs_along(pieces):
        return None
    sizes = list(map(_SIZE, pieces))
    if min(sizes) <= SMALLER * max(sizes):
        return None
    printed: list[Printed] = []
    for line in _lines(pieces):
        text = _text(line)
        if text is None:
            return None
        ink = [piece for piece in line if piece.inked]
        if ink:
            printed.append(_of_several(ink, text))
    return printed


def _of_one(piece: Piece) -> Printed:
    text = piece.text.strip()
    return Printed(text, piece.left, piece.right, piece.base, piece.size, piece.lead)


def _of_several(
    ink: Line,
    text: str,
) -> Printed:
    first, last = ink[0], ink[-1]
    size = max(map(_SIZE, ink))
    return Printed(text, first.left, last.right, first.base, size, first.lead)


def _runs_along(pieces: Sequence[Piece]) -> bool:
    """Whether far more letters follow each other along the page than may do so downwards."""
    along = 0
    for piece in pieces:
        wide = sum(map(is_wide, piece.text))
        along += max(0, wide - 1)
    return len(pieces) <= 3 * along


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    """Groups pieces by their baselines, each with the first one of a line, from the top."""
    lines: list[Line] = []
    first: Piece | None = None
    for piece in sorted(pieces, key=_BASE):
        if first is not None:
            below = piece.base - first.base
            if below <= SAME_LINE * min(piece.size, first.size):
                lines[-1].append(piece)
                continue
        first = piece
        lines.append([piece])
    for line in lines:
        line.sort(key=_LEFT)
    return lines


def _text(line: Line) -> str | None:
    """The text of a line; None where more than spaces may part its pieces, or they overlap."""
    parts = [line[0].text]
    parted = 0
    for before, piece in pairwise(line):
        gap = piece.x0 - before.x1
        smaller = min(before.size, piece.size)
        parted += gap > TIGHT * smaller
        if gap < 0 and not _is_beside(before, piece, -gap):
            return None
        if gap > WORD_GAP * before.size and _is_apart(before, piece, gap):
            parts.append(" ")
        parts.append(piece.text)
    if parted >= FEW or _is_wide_apart(line):
        return None
    return "".join(parts).strip()


def _is_beside(
    before: Piece,
    piece: Piece,
    overlap: float,
) -> bool:
    """Whether pieces that overlap do so by no more than kerned letters do."""
    narrowest = min(before.x1 - before.start, 2 * (piece.first - piece.x0))
    return overlap <= KERNED * narrowest and before.x1 <= piece.x1


def _is_apart(
    before: Piece,
    piece: Piece,
    gap: float,
) -> bool:
    """Whether two pieces stand so far apart that a space is between them."""
    last, first = before.text[-1], piece.text[0]
    if last == " " or first == " ":
        return False
    limit = WIDE_GAP if is_wide(last) or is_wide(first) else WORD_GAP
    return gap > limit * max(before.size, piece.size)


def _is_wide_apart(line: Line) -> bool:
    """Whether the ink of two pieces stands further apart than words do."""
    ink = [piece for piece in line if piece.inked]
    for before, piece in pairwise(ink):
        if piece.left - before.right > GAP * min(before.size, piece.size):
            return True
    return False


class PrintedLines:
    """The lines of one cell."""

    def __init__(self, lines: Sequence[Printed]) -> None:
        self._lines = lines

    def words(self, room: float) -> str:
        r"""Their text, joined with ``\n``.

        ``room`` is the width a line can have: a number that is wider and was cut at the edge for
        that is one number.
        """
        lines = self._lines
        if len(lines) == 1:
            return lines[0].text
        return _composed(lines, room)

    def boxes(self) -> list[Box]:
        """Where each line is printed."""
        return [line.box for line in self._lines]


def _composed(
    lines: Sequence[Printed],
    room: float,
) -> str:
    texts = [line.text for line in lines]
    parts = texts[:1]
    for at, (above, line) in enumerate(pairwise(lines), 1):
        used = above.right - above.left
        is_full = room - used < FULL * line.lead
        if not is_full or not is_cut_number(texts, at):
            parts.append("\n")
        parts.append(line.text)
    return "".join(parts)
