"""The code of a number format → its sections, each a row of tokens."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

# Longer codes are no format that a person chose (a program's dialogue takes 255).
LONGEST = 1_000
# Signs of the places that a digit stands in.
PLACES = frozenset("0#?")


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

    @property
    def is_place(self) -> bool:
        """Whether a digit stands there."""
        return self.sort in PLACES

    @property
    def initial(self) -> str:
        """The sign that is written first, small."""
        return self.code[:1].lower()


_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``[>=100]``: for which numbers a section is."""

    sign: str
    bound: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the number is one of them."""
        compare = _COMPARISONS[self.sign]
        return compare(value, self.bound)

    @property
    def below_zero(self) -> bool:
        """Whether only negative numbers are among them; then the sign is not displayed."""
        if self.sign == "<":
            return self.bound <= 0
        return self.sign == "<=" and self.bound < 0


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

    @property
    def words(self) -> str:
        """What stands in it whatever the number is."""
        return "".join(token.literal for token in self.tokens)

    def filled(self, sort: str, text: str) -> str:
        """Its words with the text in the place of each token of that sort."""
        pieces: list[str] = []
        for token in self.tokens:
            piece = text if token.sort == sort else token.literal
            pieces.append(piece)
        return "".join(pieces)


# Each group is a sort of token, but for those that are taken apart further.
_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | [\\!](?P<escaped>.?)
    | (?P<space>_.?)
    | (?P<fill>\*.?)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>G/通用格式|General|常规)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<E>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|g+|b+)
    | (?P<sign>[0\#?.,%/@])
    | (?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_NUMERALS = re.compile(r"DBNum([1-3])", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-([0-9A-Za-z_,-]*))?")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color\s*\d{1,2}"
    r"|黑色?|蓝色?|青色?|绿色?|洋红|红色?|白色?|黄色?|颜色\s*\d{1,2}",
    re.IGNORECASE,
)
_LOCALE_NUMBER = re.compile(r"[0-9a-f]{1,8}")
_CHINESE_NUMBERS = {"804", "404", "c04", "1004", "1404"}
_CHINESE_NAMES = {"zh-cn", "zh-hans", "zh-tw", "zh-hk"}
_CHINESE_LOCALES = _CHINESE_NUMBERS | _CHINESE_NAMES
_OF_DATES = frozenset(("date", "elapsed", "half"))
_NOT_IN_DATES = frozenset("@#?E%")
_MOST_SECTIONS = 4
# What a machine's own settings make of a date or a time, as a Chinese one has them.
_SYSTEM = {"[$-f800]": 'yyyy"年"m"月"d"日"', "[$-f400]": "h:mm:ss"}


def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a code, none for one that is no format."""
    if len(code) > LONGEST:
        return ()
    begin = code[:8].lower()
    code = _SYSTEM.get(begin, code)
    parts: list[list[re.Match[str]]] = [[]]
    for found in _TOKEN.finditer(code):
        sign = found["other"]
        if sign == '"':
            return ()  # a quotation that is not closed
        if sign == ";":
            parts.append([])
        else:
            parts[-1].append(found)
    return tuple(_section(part) for part in parts[:_MOST_SECTIONS])


@dataclass(slots=True)
class _Brackets:
    """What stands in a section's brackets."""

    condition: Condition | None = None
    numerals: int | None = None
    chinese: bool = False
    known: bool = True


def _section(part: list[re.Match[str]]) -> Section:
    brackets = _Brackets()
    tokens: list[Token] = []
    for found in part:
        token = _token(found, brackets)
        if token is not None:
            tokens.append(token)
    kind, known = _kind(tokens)
    return Section(
        tuple(tokens),
        kind,
        condition=brackets.condition,
        numerals=brackets.numerals,
        chinese=brackets.chinese,
        known=known and brackets.known,
    )


def _kind(tokens: list[Token]) -> tuple[Kind, bool]:
    """What the section makes of a number, and whether its signs go together."""
    sorts = {token.sort for token in tokens}
    has_places = bool(sorts & PLACES)
    is_date = bool(sorts & _OF_DATES)
    if "general" in sorts:
        return Kind.GENERAL, not is_date and not has_places
    if is_date:
        return Kind.DATE, not sorts & _NOT_IN_DATES
    if "@" in sorts:
        return Kind.TEXT, not has_places
    if has_places:
        return Kind.NUMBER, True
    return Kind.WORDS, True


def _token(found: re.Match[str], brackets: _Brackets) -> Token | None:
    """The token that a part of a code gives, if it gives one."""
    group = found.lastgroup or "other"
    text = found[group]
    match group:
        case "bracket":
            return _bracket(text, brackets)
        case "fill":
            return None
        case "space":
            return Token("space", text, literal=" ")
        case "quoted" | "escaped" | "other":
            return _literal(text)
    if text == "%":
        return Token(text, text, literal=text)
    return Token(text if group == "sign" else group, text)


def _literal(text: str) -> Token:
    return Token("literal", text, text)


def _bracket(inner: str, brackets: _Brackets) -> Token | None:
    """The token that brackets give, or what they say of the section."""
    if found := _NUMERALS.fullmatch(inner):
        brackets.numerals = int(found[1])
    elif found := _CONDITION.fullmatch(inner.strip()):
        sign, bound = found.groups()
        brackets.condition = Condition(sign, Decimal(bound))
    elif _ELAPSED.fullmatch(inner):
        return Token("elapsed", inner.lower())
    elif found := _CURRENCY.fullmatch(inner):
        sign, locale = found.groups("")
        return _currency(sign, locale, brackets)
    elif not _COLOUR.fullmatch(inner.strip()):
        brackets.known = False
    return None


def _currency(sign: str, locale: str, brackets: _Brackets) -> Token | None:
    """``[$¥-804]``: a sign of currency, and the language of months and days.

    Numerals and calendars of other languages are named there too; those are not rendered.
    """
    language = locale.partition(",")[0].lower()
    if _LOCALE_NUMBER.fullmatch(language):
        if not _is_usual(int(language, 16)):
            brackets.known = False
        language = language[-4:].lstrip("0")
    if language in _CHINESE_LOCALES:
        brackets.chinese = True
    return _literal(sign) if sign else None


def _is_usual(locale: int) -> bool:
    """Whether it names no numerals but ours and no calendar but the Gregorian, each 0 or 1."""
    numerals = locale >> 24
    calendar = locale >> 16 & 0xFF
    return numerals <= 1 and calendar <= 1
