"""A target's text → number, unit and bound, where exactly one reading is possible.

Strings only, no notice's own words: what is listed here are measure words, bounds and dates as
official Chinese tables write them. Where two readings remain, the value is null and ``note`` says
why.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pipeline.text import fold, half_width, mend

Comparator = Literal["=", ">=", "<="]


class Note(StrEnum):
    """Why a target's number is not taken, or not taken for exact."""

    TOO_LONG = "too long to be a target"
    REMARK = "only a remark"
    UNREADABLE = "unreadable number"
    RANGE = "range"
    TWO_NUMBERS = "two numbers"
    NEGATED = "negated"
    NO_UNIT = "number without a unit"
    TWO_BOUNDS = "two bounds"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Target:
    """``value`` in ``unit`` (40% is 40 and %).

    Both null where ``note`` or mere words stand in the way.
    """

    value: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    note: Note | None = None


_LONGEST = 2000  # characters; keeps the time bounded on any input
_NONE = frozenset({"", "-", "--", "/", "无", "\\"})
_AT_LEAST = (
    "不低于|不少于|不小于|不得低于|不得少于|至少|最低|超过|大于(?:或?等于)?|高于|突破|>=|[≥≧⩾>]"
)
_AT_MOST = (
    "不超过|不高于|不多于|不大于|不得超过|不得高于|不突破|至多|最多|最高"
    "|低于|少于|小于(?:或?等于)?|控制在|<=|[≤≦⩽<]"
)
_ABOUT = "大?(?<![签合预节制公条契])约|左右"  # 签约, 预约 … are no "about"
_UPWARDS = "及?其?以上"
_DOWNWARDS = "及?其?以下|以内|之内"
# Leftmost wins, so 不超过 is not read as 超过.
_BOUND_BEFORE = re.compile(
    rf"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))\Z"
)
_BOUND_AFTER = re.compile(rf"(?P<least>{_UPWARDS})|(?P<most>{_DOWNWARDS})|(?P<about>{_ABOUT})")
_LINK_WORD = re.compile(r"[\s:]|(?:达到|到|达|为|(?<!控制)在)\Z")

# General measure words; a row's own unit counts beside them.
_SCALE = "(?:[十百千万亿]{0,3})"
_MEASURES = (
    "平方公里|平方千米|平方米|立方米|千瓦时|公里|千米|公顷|人次|人天|小时|分钟|美元|元"
    "|个月|个|家|件|条|次|项|户|人|分|名|位|场|种|类|台|套|座|处|所|辆|架|艘|吨|米|亩|度|份|篇|期|批|天|倍|年"
    "|千瓦|斤|公斤|克|升|㎡|㎥|%|‰|℃"
)
# A bound behind it is no part: 5万元/亩以上.
_PER = (
    rf"(?:/[^\W\d_]{{1,4}}?(?={_UPWARDS}|{_DOWNWARDS}|{_ABOUT}|[^\w]|\Z)"
    r"|/[^\W\d_]{1,4}|/[㎡㎥])?"
)
_KNOWN_UNIT = re.compile(rf"(?:个?百分点|{_SCALE}(?:{_MEASURES})){_PER}")
_OTHER_UNIT = re.compile(
    r"([A-Za-zμΩ]{1,6}(?:/[A-Za-z]{1,3})?|[^\W\d_]{1,4}?)"
    rf"(?={_UPWARDS}|{_DOWNWARDS}|{_ABOUT}|[,;。、]|\Z)"
)
_NUM = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,18})?(?![0-9]|[.,][0-9])"
_FIGURE = re.compile(rf"(?<![0-9])(?<![0-9][.,])[+-]?{_NUM}")
_MONTHS = r"[0-9]{1,2}(?:[-~至到][0-9]{1,2})?月(?:份)?(?:[0-9]{1,2}[日号])?"
_NO_VALUE = re.compile(
    r"(?<![0-9.])(?:19|20)[0-9]{2}(?:[-~至到](?:19|20)?[0-9]{2})?年(?:度)?"  # years
    r"|(?<![0-9.])(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9])"  # dates in digits
    rf"|(?<![0-9.]){_MONTHS}|(?<![0-9.])[0-9]{{1,2}}[日号]"
    r"|[第前][0-9]+(?:[-~至到][0-9]+)?[名位]?"  # ranks
    r"|[A-Za-z][A-Za-z-]*[0-9][0-9.]*"  # IPv6, COVID-19
    # 5G in 5G基站
    r"|(?<![0-9.])[0-9][0-9.]*[A-Za-z]+(?![A-Za-z/])(?!\s*(?:\Z|[,;。、]|及?以[上下内]|左右))"
)
_RANGE = re.compile(rf"{_NUM}\s?(?:{_SCALE}(?:{_MEASURES}))?\s?[-~至到/:×x*+]\s?[0-9]")
_JOINED = re.compile(r"[,;。.]\s?[+-]?[0-9]")
_ASIDE = re.compile(r"[,;。.]")
_STOPS = ("", ",", ";", "。", "、")
_NEGATION = re.compile(r"未|无|没有|不足|不到|不具备|不得|差")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_OPEN_BRACKET = re.compile(r"[(\[【].*\Z", re.DOTALL)


def is_measure(word: str) -> bool:
    """Whether a word is a measure in general use, with or without a scale: 公里, 万平方米."""
    return _KNOWN_UNIT.fullmatch(word) is not None


