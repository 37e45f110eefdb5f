"""The readings of all rows → scoring units.

The finest groups of rows whose points every reading agrees on.

A unit whose rows differ between readings is published with the rows that certainly belong; where
its points differ, its rows are one unit with all others of the first-level group that are not
settled (:mod:`rest`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.model import ScoringUnit, SectionTotal
from pipeline.repair.decide.rest import Basis, Draft, one_label, units_of_the_rest
from pipeline.repair.model.moves import MERGED, OWN
from pipeline.repair.model.readings import POOL, Readings, UnitKey


def scoring_units(
    readings: Readings, serials: Sequence[int], sections: Sequence[SectionTotal]
) -> tuple[ScoringUnit, ...]:
    """The units in document order, numbered from 1."""
    own = [draft for row in range(len(readings.rows)) if (draft := _own(readings, row)) is not None]
    settled = {row for draft in own for row in draft.rows}
    drafts = _pools(readings, [row for row in range(len(readings.rows)) if row not in settled], own)
    drafts.sort(key=lambda draft: draft.rows[0])
    return tuple(_unit(n, draft, readings, serials, sections) for n, draft in enumerate(drafts, 1))


def _own(readings: Readings, row: int) -> Draft | None:
    """The row as a unit of its own.

    When every reading gives it the same points and shares them with no other row: a weight of its
    own, or what its label or the sums leave it alone.
    """
    found = readings.rows[row]
    shapes = {
        (v.rows, v.points) for key in found.units for v in readings.variants[key] if row in v.rows
    }
    if len(shapes) != 1 or next(iter(shapes))[0] != (row,):
        return None
    points, keys = next(iter(shapes))[1], list(found.units)
    as_printed = (
        {key[0] for key in keys} == {OWN} and not found.misprinted and row not in readings.finer
    )
    basis: Basis = "printed" if as_printed else "derived"
    if len(keys) == 1 and keys[0][0] != OWN:
        basis = _basis(readings, keys[0], points)
    return Draft((row,), (), points, frozenset(found.groups), one_label(readings, [row]), basis)


def _pools(readings: Readings, rows: Sequence[int], own: Sequence[Draft]) -> list[Draft]:
    """All units, those of the rows that are not settled by weights of their own among them."""
    agreed, loose = list(own), list[int]()
    for component in _components(readings, rows):
        keys = _keys(readings, component)
        found = [draft for key in keys if (draft := _agreed(readings, key, component)) is not None]
        if len(found) < len(keys):
            loose += component
            continue
        agreed += found
        loose += [row for row in component if readings.rows[row].units.keys() - set(keys)]
    return units_of_the_rest(loose, agreed, readings)


def _components(readings: Readings, rows: Sequence[int]) -> list[list[int]]:
    """Rows tied together by a unit that holds several of them.

    Or by one misprint that may be on any of them.
    """
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


def _agreed(readings: Readings, key: UnitKey, component: Iterable[int]) -> Draft | None:
    """The unit of this key, when all its shapes have the same points."""
    points = {variant.points for variant in readings.variants[key]}
    if len(points) != 1:
        return None
    inside = [row for row in component if key in readings.rows[row].units]
    certain = tuple(row for row in inside if len(readings.rows[row].units) == 1)
    maybe = tuple(row for row in inside if len(readings.rows[row].units) > 1)
    total = next(iter(points))
    label = key[2] if one_label(readings, certain) == key[2] else None
    return Draft(certain, maybe, total, frozenset({key[1]}), label, _basis(readings, key, total))


def _basis(readings: Readings, key: UnitKey, points: int) -> Basis:
    if key[0] == MERGED and key[3] in readings.drawn:
        return "printed"
    label = None if key[2] is None else readings.names[key[2]].points
    return (
        "label"
        if key[0] == POOL and label is not None and int(label * readings.unit) == points
        else "derived"
    )


def _points(draft: Draft, readings: Readings) -> Decimal:
    """The unit's points.

    Exact ones where finer weights than are counted in are among its group's.
    """
    exact = readings.exact.get(draft.rows[0]) if len(draft.rows) == 1 else None
    keys = {key for row in draft.rows for key in readings.rows[row].units}
    if exact is None and len(keys) == 1:
        exact = readings.remainders.get(keys.pop())
    return Decimal(draft.points) / readings.unit if exact is None else exact


def _unit(
    number: int,
    draft: Draft,
    readings: Readings,
    serials: Sequence[int],
    sections: Sequence[SectionTotal],
) -> ScoringUnit:
    groups = [readings.groups[g] for g in draft.groups]
    section, names = (
        {sections[group.section].section for group in groups},
        {group.name for group in groups},
    )
    return ScoringUnit(
        number=number,
        section=section.pop() if len(section) == 1 else None,
        level1=(groups[0].name or None) if len(names) == 1 else None,
        level2=None if draft.label is None else readings.names[draft.label].name,
        rows=tuple(serials[row] for row in draft.rows),
        points=_points(draft, readings),
        basis=draft.basis,
        open_rows=tuple(serials[row] for row in draft.open_rows),
    )
