"""Are a text above the break and one below it.

In one column, one text? The signs for and against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.stitch import signs
from pipeline.stitch.forms import (
    bare,
    begins_item,
    begins_nothing,
    begins_small,
    closes,
    ending,
    is_mark,
    is_numeric,
)
from pipeline.stitch.habits import SHORT, Column, Habits
from pipeline.stitch.piece import Piece
from pipeline.stitch.setting import end_room, needed
from pipeline.stitch.signs import Sign, rate, ratio
from pipeline.text import fold, script_join

_LAST_WORD, _FIRST_WORD = re.compile(r"\S+\Z"), re.compile(r"\A\S+")
# Texts joined without a space whatever their script.
GLUED = {signs.NUMBER_CUT.code, signs.SHAPE_JOINED.code}
# So much of a text is quoted where it is doubted.
QUOTED = 24


def joined_signs(a: Piece, b: Piece, habits: Habits) -> list[Sign]:
    """What speaks for and against the two being one text.

    Each sign with the text it was seen in.
    """
    column = habits.column(a.col)
    if is_mark(a.text) or is_mark(b.text):
        found = [signs.ENTRY]
    elif is_numeric(a.text) and is_numeric(b.text):
        found = list(_number_signs(a.text, b.text, column))
    else:
        found = list(_word_signs(a, b, column, habits))
    return [sign._replace(about=f"{tail(a.text)} | {head(b.text)}") for sign in found]


def _number_signs(above: str, below: str, column: Column) -> Iterator[Sign]:
    joined = bare(above) + bare(below)
    if column.shapes and column.shapes.has(joined) and not column.shapes.has(above):
        yield signs.SHAPE_JOINED
    elif is_cut_number(above, below, column):
        yield signs.NUMBER_CUT
    else:
        yield signs.NUMBERS_WHOLE


def is_cut_number(above: str, below: str, column: Column) -> bool:
    """Whether the two are one number of the column's form, and the upper one alone is none."""
    numbers = column.numbers
    return numbers.whole(bare(above) + bare(below)) and not (
        numbers.whole(above) and bare(below)[:1].isdigit()
    )


def _word_signs(a: Piece, b: Piece, column: Column, habits: Habits) -> Iterator[Sign]:
    if closes(a.text, b.text):
        yield signs.BRACKET
    if begins_nothing(b.text):
        yield signs.NO_BEGINNING
    if habits.knows(a.text, b.text):
        yield signs.PAIR
    if column.numbers.share >= 0.8 and is_numeric(a.text) != is_numeric(b.text):
        yield signs.OTHER_KIND
    yield _ending_sign(a.text, column)
    yield from _beginning_signs(a.text, b.text, column)
    yield from _known_signs(a.text, b.text, column)
    yield from _line_signs(a, b, column, habits)


def _ending_sign(above: str, column: Column) -> Sign:
    kind = ending(above)
    long = len(bare(above)) >= signs.LONG_TEXT
    whole = signs.LONG_ENDS if long else signs.WHOLE_ENDS
    seen = column.long_endings if long else column.endings
    likely = signs.CUT_ENDS.get(kind, 1 - sum(signs.CUT_ENDS.values()))
    usual = whole.get(kind, 1 - sum(whole.values()))
    return Sign(f"ends-{kind}", ratio(likely, rate(seen[kind], sum(seen.values()), usual)))


def _beginning_signs(above: str, below: str, column: Column) -> Iterator[Sign]:
    small = begins_small(below)
    if (small is not None and begins_small(above) is not None) or small:
        count, of = column.small
        usual = rate(count, of, signs.WHOLE_SMALL)
        if small:
            yield Sign("begins-small", ratio(signs.CUT_SMALL, usual))
        else:
            yield Sign("begins-large", ratio(1 - signs.CUT_SMALL, 1 - usual))
    usual = rate(column.items, column.filled, signs.WHOLE_ITEM)
    listing = column.listing
    if begins_item(below):
        yield Sign("begins-item", ratio(max(signs.CUT_ITEM, 0.5 * listing), usual))
    elif column.items:
        yield Sign("begins-no-item", ratio(1 - signs.CUT_ITEM, 1 - usual))


def _known_signs(above: str, below: str, column: Column) -> Iterator[Sign]:
    known = column.whole
    if known[fold(above + below)]:
        yield signs.KNOWN_JOINED
    else:
        yield from (signs.KNOWN for text in (above, below) if known[fold(text)])
    shapes = column.shapes
    if shapes and shapes.has(above) and shapes.has(below):
        yield signs.SHAPE_EACH
    elif shapes and not shapes.has(above) and shapes.has(above + below):
        yield signs.SHAPE_JOINED


def _line_signs(a: Piece, b: Piece, column: Column, habits: Habits) -> Iterator[Sign]:
    """Whether the lower text's first word had room behind the upper text."""
    room = end_room(a, habits.setting, column.reach)
    if room is None:
        return
    need = needed(b.text)
    short, full = column.short(habits.setting), column.full(habits.setting, need)
    if room > need + SHORT:
        weight = ratio(0.4 if begins_item(b.text) else short, 1 - full, signs.LINE_MOST)
        yield Sign("fits-above", weight * min(1.0, (room - need) / signs.ROOM_SURE))
    elif room < need + SHORT / 2:
        yield Sign("line-full", ratio(1 - short, full, signs.LINE_MOST))


def tail(text: str) -> str:
    """The end of a text, to quote it."""
    plain = script_join(text.splitlines())
    return plain if len(plain) <= QUOTED else "…" + plain[1 - QUOTED :]


def head(text: str) -> str:
    """The beginning of a text, to quote it."""
    plain = script_join(text.splitlines())
    return plain if len(plain) <= QUOTED else plain[: QUOTED - 1] + "…"


def seam(above: str, below: str, glued: bool = False) -> str:
    """One text of two pieces.

    The words at the break joined by the rules of their script, or without a space.
    """
    upper, lower = above.rstrip(), below.lstrip()
    if not upper or not lower:
        return upper or lower
    if glued:
        return upper + lower
    last, first = _LAST_WORD.search(upper), _FIRST_WORD.search(lower)
    words = script_join([last.group() if last else "", first.group() if first else ""])
    return upper[: last.start() if last else None] + words + lower[first.end() if first else 0 :]
