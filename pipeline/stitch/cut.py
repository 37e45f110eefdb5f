"""Is the row below a page break the rest of the row above it? Evidence on both sides.

One decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from pipeline.stitch import signs
from pipeline.stitch.forms import is_numeric
from pipeline.stitch.habits import Habits
from pipeline.stitch.joined import joined_signs
from pipeline.stitch.numbers import number_in
from pipeline.stitch.piece import Piece
from pipeline.stitch.setting import room_below, room_in_cell
from pipeline.stitch.signs import Sign, Weighed, ratio, weigh
from pipeline.text import fold

# A text that leaves room for so much of a line, or for so many lines in a cell, did not end for
# want of it.
ROOM, ROOMY = 0.8, 1.5
# A page is not full when so many lines more had room below the table.
FREE_LINES = 2.5
# A row is lower than all others when it has less than this share of the lowest one's height.
LOWER = 0.93
# The upper table's heading is alone on its page; so many rows below show what the columns hold.
DATA_ROWS, DATA_MOST = 2, 5.0

LINE_SIGNS = {"fits-above", "line-full"}

Pair = tuple[Piece, Piece]


class Budget:
    """What several signs of one kind may weigh together, either way."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._total = 0.0

    def spend(self, sign: Sign) -> Sign:
        """The sign with what is left of its weight."""
        total = max(-self._most, min(self._most, self._total + sign.weight))
        left = total - self._total
        self._total = total
        return sign._replace(weight=left)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The rows on both sides of a page break.

    ``numbered`` is the column of running numbers, ``next_serial`` the number of the row after the
    lower one, ``free`` how many points the page leaves below the table (0 where not known),
    ``rule`` what the rules at the break say, ``form`` what the number of rows says, ``heading``
    true where the upper row is a heading, ``last`` where the lower one is the table's last.
    """

    above: Sequence[Piece]
    below: Sequence[Piece]
    numbered: int | None = None
    next_serial: int | None = None
    free: float = 0.0
    rule: Sign | None = None
    form: Sign | None = None
    heading: bool = False
    last: bool = False

    @property
    def pairs(self) -> list[Pair]:
        return list(zip(self.above, self.below, strict=True))

    @property
    def meets(self) -> bool:
        """Whether the cells on both sides stand in the same columns.

        Others are rows of their own.
        """
        return bool(self.above) and [a.outline for a in self.above] == [
            b.outline for b in self.below
        ]


def is_cut(meeting: Meeting, habits: Habits) -> Weighed:
    """Whether the lower row is the rest of the upper one, with the signs that say so."""
    if not meeting.meets or not any(not b.blank for b in meeting.below):
        return weigh([Sign("other-outline", -9.0)])
    found = [_prior(meeting, habits)]
    found += [sign for sign in (meeting.rule, meeting.form) if sign]
    found += _serial_signs(meeting, habits)
    found += _room_signs(meeting, habits)
    found += _text_signs(meeting, habits)
    if meeting.heading:
        found += _data_signs(meeting, habits)
    else:
        found.append(_pattern_sign(meeting, habits))
    return weigh(found)


def _prior(meeting: Meeting, habits: Habits) -> Sign:
    lines = max((a.lines for a in meeting.above if not a.tall), default=0)
    usual = habits.prior()
    return Sign("prior", max(usual, signs.PRIOR_LONG) if lines >= signs.LONG_ROW else usual)


def _serial_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """What the running numbers say.

    A number that is missing tells only where no other row lacks its own.
    """
    pair = next(((a, b) for a, b in meeting.pairs if a.col == meeting.numbered), None)
    if pair is None:
        return
    above, below = (number_in(fold(piece.text)) for piece in pair)
    if above is not None and below is not None:
        yield signs.SERIALS
    elif above is not None and pair[1].blank:
        column = habits.column(pair[0].col)
        if meeting.next_serial == above + 2:
            yield signs.SERIAL_LOST
        elif meeting.next_serial == above + 1 and not (column.blanks or column.merged):
            yield signs.SERIAL_BLANK
        elif meeting.last and not (column.blanks or column.merged):
            yield signs.LAST_SERIAL_BLANK


def _room_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Where a row is cut its texts reach down to the break, and the page is full."""
    setting = habits.setting
    both = [(a, b) for a, b in meeting.pairs if not a.blank and not b.blank]
    rooms = [room for a, _ in both if (room := room_below(a, setting)) is not None]
    if rooms and max(rooms) > ROOM:
        yield signs.ROOM_BELOW
    rests = [
        room for b in meeting.below if not b.tall and (room := room_in_cell(b, setting)) is not None
    ]
    if rests and min(rests) > ROOMY:
        yield signs.ROOM_IN_REST
    yield from _height_signs(meeting, habits)
    if setting and meeting.free > FREE_LINES * setting.pitch:
        yield signs.PAGE_NOT_FULL


