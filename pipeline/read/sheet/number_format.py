r"""A number and the code of its format → the text that a spreadsheet program displays.

The codes are those of ISO/IEC 29500-1, 18.8.30 and 18.8.31, with what Chinese editions add: ``!``
beside ``\``, weekdays as ``aaa``, Chinese numerals by ``[DBNum1]``. A form that depends on the
machine it is displayed on (a short date) is taken as a Chinese one has it. How wide a column is has
no influence: what a narrow one rounds or hides under ``###`` is displayed in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.read.sheet import calendar_format, digits, numerals
from pipeline.read.sheet.format_code import Kind, Section, sections_of

# The longest whole number that is displayed without an exponent where no format is given.
PLAIN_DIGITS = 11
_LONG = Decimal(10) ** PLAIN_DIGITS
# Whole numbers from here on have more digits than a number stands for.
_LARGEST_WHOLE = Decimal(10) ** 21
_SMALL = Decimal("0.0001")
_MANTISSA_PLACES = 5
_LONGEST_TEXT = 32_767  # what a cell holds


@dataclass(frozen=True, slots=True)
class Shown:
    """What is displayed; ``exact`` is false where the format is beyond what is rendered here.

    ``short`` is true where the program shows a rounded form of a whole number that is given in
    full here.
    """

    text: str
    exact: bool = True
    short: bool = False


def show_number(value: Decimal, code: str | None, from_1904: bool = False) -> Shown:
    """The number in its format; ``code`` None is a format that the file does not explain.

    What cannot be rendered stands as the plain number.
    """
    sections = _sections(code)
    if not sections:
        return Shown(general(value), exact=False)
    choice = _choose(value, sections)
    section = choice.section
    number = value if choice.with_sign else abs(value)
    if section.kind is Kind.GENERAL:
        return _show_general(number, section)
    if section.kind is Kind.TEXT:
        return Shown(general(value))
    shown = _show_in(section, number, from_1904)
    if shown is None:
        return Shown(general(value), exact=False)
    return Shown(shown.strip(), exact=section.known)


def _show_in(section: Section, number: Decimal, from_1904: bool) -> str | None:
    """The number in a section of digits, dates or words; None where it is not rendered."""
    if section.kind is Kind.DATE:
        return calendar_format.show(number, section, from_1904)
    if section.kind is Kind.NUMBER:
        return digits.show(number, section)
    words = section.words
    return f"-{words}" if number < 0 else words


def show_text(text: str, code: str | None) -> Shown:
    """The text in its format, which may set words around it."""
    section = _text_section(_sections(code))
    if section is None or len(text) > _LONGEST_TEXT:
        return Shown(text)
    return Shown(section.filled("@", text), exact=section.known)


def _text_section(sections: Sequence[Section]) -> Section | None:
    """The section for texts: the fourth, or else the last where it is one."""
    if len(sections) > 3:
        return sections[3]
    if sections and sections[-1].kind is Kind.TEXT:
        return sections[-1]
    return None


# --- without a format ---------------------------------------------------------------------------


def general(value: Decimal) -> str:
    """The number as it is displayed without a format: at most eleven characters of it.

    A whole number stands in full, whatever its length.
    """
    size = abs(value)
    is_short = size < _LARGEST_WHOLE
    if is_short and _is_whole(value):
        return str(int(value))
    if size >= _LONG:
        return digits.scientific(value, _MANTISSA_PLACES)
    before = str(int(size))
    places = PLAIN_DIGITS - len(before) - 1
    rounded = digits.rounded(value, max(0, places))
    if size < _SMALL and _has_lost_digits(value, rounded):
        return digits.scientific(value, _MANTISSA_PLACES)
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def _has_lost_digits(value: Decimal, rounded: Decimal) -> bool:
    """Whether an exponent would show more of the number than its rounded form does."""
    kept = _significant(rounded)
    wanted = _significant(value)
    return kept < min(wanted, _MANTISSA_PLACES + 1)


def _show_general(value: Decimal, section: Section) -> Shown:
    is_short = _is_whole(value) and abs(value) >= _LONG
    written: str | None = general(value)
    if section.numerals is not None:
        written = numerals.spelled(value, section.numerals)
    if written is None:
        return Shown(general(value), exact=False)
    text = section.filled("general", written)
    return Shown(text.strip(), exact=section.known, short=is_short)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _significant(value: Decimal) -> int:
    """How many digits it has between the zeros at its ends."""
    digits_of_value = map(str, value.as_tuple().digits)
    written = "".join(digits_of_value)
    return len(written.strip("0"))


# --- the section for a number -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choice:
    """The section for a number, and whether it stands with its sign there."""

    section: Section
    with_sign: bool = True


def _choose(value: Decimal, sections: Sequence[Section]) -> _Choice:
    """The section for a number: by its conditions, or else by the number's sign."""
    listed = [section for section in sections if section.kind is not Kind.TEXT]
    if not listed:
        return _Choice(sections[0])
    if any(section.condition for section in listed):
        return _choose_by_condition(value, listed)
    count = len(listed)
    if value == 0 and count > 2:
        return _Choice(listed[2], with_sign=False)
    if value < 0 and count > 1:
        return _Choice(listed[1], with_sign=False)
    return _Choice(listed[0])


def _choose_by_condition(value: Decimal, sections: Sequence[Section]) -> _Choice:
    """The first section whose condition holds, else the last one that has none."""
    otherwise = sections[-1]
    for section in sections:
        condition = section.condition
        if condition is None:
            continue
        if condition.holds(value):
            with_sign = not condition.below_zero
            return _Choice(section, with_sign)
    for section in sections:
        if section.condition is None:
            otherwise = section
    return _Choice(otherwise)


def _sections(code: str | None) -> tuple[Section, ...]:
    """The sections of a code; none where it is not known or no format."""
    return () if code is None else _parsed(code)


@lru_cache(maxsize=512)
def _parsed(code: str) -> tuple[Section, ...]:
    return sections_of(code)
