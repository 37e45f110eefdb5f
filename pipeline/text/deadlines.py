"""Dates as the cells of a plan write them (6月底前, 三季度, 年底) → a day, and how exact it is.

Only a cell that is one date, or one span, is read: 长期坚持 and 每月5日前 are none, and of two
dates in a sentence neither is taken.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.text.dates import in_digits
from pipeline.text.written import fold


class Precision(StrEnum):
    """How exact a printed date is, from the most exact on."""

    DAY = "day"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The ``last`` day of what is printed; ``first`` where a span is."""

    last: date
    precision: Precision
    first: date | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or period of one year, None where none is printed."""

    year: int | None
    first: tuple[int, int]  # month and day
    last: tuple[int, int]
    precision: Precision


LONGEST = 60  # characters of a cell that is a date and nothing else
_END_OF_MONTH = 32  # no day of any: the last of the month
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, _END_OF_MONTH)}
_HALVES = {"上": (1, 6), "下": (7, 12)}

_YEAR = r"(?:(?:(?P<year>(?:19|20)\d\d)年度?|(?P<this>今年|当年|本年度?)))"
_POINT = re.compile(
    rf"""{_YEAR}?(?:
      (?P<day_month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]
    | (?P<month>\d{{1,2}})月份?(?:(?P<tens>[上中下]旬)|[底末内])?
    | 第?(?P<quarter>[1-4])季度[底末内]?
    | (?P<half>[上下])半年[底末内]?
    | (?P<whole>年[底末内终]|全年)
    )
    | {_YEAR.replace("year>", "year_alone>").replace("this>", "this_alone>")}[底末内终]?
    | (?P<iso_year>(?:19|20)\d\d)(?P<sep>[./-])(?P<iso_month>\d{{1,2}})
      (?:(?P=sep)(?P<iso_day>\d{{1,2}}))?""",
    re.X,
)
_BEFORE = re.compile(r"^(?:于|在|到|截至|截止到?|不迟于|不晚于|确保)")
_AFTER = re.compile(
    r"(?:(?:之|以)?前|止|内)?(?:(?:基本|全部|全面)?(?:完成|完工|建成|竣工|到位|完毕))?(?:并?验收)?[。.;]?$"
)
# 前 behind a period of which no end is named: up to its end, or before it begins.
_BEFORE_A_PERIOD = re.compile("(?:之|以)?前")
_PERIOD = re.compile(r"(?:月份?|季度|半年|年度?)$")
_ANY_YEAR = 2000  # a leap year
_MONTHS = re.compile(rf"{_YEAR}?(?P<from>\d{{1,2}})(?:月份?)?[-~至到](?P<to>\d{{1,2}})月份?[底末]?")
_YEARS = re.compile(r"(?P<from>(?:19|20)\d\d)年?[-~至到](?P<to>(?:19|20)\d\d)年[底末]?")
_LINK = re.compile(r"起?[-~至到]")


def read_deadline(text: str, years: Sequence[int] = ()) -> tuple[Deadline, ...]:
    """The dates or spans that a cell may be; none where it is none, or none of the calendar.

    6月前 is up to the end of June, or to the day before it.

    Args:
        text: what the cell prints.
        years: those that it may be of where it prints none.
    """
    key = in_digits(fold(text))
    if not key or len(key) > LONGEST:
        return ()
    words = _BEFORE.sub("", key)
    after = _AFTER.search(words)
    bare = words[: after.start()] if after else words
    before = _BEFORE_A_PERIOD.match(words[len(bare) :])
    span = next(_spans(bare), None)
    if span is None:
        return ()
    first, last = span
    readings = _of_years(first, last, years or (None,))
    is_period = _PERIOD.search(bare) and last.precision is not Precision.DAY
    if before and is_period:
        readings += [_day_before(one, last) for one in readings]
    return tuple(dict.fromkeys(readings))


def _of_years(
    first: _Point,
    last: _Point,
    years: Sequence[int | None],
) -> list[Deadline]:
    """The span in each year that it may be of, where its points print none."""
    start = last.year if first.year is None else first.year
    end = start if last.year is None else last.year
    found = []
    for year in years:
        one = _deadline(first, start or year, last, end or year)
        if one is not None:
            found.append(one)
    return found


def lacks_year(text: str) -> bool:
    """Whether a cell is a date that does not say of which year."""
    if read_deadline(text):
        return False
    of_any_year = read_deadline(text, (_ANY_YEAR,))
    return bool(of_any_year)


def _day_before(deadline: Deadline, last: _Point) -> Deadline:
    """The day before a period begins."""
    begins = date(deadline.last.year, *last.first)
    day = begins - timedelta(days=1)
    return Deadline(day, deadline.precision, deadline.first)


def _spans(bare: str) -> Iterator[tuple[_Point, _Point]]:
    """The ways to read a text as a date, or as the first and the last of a span."""
    single = _point(bare)
    if single is not None:
        yield single, single
    months = _MONTHS.fullmatch(bare)
    if months is not None:
        year = _as_year(months["year"])
        begin = int(months["from"])
        end = int(months["to"])
        yield _month(year, begin), _month(year, end)
    years = _YEARS.fullmatch(bare)
    if years is not None:
        begin = int(years["from"])
        end = int(years["to"])
        yield _whole(begin), _whole(end)
    for link in _LINK.finditer(bare):
        before = bare[: link.start()]
        behind = bare[link.end() :]
        first = _point(before)
        last = _point(behind)
        if first is not None and last is not None:
            yield first, last


def _deadline(
    first: _Point,
    start: int | None,
    last: _Point,
    end: int | None,
) -> Deadline | None:
    """The days of a span from its points and their years; None where it ends before it begins."""
    if start is None or end is None:
        return None
    from_day = _day(start, first.first)
    to_day = _day(end, last.last)
    if from_day is None or to_day is None or from_day > to_day:
        return None
    return Deadline(to_day, last.precision, None if first is last else from_day)


def _day(year: int, at: tuple[int, int]) -> date | None:
    """A day of the calendar; the end of a month is its last day."""
    month, day = at
    if not 1 <= month <= 12:
        return None
    _, days = monthrange(year, month)
    if day == _END_OF_MONTH:
        day = days
    return date(year, month, day) if 1 <= day <= days else None


def _point(text: str) -> _Point | None:
    """The date or period that a text is."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    if found["iso_year"]:
        return _numeric(found)
    if found["day"]:
        year = _as_year(found["year"])
        month, day = int(found["day_month"]), int(found["day"])
        return _exact(year, (month, day))
    if found["month"]:
        return _of_a_month(found)
    return _longer(found)


