"""A number in a format of dates and times: days since 1900 or 1904, and their fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.read.sheet import numerals
from pipeline.read.sheet.format_code import Section, Token

DAY_SECONDS = 86_400
# Days between the beginnings of the calendars of 1900 and 1904.
BETWEEN_EPOCHS = 1_462
_DAY_ZERO = date(1899, 12, 30)
# Day 60 of the 1900 calendar is a 29 February that never was; before it days are off by one.
_NEVER = 60
_LAST = 2_958_465  # 9999-12-31
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
# Tokens that stand in a date as they are written.
_STANDING = frozenset(("literal", "space", ".", "/", ","))
_ELAPSED_UNITS = {"h": 3600, "m": 60, "s": 1}


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
    def hour_of_twelve(self) -> int:
        return (self.hour + 11) % 12 + 1

    @property
    def minute(self) -> int:
        return self.seconds // 60 % 60

    @property
    def second(self) -> int:
        return self.seconds % 60


def show(value: Decimal, section: Section, from_1904: bool) -> str | None:
    """The moment in the section's form; None where the calendar has no such day."""
    tokens = section.tokens
    moment = _moment(value, _fraction_places(tokens), from_1904)
    if moment is None:
        return None
    if moment.day <= _DAY_ZERO and _needs_day(tokens):
        return None
    pieces: list[str] = []
    for at in range(len(tokens)):
        piece = _piece(moment, section, at)
        if piece is None:
            return None
        pieces.append(piece)
    return "".join(pieces)


def _moment(value: Decimal, places: int, from_1904: bool) -> _Moment | None:
    """The day and time of a number, rounded to the least that the format displays."""
    if value < 0:
        return None
    if from_1904:
        value += BETWEEN_EPOCHS
    least = Decimal(1).scaleb(-places)
    exact = (value * DAY_SECONDS).quantize(least, ROUND_HALF_UP)
    total = int(exact.to_integral_value(ROUND_FLOOR))
    days, seconds = divmod(total, DAY_SECONDS)
    if days > _LAST or days == _NEVER:
        return None
    if 0 < days < _NEVER:
        days += 1
    day = _DAY_ZERO + timedelta(days)
    return _Moment(day, seconds, exact - total, total)


def _needs_day(tokens: Sequence[Token]) -> bool:
    """Whether a sign is of days, months or years: those of minutes look like those of months."""
    signs = {token.initial for token in tokens if token.sort == "date"}
    if signs <= {"m", "s"}:
        return False
    has_time = bool(signs & {"h", "s"})
    has_day = bool(signs & set("ydaegb"))
    return has_day or not has_time


def _fraction_places(tokens: Sequence[Token]) -> int:
    """How many decimals of a second are displayed."""
    before = ""
    for at, token in enumerate(tokens):
        if token.sort == "." and before == "s":
            sorts = [later.sort for later in tokens[at:]]
            return sorts.count("0")
        before = token.initial
    return 0


def _piece(moment: _Moment, section: Section, at: int) -> str | None:
    """What one token displays, None where it is not rendered."""
    token = section.tokens[at]
    match token.sort:
        case "elapsed":
            return _elapsed(moment, token.code)
        case "half":
            return _half(moment, token.code)
        case "date":
            return _date(moment, section, at)
        case "0":
            return _decimal(moment, section.tokens, at)
        case sort if sort in _STANDING:
            return token.literal or token.code
    return None


def _elapsed(moment: _Moment, code: str) -> str:
    unit = _ELAPSED_UNITS[code[0]]
    count = moment.total // unit
    return f"{count:0{len(code)}}"


def _half(moment: _Moment, code: str) -> str:
    first, _, second = code.partition("/")
    return first if moment.hour < 12 else second


def _decimal(moment: _Moment, tokens: Sequence[Token], at: int) -> str | None:
    """A digit of a second's fraction, at its place behind the point."""
    begin = at
    while begin and tokens[begin - 1].sort == "0":
        begin -= 1
    if begin < 2:
        return None
    seconds, point = tokens[begin - 2 : begin]
    if point.sort != "." or seconds.initial != "s":
        return None
    place = at - begin + 1
    return str(int(moment.fraction.scaleb(place)) % 10)


def _date(moment: _Moment, section: Section, at: int) -> str | None:
    token = section.tokens[at]
    code = token.code.lower()
    number = _time_of_day(moment, section.tokens, at)
    if number is not None:
        return _two(number, code, section)
    match token.initial:
        case "y" | "e":
            return _year(moment.day.year, code, section)
        case "m":
            return _month(moment.day.month, code, section)
        case "d":
            return _day(moment.day, code, section)
        case "a":
            name = _CHINESE_DAYS[moment.day.weekday()]
            return name if code == "aaa" else f"星期{name}"
    return None


def _time_of_day(moment: _Moment, tokens: Sequence[Token], at: int) -> int | None:
    """The hour, minute or second that a token is of, None where it is of a day."""
    match tokens[at].initial:
        case "h":
            return _hour(moment, tokens)
        case "m" if _is_minute(tokens, at):
            return moment.minute
        case "s":
            return moment.second
    return None


def _hour(moment: _Moment, tokens: Sequence[Token]) -> int:
    """The hour, of twelve where the halves of the day are displayed."""
    if any(token.sort == "half" for token in tokens):
        return moment.hour_of_twelve
    return moment.hour


def _is_minute(tokens: Sequence[Token], at: int) -> bool:
    """An m stands for minutes behind hours and before seconds."""
    if len(tokens[at].code) > 2:
        return False
    before = _signs(tokens[:at])
    after = _signs(tokens[at + 1 :])
    if before.endswith("h"):
        return True
    return after.startswith("s")


def _signs(tokens: Sequence[Token]) -> str:
    """The first letters of the signs that a moment fills."""
    initials = ""
    for token in tokens:
        if token.sort in ("date", "elapsed"):
            initials += token.initial
    return initials


def _two(number: int, code: str, section: Section) -> str:
    """The number in two digits where the code has two signs."""
    if section.numerals is not None:
        return _numeral(number, section.numerals)
    if len(code) == 1:
        return str(number)
    return f"{number:02}"


def _year(year: int, code: str, section: Section) -> str:
    is_long = code[0] == "e" or len(code) > 2
    text = str(year) if is_long else f"{year % 100:02}"
    if section.numerals is None:
        return text
    return numerals.digit_by_digit(text, section.numerals)


def _month(month: int, code: str, section: Section) -> str | None:
    if len(code) <= 2:
        return _two(month, code, section)
    if section.chinese:
        return _chinese_month(month, code)
    name = _MONTHS[month - 1]
    if len(code) == 3:
        return name[:3]
    if len(code) == 5:
        return name[0]
    return name


def _chinese_month(month: int, code: str) -> str | None:
    if len(code) == 3:
        return f"{month}月"
    if len(code) == 4:
        return f"{_numeral(month, 1)}月"
    return None


def _day(day: date, code: str, section: Section) -> str:
    if len(code) <= 2:
        return _two(day.day, code, section)
    is_short = len(code) == 3
    if section.chinese:
        prefix = "周" if is_short else "星期"
        return prefix + _CHINESE_DAYS[day.weekday()]
    name = _DAYS[day.weekday()]
    return name[:3] if is_short else name


def _numeral(number: int, kind: int) -> str:
    """十一 and not 一十一, as dates have it."""
    text = numerals.spelled(Decimal(number), kind)
    if text is None:
        return str(number)
    if kind == 1 and 10 <= number < 20:
        return text[1:]
    return text
