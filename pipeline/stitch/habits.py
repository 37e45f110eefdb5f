"""What the columns of one table hold, counted over the rows that no page break touches."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import exp, log

from pipeline.stitch import signs
from pipeline.stitch.forms import (
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
from pipeline.stitch.piece import Piece
from pipeline.stitch.setting import Setting, broken_lines, end_room, inner_breaks
from pipeline.text import fold

# A line that had room for the next word and so much more (type sizes) was ended on purpose.
SHORT = 0.4
# So many broken lines show how wide a line can be.
BROKEN = 3
Pattern = frozenset[int]


class Column:
    """The whole texts of one column and the questions asked of them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.blanks = 0
        self.merged = 0
        self._rooms: list[float] | None = None

    @property
    def filled(self) -> int:
        return len(self.pieces)

    @cached_property
    def texts(self) -> list[str]:
        return [piece.text for piece in self.pieces]

    @cached_property
    def whole(self) -> Counter[str]:
        """Its texts as keys, signs that stand alone left out."""
        return Counter(fold(text) for text in self.texts if not is_mark(text))

    @cached_property
    def endings(self) -> Counter[str]:
        return Counter(
            ending(text) for text in self.texts if not is_mark(text) and not is_numeric(text)
        )

    @cached_property
    def long_endings(self) -> Counter[str]:
        return Counter(ending(text) for text in self.texts if len(bare(text)) >= signs.LONG_TEXT)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.texts)

    @cached_property
    def shapes(self) -> Shapes:
        return Shapes([text for text in self.texts if not is_mark(text)])

    @cached_property
    def small(self) -> tuple[int, int]:
        """How many Latin texts begin with a small letter, and how many there are."""
        found = [small for text in self.texts if (small := begins_small(text)) is not None]
        return sum(found), len(found)

    @cached_property
    def items(self) -> int:
        return sum(begins_item(text) for text in self.texts)

    @cached_property
    def listing(self) -> float:
        """The share of texts in which several lines begin as items do."""
        several = (sum(map(begins_item, text.split("\n"))) > 1 for text in self.texts)
        return signs.rate(sum(several), self.filled, 0.1)

    @cached_property
    def reach(self) -> float:
        """How wide its broken lines come, in points; 0 where too few are broken to tell."""
        widths = [wide for piece in self.pieces for wide in broken_lines(piece)]
        return max(widths) if len(widths) >= BROKEN else 0.0

    def full(self, setting: Setting, need: float) -> float:
        """How often a whole text leaves less room than that (type sizes) at its end."""
        if self._rooms is None:
            found = (end_room(piece, setting, self.reach) for piece in self.pieces)
            self._rooms = sorted(room for room in found if room is not None)
        below = bisect_left(self._rooms, need)
        return signs.rate(below, len(self._rooms), 0.15)

    def short(self, setting: Setting) -> float:
        """How often a line is broken although the next word had room: where a paragraph ends."""
        slacks = [
            slack for piece in self.pieces for slack in inner_breaks(piece, setting, self.reach)
        ]
        return signs.rate(sum(slack > SHORT for slack in slacks), len(slacks), 0.08)


@dataclass(slots=True)
class Habits:
    """The columns of one table, which of them are filled together, and how its text is set."""

    columns: dict[int, Column] = field(default_factory=dict)
    patterns: Counter[Pattern] = field(default_factory=Counter)
    pairs: set[str] = field(default_factory=set)
    several: int = 0
    rows: int = 0
    setting: Setting = field(default_factory=Setting)
    heights: list[float] = field(default_factory=list)

    def column(self, col: int) -> Column:
        return self.columns.setdefault(col, Column())

    def add_row(self, row: Sequence[Piece]) -> None:
        """Counts the cells that begin in one row."""
        plain = [piece for piece in row if not piece.tall and piece.colspan == 1]
        for piece in row:
            self._add_pairs(piece.text)
            column = self.column(piece.col)
            if piece.tall:
                column.merged += 1
            elif piece.colspan == 1 and piece.blank:
                column.blanks += 1
            if not piece.blank and piece.colspan == 1:
                column.pieces.append(piece)
        heights = [piece.height for piece in row if not piece.tall]
        if heights:
            self.heights.append(min(heights))
        self.rows += 1
        self.several += any(piece.lines > 1 for piece in plain)
        self.patterns[frozenset(piece.col for piece in plain if not piece.blank)] += 1

    def _add_pairs(self, text: str) -> None:
        if not text.isascii():
            self.pairs.update(a + b for a, b in pairwise(bare(text)) if min(a, b) >= CHINESE)

    @property
    def lowest(self) -> float:
        """The height of the lowest row, in points; 0 where there are too few to tell."""
        return min(self.heights) if len(self.heights) >= 2 else 0.0

    def prior(self) -> float:
        """Before anything is seen: rows of one line are never cut."""
        several = signs.rate(self.several, self.rows, 0.6)
        cut = several * signs.BREAKS_WITHIN
        return max(signs.PRIOR_LEAST, min(signs.PRIOR_MOST, log(cut / (1 - cut))))

    def filled_together(self, cols: Iterable[int], among: Sequence[int]) -> float:
        """How likely it is that of the columns ``among`` just these are filled in one row.

        As counted; what was never seen, by each column's own share of blanks.
        """
        wanted, over = frozenset(cols), frozenset(among)
        seen = sum(count for pattern, count in self.patterns.items() if pattern & over == wanted)
        alone = exp(
            sum(log(self._filled(col) if col in wanted else 1 - self._filled(col)) for col in over)
        )
        return (seen + signs.PATTERN_WORTH * alone) / (self.rows + signs.PATTERN_WORTH)

    def _filled(self, col: int) -> float:
        column = self.column(col)
        return (column.filled + 0.8) / (column.filled + column.blanks + 1.0)

    def knows(self, above: str, below: str) -> bool:
        """Whether the Chinese letters that meet at the break stand side.

        By side elsewhere in the table.
        """
        return above.rstrip()[-1:] + below.lstrip()[:1] in self.pairs
