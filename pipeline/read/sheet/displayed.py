"""A cell as it is stored → the text that is displayed, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Context, Decimal, InvalidOperation

from pipeline.messages import Message, message
from pipeline.read.sheet.cells import Stored
from pipeline.read.sheet.number_format import Shown, show_number, show_text
from pipeline.read.sheet.styles import Style

# A spreadsheet computes with fifteen digits; what a file has beyond them is no digit of the value.
_DIGITS = Context(prec=15)
_LARGEST_EXPONENT = 308
_FIRST_DAY = date(1899, 12, 30)
_DAY_SECONDS = 86_400


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
    if stored.value is None:
        if not stored.formula:
            return NOTHING
        return Displayed("", warning=message("sheets.formula-without-value"), formula=True)
    if stored.kind == "e":
        error = message("sheets.error-value", value=stored.value)
        return Displayed(stored.value, warning=error, formula=stored.formula)
    if stored.kind == "b":
        word = "TRUE" if stored.value in ("1", "true") else "FALSE"
        return Displayed(word, formula=stored.formula)
    number = None if stored.kind == "s" else _number(stored, from_1904)
    if number is None:
        return _of_text(stored, style)
    return _of_number(number, stored, style, from_1904)


def _of_text(stored: Stored, style: Style) -> Displayed:
    value = stored.value or ""
    shown = show_text(value, style.format)
    text = _without_ends(shown.text)
    warning = None
    if value.strip() and not text:
        warning = message("sheets.not-displayed", value=value.strip())
    elif text and (stored.struck or style.struck):
        warning = message("sheets.struck", value=text)
    return Displayed(text, warning=warning, formula=stored.formula)


def _of_number(number: Decimal, stored: Stored, style: Style, from_1904: bool) -> Displayed:
    shown = show_number(number, style.format, from_1904)
    warning = _doubt(number, shown, style)
    note = None
    if shown.short:
        note = message("sheets.long-number", value=shown.text)
    return Displayed(shown.text, warning, note, stored.formula)


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


def _number(stored: Stored, from_1904: bool) -> Decimal | None:
    """The value as a number, None where it is none."""
    text = (stored.value or "").strip()
    if stored.kind == "d":
        return _serial(text, from_1904)
    if len(text) > 400:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
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
    seconds = Decimal(passed.seconds) + Decimal(passed.microseconds) / 1_000_000
    days = passed.days - (1_462 if from_1904 else 0)
    return _DIGITS.plus(days + seconds / _DAY_SECONDS)


def _without_ends(text: str) -> str:
    """The text without white space around it; its lines stay."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
