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
Texts = list[str]
# The texts of a row, None where nothing stands.
Places = list[str | None]


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
        ends = [cell.row + cell.rowspan for cell in self.cells]
        return max(ends, default=0)

    @property
    def n_cols(self) -> int:
        """Columns."""
        ends = [cell.col + cell.colspan for cell in self.cells]
        return max(ends, default=0)

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

        rows = self._texts(fill)
        body = rows[self.header_rows :]
        names = self.headings()
        kind = pd.StringDtype()
        return pd.DataFrame(body, columns=names, dtype=kind)

    def headings(self) -> Texts:
        """The heading of each column, no two alike."""
        over: list[Texts] = [[] for _ in range(self.n_cols)]
        for cell in self.cells:
            if cell.row < self.header_rows:
                _add_heading(over, cell)
        names = []
        for number, texts in enumerate(over, start=1):
            joined = LEVELS.join(texts)
            names.append(joined or f"column {number}")
        return _told_apart(names)

    def _texts(self, fill: bool) -> list[Places]:
        """Row by row the text at each place; None where no cell stands or begins."""
        rows: list[Places] = []
        for _ in range(self.n_rows):
            blank: Places = [None] * self.n_cols
            rows.append(blank)
        for cell in self.cells:
            places = cell.positions()
            if not fill:
                places = iter([(cell.row, cell.col)])
            text = _line(cell)
            for row, col in places:
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
        for table in result.tables:
            one = _read_table(table, result.findings)
            self.append(one)
        self.source = result.source
        self.sha256 = result.sha256
        self.findings = result.findings


def _read_table(table: Table, findings: Sequence[Finding]) -> ReadTable:
    pages = tuple(dict.fromkeys(table.pages))
    own = []
    for finding in findings:
        if finding in table.findings or finding.page in pages:
            own.append(finding)
    return ReadTable(
        pages=pages,
        header_rows=table.header_rows,
        cells=table.cells,
        findings=tuple(own),
    )


def _add_heading(over: list[Texts], cell: Cell) -> None:
    """Adds a cell's text to the headings of the columns it stands over, unless it is there."""
    text = _line(cell)
    if not text:
        return
    end = cell.col + cell.colspan
    for texts in over[cell.col : end]:
        if texts[-1:] != [text]:
            texts.append(text)


def _line(cell: Cell) -> str:
    """The cell's text, its wrapped lines joined."""
    return script_join(cell.text.splitlines())


def _told_apart(names: Texts) -> Texts:
    """The names, with " (2)" and so on after one that was there before."""
    taken: dict[str, None] = {}
    for name in names:
        chosen, times = name, 1
        while chosen in taken:
            times += 1
            chosen = f"{name} ({times})"
        taken[chosen] = None
    return list(taken)
