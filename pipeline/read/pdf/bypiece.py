"""A page of which all can be seen → its tables, piece by piece; text beside them by character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from pipeline.model import Finding, PageTable
from pipeline.read.boxes import area, is_inside
from pipeline.read.pdf.apart import columns_apart
from pipeline.read.pdf.damaged import overlaid
from pipeline.read.pdf.grid import Grid, Point
from pipeline.read.pdf.level import has_columns, level_rows
from pipeline.read.pdf.model import Glyph, Matrix, PageInk, PdfPage, homes_of, inked
from pipeline.read.pdf.page import grids_among, text_lines
from pipeline.read.pdf.pieces import Item, Piece, glyphs_of
from pipeline.read.pdf.printed import PrintedLines, printed_lines
from pipeline.read.pdf.raised import raised_digits
from pipeline.read.pdf.setter import (
    Content,
    Ends,
    Letters,
    check_account,
    ends_of,
    padding_of,
    set_table,
)
from pipeline.read.pdf.share import OVER, owners_of
from pipeline.read.pdf.spans import Span
from pipeline.read.pdf.textlines import lines_of
from pipeline.text.median import median

_LEFT, _RIGHT, _TEXT = map(attrgetter, ("left", "right", "text"))

# The lines of cells, character by character.
Lines = dict[Span, list[list[Glyph]]]


def read_pieces(ink: PageInk) -> PdfPage:
    """Reads a page that :func:`pipeline.read.pdf.plain.is_plain` allows to be read so.

    It comes out as by :func:`pipeline.read.pdf.page.read_page`.

    Raises:
        LostCharacters: a table's characters are not all in its cells once.
    """
    pieces = ink.pieces
    grids = grids_among(ink, _Middles(pieces, ink.matrix), _letter(pieces))
    shares = _Shares(grids, ink.matrix)
    for piece in pieces:
        shares.give(piece)
    tables: list[PageTable] = []
    findings: list[Finding] = []
    for grid, share in zip(grids, shares.inside, strict=True):
        table, found = _Reader(grid, share, ink).read()
        tables.append(table)
        findings += found
    beside = glyphs_of(shares.outside, ink.matrix)
    return PdfPage(
        number=ink.number,
        width=ink.width,
        height=ink.height,
        characters=sum(map(_inked, pieces)),
        tables=tuple(tables),
        text_lines=tuple(text_lines(beside, grids)),
        findings=(*ink.notes, *findings),
        pictured=ink.pictured,
    )


def _inked(piece: Piece) -> int:
    """How many characters of a piece leave ink."""
    return len(inked(piece.glyphs)) if piece.glyphs else piece.inked


def _letter(pieces: Sequence[Piece]) -> float:
    """The usual type size, of all characters with ink."""
    sizes: list[float] = []
    for piece in pieces:
        sizes += [piece.size] * _inked(piece)
    return median(sizes)


class _Middles:
    """The middles of a page's characters with ink, found as far as they are asked for."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        page: Matrix,
    ) -> None:
        self._rest = iter(pieces)
        self._page = page
        self._known: list[Point] = []

    def __iter__(self) -> Iterator[Point]:
        """Those known first; one iteration ends before the next begins."""
        return chain(self._known, self._unknown())

    def _unknown(self) -> Iterator[Point]:
        """Those of the pieces not asked for yet."""
        for piece in self._rest:
            glyphs = inked(glyphs_of([piece], self._page))
            found = homes_of(glyphs)
            self._known += found
            yield from found


class _Shares:
    """Gives each piece to the smallest table it stands in; the others stand outside.

    Of a piece that is not whole, or stands in a table partly, each character is given.
    """

    def __init__(
        self,
        grids: Sequence[Grid],
        page: Matrix,
    ) -> None:
        self.inside: list[list[Item]] = [[] for _ in grids]
        self.outside: list[Item] = []
        self._page = page
        boxes = [grid.box for grid in grids]
        pairs = zip(boxes, self.inside, strict=True)
        self._by_size = sorted(pairs, key=lambda pair: area(pair[0]))

    def give(self, piece: Piece) -> None:
        """Gives a piece."""
        if piece.glyphs:
            self._give_glyphs(piece)
            return
        first, last, middle = piece.first, piece.last, piece.middle
        for (x0, y0, x1, y1), share in self._by_size:
            if not y0 - OVER < middle < y1 + OVER:
                continue
            left, right = x0 - OVER, x1 + OVER
            begins = left < first < right
            if begins and left < last < right:
                share.append(piece)
                return
            if begins or (first < right and last > left):  # it reaches into it
                self._give_glyphs(piece)
                return
        self.outside.append(piece)

    def _give_glyphs(self, piece: Piece) -> None:
        glyphs = glyphs_of([piece], self._page)
        for g, (x, y) in zip(glyphs, homes_of(glyphs), strict=True):
            for box, share in self._by_size:
                if is_inside(x, y, box, OVER):
                    share.append(g)
                    break
            else:
                self.outside.append(g)


