"""Dates and periods as notices write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from pipeline.text.written import fold

_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_DATE = re.compile(rf"{_DAY}[。.]?")
_WINDOW = re.compile(rf"[自从]?{_DAY}(?:起)?[-~至到]+{_DAY}(?:止)?[。.]?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
# A heading that is a year, and no more than that a ranking is of it.
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d年度?(?:(?:全[省市县区]|综合)?排[名位])?")
_SPAN_OF_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-~至到]((?:19|20)\d\d)年")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})(?:月份?)?[-~至到](\d{1,2})月")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?![\d底末初])")
_QUARTER = re.compile(r"(前)?([一二三四两1234])(?:个)?季度")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_COUNTS = {
    **{"一": 1, "二": 2, "两": 2, "三": 3, "四": 4},
    **{"1": 1, "2": 2, "3": 3, "4": 4},
}
_TENS = re.compile(r"(\d)?十(\d)?")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def parse_date_cn(text: str) -> date | None:
    """``2022 年 11 月 15 日`` or ``二〇二二年十一月十五日``, the whole text, else ``None``."""
    found = _DATE.fullmatch(in_digits(fold(text)))
    if not found:
        return None
    return _date(*found.groups())


def parse_window(text: str) -> tuple[date, date] | None:
    """First and last day of ``2022 年 11 月 15 日—2022 年 12 月 31 日。``.

    The second year may be left out.
    """
    found = _WINDOW.fullmatch(in_digits(fold(text)))
    if not found:
        return None
    year, month, day, last_year, last_month, last_day = found.groups()
    start = _date(year, month, day)
    end = _date(last_year or year, last_month, last_day)
    if start is None or end is None or start > end:
        return None
    return start, end


def in_digits(key: str) -> str:
    """Chinese numerals of a date as digits: 二〇二二年十一月 → 2022年11月."""

    def tens(found: re.Match[str]) -> str:
        before, after = found.groups()
        number = 10 * int(before or 1) + int(after or 0)
        return str(number)

    digits = key.translate(_NUMERALS)
    return _TENS.sub(tens, digits)


def _date(year: str | None, month: str, day: str) -> date | None:
    if not year:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def header_period(text: str, year: int) -> tuple[date, date] | None:
    """The period a heading names (1-6月份, 6月, 一季度, 前三季度, 上半年), first to last day.

    ``year`` counts where the heading prints none. ``None`` where no period or an impossible one is
    named.
    """
    key = fold(text)
    printed = _YEAR.search(key)
    if printed:
        year = int(printed[1])
    months = _months(_YEAR.sub("", key))
    if months is None and _WHOLE_YEAR.fullmatch(key):
        months = _HALVES["全年"]
    if months is None:
        return None
    first, last = months
    if not 1 <= first <= last <= 12:
        return None
    _, days = monthrange(year, last)
    return date(year, first, 1), date(year, last, days)


def stated_years(text: str) -> tuple[int, ...]:
    """The years that a text states (2024年), each once; of a span (2023—2025年) every one."""
    key = fold(text)
    years: list[int] = []
    for span in _SPAN_OF_YEARS.finditer(key):
        first, last = int(span[1]), int(span[2])
        years += range(first, last + 1)
    years += [int(found[1]) for found in _YEAR.finditer(key)]
    return tuple(dict.fromkeys(years))


def _months(key: str) -> tuple[int, int] | None:
    """The first and last month that a folded heading without its year names."""
    found = _MONTHS.search(key)
    if found:
        return int(found[1]), int(found[2])
    found = _MONTH.search(key)
    if found:
        return int(found[1]), int(found[1])
    found = _QUARTER.search(key)
    if found:
        from_january = found[1] is not None
        last = 3 * _COUNTS[found[2]]
        return (1 if from_january else last - 2), last
    for word, months in _HALVES.items():
        if word in key:
            return months
    return None
