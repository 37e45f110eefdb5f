"""A workbook's sheets → page tables, the lines around them, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from pipeline.errors import LimitExceeded
from pipeline.messages import message
from pipeline.model import Cell, Finding, Line, PageTable
from pipeline.read.places import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipeline.read.sheet.area import MOST_ROWS, Area, Place, name_of
from pipeline.read.sheet.block import Block
from pipeline.read.sheet.blocks import blocks_of
from pipeline.read.sheet.doubts import of_cells, of_texts_beside, of_view
from pipeline.read.sheet.small import Small, of_small_parts, small_parts
from pipeline.read.sheet.view import Seen, view
from pipeline.read.sheet.workbook import Sheet, Workbook

ENGINE = "xlsx"
MAX_CHARACTERS = 20_000_000


@dataclass(slots=True)
class Gathered:
    """What was read of the sheets so far."""

    tables: list[PageTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    small: list[Small] = field(default_factory=list)
    positions: int = 0
    characters: int = 0


def gather(book: Workbook) -> Gathered:
    """Every table and line that the workbook's sheets display, in order.

    Raises:
        LimitExceeded: a table has more cells, or a sheet more text, than is allowed.
    """
    found = Gathered()
    for name in book.others:
        said = message("sheets.no-grid", sheet=name)
        found.findings.append(Finding("info", "sheet-left-out", said))
    for sheet in book.sheets:
        if sheet.shown:
            _add_sheet(found, sheet, book)
        else:
            found.findings += _hidden_sheet(sheet)
    if found.tables:
        found.findings += of_small_parts(found.small)
    return found


def _hidden_sheet(sheet: Sheet) -> Iterator[Finding]:
    cells = sheet.grid.cells.values()
    if not any(stored.value for stored in cells):
        return
    said = message("sheets.hidden-sheet", sheet=sheet.name)
    yield Finding("info", "sheet-left-out", said, page=sheet.number)


def _add_sheet(found: Gathered, sheet: Sheet, book: Workbook) -> None:
    seen = view(sheet, book, MAX_CELLS)
    lengths = [len(cell.text) for cell in seen.cells]
    found.characters += sum(lengths)
    if found.characters > MAX_CHARACTERS:
        raise LimitExceeded("sheets.too-much-text", where=book.name, most=MAX_CHARACTERS)
    found.findings += of_view(seen, sheet)
    blocks = blocks_of(seen.cells)
    found.small += small_parts(blocks, sheet)
    for block in blocks:
        if block.table:
            _add_table(found, block, sheet, book.name)
        else:
            _add_lines(found, block.cells, sheet)
            found.findings += of_cells(block.cells, sheet, None)


def _add_table(found: Gathered, block: Block, sheet: Sheet, where: str) -> None:
    _count(found, block.area, sheet, where)
    found.findings += of_cells(block.cells, sheet, block)
    found.tables.append(_table(block, sheet))
    found.findings += of_texts_beside(block, sheet)
    _add_lines(found, block.beside, sheet)


def _count(found: Gathered, area: Area, sheet: Sheet, where: str) -> None:
    """Counts a table's positions before they are made."""
    found.positions += area.height * area.width
    if area.height > MAX_ROWS:
        code, most = "sheets.table-too-long", MAX_ROWS
    elif area.width > MAX_COLUMNS:
        code, most = "sheets.table-too-wide", MAX_COLUMNS
    elif found.positions > MAX_CELLS:
        code, most = "sheets.table-too-large", MAX_CELLS
    else:
        return
    raise LimitExceeded(code, where=where, sheet=sheet.name, most=most)


def _add_lines(found: Gathered, cells: Iterable[Seen], sheet: Sheet) -> None:
    """Adds texts that are in no table, line by line."""
    before = len(found.tables)
    for cell in cells:
        for line in cell.text.split("\n"):
            text = line.strip()
            if not text:
                continue
            one = Line(text, page=sheet.number, before_table=before)
            found.lines.append(one)


# --- a block as a table -------------------------------------------------------------------------


def _table(block: Block, sheet: Sheet) -> PageTable:
    """The block as a grid; positions where the sheet holds nothing are blank cells too."""
    area = block.area
    cells: list[Cell] = []
    taken: set[Place] = set()
    for seen in block.cells:
        cell = _cell(seen, area, sheet)
        cells.append(cell)
        taken.update(cell.positions())
    cells += _blank_cells(area, sheet, taken)
    cells.sort(key=_by_place)
    return PageTable(
        page=sheet.number,
        n_rows=area.height,
        n_cols=area.width,
        cells=tuple(cells),
    )


def _by_place(cell: Cell) -> Place:
    return cell.row, cell.col


def _cell(seen: Seen, table: Area, sheet: Sheet) -> Cell:
    return Cell(
        row=seen.area.top - table.top,
        col=seen.area.left - table.left,
        text=seen.text,
        rowspan=seen.area.height,
        colspan=seen.area.width,
        page=sheet.number,
        engines=(ENGINE,),
        place=sheet.place(seen.name),
    )


def _blank_cells(table: Area, sheet: Sheet, taken: set[Place]) -> Iterator[Cell]:
    """The positions of a table that no cell takes, as blank ones."""
    grid = sheet.grid
    rows = _shown(grid.hidden_rows, table.top, table.height)
    columns = _shown(grid.hidden_columns, table.left, table.width)
    places = product(range(table.height), range(table.width))
    for row, col in places:
        if (row, col) in taken:
            continue
        name = name_of(rows[row], columns[col])
        yield Cell(
            row=row,
            col=col,
            page=sheet.number,
            engines=(ENGINE,),
            place=sheet.place(name),
        )


def _shown(hidden: frozenset[int], first: int, count: int) -> list[int]:
    """The sheet's own numbers of so many rows or columns, from the one displayed as first."""
    shown = (number for number in range(MOST_ROWS) if number not in hidden)
    wanted = islice(shown, first, first + count)
    return list(wanted)
