"""A ``w:tbl`` → its rows and cells on the grid (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
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
    open_below: dict[int, Placed] = {}  # by column: cells that may go on in the next row
    widths: list[int] = []
    for node in table.elements():
        if node.tag != "w:tr" or _is_left_out(node, grid):
            continue
        if len(widths) >= MAX_ROWS:
            raise LimitExceeded("editions.rows", where=where, most=MAX_ROWS)
        placed, width = _row(node, len(widths), open_below, where)
        grid.cells += [cell for cell in placed if cell.row == len(widths)]
        open_below = {cell.col: cell for cell in placed if _merge(cell.node) is not None}
        widths.append(width)
    grid.n_rows, grid.n_cols = len(widths), max(widths, default=0)
    grid.ragged = [(row, width) for row, width in enumerate(widths) if width != grid.n_cols]
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


def _row(
    row: Node, number: int, open_above: dict[int, Placed], where: str
) -> tuple[list[Placed], int]:
    """The cells that stand in a row, those that reach into it among them, and its width."""
    placed: list[Placed] = []
    col = _count(row, "w:gridBefore")
    for node in row.elements():
        if node.tag != "w:tc":
            continue
        span = max(1, _property(node, "w:gridSpan", 1))
        if col + span > MAX_COLUMNS:
            raise LimitExceeded("editions.columns", where=where, most=MAX_COLUMNS)
        above = open_above.get(col)
        if _goes_on(node, "w:hMerge") and placed:
            placed[-1].colspan += span
            placed[-1].covered.append(node)
        elif _goes_on(node, "w:vMerge") and above is not None and above.colspan == span:
            above.rowspan += 1
            above.covered.append(node)
            placed.append(above)
        else:
            placed.append(Placed(node, number, col, colspan=span))
        col += span
    return placed, col + _count(row, "w:gridAfter")


def _properties(node: Node) -> Iterator[Node]:
    for name in ("w:tcPr", "w:trPr"):
        found = node.child(name)
        if found is not None:
            yield from found.elements()


def _property(node: Node, name: str, default: int) -> int:
    for one in _properties(node):
        if one.tag == name:
            return integer(one.get("w:val"), default)
    return default


def _count(row: Node, name: str) -> int:
    return min(max(0, _property(row, name, 0)), MAX_COLUMNS)


def _merge(node: Node) -> str | None:
    """What a cell says of its vertical merge: None, "restart", "continue"."""
    for one in _properties(node):
        if one.tag == "w:vMerge":
            return one.get("w:val", "continue")
    return None


def _goes_on(node: Node, name: str) -> bool:
    """Whether a cell belongs to the one above it, or beside it."""
    for one in _properties(node):
        if one.tag == name:
            return one.get("w:val", "continue") != "restart"
    return False
