"""Strokes → rules: drops what is not seen, merges pieces, groups the rules that touch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Box
from pipeline.read.boxes import area, height, shared, width
from pipeline.read.pdf.model import Fill, Rule

# Pieces of one rule: this close across and along are one (dots, dashes, cell-by-cell borders).
SAME = 1.0
GAP = 3.5
# Rules meet when one ends this near the other.
TOUCH = 3.5
SHORTEST = 4.0
# Boxes side by side make a table when they cover this share of it.
TILED = 0.75
# Boxes stand side by side when the sides they face with share this part of the shorter one.
FACING = 0.8
# A rule at the edge of a filled area belongs to it within this; so far inside it is covered.
EDGE, WITHIN = 1.0, 0.5

_ORDER = attrgetter("order")


class _Sides(NamedTuple):
    """A filled area as a rule sees it: its sides across the rule, its ends along it."""

    low: float
    high: float
    start: float
    end: float


def seen(
    rules: Iterable[Rule],
    fills: Sequence[Fill],
) -> list[Rule]:
    """Drops white rules on white paper and what a later white area covers.

    A white rule on a coloured area is a separator like any other.
    """
    coloured = sorted((fill for fill in fills if not fill.white), key=_ORDER)
    orders = [fill.order for fill in coloured]
    covers = [fill for fill in fills if fill.white]
    pieces: list[Rule] = []
    for rule in rules:
        if rule.white:
            earlier = bisect_left(orders, rule.order)
            if not _lies_on_one(rule, coloured, earlier):
                continue
        pieces += _uncovered(rule, covers)
    return pieces


def _lies_on_one(
    rule: Rule,
    fills: Sequence[Fill],
    count: int,
) -> bool:
    """Whether the rule lies on one of the first so many areas, which were drawn before it.

    Of a shaded table each rule is held against each cell: those drawn last come first, as a cell is
    drawn right before its border.
    """
    at, vertical = rule.at, rule.vertical
    middle = (rule.start + rule.end) / 2
    for n in range(count - 1, -1, -1):
        x0, top, x1, bottom, _, _ = fills[n]
        low, high, start, end = (x0, x1, top, bottom) if vertical else (top, bottom, x0, x1)
        if low - EDGE < at < high + EDGE and start - EDGE <= middle <= end + EDGE:
            return True
    return False


def _sides(rule: Rule, fill: Fill) -> _Sides:
    if rule.vertical:
        return _Sides(
            fill.x0,
            fill.x1,
            fill.top,
            fill.bottom,
        )
    return _Sides(
        fill.top,
        fill.bottom,
        fill.x0,
        fill.x1,
    )


def _uncovered(
    rule: Rule,
    covers: Sequence[Fill],
) -> list[Rule]:
    """The pieces of a rule that no later area covers."""
    pieces = [rule]
    for cover in covers:
        if not _covers(cover, rule):
            continue
        place = _sides(rule, cover)
        left: list[Rule] = []
        for piece in pieces:
            end = min(piece.end, place.start)
            start = max(piece.start, place.end)
            before = piece._replace(end=end)
            after = piece._replace(start=start)
            left += [before, after]
        pieces = [piece for piece in left if piece.length > 0]
    return pieces


def _covers(fill: Fill, rule: Rule) -> bool:
    """Whether a later area lies over the whole thickness of a rule."""
    if fill.order <= rule.order:
        return False
    place = _sides(rule, fill)
    half = rule.thick / 2
    if place.low + WITHIN >= rule.at - half:
        return False
    return rule.at + half < place.high - WITHIN


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Joins collinear pieces over small gaps; drops what stays shorter than a letter."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for rule in rules:
        parallel = upright if rule.vertical else level
        parallel.append(rule)
    joined: list[Rule] = []
    for parallel in (level, upright):
        for cluster in clusters(parallel, SAME):
            joined += _join(cluster)
    return [rule for rule in joined if rule.length >= SHORTEST]


def clusters(
    rules: Sequence[Rule],
    tolerance: float,
) -> list[list[Rule]]:
    """Groups parallel rules by place; a group is never wider than the tolerance."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=_place):
        first = groups[-1][0] if groups else None
        if first is not None and rule.at - first.at <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _place(rule: Rule) -> tuple[float, float]:
    return rule.at, rule.start


def _join(rules: Sequence[Rule]) -> list[Rule]:
    """Joins the pieces of one place; the longer piece gives a joined one its properties."""
    first, *others = sorted(rules, key=lambda rule: rule.start)
    joined = [first]
    for rule in others:
        last = joined[-1]
        if rule.start - last.end > GAP:
            joined.append(rule)
            continue
        longer = max(last, rule, key=lambda piece: piece.length)
        end = max(last.end, rule.end)
        joined[-1] = longer._replace(
            start=last.start,
            end=end,
        )
    return joined


def regions(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups rules by what touches what, crosswise; each group has both directions in it."""
    upright = [i for i, rule in enumerate(rules) if rule.vertical]
    pairs: list[tuple[int, int]] = []
    for i, rule in enumerate(rules):
        if rule.vertical:
            continue
        for j in upright:
            if touch(rule, rules[j]):
                pairs.append((i, j))
    groups: list[list[Rule]] = []
    for members in _joined(len(rules), pairs):
        group = [rules[i] for i in members]
        directions = {rule.vertical for rule in group}
        if len(directions) == 2:
            groups.append(group)
    return groups


def _joined(
    count: int,
    pairs: Iterable[tuple[int, int]],
) -> list[list[int]]:
    """The connected components of a graph given by its edges."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        parent[root(i)] = root(j)
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def touch(a: Rule, b: Rule) -> bool:
    """Whether two perpendicular rules cross or meet within the tolerance."""
    if not a.start - TOUCH <= b.at <= a.end + TOUCH:
        return False
    return b.start - TOUCH <= a.at <= b.end + TOUCH


def side_by_side(
    groups: Sequence[Sequence[Rule]],
    reach: float,
) -> list[list[Rule]]:
    """Joins boxes that stand next to each other and fill a rectangle together.

    A diagram's boxes, with space between them, are left alone.
    """
    frames = [_frame(group) for group in groups]
    pairs: list[tuple[int, int]] = []
    for i, frame in enumerate(frames):
        for j, other in enumerate(frames[:i]):
            if _adjoin(frame, other, reach):
                pairs.append((i, j))
    tables: list[list[Rule]] = []
    for members in _joined(len(groups), pairs):
        if len(members) < 2:
            continue
        together: list[Rule] = []
        covered = 0.0
        for i in members:
            together += groups[i]
            covered += area(frames[i])
        if covered >= TILED * area(_frame(together)):
            tables.append(together)
    return tables


def _frame(rules: Sequence[Rule]) -> Box:
    """The box around some rules."""
    xs: list[float] = []
    ys: list[float] = []
    for rule in rules:
        if rule.vertical:
            xs.append(rule.at)
            ys += [rule.start, rule.end]
        else:
            ys.append(rule.at)
            xs += [rule.start, rule.end]
    return (
        min(xs),
        min(ys),
        max(xs),
        max(ys),
    )


def _adjoin(
    a: Box,
    b: Box,
    reach: float,
) -> bool:
    """Whether two boxes stand near, and share most of the side they face each other with."""
    across, down = shared(a, b)
    narrower = min(width(a), width(b))
    lower = min(height(a), height(b))
    beside = -reach <= across <= 0 and down > FACING * lower
    under = -reach <= down <= 0 and across > FACING * narrower
    return beside or under
