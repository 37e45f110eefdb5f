"""The code of a number format → its sections, each a row of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

# Longer codes are no format that a person chose (a program's dialogue takes 255).
LONGEST = 1_000


class Kind(Enum):
    """What a section makes of a number."""

    GENERAL = "the number as it is"
    NUMBER = "digits in places"
    DATE = "a date or a time"
    TEXT = "for texts alone"
    WORDS = "words without the number"


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of a section.

    ``sort`` is "literal", "space", "general", "elapsed", "date", "half", or the sign itself
    (``0 # ? . , % / E @``); ``literal`` is what stands in the result as it is, ``code`` what was
    written.
    """

    sort: str
    code: str
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """``[>=100]``: for which numbers a section is."""

    sign: str
    bound: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the number is one of them."""
        return {
            "<": value < self.bound,
            "<=": value <= self.bound,
            ">": value > self.bound,
            ">=": value >= self.bound,
            "=": value == self.bound,
            "<>": value != self.bound,
        }[self.sign]

    @property
    def below_zero(self) -> bool:
        """Whether only negative numbers are among them; then the sign is not displayed."""
        return (self.sign == "<" and self.bound <= 0) or (self.sign == "<=" and self.bound < 0)


@dataclass(frozen=True, slots=True)
class Section:
    """One of a code's up to four parts.

    ``numerals`` is 1 to 3 where digits are Chinese, ``chinese`` whether names of months and days
    are, ``known`` false where something in it is not rendered.
    """

    tokens: tuple[Token, ...]
    kind: Kind
    condition: Condition | None = None
    numerals: int | None = None
    chinese: bool = False
    known: bool = True


_GENERAL = re.compile(r"G/通用格式|General|常规", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_NUMERALS = re.compile(r"DBNum([1-3])", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-([0-9A-Za-z_,-]*))?")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color\s*\d{1,2}"
    r"|黑色?|蓝色?|青色?|绿色?|洋红|红色?|白色?|黄色?|颜色\s*\d{1,2}",
    re.IGNORECASE,
)
_HALF = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_EXPONENT = re.compile(r"E([+-])", re.IGNORECASE)
_DATE = re.compile(r"y+|m+|d+|h+|s+|a{3,4}|e+|g+|b+", re.IGNORECASE)
_CHINESE_LOCALES = {"804", "404", "c04", "1004", "1404", "zh-cn", "zh-hans", "zh-tw", "zh-hk"}
_PLACES = set("0#?")
_WORDS = ((_GENERAL, "general"), (_HALF, "half"), (_EXPONENT, "E"), (_DATE, "date"))
# Signs that stand for themselves without being quoted; others are taken so too.
_QUOTES = {"\\", "!"}


# What a machine's own settings make of a date or a time, as a Chinese one has them.
_SYSTEM = {"[$-f800]": 'yyyy"年"m"月"d"日"', "[$-f400]": "h:mm:ss"}


def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a code, none for one that is no format."""
    if len(code) > LONGEST:
        return ()
    code = _SYSTEM.get(code[:8].lower(), code)
    parts = _parted(code)
    if parts is None:
        return ()
    return tuple(_section(part) for part in parts[:4])


def _parted(code: str) -> list[str] | None:
    """The code parted at its semicolons; None where a quotation is not closed."""
    parts, begun, at = [], 0, 0
    while at < len(code):
        sign = code[at]
        if sign == '"':
            closed = code.find('"', at + 1)
            if closed < 0:
                return None
            at = closed
        elif sign == "[":
            at = max(at, code.find("]", at))
        elif sign in _QUOTES or sign in "_*":
            at += 1
        elif sign == ";":
            parts.append(code[begun:at])
            begun = at + 1
        at += 1
    return [*parts, code[begun:]]


@dataclass(slots=True)
class _Brackets:
    """What stands in a section's brackets."""

    condition: Condition | None = None
    numerals: int | None = None
    chinese: bool = False
    known: bool = True


