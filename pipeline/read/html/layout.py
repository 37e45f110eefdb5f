"""Paragraphs and data tables of a page, told from the tables that only lay it out.

Pages of public offices lay out their frame - head, menus, foot - with tables too, in whose cells
the document with its own tables stands. What tells them apart is what a reader would say: a layout
table's text is mostly that of a table in it, or of one cell, or leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.html.grid import Grid, grid_of
from pipeline.read.html.page import (
    BLOCKS,
    HEADINGS,
    collapsed,
    is_hidden,
    link_text,
    size_of,
    tables_in,
    text_of,
)
from pipeline.read.tree import Node

# A menu's share of text that leads elsewhere.
_MENU = 0.6
# Shares of a table's text beyond which a table in it, or one of few cells, is what it is there for.
_INNER = 0.5
_ONE_CELL = 0.7
_FEW_CELLS = 8
_LONG = 200  # characters of a cell that is more than an entry
_FEWEST_COLUMNS = 3  # of a table whose heading stands in an element of its own


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the element it is in, and that one's place."""

    node: Node
    above: Place | None = None

    def chain(self) -> list[Node]:
        """The elements it is in, the outermost first."""
        found = []
        place: Place | None = self
        while place is not None:
            found.append(place.node)
            place = place.above
        found.reverse()
        return found


@dataclass(slots=True)
class Text:
    """A paragraph outside the data tables."""

    text: str
    place: Place
    size: float = 0.0
    level: int = 0
    links: int = 0
    caption: bool = False


@dataclass(slots=True)
class Data:
    """A data table; ``joined`` where its heading stands in an element of its own."""

    node: Node
    grid: Grid
    place: Place
    joined: bool = False


@dataclass(slots=True)
class Items:
    """What a page shows, in order; ``hidden`` texts are not among it, nor are hidden tables."""

    found: list[Text | Data] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    hidden_tables: list[str] = field(default_factory=list)


def items_of(root: Node, where: str) -> Items:
    """Paragraphs and data tables of a page in the order they are shown."""
    walk = _Walk(where)
    walk.into(root, _Setting(Place(root)))
    walk.end_paragraph()
    _join_headings(walk.items.found)
    _read_single_rows_as_text(walk.items, where)
    return walk.items


def _join_headings(found: list[Text | Data]) -> None:
    """Makes one table of a heading and the rows below it that stand in elements of their own.

    So are headings kept in sight while the rows are scrolled.
    """
    for number in reversed(range(len(found) - 1)):
        above = found[number]
        below = found[number + 1]
        if not isinstance(above, Data) or not isinstance(below, Data):
            continue
        if _is_heading_of(above.grid, below.grid):
            below.grid.put_below(above.grid)
            below.joined = True
            del found[number]


def _is_heading_of(above: Grid, below: Grid) -> bool:
    """Whether a table is nothing but headings, and the next is as wide and has none of its own."""
    if above.n_cols < _FEWEST_COLUMNS or above.n_cols != below.n_cols:
        return False
    if below.n_rows < 2 or below.begins_with_heading:
        return False
    return above.is_heading


def _read_single_rows_as_text(items: Items, where: str) -> None:
    """Reads a table of a single row as text: it is no table but lays things out side by side."""
    for number in reversed(range(len(items.found))):
        item = items.found[number]
        if isinstance(item, Data) and item.grid.n_rows < 2:
            walk = _Walk(where)
            walk.into_cells(item.grid, item.place)
            row = walk.items
            items.found[number : number + 1] = row.found
            items.hidden += row.hidden
            items.hidden_tables += row.hidden_tables


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where text stands, and the type size and heading level that are set there."""

    place: Place
    size: float = 0.0
    level: int = 0

    def within(self, node: Node, level: int) -> _Setting:
        """The setting within an element that stands in this one."""
        return _Setting(
            place=Place(node, self.place),
            size=size_of(node) or self.size,
            level=level,
        )


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read; its setting is that of its first letter."""

    pieces: list[str] = field(default_factory=list)
    setting: _Setting | None = None
    links: int = 0


