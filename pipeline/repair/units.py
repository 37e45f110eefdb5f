"""The readings of all rows → scoring units: the finest groups of rows whose points every reading agrees on.

A unit whose rows or points differ between readings is published with the rows that certainly belong; where its
points differ, it is widened (to all undecided rows of its first-level group, then of the groups they may belong
to) until the total is fixed by what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.model import ScoringUnit, SectionTotal
from pipeline.repair.moves import OWN
from pipeline.repair.readings import Readings, UnitKey

Basis = Literal["printed", "label", "derived"]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A unit by row indices; ``groups`` the first-level groups it may lie in, ``label`` its second-level label."""

    rows: tuple[int, ...]
    open_rows: tuple[int, ...]
    points: int
    groups: frozenset[int]
    label: int | None
    basis: Basis


def scoring_units(
    readings: Readings, serials: Sequence[int], sections: Sequence[SectionTotal]
) -> tuple[ScoringUnit, ...]:
    """The units in document order, numbered from 1."""
    own = [draft for row in range(len(readings.rows)) if (draft := _own(readings, row)) is not None]
    settled = {row for draft in own for row in draft.rows}
    drafts = [*own, *_pools(readings, [row for row in range(len(readings.rows)) if row not in settled], own)]
    drafts.sort(key=lambda draft: draft.rows[0])
    return tuple(_unit(n, draft, readings, serials, sections) for n, draft in enumerate(drafts, 1))


def _own(readings: Readings, row: int) -> _Draft | None:
    """The row as a unit of its own, when every reading gives it the same points and shares them with no other row:
    a weight of its own, or what its label or the sums leave it alone.
    """
    found = readings.rows[row]
    shapes = {(v.rows, v.points) for key in found.units for v in readings.variants[key] if row in v.rows}
    if len(shapes) != 1 or next(iter(shapes))[0] != (row,):
        return None
    points, labels = next(iter(shapes))[1], set(found.labels)
    label = next(iter(labels)) if len(labels) == 1 else None
    keys = list(found.units)
    basis: Basis = "printed" if {key[0] for key in keys} == {OWN} else "derived"
    if len(keys) == 1 and keys[0][0] != OWN:
        basis = _basis(readings, keys[0], points)
    return _Draft((row,), (), points, frozenset(found.groups), label, basis)


def _pools(readings: Readings, rows: Sequence[int], own: Sequence[_Draft]) -> list[_Draft]:
    """Units of the rows that are not settled by weights of their own."""
    drafts: list[_Draft] = []
    for component in _components(readings, rows):
        keys = _keys(readings, component)
        agreed = [draft for key in keys if (draft := _agreed(readings, key, component)) is not None]
        if len(agreed) < len(keys):
            drafts.append(_widened(readings, component, ()))
            continue
        drafts += agreed
        if elsewhere := [row for row in component if readings.rows[row].units.keys() - set(keys)]:
            drafts.append(_widened(readings, elsewhere, keys))
    return _merged(drafts, readings, own)


def _components(readings: Readings, rows: Sequence[int]) -> list[list[int]]:
    """Rows tied together by a unit that holds several of them, or by one misprint that may be on any of them."""
    parent = {row: row for row in rows}

    def root(row: int) -> int:
        while parent[row] != row:
            row = parent[row]
        return row

    for variants in readings.variants.values():
        for variant in variants:
            inside = [row for row in variant.rows if row in parent]
            for row in inside[1:]:
                parent[root(row)] = root(inside[0])
    by_group: dict[int, int] = {}
    for row in rows:
        found = readings.rows[row]
        if len(found.weights) > 1:
            for group in found.groups:
                parent[root(row)] = root(by_group.setdefault(group, row))
    out: dict[int, list[int]] = {}
    for row in rows:
        out.setdefault(root(row), []).append(row)
    return list(out.values())


def _keys(readings: Readings, component: Iterable[int]) -> list[UnitKey]:
    """The units that hold some row of the component in every reading of that row."""
    keys: dict[UnitKey, None] = {}
    for row in component:
        if len(readings.rows[row].units) == 1:
            keys.setdefault(next(iter(readings.rows[row].units)))
    return list(keys)


def _agreed(readings: Readings, key: UnitKey, component: Iterable[int]) -> _Draft | None:
    """The unit of this key, when all its shapes have the same points."""
    points = {variant.points for variant in readings.variants[key]}
    if len(points) != 1:
        return None
    inside = [row for row in component if key in readings.rows[row].units]
    certain = tuple(row for row in inside if len(readings.rows[row].units) == 1)
    maybe = tuple(row for row in inside if len(readings.rows[row].units) > 1)
    total = next(iter(points))
    return _Draft(certain, maybe, total, frozenset({key[1]}), key[2], _basis(readings, key, total))


