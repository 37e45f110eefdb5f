"""Whether texts that are read outside of tables look like the data of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

FEWEST = 3
"""Numbers that make data of a row or a column."""

_LONGEST = 20  # characters of a cell that holds a number and its unit
_LETTER = re.compile("[A-Za-z]")  # G1, Q3: a name
_SIGNS = frozenset(".,%‰+-−/:～~（）()年月日")


def is_number(text: str) -> bool:
    """Whether a text is a number, a share or a date, with a short unit at most."""
    signs = [sign for sign in text if not sign.isspace()]
    if len(signs) > _LONGEST or _LETTER.search(text):
        return False
    digits = sum(sign.isdigit() for sign in signs)
    others = sum(sign in _SIGNS for sign in signs)
    return digits > 0 and 2 * (digits + others) >= len(signs)


def look_like_data(texts: Iterable[str]) -> bool:
    """Whether there are several numbers among the texts of a row or a column."""
    numbers = sum(map(is_number, texts))
    return numbers >= FEWEST


__all__ = ["FEWEST", "is_number", "look_like_data"]
