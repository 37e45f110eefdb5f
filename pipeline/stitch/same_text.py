"""Weighs whether a text above the break and one below it, in one column, are one text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.stitch import signs
from pipeline.stitch.habits import SHORT, Column, Habits
from pipeline.stitch.piece import Piece
from pipeline.stitch.signs import Sign, rate, ratio
from pipeline.stitch.texts import (
    bare,
    begins_item,
    begins_nothing,
    begins_small,
    closes,
    ending,
    is_mark,
    is_numeric,
)
from pipeline.stitch.typesetting import end_room, needed
from pipeline.text import fold, script_join
from pipeline.text.patterns import pattern

_LAST_WORD = pattern(r"\S+\Z")
_FIRST_WORD = pattern(r"\A\S+")
# Texts joined without a space whatever their script.
GLUED = {signs.NUMBER_CUT.code, signs.SHAPE_JOINED.code}
# So much of a text is quoted where it is doubted.
QUOTED = 24
# A column of which so much is numbers is one of numbers.
NUMERIC = 0.8
# How often a line that had room ends before an item of a list.
BEFORE_ITEM = 0.4
# How often what begins as an item does goes on within a text that lists several.
WITHIN_LISTING = 0.5


def joined_signs(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> list[Sign]:
    """Weighs whether the two are one text.

    Each sign with the text it was seen in. It is asked of a row, then of its cells.
    """
    known = habits.weighed.get(id(lower))
    if known is not None:
        *both, above, below, found = known
        is_same = both[0] is upper and both[1] is lower
        if is_same and above == upper.text and below == lower.text:
            return found
    found = _found(upper, lower, habits)
    habits.weighed[id(lower)] = upper, lower, upper.text, lower.text, found
    return found


def _found(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> list[Sign]:
    about = f"{tail(upper.text)} | {head(lower.text)}"
    signs_found = _signs(upper, lower, habits)
    return [sign._replace(about=about) for sign in signs_found]


def _signs(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> Iterator[Sign]:
    above, below = upper.text, lower.text
    column = habits.column(upper.col)
    if is_mark(above) or is_mark(below):
        yield signs.ENTRY
    elif is_numeric(above) and is_numeric(below):
        yield _number_sign(above, below, column)
    else:
        yield from _word_signs(upper, lower, column, habits)


def _number_sign(
    above: str,
    below: str,
    column: Column,
) -> Sign:
    joined = bare(above) + bare(below)
    shapes = column.shapes
    if shapes and shapes.has(joined) and not shapes.has(above):
        return _shape_sign(column)
    if is_cut_number(above, below, column):
        return signs.NUMBER_CUT
    return signs.NUMBERS_WHOLE


def is_cut_number(
    above: str,
    below: str,
    column: Column,
) -> bool:
    """Whether the two are one number of the column's form, and the upper one alone is none."""
    numbers = column.numbers
    joined = bare(above) + bare(below)
    begins_with_digit = bare(below)[:1].isdigit()
    is_whole_above = numbers.whole(above) and begins_with_digit
    return numbers.whole(joined) and not is_whole_above


def _word_signs(
    upper: Piece,
    lower: Piece,
    column: Column,
    habits: Habits,
) -> Iterator[Sign]:
    above, below = upper.text, lower.text
    if closes(above, below):
        yield signs.BRACKET
    if begins_nothing(below):
        yield signs.NO_BEGINNING
    if habits.knows(above, below):
        yield signs.PAIR
    if column.numbers.share >= NUMERIC and is_numeric(above) != is_numeric(below):
        yield signs.OTHER_KIND
    yield _ending_sign(above, column)
    yield from _case_signs(above, below, column)
    yield from _item_signs(below, column)
    yield from _known_signs(above, below, column)
    yield from _line_signs(upper, lower, column, habits)


def _ending_sign(above: str, column: Column) -> Sign:
    """Weighs how the upper text ends."""
    kind = ending(above)
    if len(bare(above)) >= signs.LONG_TEXT:
        whole = signs.LONG_ENDS
        seen = column.long_endings
    else:
        whole = signs.WHOLE_ENDS
        seen = column.endings
    cut = signs.CUT_ENDS
    likely = cut.get(kind, 1 - sum(cut.values()))
    usual = whole.get(kind, 1 - sum(whole.values()))
    of = sum(seen.values())
    counted = rate(seen[kind], of, usual)
    return Sign(f"ends-{kind}", ratio(likely, counted))