def _of_a_month(found: re.Match[str]) -> _Point:
    """6月底, 10月上旬."""
    year = _as_year(found["year"])
    month = int(found["month"])
    if not found["tens"]:
        return _month(year, month)
    first, last = _TENS[found["tens"]]
    return _Point(year, (month, first), (month, last), Precision.TEN_DAYS)


def _longer(found: re.Match[str]) -> _Point:
    """三季度, 上半年, 年底."""
    year = _as_year(found["year"])
    if found["quarter"]:
        end = 3 * int(found["quarter"])
        return _Point(year, (end - 2, 1), (end, _END_OF_MONTH), Precision.QUARTER)
    if found["half"]:
        begin, end = _HALVES[found["half"]]
        return _Point(year, (begin, 1), (end, _END_OF_MONTH), Precision.HALF)
    return _whole(_as_year(found["year"] or found["year_alone"]))


def _numeric(found: re.Match[str]) -> _Point | None:
    """2024.6.30 or 2024-06."""
    year = int(found["iso_year"])
    month = int(found["iso_month"])
    if not found["iso_day"]:
        return _month(year, month)
    day = int(found["iso_day"])
    return _exact(year, (month, day))


def _exact(year: int | None, at: tuple[int, int]) -> _Point | None:
    """A day; None where no month has as many days."""
    _, day = at
    if day >= _END_OF_MONTH:
        return None
    return _Point(year, at, at, Precision.DAY)


def _month(year: int | None, month: int) -> _Point:
    return _Point(year, (month, 1), (month, _END_OF_MONTH), Precision.MONTH)


def _whole(year: int | None) -> _Point:
    return _Point(year, (1, 1), (12, _END_OF_MONTH), Precision.YEAR)


def _as_year(digits: str | None) -> int | None:
    return int(digits) if digits else None
