"""A ``table`` element → cells on a grid, by the HTML standard's way of forming a table (4.9.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import LimitExceeded
from pipeline.read.html.page import CELLS, GROUPS, PARTS, is_hidden, text_of
from pipeline.read.places import MAX_AREA, MAX_COLUMNS, MAX_ROWS
from pipeline.read.tree import Node

_MOST_SPAN = 65_534
_DIGITS = re.compile(r"\s*\+*([0-9]{1,9})")
# Groups of rows as they are shown.
_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


@dataclass(slots=True)
class Placed:
    """A cell on the grid.

    ``clipped`` where its rows run out of its group, ``overlaps`` where its columns run into another
    cell; both end there.
    """

    node: Node
    row: int
    col: int
    rowspan: int
    colspan: int
    clipped: bool = False
    overlaps: bool = False


@dataclass(slots=True)
class Grid:
    """A table's cells, its captions and what text stands in it outside of cells.

    Hidden rows and cells are left out: ``hidden`` are their texts, ``loose`` those of what stands
    in no cell.
    """

    cells: list[Placed] = field(default_factory=list)
    n_rows: int = 0
    n_cols: int = 0
    captions: list[Node] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
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
        self.hidden[:0] = above.hidden
        self.loose[:0] = above.loose
        self.n_rows += above.n_rows


@dataclass(slots=True)
class _Group:
    """The rows of a ``thead``, ``tbody`` or ``tfoot``, or those between; spans end with them."""

    tag: str
    rows: list[list[Node]] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Adds a row, or a cell that stands in none to the row before."""
        if node.tag == "tr":
            cells = _cells(node)
            if not _only_sets_widths(node, cells):
                self.rows.append(cells)
        elif node.tag in CELLS:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(node)


def grid_of(table: Node, where: str) -> Grid:
    """The grid of a table.

    Raises:
        LimitExceeded: it has more rows, columns or positions than a printed table has.
    """
    grid = Grid()
    for group in _groups(table, grid):
        _Rows(group, grid, where).place()
    grid.n_cols = max(grid.widths, default=0)
    _collect_loose(table, grid)
    return grid


def _collect_loose(node: Node, grid: Grid) -> None:
    """Collects the texts of a table that are in none of its cells."""
    for child in node.children:
        if isinstance(child, str):
            text = child.strip()
            if text:
                grid.loose.append(text)
        elif is_hidden(child):
            text = text_of(child)
            if text:
                grid.hidden.append(text)
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
            groups.append(_group(child))
            loose = None
        elif child.tag in ("tr", *CELLS):
            if loose is None:
                loose = _Group("tbody")
                groups.append(loose)
            loose.add(child)
    return sorted(groups, key=lambda group: _ORDER[group.tag])


def _flat(node: Node) -> Iterator[Node]:
    """The elements of a table or group; what wrongly stands between is passed through."""
    for child in node.elements():
        if child.tag in PARTS or is_hidden(child):
            yield child
        elif child.tag != "table":
            yield from _flat(child)


def _group(node: Node) -> _Group:
    group = _Group(node.tag)
    for child in _flat(node):
        if not is_hidden(child):
            group.add(child)
    return group


def _cells(row: Node) -> list[Node]:
    """The cells of a row that are shown."""
    cells = []
    for node in row.elements():
        if node.tag in CELLS and not is_hidden(node):
            cells.append(node)
    return cells


def _only_sets_widths(row: Node, cells: list[Node]) -> bool:
    """Whether a row of no height is there for its cells' widths alone, as Office exports it."""
    height = row.get("height")
    if height.strip() != "0":
        return False
    return not any(map(text_of, cells))


class _Rows:
    """Places the rows of one group below what is there."""

    def __init__(
        self,
        group: _Group,
        grid: Grid,
        where: str,
    ) -> None:
        self._group = group
        self._grid = grid
        self._where = where
        self._end = grid.n_rows + len(group.rows)
        self._area = 0
        # By column: the first row below the cell that reaches down in it.
        self._free_from: dict[int, int] = {}
        if self._end > MAX_ROWS:
            raise LimitExceeded("editions.rows", where=where, most=MAX_ROWS)

    def place(self) -> None:
        """Places them all."""
        for nodes in self._group.rows:
            self._place_row(nodes)
            self._grid.n_rows += 1

    def _place_row(self, nodes: list[Node]) -> None:
        row = self._grid.n_rows
        if self._is_heading(nodes):
            self._grid.heads.add(row)
        col = 0
        for node in nodes:
            while self._is_taken(row, col):
                col += 1
            cell = self._sized(node, row, col)
            self._take(cell)
            self._grid.cells.append(cell)
            col += cell.colspan
        taken = [col for col in self._free_from if self._is_taken(row, col)]
        last = max(taken, default=-1)
        self._grid.widths.append(last + 1)

    def _is_heading(self, nodes: list[Node]) -> bool:
        if not nodes:
            return False
        if self._group.tag == "thead":
            return True
        return all(node.tag == "th" for node in nodes)

    def _is_taken(self, row: int, col: int) -> bool:
        free_from = self._free_from.get(col, 0)
        return free_from > row

    def _take(self, cell: Placed) -> None:
        area = cell.rowspan * cell.colspan
        self._area += area
        if self._area > MAX_AREA:
            raise LimitExceeded("editions.cells", where=self._where, most=MAX_AREA)
        below = cell.row + cell.rowspan
        for col in range(cell.col, cell.col + cell.colspan):
            self._free_from[col] = below

    def _sized(
        self,
        node: Node,
        row: int,
        col: int,
    ) -> Placed:
        """The cell with its spans, cut where its group ends or another cell stands."""
        if col >= MAX_COLUMNS:
            raise LimitExceeded("editions.columns", where=self._where, most=MAX_COLUMNS)
        across = _span(node.get("colspan"), MAX_COLUMNS) or 1
        most = min(across, MAX_COLUMNS - col)
        colspan = 1
        while colspan < most and not self._is_taken(row, col + colspan):
            colspan += 1
        left = self._end - row
        rowspan = _span(node.get("rowspan"), _MOST_SPAN)
        if rowspan is None:
            rowspan = 1
        elif rowspan == 0:
            rowspan = left
        return Placed(
            node,
            row,
            col,
            rowspan=min(rowspan, left),
            colspan=colspan,
            clipped=rowspan > left,
            overlaps=colspan < most,
        )


def _span(text: str, most: int) -> int | None:
    """A span as the HTML standard reads it: the digits it begins with; None without any."""
    found = _DIGITS.match(text)
    if found is None:
        return None
    return min(int(found[1]), most)
