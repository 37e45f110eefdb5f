"""The values of a PDF page: what is drawn on it, and what reading it yields.

They are plain, free of any library's types.

All places are in points from the top left of the page as it is displayed (``/Rotate`` applied).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pipeline.messages import Message
from pipeline.model import Box, Finding, Line, PageTable
from pipeline.read.pdf.doubt import Doubt

if TYPE_CHECKING:
    from pipeline.read.pdf.pieces import Piece

# A cut-off character counts as standing this far inside the visible area.
INSIDE = 0.5
# The middle of a letter's ink lies so far above its baseline, in type sizes.
INK_MIDDLE = 0.36
# Letters below this size, in points, are no print.
TINY = 1.0
# The six numbers of a matrix (ISO 32000-1, 8.3.3).
Matrix = tuple[float, float, float, float, float, float]
# Red, green and blue from 0 to 1; an ink has its opacity behind them.
Colour = tuple[float, float, float]
Ink = tuple[float, float, float, float]


class Unseen(StrEnum):
    """Why a character that is drawn cannot be seen: the code of what a person is told."""

    SEEN = ""
    MODE = "read.in-invisible-mode"
    ALPHA = "read.transparent"
    LAYER = "read.in-hidden-layer"
    COLOUR = "read.in-ground-colour"
    COVERED = "read.covered"
    SMALL = "read.too-small"
    CLIPPED = "read.clipped"


class Glyph(NamedTuple):
    """One character as drawn.

    ``ox``, ``oy`` is its origin on the baseline (text rise not included); ``turn`` is how far its
    line is turned clockwise: 0 reads left to right, 90 downwards, 270 upwards. ``stacked`` is true
    for the vertical writing mode, where one character stands under the other. ``clip`` is the
    visible area where the character lies outside it: text too long for its cell is often cut off
    so. ``order`` counts what was painted on the page, ``ink`` is its colour with its opacity (None:
    not known), ``unseen`` what keeps it from being seen. ``given`` is true for text of a filled-in
    field, which lies above the page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    ox: float
    oy: float
    size: float
    font: str
    turn: int = 0
    stacked: bool = False
    clip: Box | None = None
    order: int = 0
    ink: Ink | None = None
    unseen: Unseen = Unseen.SEEN
    given: bool = False

    @property
    def width(self) -> float:
        """How wide its box is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high its box is."""
        return self.bottom - self.top

    @property
    def cx(self) -> float:
        """Middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        """Middle of the ink from top to bottom.

        The baseline says where it is, unless the character is raised above it.
        """
        middle = self.oy - INK_MIDDLE * self.size
        if self.turn or self.stacked or not self.top <= middle <= self.bottom:
            return (self.top + self.bottom) / 2
        return middle

    @property
    def home(self) -> tuple[float, float]:
        """The point that decides which cell the character belongs to.

        Its middle, or where it is cut off.
        """
        if self.clip is None:
            return self.cx, self.cy
        left, top, right, bottom = self.clip
        if left > right or top > bottom:
            return self.cx, self.cy
        x = min(max(self.cx, left + INSIDE), right - INSIDE)
        y = min(max(self.cy, top + INSIDE), bottom - INSIDE)
        return x, y

    @property
    def is_blank(self) -> bool:
        """Whether it is white space, which leaves no ink."""
        return self.text.isspace()


Glyphs = Sequence[Glyph]


def inked(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters that leave ink: all but white space."""
    return [g for g in glyphs if not g.text.isspace()]


def homes_of(glyphs: Iterable[Glyph]) -> list[tuple[float, float]]:
    """The home of each character: :attr:`Glyph.home` of many at once."""
    homes: list[tuple[float, float]] = []
    for g in glyphs:
        if g.clip is None and not g.turn and not g.stacked:
            middle = g.oy - INK_MIDDLE * g.size
            y = middle if g.top <= middle <= g.bottom else (g.top + g.bottom) / 2
            homes.append(((g.x0 + g.x1) / 2, y))
        else:
            homes.append(g.home)
    return homes


class Paint(NamedTuple):
    """One painted area, rule or not, that may lie under a character or over it.

    ``colour`` is None where it is not one known colour (an image, a shading, a pattern); ``solid``
    is false where what lies beneath shows through or may; ``outline`` are its corners where it is
    no rectangle.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    colour: Colour | None = None
    solid: bool = True
    picture: bool = False
    outline: tuple[tuple[float, float], ...] = ()

    def bounds(self, x: float, y: float) -> bool:
        """Whether a point lies within its bounds, if not within its outline."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Rule(NamedTuple):
    """One straight drawn line along an axis: at ``at``, from ``start`` to ``end``.

    ``start`` is at most ``end``. ``order`` counts what was painted on the page, ``white`` is true
    for ink of the colour of the paper.
    """

    vertical: bool
    at: float
    start: float
    end: float
    thick: float = 0.0
    order: int = 0
    white: bool = False

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


class Fill(NamedTuple):
    """One filled area that is no rule."""

    x0: float
    top: float
    x1: float
    bottom: float
    order: int = 0
    white: bool = False


@dataclass(frozen=True, slots=True)
class PageInk:
    """Everything drawn on one page.

    ``shown`` counts the text strings of the content stream that are not empty, ``strings`` all of
    them; ``pictured`` is the share of the page that its largest image covers, ``damage`` names what
    of the page could not be read, ``notes`` are findings on how it is drawn. ``matrix`` brings the
    page's user space to its displayed one, before that is counted from the top. ``engine`` is what
    its cells are marked with. Where ``pieces`` are known, the characters are those of the pieces,
    and ``glyphs`` are empty.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    paints: tuple[Paint, ...] = ()
    notes: tuple[Finding, ...] = ()
    shown: int = 0
    strings: int = 0
    pictured: float = 0.0
    damage: tuple[Message, ...] = ()
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    doubts: frozenset[Doubt] = frozenset()
    engine: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text outside the tables; ``after`` counts this page's tables above it."""

    text: str
    box: Box
    size: float
    after: int = 0


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as read; ``text_lines`` are what ``lines`` were joined from.

    ``characters`` counts what was read (white space not counted), ``turn`` is that of a page set
    sideways, ``doubts`` say why it was asked of a second source. ``scanned`` is true for a page
    that is an image and was recognised; ``pictured`` is the share of a page that its largest image
    covers.
    """

    number: int
    width: float
    height: float
    characters: int = 0
    tables: tuple[PageTable, ...] = ()
    text_lines: tuple[TextLine, ...] = ()
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    turn: int = 0
    doubts: frozenset[Doubt] = frozenset()
    scanned: bool = False
    pictured: float = 0.0


@dataclass(frozen=True, slots=True)
class PdfReading:
    """All pages that were asked for, in order.

    ``n_pages`` counts the file's pages, ``about`` is on the file.
    """

    pages: tuple[PdfPage, ...]
    n_pages: int
    about: tuple[Finding, ...] = ()

    @property
    def tables(self) -> tuple[PageTable, ...]:
        """The tables of all pages but those that were handed on, of which there are no cells."""
        return tuple(table for page in self.pages for table in page.tables if table.cells)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The headings and paragraphs of all pages."""
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found about the file, then about its pages."""
        on_pages = (finding for page in self.pages for finding in page.findings)
        return *self.about, *on_pages

    def __iter__(self) -> Iterator[PdfPage]:
        return iter(self.pages)
