"""Tables as lines that can be compared: each row with the owner and the text of every position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.breaks.model import Document, fold


@dataclass(frozen=True, slots=True)
class Line:
    """One row: for each position the cell that covers it (a number of its own in all tables) and that cell's text.

    ``page`` is where it begins. ``starts`` are the positions where its own cells begin.
    """

    table: int
    row: int
    page: int
    owners: tuple[int, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """The texts that are not blank, each cell's once."""
        seen = dict(zip(self.owners, self.texts, strict=True))
        return [text for owner, text in seen.items() if text and owner >= 0]


# row, col, rowspan, colspan, text, page
Plain = tuple[int, int, int, int, str, int]


def true_lines(document: Document, reach: Sequence[Sequence[tuple[int, int]]]) -> list[Line]:
    """The lines of all tables in order; ``reach`` as by ``rows_on``."""
    lines: list[Line] = []
    count = 0
    for number, table in enumerate(document.tables):
        cells = [
            (c.row, c.col, c.rowspan, c.colspan, fold(c.text), reach[number][c.row][0])
            for c in table.cells
        ]
        lines += _lines(number, cells, count, [first for first, _ in reach[number]])
        count += len(cells)
    return lines


def read_lines(tables: Sequence[dict[str, Any]]) -> list[Line]:
    """The lines of the tables that were read."""
    lines: list[Line] = []
    count = 0
    for number, table in enumerate(tables):
        cells = [
            (c["row"], c["col"], c["rowspan"], c["colspan"], fold(c["text"]), c["page"])
            for c in table["cells"]
        ]
        lines += _lines(number, cells, count, None)
        count += len(cells)
    return lines


def _lines(
    number: int, cells: Iterable[Plain], count: int, pages: Sequence[int] | None
) -> list[Line]:
    cells = list(cells)
    n_rows = max((row + rowspan for row, _, rowspan, _, _, _ in cells), default=0)
    n_cols = max((col + colspan for _, col, _, colspan, _, _ in cells), default=0)
    owners = [[-1] * n_cols for _ in range(n_rows)]
    texts = [[""] * n_cols for _ in range(n_rows)]
    starts: list[list[int]] = [[] for _ in range(n_rows)]
    began = [0] * n_rows
    for owner, (row, col, rowspan, colspan, text, page) in enumerate(cells, count):
        starts[row].append(col)
        began[row] = max(began[row], page)
        for r in range(row, row + rowspan):
            for c in range(col, col + colspan):
                owners[r][c], texts[r][c] = owner, text
    return [
        Line(
            number, row, pages[row] if pages else began[row] or (began[row - 1] if row else 0),
            tuple(owners[row]), tuple(texts[row]), tuple(sorted(starts[row])),
        )
        for row in range(n_rows)
    ]  # fmt: skip
