"""Headings that another page shows whole.

A label below one that no rule parts from it is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Box, Cell, Finding, Layout, PageTable
from pipeline.read.pdf.model import PdfPage


def with_headings_parted(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Splits cells of a repeated heading row.

    That reach further down than on an earlier page and hold more text.

    Word processors draw no rule over a label that goes on from the page before, so that the heading
    and the rest of the label look like one cell. The other headings being those of the earlier
    page, its cell tells where the heading ends. Each split is a warning.
    """
    known: list[PageTable] = []
    out = []
    for page in pages:
        tables, findings = [], []
        for table in page.tables:
            model = next((one for one in reversed(known) if one.n_cols == table.n_cols), None)
            parted = _parted(table, model) if model is not None else None
            if parted is not None:
                table, found = parted
                findings.append(found)
            known.append(table)
            tables.append(table)
        changed = (
            replace(page, tables=tuple(tables), findings=(*page.findings, *findings))
            if findings
            else page
        )
        out.append(changed)
    return out


def _parted(table: PageTable, model: PageTable) -> tuple[PageTable, Finding] | None:
    """The table with its headings cut where the model's end; None where there is nothing to cut."""
    headings = {cell.col: cell for cell in model.cells if cell.row == 0 and cell.text}
    cells: list[Cell] = []
    cut: list[Cell] = []
    same = 0
    for cell in table.cells:
        heading = headings.get(cell.col) if cell.row == 0 else None
        if (
            heading is not None
            and _lines(cell) == _lines(heading)
            and cell.rowspan == heading.rowspan
        ):
            same += 1
        if heading is None or not _goes_further(cell, heading):
            cells.append(cell)
            continue
        upper, lower = _cut(cell, heading, table)
        cells += [upper, lower]
        cut.append(lower)
    if not cut or same < len(cut) or same + len(cut) < len(headings):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.col))
    texts = " | ".join(cell.text.replace("\n", " ") for cell in cut)
    message = (
        f"no rule is drawn between a repeated heading and the label below it (row {cut[0].row} column {cut[0].col}); "
        f"parted as on page {model.page}: {texts}"
    )
    found = Finding(
        "warning", "open-heading", message, page=table.page, row=cut[0].row, col=cut[0].col
    )
    return replace(table, cells=tuple(cells)), found


def _lines(cell: Cell) -> list[str]:
    return cell.text.split("\n")


def _goes_further(cell: Cell, heading: Cell) -> bool:
    """Whether a cell is the heading with more rows and more lines below."""
    own, known = _lines(cell), _lines(heading)
    deeper = cell.rowspan > heading.rowspan and cell.colspan == heading.colspan
    return deeper and len(own) > len(known) and own[: len(known)] == known


def _cut(cell: Cell, heading: Cell, table: PageTable) -> tuple[Cell, Cell]:
    at = _boundary(table, heading.rowspan)
    upper_box, lower_box = _boxes(cell.bbox, at)
    count = len(_lines(heading))
    above, below = _layouts(cell.layout, count)
    upper = replace(cell, text=heading.text, rowspan=heading.rowspan, bbox=upper_box, layout=above)
    lower = replace(
        cell,
        row=heading.rowspan,
        text="\n".join(_lines(cell)[count:]),
        rowspan=cell.rowspan - heading.rowspan,
        bbox=lower_box,
        layout=below,
    )
    return upper, lower


def _layouts(whole: Layout | None, lines: int) -> tuple[Layout | None, Layout | None]:
    """How both halves are set: the lower one is open to the page before."""
    if whole is None:
        return None, None
    upper = Layout(whole.lines[:lines], whole.open_top)
    return upper, Layout(whole.lines[lines:], open_top=True, open_bottom=whole.open_bottom)


def _boundary(table: PageTable, row: int) -> float | None:
    """The height at which a row begins, from any cell that begins there."""
    return next((cell.bbox[1] for cell in table.cells if cell.row == row and cell.bbox), None)


def _boxes(box: Box | None, at: float | None) -> tuple[Box | None, Box | None]:
    if box is None or at is None:
        return box, box
    return (box[0], box[1], box[2], at), (box[0], at, box[2], box[3])
