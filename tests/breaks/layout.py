"""Where every line of a document stands, page by page: the typesetting of the maker that draws by itself.

A row that does not fit is cut between two lines where the table allows it, else it goes to the next page whole. A
merged cell's text fills the space it has on its first page and goes on on the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.breaks.fonts import font
from tests.breaks.model import Cell, Document, Look, PageBreak, Table, Text
from tests.breaks.wrap import wrap

_MARGIN_OF_TEXT = 3.0


@dataclass(frozen=True, slots=True)
class Strip:
    """What of one row stands on a page: its lines from ``first`` on; ``again``: a heading repeated."""

    row: int
    first: int
    count: int
    height: float
    last: bool = True
    again: bool = False


@dataclass(slots=True)
class Part:
    """What of one table stands on a page, from ``top`` points below the page's upper edge on."""

    table: int
    top: float
    strips: list[Strip] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        return self.top + sum(strip.height for strip in self.strips)


@dataclass(slots=True)
class Page:
    """Texts as (top, text), and the parts of tables."""

    texts: list[tuple[float, Text]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measures:
    """A table's lines: those of each cell, how many each row has, what more height each row needs."""

    lines: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]
    extra: tuple[float, ...]


class Layout:
    """Lays a document out; ``pages`` is the result, ``measures`` the lines of each table's cells."""

    def __init__(self, document: Document) -> None:
        self.document, self.look = document, document.look
        self.font = font(document.script, document.seed)
        self.pages = [Page()]
        self.at = 0
        self.measures: list[Measures] = []
        self.begun = (0, 0.0)  # page and height where the last table begins
        self.y = self.look.margin
        self._run()

    def _run(self) -> None:
        for block in self.document.blocks:
            if isinstance(block, PageBreak):
                self._turn()
            elif isinstance(block, Text):
                self._text(block)
            else:
                self._table(block)

    def _turn(self) -> None:
        self.at += 1
        if self.at == len(self.pages):
            self.pages.append(Page())
        self.y = self.look.margin

    @property
    def page(self) -> Page:
        return self.pages[self.at]

    def _text(self, text: Text) -> None:
        if text.new_page and (self.page.texts or self.page.parts):
            self._turn()
        size = size_of(text, self.look)
        lines = wrap(text.text, self.look.width - 2 * self.look.margin, self.font, size)
        for line in lines:
            if self.y + size * 1.5 > self.look.height - self.look.margin:
                self._turn()
            self.page.texts.append((self.y, Text(line, text.kind)))
            self.y += size * 1.5
        self.y += size * 0.4

    def _table(self, table: Table) -> None:
        number = len(self.measures)
        self.measures.append(measured(table, self.look, self.font))
        splits = {split.row: split for split in table.splits}
        end = self.at, self.y
        if table.beside:
            self.at, self.y = self.begun
        self._begin(number, table, first=True)
        for row in range(table.header_rows if table.header_rows else 0, table.n_rows):
            if split := splits.get(row):
                self._turn()
                for caption in split.captions:
                    self._text(Text(caption, "caption"))
                self._begin(number, table, first=False, heading=split.heading)
            self._row(number, table, row)
        self.y = self.page.parts[-1].bottom + self.look.size
        if table.beside:
            self.at, self.y = max(end, (self.at, self.y))

    def _begin(self, number: int, table: Table, first: bool, heading: bool = True) -> None:
        """Opens the table's part on the page, with its heading."""
        strips = []
        if first or heading:
            for row in range(table.header_rows):
                count = self.measures[number].rows[row]
                strips.append(
                    Strip(row, 0, count, self._height(number, row, count, True), again=not first)
                )
        needed = sum(strip.height for strip in strips) + self.look.size * 2
        crowded = self.y + needed > self._end and not table.beside
        if first and crowded and (self.page.texts or self.page.parts):
            self._turn()
        if first:
            self.begun = self.at, self.y
        self.page.parts.append(Part(number, self.y, strips))

    def _row(self, number: int, table: Table, row: int) -> None:
        first, rest = 0, self.measures[number].rows[row]
        while rest:
            part = self.page.parts[-1]
            room = self._end - part.bottom
            count = self._fitting(number, table, row, first, rest, room)
            if not count:
                alone = all(strip.again or strip.row < table.header_rows for strip in part.strips)
                if alone and len(part.strips) and part.top <= self.look.margin + 1:
                    count = (
                        rest  # a row taller than the page runs over its foot rather than for ever
                    )
                else:
                    self._turn()
                    self._begin(number, table, first=False, heading=table.repeat)
                    continue
            last = count == rest
            height = self._height(number, row, count, last)
            part.strips.append(Strip(row, first, count, height, last))
            first, rest = first + count, rest - count

    def _fitting(
        self, number: int, table: Table, row: int, first: int, rest: int, room: float
    ) -> int:
        """How many of the row's lines that are left stand in the room; 0 for none."""
        if self._height(number, row, rest, True) <= room:
            return rest
        if not table.breakable or rest < 2:
            return 0
        count = min(rest - 1, int((room - self.look.pad * 2) // self.pitch))
        least = 2 if self.look.widows else 1
        count = min(count, rest - least)
        return count if count >= least and (first or rest - count >= least) else 0

    @property
    def pitch(self) -> float:
        return self.look.size * self.look.leading

    @property
    def _end(self) -> float:
        return self.look.height - self.look.margin

    def _height(self, number: int, row: int, count: int, last: bool) -> float:
        extra = self.measures[number].extra[row] if last else 0.0
        return count * self.pitch + 2 * self.look.pad + extra


def size_of(text: Text, look: Look) -> float:
    return look.size * {"title": 1.6, "caption": 1.1, "unit": 0.95, "body": 1.0}[text.kind]


def room_of(cell: Cell, table: Table, look: Look) -> float:
    """The width of a cell's text."""
    whole = (look.width - 2 * look.margin) * table.breadth
    return (
        whole * sum(table.widths[cell.col : cell.col + cell.colspan]) / sum(table.widths)
        - 2 * _MARGIN_OF_TEXT
    )


def measured(table: Table, look: Look, name: str) -> Measures:
    """The lines of all cells, and rows tall enough for them."""
    lines = tuple(
        tuple(wrap(cell.text, room_of(cell, table, look), name, look.size)) for cell in table.cells
    )
    rows = [1] * table.n_rows
    for cell, own in zip(table.cells, lines, strict=True):
        if cell.rowspan == 1:
            rows[cell.row] = max(rows[cell.row], len(own))
    pitch = look.size * look.leading
    extra = [max(0.0, (look.row_height - 1) * pitch) if count == 1 else 0.0 for count in rows]
    for cell, own in zip(table.cells, lines, strict=True):
        if cell.rowspan > 1:
            _make_room(cell, len(own), rows, extra, look)
    return Measures(lines, tuple(rows), tuple(extra))


def _make_room(cell: Cell, lines: int, rows: Sequence[int], extra: list[float], look: Look) -> None:
    """Adds to the last row what a merged cell's text needs, a cut by a page break counted in."""
    pitch = look.size * look.leading
    span = range(cell.row, cell.row + cell.rowspan)
    held = sum(rows[row] * pitch + 2 * look.pad + extra[row] for row in span)
    needed = (lines + 1) * pitch + 4 * look.pad
    extra[span[-1]] += max(0.0, needed - held)


def held(part: Part, cell: Cell) -> Iterator[tuple[int, Strip]]:
    """The strips of a part that a cell reaches over, with their places."""
    for at, strip in enumerate(part.strips):
        if cell.row <= strip.row < cell.row + cell.rowspan:
            yield at, strip
