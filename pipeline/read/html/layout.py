"""Which tables of a page are data and which only lay it out, and which text is the document's.

Pages of public offices lay out their frame - head, menus, foot - with tables too, in whose cells
the document with its own tables stands. What tells them apart is what a reader would say: a layout
table's text is mostly that of a table in it, or of one cell, or leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.read.html.grid import Grid, grid_of
from pipeline.read.html.page import (
    BLOCKS,
    CELLS,
    HEADINGS,
    collapsed,
    is_hidden,
    link_text,
    size_of,
    tables_in,
    text_of,
)
from pipeline.read.tree import Node

# A menu's share of text that leads elsewhere, and how many such pieces make one.
_MENU = 0.6
_MENU_LINKS = 3
# Shares of a table's text beyond which a table in it, or one of few cells, is what it is there for.
_INNER = 0.5
_ONE_CELL = 0.7
_FEW_CELLS = 8
_LONG = 200  # characters of a cell that is more than an entry


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the element it is in, and that one's place."""

    node: Node
    above: Place | None = None

    def chain(self) -> list[Node]:
        """The elements it is in, the outermost first."""
        found: list[Node] = []
        place: Place | None = self
        while place is not None:
            found.append(place.node)
            place = place.above
        return found[::-1]


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
    walk.into(root, Place(root))
    walk.flush()
    _join_headings(walk.items.found)
    _part_rows(walk.items, where)
    return walk.items


def _join_headings(found: list[Text | Data]) -> None:
    """Makes one table of a heading and the rows below it that stand in elements of their own.

    So are headings kept in sight while the rows are scrolled.
    """
    for number in reversed(range(len(found) - 1)):
        above, below = found[number], found[number + 1]
        if isinstance(above, Data) and isinstance(below, Data) and _heads(above.grid, below.grid):
            below.grid.put_below(above.grid)
            below.joined = True
            del found[number]


def _heads(above: Grid, below: Grid) -> bool:
    """Whether a table is nothing but headings, and the next is as wide and has none of its own."""
    same = above.n_cols == below.n_cols and above.n_cols > 2
    return same and above.is_heading and below.n_rows > 1 and not below.begins_with_heading


def _part_rows(items: Items, where: str) -> None:
    """Reads a table of a single row as text: it is no table but lays things out side by side."""
    for number, item in reversed(list(enumerate(items.found))):
        if isinstance(item, Data) and item.grid.n_rows < 2:
            row = _Walk(where)
            row.cells(item.grid, item.place)
            items.found[number : number + 1] = row.items.found
            items.hidden += row.items.hidden
            items.hidden_tables += row.items.hidden_tables


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    size: float = 0.0
    level: int = 0
    links: int = 0


class _Walk:
    def __init__(self, where: str) -> None:
        self.items = Items()
        self._where = where
        self._open, self._at = _Open(), Place(Node(""))

    def into(
        self,
        node: Node,
        place: Place,
        size: float = 0.0,
        level: int = 0,
    ) -> None:
        """Reads what is in an element; ``size`` and ``level`` are those it has set."""
        for child in node.children:
            if isinstance(child, str):
                self._write(collapsed(child, node), place, size, level)
            elif is_hidden(child) or child.tag == "del":
                self._hide(child)
            elif child.tag == "br":
                self._write("\n", place, size, level)
            elif child.tag == "table":
                self._table(child, place)
            elif child.tag in BLOCKS:
                self._block(child, place, size)
            else:
                self._inline(child, place, size, level)

    def _inline(
        self,
        node: Node,
        place: Place,
        size: float,
        level: int,
    ) -> None:
        if node.tag == "a":
            self._open.links += len(text_of(node, tables=False))
        self.into(node, place, size_of(node) or size, level)

    def _block(
        self,
        node: Node,
        place: Place,
        size: float,
    ) -> None:
        self.flush()
        level = HEADINGS.get(node.tag, 0)
        self.into(node, Place(node, place), size_of(node) or size, level)
        self.flush()

    def _hide(self, node: Node) -> None:
        text = text_of(node)
        if text and any(is_data(grid_of(table, self._where)) for table in tables_in(node)):
            self.items.hidden_tables.append(text)
        elif text:
            self.items.hidden.append(text)

    def _write(
        self,
        text: str,
        place: Place,
        size: float,
        level: int,
    ) -> None:
        one = self._open
        if text.strip() and not "".join(one.pieces).strip():
            one.size, one.level, self._at = size, level, place
        one.pieces.append(text)

    def flush(self) -> None:
        """Ends the paragraph that is being read."""
        one, self._open = self._open, _Open()
        text = "\n".join(line.strip() for line in "".join(one.pieces).split("\n")).strip()
        if text:
            self.items.found.append(Text(text, self._at, one.size, one.level, one.links))

    def _table(self, node: Node, place: Place) -> None:
        self.flush()
        grid, inner = grid_of(node, self._where), Place(node, place)
        data = is_data(grid)
        for caption in grid.captions:
            text = text_of(caption)
            if text:
                self.items.found.append(Text(text, inner, size_of(caption), caption=data))
        self.items.found += [Text(text, inner) for text in grid.loose]
        if data:
            self.items.found.append(Data(node, grid, inner))
            return
        self.cells(grid, inner)

    def cells(self, grid: Grid, place: Place) -> None:
        """Reads what is in the cells of a table that holds no data."""
        self.items.hidden += grid.hidden
        for cell in grid.cells:
            self.into(cell.node, Place(cell.node, place), size_of(cell.node))
            self.flush()


