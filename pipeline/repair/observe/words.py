"""How rows that are no indicators read: totals, headings of sections."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.text import fold, half_width, parse_points, split_points

NUMERALS = "一二三四五六七八九十"
POINTS = "分"  # stands behind a number of them
_TAIL = re.compile(r"\([^()]*\)$|:$")
_TOTAL = re.compile(r"(?:合计|小计|总计|总分|共计|累计)(?:分数?|得分|分值|值)?")
_TOTAL_OF = re.compile(r".{1,14}(?:合计|小计|总计|共计)(?:分|得分|分值)?")
_PARTIAL = re.compile(r"小计|分计")
_GRAND = re.compile(r"总计|总分|共计")
_BARE_NUMERAL = re.compile(rf"[{NUMERALS}]{{1,3}}")
# The styles of headings, from the outermost in.
_STYLES = (
    re.compile(rf"第[{NUMERALS}]{{1,3}}(?:部分|类|篇|章|节|项)"),
    re.compile(rf"[{NUMERALS}]{{1,3}}[、.,:]"),
    re.compile(rf"\([{NUMERALS}]{{1,3}}\)"),
)
_BARE_STYLE = 1  # a numeral alone in its cell is of the style of 一、
WIDE_STYLE = len(_STYLES)  # one cell over the row, without a numeral
_POINTS = re.compile(r"(\d+(?:\.\d+)?)分")


def is_total(text: str) -> bool:
    """Whether the text is a word for a sum and nothing else: 合计, 小计, 总 分(100)."""
    word = _bare(text)
    return _TOTAL.fullmatch(word) is not None


def names_a_total(text: str) -> bool:
    """Whether the text is such a word with what it sums before it: 第一部分小计."""
    words = _bare(text)
    return _TOTAL_OF.fullmatch(words) is not None


def is_partial(text: str) -> bool:
    """Whether the word is one for the sum of a part: 小计."""
    key = fold(text)
    return _PARTIAL.search(key) is not None


def is_grand(text: str) -> bool:
    """Whether the word is one for the sum of all: 总计, 总分."""
    key = fold(text)
    return _GRAND.search(key) is not None


def _bare(text: str) -> str:
    """The folded text without a colon or bracket at its end."""
    return _TAIL.sub("", fold(text))


def heading_style(text: str) -> int | None:
    """The style of a section's heading that the text begins with, outer ones lower.

    None for no heading.
    """
    key = fold(text)
    if _BARE_NUMERAL.fullmatch(key):
        return _BARE_STYLE
    for number, style in enumerate(_STYLES):
        if style.match(key):
            return number
    return None


def is_numeral(text: str) -> bool:
    """Whether the text is a heading's numeral and nothing else: 一、 (二) 第三部分."""
    key = fold(text)
    if _BARE_NUMERAL.fullmatch(key):
        return True
    return any(style.fullmatch(key) for style in _STYLES)


def has_letters(text: str) -> bool:
    """Whether the text has a letter or a Chinese character."""
    if text == POINTS:
        return True
    name = text.removesuffix(POINTS)
    return any(sign.isalpha() for sign in name)


def points_of(text: str) -> Decimal | None:
    """A cell's points: a number, with 分 or without."""
    return parse_points(fold(text))


def points_in(text: str) -> Decimal | None:
    """The points that a heading names: in its last bracket, or its only number before 分."""
    name, points = split_points(text)
    if points is not None:
        return points
    found = _POINTS.findall(half_width(name))
    if len(found) != 1:
        return None
    return Decimal(found[0])
