"""What is to be said of a sheet: what is not displayed, and doubts about single cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.read.sheet.area import column_name
from pipeline.read.sheet.block import Block
from pipeline.read.sheet.view import Seen, View
from pipeline.read.sheet.workbook import Sheet

# Findings of one kind on a sheet that are told one by one; the rest are one more.
MOST_FINDINGS = 50
# What is doubted of cells in documents of every kind goes by the same name here.
_CHECKS = {
    "editions.picture": "picture-in-cell",
    "sheets.struck": "struck-text",
    "sheets.raised": "raised-digits",
}


def of_view(view: View, sheet: Sheet) -> Iterator[Finding]:
    """What of the sheet is not displayed, and so not read."""
    said = list(_hidden(view, sheet))
    said += _merged_over(view, sheet)
    for one in said:
        yield Finding("warning", "not-displayed", one, page=sheet.number)


def _hidden(view: View, sheet: Sheet) -> Iterator[Message]:
    """Rows and columns that hold a text and are hidden."""
    name = sheet.name
    if view.hidden_rows:
        rows = [row + 1 for row, _ in view.hidden_rows]
        _, text = view.hidden_rows[0]
        yield message("sheets.hidden-rows", sheet=name, rows=rows, text=text)
    if view.hidden_columns:
        columns = [column_name(col) for col, _ in view.hidden_columns]
        _, text = view.hidden_columns[0]
        yield message("sheets.hidden-columns", sheet=name, columns=columns, text=text)


def _merged_over(view: View, sheet: Sheet) -> Iterator[Message]:
    """Texts under a merged area, and areas that another one cuts."""
    for name, text in view.covered[:MOST_FINDINGS]:
        place = sheet.place(name)
        yield message("sheets.covered", place=place, text=text)
    for name in view.overlapping[:MOST_FINDINGS]:
        place = sheet.place(name)
        yield message("sheets.overlapping", place=place)


def of_texts_beside(table: Block, sheet: Sheet) -> Iterator[Finding]:
    """Texts within a table's rows that are in none of its columns."""
    for cell in table.beside:
        place = sheet.place(cell.name)
        said = message("sheets.text-beside", place=place, text=cell.text)
        yield Finding("warning", "text-beside-table", said, page=sheet.number)


def of_cells(cells: Sequence[Seen], sheet: Sheet, table: Block | None) -> Iterator[Finding]:
    """Doubts about single cells; how many are formulas, once for a table.

    ``table`` is None for texts that are in none.
    """
    told = 0
    for cell in cells:
        for severity, doubt in _doubts(cell):
            told += 1
            if told <= MOST_FINDINGS:
                yield _at(cell, sheet, table, severity, doubt)
    untold = told - MOST_FINDINGS
    if untold > 0:
        said = message("sheets.more", sheet=sheet.name, count=untold)
        yield Finding("warning", "sheet-cell", said, page=sheet.number)
    yield from _formulas(cells, sheet)


def _formulas(cells: Sequence[Seen], sheet: Sheet) -> Iterator[Finding]:
    names = [cell.name for cell in cells if cell.what.formula]
    if not names:
        return
    said = message(
        "sheets.formulas",
        sheet=sheet.name,
        count=len(names),
        first=names[0],
    )
    yield Finding("info", "formula", said, page=sheet.number)


def _doubts(cell: Seen) -> Iterator[tuple[Severity, Message]]:
    what = cell.what
    if what.warning is not None:
        yield "warning", what.warning
    if what.note is not None:
        yield "info", what.note


def _at(
    cell: Seen,
    sheet: Sheet,
    table: Block | None,
    severity: Severity,
    doubt: Message,
) -> Finding:
    place = sheet.place(cell.name)
    said = message("sheets.at", place=place, what=doubt)
    check = _CHECKS.get(doubt.code, "sheet-cell")
    if table is None:
        return Finding(severity, check, said, page=sheet.number)
    return Finding(
        severity,
        check,
        said,
        page=sheet.number,
        row=cell.area.top - table.area.top,
        col=cell.area.left - table.area.left,
    )
