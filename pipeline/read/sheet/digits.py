"""A number in a format of digits: thousands, decimals, per cent, exponents, fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from pipeline.read.sheet.format_code import Section, Token

_PLACES = ("0", "#", "?")
# More digits than a spreadsheet's number has.
_PRECISION = 60
_LARGEST = Decimal(10) ** 40


@dataclass(frozen=True, slots=True)
class _Layout:
    """A section's tokens before and after the point, and what its signs do to the number."""

    whole: tuple[Token, ...]
    decimals: tuple[Token, ...]
    point: bool
    thousands: bool
    scale: int  # powers of ten that the number is moved by
    plain: bool  # whether the signs stand as they must


def show(value: Decimal, section: Section) -> str | None:
    """The number in the section's places; None where it has an order that is not rendered."""
    sorts = [token.sort for token in section.tokens]
    if abs(value) >= _LARGEST and "E" not in sorts:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        if section.numerals is not None:
            return _numerals(value, section)
        if "/" in sorts:
            return _fraction(value, section.tokens)
        if "E" in sorts:
            return _exponent(value, section.tokens)
        return _fixed(value, section.tokens)


def scientific(value: Decimal, places: int) -> str:
    """``1.23457E+11``, with at most so many decimals."""
    mantissa, _, power = f"{value:.{places}E}".partition("E")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}E{power[0]}{int(power[1:]):02}"


def chinese(value: Decimal, numerals: int) -> str | None:
    """A whole number in Chinese numerals: 1 as 一百二十三, 2 as 壹佰贰拾叁; None for others."""
    if numerals == 3 or value != value.to_integral_value() or not 0 <= value < 10**12:
        return None
    signs, units = (_SMALL, _SMALL_UNITS) if numerals == 1 else (_LARGE, _LARGE_UNITS)
    return _read_out(int(value), signs, units)


def chinese_digits(text: str, numerals: int) -> str:
    """Each digit as its numeral: 2022 → 二〇二二."""
    signs = _SMALL if numerals == 1 else _LARGE
    return "".join(signs[int(digit)] if digit.isdigit() else digit for digit in text)


_SMALL, _SMALL_UNITS = "〇一二三四五六七八九", ("", "十", "百", "千")
_LARGE, _LARGE_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")


def _read_out(number: int, signs: str, units: Sequence[str]) -> str:
    if number == 0:
        return signs[0]
    text, gap = "", False
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10_000
        if group == 0:
            gap = gap or bool(text)
            continue
        read = _read_group(group, signs, units)
        if text and (gap or group < 1000):
            read = signs[0] + read
        text += read + name
        gap = False
    return text


def _read_group(group: int, signs: str, units: Sequence[str]) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit == 0:
            gap = gap or bool(text)
            continue
        if gap:
            text += signs[0]
            gap = False
        text += signs[digit] + units[power]
    return text


def _numerals(value: Decimal, section: Section) -> str | None:
    """Chinese numerals where the places are those of a plain whole number."""
    places = [
        token.sort for token in section.tokens if token.sort in (*_PLACES, ".", ",", "/", "E")
    ]
    written = chinese(value, section.numerals or 1)
    if written is None or len(places) != 1:
        return None
    pieces = [written if token.sort in _PLACES else token.literal for token in section.tokens]
    return "".join(pieces)


def _fixed(value: Decimal, tokens: Sequence[Token]) -> str | None:
    layout = _lay_out(tokens)
    if not layout.plain:
        return None
    places = sum(token.sort in _PLACES for token in layout.decimals)
    scaled = abs(value).scaleb(layout.scale)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    text = _fill_whole(before, layout.whole, layout.thousands)
    if layout.point:
        text += "."
    text += _fill_decimals(after, layout.decimals)
    text = text.strip()
    return f"-{text}" if value < 0 and rounded else text


def _lay_out(tokens: Sequence[Token]) -> _Layout:
    sorts = [token.sort for token in tokens]
    points = sorts.count(".")
    at = sorts.index(".") if points else len(tokens)
    places = [number for number, sort in enumerate(sorts) if sort in _PLACES]
    last = places[-1]
    before = [number for number in places if number < at]
    thousands, thousandths = False, 0
    for number, sort in enumerate(sorts):
        if sort != ",":
            continue
        if before and before[0] < number < before[-1]:
            thousands = True
        elif number > (before[-1] if before and number < at else last):
            thousandths += 1
    scale = 2 * sorts.count("%") - 3 * thousandths
    kept = [token for token in tokens if token.sort not in (",", ".")]
    split = sum(sort not in (",", ".") for sort in sorts[:at])
    return _Layout(
        tuple(kept[:split]), tuple(kept[split:]), bool(points), thousands, scale, points <= 1
    )


