"""Counts what the columns of one table hold, over the rows that no page break touches."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, inf, log
from operator import add

from pipeline.stitch import signs
from pipeline.stitch.piece import Piece
from pipeline.stitch.signs import Sign
from pipeline.stitch.texts import (
    CHINESE,
    Numbers,
    Shapes,
    bare,
    begins_item,
    begins_small,
    ending,
    is_mark,
    is_numeric,
)
from pipeline.stitch.typesetting import Setting, broken_lines, end_room, inner_breaks
from pipeline.text import fold

# A line that had room for the next word and so much more (type sizes) was ended on purpose.
SHORT = 0.4
# So many broken lines show how wide a line can be.
BROKEN = 3
# What is usual of any table, before this one has shown it.
USUAL_LISTING = 0.1
USUAL_FULL = 0.15
USUAL_SHORT = 0.08
USUAL_SEVERAL = 0.6
# What filled cells and cells of any kind count before any is seen.
FILLED_UNSEEN = 0.8
UNSEEN = 1.0
# How often a cell goes on where one of an outer column of merged cells begins, and what that
# weighs at most.
USUAL_CROSSED = 0.05
CROSSED_MOST = 4.5
Pattern = frozenset[int]


class Column:
    """The whole texts of one column and the questions asked of them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.blanks = 0
        self.merged = 0
        self._known_rooms: list[float] | None = None
        self._known_short: float | None = None

    @property
    def filled(self) -> int:
        """How many cells have a text."""
        return len(self.pieces)

    @cached_property
    def texts(self) -> list[str]:
        """Its texts in order."""
        return [piece.text for piece in self.pieces]

    @cached_property
    def _words(self) -> list[str]:
        """Its texts without signs that stand alone."""
        return [text for text in self.texts if not is_mark(text)]

    @cached_property
    def whole(self) -> Counter[str]:
        """Its texts as keys, signs that stand alone left out."""
        return Counter(fold(text) for text in self._words)

    @cached_property
    def endings(self) -> Counter[str]:
        """How its texts end, numbers left out."""
        return Counter(ending(text) for text in self._words if not is_numeric(text))

    @cached_property
    def long_endings(self) -> Counter[str]:
        """How its long texts end."""
        endings: Counter[str] = Counter()
        for text in self.texts:
            if len(bare(text)) >= signs.LONG_TEXT:
                endings[ending(text)] += 1
        return endings

    @cached_property
    def numbers(self) -> Numbers:
        """How its numbers are written."""
        return Numbers(self.texts)

    @cached_property
    def shapes(self) -> Shapes:
        """The one shape of its texts, where they have one."""
        return Shapes(self._words)

    @cached_property
    def small(self) -> tuple[int, int]:
        """How many Latin texts begin with a small letter, and how many there are."""
        latin = []
        for text in self.texts:
            is_small = begins_small(text)
            if is_small is not None:
                latin.append(is_small)
        return sum(latin), len(latin)

    @cached_property
    def items(self) -> int:
        """How many of its texts begin as items of a list do."""
        return sum(begins_item(text) for text in self.texts)

    @cached_property
    def listing(self) -> float:
        """The share of texts in which several lines begin as items do."""
        several = 0
        for text in self.texts:
            items = sum(map(begins_item, text.split("\n")))
            several += items > 1
        return signs.rate(several, self.filled, USUAL_LISTING)

    @cached_property
    def reach(self) -> float:
        """How wide its broken lines come, in points; 0 where too few are broken to tell."""
        widths: list[float] = []
        for piece in self.pieces:
            widths += broken_lines(piece)
        return max(widths) if len(widths) >= BROKEN else 0.0

    def full(self, setting: Setting, need: float) -> float:
        """How often a whole text leaves less room than that (type sizes) at its end."""
        rooms = self._rooms(setting)
        below = bisect_left(rooms, need)
        return signs.rate(below, len(rooms), USUAL_FULL)

    def _rooms(self, setting: Setting) -> list[float]:
        """The room at the end of each text, from the least; a table has one setting."""
        if self._known_rooms is not None:
            return self._known_rooms
        rooms = []
        for piece in self.pieces:
            room = end_room(piece, setting, self.reach)
            if room is not None:
                rooms.append(room)
        self._known_rooms = sorted(rooms)
        return self._known_rooms

    def short(self, setting: Setting) -> float:
        """How often a line is broken although the next word had room: where a paragraph ends.

        As of the rooms, a table has one setting.
        """
        if self._known_short is not None:
            return self._known_short
        breaks = 0
        early = 0
        for piece in self.pieces:
            for slack in inner_breaks(piece, setting, self.reach):
                breaks += 1
                early += slack > SHORT
        self._known_short = signs.rate(early, breaks, USUAL_SHORT)
        return self._known_short


