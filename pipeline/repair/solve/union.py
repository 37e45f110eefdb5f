"""Several ways to tell the levels of the labels apart.

Each solved → one set of readings within one margin.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.labels import Label
from pipeline.repair.model.placed import LabelLevel, PlacedLabel
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.repair.solve.joint import CLEAN_SHARE
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.text import fold

K = TypeVar("K", bound=Hashable)
Solved = tuple[float, Readings]  # what choosing a way costs, its readings


def union(solved: Sequence[Solved], margin: float) -> Readings:
    """The readings of all ways within ``margin`` of the cheapest.

    Each way comes with what choosing it costs.

    Where the cheapest reading is clean, only a share of the margin counts: a notice that shows no
    damage anywhere is not suspected of one that would leave it adding up.
    """
    cost, first = min(solved, key=_total)
    clean = first.clean and cost == 0
    best = _total((cost, first))
    bound = best + margin * (CLEAN_SHARE if clean else 1.0)
    kept = sorted((each for each in solved if _total(each) <= bound), key=_total)
    joined = _Union(_nothing_read(kept[0][1], best), bound + NEARLY)
    ways: dict[frozenset[int], None] = {}
    for cost, readings in kept:
        numbers = joined.renumbered(readings)
        joined.add(readings, cost, numbers)
        ways.setdefault(frozenset(numbers.groups))
    cheapest = kept[0][1]
    numbers = joined.renumbered(cheapest)
    return replace(
        joined.out,
        placed=tuple(map(numbers.placed, cheapest.placed)),
        groups=joined.groups.labels,
        names=joined.names.labels,
        clean=clean,
        ways=tuple(ways),
    )


def _total(solved: Solved) -> float:
    cost, readings = solved
    return cost + readings.best


def _nothing_read(like: Readings, best: float) -> Readings:
    """Readings of the same rows that hold none yet."""
    rows = tuple(RowReadings() for _ in like.rows)
    return Readings(best, like.unit, rows, {}, (), ())


class _Labels:
    """The labels of one level in every way, each once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Label] = {}

    @property
    def labels(self) -> tuple[Label, ...]:
        """All of them, as they are numbered."""
        return tuple(self._known.values())

    def place(self, key: Hashable, label: Label) -> int:
        """Where the label stands among them."""
        self._known.setdefault(key, label)
        return list(self._known).index(key)


def _group_key(label: Label) -> Hashable:
    return label.section, fold(label.name), label.points


def _name_key(label: Label) -> Hashable:
    return fold(label.name), label.points, label.prints[0].row


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
        return how, self.groups[group], self.name(name), head

    def placed(self, placed: PlacedLabel) -> PlacedLabel:
        """Where a reading puts a label."""
        if placed.label is None:
            return placed
        numbers = self.groups if placed.level == LabelLevel.FIRST else self.names
        return replace(placed, label=numbers[placed.label])


class _Union:
    """The readings so far, of which none costs more than ``bound``."""

    def __init__(self, out: Readings, bound: float) -> None:
        self.out = out
        self.bound = bound
        self.groups = _Labels()
        self.names = _Labels()

    def renumbered(self, readings: Readings) -> _Renumbered:
        """How the labels of a way are numbered here."""
        groups = [self.groups.place(_group_key(label), label) for label in readings.groups]
        names = [self.names.place(_name_key(label), label) for label in readings.names]
        return _Renumbered(groups, names)

    def add(self, readings: Readings, cost: float, numbers: _Renumbered) -> None:
        """Adds the readings of one way that costs so much to choose."""
        for mine, theirs in zip(self.out.rows, readings.rows, strict=True):
            self._add_row(mine, theirs, cost, numbers)
        for key, variants in readings.variants.items():
            self._add_variants(numbers.key(key), variants, cost)

    def _add_row(
        self, mine: RowReadings, theirs: RowReadings, cost: float, numbers: _Renumbered
    ) -> None:
        groups = {numbers.groups[group]: each for group, each in theirs.groups.items()}
        labels = {numbers.name(name): each for name, each in theirs.labels.items()}
        units = {numbers.key(key): each for key, each in theirs.units.items()}
        self._lower(mine.groups, groups, cost)
        self._lower(mine.labels, labels, cost)
        self._lower(mine.alignments, theirs.alignments, cost)
        self._lower(mine.units, units, cost)
        self._lower(mine.weights, theirs.weights, cost)
        if cost + theirs.misprint <= self.bound:
            mine.misprint = min(mine.misprint, cost + theirs.misprint)

    def _add_variants(self, key: UnitKey, variants: Mapping[Variant, float], cost: float) -> None:
        within = dict(self._within(variants, cost))
        if within:
            self._lower(self.out.variants.setdefault(key, {}), within, 0.0)

    def _lower(self, mine: dict[K, float], theirs: Mapping[K, float], cost: float) -> None:
        for value, total in self._within(theirs, cost):
            if total < mine.get(value, INFINITE):
                mine[value] = total

    def _within(self, costs: Mapping[K, float], cost: float) -> Iterator[tuple[K, float]]:
        """Those that with the cost of their way cost little enough."""
        for value, other in costs.items():
            total = cost + other
            if total <= self.bound:
                yield value, total


__all__ = ["union"]