def _case_signs(
    above: str,
    below: str,
    column: Column,
) -> Iterator[Sign]:
    """Weighs the case of the lower text's first letter."""
    is_small = begins_small(below)
    is_latin_above = begins_small(above) is not None
    if is_small is None or not (is_latin_above or is_small):
        return
    count, of = column.small
    usual = rate(count, of, signs.WHOLE_SMALL)
    if is_small:
        yield Sign("begins-small", ratio(signs.CUT_SMALL, usual))
    else:
        yield Sign("begins-large", ratio(1 - signs.CUT_SMALL, 1 - usual))


def _item_signs(below: str, column: Column) -> Iterator[Sign]:
    """Weighs whether the lower text begins with a number of its own."""
    usual = rate(column.items, column.filled, signs.WHOLE_ITEM)
    if begins_item(below):
        within_text = max(signs.CUT_ITEM, WITHIN_LISTING * column.listing)
        yield Sign("begins-item", ratio(within_text, usual))
    elif column.items:
        yield Sign("begins-no-item", ratio(1 - signs.CUT_ITEM, 1 - usual))


def _known_signs(
    above: str,
    below: str,
    column: Column,
) -> Iterator[Sign]:
    """Weighs whether the texts, or both together, stand or look like others in the column."""
    known = column.whole
    if known[fold(above + below)]:
        yield signs.KNOWN_JOINED
    else:
        for text in (above, below):
            if known[fold(text)]:
                yield signs.KNOWN
    shapes = column.shapes
    if not shapes:
        return
    if shapes.has(above):
        if shapes.has(below):
            yield signs.SHAPE_EACH
    elif shapes.has(above + below):
        yield _shape_sign(column)


def _shape_sign(column: Column) -> Sign:
    """Weighs that the upper text alone lacks the column's shape, by how many whole ones do."""
    shapes = column.shapes
    odd = sum(not shapes.has(text) for text in column.texts)
    share = signs.rate(odd, column.filled, signs.USUAL_ODD)
    most = signs.SHAPE_JOINED.weight
    return signs.SHAPE_JOINED._replace(weight=ratio(1.0, share, most))


def _line_signs(
    upper: Piece,
    lower: Piece,
    column: Column,
    habits: Habits,
) -> Iterator[Sign]:
    """Weighs whether the lower text's first word had room behind the upper text."""
    setting = habits.setting
    room = end_room(upper, setting, column.reach)
    if room is None:
        return
    need = needed(lower.text)
    short = column.short(setting)
    full = column.full(setting, need)
    if room > need + SHORT:
        ended_on_purpose = BEFORE_ITEM if begins_item(lower.text) else short
        weight = ratio(ended_on_purpose, 1 - full, signs.LINE_MOST)
        sureness = min(1.0, (room - need) / signs.ROOM_SURE)
        yield Sign("fits-above", weight * sureness)
    elif room < need + SHORT / 2:
        yield Sign("line-full", ratio(1 - short, full, signs.LINE_MOST))


def tail(text: str) -> str:
    """Quotes the end of a text."""
    plain = script_join(text.splitlines())
    if len(plain) <= QUOTED:
        return plain
    return "…" + plain[1 - QUOTED :]


def head(text: str) -> str:
    """Quotes the beginning of a text."""
    plain = script_join(text.splitlines())
    if len(plain) <= QUOTED:
        return plain
    return plain[: QUOTED - 1] + "…"


def seam(
    above: str,
    below: str,
    glued: bool = False,
) -> str:
    """Joins two pieces to one text.

    The words at the break by the rules of their script, or without a space.
    """
    upper = above.rstrip()
    lower = below.lstrip()
    if not upper or not lower:
        return upper or lower
    if glued:
        return upper + lower
    last = _LAST_WORD.search(upper)
    first = _FIRST_WORD.search(lower)
    if last is None or first is None:  # neither is blank
        return upper + lower
    words = script_join([last.group(), first.group()])
    return upper[: last.start()] + words + lower[first.end() :]
