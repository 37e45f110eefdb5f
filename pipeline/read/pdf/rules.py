"""Drawn strokes → the rules that are seen, merged.

And grouped into the regions they hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

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


def seen(rules: Iterable[Rule], fills: Sequence[Fill]) -> list[Rule]:
    """Without white rules on white paper and without what a later white area covers.

    A white rule on a coloured area is a separator like any other.
    """
    coloured = [f for f in fills if not f.white]
    covers = [f for f in fills if f.white]
    kept = [r for r in rules if not r.white or any(_lies_on(r, f) for f in coloured)]
    return [piece for r in kept for piece in _uncovered(r, covers)]


def _lies_on(r: Rule, f: Fill) -> bool:
    low, high, start, end = _sides(r, f)
    middle = (r.start + r.end) / 2
    return f.order < r.order and low - 1 < r.at < high + 1 and start - 1 <= middle <= end + 1


def _sides(r: Rule, f: Fill) -> tuple[float, float, float, float]:
    return (f.x0, f.x1, f.top, f.bottom) if r.vertical else (f.top, f.bottom, f.x0, f.x1)


def _uncovered(r: Rule, covers: Sequence[Fill]) -> list[Rule]:
    pieces = [(r.start, r.end)]
    for f in covers:
        low, high, start, end = _sides(r, f)
        if f.order > r.order and low + 0.5 < r.at - r.thick / 2 and r.at + r.thick / 2 < high - 0.5:
            pieces = [
                p for s, e in pieces for p in ((s, min(e, start)), (max(s, end), e)) if p[1] > p[0]
            ]
    return [r._replace(start=s, end=e) for s, e in pieces]


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Collinear pieces joined over small gaps; what stays shorter than a letter is dropped."""
    out: list[Rule] = []
    for _, group in groupby(sorted(rules, key=lambda r: r.vertical), key=lambda r: r.vertical):
        for cluster in clusters(list(group), SAME):
            out += _join(cluster)
    return [r for r in out if r.end - r.start >= SHORTEST]


def clusters(rules: Sequence[Rule], tolerance: float) -> list[list[Rule]]:
    """Parallel rules grouped by place; a group is never wider than the tolerance."""
    groups: list[list[Rule]] = []
    for r in sorted(rules, key=lambda r: (r.at, r.start)):
        if groups and r.at - groups[-1][0].at <= tolerance:
            groups[-1].append(r)
        else:
            groups.append([r])
    return groups


def _join(rules: Sequence[Rule]) -> list[Rule]:
    out: list[Rule] = []
    for r in sorted(rules, key=lambda r: r.start):
        if out and r.start - out[-1].end <= GAP:
            longer = max(out[-1], r, key=lambda p: p.end - p.start)
            out[-1] = longer._replace(start=out[-1].start, end=max(out[-1].end, r.end))
        else:
            out.append(r)
    return out


def regions(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules grouped by what touches what, crosswise; each group with both directions in it."""
    upright = [i for i, r in enumerate(rules) if r.vertical]
    level = [i for i, r in enumerate(rules) if not r.vertical]
    groups = _joined(
        len(rules), ((i, j) for i in level for j in upright if touch(rules[i], rules[j]))
    )
    members = [[rules[i] for i in group] for group in groups]
    return [m for m in members if len({r.vertical for r in m}) == 2]


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
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
    """True where two perpendicular rules cross or meet within the tolerance."""
    return a.start - TOUCH <= b.at <= a.end + TOUCH and b.start - TOUCH <= a.at <= b.end + TOUCH


def side_by_side(groups: Sequence[Sequence[Rule]], reach: float) -> list[list[Rule]]:
    """Boxes that stand next to each other and fill a rectangle together, as one group each.

    A diagram's boxes, with space between them, are left alone.
    """
    frames = [_frame(g) for g in groups]
    pairs = (
        (i, j) for i in range(len(frames)) for j in range(i) if _adjoin(frames[i], frames[j], reach)
    )
    out: list[list[Rule]] = []
    for members in _joined(len(groups), pairs):
        together = [r for i in members for r in groups[i]]
        if len(members) > 1 and sum(_area(frames[i]) for i in members) >= TILED * _area(
            _frame(together)
        ):
            out.append(together)
    return out


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _frame(group: Sequence[Rule]) -> Box:
    xs = [v for r in group for v in ((r.at,) if r.vertical else (r.start, r.end))]
    ys = [v for r in group for v in ((r.start, r.end) if r.vertical else (r.at,))]
    return min(xs), min(ys), max(xs), max(ys)


def _adjoin(a: Box, b: Box, reach: float) -> bool:
    """Beside each other or one under the other, near.

    And sharing most of the side they face with.
    """
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    beside = -reach <= across <= 0 and down > 0.8 * min(a[3] - a[1], b[3] - b[1])
    under = -reach <= down <= 0 and across > 0.8 * min(a[2] - a[0], b[2] - b[0])
    return beside or under
