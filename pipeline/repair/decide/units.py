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
from pipeline.repair.decide.context import only
from pipeline.repair.decide.rest import Basis, Draft, one_label, units_of_the_rest
from pipeline.repair.model.readings import POOL, Readings, UnitKey
from pipeline.repair.model.roles import MERGED, OWN


def scoring_units(
    readings: Readings,
    serials: Sequence[int],
    sections: Sequence[SectionTotal],
) -> tuple[ScoringUnit, ...]:
    """The units in document order, numbered from 1."""
    own: list[Draft] = []
    others: list[int] = []
    for row in range(len(readings.rows)):
        draft = _own(readings, row)
        if draft is None:
            others.append(row)
        else:
            own.append(draft)
    drafts = _pools(readings, others, own)
    drafts.sort(key=lambda draft: draft.rows[0])
    units = []
    for number, draft in enumerate(drafts, 1):
        unit = _unit(number, draft, readings, serials, sections)
        units.append(unit)
    return tuple(units)


# --- rows with points of their own


def _own(readings: Readings, row: int) -> Draft | None:
    """The row as a unit of its own.

    When every reading gives it the same points and shares them with no other row: a weight of its
    own, or what its label or the sums leave it alone.
    """
    found = readings.rows[row]
    shapes = set()
    for key in found.units:
        for variant in readings.variants[key]:
            if row in variant.rows:
                shapes.add((variant.rows, variant.points))
    if len(shapes) != 1:
        return None
    rows, points = shapes.pop()
    if rows != (row,):
        return None
    return Draft(
        rows=rows,
        open_rows=(),
        points=points,
        groups=frozenset(found.groups),
        label=one_label(readings, rows),
        basis=_own_basis(readings, row, points),
    )


def _own_basis(
    readings: Readings,
    row: int,
    points: int,
) -> Basis:
    """How the points are known that a row has to itself."""
    found = readings.rows[row]
    keys = list(found.units)
    kinds = {kind for kind, *_ in keys}
    if kinds == {OWN}:
        unproven = found.misprinted or row in readings.finer
        return "derived" if unproven else "printed"
    if len(keys) == 1:
        return _basis(readings, keys[0], points)
    return "derived"


# --- rows that share


def _pools(
    readings: Readings,
    rows: Sequence[int],
    own: Sequence[Draft],
) -> list[Draft]:
    """All units, those of the rows that are not settled by weights of their own among them."""
    agreed = list(own)
    loose: list[int] = []
    for component in _components(readings, rows):
        keys = _keys(readings, component)
        known: list[Draft] = []
        for key in keys:
            draft = _agreed(readings, key, component)
            if draft is not None:
                known.append(draft)
        if len(known) < len(keys):
            loose += component
            continue
        agreed += known
        for row in component:
            units = readings.rows[row].units
            if not units.keys() <= set(keys):
                loose.append(row)
    return units_of_the_rest(loose, agreed, readings)


class _Ties:
    """Rows tied to one another, directly or by others (a disjoint-set forest)."""

    def __init__(self, rows: Iterable[int]) -> None:
        self._parent = {row: row for row in rows}

    def __contains__(self, row: int) -> bool:
        return row in self._parent

    def root(self, row: int) -> int:
        """The row that stands for all that are tied to this one."""
        while self._parent[row] != row:
            row = self._parent[row]
        return row

    def tie(self, row: int, other: int) -> None:
        """Ties two rows."""
        root = self.root(row)
        self._parent[root] = self.root(other)


def _components(
    readings: Readings,
    rows: Sequence[int],
) -> list[list[int]]:
    """Rows tied together by a unit that holds several of them."""
    ties = _Ties(rows)
    for variants in readings.variants.values():
        for variant in variants:
            inside = [row for row in variant.rows if row in ties]
            for row in inside[1:]:
                ties.tie(row, inside[0])
    components: dict[int, list[int]] = {}
    for row in rows:
        root = ties.root(row)
        components.setdefault(root, []).append(row)
    return list(components.values())


def _keys(readings: Readings, component: Iterable[int]) -> list[UnitKey]:
    """The units that hold some row of the component in every reading of that row."""
    keys: dict[UnitKey, None] = {}
    for row in component:
        units = list(readings.rows[row].units)
        if len(units) == 1:
            keys.setdefault(units[0])
    return list(keys)


def _agreed(
    readings: Readings,
    key: UnitKey,
    component: Iterable[int],
) -> Draft | None:
    """The unit of this key, when all its shapes have the same points."""
    shapes = readings.variants[key]
    points = only({shape.points for shape in shapes})
    if points is None:
        return None
    certain: list[int] = []
    maybe: list[int] = []
    for row in component:
        units = readings.rows[row].units
        if key in units:
            rows = certain if len(units) == 1 else maybe
            rows.append(row)
    _, group, label, _ = key
    common = one_label(readings, certain)
    return Draft(
        rows=tuple(certain),
        open_rows=tuple(maybe),
        points=points,
        groups=frozenset({group}),
        label=label if common == label else None,
        basis=_basis(readings, key, points),
    )


def _basis(
    readings: Readings,
    key: UnitKey,
    points: int,
) -> Basis:
    """How the points of a unit are known: by a drawn cell, a label, or what the sums leave."""
    kind, _, label, head = key
    if kind == MERGED and head in readings.drawn:
        return "printed"
    if kind != POOL or label is None:
        return "derived"
    printed = readings.names[label].points
    if printed is None or int(printed * readings.unit) != points:
        return "derived"
    return "label"


# --- drafts → units


def _unit(
    number: int,
    draft: Draft,
    readings: Readings,
    serials: Sequence[int],
    sections: Sequence[SectionTotal],
) -> ScoringUnit:
    level1 = set[str]()
    inside = set[str]()
    for group in draft.groups:
        label = readings.groups[group]
        level1.add(label.name)
        section = sections[label.section]
        inside.add(section.section)
    level2 = None
    if draft.label is not None:
        level2 = readings.names[draft.label].name
    return ScoringUnit(
        number=number,
        section=only(inside),
        level1=only(level1) or None,
        level2=level2,
        rows=tuple(serials[row] for row in draft.rows),
        points=_points(draft, readings),
        basis=draft.basis,
        open_rows=tuple(serials[row] for row in draft.open_rows),
    )


def _points(draft: Draft, readings: Readings) -> Decimal:
    """The unit's points.

    Exact ones where finer weights than are counted in are among its group's.
    """
    alone = only(draft.rows)
    if alone is not None and alone in readings.exact:
        return readings.exact[alone]
    keys: set[UnitKey] = set()
    for row in draft.rows:
        keys.update(readings.rows[row].units)
    key = only(keys)
    if key is not None and key in readings.remainders:
        return readings.remainders[key]
    return Decimal(draft.points) / readings.unit
