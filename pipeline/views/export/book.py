"""What the sheets of a workbook are written with: the one module of views that knows openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from pipeline.views.export.formulas import is_formula
from pipeline.views.export.headings import plain
from pipeline.views.export.widths import LINE, height_of, lines_of

# What Excel holds in one cell.
LONGEST = 32_767
CUT = "…（全文见CSV）"
AUTHOR = "notice-pipeline"
DATE = "yyyy-mm-dd"
_HEADING_FILL = "DDE3E6"
_MARK_COLOUR = "6B7680"
# A comment's window in points.
_NOTE_WIDTH = 330.0
_NOTE_LINE = 17.0
_NOTE_CHARACTERS = 46  # of a line, a Chinese one counting double

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A character by its number, as workbooks write what XML forbids (ECMA-376, 22.4.2.4).
_NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is put into a cell.

    Attributes:
        value: text, number, date, flag; None for nothing.
        fill: the colour behind it, as hexadecimal digits.
        is_mark: whether it is a sign that stands for no value and is set in grey.
        note: what its comment says.
        number_format: how a number is shown; None for as it is.
        is_bold: whether it is a heading within the sheet.
        is_wrapped: whether a longer text goes on in the next line.
    """

    value: Any = None
    fill: str | None = None
    is_mark: bool = False
    note: str | None = None
    number_format: str | None = None
    is_bold: bool = False
    is_wrapped: bool = field(default=True, kw_only=True)


class Book:
    """A workbook as it is written."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.active)

    def add_sheet(self, title: str) -> Any:
        """A new sheet behind the others."""
        return self._book.create_sheet(title)

    def as_bytes(self) -> bytes:
        """The file."""
        sink = io.BytesIO()
        self._book.save(sink)
        return sink.getvalue()


def put_row(
    sheet: Any,
    number: int,
    cells: Iterable[Cell],
) -> None:
    """Writes the cells of one row, each in its type."""
    for place, content in enumerate(cells, 1):
        _put(sheet.cell(number, place), content)


def put_headings(sheet: Any, texts: Iterable[str]) -> None:
    """Writes the first row, as what heads the columns."""
    for place, text in enumerate(texts, 1):
        cell = sheet.cell(1, place)
        _put_text(cell, text)
        cell.font = _font(True)
        cell.fill = _fill(_HEADING_FILL)
        cell.alignment = _aligned("center", True, "top")


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Gives the sheet's columns their widths."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[letter(number)].width = width


def set_height(
    sheet: Any,
    number: int,
    cells: Iterable[Cell],
    widths: Sequence[float],
    more: int = 0,
) -> None:
    """Gives a row its height: said, since not every program finds it by itself.

    ``more`` lines stay blank below the text.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell.value, str) and cell.is_wrapped:
            lines = max(lines, lines_of(cell.value, width))
    sheet.row_dimensions[number].height = height_of(lines + more)


def height(sheet: Any, number: int) -> float:
    """The height of a row, in points."""
    return sheet.row_dimensions[number].height or LINE


def letter(number: int) -> str:
    """The name of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _put(cell: Any, content: Cell) -> None:
    value = content.value
    is_text = isinstance(value, str)
    # At its right edge a number would touch the text of the next column.
    is_sign = content.is_mark or content.note
    horizontal = "general" if is_text and not is_sign else "center"
    cell.alignment = _aligned(horizontal, is_text and content.is_wrapped)
    if is_text:
        _put_text(cell, value)
    else:
        cell.value = plain(value)
    if content.number_format:
        cell.number_format = content.number_format
    elif isinstance(value, date):
        cell.number_format = DATE
    if content.fill:
        cell.fill = _fill(content.fill)
    if content.is_mark:
        cell.font = _font(False, _MARK_COLOUR)
    if content.is_bold:
        cell.font = _font(True)
    if content.note:
        cell.comment = _comment(content.note)


def _put_text(cell: Any, value: str) -> None:
    """Text that stays text whatever it begins with, also when somebody edits the cell."""
    text = _FORBIDDEN.sub("\ufffd", value)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    cell.value = _NUMBERED.sub("_x005F_", text)
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)


def _comment(text: str) -> Any:
    from openpyxl.comments import Comment

    printable = _FORBIDDEN.sub("\ufffd", text)
    lines = lines_of(printable, _NOTE_CHARACTERS)
    height = _NOTE_LINE * (lines + 1)
    return Comment(printable, AUTHOR, height=height, width=_NOTE_WIDTH)


@cache
def _aligned(
    horizontal: str,
    wrapped: bool,
    vertical: str = "center",
) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrapped)


@cache
def _font(bold: bool, colour: str | None = None) -> Any:
    from openpyxl.styles import Font

    return Font(name="Calibri", size=11, bold=bold, color=colour)


@cache
def _fill(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)
