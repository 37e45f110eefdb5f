"""A workbook's sheets → page tables, the lines around them, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import LimitExceeded
from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Line, PageTable, Severity
from pipeline.read.places import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipeline.read.sheet.blocks import Block, blocks_of
from pipeline.read.sheet.cells import MOST_ROWS, name_of
from pipeline.read.sheet.view import Seen, View, view
from pipeline.read.sheet.workbook import Sheet, Workbook

ENGINE = "xlsx"
MAX_CHARACTERS = 20_000_000
# Findings of one kind on a sheet that are told one by one; the rest are one more.
MOST_FINDINGS = 50


@dataclass(slots=True)
class Gathered:
    """What was read of the sheets so far."""

    tables: list[PageTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    positions: int = 0
    characters: int = 0


def gather(book: Workbook, where: str) -> Gathered:
    """Every table and line that the workbook's sheets display, in order.

    Raises:
        LimitExceeded: a table has more cells, or a sheet more text, than is allowed.
    """
    found = Gathered()
    for name in book.others:
        found.findings.append(
            Finding("info", "sheet-left-out", message("sheets.no-grid", sheet=name))
        )
    for sheet in book.sheets:
        if not sheet.shown:
            found.findings += _hidden_sheet(sheet)
            continue
        seen = view(sheet.grid, book.styles, book.from_1904, where, MAX_CELLS)
        found.characters += sum(len(cell.text) for cell in seen.cells)
        if found.characters > MAX_CHARACTERS:
            raise LimitExceeded("sheets.too-much-text", where=where, most=MAX_CHARACTERS)
        found.findings += _of_view(sheet, seen)
        for block in blocks_of(seen.cells):
            _add(found, sheet, block, where)
    return found


def _add(found: Gathered, sheet: Sheet, block: Block, where: str) -> None:
    if not block.table:
        found.lines += _lines(block.cells, sheet, len(found.tables))
        found.findings += _of_cells(block.cells, sheet, None)
        return
    _count(found, sheet, block, where)
    found.findings += _of_cells(block.cells, sheet, block)
    found.tables.append(_table(block, sheet))
    for cell in block.beside:
        said = message("sheets.text-beside", place=_place(sheet, cell.name), text=cell.text)
        found.findings.append(Finding("warning", "text-beside-table", said, page=sheet.number))
    found.lines += _lines(block.beside, sheet, len(found.tables))


def _count(found: Gathered, sheet: Sheet, block: Block, where: str) -> None:
    rows, columns = block.area.bottom - block.area.top + 1, block.area.right - block.area.left + 1
    if rows > MAX_ROWS:
        raise LimitExceeded("sheets.table-too-long", where=where, sheet=sheet.name, most=MAX_ROWS)
    if columns > MAX_COLUMNS:
        most = MAX_COLUMNS
        raise LimitExceeded("sheets.table-too-wide", where=where, sheet=sheet.name, most=most)
    found.positions += rows * columns
    if found.positions > MAX_CELLS:
        raise LimitExceeded("sheets.table-too-large", where=where, sheet=sheet.name, most=MAX_CELLS)


def _table(block: Block, sheet: Sheet) -> PageTable:
    """The block as a grid; positions where the sheet holds nothing are blank cells too."""
    n_rows, n_cols = block.area.bottom - block.area.top + 1, block.area.right - block.area.left + 1
    cells = [_cell(cell, block, sheet) for cell in block.cells]
    taken = {at for cell in cells for at in cell.positions()}
    names = _Names(block, sheet)
    cells += [
        Cell(row, col, page=sheet.number, engines=(ENGINE,), place=names.of(row, col))
        for row in range(n_rows)
        for col in range(n_cols)
        if (row, col) not in taken
    ]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
    return PageTable(sheet.number, n_rows, n_cols, tuple(ordered))


def _cell(cell: Seen, block: Block, sheet: Sheet) -> Cell:
    area = cell.area
    return Cell(
        area.top - block.area.top,
        area.left - block.area.left,
        cell.text,
        rowspan=area.bottom - area.top + 1,
        colspan=area.right - area.left + 1,
        page=sheet.number,
        engines=(ENGINE,),
        place=_place(sheet, cell.name),
    )


class _Names:
    """The spreadsheet's names of positions in a table."""

    def __init__(self, block: Block, sheet: Sheet) -> None:
        self._sheet = sheet
        grid = sheet.grid
        self._rows = _shown(block.area.top, block.area.bottom, grid.hidden_rows)
        self._columns = _shown(block.area.left, block.area.right, grid.hidden_columns)

    def of(self, row: int, col: int) -> str:
        return _place(self._sheet, name_of(self._rows[row], self._columns[col]))


