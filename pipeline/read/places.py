"""What readers of documents without pages have in common: bounds, and the text of a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.model import Cell
from pipeline.read.quote import shortened

MAX_CELLS = 500_000  # of a document, as of a transcription
MAX_COLUMNS = 1_000
MAX_ROWS = 30_000  # rows and columns are published in 16 bits
MAX_AREA = 1_000_000  # grid positions of a document's tables, merged ones included
_QUOTE = 60  # characters of a quote


def tidy(text: str) -> str:
    """A cell's lines without blank ones and the white space around each, as a page shows them."""
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def short(text: str) -> str:
    """A quote that fits on a line."""
    on_a_line = " ".join(text.split())
    return shortened(on_a_line, _QUOTE)


class Spanned(Protocol):
    """What a reader has placed on a table's grid."""

    row: int
    col: int
    rowspan: int
    colspan: int


def blank_cell(placed: Spanned, table: int, engine: str) -> Cell:
    """The cell of one place of the table with that number in its document, without its text."""
    return Cell(
        row=placed.row,
        col=placed.col,
        rowspan=placed.rowspan,
        colspan=placed.colspan,
        page=table,
        engines=(engine,),
        place=f"table {table}",
    )


def without_phantoms(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], int, int]:
    """The cells without rows and columns that no cell begins in, and how many are left of each.

    Programs that export tables keep grid lines that nothing drawn lies on: cells that span two
    columns in every row span one on the page.
    """
    rows = sorted({cell.row for cell in cells})
    cols = sorted({cell.col for cell in cells})
    kept = tuple(_moved(cell, rows, cols) for cell in cells)
    return kept, len(rows), len(cols)


def _moved(
    cell: Cell,
    rows: Sequence[int],
    cols: Sequence[int],
) -> Cell:
    """The cell in a grid of these rows and columns only."""
    row = _last_upto(cell.row, rows)
    col = _last_upto(cell.col, cols)
    last_row = _last_upto(cell.row + cell.rowspan - 1, rows)
    last_col = _last_upto(cell.col + cell.colspan - 1, cols)
    return replace(
        cell,
        row=row,
        col=col,
        rowspan=last_row - row + 1,
        colspan=last_col - col + 1,
    )


def _last_upto(number: int, kept: Sequence[int]) -> int:
    """The place of the last row or column kept that is not behind this one."""
    return bisect_right(kept, number) - 1
