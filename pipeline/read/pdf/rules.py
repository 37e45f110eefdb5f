"""Strokes → rules: drops what is not seen, merges pieces, groups the rules that touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model import Box
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
    coloured = [fill for fill in fills if not fill.white]
    covers = [fill for fill in fills if fill.white]
    pieces: list[Rule] = []
    for rule in rules:
        if not rule.white or any(_lies_on(rule, fill) for fill in coloured):
            pieces += _uncovered(rule, covers)
    return pieces


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


def _lies_on(rule: Rule, fill: Fill) -> bool:
    """Whether the rule was drawn after the area, and on it."""
    area = _sides(rule, fill)
    middle = (rule.start + rule.end) / 2
    across = area.low - EDGE < rule.at < area.high + EDGE
    along = area.start - EDGE <= middle <= area.end + EDGE
    return fill.order < rule.order and across and along


def _uncovered(
    rule: Rule,
    covers: Sequence[Fill],
) -> list[Rule]:
    """The pieces of a rule that no later area covers."""
    pieces = [rule]
    for cover in covers:
        if not _covers(cover, rule):
            continue
        area = _sides(rule, cover)
        left: list[Rule] = []
        for piece in pieces:
            before = piece._replace(end=min(piece.end, area.start))
            after = piece._replace(start=max(piece.start, area.end))
            left += [part for part in (before, after) if part.end > part.start]
        pieces = left
    return pieces


def _covers(fill: Fill, rule: Rule) -> bool:
    """Whether a later area lies over the whole thickness of a rule."""
    if fill.order <= rule.order:
        return False
    area = _sides(rule, fill)
    half = rule.thick / 2
    low, high = rule.at - half, rule.at + half
    return area.low + WITHIN < low and high < area.high - WITHIN


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Joins collinear pieces over small gaps; drops what stays shorter than a letter."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for rule in rules:
        (upright if rule.vertical else level).append(rule)
    joined: list[Rule] = []
    for cluster in [*clusters(level, SAME), *clusters(upright, SAME)]:
        joined += _join(cluster)
    return [rule for rule in joined if rule.end - rule.start >= SHORTEST]


def clusters(
    rules: Sequence[Rule],
    tolerance: float,
) -> list[list[Rule]]:
    """Groups parallel rules by place; a group is never wider than the tolerance."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if groups and rule.at - groups[-1][0].at <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _join(rules: Sequence[Rule]) -> list[Rule]:
    """Joins the pieces of one place; the longer piece gives a joined one its properties."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if not joined or rule.start - joined[-1].end > GAP:
            joined.append(rule)
            continue
        last = joined[-1]
        longer = max(last, rule, key=_length)
        end = max(last.end, rule.end)
        joined[-1] = longer._replace(
            start=last.start,
            end=end,
        )
    return joined


def _length(rule: Rule) -> float:
    return rule.end - rule.start


def regions(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups rules by what touches what, crosswise; each group has both directions in it."""
    upright = [i for i, rule in enumerate(rules) if rule.vertical]
    level = [i for i, rule in enumerate(rules) if not rule.vertical]
    pairs: list[tuple[int, int]] = []
    for i in level:
        pairs += [(i, j) for j in upright if touch(rules[i], rules[j])]
    groups = [[rules[i] for i in group] for group in _joined(len(rules), pairs)]
    return [group for group in groups if len({rule.vertical for rule in group}) == 2]


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
        for j in range(i):
            if _adjoin(frame, frames[j], reach):
                pairs.append((i, j))
    tables: list[list[Rule]] = []
    for members in _joined(len(groups), pairs):
        together = [rule for i in members for rule in groups[i]]
        covered = sum(_area(frames[i]) for i in members)
        if len(members) > 1 and covered >= TILED * _area(_frame(together)):
            tables.append(together)
    return tables


def _area(box: Box) -> float:
    x0, top, x1, bottom = box
    return (x1 - x0) * (bottom - top)


def _frame(rules: Sequence[Rule]) -> Box:
    """The box around some rules."""
    xs: list[float] = []
    ys: list[float] = []
    for rule in rules:
        across, along = (xs, ys) if rule.vertical else (ys, xs)
        across.append(rule.at)
        along += [rule.start, rule.end]
    return min(xs), min(ys), max(xs), max(ys)


def _adjoin(
    a: Box,
    b: Box,
    reach: float,
) -> bool:
    """Whether two boxes stand near, and share most of the side they face each other with."""
    across = _shared((a[0], a[2]), (b[0], b[2]))
    down = _shared((a[1], a[3]), (b[1], b[3]))
    narrower = min(a[2] - a[0], b[2] - b[0])
    lower = min(a[3] - a[1], b[3] - b[1])
    beside = -reach <= across <= 0 and down > FACING * lower
    under = -reach <= down <= 0 and across > FACING * narrower
    return beside or under


def _shared(
    a: tuple[float, float],
    b: tuple[float, float],
) -> float:
    """How much two stretches share; below 0 how far they are apart."""
    return min(a[1], b[1]) - max(a[0], b[0])
