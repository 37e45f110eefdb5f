"""A table of any document for a program: its cells, and the same as a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Cell, Finding, Table
from pipeline.text import script_join
from pipeline.views.tables import TablesResult

if TYPE_CHECKING:
    import pandas as pd

# Between the texts of a heading that stands in several rows.
LEVELS = " / "


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One ruled table of a document, stitched over its pages.

    Attributes:
        pages: the pages it stands on, from 1.
        header_rows: how many of its first rows are headings.
        cells: every cell once, headings included; ``row`` and ``col`` from 0 at its top left.
        findings: what is worth a look on its pages.
    """

    pages: tuple[int, ...]
    header_rows: int
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]

    @property
    def n_rows(self) -> int:
        """Rows, headings included."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def n_cols(self) -> int:
        """Columns."""
        return max((cell.col + cell.colspan for cell in self.cells), default=0)

    def to_pandas(self, fill: bool = True) -> pd.DataFrame:
        """The rows below the headings as text, one column per column of the table.

        The headings over a column are joined by " / ", from the outermost; a column without one is
        "column 3", the second of two that read alike ends in " (2)". Wrapped lines are joined as
        their script wants it.

        Args:
            fill: a merged cell stands at every place it covers; else at its first one, and the
                places it covers are null. A cell that is drawn and empty is "" either way.
        """
        import pandas as pd

        rows: list[list[str | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            text = _line(cell)
            places = cell.positions() if fill else [(cell.row, cell.col)]
            for row, col in places:
                rows[row][col] = text
        body = rows[self.header_rows :]
        return pd.DataFrame(body, columns=self.headings(), dtype=pd.StringDtype())

    def headings(self) -> list[str]:
        """The heading of each column, no two alike."""
        levels: list[list[str]] = [[] for _ in range(self.n_cols)]
        for cell in self.cells:
            text = _line(cell)
            if cell.row >= self.header_rows or not text:
                continue
            for col in range(cell.col, cell.col + cell.colspan):
                if text not in levels[col][-1:]:
                    levels[col].append(text)
        names = [LEVELS.join(texts) or f"column {n}" for n, texts in enumerate(levels, 1)]
        return _told_apart(names)


class ReadTables(list[ReadTable]):
    """The tables of one document, in order.

    Attributes:
        source: the file's name.
        sha256: of its content, in hex.
        findings: everything worth a look, also what stands with no table.
    """

    def __init__(self, result: TablesResult) -> None:
        super().__init__(_read_table(table, result.findings) for table in result.tables)
        self.source = result.source
        self.sha256 = result.sha256
        self.findings = result.findings


def _read_table(table: Table, findings: Sequence[Finding]) -> ReadTable:
    pages = tuple(dict.fromkeys(table.pages))
    own = tuple(one for one in findings if one in table.findings or one.page in pages)
    return ReadTable(pages, table.header_rows, table.cells, own)


def _line(cell: Cell) -> str:
    return script_join(cell.text.splitlines())


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names, with " (2)" and so on after one that was there before."""
    taken: dict[str, None] = {}
    for name in names:
        chosen, times = name, 1
        while chosen in taken:
            times += 1
            chosen = f"{name} ({times})"
        taken[chosen] = None
    return list(taken)
