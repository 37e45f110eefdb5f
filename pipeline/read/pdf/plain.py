"""Judges whether a page can be read piece by piece: all is seen, once, in letters that are known.

Where it cannot, its characters are judged one by one as those of any page
(:mod:`pipeline.read.pdf.visible`, :mod:`pipeline.read.pdf.glyphs`), which tell what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from pipeline.read.pdf.bidi import is_right_to_left
from pipeline.read.pdf.glyphs import DOUBLE_POINTS, has_doubles, is_as_drawn
from pipeline.read.pdf.model import Ink, Matrix, PageInk, Paint
from pipeline.read.pdf.pieces import Piece, glyphs_of
from pipeline.read.pdf.signs import is_of_signs
from pipeline.read.pdf.visible import STRIP, Strips, is_lost, judged_glyphs, strips_of

_BASE, _LEFT, _TEXT = map(attrgetter, ("base", "x0", "text"))


def is_plain(ink: PageInk) -> bool:
    """Whether a page can be read piece by piece."""
    pieces = ink.pieces
    if ink.damage or not any(piece.inked or piece.glyphs for piece in pieces):
        return False
    return (
        all(map(_is_level, [piece for piece in pieces if piece.glyphs]))
        and _is_legible(pieces)
        and not _may_be_doubled(pieces)
        and _is_seen(pieces, ink.paints, ink.matrix)
    )


def _is_level(piece: Piece) -> bool:
    """Whether all characters run along one line from left to right, and none is hidden."""
    for g in piece.glyphs:
        if g.turn or g.unseen or g.stacked or g.clip is not None or g.oy != piece.base:
            return False
    return True


def _is_legible(pieces: Sequence[Piece]) -> bool:
    """Whether each character is the one it looks like, and none runs from right to left."""
    fonts = {piece.show.face.name for piece in pieces}
    if any(map(is_of_signs, fonts)):
        return False
    texts = set("".join(map(_TEXT, pieces)))
    for piece in pieces:
        if piece.glyphs:
            texts.update([g.text for g in piece.glyphs])
    if not is_as_drawn(texts):
        return False
    return not is_right_to_left("".join(texts))


def _may_be_doubled(pieces: Sequence[Piece]) -> bool:
    """Whether a character may stand on the spot of another one."""
    band: list[Piece] = []
    for piece in sorted(pieces, key=_BASE):
        if band and piece.base - band[-1].base > DOUBLE_POINTS:
            if _overlap(band):
                return True
            band = []
        band.append(piece)
    if band and _overlap(band):
        return True
    return any(has_doubles(piece.glyphs) for piece in pieces if piece.glyphs)


def _overlap(band: list[Piece]) -> bool:
    """Whether, of pieces on about one line, one begins before the last character of another."""
    if len(band) == 1:
        return False
    end: float | None = None
    for piece in sorted(band, key=_LEFT):
        if end is not None and piece.x0 <= end + DOUBLE_POINTS:
            return True
        end = piece.start
    return False


def _is_seen(
    pieces: Iterable[Piece],
    paints: Sequence[Paint],
    page: Matrix,
) -> bool:
    """Whether all of a page's characters can be seen."""
    strips = strips_of(paints)
    seen: dict[Ink | None, bool] = {}
    for piece in pieces:
        hue = piece.setting.ink
        here = strips.get(int(piece.middle // STRIP), ()) if strips else ()
        if here or piece.glyphs:
            if not _is_piece_seen(piece, strips, page):
                return False
            continue
        if hue not in seen:
            seen[hue] = hue is None or not is_lost(hue, None)
        if not seen[hue]:
            return False
    return True


def _is_piece_seen(
    piece: Piece,
    strips: Strips,
    page: Matrix,
) -> bool:
    """Whether all characters of one piece can be seen over and under what is painted there."""
    if piece.glyphs:
        return _are_glyphs_seen(piece, strips, page)
    beneath: Paint | None = None
    y, order = piece.middle, piece.setting.order
    for paint in strips.get(int(y // STRIP), ()):
        if paint.x1 < piece.first or paint.x0 > piece.last:
            continue
        if not paint.top <= y <= paint.bottom:
            continue
        is_whole = paint.x0 <= piece.first and piece.last <= paint.x1
        if not is_whole or paint.outline or (paint.order > order and paint.solid):
            return _are_glyphs_seen(piece, strips, page)
        if paint.order < order:
            beneath = paint
    hue = piece.setting.ink
    return hue is None or not is_lost(hue, beneath)


def _are_glyphs_seen(
    piece: Piece,
    strips: Strips,
    page: Matrix,
) -> bool:
    """As :func:`_is_piece_seen`, character by character."""
    glyphs = glyphs_of([piece], page)
    return not any(g.unseen for g in judged_glyphs(glyphs, strips))