class _Reader:
    """Reads one table."""

    def __init__(
        self,
        grid: Grid,
        share: Sequence[Item],
        ink: PageInk,
    ) -> None:
        self._grid = grid
        self._share = share
        self._ink = ink
        self._cells: dict[Span, list[Item]] = {span: [] for span in grid.spans}
        self._contents: dict[Span, Content | None] = {}
        self._ends: list[tuple[Span, Ends]] = []
        # Of cells that are read by character.
        self._lines: Lines = {}

    def read(self) -> tuple[PageTable, list[Finding]]:
        """The table, and what is wrong with it.

        Raises:
            LostCharacters: its characters are not all in its cells once.
        """
        self._give()
        for span, items in self._cells.items():
            first = items[0] if len(items) == 1 else None
            if isinstance(first, Piece) and not first.glyphs:
                self._contents[span] = first
                if first.inked:
                    self._ends.append((span, Ends(first.left, first.right)))
            else:
                self._contents[span] = self._content(span, items) if items else None
        padding = padding_of(self._grid, self._ends)
        table = set_table(self._grid, self._contents, padding, self._ink)
        check_account(map(_TEXT, self._share), table)
        return table, self._findings(table)

    def _give(self) -> None:
        """Gives what stands in the table to its cells."""
        grid = self._grid
        owners = owners_of(self._cells)
        xs, ys = grid.xs[1:-1], grid.ys[1:-1]
        for item in self._share:
            if isinstance(item, Glyph):
                [(x, y)] = homes_of([item])
                owners[grid.face(x, y)].append(item)
                continue
            first = bisect_right(xs, item.first)
            own = owners[bisect_right(ys, item.middle), first]
            if item.last >= grid.xs[first + 1]:
                last = grid.face(item.last, item.middle)
                if owners[last] is not own:
                    self._give_parts(item, owners)
                    continue
            own.append(item)

    def _give_parts(
        self,
        piece: Piece,
        owners: dict[tuple[int, int], list[Item]],
    ) -> None:
        """Gives the characters of a piece that stands in several cells."""
        glyphs = glyphs_of([piece], self._ink.matrix)
        faces = self._grid.faces(homes_of(glyphs))
        for g, face in zip(glyphs, faces, strict=True):
            owners[face].append(g)

    def _content(
        self,
        span: Span,
        items: Sequence[Item],
    ) -> Content:
        """The lines of a cell in which something stands; notes where they end."""
        pieces = [item for item in items if isinstance(item, Piece)]
        printed = printed_lines(pieces) if len(pieces) == len(items) else None
        if printed is None:
            return self._letters(span, items)
        if printed:
            ends = Ends(min(map(_LEFT, printed)), max(map(_RIGHT, printed)))
            self._ends.append((span, ends))
        return PrintedLines(printed)

    def _letters(
        self,
        span: Span,
        items: Sequence[Item],
    ) -> Content:
        """The same, character by character."""
        glyphs = glyphs_of(items, self._ink.matrix)
        ends = ends_of(glyphs)
        if ends is not None:
            self._ends.append((span, ends))
        lines = lines_of(glyphs)
        self._lines[span] = lines
        return Letters(lines)

    def _findings(self, table: PageTable) -> list[Finding]:
        """What is wrong with the table; nothing is with cells of whole pieces but their rows."""
        lines = self._lines
        found = overlaid(lines, table.page)
        if has_columns(table):
            found += level_rows(table, self._all_lines(), self._grid)
        # Whole pieces have no wide gap: where the others show no columns all together show none.
        if columns_apart(table, lines):
            found += columns_apart(table, self._all_lines())
        found += raised_digits(table, lines)
        return found

    def _all_lines(self) -> Lines:
        """The lines of all cells, character by character."""
        lines: Lines = {}
        for span, items in self._cells.items():
            lines[span] = lines_of(glyphs_of(items, self._ink.matrix))
        return lines
