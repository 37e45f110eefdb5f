"""Writes the published tables as an Excel workbook and CSV, as offices open them, and as SQLite.

Excel reads a text that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, some programs also
after blanks or in full width. In the workbook such a text is a text by its type; in CSV, which has
no types, it gets an apostrophe in front, which spreadsheets take for "this is text". Within a text
the same holds after a semicolon, a tab and a line end: a program that takes one of them for what
parts the cells does not see the quotes around the whole.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.messages import names, render
from pipeline.publication.commit import writing
from pipeline.schema import EXTRAS, TABLES, TableSchema, declared_by, published_tables
from pipeline.views import calibration
from pipeline.views.said import said
from pipeline.views.sqlite import as_sqlite

if TYPE_CHECKING:
    import pyarrow as pa
    from openpyxl import Workbook

FOLDER = "export"
WORKBOOK = "{notice_id}.xlsx"
DATABASE = "{notice_id}.sqlite"
# Characters: a file's name holds 255 bytes, four a character.
LONGEST_NAME = 60
# What Excel holds in one cell.
LONGEST = 32_767
CUT = "…（全文见CSV）"
WIDEST = 42
# A longer text is not wrapped: its row would fill the screen.
WRAPPED = 400
LINE = 18.0  # points: Chinese characters are taller than the letters that 15 are meant for
MOST_LINES = 22  # of what Excel gives a row
A4 = 9
# JSON for programs: there, but out of sight.
HIDDEN = ("reasons", "parameters")

# Status of a value → the colour of its cell on the sheet of indicators.
COLOURS = {
    "repaired": "D6E9F5",
    "derived": "E8E2F4",
    "ambiguous": "FFD98A",
    "corrected": "C9EBD3",
    "shared": "ECEFF1",
}

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What stands before the mark is what a program may skip: blanks, controls, characters without
# width.
_SKIPPED = r"[\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(rf"{_SKIPPED}[=+\-@＝＋－＠﹢﹣﹦﹫](?!\s*\Z)|[\t\r\n](?!\Z)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
# What programs are told, or guess, that parts the cells of a file, beside the comma.
_SEPARATOR = re.compile(r"([;\t\r\n])")
# A character by its number, as workbooks write what XML forbids (ECMA-376, 22.4.2.4).
_NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Rows = Sequence[Mapping[str, Any]]


def export(tables: Mapping[str, pa.Table], out: Path) -> list[Path]:
    """Writes workbook, database and a CSV file for each table into ``out``; the files' paths.

    Raises:
        PublishError: ``out`` cannot be written.
    """
    rows = {name: table.to_pylist() for name, table in tables.items()}
    own = declared_by(EXTRAS, tables[EXTRAS].schema) if EXTRAS in tables else None
    name = _file_stem(rows["notice"])
    files = {
        WORKBOOK.format(notice_id=name): workbook(rows, own),
        DATABASE.format(notice_id=name): as_sqlite(rows, own),
    }
    for table in published_tables(own):
        files[f"{table.name}.csv"] = as_csv(table, rows[table.name])
    _write(files, out)
    return [out / name for name in files]


def _file_stem(notice: Rows) -> str:
    """A file's stem on any system, made of the notice's identity."""
    notice_id = "notice"
    if notice:
        notice_id = str(notice[0]["notice_id"])
    plain = re.sub(r"[^\w.-]", "_", notice_id)
    return plain[:LONGEST_NAME]


def _write(files: Mapping[str, bytes], out: Path) -> None:
    with writing(out, "--to") as workspace:
        for name, data in files.items():
            (workspace / name).write_bytes(data)
        for name in files:
            os.replace(workspace / name, out / name)


def as_csv(table: TableSchema, rows: Rows) -> bytes:
    """UTF-8 with the mark that tells Excel so, headings in Chinese.

    Lines ended as RFC 4180 has them.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(headings(table))
    for row in rows:
        writer.writerow([_csv_value(row[name]) for name in table.names])
    return sink.getvalue().encode("utf-8-sig")


def headings(table: TableSchema) -> list[str]:
    """The columns' Chinese names."""
    found: list[str] = []
    for column in table.columns:
        heading = names.COLUMNS.get(column.name) or column.description.partition(": ")[0]
        # What follows a value of the form's own has its heading too: it is told by its name.
        found.append(f"{heading} ({column.name})" if heading in found else heading)
    return found


def _csv_value(value: Any) -> Any:
    if isinstance(value, str):
        return _unarmed(value)
    if isinstance(value, float):
        return repr(_plain(value))
    return _plain(value)