def _basis(readings: Readings, key: UnitKey, points: int) -> Basis:
    label = None if key[2] is None else readings.names[key[2]].points
    return "label" if key[0] == "pool" and label is not None and int(label * readings.unit) == points else "derived"


def _widened(readings: Readings, rows: Sequence[int], apart: Sequence[UnitKey]) -> _Draft:
    """One unit of all these rows: its points are what its groups leave beside the settled rows.

    ``apart`` are units that stand for themselves, to which some of the rows may belong instead.
    """
    keys = {key for row in rows for key in readings.rows[row].units} - set(apart)
    labels = {key[2] for key in keys}
    label = next(iter(labels)) if len(labels) == 1 else None
    return _Draft(tuple(rows), (), -1, frozenset(key[1] for key in keys), label, "derived")


def _merged(drafts: list[_Draft], readings: Readings, own: Sequence[_Draft]) -> list[_Draft]:
    """Give widened units their points; those that lie in a common group, or that an open row may belong to, become one.

    An open row that is no part of a unit has points of its own, which would else be counted for the widened one.
    """
    while wide := next((draft for draft in drafts if draft.points < 0), None):
        groups = _fixed(wide.groups, [*drafts, *own], readings)
        while not (held := _held(groups, drafts, readings))[0]:  # no row is certain: with those that may hold its rows
            more = {group for row in held[1] for group in readings.rows[row].groups}
            groups = _fixed(groups | more, [*drafts, *own], readings)
        friends = _friends(groups, drafts)
        settled = [d for d in [*drafts, *own] if d not in friends and d.groups <= groups]
        points = min(_totals(groups, readings)) - sum(d.points for d in settled)
        joined = _Draft(*held, points, groups, wide.label if len(friends) == 1 else None, "derived")
        drafts = [*(d for d in drafts if d not in friends), joined]
    return drafts


def _friends(groups: frozenset[int], drafts: Sequence[_Draft]) -> list[_Draft]:
    """The units that lie in the groups and are not settled within them."""
    return [d for d in drafts if d.groups & groups and (d.points < 0 or len(d.groups) > 1 or d.open_rows)]


def _held(
    groups: frozenset[int], drafts: Sequence[_Draft], readings: Readings
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows of all that is not settled within the groups: those certainly in them, those that may lie elsewhere."""
    rows = sorted({row for draft in _friends(groups, drafts) for row in (*draft.rows, *draft.open_rows)})
    inside = [readings.rows[row].groups.keys() <= groups for row in rows]
    return (
        tuple(row for row, certain in zip(rows, inside, strict=True) if certain),
        tuple(row for row, certain in zip(rows, inside, strict=True) if not certain),
    )


def _fixed(groups: frozenset[int], drafts: Sequence[_Draft], readings: Readings) -> frozenset[int]:
    """The groups with as many more as it takes for their points to be the same in every way to tell the levels apart:
    where two labels stand for one group in two ways, only the section's total is sure.
    """
    found = _closed(groups, drafts)
    if len(_totals(found, readings)) > 1:
        sections = {readings.groups[group].section for group in found}
        whole = (number for number, group in enumerate(readings.groups) if group.section in sections)
        found = _closed(found.union(whole), drafts)
    return found


def _totals(groups: frozenset[int], readings: Readings) -> set[int]:
    """What the groups are worth together, scaled, in each way to tell the levels apart."""
    worth = [int((group.points or 0) * readings.unit) for group in readings.groups]
    return {sum(worth[group] for group in groups & way) for way in readings.ways or (groups,)}


def _closed(groups: frozenset[int], drafts: Sequence[_Draft]) -> frozenset[int]:
    """The groups together with every group some unit shares with them."""
    found = groups
    while True:
        wider = found.union(*(d.groups for d in drafts if d.groups & found))
        if wider == found:
            return found
        found = wider


def _unit(
    number: int, draft: _Draft, readings: Readings, serials: Sequence[int], sections: Sequence[SectionTotal]
) -> ScoringUnit:
    groups = [readings.groups[g] for g in draft.groups]
    section = {sections[group.section].section for group in groups}
    return ScoringUnit(
        number=number,
        section=section.pop() if len(section) == 1 else None,
        level1=(groups[0].name or None) if len(groups) == 1 else None,
        level2=None if draft.label is None else readings.names[draft.label].name,
        rows=tuple(serials[row] for row in draft.rows),
        points=Decimal(draft.points) / readings.unit,
        basis=draft.basis,
        open_rows=tuple(serials[row] for row in draft.open_rows),
    )
