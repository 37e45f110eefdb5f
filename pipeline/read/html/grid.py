"""A ``table`` element → cells on a grid, by the HTML standard's way of forming a table (4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import LimitExceeded
from pipeline.read.html.page import CELLS, GROUPS, PARTS, is_hidden, text_of
from pipeline.read.places import MAX_AREA, MAX_COLUMNS, MAX_ROWS
from pipeline.read.tree import Node

_MOST_SPAN = 65_534


@dataclass(slots=True)
class Placed:
    """A cell on the grid."""

    node: Node
    row: int
    col: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Grid:
    """A table's cells, its captions and what text stands in it outside of cells.

    ``clipped`` are places of cells whose spans run out of the table, ``overlapping`` of those whose
    spans run into another cell: both are cut to what is free. Hidden rows and cells are left out,
    ``hidden`` are their texts, ``loose`` those that stand in no cell.
    """

    cells: list[Placed] = field(default_factory=list)
    n_rows: int = 0
    n_cols: int = 0
    captions: list[Node] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    clipped: list[tuple[int, int]] = field(default_factory=list)
    overlapping: list[tuple[int, int]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # rows in a ``thead`` or of ``th`` alone

    @property
    def is_heading(self) -> bool:
        """Whether there is nothing in it but headings, or one row."""
        return self.n_rows == 1 or len(self.heads) == self.n_rows

    @property
    def begins_with_heading(self) -> bool:
        """Whether its first row is marked as a heading."""
        return 0 in self.heads

    def put_below(self, above: Grid) -> None:
        """Puts another table's rows above its own."""
        for cell in self.cells:
            cell.row += above.n_rows
        self.cells[:0] = above.cells
        self.clipped = [*above.clipped, *((r + above.n_rows, c) for r, c in self.clipped)]
        moved = ((row + above.n_rows, col) for row, col in self.overlapping)
        self.overlapping = [*above.overlapping, *moved]
        self.hidden[:0], self.loose[:0] = above.hidden, above.loose
        self.n_rows += above.n_rows


@dataclass(slots=True)
class _Group:
    """The rows of a ``thead``, ``tbody`` or ``tfoot``, or those between; spans end with them."""

    tag: str
    rows: list[list[Node]] = field(default_factory=list)


def grid_of(table: Node, where: str) -> Grid:
    """The grid of a table.

    Raises:
        LimitExceeded: it has more rows, columns or positions than a printed table has.
    """
    grid = Grid()
    for group in _groups(table, grid):
        _place(group, grid, where)
    grid.n_cols = max(grid.widths, default=0)
    _collect_loose(table, grid)
    return grid


def _collect_loose(node: Node, grid: Grid) -> None:
    """Collects the texts of a table that are in none of its cells."""
    for child in node.children:
        if isinstance(child, str):
            grid.loose += [child.strip()] if child.strip() else []
        elif is_hidden(child):
            grid.hidden += [text] if (text := text_of(child)) else []
        elif child.tag == "table":
            grid.loose.append(text_of(child))
        elif child.tag not in (*CELLS, "caption"):
            _collect_loose(child, grid)


def _groups(table: Node, grid: Grid) -> list[_Group]:
    """The groups of rows as they are shown: heads first, feet last."""
    groups: list[_Group] = []
    loose: _Group | None = None
    for child in _flat(table):
        if child.tag == "caption":
            grid.captions.append(child)
        if is_hidden(child):
            continue
        if child.tag in GROUPS:
            groups.append(_Group(child.tag, list(_rows(child))))
            loose = None
        elif child.tag in ("tr", *CELLS):
            if loose is None:
                loose = _Group("tbody")
                groups.append(loose)
            _add(loose.rows, child)
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    return sorted(groups, key=lambda group: order[group.tag])


def _flat(node: Node) -> Iterator[Node]:
    """The elements of a table or group; what wrongly stands between is passed through."""
    for child in node.elements():
        if child.tag in PARTS or is_hidden(child):
            yield child
        elif child.tag != "table":
            yield from _flat(child)


def _rows(group: Node) -> Iterator[list[Node]]:
    rows: list[list[Node]] = []
    for child in _flat(group):
        if not is_hidden(child):
            _add(rows, child)
    yield from rows


def _add(rows: list[list[Node]], child: Node) -> None:
    """Adds a row, or a cell that stands in none to the row before."""
    if child.tag == "tr":
        cells = [node for node in child.elements() if node.tag in CELLS and not is_hidden(node)]
        if not _only_sets_widths(child, cells):
            rows.append(cells)
    elif child.tag in CELLS:
        if not rows:
            rows.append([])
        rows[-1].append(child)


def _only_sets_widths(row: Node, cells: list[Node]) -> bool:
    """Whether a row of no height is there for its cells' widths alone, as Office exports it."""
    return row.get("height").strip() == "0" and not any(text_of(cell) for cell in cells)


def _place(group: _Group, grid: Grid, where: str) -> None:
    """Places a group's cells below what is there."""
    end = grid.n_rows + len(group.rows)
    if end > MAX_ROWS:
        raise LimitExceeded("editions.rows", where=where, most=MAX_ROWS)
    area, taken = 0, dict[int, int]()  # column: the row below the cell that reaches down in it
    for nodes in group.rows:
        row, col = grid.n_rows, 0
        if nodes and (group.tag == "thead" or all(node.tag == "th" for node in nodes)):
            grid.heads.add(row)
        for node in nodes:
            while taken.get(col, 0) > row:
                col += 1
            if col >= MAX_COLUMNS:
                raise LimitExceeded("editions.columns", where=where, most=MAX_COLUMNS)
            placed = _sized(node, row, col, end, taken, grid)
            area += placed.rowspan * placed.colspan
            if area > MAX_AREA:
                raise LimitExceeded("editions.cells", where=where, most=MAX_AREA)
            for one in range(col, col + placed.colspan):
                taken[one] = row + placed.rowspan
            grid.cells.append(placed)
            col += placed.colspan
        grid.widths.append(max((one + 1 for one, below in taken.items() if below > row), default=0))
        grid.n_rows += 1


def _sized(node: Node, row: int, col: int, end: int, taken: dict[int, int], grid: Grid) -> Placed:
    """The cell with its spans, cut where its group ends or another cell stands."""
    colspan = min(_span(node.get("colspan"), MAX_COLUMNS) or 1, MAX_COLUMNS - col)
    rowspan = _span(node.get("rowspan"), _MOST_SPAN)
    if rowspan is None:
        rowspan = 1
    if rowspan == 0:
        rowspan = end - row
    if row + rowspan > end:
        rowspan = end - row
        grid.clipped.append((row, col))
    free = next((n for n in range(1, colspan) if taken.get(col + n, 0) > row), colspan)
    if free < colspan:
        grid.overlapping.append((row, col))
    return Placed(node, row, col, rowspan, free)


def _span(text: str, most: int) -> int | None:
    """A span as the HTML standard reads it: the digits it begins with; None without any."""
    digits = ""
    for character in text.strip().lstrip("+"):
        if not ("0" <= character <= "9"):
            break
        digits += character
    return min(int(digits[:9]), most) if digits else None
