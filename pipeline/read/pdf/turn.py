"""Turns places on the page, so that text that runs upwards or downwards is read upright.

``turn`` is how far the text is turned clockwise; turning by it brings the text upright. ``width``
and ``height`` are those of the page as displayed (0 where only order and distance matter).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.model import Box
from pipeline.read.pdf.model import Fill, Glyph, Glyphs, PageInk, Rule

SIDEWAYS = (90, 270)
# Of a page set sideways at least this share of the characters is.
MOST = 0.75


def turn_point(
    x: float,
    y: float,
    turn: int,
    width: float = 0.0,
    height: float = 0.0,
) -> tuple[float, float]:
    """A point of the page in the frame where text turned by ``turn`` is upright."""
    if turn == 90:
        return y, width - x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return height - y, x
    return x, y


def turn_box(
    box: Box,
    turn: int,
    width: float = 0.0,
    height: float = 0.0,
) -> Box:
    """A box of the page in the frame where text turned by ``turn`` is upright."""
    x0, top, x1, bottom = box
    ax, ay = turn_point(x0, top, turn, width, height)
    bx, by = turn_point(x1, bottom, turn, width, height)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def is_ordered(box: Box) -> bool:
    """Whether the sides of a box are the right way round."""
    x0, top, x1, bottom = box
    return x0 <= x1 and top <= bottom


def turn_back(
    box: Box,
    turn: int,
    width: float,
    height: float,
) -> Box:
    """The inverse of ``turn_box``; ``width`` and ``height`` still the displayed page's."""
    if not turn and is_ordered(box):
        return box
    back = (360 - turn) % 360
    if turn in SIDEWAYS:
        return turn_box(box, back, height, width)
    return turn_box(box, back, width, height)


def turn_glyph(
    g: Glyph,
    turn: int,
    width: float = 0.0,
    height: float = 0.0,
) -> Glyph:
    """A character brought upright with its page or cell."""
    if not turn:
        return g
    box = g.x0, g.top, g.x1, g.bottom
    x0, top, x1, bottom = turn_box(box, turn, width, height)
    ox, oy = turn_point(
        g.ox,
        g.oy,
        turn,
        width,
        height,
    )
    clip = turn_box(g.clip, turn, width, height) if g.clip else None
    return g._replace(
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        ox=ox,
        oy=oy,
        turn=(g.turn - turn) % 360,
        clip=clip,
    )


def turn_rule(
    r: Rule,
    turn: int,
    width: float,
    height: float,
) -> Rule:
    """A rule brought upright with its page."""
    upright, level = (r.at, r.start, r.at, r.end), (r.start, r.at, r.end, r.at)
    box = upright if r.vertical else level
    x0, top, x1, bottom = turn_box(box, turn, width, height)
    if r.vertical == (turn in SIDEWAYS):
        return r._replace(
            vertical=False,
            at=top,
            start=x0,
            end=x1,
        )
    return r._replace(
        vertical=True,
        at=x0,
        start=top,
        end=bottom,
    )


def turn_fill(
    f: Fill,
    turn: int,
    width: float,
    height: float,
) -> Fill:
    """A filled area brought upright with its page."""
    box = f.x0, f.top, f.x1, f.bottom
    x0, top, x1, bottom = turn_box(box, turn, width, height)
    return f._replace(
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
    )


def turn_ink(ink: PageInk, turn: int) -> PageInk:
    """The whole page brought upright."""
    if not turn:
        return ink
    width, height = ink.width, ink.height
    glyphs = [turn_glyph(g, turn, width, height) for g in ink.glyphs]
    rules = [turn_rule(r, turn, width, height) for r in ink.rules]
    fills = [turn_fill(f, turn, width, height) for f in ink.fills]
    if turn in SIDEWAYS:
        width, height = height, width
    return replace(
        ink,
        width=width,
        height=height,
        glyphs=tuple(glyphs),
        rules=tuple(rules),
        fills=tuple(fills),
    )


def main_turn(glyphs: Glyphs) -> int:
    """The turn of three quarters of a page's characters, else 0."""
    counts = Counter(g.turn for g in glyphs)
    for turn in (90, 180, 270):
        if counts[turn] > MOST * len(glyphs):
            return turn
    return 0
