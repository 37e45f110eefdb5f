"""Painted paths → outlines, boxes and frames in plain coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model import Box

Point = tuple[float, float]
# Coordinates of one straight side differ by less than this.
STRAIGHT = 0.6
# The sides of a painted frame are at most this wide.
FRAME = 6.5
_PLAIN_SPACES = ("DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased")
_INKS = ("Separation", "DeviceN")


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
    return [("h", (0.0, 0.0))] if sub[-1][0] == "h" else []


def outline(shape: Sequence[tuple[str, Point]]) -> list[Point | None]:
    """The corners in order; ``None`` before a point that a curve leads to."""
    points: list[Point | None] = []
    for operator, point in shape:
        if operator == "h":
            points.append(points[0])
        elif operator in ("m", "l"):
            points.append(point)
        else:
            points.extend((None, point))
    return points


def bounds(points: Sequence[Point]) -> Box:
    """The box around some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(a: Box, b: Box) -> Box:
    """What two boxes have in common; its sides are the wrong way round where that is nothing."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def is_box(points: Sequence[Point | None]) -> bool:
    """True for a rectangle along the axes."""
    corners = [p for p in points if p]
    if len(corners) != len(points) or not 4 <= len(corners) <= 6:
        return False
    box = bounds(corners)
    return all(
        min(abs(x - box[0]), abs(x - box[2])) <= STRAIGHT
        and min(abs(y - box[1]), abs(y - box[3])) <= STRAIGHT
        for x, y in corners
    )


def ring(a: Box, b: Box) -> list[Box] | None:
    """The four sides of a frame painted as one rectangle less a smaller one inside it."""
    outer, inner = (a, b) if a[2] - a[0] >= b[2] - b[0] else (b, a)
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    if not all(-STRAIGHT <= gap <= FRAME for gap in gaps):
        return None
    return [
        (outer[0], outer[1], outer[2], inner[1]),
        (outer[0], inner[3], outer[2], outer[3]),
        (outer[0], outer[1], inner[0], outer[3]),
        (inner[2], outer[1], outer[2], outer[3]),
    ]


def is_white(color: Any, space: Any) -> bool:
    """True for the colour of paper; a separation's full tint is not white."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not parts or not all(isinstance(p, int | float) for p in parts):
        return False
    if len(parts) == 4:
        return all(p <= 0.02 for p in parts)
    if len(parts) == 1 and getattr(space, "name", "") not in ("DeviceGray", "CalGray", "ICCBased"):
        return False
    return all(p >= 0.98 for p in parts)


def colour_of(color: Any, space: Any) -> tuple[float, float, float] | None:
    """Red, green, blue of a colour in a device or ICC space.

    None for patterns, tints of inks and indexed colours.
    """
    parts = color if isinstance(color, tuple | list) else (color,)
    if not parts or not all(isinstance(p, int | float) for p in parts):
        return None
    values = [min(max(float(p), 0.0), 1.0) for p in parts]
    name = getattr(space, "name", "")
    if name in _INKS and not any(values):
        return 1.0, 1.0, 1.0
    return _as_rgb(values) if name in _PLAIN_SPACES else None


def _as_rgb(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Red, green, blue of a grey, of themselves, or of cyan, magenta, yellow and black."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def inside(x: float, y: float, corners: Sequence[Point]) -> bool:
    """Whether a point lies within an outline, by the even-odd rule."""
    odd = False
    ax, ay = corners[-1]
    for bx, by in corners:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
        ax, ay = bx, by
    return odd
