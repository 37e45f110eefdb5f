"""Page tables → logical tables: repeated headers proved equal and dropped, rows of all pages in order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.model import Cell, Finding, Header, PageTable, Row, Slot, Table
from pipeline.text import fold

SAME_HEADING = 0.6  # two headings closer than this are one that drifted (measured: 0.84–0.96 on real notices)
SAME_ROW = 0.8  # share of headings that must be alike for a row to be a repeated header row
MAX_HEADER = 6


def stitch(tables: Sequence[PageTable]) -> tuple[Table, ...]:
    """Join page tables that carry one header into logical tables, in page order."""
    groups: list[list[PageTable]] = []
    for table in tables:
        if groups and repeated_rows(groups[-1][0], table):
            groups[-1].append(table)
        else:
            groups.append([table])
    return tuple(_join(group) for group in groups)


def repeated_rows(first: PageTable, other: PageTable) -> int:
    """How many leading rows of ``other`` repeat those of ``first``, heading by heading."""
    count = 0
    for row in range(min(first.n_rows, other.n_rows, MAX_HEADER)):
        if not _alike(_headings(first, row), _headings(other, row)):
            break
        count += 1
    return count


def _headings(table: PageTable, row: int) -> dict[int, str]:
    return {cell.col: fold(cell.text) for cell in table.cells if cell.row == row and cell.text.strip()}


def _alike(a: dict[int, str], b: dict[int, str]) -> bool:
    columns = a.keys() | b.keys()
    if not columns:
        return False
    if any(a.get(col) != b.get(col) and (a.get(col, "") + b.get(col, "")).isdecimal() for col in columns):
        return False  # a number that changes is data
    same = sum(_similar(a.get(col, ""), b.get(col, "")) for col in columns)
    return same / len(columns) >= SAME_ROW


def _similar(a: str, b: str) -> bool:
    if a == b:
        return True
    return bool(a and b) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= SAME_HEADING


def _join(group: Sequence[PageTable]) -> Table:
    first = group[0]
    count = min((repeated_rows(first, other) for other in group[1:]), default=0) or _own_header_rows(first)
    rows = tuple(row for sheet, table in enumerate(group, 1) for row in _body(table, count, sheet))
    return Table(
        pages=tuple(table.page for table in group),
        header_rows=count,
        headers=_headers(first, count),
        rows=rows,
        findings=tuple(_drifts(group, count)),
    )


def _own_header_rows(table: PageTable) -> int:
    """Header rows of a table on one page: a second row is header when it only fills gaps under spans of the first."""
    if table.n_rows < 3:
        return 1
    grid = table.grid()
    spanning = any(cell.row == 0 and cell.colspan > 1 for cell in table.cells)
    top = {c for c in range(table.n_cols) if _text_at(grid, 0, c)}
    below = {c for c in range(table.n_cols) if _text_at(grid, 1, c)}
    gaps = set(range(table.n_cols)) - top
    return 2 if spanning or (gaps & below and len(below) < table.n_cols - 2) else 1


def _text_at(grid: dict[tuple[int, int], Cell], row: int, col: int) -> str:
    cell = grid.get((row, col))
    return cell.text if cell is not None and (cell.row, cell.col) == (row, col) else ""


def _body(table: PageTable, header_rows: int, sheet: int) -> list[Row]:
    grid = table.grid()
    return [
        Row(tuple(_slot(grid, table, r, c) for c in range(table.n_cols)), table.page, r, sheet)
        for r in range(header_rows, table.n_rows)
    ]


def _slot(grid: dict[tuple[int, int], Cell], table: PageTable, row: int, col: int) -> Slot:
    cell = grid.get((row, col))
    if cell is None:
        return Slot(Cell(row, col, page=table.page))
    return Slot(cell, covered=(cell.row, cell.col) != (row, col))


def _headers(table: PageTable, count: int) -> tuple[Header, ...]:
    grid = table.grid()
    return tuple(Header(col, tuple(_above(grid, count, col))) for col in range(table.n_cols))


def _above(grid: dict[tuple[int, int], Cell], count: int, col: int) -> list[str]:
    """The headings over one column, outermost first; a blank one over a filled one is part of the span to its left."""
    texts: list[str] = []
    owners: list[Cell] = []
    for row in range(count):
        cell = grid.get((row, col))
        if cell is not None and not cell.text.strip() and any(_text_at(grid, r, col) for r in range(row + 1, count)):
            cell = next((grid[row, c] for c in range(col - 1, -1, -1) if _text_at(grid, row, c)), cell)
        if cell is not None and cell.text.strip() and cell not in owners:
            owners.append(cell)
            texts.append(cell.text)
    return texts


def _drifts(group: Sequence[PageTable], count: int) -> list[Finding]:
    """Headings whose wording is not the first page's."""
    first = group[0]
    found = []
    for table in group[1:]:
        for row in range(count):
            a, b = _headings(first, row), _headings(table, row)
            for col in sorted(b):
                if a.get(col) != b[col]:
                    message = f"heading on page {table.page} reads {b[col]!r}, on page {first.page} {a.get(col, '')!r}"
                    found.append(Finding("info", "header-drift", message, page=table.page, row=row, col=col))
    return found