@dataclass(slots=True)
class Habits:
    """The columns of one table, which of them are filled together, and how its text is set."""

    columns: defaultdict[int, Column] = field(default_factory=lambda: defaultdict(Column))
    patterns: Counter[Pattern] = field(default_factory=Counter)
    pairs: set[str] = field(default_factory=set)
    several: int = 0
    rows: int = 0
    setting: Setting = field(default_factory=Setting)
    measured: int = 0
    least: float = inf
    nested: Counter[tuple[int, int]] = field(default_factory=Counter)
    crossed: Counter[tuple[int, int]] = field(default_factory=Counter)
    # By the piece below, what was weighed of it and the one above, as long as both are the same.
    weighed: dict[int, tuple[Piece, Piece, str, str, list[Sign]]] = field(default_factory=dict)

    def column(self, col: int) -> Column:
        """What one column holds."""
        return self.columns[col]

    def add_row(self, row: Sequence[Piece]) -> None:
        """Counts the cells that begin in one row."""
        heights: list[float] = []
        filled: list[int] = []
        several = False
        for piece in row:
            text = piece.text
            is_blank = not text.strip()
            if not text.isascii():
                self._add_pairs(text)
            is_narrow = piece.colspan == 1
            column = self.columns[piece.col]
            if is_narrow and not is_blank:
                column.pieces.append(piece)
            if piece.rowspan > 1:
                column.merged += 1
                continue
            heights.append(piece.height)
            if not is_narrow:
                continue
            if is_blank:
                column.blanks += 1
            else:
                filled.append(piece.col)
            several = several or ("\n" in piece.low.text and piece.lines > 1)
        if heights:
            self.measured += 1
            self.least = min(self.least, *heights)
        self.patterns[frozenset(filled)] += 1
        self.several += several
        self.rows += 1

    def _add_pairs(self, text: str) -> None:
        """Notes which letters stand side by side."""
        plain = bare(text)
        self.pairs.update(map(add, plain, plain[1:]))

    def add_nesting(self, pieces: Sequence[Piece]) -> None:
        """Counts how cells of one page end where a cell of a column left of them begins.

        Of columns that have merged cells: labels, and labels over labels.
        """
        merged = {col for col, column in self.columns.items() if column.merged}
        if not merged:
            return
        outer = [piece for piece in pieces if piece.row and piece.col in merged]
        outer = [piece for piece in outer if not piece.blank]
        for piece in outer:
            for other in pieces:
                covers = other.row <= piece.row < other.row + other.rowspan
                if other.col <= piece.col or not covers:
                    continue
                seen = self.nested if other.row == piece.row else self.crossed
                seen[piece.col, other.col] += 1

    def crossing(self, outer: int, inner: int) -> float:
        """Weighs that a cell goes on although one of a column left of it begins; at most 0."""
        crossed = self.crossed[outer, inner]
        seen = crossed + self.nested[outer, inner]
        share = signs.rate(crossed, seen, USUAL_CROSSED)
        return min(0.0, signs.ratio(share, 1 - share, CROSSED_MOST))

    @property
    def lowest(self) -> float:
        """The height of the lowest row, in points; 0 where there are too few to tell."""
        return self.least if self.measured >= 2 else 0.0

    def prior(self) -> float:
        """Weighs a cut before anything is seen: rows of one line are never cut."""
        several = signs.rate(self.several, self.rows, USUAL_SEVERAL)
        cut = several * signs.BREAKS_WITHIN
        weight = log(cut / (1 - cut))
        return max(signs.PRIOR_LEAST, min(signs.PRIOR_MOST, weight))

    def filled_together(self, cols: Iterable[int], among: Sequence[int]) -> float:
        """How likely it is that of the columns ``among`` just these are filled in one row.

        As counted; what was never seen, by each column's own share of blanks.
        """
        wanted = frozenset(cols)
        over = frozenset(among)
        seen = 0
        for pattern, count in self.patterns.items():
            if pattern & over == wanted:
                seen += count
        by_columns = self._by_columns(wanted, over)
        worth = signs.PATTERN_WORTH
        return (seen + worth * by_columns) / (self.rows + worth)

    def _by_columns(self, wanted: Pattern, over: Pattern) -> float:
        """How likely it is by each column's own share of blanks."""
        weights = []
        for col in over:
            filled = self._filled(col)
            weights.append(log(filled if col in wanted else 1 - filled))
        return exp(sum(weights))

    def _filled(self, col: int) -> float:
        """How often a cell of the column has a text."""
        column = self.column(col)
        seen = column.filled + column.blanks
        return (column.filled + FILLED_UNSEEN) / (seen + UNSEEN)

    def knows(self, above: str, below: str) -> bool:
        """Whether the Chinese letters that meet at the break stand together elsewhere."""
        last = above.rstrip()[-1:]
        first = below.lstrip()[:1]
        if last < CHINESE or first < CHINESE:
            return False
        return last + first in self.pairs
