"""What a text holds: an address, pairs of letters, two numbers, a bracket that never closes."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from pipeline.text.patterns import pattern
from pipeline.text.written import fold, half_width

_EMAIL = pattern(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}", re.ASCII | re.IGNORECASE)
_OPENERS = "([{「『《〈‘"
_CLOSERS = ")]}」』》〉’"
_OPENER_OF = dict(zip(_CLOSERS, _OPENERS, strict=True))
_SQUARE = str.maketrans("【〔】〕", "[[]]")
_DOUBLE_QUOTES = '"“”'
_COMMAS = ("、", "，", ",")
_FOLLOWING = (*_COMMAS, "。", "；", ";")  # no text begins with one
_NUMBER = r"\.?\d[\d.]*"
_PARTED_NUMBERS = pattern(rf"{_NUMBER}\s+{_NUMBER}")
_SPACE_IN_NUMBER = pattern(r"\d[.,]?\s+[.,]?\d")


def find_email(text: str) -> str | None:
    """The first e-mail address in a text, Markdown links included."""
    found = _EMAIL.search(half_width(text))
    if found is None:
        return None
    return found.group()


@lru_cache(maxsize=4096)
def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters and digits of the folded text.

    A lone character stands for itself.
    """
    letters = [sign for sign in fold(text) if sign.isalnum()]
    if len(letters) < 2:
        return frozenset(letters)
    return frozenset(first + second for first, second in pairwise(letters))


def overlap(a: str, b: str) -> float:
    """Dice coefficient of the two texts' bigrams, 0 to 1 (0 where a text has none)."""
    left = bigrams(a)
    right = bigrams(b)
    total = len(left) + len(right)
    if not total:
        return 0.0
    shared = left & right
    return 2 * len(shared) / total


def unclosed(text: str) -> bool:
    """True where a bracket or quotation mark opens and never closes: the sentence is cut off.

    Double quotes are counted without regard to their shape, since straight and curly ones occur
    mixed.
    """
    depth: Counter[str] = Counter()
    quotes = 0
    for sign in half_width(text).translate(_SQUARE):
        if sign in _DOUBLE_QUOTES:
            quotes += 1
        elif sign in _OPENERS:
            depth[sign] += 1
        elif sign in _CLOSERS:
            opener = _OPENER_OF[sign]
            depth[opener] = max(0, depth[opener] - 1)
    return any(depth.values()) or quotes % 2 == 1


def is_cut_off(text: str) -> bool:
    """True where a text cannot end, or begin, as it does.

    What it opens never closes, it ends behind a comma, or begins with a sign that only follows.
    """
    words = half_width(text).strip()
    if unclosed(words):
        return True
    is_more_than_a_sign = any(map(str.isalnum, words))
    return is_more_than_a_sign and (words.endswith(_COMMAS) or words.startswith(_FOLLOWING))


def is_parted(text: str) -> bool:
    """True where a text is two numbers and nothing else, or one number that was wrapped."""
    return bool(_PARTED_NUMBERS.fullmatch(text.strip()))


def has_parted(text: str) -> bool:
    """True where a text has two numbers with only a space between, or one that was wrapped."""
    return bool(_SPACE_IN_NUMBER.search(text))
