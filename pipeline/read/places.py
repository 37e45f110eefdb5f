"""What readers of documents without pages have in common: bounds, and the text of a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cell

MAX_CELLS = 500_000  # of a document, as of a transcription
MAX_COLUMNS = 1_000
MAX_ROWS = 30_000  # rows and columns are published in 16 bits
MAX_AREA = 1_000_000  # grid positions of a document's tables, merged ones included
_QUOTE = 60  # characters of a quote


def tidy(text: str) -> str:
    """A cell's lines without blank ones and the white space around each, as a page shows them."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def short(text: str) -> str:
    """A quote that fits on a line."""
    words = " ".join(text.split())
    return words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"


def without_phantoms(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], int, int]:
    """The cells without rows and columns that no cell begins in, and how many are left of each.

    Programs that export tables keep grid lines that nothing drawn lies on: cells that span two
    columns in every row span one on the page.
    """
    rows = sorted({cell.row for cell in cells})
    cols = sorted({cell.col for cell in cells})
    kept = tuple(_moved(cell, rows, cols) for cell in cells)
    return kept, len(rows), len(cols)


def _moved(cell: Cell, rows: Sequence[int], cols: Sequence[int]) -> Cell:
    row, col = bisect_right(rows, cell.row) - 1, bisect_right(cols, cell.col) - 1
    last_row = bisect_right(rows, cell.row + cell.rowspan - 1) - 1
    last_col = bisect_right(cols, cell.col + cell.colspan - 1) - 1
    return replace(cell, row=row, col=col, rowspan=last_row - row + 1, colspan=last_col - col + 1)
