"""A cell as it is stored → the text that is displayed, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Context, Decimal, InvalidOperation

from pipeline.messages import Message, message
from pipeline.read.sheet.calendar_format import BETWEEN_EPOCHS, DAY_SECONDS
from pipeline.read.sheet.cells import Stored
from pipeline.read.sheet.number_format import Shown, show_number, show_text
from pipeline.read.sheet.styles import Style

# A spreadsheet computes with fifteen digits; what a file has beyond them is no digit of the value.
_DIGITS = Context(prec=15)
_LARGEST_EXPONENT = 308
_LONGEST = 400  # characters of a number
_FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Displayed:
    """The text of a cell, and what a person should know of it: a warning, or for information."""

    text: str
    warning: Message | None = None
    note: Message | None = None
    formula: bool = False


NOTHING = Displayed("")


def display(stored: Stored, style: Style, from_1904: bool) -> Displayed:
    """What a cell displays in its style."""
    value = stored.value
    if value is None:
        return _of_nothing(stored)
    if stored.kind == "e":
        error = message("sheets.error-value", value=value)
        return Displayed(value, warning=error, formula=stored.formula)
    if stored.kind == "b":
        word = "TRUE" if value in ("1", "true") else "FALSE"
        return Displayed(word, formula=stored.formula)
    if stored.kind == "s":
        return _of_text(value, stored, style)
    number = _number(value.strip(), stored.kind, from_1904)
    if number is None:
        return _of_text(value, stored, style)
    return _of_number(number, stored, style, from_1904)


def _of_nothing(stored: Stored) -> Displayed:
    if stored.picture:
        return Displayed("", warning=message("editions.picture"))
    if not stored.formula:
        return NOTHING
    missing = message("sheets.formula-without-value")
    return Displayed("", warning=missing, formula=True)


def _of_text(value: str, stored: Stored, style: Style) -> Displayed:
    shown = show_text(value, style.format)
    text = _without_ends(shown.text)
    hidden = value.strip()
    is_struck = stored.struck or style.struck
    warning = None
    if hidden and not text:
        warning = message("sheets.not-displayed", value=hidden)
    elif text and is_struck:
        warning = message("sheets.struck", value=text)
    elif text and stored.raised:
        warning = message("sheets.raised", value=text)
    return Displayed(text, warning=warning, formula=stored.formula)


def _of_number(number: Decimal, stored: Stored, style: Style, from_1904: bool) -> Displayed:
    shown = show_number(number, style.format, from_1904)
    note = None
    if shown.short:
        note = message("sheets.long-number", value=shown.text)
    return Displayed(
        shown.text,
        warning=_doubt(number, shown, style),
        note=note,
        formula=stored.formula,
    )


def _doubt(number: Decimal, shown: Shown, style: Style) -> Message | None:
    if style.format is None:
        return message("sheets.format-missing", shown=shown.text)
    if not shown.exact:
        return message("sheets.format-unknown", format=style.format, shown=shown.text)
    if not shown.text:
        return message("sheets.not-displayed", value=f"{number:f}")
    if style.struck:
        return message("sheets.struck", value=shown.text)
    return None


def _number(text: str, kind: str, from_1904: bool) -> Decimal | None:
    """The value as a number, None where it is none."""
    if kind == "d":
        return _serial(text, from_1904)
    if len(text) > _LONGEST:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    exponent = number.adjusted()
    if abs(exponent) > _LARGEST_EXPONENT:
        return None
    return _DIGITS.plus(number)


def _serial(text: str, from_1904: bool) -> Decimal | None:
    """A moment in ISO 8601 as the number that stands for it elsewhere."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    start = datetime.combine(_FIRST_DAY, time(), moment.tzinfo)
    passed = moment - start
    days = passed.days
    if from_1904:
        days -= BETWEEN_EPOCHS
    microseconds = Decimal(passed.microseconds)
    seconds = passed.seconds + microseconds / 1_000_000
    return _DIGITS.plus(days + seconds / DAY_SECONDS)


def _without_ends(text: str) -> str:
    """The text without white space around it; its lines stay."""
    lines = text.strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)
