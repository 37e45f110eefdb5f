"""Strings as they are set on a page: each is one piece, unless its characters must be known.

Most strings of a table stand in one cell, on one line, with nothing between their characters that
would part them. Such a piece is placed, judged and composed as one; of all others, and wherever a
rule or another text comes between, the characters are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter, sub
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.pdf.compose import ASCENT, DESCENT
from pipeline.read.pdf.faces import Outline, Show
from pipeline.read.pdf.glyphs import DOUBLE, DOUBLE_POINTS
from pipeline.read.pdf.model import INK_MIDDLE, TINY, Glyph, Matrix
from pipeline.read.pdf.objects import Setting
from pipeline.read.pdf.typeset import ANYWHERE, Edges, Frame, Origins, edges_of, typeset

# Characters of a whole piece stand apart by no more than this share of the type size; it is less
# than any space between words, and than any letter-spacing.
TIGHT = 0.13
# They overlap by no more than this share of the narrowest, and then none stands on another.
KERNED = 0.25


class Piece(NamedTuple):
    """One string as it is set.

    Of a whole piece ``text`` is what it shows, ``x0`` to ``x1`` where, ``left`` to ``right`` its
    ink, of which the first character is ``lead`` wide; ``first`` and ``last`` are the middles of
    its outer characters, ``middle`` is that of all from top to bottom, ``base`` the baseline.
    ``start`` is where the last character begins, ``inked`` how many leave ink. Of a piece that is
    not whole, ``glyphs`` are its characters, and the rest tells no more than where they begin.
    """

    text: str
    x0: float
    x1: float
    start: float
    base: float
    size: float
    setting: Setting
    show: Show
    origins: Origins
    left: float = 0.0
    right: float = 0.0
    lead: float = 0.0
    first: float = 0.0
    last: float = 0.0
    middle: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    inked: int = 0
    glyphs: tuple[Glyph, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it can be taken as one."""
        return not self.glyphs

    def words(self, room: float) -> str:  # noqa: ARG002 - one line has the room it has
        """Its text, where it is all that a cell shows."""
        return self.text.strip()

    def boxes(self) -> tuple[Box, ...]:
        """Where it is printed, by its baseline and type size; nowhere without ink."""
        if not self.inked:
            return ()
        top = self.base - ASCENT * self.size
        bottom = self.base + DESCENT * self.size
        return ((self.left, top, self.right, bottom),)


# What stands in a cell: whole pieces, and characters of others.
Item = Piece | Glyph
# A named tuple's own way to be made costs as much again.
_made = tuple.__new__
# The outline of nothing: that of a whole piece is known.
_NOTHING = Outline(0, 0, 0, 0.0)
_SIDES = attrgetter("x0", "top", "x1", "bottom")


def piece_of(
    show: Show,
    setting: Setting,
    page: Matrix,
    frame: Frame,
    origins: Origins,
) -> Piece | None:
    """Sets a string of which the origins are known; None where it has no character.

    ``page`` brings the page's user space to the displayed one, ``frame`` is the string's.
    """
    if not origins.xs:
        return None
    whole = whole_piece(show, setting, frame, origins)
    if whole is not None:
        return whole
    glyphs = typeset(show, setting, page, origins)
    places = [g.ox for g in glyphs]
    return Piece(
        "",
        min(places),
        max(g.x1 for g in glyphs),
        max(places),
        glyphs[0].oy,
        glyphs[0].size,
        setting,
        show,
        origins,
        glyphs=tuple(glyphs),
    )


def whole_piece(
    show: Show,
    setting: Setting,
    frame: Frame,
    origins: Origins,
) -> Piece | None:
    """Sets a string as a whole piece; None where it is none."""
    xs, ys = origins
    outline = show.run.outline
    if outline is None or setting.unseen or not frame.is_level or frame.is_mirrored:
        return None
    y = ys[0]
    if ys.count(y) < len(ys):
        return None
    along = frame.across[0]
    top = y + frame.high[1]
    bottom = y + frame.low[1]
    size = bottom - top
    ends = [x + far * along for x, far in zip(xs, show.run.advances, strict=True)]
    if len(xs) > 1 and not _is_tight(xs, ends, outline.narrowest * along, size):
        return None
    height = top, bottom, y - frame.rise[1]
    return _made_whole(show, setting, origins, ends, height)


def _made_whole(
    show: Show,
    setting: Setting,
    origins: Origins,
    ends: Sequence[float],
    height: tuple[float, float, float],
) -> Piece:
    """The whole piece of a string with an outline, each character of which ends there.

    ``height`` are its top, its bottom and its baseline.
    """
    xs = origins.xs
    _, _, letters, outline = show.run
    first, last, inked, _ = outline or _NOTHING
    top, bottom, base = height
    size = bottom - top
    middle = base - INK_MIDDLE * size
    if not top <= middle <= bottom:
        middle = (top + bottom) / 2
    x0, start, left, x1 = xs[0], xs[-1], xs[first], ends[-1]
    line = letters or "", x0, x1, start, base, size
    ink = left, ends[last], ends[first] - left
    middles = (x0 + ends[0]) / 2, (start + x1) / 2, middle
    drawn = setting, show, origins
    return _made(Piece, (*line, *drawn, *ink, *middles, top, bottom, inked, ()))


def _is_tight(
    xs: Sequence[float],
    ends: Sequence[float],
    narrowest: float,
    size: float,
) -> bool:
    """Whether nothing parts characters that follow each other, and none stands on the next."""
    kerned = KERNED * narrowest
    if narrowest - kerned <= min(DOUBLE * size, DOUBLE_POINTS):
        return False
    gaps: list[float] = list(map(sub, xs[1:], ends))
    return max(gaps) <= TIGHT * size and min(gaps) >= -kerned


def glyphs_of(items: Iterable[Item], page: Matrix) -> list[Glyph]:
    """The characters of pieces, in their order."""
    glyphs: list[Glyph] = []
    for item in items:
        if isinstance(item, Glyph):
            glyphs.append(item)
        elif item.glyphs:
            glyphs += item.glyphs
        else:
            glyphs += typeset(item.show, item.setting, page, item.origins)
    return glyphs


def are_in_view(pieces: Sequence[Piece]) -> bool:
    """Whether all pieces of a page stand within their clips, and none is too small to see."""
    edges = [edges_of(piece.glyphs) for piece in pieces if piece.glyphs]
    whole = list(map(_SIDES, [piece for piece in pieces if not piece.glyphs]))
    if whole:
        lefts, tops, rights, bottoms = zip(*whole, strict=True)
        lowest = min(map(sub, bottoms, tops))
        edges.append(Edges(min(lefts), min(tops), max(rights), max(bottoms), lowest))
    if not edges:
        return True
    lefts, tops, rights, bottoms, heights = zip(*edges, strict=True)
    around = Edges(min(lefts), min(tops), max(rights), max(bottoms), min(heights))
    clips = {piece.setting.clip for piece in pieces}
    if around.smallest < TINY or not around.are_within(ANYWHERE):
        return False
    return all(map(around.are_within, clips))
