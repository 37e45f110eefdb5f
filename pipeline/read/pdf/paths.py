"""Painted paths → outlines, boxes and frames in plain coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model import Box
from pipeline.read.boxes import width
from pipeline.read.pdf.model import Colour

Point = tuple[float, float]
# Coordinates of one straight side differ by less than this.
STRAIGHT = 0.6
# The sides of a painted frame are at most this wide.
FRAME = 6.5
# Inks up to this much of each leave paper white, light from this much on of each is white.
NO_INK, ALL_LIGHT = 0.02, 0.98
_PLAIN_SPACES = ("DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased")
_GREY_SPACES = ("DeviceGray", "CalGray", "ICCBased")
_INKS = ("Separation", "DeviceN")
# The segment that leads back to the first corner, which is not looked at.
_CLOSE = ("h", (0.0, 0.0))


def subpaths(path: Sequence[Any]) -> Iterator[list[Any]]:
    """The parts of a path, each with its segments from a move on."""
    sub: list[Any] = []
    for seg in path:
        if seg[0] == "m" and sub:
            yield sub
            sub = []
        sub.append(seg)
    if len(sub) > 1:
        yield sub


def closing(sub: Sequence[Any]) -> list[tuple[str, Point]]:
    """The segment that closes a part of a path, if it is closed."""
    operator = sub[-1][0]
    return [_CLOSE] if operator == "h" else []


def outline(shape: Sequence[tuple[str, Point]]) -> list[Point | None]:
    """The corners in order; ``None`` before a point that a curve leads to."""
    points: list[Point | None] = []
    for operator, point in shape:
        if operator == "h":
            points.append(points[0])
        elif operator in ("m", "l"):
            points.append(point)
        else:
            points.append(None)
            points.append(point)
    return points


def bounds(points: Sequence[Point]) -> Box:
    """The box around some points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(a: Box, b: Box) -> Box:
    """What two boxes have in common; its sides are the wrong way round where that is nothing."""
    a_x0, a_top, a_x1, a_bottom = a
    b_x0, b_top, b_x1, b_bottom = b
    return (
        max(a_x0, b_x0),
        max(a_top, b_top),
        min(a_x1, b_x1),
        min(a_bottom, b_bottom),
    )


def is_box(points: Sequence[Point | None]) -> bool:
    """True for a rectangle along the axes."""
    corners = [p for p in points if p]
    if len(corners) != len(points) or not 4 <= len(corners) <= 6:
        return False
    x0, top, x1, bottom = bounds(corners)
    for x, y in corners:
        across = min(abs(x - x0), abs(x - x1))
        down = min(abs(y - top), abs(y - bottom))
        if not (across <= STRAIGHT and down <= STRAIGHT):
            return False
    return True


def ring(a: Box, b: Box) -> list[Box] | None:
    """The four sides of a frame painted as one rectangle less a smaller one inside it."""
    outer, inner = (a, b) if width(a) >= width(b) else (b, a)
    left, top, right, bottom = outer
    in_left, in_top, in_right, in_bottom = inner
    gaps = (
        in_left - left,
        in_top - top,
        right - in_right,
        bottom - in_bottom,
    )
    for gap in gaps:
        if not -STRAIGHT <= gap <= FRAME:
            return None
    return [
        (left, top, right, in_top),
        (left, in_bottom, right, bottom),
        (left, top, in_left, bottom),
        (in_right, top, right, bottom),
    ]


def _parts(color: Any) -> Sequence[float] | None:
    """The components of a colour; None where these are no numbers, as of a pattern."""
    parts = color if isinstance(color, tuple | list) else (color,)
    for part in parts:
        if not isinstance(part, int | float):
            return None
    return parts or None


def is_white(color: Any, space: Any) -> bool:
    """True for the colour of paper; a separation's full tint is not white."""
    parts = _parts(color)
    if parts is None:
        return False
    if len(parts) == 4:
        return all(part <= NO_INK for part in parts)
    name = getattr(space, "name", "")
    if len(parts) == 1 and name not in _GREY_SPACES:
        return False
    return all(part >= ALL_LIGHT for part in parts)


def colour_of(color: Any, space: Any) -> Colour | None:
    """Red, green, blue of a colour in a device or ICC space.

    None for patterns, tints of inks and indexed colours.
    """
    parts = _parts(color)
    if parts is None:
        return None
    values: list[float] = []
    for part in parts:
        at_least_0 = max(float(part), 0.0)
        values.append(min(at_least_0, 1.0))
    name = getattr(space, "name", "")
    if name in _INKS and not any(values):
        return 1.0, 1.0, 1.0
    if name not in _PLAIN_SPACES:
        return None
    return _as_rgb(values)


def _as_rgb(values: Sequence[float]) -> Colour | None:
    """Red, green, blue of a grey, of themselves, or of cyan, magenta, yellow and black."""
    if len(values) == 1:
        (grey,) = values
        return grey, grey, grey
    if len(values) == 3:
        red, green, blue = values
        return red, green, blue
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        light = 1 - black
        return (
            (1 - cyan) * light,
            (1 - magenta) * light,
            (1 - yellow) * light,
        )
    return None


def inside(
    x: float,
    y: float,
    corners: Sequence[Point],
) -> bool:
    """Whether a point lies within an outline, by the even-odd rule."""
    odd = False
    ax, ay = corners[-1]
    for bx, by in corners:
        if (ay > y) != (by > y):
            along = (bx - ax) * (y - ay) / (by - ay)
            if x < along + ax:
                odd = not odd
        ax, ay = bx, by
    return odd