class _Walk:
    """Reads elements in the order they are shown."""

    def __init__(self, where: str) -> None:
        self.items = Items()
        self._where = where
        self._open = _Open()

    def into(self, node: Node, setting: _Setting) -> None:
        """Reads what is in an element."""
        for child in node.children:
            if isinstance(child, str):
                text = collapsed(child, node)
                self._write(text, setting)
            elif is_hidden(child) or child.tag == "del":
                self._leave_out(child)
            elif child.tag == "br":
                self._write("\n", setting)
            elif child.tag == "table":
                self._into_table(child, setting.place)
            elif child.tag in BLOCKS:
                self._into_block(child, setting)
            else:
                self._into_inline(child, setting)

    def _into_inline(self, node: Node, setting: _Setting) -> None:
        if node.tag == "a":
            text = text_of(node, tables=False)
            self._open.links += len(text)
        size = size_of(node) or setting.size
        self.into(node, replace(setting, size=size))

    def _into_block(self, node: Node, setting: _Setting) -> None:
        self.end_paragraph()
        level = HEADINGS.get(node.tag, 0)
        self.into(node, setting.within(node, level))
        self.end_paragraph()

    def _leave_out(self, node: Node) -> None:
        """Keeps apart what is not shown."""
        text = text_of(node)
        if not text:
            return
        grids = [grid_of(table, self._where) for table in tables_in(node)]
        if any(map(is_data, grids)):
            self.items.hidden_tables.append(text)
        else:
            self.items.hidden.append(text)

    def _write(self, text: str, setting: _Setting) -> None:
        paragraph = self._open
        if paragraph.setting is None and text.strip():
            paragraph.setting = setting
        paragraph.pieces.append(text)

    def end_paragraph(self) -> None:
        """Ends the paragraph that is being read."""
        ended = self._open
        self._open = _Open()
        setting = ended.setting
        if setting is None:
            return
        text = "".join(ended.pieces)
        lines = [line.strip() for line in text.split("\n")]
        text = "\n".join(lines)
        paragraph = Text(
            text.strip(),
            place=setting.place,
            size=setting.size,
            level=setting.level,
            links=ended.links,
        )
        self.items.found.append(paragraph)

    def _into_table(self, node: Node, place: Place) -> None:
        self.end_paragraph()
        grid = grid_of(node, self._where)
        inner = Place(node, place)
        holds_data = is_data(grid)
        for caption in grid.captions:
            text = text_of(caption)
            if text:
                size = size_of(caption)
                title = Text(text, inner, size, caption=holds_data)
                self.items.found.append(title)
        self.items.found += [Text(text, inner) for text in grid.loose]
        if holds_data:
            self.items.found.append(Data(node, grid, inner))
        else:
            self.into_cells(grid, inner)

    def into_cells(self, grid: Grid, place: Place) -> None:
        """Reads what is in the cells of a table that holds no data."""
        self.items.hidden += grid.hidden
        for cell in grid.cells:
            setting = _Setting(place).within(cell.node, level=0)
            self.into(cell.node, setting)
            self.end_paragraph()


def is_data(grid: Grid) -> bool:
    """Whether a table holds data; false for one that lays out other things."""
    lengths = [len(text_of(cell.node)) for cell in grid.cells]
    filled = [length for length in lengths if length]
    if grid.n_cols < 2 or len(filled) < 2:
        return False
    whole = sum(filled)
    nodes = [cell.node for cell in grid.cells]
    inner = sum(map(inner_text, nodes))
    if inner > _INNER * whole or lead_elsewhere(nodes, whole):
        return False
    much = max(_LONG, _ONE_CELL * whole)
    is_one_text = len(filled) < _FEW_CELLS and max(filled) > much
    return not is_one_text


def lead_elsewhere(nodes: Sequence[Node], whole: int) -> bool:
    """Whether most of the text in elements, so many characters, is links: a menu."""
    links = sum(map(link_text, nodes))
    return links > _MENU * whole


def inner_text(node: Node) -> int:
    """How much text the tables in an element hold."""
    count = 0
    for child in node.elements():
        if child.tag == "table":
            count += len(text_of(child))
        else:
            count += inner_text(child)
    return count


def is_menu(text: Text) -> bool:
    """Whether a paragraph leads elsewhere."""
    most = _MENU * len(text.text)
    return text.links > most
