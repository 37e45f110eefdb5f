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
    edges of the letters; ``rise`` leads from the baseline to where they are set.
    """

    across: Point
    low: Point
    high: Point
    rise: Point
    turn: int

    @property
    def is_upright(self) -> bool:
        """Whether the line runs along the page from left to right."""
        (along, aside), (low_aside, _), (high_aside, _) = self.across, self.low, self.high
        return along > 0 and not (aside or low_aside or high_aside)


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
    boxes = _boxes(show, frame, origins)
    if not boxes:
        return []
    clips = _clips(boxes, setting.clip)
    size = _size_of(boxes[0], frame.turn)
    unseen = setting.unseen
    rise_x, rise_y = frame.rise
    texts = show.face.texts
    font = show.face.name
    glyphs: list[Glyph] = []
    strings = zip(show.keys, boxes, clips, origins.xs, origins.ys, strict=True)
    for key, (x0, top, x1, bottom), clip, x, y in strings:
        hidden = unseen
        if not hidden and x1 - x0 < TINY and bottom - top < TINY:
            hidden = Unseen.SMALL
        glyph = Glyph(
            texts[key],
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
            clip,
            setting.order,
            setting.ink,
            hidden,
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
    advances = show.face.advances
    along, aside = frame.across
    x, up = transformed(page, setting.matrix[4:])
    y = sheet - up
    xs: list[float] = []
    ys: list[float] = []
    for key, place in zip(show.keys, places, strict=True):
        if place != ABSENT:
            x, y = seen.xs[place], seen.ys[place]
        xs.append(x)
        ys.append(y)
        x += advances[key] * along
        y += advances[key] * aside
    return Origins(xs, ys)


def are_on_sheet(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters of a string stand where a page is; its ends tell."""
    for g in (glyphs[0], glyphs[-1]):
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
    return _Frame(
        across=(a * size, -b * size),
        low=(c * low, -d * low),
        high=(c * high, -d * high),
        rise=(c * rise, -d * rise),
        turn=turn_of((a, b)),
    )


def _boxes(
    show: Show,
    frame: _Frame,
    origins: Origins,
) -> list[Box]:
    """The boxes of the characters, one advance wide."""
    advances = show.face.advances
    along, aside = frame.across
    low_x, low_y = frame.low
    high_x, high_y = frame.high
    boxes: list[Box] = []
    strings = zip(show.keys, origins.xs, origins.ys, strict=True)
    if frame.is_upright and high_y <= low_y:
        for key, x, y in strings:
            boxes.append((x, y + high_y, x + advances[key] * along, y + low_y))
        return boxes
    for key, x, y in strings:
        corner = x + low_x, y + low_y
        end_x = x + high_x + advances[key] * along
        end_y = y + high_y + advances[key] * aside
        boxes.append(bounds([corner, (end_x, end_y)]))
    return boxes


def _size_of(box: Box, turn: int) -> float:
    """The type size: how far letters reach across their line."""
    x0, top, x1, bottom = box
    return x1 - x0 if turn in SIDEWAYS else bottom - top


def _clips(boxes: Sequence[Box], clip: Box) -> list[Box | None]:
    """The clip that cuts characters off, by character; None where their middle is in view."""
    left, upper, right, lower = clip
    clips: list[Box | None] = []
    for x0, top, x1, bottom in boxes:
        is_across = left <= (x0 + x1) / 2 <= right
        is_in_view = is_across and upper <= (top + bottom) / 2 <= lower
        clips.append(None if is_in_view else clip)
    return clips