def parse_target(text: str, row_unit: str | None = None) -> Target:
    """The target's first number with its unit, if the text opens with one.

    Else the only one in its words.

    Remarks in brackets, years, dates, ranks (第3名) and figures in names (5G) are no values. A bare
    number takes the row's unit. Never raises.
    """
    if len(text) > _LONGEST:
        return Target(note=Note.TOO_LONG)
    words = _without_remarks(_plain(text))
    if fold(words) in _NONE:
        remarked = fold(text) not in _NONE
        return Target(note=Note.REMARK if remarked else None)
    unit = row_unit or ""
    if fold(unit) in _NONE:
        return _read(words, None)
    return _read(words, mend(unit))


def _plain(text: str) -> str:
    """One line, half-width, one dash.

    ``、`` for a comma that lists numbers (3, 500 is not 3,500).
    """
    text = re.sub(r"(?<=[0-9０-９])(?:\s*，\s*|,\s+|\s+,)(?=[0-9０-９])", "、", text)
    plain = half_width(mend(text))
    for full, half in (("，", ","), ("；", ";"), ("％", "%")):
        plain = plain.replace(full, half)
    return re.sub("[‐‑‒–—―−－─～〜]", "-", plain)


def _without_remarks(text: str) -> str:
    """``text`` without what stands in brackets, a bracket that never closes included."""
    before = None
    while before != text:
        before = text
        text = _BRACKETS.sub("", text)
    text = _OPEN_BRACKET.sub("", text)
    return text.strip(" ,;。、")


def _read(words: str, row_unit: str | None) -> Target:
    """The target of words without remarks."""
    masked = _NO_VALUE.sub(_mask, words)
    figures = list(_FIGURE.finditer(masked))
    if not figures:
        digits = re.search("[0-9]", masked)
        return Target(note=Note.UNREADABLE if digits else None)
    for figure in figures:
        rest = masked[figure.end() :]
        if _goes_on(rest.lstrip()):
            return Target(note=Note.UNREADABLE)
    first = figures[0]
    _, before = _prefix_bound(masked[: first.start()])
    opens = not before
    note = _obstacle(masked, figures, opens)
    if note is not None:
        return Target(note=note)
    return _value(masked, first, row_unit, opens)


def _mask(found: re.Match[str]) -> str:
    return "#" * len(found.group())


def _obstacle(
    words: str,
    figures: list[re.Match[str]],
    opens: bool,
) -> Note | None:
    """What keeps the first of the figures from being taken.

    ``opens`` says that the words begin with it, or with its bound.
    """
    if _RANGE.search(words):
        return Note.RANGE
    first = figures[0]
    if len(figures) > 1:
        second = figures[1].start()
        between = words[first.end() : second + 1]
        if not opens or not _is_aside(between):
            return Note.TWO_NUMBERS
    if not opens and _negated(words[: first.start()]):
        return Note.NEGATED
    return None


def _goes_on(rest: str) -> bool:
    """True where a number is followed by a raised or circled digit, a fraction or a mark on it.

    5² and 5½ are not 5, and what stands there is no unit.
    """
    if not rest or rest[0].isascii():
        return False
    kind = unicodedata.category(rest[0])
    return kind[0] in ("N", "M") or kind == "Lm"


def _is_aside(between: str) -> bool:
    """True where a comma or stop, not at once followed by a number, parts two numbers."""
    if _JOINED.search(between):
        return False
    return bool(_ASIDE.search(between))


def _negated(before: str) -> bool:
    """True where the clause that ends before a number says that the number is not reached."""
    clause = re.split("[,;。、]", before)[-1]
    words = re.sub(f"{_AT_MOST}|{_AT_LEAST}", "", clause)
    return bool(_NEGATION.search(words))


def _value(
    words: str,
    figure: re.Match[str],
    row_unit: str | None,
    opens: bool,
) -> Target:
    """The target whose number is ``figure``, with the unit and the bound around it."""
    before, after = words[: figure.start()], words[figure.end() :]
    unit, rest = _unit(after.lstrip(), row_unit, opens)
    bound_before, _ = _prefix_bound(before)
    bound_after = _suffix_bound(rest)
    ends = bound_after is not None or rest[:1] in _STOPS
    if unit is None and not (opens and ends):
        return Target(note=Note.NO_UNIT)
    bounds = {bound_before, bound_after}
    if bounds >= {"least", "most"}:
        return Target(note=Note.TWO_BOUNDS)
    number = Decimal(figure.group().replace(",", ""))
    note = Note.APPROXIMATE if "about" in bounds else None
    return Target(number, unit or row_unit, _comparator(bounds), note)


def _comparator(bounds: set[str | None]) -> Comparator:
    if "least" in bounds:
        return ">="
    return "<=" if "most" in bounds else "="


def _unit(rest: str, row_unit: str | None, opens: bool) -> tuple[str | None, str]:
    """The unit at the start of ``rest`` and what follows it.

    Known are the row's own unit and general measure words; another short word is taken for a unit
    only where the target opens with the number and nothing but a bound follows.
    """
    own = half_width(row_unit or "").replace("％", "%")
    known = _KNOWN_UNIT.match(rest)
    longer = known is not None and known.end() > len(own)
    if own and rest.startswith(own) and not longer:
        return row_unit, rest[len(own) :]
    if known is None and opens and not _suffix_bound(rest):
        known = _OTHER_UNIT.match(rest)
    if known is None:
        return None, rest
    return known.group(), rest[known.end() :]


def _prefix_bound(before: str) -> tuple[str | None, str]:
    """The bound that words before a number end in (least, most, about), and what precedes it."""
    before = _LINK_WORD.sub("", before)
    found = _BOUND_BEFORE.search(before)
    if found is None:
        return None, before
    return found.lastgroup, before[: found.start()]


def _suffix_bound(rest: str) -> str | None:
    """The kind of bound that stands directly behind a number's unit."""
    found = _BOUND_AFTER.match(rest)
    return found.lastgroup if found else None
