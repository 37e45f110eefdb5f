"""Numbers that a word processor writes before paragraphs by itself (ECMA-376 part 1, 17.9).

They stand in no text of the file: a column of serials that is numbered so would be blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase

from pipeline.read.docx.styles import Numbering, integer
from pipeline.read.tree import Node

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_DIGIT_SIGNS = str.maketrans("0123456789", _DIGITS)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_TENS = ("", "十", "百", "千")
_MOST_CHINESE = 10_000
_MOST_WRITTEN = 4_000
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand",
    "taiwaneseCounting", "taiwaneseCountingThousand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list; ``pattern`` has ``%1`` where the number of level 1 goes.

    ``is_legal`` writes all numbers as digits; ``restarts`` after a paragraph of a level above it.
    """

    start: int
    form: str
    pattern: str
    gap: str
    is_legal: bool
    restarts: bool


# Of a list, by level: how it is declared, how far it has counted.
_Levels = dict[int, _Level]
_Counts = dict[int, int]


class Numbers:
    """The lists of a document; they count on with each paragraph that is asked for, in order."""

    def __init__(self, root: Node) -> None:
        self._abstract = _by_id(root, "w:abstractNum", "w:abstractNumId")
        self._numbers = _by_id(root, "w:num", "w:numId")
        self._styled = self._by_style_link()
        # By abstract list, since lists of the same one count on in one another.
        self._counts: dict[str, _Counts] = {}
        self._levels: dict[str, _Levels] = {}
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
        counts = self._counts.setdefault(key, {})
        self._begin(numbering.number, node, counts)
        _count(numbering.level, levels, counts)
        match level.form:
            case "bullet":
                return ""
            case "none":
                return _plain(level)
            case _:
                return _filled(level, levels, counts) + level.gap

    def _begin(
        self,
        number: str,
        node: Node,
        counts: _Counts,
    ) -> None:
        """A number whose start is overridden counts anew where it first stands."""
        if number in self._begun:
            return
        self._begun.add(number)
        for override in node.elements():
            start = override.child("w:startOverride")
            if override.tag == "w:lvlOverride" and start is not None:
                at = integer(override.get("w:ilvl"))
                first = integer(start.get("w:val"))
                counts[at] = first - 1

    def _levels_of(
        self,
        number: str,
        node: Node,
        key: str,
    ) -> _Levels:
        """The levels of a list: those of its abstract list, some declared anew."""
        if number not in self._levels:
            abstract = self._declared(key)
            levels = _declared_levels(abstract)
            for override in node.elements():
                own = override.child("w:lvl")
                if own is not None:
                    at = integer(override.get("w:ilvl"))
                    levels[at] = _level(own)
            self._levels[number] = levels
        return self._levels[number]

    def _declared(self, key: str) -> Node:
        """An abstract list, or the one of the style that it only links to."""
        node = self._abstract.get(key, Node(""))
        link = node.child("w:numStyleLink")
        if link is None:
            return node
        style = link.get("w:val")
        return self._styled.get(style, node)

    def _by_style_link(self) -> dict[str, Node]:
        """The abstract lists that styles of lists have, by style."""
        found = {}
        for node in self._abstract.values():
            link = node.child("w:styleLink")
            if link is not None:
                style = link.get("w:val")
                found[style] = node
        return found


def _by_id(
    root: Node,
    tag: str,
    name: str,
) -> dict[str, Node]:
    """The elements of that tag by their attribute of that name."""
    found = {}
    for node in root.elements():
        if node.tag == tag:
            key = node.get(name)
            found[key] = node
    return found


def _declared_levels(abstract: Node) -> _Levels:
    levels = {}
    for node in abstract.elements():
        if node.tag == "w:lvl":
            at = integer(node.get("w:ilvl"))
            levels[at] = _level(node)
    return levels


def _level(node: Node) -> _Level:
    suffix = _value(node, "w:suff", "tab")
    restart = _value(node, "w:lvlRestart", "-1")
    legal = node.child("w:isLgl")
    return _Level(
        start=integer(_value(node, "w:start", "0")),
        form=_value(node, "w:numFmt", "decimal"),
        pattern=_value(node, "w:lvlText", ""),
        gap="" if suffix == "nothing" else " ",
        is_legal=legal is not None and legal.get("w:val", "1") not in ("0", "false"),
        restarts=integer(restart, -1) != 0,
    )


def _value(
    node: Node,
    name: str,
    default: str,
) -> str:
    found = node.child(name)
    if found is None:
        return default
    return found.get("w:val", default)


def _count(
    at: int,
    levels: _Levels,
    counts: _Counts,
) -> None:
    """Counts a paragraph of a level; those above it begin with it, those below it anew."""
    if at in counts:
        counts[at] += 1
    else:
        counts[at] = levels[at].start
    for above in range(at):
        if above in levels:
            counts.setdefault(above, levels[above].start)
    deeper = [one for one in counts if one > at]
    for one in deeper:
        if one not in levels or levels[one].restarts:
            del counts[one]


def _filled(
    level: _Level,
    levels: _Levels,
    counts: _Counts,
) -> str:
    """A level's pattern with the numbers of the levels that it names."""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        named = levels.get(at)
        if named is None:
            return ""
        form = "decimal" if level.is_legal else named.form
        count = counts.get(at, named.start)
        return written(count, form)

    return _PLACE.sub(number, level.pattern)


def _plain(level: _Level) -> str:
    """What a level without a number writes."""
    text = _PLACE.sub("", level.pattern)
    if not text:
        return ""
    return text + level.gap


def written(number: int, form: str) -> str:
    """A number in one of the forms that ``w:numFmt`` names; plain digits in any other."""
    signs = _ROWS.get(form, "")
    if 1 <= number <= len(signs):
        return signs[number - 1]
    if form in _CHINESE and 0 <= number < _MOST_CHINESE:
        return _chinese(number)
    writer = _WRITERS.get(form)
    if writer and 1 <= number < _MOST_WRITTEN:
        return writer(number)
    return str(number)


def _signs(first: str, count: int) -> str:
    """So many signs from the first on."""
    start = ord(first)
    codes = range(start, start + count)
    return "".join(map(chr, codes))


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
    rounds, place = divmod(number - 1, len(ascii_uppercase))
    return ascii_uppercase[place] * (rounds + 1)


def _chinese(number: int) -> str:
    """12 → 十二, 20 → 二十, 105 → 一百〇五 as word processors write it."""
    if number == 0:
        return _DIGITS[0]
    text = ""
    gap = False
    rest = number
    for power in (3, 2, 1, 0):
        digit, rest = divmod(rest, 10**power)
        if digit == 0:
            gap = bool(text)
            continue
        text += _DIGITS[0] if gap else ""
        text += _DIGITS[digit]
        text += _TENS[power]
        gap = False
    if 10 <= number < 20:
        return text.removeprefix("一")
    return text


def _digit_by_digit(number: int) -> str:
    """105 → 一〇五."""
    return str(number).translate(_DIGIT_SIGNS)


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
