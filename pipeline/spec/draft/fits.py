"""Whether what stands in a column may have a role."""

from __future__ import annotations

import re

from pipeline.spec.draft import seen as look
from pipeline.spec.draft.kinds import LONG, MANY, MOST
from pipeline.spec.draft.seen import SeenColumn
from pipeline.spec.draft.words import Meaning
from pipeline.text import fold, parse_integer, parse_number, parse_points

LONGEST_UNIT = 5
_WHOLE_YEAR = ("全年", "年底", "年末", "年度")
_OF_NUMBERS = re.compile(r"(?:no\.?|号|#)$")


def can_name(column: SeenColumn) -> bool:
    """Whether a column may name the rows: words in each cell, no number and no mark for nothing."""
    if not column.printed or column.marks:
        return False
    if column.share(is_plain_number) > 0:
        return False
    return column.share(look.is_number) < MANY


def can_be_label(column: SeenColumn) -> bool:
    """Whether a column may be labels: Chinese words in each printed cell."""
    if not can_name(column):
        return False
    return column.share(look.has_han) == 1.0


def is_numbering(column: SeenColumn, meaning: Meaning | None) -> bool:
    """Whether a column numbers the rows, though its heading is not one of the known ones."""
    if not column.counts_rows:
        return False
    heading = fold(column.heading)
    return meaning is None or bool(_OF_NUMBERS.search(heading))


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return parse_number(text) is not None


def is_weight(column: SeenColumn) -> bool:
    """Whether points stand in a column: plain numbers, blank below one over several rows."""
    for text in column.printed:
        number = parse_points(text)
        if number is None or number <= 0:
            return False
    return bool(column.printed)


def is_unit(column: SeenColumn) -> bool:
    """Whether units of measure may stand in a column: short words, no number before them."""
    if not column.printed:
        return False
    return column.share(_is_short_word) == 1.0


def _is_short_word(text: str) -> bool:
    if len(text) > LONGEST_UNIT:
        return False
    return not _opens_with_digit(text)


def _opens_with_digit(text: str) -> bool:
    return text[0].isdecimal()


def is_rank(text: str) -> bool:
    """Whether a text is a ranking."""
    rank = parse_integer(text)
    return rank is not None and rank > 0


def is_agency(column: SeenColumn) -> bool:
    """Whether offices may stand in a column, none of its rows without one."""
    if not column.printed or column.marks:
        return False
    if column.share(look.has_letters) < 1.0:
        return False
    if column.share(_opens_with_digit) > 0:
        return False
    offices = column.share(look.is_offices)
    return offices >= 1 - MOST or column.length <= LONG


def is_of_the_year(column: SeenColumn) -> bool:
    """Whether a column is headed as what holds for the whole year."""
    headings = "".join(column.texts)
    key = fold(headings)
    return any(word in key for word in _WHOLE_YEAR)
