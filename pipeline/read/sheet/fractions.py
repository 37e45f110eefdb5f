"""A number as a fraction: ``# ?/?``, ``# ??/100``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.read.sheet.format_code import PLACES, Token

_NOT_IN_FRACTION = frozenset(".,E")
_MOST_DIGITS = 4  # of a denominator that is chosen


def show_fraction(value: Decimal, tokens: Sequence[Token]) -> str | None:
    """The number in a section with a stroke; None where its order is not rendered."""
    layout = _lay_out(tokens)
    if layout is None:
        return None
    size = abs(value).scaleb(layout.scale)
    whole = int(size) if layout.has_whole else 0
    part = _nearest(Fraction(size) - whole, layout.below)
    if part is None:
        return None
    if part == 1 and layout.has_whole:
        whole += 1
        part = Fraction(0)
    text = _written(whole, part, layout.below)
    is_negative = value < 0 and bool(whole or part)
    return f"-{text}" if is_negative else text


@dataclass(frozen=True, slots=True)
class _Layout:
    """Whether whole numbers stand before the fraction, and what is written below the stroke.

    ``scale`` is the powers of ten that the number is moved by.
    """

    has_whole: bool
    below: str
    scale: int


def _lay_out(tokens: Sequence[Token]) -> _Layout | None:
    sorts = [token.sort for token in tokens]
    if sorts.count("/") > 1 or _NOT_IN_FRACTION & set(sorts):
        return None
    stroke = sorts.index("/")
    upper = stroke
    while upper and tokens[upper - 1].is_place:
        upper -= 1
    codes = [token.code for token in tokens[stroke + 1 :]]
    below = "".join(codes).strip()
    if upper == stroke or not below:
        return None
    return _Layout(
        has_whole=any(token.is_place for token in tokens[:upper]),
        below=below,
        scale=2 * sorts.count("%"),
    )


def _nearest(part: Fraction, below: str) -> Fraction | None:
    """The nearest fraction with such a denominator: one that is given, or of so many digits."""
    denominator = _given(below)
    if denominator is not None:
        return Fraction(round(part * denominator), denominator)
    if set(below) <= PLACES and len(below) <= _MOST_DIGITS:
        return part.limit_denominator(10 ** len(below) - 1)
    return None


def _written(whole: int, part: Fraction, below: str) -> str:
    if part == 0:
        return str(whole)
    denominator = _given(below) or part.denominator
    numerator = int(part * denominator)
    head = f"{whole} " if whole else ""
    return f"{head}{numerator}/{denominator}"


def _given(below: str) -> int | None:
    """The denominator that the format gives, None where it leaves it open."""
    number = int(below) if below.isdecimal() else 0
    return number or None
