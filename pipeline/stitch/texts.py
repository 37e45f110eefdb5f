"""Tells a text that is whole from a piece of one: how texts end, begin and look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.text import half_width, unclosed
from pipeline.text.patterns import pattern
from pipeline.text.written import KEPT

CHINESE = "\u2e80"
# What no text begins with.
NO_START = "，。、；：！？）》」』】〉,;:!?)]}%‰"
_DASHES = "-—–－"
# How a text ends, by its last sign.
_ENDINGS = {
    "stop": "。；！？.;!?",
    "closed": ')）]】》」』”"',
    "comma": "，、,",
    "colon": "：:",
    "open": "（《「『【〈([{“",
}
_ITEM = pattern(
    r"[(（]?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-z])[.、)）．](?!\d)|[①-⑳•●■◆★☆※*·-]\s?(?=\S)"
)
# Numbers in the English way, 1,234.56, and in the continental one, 1.234,56; what stands about
# them.
_ENGLISH = pattern(r"[-+(]?[¥￥$€]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?[)%‰]?")
_CONTINENTAL = pattern(r"[-+(]?[¥￥$€]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?[)%‰]?")
_FIRST_DIGITS = pattern(r"\d+")
_RUNS = pattern(r"(.)\1+")
_NUMBERISH = pattern(r"[-+(]?[¥￥$€]?[\d.,]*\d[\d.,]*[)%‰]?[-—]?|[.,]\d+[)%‰]?")
# A column's texts have one shape when so many of them, at least so many, share it.
SHAPED = 0.8
SHAPES = 3
# Numbers with so many digits after the point are no habit of the column below this share.
RARE = 0.1


@lru_cache(maxsize=KEPT)
def bare(text: str) -> str:
    """The text without white space, full-width signs as narrow ones."""
    return half_width("".join(text.split()))


def ending(text: str) -> str:
    """How a text ends: the keys of ``signs.CUT_ENDS``, or "other"."""
    plain = text.rstrip()
    last = plain[-1:]
    before = plain[-2:-1]
    if not last:
        return "other"
    if last in _DASHES:
        is_latin = before.isalpha() and before < CHINESE
        return "hyphen" if is_latin else "dash"
    for kind, signs in _ENDINGS.items():
        if last in signs:
            return kind
    return "other"


def is_mark(text: str) -> bool:
    """Whether the text is no word but a sign: a dash, a slash, a tick."""
    plain = bare(text)
    if not 0 < len(plain) <= 3:
        return False
    return not any(letter.isalnum() for letter in plain)


def begins_small(text: str) -> bool | None:
    """Whether a text in Latin letters begins with a small one.

    None where it begins with anything else.
    """
    first = text.lstrip()[:1]
    has_case = first.lower() != first.upper()
    if not first.isalpha() or first >= CHINESE or not has_case:
        return None
    return first.islower()


def begins_item(text: str) -> bool:
    """Whether the text begins with a number or a sign of its own, as items of a list do."""
    return bool(_ITEM.match(text.lstrip()))


def begins_nothing(text: str) -> bool:
    """Whether nothing begins as this text does; a sign that stands alone is an entry."""
    first = text.lstrip()[:1]
    return bool(first) and first in NO_START and not is_mark(text)


def closes(above: str, below: str) -> bool:
    """Whether a bracket opened in the upper text is closed in the lower one."""
    return bool(unclosed(above)) and not unclosed(above + below)


def is_numeric(text: str) -> bool:
    """Whether the text is a number or could be a piece of one."""
    return bool(_NUMBERISH.fullmatch(bare(text)))


def decimals(text: str, form: re.Pattern[str] = _ENGLISH) -> int | None:
    """How many digits stand after the point of a well-formed number.

    None where the text is none.
    """
    found = form.fullmatch(bare(text))
    if found is None:
        return None
    behind_point = found.group(1) or ""
    return len(behind_point)


class Numbers:
    """How the numbers of one column are written.

    ``count`` is how many of its texts are numbers, ``share`` how large a part of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        english = _numbers(texts, _ENGLISH)
        are_english = len(english) == len(texts)
        continental = [] if are_english else _numbers(texts, _CONTINENTAL)
        is_continental = len(continental) > len(english)
        numbers = continental if is_continental else english
        self._form = _CONTINENTAL if is_continental else _ENGLISH
        self._comma = "." if is_continental else ","
        self.count = len(numbers)
        self.share = self.count / len(texts) if texts else 0.0
        self._places = Counter(number.places for number in numbers)
        self._grouped = any(self._comma in number.text for number in numbers)
        self._long = any(self._is_long(number.text) for number in numbers)

    def _is_long(self, number: str) -> bool:
        """Whether a number has more than three digits in a row before the point."""
        return self._comma not in number and _digits(number) > 3

    def whole(self, text: str) -> bool:
        """Whether the text is a number as the column's others are.

        Groups of three, digits after the point.
        """
        places = decimals(text, self._form)
        if places is None:
            return False
        is_rare = self._places[places] < RARE * self.count
        if self.count >= SHAPES and is_rare:
            return False
        always_groups = self._grouped and not self._long
        return not (always_groups and self._is_long(bare(text)))


class _Number(NamedTuple):
    """A number, and how many digits stand after its point."""

    text: str
    places: int


def _numbers(texts: Sequence[str], form: re.Pattern[str]) -> list[_Number]:
    """The numbers of one form."""
    found = []
    for plain in map(bare, texts):
        written = form.fullmatch(plain)
        if written is not None:
            behind_point = written[1] or ""
            found.append(_Number(plain, len(behind_point)))
    return found


def _digits(number: str) -> int:
    """How many digits stand in a row where the number begins."""
    found = _FIRST_DIGITS.search(number)
    return len(found.group()) if found else 0


class _Kinds(dict[int, str]):
    """A character's code → its kind, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        kind = _kind(chr(code))
        self[code] = kind
        return kind


_KINDS = _Kinds()


def shape(text: str) -> str:
    """The text with each digit as 9, each Latin letter as A or a, each Chinese one as 字."""
    return bare(text).translate(_KINDS)


def loose_shape(text: str) -> str:
    """The same with runs of one kind as one sign."""
    return _loosened(shape(text))


def _loosened(shape_of_text: str) -> str:
    return _RUNS.sub(r"\1+", shape_of_text)


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "9"
    if letter >= CHINESE:
        return "字"
    if not letter.isalpha():
        return letter
    return "A" if letter.isupper() else "a"


class Shapes:
    """The one shape that a column's texts have, where they have one.

    Codes, dates, numbers of one length.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        exact = Counter(map(shape, texts))
        loose: Counter[str] = Counter()
        for seen, count in exact.items():  # far fewer than there are texts
            loose[_loosened(seen)] += count
        self._exact = _usual(exact)
        self._loose = _usual(loose)
        if self._loose and len(self._loose) <= 2:
            self._loose = None

    def __bool__(self) -> bool:
        return bool(self._exact or self._loose)

    def has(self, text: str) -> bool:
        """Whether the text has the column's shape."""
        if self._exact:
            return shape(text) == self._exact
        return bool(self._loose) and loose_shape(text) == self._loose


def _usual(shapes: Counter[str]) -> str | None:
    """The shape of nearly all, if it tells anything: letters alone do not."""
    of = shapes.total()
    if of < SHAPES:
        return None
    ((common, count),) = shapes.most_common(1)
    is_telling = "9" in common and len(common) > 1
    is_usual = count >= SHAPED * of
    return common if is_telling and is_usual else None