def _height_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """A piece of a row can be lower than any whole row.

    A cell's padding is left out where it is cut.
    """
    odd = Budget(signs.ODD_MOST)
    for row in (meeting.above, meeting.below):
        height = min((piece.height for piece in row if piece.low.rowspan == 1), default=0.0)
        if 0 < height < LOWER * habits.lowest:
            yield odd.spend(signs.ODD_HEIGHT)


def _text_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """The texts that stand on both sides; several columns bear each other out, up to a limit.

    How lines are broken is one habit of the whole table: all columns together weigh little more
    than one.
    """
    texts, lines = Budget(signs.TEXT_MOST), Budget(signs.LINE_MOST)
    for a, b in meeting.pairs:
        if a.blank or b.blank:
            continue
        for sign in joined_signs(a, b, habits):
            budget = lines if sign.code in LINE_SIGNS else texts
            yield budget.spend(sign)


def _data_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Below a heading that is alone on its page.

    Words where the columns hold numbers are no row of data.
    """
    data = Budget(DATA_MOST)
    for b in meeting.below:
        column = habits.column(b.col)
        numbers = column.filled >= DATA_ROWS and column.numbers.share >= 0.8
        if numbers and not b.blank and not is_numeric(b.text):
            yield data.spend(signs.NOT_DATA._replace(about=b.text))


def _pattern_sign(meeting: Meeting, habits: Habits) -> Sign:
    """Which columns are blank on which side.

    As two rows of their own, or as one row that goes on in some.
    """
    cols = [a.col for a, b in meeting.pairs if not _is_merged(a, b, habits)]
    upper = {a.col for a in meeting.above if not a.blank} & set(cols)
    lower = {b.col for b in meeting.below if not b.blank} & set(cols)
    apart = habits.filled_together(upper, cols) * habits.filled_together(lower, cols)
    whole = habits.filled_together(upper | lower, cols) * _split(meeting, cols)
    texts = " | ".join(b.text for b in meeting.below if not b.blank)
    return Sign("blanks", ratio(whole, apart, signs.PATTERN_MOST), texts)


def _is_merged(a: Piece, b: Piece, habits: Habits) -> bool:
    """Whether a blank in this column is as likely to be a merged cell's rest."""
    return a.tall or b.tall or habits.column(a.col).merged > 0


def _split(meeting: Meeting, cols: Sequence[int]) -> float:
    """How likely one row, cut, would show just these blanks.

    Texts above the last line are finished.
    """
    tallest = max((a.lines for a in meeting.above if not a.low.rowspan > 1), default=0)
    return prod(_share(a, b, tallest) for a, b in meeting.pairs if a.col in cols)


def _share(a: Piece, b: Piece, tallest: int) -> float:
    if a.blank:
        return 1.0 if b.blank else signs.ONLY_BELOW
    goes_on = signs.GOES_ON if a.lines >= tallest else 1 - signs.FINISHED
    return 1 - goes_on if b.blank else goes_on