def _fill_whole(text: str, tokens: Sequence[Token], thousands: bool) -> str:
    """Digits from the right into their places; those that are too many stand at the first."""
    digits = "" if text == "0" else text
    pieces: list[str] = []
    left = sum(token.sort in _PLACES for token in tokens)
    count = 0
    for token in reversed(tokens):
        if token.sort not in _PLACES:
            pieces.append(token.literal)
            continue
        left -= 1
        take = digits if left == 0 else digits[-1:]
        digits = "" if left == 0 else digits[:-1]
        if not take:
            take = {"0": "0", "?": " ", "#": ""}[token.sort]
        for digit in reversed(take):
            if thousands and count and count % 3 == 0 and digit != " ":
                pieces.append(",")
            pieces.append(digit)
            count += 1
    return "".join(reversed(pieces))


def _fill_decimals(text: str, tokens: Sequence[Token]) -> str:
    """Digits from the left into their places; zeros at the end give way where they may."""
    needed = len(text.rstrip("0"))
    pieces: list[str] = []
    used = 0
    for token in tokens:
        if token.sort not in _PLACES:
            pieces.append(token.literal)
            continue
        digit = text[used : used + 1]
        used += 1
        if used > needed and token.sort != "0":
            digit = " " if token.sort == "?" else ""
        pieces.append(digit)
    return "".join(pieces)


def _exponent(value: Decimal, tokens: Sequence[Token]) -> str | None:
    sorts = [token.sort for token in tokens]
    if sorts.count("E") > 1:
        return None
    at = sorts.index("E")
    mantissa, powers = tokens[:at], tokens[at + 1 :]
    layout = _lay_out(mantissa) if any(s in _PLACES for s in sorts[:at]) else None
    width = sum(token.sort in _PLACES for token in powers)
    if layout is None or not layout.plain or width == 0:
        return None
    steps = max(1, sum(token.sort in _PLACES for token in layout.whole))
    places = sum(token.sort in _PLACES for token in layout.decimals)
    power = _power(abs(value), steps, places)
    text = _fixed(abs(value).scaleb(-power), mantissa)
    sign = "-" if power < 0 else "+" if "+" in tokens[at].code else ""
    after = "".join(token.literal for token in powers)
    minus = "-" if value < 0 else ""
    return f"{minus}{text}E{sign}{abs(power):0{width}}{after}"


def _power(size: Decimal, steps: int, places: int) -> int:
    """The exponent, a multiple of the places before the point."""
    if size == 0:
        return 0
    power = size.adjusted() // steps * steps
    rounded = size.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return power + steps if rounded >= Decimal(10) ** steps else power


def _fraction(value: Decimal, tokens: Sequence[Token]) -> str | None:
    sorts = [token.sort for token in tokens]
    if sorts.count("/") > 1 or {".", ",", "E"} & set(sorts):
        return None
    at = sorts.index("/")
    upper = _run_before(tokens, at)
    below = "".join(token.code for token in tokens[at + 1 :]).strip()
    wholes = [token for token in tokens[:upper] if token.sort in _PLACES]
    if upper == at or not below:
        return None
    size = abs(value).scaleb(2 * sorts.count("%"))
    whole = int(size) if wholes else 0
    part = _near(Fraction(size) - whole, below)
    if part is None:
        return None
    if part == 1 and wholes:
        whole, part = whole + 1, Fraction(0)
    minus = "-" if value < 0 and (whole or part) else ""
    if part == 0:
        return f"{minus}{whole}"
    denominator = int(below) if below.isdigit() and int(below) else part.denominator
    numerator = int(part * denominator)
    head = f"{whole} " if whole else ""
    return f"{minus}{head}{numerator}/{denominator}"


def _run_before(tokens: Sequence[Token], at: int) -> int:
    """Where the places directly before the stroke begin."""
    begin = at
    while begin and tokens[begin - 1].sort in _PLACES:
        begin -= 1
    return begin


def _near(part: Fraction, below: str) -> Fraction | None:
    """The nearest fraction with such a denominator."""
    if below.isdigit() and int(below):
        denominator = int(below)
        return Fraction(round(part * denominator), denominator)
    if set(below) <= {"?", "#", "0"} and len(below) <= 4:
        return part.limit_denominator(10 ** len(below) - 1)
    return None
