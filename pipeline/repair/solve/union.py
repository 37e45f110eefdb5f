"""Several ways to tell the levels of the labels apart.

Each solved → one set of readings within one margin.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.labels import Label
from pipeline.repair.model.placed import LabelLevel, PlacedLabel
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.repair.solve.joint import CLEAN_SHARE, Solved
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.text import fold

K = TypeVar("K", bound=Hashable)


def union(
    solved: Sequence[Solved],
    margin: float,
    like: Readings | None = None,
) -> Readings:
    """The readings of all ways within ``margin`` of the cheapest.

    Each way comes with what choosing it costs. Labels have the same numbers as in ``like``, other
    readings of the same rows; further ones follow.

    Where the cheapest reading is clean, only a share of the margin counts: a notice that shows no
    damage anywhere is not suspected of one that would leave it adding up. Where labels of it may be
    beside their places, their rows have the whole margin.
    """
    ordered = sorted(solved, key=attrgetter("total"))
    first = ordered[0]
    cheapest = first.readings
    clean = cheapest.clean and first.cost == 0
    if clean and not cheapest.loose:
        margin *= CLEAN_SHARE
    bound = first.total + margin
    blank = _nothing_read(cheapest, first.total)
    joined = _Union(blank, bound + NEARLY)
    if like is not None:
        joined.renumbered(like)
    ways: dict[frozenset[int], None] = {}
    for way in ordered:
        if way.total > bound:
            break
        numbers = joined.renumbered(way.readings)
        joined.add(way, numbers)
        groups = frozenset(numbers.groups)
        ways.setdefault(groups)
    numbers = joined.renumbered(cheapest)
    return replace(
        joined.out,
        placed=tuple(map(numbers.placed, cheapest.placed)),
        groups=joined.groups.labels,
        names=joined.names.labels,
        clean=clean,
        loose=cheapest.loose,
        ways=tuple(ways),
    )


def _nothing_read(like: Readings, best: float) -> Readings:
    """Readings of the same rows that hold none yet."""
    rows = [RowReadings() for _ in like.rows]
    return Readings(
        best,
        like.unit,
        rows=tuple(rows),
        variants={},
        groups=(),
        names=(),
    )


class _Labels:
    """The labels of one level in every way, each once."""

    def __init__(self, key: Callable[[Label], Hashable]) -> None:
        self._key = key
        self._numbers: dict[Hashable, int] = {}
        self._known: list[Label] = []

    @property
    def labels(self) -> tuple[Label, ...]:
        """All of them, as they are numbered."""
        return tuple(self._known)

    def number(self, label: Label) -> int:
        """The number of a label, which is a new one where it is not known yet."""
        key = self._key(label)
        if key not in self._numbers:
            self._numbers[key] = len(self._known)
            self._known.append(label)
        return self._numbers[key]


def _group_key(label: Label) -> Hashable:
    name = fold(label.name)
    return label.section, name, label.points


def _name_key(label: Label) -> Hashable:
    name = fold(label.name)
    first = label.prints[0]
    return name, label.points, first.row


def _lower(
    costs: dict[K, float],
    value: K,
    cost: float,
) -> None:
    """Notes what a value costs, unless it is known to cost less."""
    costs[value] = min(cost, costs.get(value, INFINITE))


@dataclass(frozen=True, slots=True)
class _Renumbered:
    """One way's labels as they are numbered in the union."""

    groups: Sequence[int]
    names: Sequence[int]

    def name(self, number: int | None) -> int | None:
        """The number of a second-level label; None for a lost one."""
        return None if number is None else self.names[number]

    def key(self, key: UnitKey) -> UnitKey:
        """The key of a scoring unit."""
        how, group, name, head = key
        group = self.groups[group]
        return how, group, self.name(name), head

    def placed(self, placed: PlacedLabel) -> PlacedLabel:
        """Where a reading puts a label."""
        if placed.label is None:
            return placed
        numbers = self.names
        if placed.level == LabelLevel.FIRST:
            numbers = self.groups
        return replace(placed, label=numbers[placed.label])

    def row(self, row: RowReadings) -> RowReadings:
        """One row's readings; of labels that are one in the union the cheaper counts."""
        groups: dict[int, float] = {}
        for group, cost in row.groups.items():
            _lower(groups, self.groups[group], cost)
        labels: dict[int | None, float] = {}
        for name, cost in row.labels.items():
            _lower(labels, self.name(name), cost)
        units: dict[UnitKey, float] = {}
        for key, cost in row.units.items():
            _lower(units, self.key(key), cost)
        return replace(
            row,
            groups=groups,
            labels=labels,
            units=units,
        )


class _Union:
    """The readings so far, of which none costs more than ``bound``."""

    def __init__(self, out: Readings, bound: float) -> None:
        self.out = out
        self.bound = bound
        self.groups = _Labels(_group_key)
        self.names = _Labels(_name_key)

    def renumbered(self, readings: Readings) -> _Renumbered:
        """How the labels of a way are numbered here."""
        groups = map(self.groups.number, readings.groups)
        names = map(self.names.number, readings.names)
        return _Renumbered(list(groups), list(names))

    def add(self, way: Solved, numbers: _Renumbered) -> None:
        """Adds the readings of one way."""
        theirs = way.readings
        for mine, row in zip(self.out.rows, theirs.rows, strict=True):
            renumbered = numbers.row(row)
            self._add_row(mine, renumbered, way.cost)
        for key, variants in theirs.variants.items():
            renumbered_key = numbers.key(key)
            self._add_variants(renumbered_key, variants, way.cost)

    def _add_row(
        self,
        mine: RowReadings,
        theirs: RowReadings,
        cost: float,
    ) -> None:
        self._lower(mine.groups, theirs.groups, cost)
        self._lower(mine.labels, theirs.labels, cost)
        self._lower(mine.alignments, theirs.alignments, cost)
        self._lower(mine.units, theirs.units, cost)
        self._lower(mine.weights, theirs.weights, cost)
        self._lower(mine.damage, theirs.damage, cost)
        misprint = cost + theirs.misprint
        if misprint <= self.bound:
            mine.misprint = min(mine.misprint, misprint)

    def _add_variants(
        self,
        key: UnitKey,
        variants: Mapping[Variant, float],
        cost: float,
    ) -> None:
        within = dict(self._within(variants, cost))
        if within:
            known = self.out.variants.setdefault(key, {})
            self._lower(known, within, 0.0)

    def _lower(
        self,
        mine: dict[K, float],
        theirs: Mapping[K, float],
        cost: float,
    ) -> None:
        for value, total in self._within(theirs, cost):
            _lower(mine, value, total)

    def _within(
        self,
        costs: Mapping[K, float],
        cost: float,
    ) -> Iterator[tuple[K, float]]:
        """Those that with the cost of their way cost little enough."""
        for value, other in costs.items():
            total = cost + other
            if total <= self.bound:
                yield value, total


__all__ = ["union"]
