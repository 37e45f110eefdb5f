"""A ``w:tbl`` → its rows and cells on the grid (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import LimitExceeded
from pipeline.read.docx.styles import integer, on
from pipeline.read.places import MAX_COLUMNS, MAX_ROWS
from pipeline.read.tree import Node


@dataclass(slots=True)
class Placed:
    """A cell on the grid and the ``w:tc`` that holds its text.

    ``covered`` are the ones of the rows below that it is merged with.
    """

    node: Node
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    covered: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table's cells; ``hidden`` and ``deleted`` rows are not among them.

    ``ragged`` are rows that end before or beyond the others: row and number of columns.
    """

    cells: list[Placed] = field(default_factory=list)
    n_rows: int = 0
    n_cols: int = 0
    hidden: int = 0
    deleted: int = 0
    ragged: list[tuple[int, int]] = field(default_factory=list)


def grid_of(table: Node, where: str) -> Grid:
    """The grid of a table.

    Raises:
        LimitExceeded: it has more columns or rows than a printed table has.
    """
    grid = Grid()
    placing = _Placing(where)
    for node in table.elements():
        if node.tag == "w:tr" and not _is_left_out(node, grid):
            placing.add_row(node)
    grid.cells = placing.cells
    grid.n_rows = len(placing.widths)
    grid.n_cols = max(placing.widths, default=0)
    for row, width in enumerate(placing.widths):
        if width != grid.n_cols:
            grid.ragged.append((row, width))
    return grid


def _is_left_out(row: Node, grid: Grid) -> bool:
    """Whether a row is deleted or hidden, and counts it."""
    properties = row.child("w:trPr") or Node("")
    if properties.child("w:del") is not None:
        grid.deleted += 1
        return True
    if on(properties.child("w:hidden")):
        grid.hidden += 1
        return True
    return False


class _Placing:
    """Places a table's cells, a row after the other."""

    def __init__(self, where: str) -> None:
        self.cells: list[Placed] = []
        self.widths: list[int] = []
        self._where = where
        # By column: cells that may go on in the next row.
        self._open: dict[int, Placed] = {}

    def add_row(self, row: Node) -> None:
        """Places a row's cells below the rows so far."""
        number = len(self.widths)
        if number >= MAX_ROWS:
            raise LimitExceeded("editions.rows", where=self._where, most=MAX_ROWS)
        col = _count(row, "w:gridBefore")
        open_below: dict[int, Placed] = {}
        for node in row.elements():
            if node.tag != "w:tc":
                continue
            span = self._span(node, col)
            cell = self._cell(node, number, col, span)
            if _property(node, "w:vMerge") is not None:
                open_below[cell.col] = cell
            col += span
        self._open = open_below
        self.widths.append(col + _count(row, "w:gridAfter"))

    def _span(self, node: Node, col: int) -> int:
        span = _number(node, "w:gridSpan", 1)
        span = max(1, span)
        if col + span > MAX_COLUMNS:
            raise LimitExceeded("editions.columns", where=self._where, most=MAX_COLUMNS)
        return span

    def _cell(
        self,
        node: Node,
        row: int,
        col: int,
        span: int,
    ) -> Placed:
        """The cell that a ``w:tc`` is, or that it belongs to."""
        above = self._open.get(col)
        before = self.cells[-1] if self.cells else None
        if _goes_on(node, "w:hMerge") and before is not None and before.row == row:
            before.colspan += span
            before.covered.append(node)
            return before
        if _goes_on(node, "w:vMerge") and above is not None and above.colspan == span:
            above.rowspan += 1
            above.covered.append(node)
            return above
        cell = Placed(node, row, col, colspan=span)
        self.cells.append(cell)
        return cell


def _property(node: Node, name: str) -> Node | None:
    """A property of a cell or row."""
    for tag in ("w:tcPr", "w:trPr"):
        found = node.find(tag, name)
        if found is not None:
            return found
    return None


def _number(
    node: Node,
    name: str,
    default: int,
) -> int:
    found = _property(node, name)
    if found is None:
        return default
    return integer(found.get("w:val"), default)


def _count(row: Node, name: str) -> int:
    """A number of columns that a row leaves free."""
    count = _number(row, name, 0)
    count = max(0, count)
    return min(count, MAX_COLUMNS)


def _goes_on(node: Node, name: str) -> bool:
    """Whether a cell belongs to the one above it, or beside it."""
    merge = _property(node, name)
    if merge is None:
        return False
    return merge.get("w:val", "continue") != "restart"
