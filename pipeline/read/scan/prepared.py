"""A page image made ready: straight, its ink apart from its rules, its grids found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.model import Box
from pipeline.read.pdf.grid import Grid
from pipeline.read.pdf.model import Glyph, PageInk, homes_of
from pipeline.read.pdf.page import find_grids
from pipeline.read.scan.area import Area
from pipeline.read.scan.bridged import Seals
from pipeline.read.scan.dark import on_white
from pipeline.read.scan.rules import Ruling, letter_height, ruling_of
from pipeline.read.scan.seal import colourless_seals, light_of, without
from pipeline.read.scan.sheet import Mask, Pixels, Sheet, inked, levelled
from pipeline.read.scan.straighten import straightened
from pipeline.read.scan.strips import Strip
from pipeline.read.scan.traced import with_overlaid, with_traces

# A piece of ink is no letter when it is smaller or larger, in letters.
_PIECE = (0.12, 2.5)
# A letter's base line is so far below its middle, in letters.
_BASE = 0.36
# A table has more rules each way than a frame.
FRAME = 2


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """One straightened page, and what is known of its ink.

    ``level`` is what is read, ``text`` its ink less the rules; ``letter`` is how high letters are,
    in pixels. ``seals`` are those that could not be lifted, ``lifted`` those that were.
    """

    sheet: Sheet
    level: Pixels
    ruling: Ruling
    text: Mask
    letter: float
    seals: tuple[Area, ...] = ()
    lifted: tuple[Area, ...] = ()

    @property
    def points(self) -> float:
        """How many points one pixel is long."""
        return self.sheet.points

    def outline(
        self,
        strip: Strip,
    ) -> Box:
        """A strip's outline, in points of the straightened page."""
        points = self.points
        return (
            strip.left * points,
            strip.top * points,
            strip.right * points,
            strip.bottom * points,
        )

    def is_sealed(
        self,
        strip: Strip,
    ) -> bool:
        """Whether a seal that could not be lifted lies over a strip."""
        return _is_under(strip, self.seals)

    def was_sealed(
        self,
        strip: Strip,
    ) -> bool:
        """Whether a seal that was lifted lay over a strip."""
        return _is_under(strip, self.lifted)

    def on_page(
        self,
        box: Box,
    ) -> Box:
        """A box of the straightened page, in points, as it lies on the page itself."""
        x0, y0, x1, y1 = (at / self.points for at in box)
        return self.sheet.on_page((x0, y0, x1, y1))


def _is_under(
    strip: Strip,
    seals: Sequence[Area],
) -> bool:
    outline = strip.left, strip.top, strip.right, strip.bottom
    return any(seal.touches(*outline) for seal in seals)


def shows_table(sheet: Sheet) -> bool:
    """Whether a page image shows a ruled table of several rows and columns."""
    straight = straightened(sheet)
    page = prepared(straight)
    sizes = []
    for grid in grids_of(page):
        fewest = min(len(grid.xs), len(grid.ys))
        sizes.append(fewest)
    return max(sizes, default=0) > FRAME


def prepared(sheet: Sheet) -> PreparedPage:
    """Makes a straight sheet ready."""
    light = light_of(sheet.colour, sheet.points)
    level = on_white(levelled(light.grey), sheet.points)
    ruling = ruling_of(level, sheet.points, Seals(light.seals))
    ink = inked(level)
    around = letter_height(ink, sheet.points)
    seals = colourless_seals(ink, ruling.mask, sheet.points)
    if seals:
        ruled = without(level, seals)
        ruling = ruling_of(ruled, sheet.points, Seals(light.seals, tuple(seals), ink))
        ruling = with_overlaid(ruling, level, seals, around)
    if light.seals:
        ruling = with_traces(ruling, level, light.seals, around)
    text = ink & ~ruling.mask
    letter = letter_height(text, sheet.points)
    return PreparedPage(
        sheet=sheet,
        level=level,
        ruling=ruling,
        text=text,
        letter=letter,
        seals=tuple(seals),
        lifted=light.seals,
    )


def grids_of(page: PreparedPage) -> list[Grid]:
    """The tables' grids, in points of the straightened page."""
    sheet = page.sheet
    pieces = _pieces(page)
    rules = page.ruling.in_points(page.points)
    ink = PageInk(sheet.number, sheet.width, sheet.height, rules=rules)
    return find_grids(ink, pieces, homes_of(pieces))


def _pieces(page: PreparedPage) -> list[Glyph]:
    """Pieces of ink in place of characters, in points of the straightened page."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(page.text.astype(np.uint8), connectivity=8)
    least, most = (share * page.letter for share in _PIECE)
    size = page.letter * page.points
    pieces: list[Glyph] = []
    for left, top, across, down, _ in stats[1:]:
        if max(across, down) < least or down > most:
            continue
        x0 = left * page.points
        y0 = top * page.points
        x1 = x0 + across * page.points
        y1 = y0 + down * page.points
        middle = (y0 + y1) / 2
        base = middle + _BASE * size
        glyph = Glyph("□", x0, y0, x1, y1, x0, base, size, "")
        pieces.append(glyph)
    return pieces
