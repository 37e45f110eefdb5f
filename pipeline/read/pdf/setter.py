"""Sets the cells of a table, of what stands in each of them, and accounts for its characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import NamedTuple, Protocol

from pipeline.errors import LostCharacters
from pipeline.model import Box, Cell, Layout, PageTable
from pipeline.model.cell import laid, made
from pipeline.read.pdf.bidi import settled
from pipeline.read.pdf.compose import compose_lines, line_boxes
from pipeline.read.pdf.grid import Grid, Place
from pipeline.read.pdf.model import Glyphs, PageInk, inked
from pipeline.read.pdf.spans import Span
from pipeline.read.pdf.turn import turn_back

# A message quotes so many characters that were lost.
QUOTED = 20

_LEFT, _RIGHT = map(attrgetter, ("x0", "x1"))


class Content(Protocol):
    """What stands in one cell."""

    def words(self, room: float) -> str:
        """Its text; ``room`` is the width a line can have."""

    def boxes(self) -> Sequence[Box]:
        """Where each of its lines is printed."""


class Letters(NamedTuple):
    """The lines of a cell, character by character."""

    lines: Sequence[Glyphs]

    def words(self, room: float) -> str:
        """The characters as text."""
        return compose_lines(self.lines, room)

    def boxes(self) -> Sequence[Box]:
        """Where each line is printed."""
        return line_boxes(self.lines)


# What stands in each cell; None where nothing does.
Contents = Mapping[Span, Content | None]


def set_table(
    grid: Grid,
    contents: Contents,
    padding: float,
    ink: PageInk,
    turn: int = 0,
) -> PageTable:
    """Sets a table, with places on the page as it is displayed.

    ``padding`` is what its cells leave free beside their longest lines, ``turn`` that of the page.
    """
    return _Setter(grid, contents, padding, ink, turn).table()


class _Setter:
    """Sets the cells of one table."""

    def __init__(
        self,
        grid: Grid,
        contents: Contents,
        padding: float,
        ink: PageInk,
        turn: int,
    ) -> None:
        self._grid = grid
        self._contents = contents
        self._padding = padding
        self._ink = ink
        self._turn = turn
        self._engines = (ink.engine,) if ink.engine else ()
        self._places = _Places()

    def table(self) -> PageTable:
        """The page's table."""
        grid, ink = self._grid, self._ink
        return PageTable(
            page=ink.number,
            n_rows=len(grid.ys) - 1,
            n_cols=len(grid.xs) - 1,
            cells=tuple(map(self._cell, grid.places)),
            bbox=self._displayed(grid.box),
            sheet=(round(ink.width, 1), round(ink.height, 1)),
        )

    def _cell(self, place: Place) -> Cell:
        span, width, box, open_top, open_bottom = place
        row, col, row_end, col_end = span
        content = self._contents[span]
        if content is None:
            text = ""
            layout = _layout_of_nothing(open_top, open_bottom)
        else:
            text = intern(content.words(width - self._padding))
            lines = tuple(map(self._displayed, content.boxes()))
            layout = laid(lines, open_top, open_bottom)
        return made(
            row,
            col,
            text,
            row_end - row,
            col_end - col,
            self._ink.number,
            self._displayed(self._grid.box_of(span)) if self._turn else box,
            self._engines,
            layout,
            None,
            None,
            (),
        )

    def _displayed(self, box: Box) -> Box:
        """A box as it is published, on the page as it is displayed."""
        x0, top, x1, bottom = box
        if self._turn or x0 > x1 or top > bottom:
            ink = self._ink
            x0, top, x1, bottom = turn_back(box, self._turn, ink.width, ink.height)
        places = self._places
        return places[x0], places[top], places[x1], places[bottom]


@lru_cache(maxsize=4)
def _layout_of_nothing(
    open_top: bool,
    open_bottom: bool,
) -> Layout:
    """How an empty cell is set."""
    return Layout((), open_top, open_bottom)


class _Places(dict[float, float]):
    """Places as they are published: one object for each, since a table's cells share a few."""

    def __missing__(self, at: float) -> float:
        rounded = round(at, 2)
        place = self.setdefault(rounded, rounded)
        self[at] = place
        return place


class Ends(NamedTuple):
    """The left and the right end of the ink in a cell."""

    left: float
    right: float


def ends_of(glyphs: Glyphs) -> Ends | None:
    """The ends of characters; None where they leave no ink."""
    ink = inked(glyphs)
    if not ink:
        return None
    return Ends(min(map(_LEFT, ink)), max(map(_RIGHT, ink)))


def padding_of(
    grid: Grid,
    ends: Iterable[tuple[Span, Ends]],
) -> float:
    """What the table's cells leave free to the left and right of their longest lines, together.

    ``ends`` are those of the cells with ink.
    """
    left: list[float] = []
    right: list[float] = []
    for span, inner in ends:
        left.append(inner.left - grid.xs[span.col])
        right.append(grid.xs[span.col_end] - inner.right)
    if not left:
        return 0.0
    free_left = max(min(left), 0.0)
    free_right = max(min(right), 0.0)
    return free_left + free_right


def check_account(
    came: Iterable[str],
    table: PageTable,
) -> None:
    """Checks that characters in are characters out; ``came`` is the text of what stands in it.

    Raises:
        LostCharacters: they are not.
    """
    printed = _bare(came)
    read = _bare([cell.text for cell in table.cells])
    if printed == read:  # as where strings were written in the order of their cells
        return
    before, after = Counter(settled(printed)), Counter(settled(read))
    if before == after:
        return
    lost = "".join((before - after).elements())
    doubled = "".join((after - before).elements())
    raise LostCharacters(
        "read.lost-characters",
        page=table.page,
        box=str(table.bbox),
        lost=lost[:QUOTED],
        doubled=doubled[:QUOTED],
    )


def _bare(texts: Iterable[str]) -> str:
    """All characters of the texts, white space left out."""
    return "".join("\n".join(texts).split())
