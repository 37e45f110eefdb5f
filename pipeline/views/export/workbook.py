"""The workbook: a sheet for each table, in Chinese, with its doubts in sight, ready for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.messages import message, names, render
from pipeline.schema import TABLES, Column, TableSchema, published_tables
from pipeline.views.export import guide
from pipeline.views.export.book import (
    Book,
    Cell,
    letter,
    put_headings,
    put_row,
    set_height,
    set_widths,
)
from pipeline.views.export.headings import headings
from pipeline.views.export.paper import print_first_page, set_page
from pipeline.views.export.sheets import FOR_SCREEN, Sheet, cell_of, first_sheet, sheet_of

Row = Mapping[str, Any]
Rows = Sequence[Row]

_NOTICE_HEADS = ("项目", "内容")
_NOTICE_WIDTHS = (16.0, 130.0)


def workbook(rows: Mapping[str, Rows], own: TableSchema | None = None) -> bytes:
    """The file: indicators first, then how to read them, then every other table.

    ``own`` declares the form's own columns, where it has any.
    """
    book = Book()
    title = _title(rows["notice"])
    for table in published_tables(own):
        if table.name == "indicators":
            _write(book, first_sheet(rows, own), title)
            _write_guide(book, title)
        elif table.name == "notice":
            _write_notice(book, rows["notice"], title)
        elif table.name == "agencies" and not _has_own_offices(rows):
            continue  # the sheet of lead units says the same
        else:
            _write(book, sheet_of(table, rows[table.name]), title)
    return book.as_bytes()


def _has_own_offices(rows: Mapping[str, Rows]) -> bool:
    """Whether columns of the form's own name offices too."""
    return any(row["column"] != "lead_units" for row in rows["agencies"])


def _write(
    book: Book,
    content: Sheet,
    title: str,
) -> None:
    """Writes a table's sheet and sets it up for the screen and for paper."""
    sheet = book.add_sheet(names.TABLES[content.name])
    widths = content.widths()
    _write_table(sheet, content, widths)
    _set_screen(sheet, content)
    on_paper = content.seen_widths(widths)
    set_page(sheet, on_paper, title, content.first)
    if content.is_for_screen:
        note = message("workbook.first-page-only", rows=len(content.lines))
        print_first_page(sheet, on_paper, render(note, "zh"), content.first)


def _write_table(
    sheet: Any,
    content: Sheet,
    widths: Sequence[float],
) -> None:
    set_widths(sheet, widths)
    in_sight = content.seen(widths)
    heads = [Cell(text) for text in content.headings]
    put_headings(sheet, content.headings)
    set_height(sheet, 1, content.seen(heads), in_sight, more=1)  # for the buttons of the filters
    for number, line in enumerate(content.lines, 2):
        put_row(sheet, number, line)
        set_height(sheet, number, content.seen(line), in_sight)


def _set_screen(sheet: Any, content: Sheet) -> None:
    """Hides columns, keeps headings and serials in sight, adds filters."""
    for place in content.hidden:
        name = letter(place + 1)
        sheet.column_dimensions[name].hidden = True
    first_scrolled = letter(content.frozen + 1)
    sheet.freeze_panes = f"{first_scrolled}2"
    sheet.auto_filter.ref = sheet.dimensions


def _title(notice: Rows) -> str:
    """What stands above every page: the notice's title, or its identity."""
    if not notice:
        return ""
    return str(notice[0]["title"] or notice[0]["notice_id"])


def _write_guide(book: Book, title: str) -> None:
    sheet = book.add_sheet(guide.TITLE)
    for_screen = [names.TABLES[name] for name in FOR_SCREEN]
    _write_lines(sheet, guide.headings(), list(guide.lines(for_screen)), guide.WIDTHS)
    set_page(sheet, guide.WIDTHS, title)


def _write_notice(
    book: Book,
    rows: Rows,
    title: str,
) -> None:
    """The notice itself, a line for each thing that is known of it and each paragraph."""
    sheet = book.add_sheet(names.TABLES["notice"])
    table = TABLES["notice"]
    lines: list[tuple[Cell, Cell]] = []
    for row in rows:
        for heading, column in zip(headings(table), table.columns, strict=True):
            lines += _notice_lines(heading, row, column)
    _write_lines(sheet, _NOTICE_HEADS, lines, _NOTICE_WIDTHS)
    set_page(sheet, _NOTICE_WIDTHS, title)


def _notice_lines(
    heading: str,
    row: Row,
    column: Column,
) -> Iterator[tuple[Cell, Cell]]:
    if column.name != "body":
        yield Cell(heading, is_bold=True), cell_of(row, column)
        return
    paragraphs = [text for text in (row["body"] or "").split("\n") if text.strip()]
    for place, paragraph in enumerate(paragraphs or [None]):
        yield Cell(None if place else heading, is_bold=True), Cell(paragraph)


def _write_lines(
    sheet: Any,
    heads: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    widths: Sequence[float],
) -> None:
    put_headings(sheet, heads)
    set_widths(sheet, widths)
    for number, line in enumerate(lines, 2):
        put_row(sheet, number, line)
        set_height(sheet, number, line, widths)
    sheet.freeze_panes = "A2"
