"""The stretches along which a grid line is drawn, and which edges of faces are."""

from __future__ import annotations

# An edge is drawn when what is missing of it is at most this long, or this share.
GAP = 4.0
MISSING = 0.2

Intervals = list[tuple[float, float]]


def joined(stretches: Intervals) -> Intervals:
    """The stretches in order, joined where hardly anything lies between them."""
    together: Intervals = []
    for start, end in sorted(stretches):
        if not together or start > together[-1][1] + GAP:
            together.append((start, end))
            continue
        first, last = together[-1]
        together[-1] = (first, max(last, end))
    return together


def drawn_along(stretches: Intervals, faces: Intervals) -> list[bool]:
    """Along which faces, one behind the other, a line is drawn."""
    if len(stretches) == 1:
        ((start, end),) = stretches
        if start <= faces[0][0] and end >= faces[-1][1]:
            return [True] * len(faces)
    drawn: list[bool] = []
    rest = stretches
    for low, high in faces:
        passed = 0
        while passed < len(rest) and rest[passed][1] <= low:
            passed += 1
        if passed:
            rest = rest[passed:]
        drawn.append(is_drawn(rest, low, high))
    return drawn


def is_drawn(
    stretches: Intervals,
    low: float,
    high: float,
) -> bool:
    """Whether an edge from ``low`` to ``high`` is drawn."""
    length = high - low
    covered = 0.0
    for start, end in stretches:  # in order, and apart from each other
        if end <= low:
            continue
        if start >= high:
            break
        covered += min(end, high) - max(start, low)
    missing = length - covered
    if missing <= MISSING * length:
        return True
    return missing <= GAP and covered >= missing
