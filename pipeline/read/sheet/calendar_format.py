"""A number in a format of dates and times: days since 1900 or 1904, and their fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.read.sheet import digits
from pipeline.read.sheet.format_code import Section, Token

_DAY = 86_400
# Day 60 of the 1900 calendar is a 29 February that never was; before it days are off by one.
_NEVER = 60
_LAST = 2_958_465  # 9999-12-31
_BETWEEN_EPOCHS = 1_462
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day, and the time within it; ``total`` counts seconds from the calendar's beginning."""

    day: date
    seconds: int
    fraction: Decimal
    total: int

    @property
    def hour(self) -> int:
        return self.seconds // 3600

    @property
    def minute(self) -> int:
        return self.seconds // 60 % 60

    @property
    def second(self) -> int:
        return self.seconds % 60


def show(value: Decimal, section: Section, from_1904: bool) -> str | None:
    """The moment in the section's form; None where the calendar has no such day."""
    places = _fraction_places(section.tokens)
    moment = _moment(value, places, from_1904)
    if moment is None:
        return None
    elapsed = all(token.sort != "date" or token.code[0] in "mMsS" for token in section.tokens)
    if moment.day <= date(1899, 12, 30) and not _only_time(section.tokens) and not elapsed:
        return None
    pieces: list[str] = []
    halves = any(token.sort == "half" for token in section.tokens)
    for number in range(len(section.tokens)):
        piece = _piece(moment, section, number, halves)
        if piece is None:
            return None
        pieces.append(piece)
    return "".join(pieces)


def _moment(value: Decimal, places: int, from_1904: bool) -> _Moment | None:
    """The day and time of a number, rounded to the least that the format displays."""
    if value < 0:
        return None
    if from_1904:
        value += _BETWEEN_EPOCHS
    step = Decimal(1).scaleb(-places)
    exact = (value * _DAY).quantize(step, ROUND_HALF_UP)
    total = int(exact.to_integral_value(ROUND_FLOOR))
    days = total // _DAY
    if days > _LAST or days == _NEVER:
        return None
    shift = 1 if days < _NEVER and days > 0 else 0
    day = date(1899, 12, 30) + timedelta(days=days + shift)
    return _Moment(day, total % _DAY, exact - total, total)


def _only_time(tokens: Sequence[Token]) -> bool:
    """Whether no sign needs a day: those of minutes look like those of months."""
    signs = {token.code[0].lower() for token in tokens if token.sort == "date"}
    return bool(signs & set("hs")) and not signs & set("ydaegb")


def _fraction_places(tokens: Sequence[Token]) -> int:
    """How many decimals of a second are displayed."""
    sorts = [token.sort for token in tokens]
    for at, sort in enumerate(sorts):
        if sort == "." and at and tokens[at - 1].code[:1] in "sS":
            zeros = [s for s in sorts[at + 1 :] if s == "0"]
            return len(zeros)
    return 0


def _piece(moment: _Moment, section: Section, at: int, halves: bool) -> str | None:
    """What one token displays, None where it is not rendered."""
    token = section.tokens[at]
    if token.sort == "elapsed":
        return _elapsed(moment, token.code)
    if token.sort == "half":
        return _half(moment, token.code)
    if token.sort == "date":
        return _date(moment, section, at, halves)
    if token.sort == "0":
        return _decimals(moment, section.tokens, at)
    if token.sort in ("literal", "space", "."):
        return token.literal or token.code
    return token.code if token.sort in ("/", ",") else None


def _elapsed(moment: _Moment, code: str) -> str:
    unit = {"h": 3600, "m": 60, "s": 1}[code[0]]
    return f"{moment.total // unit:0{len(code)}}"


def _half(moment: _Moment, code: str) -> str:
    first, _, second = code.partition("/")
    return first if moment.hour < 12 else second


def _decimals(moment: _Moment, tokens: Sequence[Token], at: int) -> str | None:
    """A digit of a second's fraction, at its place behind the point."""
    begin = at
    while begin and tokens[begin - 1].sort == "0":
        begin -= 1
    if begin < 2 or tokens[begin - 1].sort != "." or tokens[begin - 2].code[:1] not in "sS":
        return None
    place = at - begin
    return str(int(moment.fraction.scaleb(place + 1)) % 10)


def _date(moment: _Moment, section: Section, at: int, halves: bool) -> str | None:
    code = section.tokens[at].code.lower()
    sign = code[0]
    if sign in "hs" or (sign == "m" and _is_minute(section.tokens, at)):
        return _two(_clock(moment, sign, halves), code, section)
    if sign in "ye":
        return _year(moment.day.year, code, section)
    if sign == "m":
        return _month(moment.day.month, code, section)
    if sign == "d":
        return _day(moment.day, code, section)
    if sign == "a":
        name = _CHINESE_DAYS[moment.day.weekday()]
        return name if code == "aaa" else f"星期{name}"
    return None


def _clock(moment: _Moment, sign: str, halves: bool) -> int:
    """The hour, of twelve where the halves of the day are displayed, the minute or the second."""
    if sign == "h":
        return (moment.hour + 11) % 12 + 1 if halves else moment.hour
    return moment.minute if sign == "m" else moment.second


def _is_minute(tokens: Sequence[Token], at: int) -> bool:
    """An m stands for minutes behind hours and before seconds."""
    if len(tokens[at].code) > 2:
        return False
    before = [t.code[0].lower() for t in tokens[:at] if t.sort in ("date", "elapsed")]
    after = [t.code[0].lower() for t in tokens[at + 1 :] if t.sort in ("date", "elapsed")]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _two(number: int, code: str, section: Section) -> str:
    if section.numerals is not None:
        return _numeral(number, section.numerals)
    return f"{number:02}" if len(code) > 1 else str(number)


def _year(year: int, code: str, section: Section) -> str:
    long = code[0] == "e" or len(code) > 2
    text = str(year) if long else f"{year % 100:02}"
    return text if section.numerals is None else digits.chinese_digits(text, section.numerals)


def _month(month: int, code: str, section: Section) -> str | None:
    if len(code) <= 2:
        return _two(month, code, section)
    if section.chinese:
        return (
            f"{_numeral(month, 1)}月"
            if len(code) == 4
            else f"{month}月"
            if len(code) == 3
            else None
        )
    name = _MONTHS[month - 1]
    return {3: name[:3], 4: name, 5: name[0]}.get(len(code), name)


def _day(day: date, code: str, section: Section) -> str:
    if len(code) <= 2:
        return _two(day.day, code, section)
    if section.chinese:
        prefix = "周" if len(code) == 3 else "星期"
        return prefix + _CHINESE_DAYS[day.weekday()]
    name = _DAYS[day.weekday()]
    return name[:3] if len(code) == 3 else name


def _numeral(number: int, numerals: int) -> str:
    """十一 and not 一十一, as dates have it."""
    text = digits.chinese(Decimal(number), numerals) or str(number)
    return text[1:] if numerals == 1 and 10 <= number < 20 else text
