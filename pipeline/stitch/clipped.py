"""Settles clipped text: what stands on the other page of its merged cell is no loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Cell, Finding, PageTable, Table

CLIPPED = "clipped-text"


def settled(
    findings: Iterable[Finding],
    pages: Sequence[PageTable],
    tables: Sequence[Table],
) -> Iterator[Finding]:
    """Passes the readers' findings on.

    Those on clipped text at severity info where the logical cell has a text. A spreadsheet draws
    the text of a merged cell that goes on over the page on each page, at its place in the whole
    cell: on one of them it lies outside what is shown.
    """
    filled: set[tuple[int, int, int]] = set()
    for table in tables:
        filled |= table.filled
    for finding in findings:
        is_doubt = finding.check == CLIPPED and finding.severity == "warning"
        if is_doubt and _is_no_loss(finding, pages, filled):
            yield replace(finding, severity="info")
        else:
            yield finding


def _is_no_loss(
    finding: Finding,
    pages: Sequence[PageTable],
    filled: set[tuple[int, int, int]],
) -> bool:
    """Whether each blank cell that the finding may be about has its text on another page."""
    places = set()
    for cell in _merged_blanks(finding, pages):
        places.add((cell.page, cell.row, cell.col))
    return bool(places) and places <= filled


def _merged_blanks(finding: Finding, pages: Sequence[PageTable]) -> Iterator[Cell]:
    """Lists the blank cells that begin in the finding's row and may be merged.

    Over several rows, or open at an edge.
    """
    is_named = finding.col is not None
    for table in pages:
        if table.page != finding.page:
            continue
        for cell in table.cells:
            is_here = cell.row == finding.row and finding.col in (None, cell.col)
            is_blank = not cell.text.strip()
            if is_here and is_blank and (is_named or _may_be_merged(cell)):
                yield cell


def _may_be_merged(cell: Cell) -> bool:
    if cell.rowspan > 1:
        return True
    layout = cell.layout
    return layout is not None and (layout.open_top or layout.open_bottom)
