"""A table of any document for a program: its cells, and the same as a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    cells: tuple[Cell, ...] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)

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

        body = self._texts(fill)[self.header_rows :]
        return pd.DataFrame(body, columns=self.headings(), dtype=pd.StringDtype())

    def headings(self) -> list[str]:
        """The heading of each column, no two alike."""
        levels: list[list[str]] = [[] for _ in range(self.n_cols)]
        for cell in self.cells:
            if cell.row < self.header_rows:
                _add_heading(levels, cell)
        names = []
        for number, texts in enumerate(levels, start=1):
            joined = LEVELS.join(texts)
            names.append(joined or f"column {number}")
        return _told_apart(names)

    def _texts(self, fill: bool) -> list[list[str | None]]:
        """Row by row the text at each place; None where no cell stands or begins."""
        nothing: list[str | None] = [None] * self.n_cols
        rows = [list(nothing) for _ in range(self.n_rows)]
        for cell in self.cells:
            text = _line(cell)
            rows[cell.row][cell.col] = text
            if fill:
                for row, col in cell.positions():
                    rows[row][col] = text
        return rows


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
    own = []
    for finding in findings:
        if finding in table.findings or finding.page in pages:
            own.append(finding)
    return ReadTable(pages, table.header_rows, table.cells, tuple(own))


def _add_heading(levels: Sequence[list[str]], cell: Cell) -> None:
    """Adds a cell's text to the headings of the columns it stands over, unless it is there."""
    text = _line(cell)
    for texts in levels[cell.col : cell.col + cell.colspan]:
        said_before = texts[-1:] == [text]
        if text and not said_before:
            texts.append(text)


def _line(cell: Cell) -> str:
    """The cell's text, its wrapped lines joined."""
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
