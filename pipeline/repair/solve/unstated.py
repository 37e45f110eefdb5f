"""Groups in which several shares are stated nowhere.

A notice states the points that rows share: at their label, or as what the group's other points
leave. Of two shares that only have a sum in common nobody could tell the parts. A reading with such
a pair is dearer than the sum of its damage says, by what hardly happens: that points are unstated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.repair.model.placed import PlacedLabel
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import MERGED


def unstated(readings: Readings) -> frozenset[int]:
    """The first-level groups in which readings leave the points of two shares open."""
    shares = Counter(group for _, group, _, _ in _open_shares(readings))
    return frozenset(group for group, count in shares.items() if count > 1)


def _open_shares(readings: Readings) -> Iterator[UnitKey]:
    """The units of rows that share points of which others would do as well."""
    for key, shapes in readings.variants.items():
        how, *_ = key
        points = {shape.points for shape in shapes}
        if how == POOL and len(points) > 1:
            yield key


def merging_a_part(readings: Readings) -> frozenset[int]:
    """The groups in which a weight may be that of some rows of a label and not of all.

    Then a blank one below it may have been forgotten as well.
    """
    found: set[int] = set()
    for (how, group, label, _), shapes in readings.variants.items():
        if how != MERGED:
            continue
        held: set[int] = set()
        for number, row in enumerate(readings.rows):
            if label in row.labels:
                held.add(number)
        if any(held != set(shape.rows) for shape in shapes):
            found.add(group)
    return frozenset(found)


def with_stated(
    readings: Readings,
    stated: Readings,
    groups: frozenset[int],
) -> Readings:
    """The readings, those of some groups as they are where unstated shares are dear.

    But for groups in which a weight would then be that of a part of its label: there a share may be
    unstated since it was forgotten. ``stated`` has the same labels under the same numbers; the
    cheapest of both counts alike.
    """
    groups -= merging_a_part(stated)
    other = stated.shifted(readings.best - stated.best)
    chosen: set[int] = set()
    rows: list[RowReadings] = []
    variants: dict[UnitKey, dict[Variant, float]] = {}
    for key, shapes in readings.variants.items():
        variants[key] = dict(shapes)
    pairs = zip(readings.rows, other.rows, strict=True)
    for number, (row, stated_row) in enumerate(pairs):
        if groups.isdisjoint(row.groups):
            rows.append(row)
            continue
        chosen.add(number)
        rows.append(stated_row)
        for key in stated_row.units:
            shapes = variants.setdefault(key, {})
            shapes.update(other.variants[key])
    placed: list[PlacedLabel] = []
    for label in readings.placed:
        if label.start not in chosen:
            placed.append(label)
    for label in other.placed:
        if label.start in chosen:
            placed.append(label)
    return replace(
        readings,
        rows=tuple(rows),
        variants=variants,
        groups=other.groups,
        names=other.names,
        placed=tuple(placed),
    )


__all__ = ["merging_a_part", "unstated", "with_stated"]
