"""Parts headings that another page shows whole from the label below them.

Word processors draw no rule over a label that goes on from the page before, so that a repeated
heading and the rest of the label look like one cell. The other headings being those of an earlier
page, its cell tells where the heading ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Box, Cell, Finding, Layout, PageTable
from pipeline.read.pdf.model import PdfPage


class Headings:
    """Pages in order; of those before it knows the headings."""

    def __init__(self) -> None:
        # The last table of so many columns, its cells those of its first row.
        self._known: dict[int, PageTable] = {}

    def would_part(self, page: PdfPage) -> bool:
        """Whether the next page has such a cell; of its tables, the first rows are enough."""
        known = dict(self._known)
        found = self.parted(page)
        self._known = known
        return found is not page

    def parted(self, page: PdfPage) -> PdfPage:
        """The next page, cells of a repeated heading row split from the label they run into.

        Such a cell reaches further down than on an earlier page, and holds more text. Each split is
        a warning.
        """
        tables: list[PageTable] = []
        findings: list[Finding] = []
        for table in page.tables:
            model = self._known.get(table.n_cols)
            parted = _parted(table, model) if model is not None else None
            if parted is not None:
                table, found = parted
                findings.append(found)
            self._known[table.n_cols] = first_row(table)
            tables.append(table)
        if not findings:
            return page
        told = *page.findings, *findings
        return replace(page, tables=tuple(tables), findings=told)


def first_row(table: PageTable) -> PageTable:
    """A table with the cells of its first row, which are what is compared."""
    cells = tuple(cell for cell in table.cells if cell.row == 0)
    return replace(table, cells=cells)


def _parted(
    table: PageTable,
    model: PageTable,
) -> tuple[PageTable, Finding] | None:
    """Cuts a table's headings where the model's end; None where there is nothing to cut."""
    headings = {cell.col: cell for cell in model.cells if cell.row == 0 and cell.text}
    cells: list[Cell] = []
    labels: list[Cell] = []
    same = 0
    for cell in table.cells:
        heading = headings.get(cell.col) if cell.row == 0 else None
        if heading is None:
            cells.append(cell)
            continue
        same += _is_same(cell, heading)
        if not _goes_further(cell, heading):
            cells.append(cell)
            continue
        upper, lower = _cut(cell, heading, table)
        cells += [upper, lower]
        labels.append(lower)
    if not labels or same < len(labels) or same + len(labels) < len(headings):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(table, cells=tuple(cells)), _finding(
        table,
        model,
        labels,
    )


def _finding(
    table: PageTable,
    model: PageTable,
    labels: Sequence[Cell],
) -> Finding:
    row, col = labels[0].row, labels[0].col
    what = message(
        "read.open-heading",
        place=message("read.place", row=row, col=col),
        page=model.page,
        labels=[label.text.replace("\n", " ") for label in labels],
    )
    return Finding(
        "warning",
        "open-heading",
        what,
        page=table.page,
        row=row,
        col=col,
    )


def _lines(cell: Cell) -> list[str]:
    return cell.text.split("\n")


def _is_same(cell: Cell, heading: Cell) -> bool:
    return _lines(cell) == _lines(heading) and cell.rowspan == heading.rowspan


def _goes_further(cell: Cell, heading: Cell) -> bool:
    """Whether a cell is the heading with more rows and more lines below."""
    if cell.rowspan <= heading.rowspan or cell.colspan != heading.colspan:
        return False
    own, known = _lines(cell), _lines(heading)
    return len(own) > len(known) and own[: len(known)] == known


def _cut(
    cell: Cell,
    heading: Cell,
    table: PageTable,
) -> tuple[Cell, Cell]:
    """The heading, and the label below it."""
    boundary = _boundary(table, heading.rowspan)
    upper_box, lower_box = _boxes(cell.bbox, boundary)
    lines = _lines(cell)
    count = len(_lines(heading))
    above, below = _layouts(cell.layout, count)
    upper = replace(
        cell,
        text=heading.text,
        rowspan=heading.rowspan,
        bbox=upper_box,
        layout=above,
    )
    lower = replace(
        cell,
        row=heading.rowspan,
        text="\n".join(lines[count:]),
        rowspan=cell.rowspan - heading.rowspan,
        bbox=lower_box,
        layout=below,
    )
    return upper, lower


def _layouts(
    whole: Layout | None,
    lines: int,
) -> tuple[Layout | None, Layout | None]:
    """How both halves are set: the lower one is open to the page before."""
    if whole is None:
        return None, None
    upper = Layout(whole.lines[:lines], whole.open_top)
    lower = Layout(
        whole.lines[lines:],
        open_top=True,
        open_bottom=whole.open_bottom,
    )
    return upper, lower


def _boundary(table: PageTable, row: int) -> float | None:
    """The height at which a row begins, from any cell that begins there."""
    for cell in table.cells:
        if cell.row == row and cell.bbox:
            _, top, _, _ = cell.bbox
            return top
    return None


def _boxes(
    box: Box | None,
    boundary: float | None,
) -> tuple[Box | None, Box | None]:
    """The parts of a box above and below a height; both are the box where that is not known."""
    if box is None or boundary is None:
        return box, box
    x0, top, x1, bottom = box
    return (x0, top, x1, boundary), (x0, boundary, x1, bottom)
