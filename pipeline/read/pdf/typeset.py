"""Sets the characters of one string: boxes by the font's measures, places by another reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import sub
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.pdf.aligned import ABSENT
from pipeline.read.pdf.canvas import multiplied, transformed
from pipeline.read.pdf.faces import Show
from pipeline.read.pdf.model import TINY, Glyph, Matrix, Unseen
from pipeline.read.pdf.objects import Setting
from pipeline.read.pdf.paths import Point, bounds
from pipeline.read.pdf.setting import FAR, is_mirrored, turn_of
from pipeline.read.pdf.turn import SIDEWAYS

# A named tuple's own way to be made costs as much again.
_made = tuple.__new__
# Where the sides of its box stand in a character.
_BOX = slice(Glyph._fields.index("x0"), Glyph._fields.index("bottom") + 1)
# Where a page may be at all.
ANYWHERE: Box = (-FAR, -FAR, FAR, FAR)
# A matrix without its shift.
Linear = tuple[float, float, float, float]


class Origins(NamedTuple):
    """Where characters begin, in displayed coordinates."""

    xs: Sequence[float]
    ys: Sequence[float]


class Frame(NamedTuple):
    """A string's measures in displayed coordinates.

    ``across`` is one type size along the line; ``low`` and ``high`` lead from the origin to the
    edges of the letters; ``rise`` leads from the baseline to where they are set. ``is_upright`` is
    true where the line runs along the page from left to right, ``is_level`` where besides its
    letters stand upon it; ``is_mirrored`` where it turns them round as a mirror does.
    """

    across: Point
    low: Point
    high: Point
    rise: Point
    turn: int
    is_upright: bool
    is_level: bool
    is_mirrored: bool


def typeset(
    show: Show,
    setting: Setting,
    page: Matrix,
    origins: Origins,
) -> list[Glyph]:
    """The characters of a string, of which the origins are known.

    ``page`` brings the page's user space to the displayed one. Whether they are large enough and
    within their clip is for :func:`judged_by_place`, of a whole page at once.
    """
    xs, ys = origins
    if not xs:
        return []
    frame = frame_of(show, setting, page)
    boxes = _boxes(show.run.advances, frame, origins)
    size = _size_of(boxes[0], frame.turn)
    rise_x, rise_y = frame.rise
    font, turn = show.face.name, frame.turn
    order, ink, unseen = setting.order, setting.ink, setting.unseen
    placed = zip(show.run.texts, boxes, xs, ys, strict=True)
    return [
        _made(
            Glyph,
            (
                text,
                x0,
                top,
                x1,
                bottom,
                x - rise_x,
                y - rise_y,
                size,
                font,
                turn,
                False,
                None,
                order,
                ink,
                unseen,
                False,
            ),
        )
        for text, (x0, top, x1, bottom), x, y in placed
    ]


def judged_by_place(
    glyphs: list[Glyph],
    settings: Sequence[Setting],
) -> list[Glyph] | None:
    """Judges the characters of a page by their places: outside their clip, or too small to see.

    Of nearly all pages none is, which is found out at once. None where one of them stands where no
    page is.
    """
    if not glyphs:
        return glyphs
    edges = edges_of(glyphs)
    if not edges.are_within(ANYWHERE):
        return None
    clips = {setting.clip for setting in settings}
    is_plain = edges.smallest >= TINY and all(edges.are_within(clip) for clip in clips)
    if is_plain:
        return glyphs
    by_order = {setting.order: setting.clip for setting in settings}
    return [_judged_by_place(g, by_order[g.order]) for g in glyphs]


def _judged_by_place(
    g: Glyph,
    clip: Box,
) -> Glyph:
    left, upper, right, lower = clip
    is_across = left <= (g.x0 + g.x1) / 2 <= right
    is_in_view = is_across and upper <= (g.top + g.bottom) / 2 <= lower
    if not g.unseen and g.width < TINY and g.height < TINY:
        g = g._replace(unseen=Unseen.SMALL)
    return g if is_in_view else g._replace(clip=clip)


class Edges(NamedTuple):
    """The box around characters, and the height of the lowest."""

    left: float
    upper: float
    right: float
    lower: float
    smallest: float

    def are_within(self, box: Box) -> bool:
        """Whether they lie within a box."""
        left, upper, right, lower = box
        is_across = left <= self.left and self.right <= right
        return is_across and upper <= self.upper and self.lower <= lower


def edges_of(glyphs: Sequence[Glyph]) -> Edges:
    """The edges of characters, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*[g[_BOX] for g in glyphs], strict=True)
    return Edges(
        min(min(lefts), min(rights)),
        min(min(tops), min(bottoms)),
        max(max(lefts), max(rights)),
        max(max(tops), max(bottoms)),
        min(map(sub, bottoms, tops)),
    )


def filled(
    show: Show,
    setting: Setting,
    page: Matrix,
    sheet: float,
    places: Sequence[int],
    seen: Origins,
) -> Origins:
    """The origins of all characters: those left out stand behind the ones before them."""
    frame = frame_of(show, setting, page)
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


def frame_of(
    show: Show,
    setting: Setting,
    page: Matrix,
) -> Frame:
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


class Frames:
    """The measures of a page's strings, of which most are set as the one before."""

    def __init__(self, page: Matrix) -> None:
        self._page = page
        self._set: tuple[object, ...] = ()
        self._frame: Frame | None = None

    def of(self, show: Show, setting: Setting) -> Frame:
        """The measures of a string, as :func:`frame_of` has them."""
        is_set = show.face, show.size, show.rise, setting.matrix[:4]
        frame = self._frame
        if frame is None or is_set != self._set:
            frame = frame_of(show, setting, self._page)
            self._set, self._frame = is_set, frame
        return frame


@lru_cache(maxsize=4096)
def _frame(
    matrix: Linear,
    page: Linear,
    size: float,
    rise: float,
    descent: float,
    height: float,
) -> Frame:
    """The measures of strings that are set alike: most of a page are."""
    a, b, c, d, _, _ = multiplied((*matrix, 0.0, 0.0), (*page, 0.0, 0.0))
    low = descent * size + rise
    high = low + height * size
    along, aside = a * size, -b * size
    shear = c * low, c * high
    is_upright = along > 0 and not aside and not any(shear)
    return Frame(
        across=(along, aside),
        low=(c * low, -d * low),
        high=(c * high, -d * high),
        rise=(c * rise, -d * rise),
        turn=turn_of((a, b)),
        is_upright=is_upright,
        is_level=is_upright and -d * high <= -d * low,
        is_mirrored=is_mirrored((*matrix, 0.0, 0.0), 1.0),
    )


def _boxes(
    advances: Sequence[float],
    frame: Frame,
    origins: Origins,
) -> list[Box]:
    """The boxes of the characters, one advance wide."""
    along, aside = frame.across
    low_x, low_y = frame.low
    high_x, high_y = frame.high
    placed = zip(advances, *origins, strict=True)
    if frame.is_level:
        return [(x, y + high_y, x + far * along, y + low_y) for far, x, y in placed]
    boxes: list[Box] = []
    for far, x, y in placed:
        corner = x + low_x, y + low_y
        end_x = x + high_x + far * along
        end_y = y + high_y + far * aside
        boxes.append(bounds([corner, (end_x, end_y)]))
    return boxes


def _size_of(
    box: Box,
    turn: int,
) -> float:
    """The type size: how far letters reach across their line."""
    x0, top, x1, bottom = box
    return x1 - x0 if turn in SIDEWAYS else bottom - top
