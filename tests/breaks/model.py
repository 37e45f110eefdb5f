"""What is typeset and what must be read of it: documents of paragraphs and tables, all plain values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the logical table; a line feed in ``text`` begins a paragraph."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1

    def positions(self) -> Iterator[tuple[int, int]]:
        for row in range(self.row, self.row + self.rowspan):
            for col in range(self.col, self.col + self.colspan):
                yield row, col


@dataclass(frozen=True, slots=True)
class Split:
    """A page break that the author made by hand: before ``row``, with lines of text, the heading set again or not."""

    row: int
    captions: tuple[str, ...] = ()
    heading: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table and how it is to be set.

    ``widths`` are shares of the table's width, ``breadth`` is its share of the page's. ``repeat``: the heading
    stands on every page; ``drift`` are heading cells that read otherwise there, as (row, col, text). ``breakable``:
    a row may be cut by the page's end. ``middle``: texts stand in the middle of their cells' height. ``reprint``: a
    merged cell's text is printed again on each page; ``open``: no rule is drawn where the break cuts a cell;
    ``beside``: the table begins where the one before it does, so far to the right, a share of the page's width. These
    three are for the maker that draws by itself.
    """

    cells: tuple[Cell, ...]
    header_rows: int
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    repeat: bool = True
    breakable: bool = True
    middle: bool = False
    reprint: bool = False
    open: bool = False
    breadth: float = 1.0
    beside: float = 0.0
    drift: tuple[tuple[int, int, str], ...] = ()
    splits: tuple[Split, ...] = ()

    @property
    def n_rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    @property
    def n_cols(self) -> int:
        return len(self.widths)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside the tables; ``new_page``: it begins a page."""

    text: str
    kind: Literal["title", "caption", "unit", "body"] = "body"
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Block = Table | Text | PageBreak


@dataclass(frozen=True, slots=True)
class Look:
    """The page and its type, in points. ``row_height`` is the least height of a row in lines."""

    width: float
    height: float
    margin: float
    size: float
    leading: float
    pad: float
    row_height: float = 1.0
    widows: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its blocks in order. ``seed`` with ``shape`` says how to make it again."""

    shape: str
    script: str
    seed: int
    look: Look
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Piece:
    """What of one cell stands on one page."""

    page: int
    text: str


@dataclass(slots=True)
class Placement:
    """Where everything came to stand: (table, cell) → its pieces in order, repeated headings left out.

    ``marks`` are the lines of text that stand over a page's first table, page → lines, running heads left out.
    """

    pieces: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)
    pages: int = 0

    def add(self, table: int, cell: int, page: int, text: str) -> None:
        self.pieces.setdefault((table, cell), []).append(Piece(page, text))


# Marks in a grid of texts: this position belongs to the cell above it, or to the one left of it.
UP, LEFT = "\0up", "\0left"


def cells_of(grid: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """The cells of a grid of texts with the marks ``UP`` and ``LEFT``."""
    n_rows = len(grid)
    cells = []
    for row, texts in enumerate(grid):
        for col, text in enumerate(texts):
            if text in (UP, LEFT):
                continue
            right = col + 1
            while right < len(texts) and texts[right] == LEFT:
                right += 1
            below = row + 1
            while below < n_rows and grid[below][col] == UP:
                below += 1
            cells.append(Cell(row, col, text, below - row, right - col))
    return tuple(cells)


# Arabic and Hebrew letters, those of the forms that fonts draw among them.
_LEFTWARD = re.compile("[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Signs that fonts share or join: how a font draws a text is no matter of breaks.
_DRAWN = str.maketrans({
    "\u00ad": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\u2015": "\u2014", "\u2013": "\u2014", "\u2010": "-", "\u2011": "-",
})  # fmt: skip


def fold(text: str) -> str:
    """The text without any space: how lines wrap is the maker's business; ligatures and dashes alike.

    What runs from right to left is given by its letters alone, sorted: in which order a page's letters are read is
    another matter than which row they stand in.
    """
    folded = "".join(text.split()).translate(_DRAWN)
    if _LEFTWARD.search(folded):
        return "".join(sorted(unicodedata.normalize("NFKC", folded)))
    return folded
