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
from typing import Literal

from pipeline.text import fold, half_width, mend

Comparator = Literal["=", ">=", "<="]


@dataclass(frozen=True, slots=True)
class Target:
    """``value`` in ``unit`` (40% is 40 and %).

    Both null where ``note`` or mere words stand in the way.
    """

    value: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    note: str | None = None


_LONGEST = 2000  # characters; keeps the time bounded on any input
_NONE = frozenset({"", "-", "--", "/", "无", "\\"})
_AT_LEAST = (
    "不低于|不少于|不小于|不得低于|不得少于|至少|最低|超过|大于(?:或?等于)?|高于|突破|>=|[≥≧⩾>]"
)
_AT_MOST = "不超过|不高于|不多于|不大于|不得超过|不得高于|不突破|至多|最多|最高|低于|少于|小于(?:或?等于)?|控制在|<=|[≤≦⩽<]"
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
_PER = r"(?:/[^\W\d_]{1,4}|/[㎡㎥])?"
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


def parse_target(text: str, row_unit: str | None = None) -> Target:
    """The target's first number with its unit, if the text opens with one.

    Else the only one in its words.

    Remarks in brackets, years, dates, ranks (第3名) and figures in names (5G) are no values. A bare
    number takes the row's unit. Never raises.
    """
    if len(text) > _LONGEST:
        return Target(note="too long to be a target")
    words = _without_remarks(_plain(text))
    if fold(words) in _NONE:
        return Target(note="only a remark" if fold(text) not in _NONE else None)
    unit = None if fold(row_unit or "") in _NONE else mend(row_unit or "")
    return _read(words, unit)


def _plain(text: str) -> str:
    """One line, half-width, one dash.

    ``、`` for a comma that lists numbers (3, 500 is not 3,500).
    """
    text = re.sub(r"(?<=[0-9０-９])(?:\s*，\s*|,\s+|\s+,)(?=[0-9０-９])", "、", text)
    plain = half_width(mend(text)).replace("，", ",").replace("；", ";").replace("％", "%")
    return re.sub("[‐‑‒–—―−－─～〜]", "-", plain)


def _without_remarks(text: str) -> str:
    """``text`` without what stands in brackets, a bracket that never closes included."""
    before = None
    while before != text:
        before, text = text, _BRACKETS.sub("", text)
    return _OPEN_BRACKET.sub("", text).strip(" ,;。、")


def _read(words: str, row_unit: str | None) -> Target:
    masked = _NO_VALUE.sub(lambda found: "#" * len(found.group()), words)
    figures = list(_FIGURE.finditer(masked))
    if not figures:
        return Target(note="unreadable number" if re.search("[0-9]", masked) else None)
    if any(_goes_on(masked[figure.end() :].lstrip()) for figure in figures):
        return Target(note="unreadable number")
    first = figures[0]
    opens = _prefix_bound(masked[: first.start()])[1] == ""
    if _RANGE.search(masked):
        return Target(note="range")
    if len(figures) > 1 and not (opens and _is_aside(masked[first.end() : figures[1].start() + 1])):
        return Target(note="two numbers")
    if not opens and _negated(masked, first.start()):
        return Target(note="negated")
    return _value(masked, first, row_unit, opens)


def _goes_on(rest: str) -> bool:
    """True where the number's last digit is followed by a raised, circled or other digit.

    A fraction or a mark on it.

    5² and 5½ are not 5, and what stands there is no unit.
    """
    if not rest or rest[0].isascii():
        return False
    kind = unicodedata.category(rest[0])
    return kind[0] in ("N", "M") or kind == "Lm"


def _is_aside(between: str) -> bool:
    """True where a comma or stop, not at once followed by a number.

    Parts the opening number from the next.
    """
    return bool(_ASIDE.search(between)) and not _JOINED.search(between)


def _negated(words: str, at: int) -> bool:
    """True where the clause that holds the number says that it is not reached."""
    clause = re.split("[,;。、]", words[:at])[-1]
    return bool(_NEGATION.search(re.sub(f"{_AT_MOST}|{_AT_LEAST}", "", clause)))


def _value(words: str, figure: re.Match[str], row_unit: str | None, opens: bool) -> Target:
    unit, rest = _unit(words[figure.end() :].lstrip(), row_unit, opens)
    after = _suffix_bound(rest)
    if unit is None and not (opens and (after or rest[:1] in _STOPS)):
        return Target(note="number without a unit")
    bounds = {_prefix_bound(words[: figure.start()])[0], after} - {None}
    if bounds >= {"least", "most"}:
        return Target(note="two bounds")
    comparator: Comparator = ">=" if "least" in bounds else "<=" if "most" in bounds else "="
    note = "approximate" if "about" in bounds else None
    return Target(_decimal(figure.group()), unit or row_unit, comparator, note)


def _unit(rest: str, row_unit: str | None, opens: bool) -> tuple[str | None, str]:
    """The unit at the start of ``rest`` and what follows it.

    Known are the row's own unit and general measure words; another short word is taken for a unit
    only where the target opens with the number and nothing but a bound follows.
    """
    own = half_width(row_unit).replace("％", "%") if row_unit else ""
    known = _KNOWN_UNIT.match(rest)
    if own and rest.startswith(own) and not (known and known.end() > len(own)):
        return row_unit, rest[len(own) :]
    if known:
        return known.group(), rest[known.end() :]
    other = _OTHER_UNIT.match(rest)
    if opens and other and not _suffix_bound(rest):
        return other.group(), rest[other.end() :]
    return None, rest


def _prefix_bound(before: str) -> tuple[str | None, str]:
    """The kind of bound that the words before a number end in (least, most, about).

    And what precedes it.
    """
    before = _LINK_WORD.sub("", before)
    found = _BOUND_BEFORE.search(before)
    return (found.lastgroup, before[: found.start()]) if found else (None, before)


def _suffix_bound(rest: str) -> str | None:
    """The kind of bound that stands directly behind a number's unit."""
    found = _BOUND_AFTER.match(rest)
    return found.lastgroup if found else None


def _decimal(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))
