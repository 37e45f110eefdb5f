"""Numbers that a word processor writes before paragraphs by itself (ECMA-376 part 1, 17.9).

They stand in no text of the file: a column of serials that is numbered so would be blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.read.docx.styles import Numbering, integer
from pipeline.read.tree import Node

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = {ord("0") + n: chr(ord("０") + n) for n in range(10)}
_TENS = ("", "十", "百", "千")
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand",
    "taiwaneseCounting", "taiwaneseCountingThousand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list; ``pattern`` has ``%1`` where the number of level 1 goes."""

    start: int
    form: str
    pattern: str
    gap: str
    legal: bool
    restarts: int


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The lists of a document; they count on with each paragraph that is asked for, in order."""

    def __init__(self, root: Node) -> None:
        self._abstract = {
            node.get("w:abstractNumId"): node
            for node in root.elements()
            if node.tag == "w:abstractNum"
        }
        self._numbers = {
            node.get("w:numId"): node for node in root.elements() if node.tag == "w:num"
        }
        self._styled = self._by_style_link()
        self._lists: dict[str, _List] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._begun: set[str] = set()

    def text(self, numbering: Numbering) -> str:
        """What is written before the next paragraph of a list, with the gap behind it.

        "" for a bullet, and where the list is not declared.
        """
        node = self._numbers.get(numbering.number)
        if node is None:
            return ""
        abstract = node.child("w:abstractNumId")
        key = abstract.get("w:val") if abstract is not None else ""
        levels = self._levels_of(numbering.number, node, key)
        level = levels.get(numbering.level)
        if level is None:
            return ""
        counts = self._lists.setdefault(key, _List()).counts
        self._begin(numbering.number, node, counts)
        self._count(numbering.level, levels, counts)
        if level.form in ("bullet", "none"):
            return "" if level.form == "bullet" else _plain(level)
        return self._written(level, levels, counts) + level.gap

    def _written(
        self,
        level: _Level,
        levels: dict[int, _Level],
        counts: dict[int, int],
    ) -> str:
        def one(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = levels.get(at)
            if other is None:
                return ""
            form = "decimal" if level.legal else other.form
            return written(counts.get(at, other.start), form)

        return _PLACE.sub(one, level.pattern)

    def _begin(
        self,
        number: str,
        node: Node,
        counts: dict[int, int],
    ) -> None:
        """A number whose start is overridden counts anew where it first stands."""
        if number in self._begun:
            return
        self._begun.add(number)
        for override in node.elements():
            start = override.child("w:startOverride")
            if override.tag == "w:lvlOverride" and start is not None:
                at = integer(override.get("w:ilvl"))
                counts[at] = integer(start.get("w:val")) - 1

    def _count(
        self,
        at: int,
        levels: dict[int, _Level],
        counts: dict[int, int],
    ) -> None:
        counts[at] = counts[at] + 1 if at in counts else levels[at].start
        for above in range(at):
            if above in levels:
                counts.setdefault(above, levels[above].start)
        for deeper in [one for one in counts if one > at]:
            restarts = levels[deeper].restarts if deeper in levels else -1
            if restarts != 0:
                del counts[deeper]

    def _levels_of(
        self,
        number: str,
        node: Node,
        key: str,
    ) -> dict[int, _Level]:
        if number not in self._levels:
            levels = _levels(self._declared(key))
            for override in node.elements():
                own = override.child("w:lvl")
                if own is not None:
                    levels[integer(override.get("w:ilvl"))] = _level(own)
            self._levels[number] = levels
        return self._levels[number]

    def _declared(self, key: str) -> Node:
        node = self._abstract.get(key, Node(""))
        link = node.child("w:numStyleLink")
        return self._styled.get(link.get("w:val"), node) if link is not None else node

    def _by_style_link(self) -> dict[str, Node]:
        found = {}
        for node in self._abstract.values():
            link = node.child("w:styleLink")
            if link is not None:
                found[link.get("w:val")] = node
        return found


def _levels(abstract: Node) -> dict[int, _Level]:
    return {
        integer(node.get("w:ilvl")): _level(node)
        for node in abstract.elements()
        if node.tag == "w:lvl"
    }


def _level(node: Node) -> _Level:
    def value(name: str, default: str) -> str:
        found = node.child(f"w:{name}")
        return default if found is None else found.get("w:val", default)

    legal = node.child("w:isLgl")
    return _Level(
        start=integer(value("start", "0")),
        form=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        gap="" if value("suff", "tab") == "nothing" else " ",
        legal=legal is not None and legal.get("w:val", "1") not in ("0", "false"),
        restarts=integer(value("lvlRestart", "-1"), -1),
    )


def _plain(level: _Level) -> str:
    """What a level without a number writes."""
    text = _PLACE.sub("", level.pattern)
    return text + level.gap if text else ""


def written(number: int, form: str) -> str:
    """A number in one of the forms that ``w:numFmt`` names; plain digits in any other."""
    if form in _ROWS:
        signs = _ROWS[form]
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if form in _CHINESE and 0 <= number < 10_000:
        return _chinese(number)
    writer = _WRITERS.get(form)
    return writer(number) if writer and 1 <= number < 4000 else str(number)


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + n) for n in range(count))


# Forms that count along a row of signs.
_ROWS = {
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}


def _letter(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _chinese(number: int) -> str:
    """12 → 十二, 20 → 二十, 105 → 一百〇五 as word processors write it."""
    if number == 0:
        return _DIGITS[0]
    text, gap = "", False
    digits = str(number)
    for place, digit in enumerate(digits):
        power = len(digits) - 1 - place
        if digit == "0":
            gap = bool(text)
            continue
        text += (_DIGITS[0] if gap else "") + _DIGITS[int(digit)] + _TENS[power]
        gap = False
    return text.removeprefix("一") if 10 <= number < 20 else text


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


_WRITERS: dict[str, Callable[[int], str]] = {
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "ideographDigital": _digit_by_digit,
}
