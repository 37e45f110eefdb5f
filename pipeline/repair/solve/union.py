"""Several ways to tell the levels of the labels apart.

Each solved → one set of readings within one margin.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.repair.solve.joint import CLEAN_SHARE
from pipeline.text import fold

K = TypeVar("K", bound=Hashable)


def union(solved: Sequence[tuple[float, Readings]], margin: float) -> Readings:
    """The readings of all ways within ``margin`` of the cheapest.

    Each way comes with what choosing it costs.

    Where the cheapest reading is clean, only a share of the margin counts: a notice that shows no
    damage anywhere is not suspected of one that would leave it adding up.
    """
    cost, cheapest = min(solved, key=lambda item: item[0] + item[1].best)
    best = cost + cheapest.best
    clean = cheapest.clean and cost == 0
    margin *= CLEAN_SHARE if clean else 1.0
    kept = [(cost, readings) for cost, readings in solved if cost + readings.best <= best + margin]
    kept.sort(key=lambda item: item[0] + item[1].best)
    groups: dict[Hashable, Label] = {}
    names: dict[Hashable, Label] = {}
    out = Readings(best, kept[0][1].unit, tuple(RowReadings() for _ in kept[0][1].rows), {}, (), ())
    ways: dict[frozenset[int], None] = {}
    for cost, readings in kept:
        group_at = [_index(groups, _group_key(label), label) for label in readings.groups]
        name_at: list[int | None] = [
            _index(names, _name_key(label), label) for label in readings.names
        ]
        ways.setdefault(frozenset(group_at))
        _add(out, readings, cost, best + margin + 1e-9, group_at, name_at)
    return replace(
        out,
        groups=tuple(groups.values()),
        names=tuple(names.values()),
        clean=clean,
        ways=tuple(ways),
    )


def _group_key(label: Label) -> Hashable:
    return label.section, fold(label.name), label.points


def _name_key(label: Label) -> Hashable:
    return fold(label.name), label.points, label.prints[0].row


def _index(known: dict[Hashable, Label], key: Hashable, label: Label) -> int:
    known.setdefault(key, label)
    return list(known).index(key)


def _add(
    out: Readings,
    readings: Readings,
    cost: float,
    bound: float,
    group_at: Sequence[int],
    name_at: Sequence[int | None],
) -> None:
    def key_of(key: UnitKey) -> UnitKey:
        return key[0], group_at[key[1]], None if key[2] is None else name_at[key[2]], key[3]

    for mine, theirs in zip(out.rows, readings.rows, strict=True):
        _lower(mine.groups, {group_at[g]: c for g, c in theirs.groups.items()}, cost, bound)
        labels = {None if n is None else name_at[n]: c for n, c in theirs.labels.items()}
        _lower(mine.labels, labels, cost, bound)
        _lower(mine.alignments, theirs.alignments, cost, bound)
        _lower(mine.units, {key_of(key): c for key, c in theirs.units.items()}, cost, bound)
        _lower(mine.weights, theirs.weights, cost, bound)
        if cost + theirs.misprint <= bound:
            mine.misprint = min(mine.misprint, cost + theirs.misprint)
    for key, variants in readings.variants.items():
        found: dict[Variant, float] = {}
        _lower(found, variants, cost, bound)
        if found:
            _lower(out.variants.setdefault(key_of(key), {}), found, 0.0, bound)


def _lower(mine: dict[K, float], theirs: Mapping[K, float], cost: float, bound: float) -> None:
    for key, other in theirs.items():
        if cost + other <= bound and cost + other < mine.get(key, INFINITE):
            mine[key] = cost + other