def _shown(first: int, last: int, hidden: frozenset[int]) -> list[int]:
    """The sheet's own numbers of the rows or columns that are displayed as first to last."""
    before = 0
    numbers: list[int] = []
    for number in range(MOST_ROWS):
        if number in hidden:
            continue
        if before >= first:
            numbers.append(number)
        before += 1
        if before > last:
            break
    return numbers


def _place(sheet: Sheet, name: str) -> str:
    return f"{sheet.name}!{name}"


def _lines(cells: Sequence[Seen], sheet: Sheet, before: int) -> Iterator[Line]:
    for cell in cells:
        for text in cell.text.split("\n"):
            if text.strip():
                yield Line(text.strip(), page=sheet.number, before_table=before)


# --- what is to be said -------------------------------------------------------------------------


def _hidden_sheet(sheet: Sheet) -> Iterator[Finding]:
    if any(stored.value for stored in sheet.grid.cells.values()):
        said = message("sheets.hidden-sheet", sheet=sheet.name)
        yield Finding("info", "sheet-left-out", said, page=sheet.number)


def _of_view(sheet: Sheet, seen: View) -> Iterator[Finding]:
    """What of the sheet is not displayed, and so not read."""
    said: list[Message] = []
    if seen.hidden_rows:
        rows = [row + 1 for row, _ in seen.hidden_rows]
        quote = seen.hidden_rows[0][1]
        said.append(message("sheets.hidden-rows", sheet=sheet.name, rows=rows, text=quote))
    if seen.hidden_columns:
        columns = [name_of(0, col)[:-1] for col, _ in seen.hidden_columns]
        quote = seen.hidden_columns[0][1]
        said.append(message("sheets.hidden-columns", sheet=sheet.name, columns=columns, text=quote))
    for name, text in seen.covered[:MOST_FINDINGS]:
        said.append(message("sheets.covered", place=_place(sheet, name), text=text))
    for name in seen.overlapping[:MOST_FINDINGS]:
        said.append(message("sheets.overlapping", place=_place(sheet, name)))
    for one in said:
        yield Finding("warning", "not-displayed", one, page=sheet.number)


def _of_cells(cells: Sequence[Seen], sheet: Sheet, block: Block | None) -> Iterator[Finding]:
    """Doubts about single cells; how many are formulas, once for a table."""
    told = 0
    for cell in cells:
        for severity, inner in _doubts(cell):
            told += 1
            if told <= MOST_FINDINGS:
                yield _at(cell, sheet, block, severity, inner)
    if told > MOST_FINDINGS:
        said = message("sheets.more", sheet=sheet.name, count=told - MOST_FINDINGS)
        yield Finding("warning", "sheet-cell", said, page=sheet.number)
    formulas = [cell.name for cell in cells if cell.what.formula]
    if formulas:
        said = message("sheets.formulas", sheet=sheet.name, count=len(formulas), first=formulas[0])
        yield Finding("info", "formula", said, page=sheet.number)


def _doubts(cell: Seen) -> Iterator[tuple[Severity, Message]]:
    if cell.what.warning is not None:
        yield "warning", cell.what.warning
    if cell.what.note is not None:
        yield "info", cell.what.note


def _at(
    cell: Seen, sheet: Sheet, block: Block | None, severity: Severity, inner: Message
) -> Finding:
    said = message("sheets.at", place=_place(sheet, cell.name), what=inner)
    row = cell.area.top - block.area.top if block else None
    col = cell.area.left - block.area.left if block else None
    return Finding(severity, "sheet-cell", said, page=sheet.number, row=row, col=col)
