"""Where two pages' parts meet: is the last row cut by the break, which merged cells are still open, how texts join."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import Cell
from pipeline.text import script_join, unclosed

_NUMBER = re.compile(r"[\d.,%/—-]+")
_LAST_WORD, _FIRST_WORD = re.compile(r"\S+\Z"), re.compile(r"\A\S+")
# What no text begins with, and what no text ends with.
_NO_START = "，。、；：！？）》」』】〉,;:!?)]}%‰"
_NO_END = "，、：（《「『【〈—-([{,"
_END = "。；！？.;!?"
_CLOSED = (*_END, ")", "）")
# Of a column's texts so many end with a full stop or bracket, for one without it to look cut off: by itself, and
# where its cell is full to the last letter. A text of so many lines is a paragraph.
STOPPED, OFTEN_STOPPED, STOPS = 0.8, 0.5, 3
PARAGRAPH = 4
# A column counts as filled when so many of its cells have text; blanks weigh by these shares, and so much is enough.
MOSTLY, ALWAYS = 0.5, 0.8
CHINESE = "\u2e80"


@dataclass(slots=True)
class Piece:
    """A cell of the logical table while it grows: its place there, its first page's cell and its last one's."""

    row: int
    col: int
    rowspan: int
    colspan: int
    cell: Cell
    text: str
    low: Cell

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def lines(self) -> int:
        """Lines of text on the last page the cell stands on."""
        return self.low.text.count("\n") + 1 if self.low.text.strip() else 0


@dataclass(slots=True)
class Habits:
    """What the cells of each column are like, counted over rows that no page break touches."""

    filled: Counter[int] = field(default_factory=Counter)
    blanks: Counter[int] = field(default_factory=Counter)
    merged: Counter[int] = field(default_factory=Counter)
    texts: Counter[int] = field(default_factory=Counter)
    pairs: set[str] = field(default_factory=set)
    stopped: Counter[int] = field(default_factory=Counter)

    def add(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            text = "".join(piece.text.split())
            self.pairs.update(a + b for a, b in pairwise(text) if min(a, b) >= CHINESE)
            if not piece.blank and not _NUMBER.fullmatch(piece.text.strip()):
                self.texts[piece.col] += 1
                self.stopped[piece.col] += piece.text.rstrip().endswith(_CLOSED)
            if piece.rowspan > 1:
                self.merged[piece.col] += 1
            elif piece.colspan == 1:
                (self.blanks if piece.blank else self.filled)[piece.col] += 1

    def always_filled(self, col: int | None) -> bool:
        return col is not None and self.filling(col) >= 1

    def filling(self, col: int) -> float:
        """The share of the column's cells that have text, 0 where few have it or cells are merged."""
        if self.merged[col] or not self.filled[col]:
            return 0.0
        share = self.filled[col] / (self.filled[col] + self.blanks[col])
        return share if share >= MOSTLY else 0.0

    def stops(self, col: int, share: float) -> bool:
        """Whether so many of the column's texts end with a full stop or a bracket."""
        return self.texts[col] >= STOPS and self.stopped[col] >= share * self.texts[col]

    def knows(self, above: str, below: str) -> bool:
        """Whether the Chinese letters that meet at the break stand side by side elsewhere in the table."""
        return above.rstrip()[-1:] + below.lstrip()[:1] in self.pairs


