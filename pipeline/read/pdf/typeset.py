"""Sets the characters of one string: boxes by the font's measures, places by another reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.pdf.aligned import ABSENT
from pipeline.read.pdf.canvas import Matrix, multiplied, transformed
from pipeline.read.pdf.model import TINY, Glyph, Unseen
from pipeline.read.pdf.objects import Setting
from pipeline.read.pdf.operators import Show
from pipeline.read.pdf.paths import Point, bounds
from pipeline.read.pdf.setting import is_on_sheet, turn_of
from pipeline.read.pdf.turn import SIDEWAYS

# A matrix without its shift.
Linear = tuple[float, float, float, float]


class Origins(NamedTuple):
    """Where characters begin, in displayed coordinates."""

    xs: Sequence[float]
    ys: Sequence[float]


class _Frame(NamedTuple):
    """A string's measures in displayed coordinates.

    ``across`` is one type size along the line; ``low`` and ``high`` lead from the origin to the
    edges of the letters; ``rise`` leads from the baseline to where they are set. ``is_upright`` is
    true where the line runs along the page from left to right.
    """

    across: Point
    low: Point
    high: Point
    rise: Point
    turn: int
    is_upright: bool


def typeset(
    show: Show,
    setting: Setting,
    page: Matrix,
    origins: Origins,
) -> list[Glyph]:
    """The characters of a string, of which the origins are known.

    ``page`` brings the page's user space to the displayed one.
    """
    frame = _frame_of(show, setting, page)
    boxes = _boxes(show.run.advances, frame, origins)
    if not boxes:
        return []
    left, upper, right, lower = clip = setting.clip
    size = _size_of(boxes[0], frame.turn)
    rise_x, rise_y = frame.rise
    font = show.face.name
    glyphs: list[Glyph] = []
    placed = zip(show.run.texts, boxes, origins.xs, origins.ys, strict=True)
    for text, (x0, top, x1, bottom), x, y in placed:
        is_across = left <= (x0 + x1) / 2 <= right
        is_in_view = is_across and upper <= (top + bottom) / 2 <= lower
        unseen = setting.unseen
        if x1 - x0 < TINY and bottom - top < TINY and not unseen:
            unseen = Unseen.SMALL
        glyph = Glyph(
            text,
            x0,
            top,
            x1,
            bottom,
            x - rise_x,
            y - rise_y,
            size,
            font,
            frame.turn,
            False,
            None if is_in_view else clip,
            setting.order,
            setting.ink,
            unseen,
        )
        glyphs.append(glyph)
    return glyphs


def filled(
    show: Show,
    setting: Setting,
    page: Matrix,
    sheet: float,
    places: Sequence[int],
    seen: Origins,
) -> Origins:
    """The origins of all characters: those left out stand behind the ones before them."""
    frame = _frame_of(show, setting, page)
    along, aside = frame.across
    x, up = transformed(page, setting.matrix[4:])
    y = sheet - up
    xs: list[float] = []
    ys: list[float] = []
    for far, place in zip(show.run.advances, places, strict=True):
        if place != ABSENT:
            x, y = seen.xs[place], seen.ys[place]
        xs.append(x)
        ys.append(y)
        x += far * along
        y += far * aside
    return Origins(xs, ys)


def are_on_sheet(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters of a string stand where a page is; its ends tell."""
    ends = glyphs if len(glyphs) == 1 else (glyphs[0], glyphs[-1])
    for g in ends:
        box = g.x0, g.top, g.x1, g.bottom
        if not is_on_sheet(box, g.ox, g.oy):
            return False
    return True


def _frame_of(
    show: Show,
    setting: Setting,
    page: Matrix,
) -> _Frame:
    """The measures of a string."""
    face = show.face
    return _frame(
        setting.matrix[:4],
        page[:4],
        show.size,
        show.rise,
        face.low,
        face.height,
    )


@lru_cache(maxsize=4096)
def _frame(
    matrix: Linear,
    page: Linear,
    size: float,
    rise: float,
    descent: float,
    height: float,
) -> _Frame:
    """The measures of strings that are set alike: most of a page are."""
    a, b, c, d, _, _ = multiplied((*matrix, 0.0, 0.0), (*page, 0.0, 0.0))
    low = descent * size + rise
    high = low + height * size
    along, aside = a * size, -b * size
    shear = c * low, c * high
    return _Frame(
        across=(along, aside),
        low=(c * low, -d * low),
        high=(c * high, -d * high),
        rise=(c * rise, -d * rise),
        turn=turn_of((a, b)),
        is_upright=along > 0 and not aside and not any(shear),
    )


def _boxes(
    advances: Sequence[float],
    frame: _Frame,
    origins: Origins,
) -> list[Box]:
    """The boxes of the characters, one advance wide."""
    along, aside = frame.across
    low_x, low_y = frame.low
    high_x, high_y = frame.high
    placed = zip(advances, origins.xs, origins.ys, strict=True)
    if frame.is_upright and high_y <= low_y:
        return [(x, y + high_y, x + far * along, y + low_y) for far, x, y in placed]
    boxes: list[Box] = []
    for far, x, y in placed:
        corner = x + low_x, y + low_y
        end_x = x + high_x + far * along
        end_y = y + high_y + far * aside
        boxes.append(bounds([corner, (end_x, end_y)]))
    return boxes


def _size_of(box: Box, turn: int) -> float:
    """The type size: how far letters reach across their line."""
    x0, top, x1, bottom = box
    return x1 - x0 if turn in SIDEWAYS else bottom - top
