"""Weighs whether a cell above a page break and one below it are one merged cell.

In rows that are not cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.stitch import signs
from pipeline.stitch.habits import Column, Habits
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import joined_signs
from pipeline.stitch.signs import Sign, Weighed, ratio, weigh
from pipeline.stitch.typesetting import room_below, room_in_cell
from pipeline.text import fold

# A merged cell's text that leaves room for so much of a line is finished.
ROOM = 0.8
# So many lines are enough to fill a cell over several rows.
LINES = 3
# What merged cells and blank ones count before any is seen, and what their ratio weighs at most.
MERGED_UNSEEN, BLANK_UNSEEN = 0.5, 0.2
HABIT_MOST = 4.0


def is_one(
    upper: Piece,
    lower: Piece,
    habits: Habits,
    is_open: bool,
    begun: Sequence[Piece] = (),
) -> Weighed:
    """Weighs whether the two are one cell.

    ``is_open`` says that no rule closes it at the break, though one closes others; ``begun`` are
    the cells of outer columns that certainly begin below the break.
    """
    found = [signs.OPEN_RULE] if is_open else []
    crossing = [habits.crossing(outer.col, lower.col) for outer in begun]
    found.append(Sign("outer-begins", min(crossing, default=0.0)))
    both_tall = upper.tall and lower.tall
    one_tall = upper.tall or lower.tall
    if upper.blank and lower.blank:
        found.append(signs.BOTH_TALL if both_tall else signs.NEVER_MERGED)
    elif upper.blank or lower.blank:
        found += _blank_signs(upper, lower, habits.column(upper.col))
    elif fold(upper.text) == fold(lower.text):
        found.append(signs.SAME_TEXT if is_open and one_tall else signs.KNOWN)
    else:
        found += _text_signs(upper, lower, habits)
    return weigh(found)


def _blank_signs(
    upper: Piece,
    lower: Piece,
    column: Column,
) -> Iterator[Sign]:
    """Weighs a blank on one side.

    The merged cell's rest, or a cell of its own that is blank, as others in the column are.
    """
    blank = upper if upper.blank else lower
    if blank.tall:
        yield signs.TALL_BLANK
    elif not (column.merged or upper.tall):
        yield signs.NEVER_MERGED
    if upper.blank and column.blanks and not blank.tall:
        yield signs.TEXT_BELOW
    merged = column.merged + upper.tall + MERGED_UNSEEN
    alone = column.blanks + BLANK_UNSEEN
    all_seen = merged + alone
    weight = ratio(merged / all_seen, alone / all_seen, HABIT_MOST)
    yield Sign("merged-habit", weight, upper.text or lower.text)


def _text_signs(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> Iterator[Sign]:
    """Weighs a text on both sides: cut in the middle, or two labels."""
    yield Sign("prior", signs.MERGED_PRIOR)
    one_tall = upper.tall or lower.tall
    column = habits.column(upper.col)
    if not one_tall and not column.merged:
        yield signs.ONE_ROW_EACH
    room = room_below(upper, habits.setting)
    if room is not None and room > ROOM:
        yield signs.ROOM_BELOW
    free = room_in_cell(upper, habits.setting)
    is_full = free is not None and free < ROOM
    if upper.tall and upper.lines >= LINES and is_full:
        yield signs.FILLS
    yield from joined_signs(upper, lower, habits)