def outlines_meet(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether the cells on both sides stand in the same columns."""
    return [(p.col, p.colspan) for p in above] == [(p.col, p.colspan) for p in below]


def is_cut(above: Sequence[Piece], below: Sequence[Piece], habits: Habits, numbered: int | None) -> bool:
    """Whether the row below the break is the rest of the row above it.

    A rest has blanks where every row has text, since short texts were finished above; what goes on are the
    cells that fill the row above to its lower edge. ``numbered`` is the column of running numbers.
    """
    if not outlines_meet(above, below):
        return False
    pairs = list(zip(above, below, strict=True))
    both = [(a, b) for a, b in pairs if not a.blank and not b.blank]
    if any(a.col == numbered and _are_numbers(a, b) for a, b in both) or not _are_rests(both, above):
        return False
    if any(a.col == numbered and b.blank and not a.blank for a, b in pairs) and habits.always_filled(numbered):
        return True
    ended = sum(habits.filling(a.col) for a, b in pairs if b.blank and not a.blank)
    going_on = sum(habits.filling(b.col) for _, b in pairs if not b.blank)
    if ended >= max(going_on, ALWAYS):
        return True
    if any(a.col == numbered and a.blank != b.blank for a, b in pairs) and _reach_down(both, above):
        return True
    return any(_breaks_off(a, b, habits) for a, b in both) and not any(a.blank for a, b in pairs if not b.blank)


def _reach_down(both: Sequence[tuple[Piece, Piece]], above: Sequence[Piece]) -> bool:
    """Whether the upper texts are all as long as the row is tall, and that is more than one line."""
    tallest = _tallest(above)
    return tallest > 1 and all(a.lines == tallest for a, _ in both)


def _tallest(above: Sequence[Piece]) -> int:
    """Lines of the last row's own tallest text."""
    return max((a.lines for a in above if a.low.rowspan == 1), default=0)


def _are_rests(both: Sequence[tuple[Piece, Piece]], above: Sequence[Piece]) -> bool:
    """Whether all texts that stand on both sides can be parts of one: the upper ones reach equally far down."""
    tallest = _tallest(above)
    return all(a.lines >= tallest - 1 and not _are_numbers(a, b) for a, b in both)


def _are_numbers(a: Piece, b: Piece) -> bool:
    return all(_NUMBER.fullmatch(p.text.strip()) for p in (a, b))


def _breaks_off(a: Piece, b: Piece, habits: Habits) -> bool:
    """Whether the upper text is unfinished and the lower one is no beginning."""
    if breaks_off(a.text, b.text):
        return True
    return habits.stops(a.col, STOPPED) and not a.text.rstrip().endswith(_CLOSED)


def breaks_off(above: str, below: str) -> bool:
    """Whether the signs at the break show one text: a bracket still open, a comma at the end, a stop at the start."""
    end, start = above.rstrip()[-1:], below.lstrip()[:1]
    if not end or not start:
        return False
    closed = unclosed(above) and not unclosed(above + below)
    return closed or start in _NO_START or end in _NO_END or (start.islower() and end not in _END)


def goes_on(a: Piece, b: Piece, habits: Habits, full: bool) -> bool:
    """Whether a cell above the break and one below it, in rows that are not cut, are one merged cell.

    ``full`` says that the upper text fills its cell to the lower edge and its last line to the right one.
    """
    if (a.col, a.colspan) != (b.col, b.colspan):
        return False
    tall = a.rowspan > 1 or b.rowspan > 1
    if a.blank and b.blank:
        return a.rowspan > 1 and b.rowspan > 1
    if a.blank or b.blank:
        if b.blank and b.rowspan > 1:
            return True
        return not habits.blanks[a.col] and (tall or habits.merged[a.col] > 0)
    if not tall and not habits.merged[a.col]:
        return False
    paragraph = a.lines >= PARAGRAPH or habits.stops(a.col, OFTEN_STOPPED)
    wants_more = full and (paragraph or habits.knows(a.text, b.text))
    return breaks_off(a.text, b.text) or (wants_more and not a.text.rstrip().endswith(_CLOSED))


def seam(above: str, below: str) -> str:
    """One text of two pieces: the words at the break joined by the rules of their script."""
    upper, lower = above.rstrip(), below.lstrip()
    if not upper or not lower:
        return upper or lower
    last, first = _LAST_WORD.search(upper), _FIRST_WORD.search(lower)
    words = script_join([last.group() if last else "", first.group() if first else ""])
    return upper[: last.start() if last else None] + words + lower[first.end() if first else 0 :]
