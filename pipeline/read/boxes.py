"""Sizes of boxes, and how two boxes lie to each other; all in points."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Box


class Shared(NamedTuple):
    """How much two boxes share in each direction; below 0 is how far they are apart."""

    across: float
    down: float


def width(box: Box) -> float:
    """How wide a box is."""
    x0, _, x1, _ = box
    return x1 - x0


def height(box: Box) -> float:
    """How high a box is."""
    _, top, _, bottom = box
    return bottom - top


def area(box: Box) -> float:
    """How much a box covers."""
    return width(box) * height(box)


def is_empty(box: Box) -> bool:
    """Whether a box covers nothing, or its sides are the wrong way round."""
    x0, top, x1, bottom = box
    return not (x1 > x0 and bottom > top)


def shared(a: Box, b: Box) -> Shared:
    """How much two boxes share."""
    a_x0, a_top, a_x1, a_bottom = a
    b_x0, b_top, b_x1, b_bottom = b
    across = min(a_x1, b_x1) - max(a_x0, b_x0)
    down = min(a_bottom, b_bottom) - max(a_top, b_top)
    return Shared(across, down)


def is_inside(
    x: float,
    y: float,
    box: Box,
    over: float = 0.0,
) -> bool:
    """Whether a point lies in a box, not on its edge; ``over`` is how far it may lie beyond."""
    x0, top, x1, bottom = box
    if not x0 - over < x < x1 + over:
        return False
    return top - over < y < bottom + over
