"""A number in a format of digits: thousands, decimals, per cent, exponents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from pipeline.read.sheet import numerals
from pipeline.read.sheet.format_code import PLACES, Section, Token
from pipeline.read.sheet.fractions import show_fraction

# More digits than a spreadsheet's number has.
_PRECISION = 60
_LARGEST = Decimal(10) ** 40
_POINTS = (",", ".")
_NOT_OF_WHOLE = frozenset(".,/E")
# What stands in a place that has no digit.
_BLANK = {"0": "0", "?": " ", "#": ""}


def show(value: Decimal, section: Section) -> str | None:
    """The number in the section's places; None where it has an order that is not rendered."""
    sorts = {token.sort for token in section.tokens}
    if abs(value) >= _LARGEST and "E" not in sorts:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        if section.numerals is not None:
            return _in_numerals(value, section, section.numerals)
        if "/" in sorts:
            return show_fraction(value, section.tokens)
        if "E" in sorts:
            return _exponent(value, section.tokens)
        return _fixed(value, section.tokens)


def rounded(value: Decimal, places: int) -> Decimal:
    """The number with so many decimals, a half away from zero."""
    least = Decimal(1).scaleb(-places)
    return value.quantize(least, ROUND_HALF_UP)


def scientific(value: Decimal, places: int) -> str:
    """``1.23457E+11``, with at most so many decimals."""
    mantissa, _, power = f"{value:.{places}E}".partition("E")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    sign, size = power[0], int(power[1:])
    return f"{mantissa}E{sign}{size:02}"


def _in_numerals(value: Decimal, section: Section, kind: int) -> str | None:
    """Chinese numerals where the places are those of a plain whole number."""
    written = numerals.spelled(value, kind)
    if written is None:
        return None
    sorts = [token.sort for token in section.tokens]
    places = [sort for sort in sorts if sort in PLACES]
    if len(places) != 1 or _NOT_OF_WHOLE & set(sorts):
        return None
    return section.filled(places[0], written)


# --- places before and after a point ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """A section's tokens before and after the point, and what its signs do to the number.

    ``scale`` is the powers of ten that the number is moved by.
    """

    whole: tuple[Token, ...]
    decimals: tuple[Token, ...]
    has_point: bool
    has_thousands: bool
    scale: int


def _fixed(value: Decimal, tokens: Sequence[Token]) -> str | None:
    layout = _lay_out(tokens)
    if layout is None:
        return None
    scaled = abs(value).scaleb(layout.scale)
    places = _count_places(layout.decimals)
    number = rounded(scaled, places)
    before, _, after = f"{number:f}".partition(".")
    whole = _fill_whole(before, layout)
    decimals = _fill_decimals(after, layout.decimals)
    point = "." if layout.has_point else ""
    text = f"{whole}{point}{decimals}".strip()
    if value < 0 and number != 0:
        return f"-{text}"
    return text


def _count_places(tokens: Sequence[Token]) -> int:
    return sum(token.is_place for token in tokens)


def _lay_out(tokens: Sequence[Token]) -> _Layout | None:
    """How the tokens stand about the point; None where there are several, or no places."""
    sorts = [token.sort for token in tokens]
    if sorts.count(".") > 1 or not PLACES & set(sorts):
        return None
    has_point = "." in sorts
    point = sorts.index(".") if has_point else len(tokens)
    has_thousands, thousandths = _read_commas(tokens, point)
    return _Layout(
        whole=_without_signs(tokens[:point]),
        decimals=_without_signs(tokens[point:]),
        has_point=has_point,
        has_thousands=has_thousands,
        scale=2 * sorts.count("%") - 3 * thousandths,
    )


def _without_signs(tokens: Sequence[Token]) -> tuple[Token, ...]:
    kept = [token for token in tokens if token.sort not in _POINTS]
    return tuple(kept)


def _read_commas(tokens: Sequence[Token], point: int) -> tuple[bool, int]:
    """Whether a comma parts thousands, and how many move the number by three places.

    One between places before the point parts thousands, one behind the last of them moves.
    """
    places = [at for at, token in enumerate(tokens) if token.is_place]
    before = [at for at in places if at < point]
    parts_thousands = False
    movers = 0
    for at, token in enumerate(tokens):
        if token.sort != ",":
            continue
        if at > point or not before:
            movers += at > places[-1]
        elif at > before[-1]:
            movers += 1
        elif at > before[0]:
            parts_thousands = True
    return parts_thousands, movers


def _fill_whole(text: str, layout: _Layout) -> str:
    """Digits from the right into their places; those that are too many stand at the first."""
    digits = "" if text == "0" else text
    writer = _FromRight(layout.has_thousands)
    left = _count_places(layout.whole)
    for token in reversed(layout.whole):
        if not token.is_place:
            writer.add_literal(token.literal)
            continue
        left -= 1
        is_first_place = left == 0
        begin = 0 if is_first_place else max(0, len(digits) - 1)
        taken = digits[begin:] or _BLANK[token.sort]
        digits = digits[:begin]
        writer.add_digits(taken)
    return writer.text


class _FromRight:
    """Writes digits and what stands between them, from the last on."""

    def __init__(self, with_thousands: bool) -> None:
        self._with_thousands = with_thousands
        self._pieces: list[str] = []
        self._digits = 0

    def add_literal(self, text: str) -> None:
        self._pieces.append(text)

    def add_digits(self, digits: str) -> None:
        for digit in reversed(digits):
            is_third = self._digits > 0 and self._digits % 3 == 0
            if self._with_thousands and is_third and digit != " ":
                self._pieces.append(",")
            self._pieces.append(digit)
            self._digits += 1

    @property
    def text(self) -> str:
        return "".join(reversed(self._pieces))


def _fill_decimals(text: str, tokens: Sequence[Token]) -> str:
    """Digits from the left into their places; zeros at the end give way where they may."""
    needed = len(text.rstrip("0"))
    pieces: list[str] = []
    used = 0
    for token in tokens:
        if not token.is_place:
            pieces.append(token.literal)
            continue
        digit = text[used : used + 1]
        used += 1
        if used > needed and token.sort != "0":
            digit = _BLANK[token.sort]
        pieces.append(digit)
    return "".join(pieces)


# --- a mantissa and an exponent -----------------------------------------------------------------


def _exponent(value: Decimal, tokens: Sequence[Token]) -> str | None:
    sorts = [token.sort for token in tokens]
    at = sorts.index("E")
    mantissa = tokens[:at]
    powers = tokens[at + 1 :]
    width = _count_places(powers)
    if width == 0 or "E" in sorts[at + 1 :]:
        return None
    layout = _lay_out(mantissa)
    if layout is None:
        return None
    power = _power(abs(value), layout)
    text = _fixed(abs(value).scaleb(-power), mantissa)
    minus = "-" if value < 0 else ""
    exponent = _signed(power, tokens[at], width)
    after = "".join(token.literal for token in powers)
    return f"{minus}{text}E{exponent}{after}"


def _signed(power: int, sign: Token, width: int) -> str:
    """The exponent with its sign; a plus where the format writes one."""
    size = f"{abs(power):0{width}}"
    if power < 0:
        return f"-{size}"
    if "+" in sign.code:
        return f"+{size}"
    return size


def _power(size: Decimal, layout: _Layout) -> int:
    """The exponent, a multiple of the places before the point."""
    if size == 0:
        return 0
    step = max(1, _count_places(layout.whole))
    power = size.adjusted() // step * step
    places = _count_places(layout.decimals)
    mantissa = rounded(size.scaleb(-power), places)
    if mantissa >= Decimal(10) ** step:
        return power + step
    return power