def _section(code: str) -> Section:
    brackets = _Brackets()
    tokens = tuple(_tokens(code, brackets))
    kind, known = _kind(tokens)
    return Section(
        tokens,
        kind,
        brackets.condition,
        brackets.numerals,
        brackets.chinese,
        known and brackets.known,
    )


def _kind(tokens: tuple[Token, ...]) -> tuple[Kind, bool]:
    """What the section makes of a number, and whether its signs go together."""
    sorts = {token.sort for token in tokens}
    is_date = bool(sorts & {"date", "elapsed", "half"})
    if "general" in sorts:
        return Kind.GENERAL, not is_date and not sorts & _PLACES
    if is_date:
        return Kind.DATE, "@" not in sorts and not sorts & {"#", "?", "E", "%"}
    if "@" in sorts:
        return Kind.TEXT, not sorts & _PLACES
    if sorts & _PLACES:
        return Kind.NUMBER, True
    return Kind.WORDS, True


def _tokens(code: str, brackets: _Brackets) -> Iterator[Token]:
    at = 0
    while at < len(code):
        token, length = _next(code, at, brackets)
        if token is not None:
            yield token
        at += length


def _next(code: str, at: int, brackets: _Brackets) -> tuple[Token | None, int]:
    """The token at a place, if it gives one, and how much of the code it is."""
    sign = code[at]
    if sign in '"_*[' or sign in _QUOTES:
        return _marked(code, at, brackets)
    for pattern, sort in _WORDS:
        found = pattern.match(code, at)
        if found:
            return Token(sort, found[0]), len(found[0])
    if sign in "0#?.,%/@":
        return Token(sign, sign, "%" if sign == "%" else ""), 1
    return _literal(sign), 1


def _marked(code: str, at: int, brackets: _Brackets) -> tuple[Token | None, int]:
    """What a sign that marks the next ones makes of them: a quotation, a width, a bracket."""
    sign = code[at]
    if sign == '"':
        closed = code.index('"', at + 1)
        return _literal(code[at + 1 : closed]), closed + 1 - at
    if sign in _QUOTES:
        return _literal(code[at + 1 : at + 2]), 2
    if sign == "_":
        return Token("space", code[at : at + 2], " "), 2
    if sign == "*":
        return None, 2
    if sign == "[" and "]" in code[at:]:
        closed = code.index("]", at)
        return _bracket(code[at + 1 : closed], brackets), closed + 1 - at
    return _literal(sign), 1


def _literal(text: str) -> Token:
    return Token("literal", text, text)


def _bracket(inner: str, brackets: _Brackets) -> Token | None:
    if found := _NUMERALS.fullmatch(inner):
        brackets.numerals = int(found[1])
    elif found := _CONDITION.fullmatch(inner.strip()):
        brackets.condition = Condition(found[1], Decimal(found[2]))
    elif _ELAPSED.fullmatch(inner):
        return Token("elapsed", inner.lower())
    elif found := _CURRENCY.fullmatch(inner):
        return _currency(found[1], found[2] or "", brackets)
    elif not _COLOUR.fullmatch(inner.strip()):
        brackets.known = False
    return None


def _is_usual(locale: int) -> bool:
    """Whether it names no numerals but ours and no calendar but the Gregorian, each 0 or 1."""
    return locale >> 24 <= 1 and locale >> 16 & 0xFF <= 1


def _currency(sign: str, locale: str, brackets: _Brackets) -> Token | None:
    """``[$¥-804]``: a sign of currency, and the language of months and days.

    Numerals and calendars of other languages are named there too; those are not rendered.
    """
    language = locale.partition(",")[0].lower()
    is_number = re.fullmatch("[0-9a-f]{1,8}", language) is not None
    if is_number and not _is_usual(int(language, 16)):
        brackets.known = False
    short = language[-4:].lstrip("0") if is_number else language
    brackets.chinese = brackets.chinese or short in _CHINESE_LOCALES
    return _literal(sign) if sign else None
