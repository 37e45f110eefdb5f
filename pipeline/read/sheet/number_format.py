r"""A number and the code of its format → the text that a spreadsheet program displays.

The codes are those of ISO/IEC 29500-1, 18.8.30 and 18.8.31, with what Chinese editions add: ``!``
beside ``\``, weekdays as ``aaa``, Chinese numerals by ``[DBNum1]``. A form that depends on the
machine it is displayed on (a short date) is taken as a Chinese one has it. How wide a column is has
no influence: what a narrow one rounds or hides under ``###`` is displayed in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from pipeline.read.sheet import calendar_format, digits
from pipeline.read.sheet.format_code import Kind, Section, Token, sections_of

# Formats that a file names by number alone, as a Chinese edition displays them.
BUILT_IN = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "5": '"¥"#,##0;"¥"-#,##0',
    "6": '"¥"#,##0;"¥"-#,##0',
    "7": '"¥"#,##0.00;"¥"-#,##0.00',
    "8": '"¥"#,##0.00;"¥"-#,##0.00',
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "14": "yyyy/m/d",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy/m/d h:mm",
    "27": 'yyyy"年"m"月"',
    "28": 'm"月"d"日"',
    "29": 'm"月"d"日"',
    "30": "m-d-yy",
    "31": 'yyyy"年"m"月"d"日"',
    "32": 'h"时"mm"分"',
    "33": 'h"时"mm"分"ss"秒"',
    "34": '上午/下午h"时"mm"分"',
    "35": '上午/下午h"时"mm"分"ss"秒"',
    "36": 'yyyy"年"m"月"',
    "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00",
    "40": "#,##0.00;-#,##0.00",
    "41": '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    "42": '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    "43": '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    "44": '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mm:ss.0",
    "48": "##0.0E+0",
    "49": "@",
    "50": 'yyyy"年"m"月"',
    "51": 'm"月"d"日"',
    "52": 'yyyy"年"m"月"',
    "53": 'm"月"d"日"',
    "54": 'm"月"d"日"',
    "55": '上午/下午h"时"mm"分"',
    "56": '上午/下午h"时"mm"分"ss"秒"',
    "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}
# The longest whole number that is displayed without an exponent where no format is given.
PLAIN_DIGITS = 11


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
    sections = _sections(code) if code is not None else None
    if not sections:
        return Shown(general(value), exact=False)
    numbers = [section for section in sections if section.kind is not Kind.TEXT] or sections
    section, signed = _choose(value, numbers)
    magnitude = value if signed else abs(value)
    if section.kind is Kind.GENERAL:
        return _show_general(magnitude, section)
    if section.kind is Kind.DATE:
        shown = calendar_format.show(magnitude, section, from_1904)
    elif section.kind is Kind.NUMBER:
        shown = digits.show(magnitude, section)
    elif section.kind is Kind.TEXT:
        return Shown(general(value))
    else:
        shown = _literals(section.tokens)
        if value < 0 and signed:
            shown = f"-{shown}"
    if shown is None:
        return Shown(general(value), exact=False)
    return Shown(shown.strip(), exact=section.known)


def show_text(text: str, code: str | None) -> Shown:
    """The text in its format, which may set words around it."""
    sections = _sections(code) if code is not None else None
    if not sections or len(text) > 32_767:
        return Shown(text)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and section.kind is not Kind.TEXT:
        return Shown(text)
    pieces = [text if token.sort == "@" else token.literal for token in section.tokens]
    return Shown("".join(pieces), exact=section.known)


def general(value: Decimal) -> str:
    """The number as it is displayed without a format: at most eleven characters of it.

    A whole number stands in full, whatever its length.
    """
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 21:
        return str(int(value))
    size = abs(value)
    if size >= Decimal(10) ** PLAIN_DIGITS:
        return digits.scientific(value, 5)
    before = len(str(int(size)))
    places = max(0, PLAIN_DIGITS - 1 - before)
    rounded = _rounded(value, places)
    small = size < Decimal("0.0001")
    if small and _significant(rounded) < min(_significant(value), 6):
        return digits.scientific(value, 5)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_date_format(code: str | None) -> bool:
    """Whether a number in this format is a date or a time."""
    sections = _sections(code) if code is not None else None
    return bool(sections) and sections[0].kind is Kind.DATE  # type: ignore[index]


def _show_general(value: Decimal, section: Section) -> Shown:
    whole = value == value.to_integral_value()
    short = whole and abs(value) >= Decimal(10) ** PLAIN_DIGITS
    written = general(value)
    if section.numerals is not None:
        numeral = digits.chinese(value, section.numerals)
        if numeral is None:
            return Shown(written, exact=False)
        written = numeral
    pieces = [written if token.sort == "general" else token.literal for token in section.tokens]
    return Shown("".join(pieces).strip(), exact=section.known, short=short)


def _choose(value: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    """The section for a number, and whether it stands with its sign there."""
    for section in sections:
        if section.condition is not None and section.condition.holds(value):
            return section, not section.condition.below_zero
    if any(section.condition is not None for section in sections):
        free = [section for section in sections if section.condition is None]
        return (free[-1] if free else sections[-1]), True
    if len(sections) > 2 and value == 0:
        return sections[2], False
    if len(sections) > 1 and value < 0:
        return sections[1], False
    return sections[0], True


def _literals(tokens: Sequence[Token]) -> str:
    return "".join(token.literal for token in tokens)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _significant(value: Decimal) -> int:
    return len(re.sub(r"0+\Z", "", "".join(map(str, value.as_tuple().digits)).lstrip("0")))


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    return sections_of(code)