def _plain(value: Any) -> Any:
    """Flags as words, whole numbers without a point."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _unarmed(text: str) -> str:
    """The text with an apostrophe before each part of it that a spreadsheet would compute."""
    parts: list[str] = []
    for part in _SEPARATOR.split(text):
        # At its beginning all of the text counts, later what another program takes for a cell.
        cell = part.replace('"', "") if parts else text
        parts.append(f"'{part}" if is_formula(cell) else part)
    return "".join(parts)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the text.

    A lone mark like "-" and a signed number it would not.
    """
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def workbook(rows: Mapping[str, Rows], own: TableSchema | None = None) -> bytes:
    """One sheet per table.

    Chinese headings, frozen heading and key, filters, marks as colours, a legend; ``own`` declares
    the form's own columns, where it has any.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in published_tables(own):
        _write_sheet(book, table, rows[table.name])
    _colour(book, rows["indicators"], rows["provenance"])
    _write_legend(book)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _write_sheet(
    book: Workbook,
    table: TableSchema,
    rows: Rows,
) -> None:
    sheet = book.create_sheet(names.TABLES[table.name])
    lines = [headings(table)]
    for row in rows:
        lines.append([in_chinese(row, name) for name in table.names])
    for number, line in enumerate(lines, 1):
        _put(sheet, number, line)
    for number, column in enumerate(zip(*lines, strict=True), 1):
        texts = [str(value) for value in column if value is not None]
        _set_width(sheet, number, texts)
    _style_heading(sheet)
    _set_page(sheet)
    sheet.freeze_panes = _first_scrolled(table)
    sheet.auto_filter.ref = sheet.dimensions
    for number, name in enumerate(table.names, 1):
        column = sheet.column_dimensions[_letter(number)]
        column.hidden = name in HIDDEN


def _set_width(
    sheet: Any,
    number: int,
    texts: Sequence[str],
) -> None:
    """A column's width; its texts are wrapped where they are wider, but for very long ones."""
    characters = width(texts)
    sheet.column_dimensions[_letter(number)].width = characters
    longest = max(len(text) for text in texts)
    if characters == WIDEST and longest <= WRAPPED:
        _wrap(sheet, number)


def _colour(
    book: Workbook,
    indicators: Rows,
    provenance: Rows,
) -> None:
    """Marks each value on the sheet of indicators by its status."""
    sheet = book[names.TABLES["indicators"]]
    columns = TABLES["indicators"].names
    places = {name: place for place, name in enumerate(columns, 1)}
    lines = {row["seq"]: line for line, row in enumerate(indicators, 2)}
    fills = _fills()
    for source in provenance:
        line = lines.get(source["seq"])
        place = places.get(source["column"])
        fill = fills.get(source["status"])
        if line and place and fill:
            sheet.cell(line, place).fill = fill


def in_chinese(row: Mapping[str, Any], column: str) -> Any:
    """A row's value: codes and sentences in Chinese.

    What the notice says, and what is not in the catalogue, as it is.
    """
    value = row[column]
    if not isinstance(value, str):
        return value
    if column in ("reason", "message"):
        return said(row, "zh")
    return names.named(column, value, "zh") if column in names.VALUES else value


def _set_page(sheet: Any) -> None:
    """On paper: A4 across, as wide as the sheet, the heading on every page, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "&A  &P/&N"


def _wrap(sheet: Any, number: int) -> None:
    """The column's texts over several lines.

    The rows' heights are said, since not every program finds them.
    """
    for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
        cell.alignment = _aligned("general", wrapped=True)
        row = sheet.row_dimensions[cell.row]
        lines = min(_lines_needed(str(cell.value or "")), MOST_LINES)
        row.height = max(row.height or LINE, lines * LINE)


def _lines_needed(text: str) -> int:
    """How many lines a text takes in a column of the widest width."""
    needed = 0
    for wide in _line_widths(text, WRAPPED):
        needed += max(1, math.ceil(wide / (WIDEST - 1)))
    return needed


def _put(
    sheet: Any,
    number: int,
    values: Iterable[Any],
) -> None:
    """Writes the values of one row, each in its type."""
    for place, value in enumerate(values, 1):
        cell = sheet.cell(number, place)
        # At its right edge a number would touch the text of the next column.
        cell.alignment = _aligned("general" if isinstance(value, str) else "center")
        if isinstance(value, str):
            _put_text(cell, value)
        else:
            cell.value = _plain(value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def _put_text(cell: Any, value: str) -> None:
    """Text that stays text whatever it begins with, also when somebody edits the cell."""
    text = _FORBIDDEN.sub("\ufffd", value)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    cell.value = _NUMBERED.sub("_x005F_", text)
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)


@cache
def _aligned(horizontal: str, wrapped: bool = False) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrapped)


def _first_scrolled(table: TableSchema) -> str:
    """The first cell that scrolls.

    Below the heading, right of the serial number where there is one.
    """
    key = 1
    if "seq" in table.names[:2]:
        key = table.names.index("seq") + 1
    return f"{_letter(key + 1)}2"


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _style_heading(sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE3E6")


def _fills() -> dict[str, Any]:
    from openpyxl.styles import PatternFill

    fills = {}
    for status, colour in COLOURS.items():
        fills[status] = PatternFill("solid", fgColor=colour)
    return fills


def _write_legend(book: Workbook) -> None:
    sheet = book.create_sheet("说明")
    _put(sheet, 1, ["颜色", "含义", "可靠程度"])
    _style_heading(sheet)
    number = 1
    for status, fill in _fills().items():
        number += 1
        _put(sheet, number, ["", names.STATUS[status], _reliability(status)])
        sheet.cell(number, 1).fill = fill
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = WIDEST


def _reliability(status: str) -> str:
    """How often values of the status were right on invented notices; blank where not measured."""
    share = calibration.share(status)
    return "" if share is None else render(share.said(), "zh")


def width(texts: Sequence[str]) -> float:
    """A column's width in characters.

    The longest text's, a Chinese character counting double, within bounds.
    """
    widths = [wide for text in texts for wide in _line_widths(text)]
    fitting = max(widths) + 2
    return float(min(WIDEST, max(6, fitting)))


def _line_widths(text: str, of: int = WIDEST) -> Iterator[int]:
    """The widths of the lines, each told by its first ``of`` characters."""
    for line in text.split("\n"):
        beginning = line[:of]
        chinese = sum(ord(character) > 0x2E7F for character in beginning)
        yield len(beginning) + chinese