def is_data(grid: Grid) -> bool:
    """Whether a table holds data; false for one that lays out other things."""
    texts = [text_of(cell.node) for cell in grid.cells]
    whole = sum(map(len, texts))
    filled = [text for text in texts if text]
    if grid.n_cols < 2 or len(filled) < 2:
        return False
    inner = sum(_inner_text(cell.node) for cell in grid.cells)
    if inner > _INNER * whole:
        return False
    links = sum(link_text(cell.node) for cell in grid.cells)
    if links > _MENU * whole:
        return False
    longest = max(map(len, filled))
    return not (len(filled) < _FEW_CELLS and longest > max(_LONG, _ONE_CELL * whole))


def _inner_text(node: Node) -> int:
    """How much text the tables in an element hold."""
    count = 0
    for child in node.elements():
        count += len(text_of(child)) if child.tag == "table" else _inner_text(child)
    return count


def is_menu(text: Text) -> bool:
    """Whether a paragraph leads elsewhere."""
    return text.links > _MENU * len(text.text)


# --- the document among what stands around it ---------------------------------------------------


def document_of(found: Sequence[Text | Data]) -> set[int]:
    """The numbers of the texts that are the document's: those around its largest tables.

    Its element is the innermost one that holds them and some text of its own, and further ones
    around it as long as what they add is plain text. Headings above it count too, since a title
    often stands there. Without tables all is the document's but menus.
    """
    texts = {n: item for n, item in enumerate(found) if isinstance(item, Text)}
    plain = {n for n, item in texts.items() if not is_menu(item)}
    chain = _common([item.place.chain() for item in _largest(found)])
    if not chain:
        return plain
    held = _held(found, chain, plain)
    first = min(held, default=0)
    titles = {n for n in plain if n < first and texts[n].level}
    captions = {n for n, item in texts.items() if item.caption}
    return (held & plain) | titles | captions


def _held(
    found: Sequence[Text | Data],
    chain: Sequence[Node],
    plain: set[int],
) -> set[int]:
    """The numbers of what the document's element holds, one of a chain of elements."""
    elements = list(reversed(chain))
    inner = elements[0]
    held = _within(found, inner)
    for outer in elements[1:]:
        more = _within(found, outer)
        if held & plain and not _adds_plain_text(outer, inner, more - held, found):
            break
        inner, held = outer, more
    return held


def _largest(found: Sequence[Text | Data]) -> Iterator[Data]:
    """The tables with at least half as many cells as the largest."""
    tables = [item for item in found if isinstance(item, Data)]
    most = max((len(table.grid.cells) for table in tables), default=0)
    for table in tables:
        if 2 * len(table.grid.cells) >= most:
            yield table


def _common(chains: Sequence[list[Node]]) -> list[Node]:
    """The elements that all chains begin with, without the tables at their ends."""
    if not chains:
        return []
    common: list[Node] = []
    for level in zip(*(chain[:-1] for chain in chains), strict=False):
        if any(node is not level[0] for node in level):
            break
        common.append(level[0])
    return common


def _within(found: Sequence[Text | Data], element: Node) -> set[int]:
    """The numbers of what stands in an element."""
    return {
        n for n, item in enumerate(found) if any(node is element for node in item.place.chain())
    }


def _adds_plain_text(
    outer: Node,
    inner: Node,
    added: set[int],
    found: Sequence[Text | Data],
) -> bool:
    """Whether what an element holds besides an inner one is text of its own without links."""
    if inner.tag in (*CELLS, "table"):
        return False
    return all(_is_plain(found[number], outer) for number in added)


def _is_plain(item: Text | Data, within: Node) -> bool:
    """Whether it is text that leads nowhere, in no table within an element."""
    if isinstance(item, Data) or item.links:
        return False
    chain = item.place.chain()
    at = next(n for n, node in enumerate(chain) if node is within)
    return not any(node.tag == "table" for node in chain[at + 1 :])
