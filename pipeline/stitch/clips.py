"""Clipped text that stands on the other page of its merged cell is no loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Cell, Finding, PageTable, Table

CLIPPED = "clipped-text"


def settled(
    findings: Iterable[Finding], pages: Sequence[PageTable], tables: Sequence[Table]
) -> Iterator[Finding]:
    """The readers' findings.

    Those on clipped text at severity info where the logical cell has a text.

    A spreadsheet draws the text of a merged cell that goes on over the page on each page, at its
    place in the whole
    cell: on one of them it lies outside what is shown.
    """
    filled = {place for table in tables for place in table.filled}
    for finding in findings:
        if finding.check == CLIPPED and finding.severity == "warning":
            blank = [(cell.page, cell.row, cell.col) for cell in _merged_blanks(finding, pages)]
            if blank and filled.issuperset(blank):
                finding = replace(finding, severity="info")
        yield finding


def _merged_blanks(finding: Finding, pages: Sequence[PageTable]) -> Iterator[Cell]:
    """The blank cells that begin in the finding's row and may be merged.

    Over several rows, or open at an edge.
    """
    cells = (cell for table in pages if table.page == finding.page for cell in table.cells)
    for cell in cells:
        is_open = cell.layout is not None and (cell.layout.open_top or cell.layout.open_bottom)
        here = cell.row == finding.row and finding.col in (None, cell.col)
        named = finding.col is not None
        if here and not cell.text.strip() and (named or is_open or cell.rowspan > 1):
            yield cell
