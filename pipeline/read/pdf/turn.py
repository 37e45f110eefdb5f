"""Turning places on the page.

Pages and cells whose text runs upwards or downwards are read upright.

``turn`` is how far the text is turned clockwise; turning by it brings the text upright. ``width``
and ``height`` are those of the page as displayed (0 where only order and distance matter).
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Box
from pipeline.read.pdf.model import Fill, Glyph, PageInk, Rule


def turn_point(
    x: float, y: float, turn: int, width: float = 0.0, height: float = 0.0
) -> tuple[float, float]:
    """A point of the page in the frame where text turned by ``turn`` is upright."""
    if turn == 90:
        return y, width - x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return height - y, x
    return x, y


def turn_box(box: Box, turn: int, width: float = 0.0, height: float = 0.0) -> Box:
    """A box of the page in the frame where text turned by ``turn`` is upright."""
    ax, ay = turn_point(box[0], box[1], turn, width, height)
    bx, by = turn_point(box[2], box[3], turn, width, height)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def turn_back(box: Box, turn: int, width: float, height: float) -> Box:
    """The inverse of ``turn_box``; ``width`` and ``height`` still the displayed page's."""
    across, down = (height, width) if turn in (90, 270) else (width, height)
    return turn_box(box, (360 - turn) % 360, across, down)


def turn_glyph(g: Glyph, turn: int, width: float = 0.0, height: float = 0.0) -> Glyph:
    """A character brought upright with its page or cell."""
    if not turn:
        return g
    x0, top, x1, bottom = turn_box((g.x0, g.top, g.x1, g.bottom), turn, width, height)
    ox, oy = turn_point(g.ox, g.oy, turn, width, height)
    clip = turn_box(g.clip, turn, width, height) if g.clip else None
    return g._replace(
        x0=x0, top=top, x1=x1, bottom=bottom, ox=ox, oy=oy, turn=(g.turn - turn) % 360, clip=clip
    )


def turn_rule(r: Rule, turn: int, width: float, height: float) -> Rule:
    """A rule brought upright with its page."""
    box = (r.at, r.start, r.at, r.end) if r.vertical else (r.start, r.at, r.end, r.at)
    x0, top, x1, bottom = turn_box(box, turn, width, height)
    if r.vertical == (turn in (90, 270)):
        return r._replace(vertical=False, at=top, start=x0, end=x1)
    return r._replace(vertical=True, at=x0, start=top, end=bottom)


def turn_fill(f: Fill, turn: int, width: float, height: float) -> Fill:
    """A filled area brought upright with its page."""
    x0, top, x1, bottom = turn_box((f.x0, f.top, f.x1, f.bottom), turn, width, height)
    return f._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def turn_ink(ink: PageInk, turn: int) -> PageInk:
    """The whole page brought upright."""
    if not turn:
        return ink
    w, h = ink.width, ink.height
    return replace(
        ink,
        width=h if turn in (90, 270) else w,
        height=w if turn in (90, 270) else h,
        glyphs=tuple(turn_glyph(g, turn, w, h) for g in ink.glyphs),
        rules=tuple(turn_rule(r, turn, w, h) for r in ink.rules),
        fills=tuple(turn_fill(f, turn, w, h) for f in ink.fills),
    )


def main_turn(glyphs: tuple[Glyph, ...]) -> int:
    """The turn of three quarters of a page's characters, else 0."""
    for turn in (90, 180, 270):
        if sum(g.turn == turn for g in glyphs) > 0.75 * len(glyphs):
            return turn
    return 0
