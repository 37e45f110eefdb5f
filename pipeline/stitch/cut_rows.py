"""Weighs whether the row below a page break is the rest of the row above it.

Evidence on both sides, one decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from pipeline.stitch import signs
from pipeline.stitch.habits import Habits
from pipeline.stitch.meeting import Meeting, Pair
from pipeline.stitch.numbers import number_in
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import joined_signs
from pipeline.stitch.signs import Sign, Weighed, ratio, weigh
from pipeline.stitch.texts import is_numeric
from pipeline.stitch.typesetting import room_below, room_in_cell
from pipeline.text import fold

# A text that leaves room for so much of a line, or for so many lines in a cell, did not end for
# want of it.
ROOM = 0.8
ROOMY = 1.5
# A page is not full when so many lines more had room below the table.
FREE_LINES = 2.5
# A row is lower than all others when it has less than this share of the lowest one's height.
LOWER = 0.93
# The upper table's heading is alone on its page; so many rows below show what the columns hold.
DATA_ROWS = 2
DATA_MOST = 5.0
# A column of which so much is numbers is one of numbers.
NUMERIC = 0.8

LINE_SIGNS = {"fits-above", "line-full"}


class Budget:
    """What several signs of one kind may weigh together, either way."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._total = 0.0

    def spend(self, sign: Sign) -> Sign:
        """Gives the sign what is left of its weight."""
        wanted = self._total + sign.weight
        total = max(-self._most, min(self._most, wanted))
        left = total - self._total
        self._total = total
        return sign._replace(weight=left)


def is_cut(meeting: Meeting, habits: Habits) -> Weighed:
    """Weighs whether the lower row is the rest of the upper one."""
    has_text = any(not lower.blank for lower in meeting.below)
    if not meeting.meets or not has_text:
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
    usual = habits.prior()
    lines = [upper.lines for upper in meeting.above if not upper.tall]
    tallest = max(lines, default=0)
    if tallest >= signs.LONG_ROW:
        usual = max(usual, signs.PRIOR_LONG)
    return Sign("prior", usual)


def _serial_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Weighs the running numbers.

    A number that is missing tells only where no other row lacks its own.
    """
    pair = _numbered_pair(meeting)
    if pair is None:
        return
    upper, lower = pair
    above = number_in(fold(upper.text))
    below = number_in(fold(lower.text))
    if above is None:
        return
    if below is not None:
        yield signs.SERIALS
    elif lower.blank:
        column = habits.column(upper.col)
        others_lack_theirs = bool(column.blanks or column.merged)
        yield from _missing_serial_sign(meeting, above, others_lack_theirs)


def _numbered_pair(meeting: Meeting) -> Pair | None:
    """The cells of the numbered column on both sides."""
    for upper, lower in meeting.pairs:
        if upper.col == meeting.numbered:
            return upper, lower
    return None


def _missing_serial_sign(
    meeting: Meeting,
    above: int,
    others_lack_theirs: bool,
) -> Iterator[Sign]:
    """Weighs that the row below has no number, under one that is numbered ``above``."""
    if meeting.next_serial == above + 2:
        yield signs.SERIAL_LOST
    elif others_lack_theirs:
        return
    elif meeting.next_serial == above + 1:
        yield signs.SERIAL_BLANK
    elif meeting.last:
        yield signs.LAST_SERIAL_BLANK


def _room_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Weighs the room: where a row is cut its texts reach the break, and the page is full."""
    setting = habits.setting
    rooms = []
    for upper, lower in meeting.pairs:
        room = room_below(upper, setting)
        if room is not None and not upper.blank and not lower.blank:
            rooms.append(room)
    if rooms and max(rooms) > ROOM:
        yield signs.ROOM_BELOW
    rests = []
    for lower in meeting.below:
        room = room_in_cell(lower, setting)
        if room is not None and not lower.tall:
            rests.append(room)
    if rests and min(rests) > ROOMY:
        yield signs.ROOM_IN_REST
    yield from _height_signs(meeting, habits)
    if setting and meeting.free > FREE_LINES * setting.pitch:
        yield signs.PAGE_NOT_FULL


def _height_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Weighs the heights: a piece of a row can be lower than any whole row.

    A cell's padding is left out where it is cut.
    """
    odd = Budget(signs.ODD_MOST)
    for row in (meeting.above, meeting.below):
        heights = [piece.height for piece in row if piece.low.rowspan == 1]
        lowest = min(heights, default=0.0)
        if 0 < lowest < LOWER * habits.lowest:
            yield odd.spend(signs.ODD_HEIGHT)


def _text_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Weighs the texts that stand on both sides.

    Several columns bear each other out, up to a limit. How lines are broken is one habit of the
    whole table: all columns together weigh little more than one.
    """
    texts = Budget(signs.TEXT_MOST)
    lines = Budget(signs.LINE_MOST)
    for upper, lower in meeting.pairs:
        if upper.blank or lower.blank:
            continue
        for sign in joined_signs(upper, lower, habits):
            budget = lines if sign.code in LINE_SIGNS else texts
            yield budget.spend(sign)


def _data_signs(meeting: Meeting, habits: Habits) -> Iterator[Sign]:
    """Weighs what stands below a heading that is alone on its page.

    Words where the columns hold numbers are no row of data.
    """
    data = Budget(DATA_MOST)
    for lower in meeting.below:
        column = habits.column(lower.col)
        holds_numbers = column.filled >= DATA_ROWS and column.numbers.share >= NUMERIC
        has_words = not lower.blank and not is_numeric(lower.text)
        if holds_numbers and has_words:
            yield data.spend(signs.NOT_DATA._replace(about=lower.text))


def _pattern_sign(meeting: Meeting, habits: Habits) -> Sign:
    """Weighs which columns are blank on which side.

    As two rows of their own, or as one row that goes on in some.
    """
    pairs = [pair for pair in meeting.pairs if not _is_merged(*pair, habits)]
    cols = [upper.col for upper, _ in pairs]
    above = {upper.col for upper, _ in pairs if not upper.blank}
    below = {lower.col for _, lower in pairs if not lower.blank}
    apart = habits.filled_together(above, cols)
    apart *= habits.filled_together(below, cols)
    whole = habits.filled_together(above | below, cols)
    whole *= _split_likelihood(meeting, pairs)
    texts = [lower.text for lower in meeting.below if not lower.blank]
    weight = ratio(whole, apart, signs.PATTERN_MOST)
    return Sign("blanks", weight, " | ".join(texts))


def _is_merged(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> bool:
    """Whether a blank in this column is as likely to be a merged cell's rest."""
    return upper.tall or lower.tall or habits.column(upper.col).merged > 0


def _split_likelihood(meeting: Meeting, pairs: Sequence[Pair]) -> float:
    """How likely one row, cut, would show just these blanks.

    Texts that end above the row's last line are finished.
    """
    lines = [upper.lines for upper in meeting.above if upper.low.rowspan == 1]
    tallest = max(lines, default=0)
    return prod(_share(upper, lower, tallest) for upper, lower in pairs)


def _share(
    upper: Piece,
    lower: Piece,
    tallest: int,
) -> float:
    if upper.blank:
        return 1.0 if lower.blank else signs.ONLY_BELOW
    reaches_down = upper.lines >= tallest
    goes_on = signs.GOES_ON if reaches_down else 1 - signs.FINISHED
    return 1 - goes_on if lower.blank else goes_on
