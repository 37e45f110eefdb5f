"""How texts end, begin and look: what tells a text that is whole from a piece of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.text import half_width, unclosed

CHINESE = "\u2e80"
# What no text begins with.
NO_START = "，。、；：！？）》」』】〉,;:!?)]}%‰"
_STOPS, _CLOSING, _COMMAS, _COLONS = "。；！？.;!?", ')）]】》」』”"', "，、,", "：:"
_OPENING = "（《「『【〈([{“"
_DASHES = "-—–－"
_ITEM = re.compile(
    r"[(（]?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-z])[.、)）．](?!\d)|[①-⑳•●■◆★☆※*·-]\s?(?=\S)"
)
# Numbers in the English way, 1,234.56, and in the continental one, 1.234,56; what stands about
# them.
_ENGLISH = re.compile(r"[-+(]?[¥￥$€]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?[)%‰]?")
_CONTINENTAL = re.compile(r"[-+(]?[¥￥$€]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?[)%‰]?")
_NUMBERISH = re.compile(r"[-+(]?[¥￥$€]?[\d.,]*\d[\d.,]*[)%‰]?[-—]?|[.,]\d+[)%‰]?")
# A column's texts have one shape when so many of them, at least so many, share it.
SHAPED, SHAPES = 0.8, 3


def bare(text: str) -> str:
    """The text without white space, full-width signs as narrow ones."""
    return half_width("".join(text.split()))


def ending(text: str) -> str:
    """How a text ends: the keys of ``signs.CUT_ENDS``, or "other"."""
    plain = text.rstrip()
    last, before = plain[-1:], plain[-2:-1]
    if last in _DASHES and last:
        return "hyphen" if before.isalpha() and before < CHINESE else "dash"
    kinds = {
        "stop": _STOPS,
        "closed": _CLOSING,
        "comma": _COMMAS,
        "colon": _COLONS,
        "open": _OPENING,
    }
    return next((kind for kind, signs in kinds.items() if last and last in signs), "other")


def is_mark(text: str) -> bool:
    """Whether the text is no word but a sign: a dash, a slash, a tick."""
    plain = bare(text)
    return bool(plain) and len(plain) <= 3 and not any(c.isalnum() for c in plain)


def begins_small(text: str) -> bool | None:
    """Whether a text in Latin letters begins with a small one.

    None where it begins with anything else.
    """
    first = text.lstrip()[:1]
    if not first.isalpha() or first >= CHINESE or first.lower() == first.upper():
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
    return len(found.group(1) or "") if found else None


class Numbers:
    """How the numbers of one column are written."""

    def __init__(self, texts: Sequence[str]) -> None:
        english, continental = (
            [decimals(text, form) for text in texts] for form in (_ENGLISH, _CONTINENTAL)
        )
        self._form, found = _ENGLISH, english
        self._comma = ","
        if sum(n is not None for n in continental) > sum(n is not None for n in english):
            self._form, found, self._comma = _CONTINENTAL, continental, "."
        self.count = sum(places is not None for places in found)
        self.share = self.count / len(texts) if texts else 0.0
        self._places = Counter(places for places in found if places is not None)
        numbers = [
            bare(text) for text, places in zip(texts, found, strict=True) if places is not None
        ]
        self._grouped = any(self._comma in text for text in numbers)
        self._long = any(self._comma not in text and _digits(text) > 3 for text in numbers)

    def whole(self, text: str) -> bool:
        """Whether the text is a number as the column's others are.

        Groups of three, digits after the point.
        """
        places = decimals(text, self._form)
        if places is None:
            return False
        if self.count >= SHAPES and self._places[places] < 0.1 * self.count:
            return False
        plain = bare(text)
        return not (
            self._grouped and not self._long and self._comma not in plain and _digits(plain) > 3
        )


def _digits(text: str) -> int:
    return len(re.match(r"\D*(\d*)", bare(text)).group(1))  # type: ignore[union-attr]


def shape(text: str) -> str:
    """The text with each digit as 9, each Latin letter as A or a, each Chinese one as 字."""
    return "".join(map(_kind, bare(text)))


def loose_shape(text: str) -> str:
    """The same with runs of one kind as one sign."""
    return re.sub(r"(.)\1+", r"\1+", shape(text))


def _kind(c: str) -> str:
    if c.isdigit():
        return "9"
    if c >= CHINESE:
        return "字"
    return ("A" if c.isupper() else "a") if c.isalpha() else c


class Shapes:
    """The one shape that a column's texts have, where they have one.

    Codes, dates, numbers of one length.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._exact = _usual([shape(text) for text in texts])
        loose = _usual([loose_shape(text) for text in texts])
        self._loose = loose if loose and "9" in loose and len(loose) > 2 else None

    def __bool__(self) -> bool:
        return bool(self._exact or self._loose)

    def has(self, text: str) -> bool:
        """Whether the text has the column's shape."""
        if self._exact:
            return shape(text) == self._exact
        return bool(self._loose) and loose_shape(text) == self._loose


def _usual(shapes: Sequence[str]) -> str | None:
    """The shape of nearly all, if it tells anything: letters alone do not."""
    if len(shapes) < SHAPES:
        return None
    common, count = Counter(shapes).most_common(1)[0]
    telling = "9" in common and len(common) > 1
    return common if telling and count >= SHAPED * len(shapes) else None
