"""Is a cell above a page break and one below it, in rows that are not cut, one merged cell?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.stitch import signs
from pipeline.stitch.habits import Column, Habits
from pipeline.stitch.joined import joined_signs
from pipeline.stitch.piece import Piece
from pipeline.stitch.setting import room_below, room_in_cell
from pipeline.stitch.signs import Sign, Weighed, ratio, weigh
from pipeline.text import fold

# A merged cell's text that leaves room for so much of a line is finished.
ROOM = 0.8
# So many lines are enough to fill a cell over several rows.
LINES = 3


def is_one(a: Piece, b: Piece, habits: Habits, is_open: bool) -> Weighed:
    """Whether the two are one cell.

    ``is_open`` says that no rule closes it at the break, though one closes others.
    """
    found = [signs.OPEN_RULE] if is_open else []
    if a.blank and b.blank:
        found += [signs.BOTH_TALL] if a.tall and b.tall else [signs.NEVER_MERGED]
    elif a.blank or b.blank:
        found += _blank_signs(a, b, habits.column(a.col))
    elif fold(a.text) == fold(b.text):
        found += [signs.SAME_TEXT if is_open and (a.tall or b.tall) else signs.KNOWN]
    else:
        found += _text_signs(a, b, habits)
    return weigh(found)


def _blank_signs(a: Piece, b: Piece, column: Column) -> Iterator[Sign]:
    """A blank on one side.

    The merged cell's rest, or a cell of its own that is blank, as others in the column are.
    """
    blank = a if a.blank else b
    if blank.tall:
        yield signs.TALL_BLANK
    elif not (column.merged or a.tall):
        yield signs.NEVER_MERGED
    merged, alone = column.merged + a.tall + 0.5, column.blanks + 0.2
    yield Sign(
        "merged-habit",
        ratio(merged / (merged + alone), alone / (merged + alone), 4.0),
        (a.text or b.text),
    )


def _text_signs(a: Piece, b: Piece, habits: Habits) -> Iterator[Sign]:
    """A text on both sides: cut in the middle, or two labels."""
    yield Sign("prior", signs.MERGED_PRIOR)
    if not (a.tall or b.tall or habits.column(a.col).merged):
        yield signs.ONE_ROW_EACH
    room = room_below(a, habits.setting)
    if room is not None and room > ROOM:
        yield signs.ROOM_BELOW
    free = room_in_cell(a, habits.setting)
    if a.tall and a.lines >= LINES and free is not None and free < ROOM:
        yield signs.FILLS
    yield from joined_signs(a, b, habits)
