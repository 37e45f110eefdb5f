"""What every reading within the margin says of each row.

The joint result, and what the values are made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from pipeline.damage.kind import Kind
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.labels import Label
from pipeline.repair.model.placed import PlacedLabel

POOL = "pool"  # rows that share points no weight of theirs prints
UnitKey = tuple[
    str, int, int | None, int
]  # how it is known, group, label, head row (-1 for a pool)


K = TypeVar("K")


@dataclass(slots=True)
class RowReadings:
    """Every reading of one row within the margin: value → the cheapest total that holds it.

    ``printed`` holds the weight's texts where no points are to be satisfied; ``damage`` what has
    happened to its weight; ``misprint`` is the cheapest total in which its weight is misprinted.
    """

    groups: dict[int, float] = field(default_factory=dict)
    labels: dict[int | None, float] = field(default_factory=dict)
    alignments: dict[int, float] = field(default_factory=dict)
    units: dict[UnitKey, float] = field(default_factory=dict)
    weights: dict[int | None, float] = field(default_factory=dict)
    printed: dict[str | None, float] = field(default_factory=dict)
    damage: dict[Kind | None, float] = field(default_factory=dict)
    misprint: float = INFINITE

    def shifted(self, by: float) -> RowReadings:
        """The same readings, each ``by`` so much dearer."""
        return RowReadings(
            groups=_shifted(self.groups, by),
            labels=_shifted(self.labels, by),
            alignments=_shifted(self.alignments, by),
            units=_shifted(self.units, by),
            weights=_shifted(self.weights, by),
            printed=_shifted(self.printed, by),
            damage=_shifted(self.damage, by),
            misprint=self.misprint + by,
        )

    @property
    def misprinted(self) -> bool:
        """Whether some reading takes the row's weight for misprinted."""
        return self.misprint < INFINITE


@dataclass(frozen=True, slots=True)
class Variant:
    """One shape a scoring unit takes in some reading: its rows, its points (scaled)."""

    rows: tuple[int, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Readings:
    """The joint result.

    ``unit`` is one point, scaled; ``variants`` gives each unit's shapes and their cost; ``clean``
    says that the cheapest reading takes every cell and label where it is printed. ``ways`` holds,
    for each way to tell the levels apart that some reading follows, which of ``groups`` are
    first-level labels in it. ``drawn`` are the rows whose points cell is drawn over the rows below;
    ``exact`` the points of rows and ``remainders`` those of units beside weights that are finer
    than ``unit`` counts, ``finer`` the rows whose weights no sum bears out; see :mod:`fine`.
    ``loose`` are the rows of a clean notice whose labels may be beside their places all the same.
    ``placed`` says of a cheapest reading where it puts each label, and what became of that.
    """

    best: float
    unit: int
    rows: tuple[RowReadings, ...]
    variants: dict[UnitKey, dict[Variant, float]]
    groups: tuple[Label, ...]
    names: tuple[Label, ...]
    clean: bool = False
    loose: frozenset[int] = frozenset()
    ways: tuple[frozenset[int], ...] = ()
    drawn: frozenset[int] = frozenset()
    exact: Mapping[int, Decimal] = field(default_factory=dict)
    finer: frozenset[int] = frozenset()
    remainders: Mapping[UnitKey, Decimal] = field(default_factory=dict)
    placed: tuple[PlacedLabel, ...] = ()

    def shifted(self, by: float) -> Readings:
        """The same readings, each ``by`` so much dearer."""
        variants: dict[UnitKey, dict[Variant, float]] = {}
        for key, shapes in self.variants.items():
            variants[key] = _shifted(shapes, by)
        return replace(
            self,
            best=self.best + by,
            rows=tuple(row.shifted(by) for row in self.rows),
            variants=variants,
        )


def _shifted(costs: Mapping[K, float], by: float) -> dict[K, float]:
    return {value: cost + by for value, cost in costs.items()}
