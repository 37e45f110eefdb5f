"""The joint solution → each row's readings.

Every path of every step within the margin, noted row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.repair.model.weights import Ground, WeightOption, option_class
from pipeline.repair.solve.clean import is_clean
from pipeline.repair.solve.label_damage import placed_labels
from pipeline.repair.solve.programme import Solution, Step
from pipeline.repair.solve.segment import Path, Segments
from pipeline.repair.solve.tolerance import NEARLY

NO_HEAD = -1  # a pool has no row that heads it
K = TypeVar("K")


def spell_out(
    ground: Ground,
    solution: Solution,
    segments: Segments,
    places: Places,
    firsts: tuple[Label, ...],
    seconds: tuple[Label, ...],
) -> Readings:
    """Walks every path of every step within the margin and notes what each row is in it."""
    rows = [RowReadings() for _ in ground.rows]
    readings = Readings(
        solution.best,
        ground.unit,
        rows=tuple(rows),
        variants={},
        groups=firsts,
        names=seconds,
    )
    bound = solution.best + solution.margin + NEARLY
    notes = _Notes(readings, bound, _alignments(ground))
    for step, marginal in solution.steps:
        start, stop = step.start, step.stop
        kind = places.kind(step.label, start)
        run_bound = step.run + (bound - marginal)
        paths = segments.paths(start, stop, kind, step.total, run_bound)
        for path in paths:
            cost = marginal + path.cost - step.run
            notes.add(step, path, cost)
    return replace(
        readings,
        clean=is_clean(ground, readings, solution, places),
        placed=placed_labels(places, solution.cheapest),
    )


class _Alignment(NamedTuple):
    """The number of an alignment, and how much more it costs than the option it stands for."""

    number: int
    more: float


Alignments = list[list[_Alignment]]  # by weight option of a row: those that read it


def _alignments(ground: Ground) -> list[Alignments]:
    found: list[Alignments] = []
    for row, options in zip(ground.rows, ground.options, strict=True):
        found.append(_alignments_of(ground, row, options))
    return found


def _alignments_of(
    ground: Ground,
    row: RowEvidence,
    options: Sequence[WeightOption],
) -> Alignments:
    """A row's alignments by the weight option that stands for them.

    Those that read the weight in no way that is offered are left out.
    """
    weights = ground.weights
    classes = list(map(option_class, options))
    found: Alignments = [[] for _ in options]
    for number, alignment in enumerate(row.alignments):
        option = weights.option(row, alignment)
        key = option_class(option)
        if key in classes:
            place = classes.index(key)
            more = alignment.cost - options[place].cost
            read = _Alignment(number, more)
            found[place].append(read)
    return found


@dataclass(frozen=True, slots=True)
class _Notes:
    """The readings so far: of each value of each row the cheapest total that holds it.

    Alignments that cost more than ``bound`` are not noted.
    """

    readings: Readings
    bound: float
    alignments: Sequence[Alignments]

    def add(
        self,
        step: Step,
        path: Path,
        cost: float,
    ) -> None:
        """Notes a path whose cheapest reading costs ``cost``."""
        for row, choice in enumerate(path.choices, step.start):
            found = self.readings.rows[row]
            _lower(found.groups, step.group, cost)
            _lower(found.labels, step.label, cost)
            _lower(found.damage, choice.damage, cost)
            if choice.misprinted:
                found.misprint = min(found.misprint, cost)
            self._add_alignments(row, choice.option, cost)
        for key, variant in _units(step, path):
            self._add_unit(key, variant, cost)

    def _add_alignments(
        self,
        row: int,
        option: int,
        cost: float,
    ) -> None:
        found = self.readings.rows[row].alignments
        for number, more in self.alignments[row][option]:
            total = cost + more
            if total <= self.bound:
                _lower(found, number, total)

    def _add_unit(
        self,
        key: UnitKey,
        variant: Variant,
        cost: float,
    ) -> None:
        variants = self.readings.variants
        shapes = variants.setdefault(key, {})
        _lower(shapes, variant, cost)
        role, *_ = key
        own = variant.points if role == OWN else None
        for row in variant.rows:
            found = self.readings.rows[row]
            _lower(found.units, key, cost)
            _lower(found.weights, own, cost)


def _lower(
    costs: dict[K, float],
    value: K,
    cost: float,
) -> None:
    """Notes a cost of a value where it is the least so far."""
    if cost < costs.get(value, INFINITE):
        costs[value] = cost


def _units(step: Step, path: Path) -> Iterator[tuple[UnitKey, Variant]]:
    """The scoring units of one path.

    A row with its own weight, a merged weight, the rows that share.
    """
    merged = _merged(step, path)
    pool: list[int] = []
    for row, choice in enumerate(path.choices, step.start):
        if choice.role == OWN:
            below = merged[row]
            how = MERGED if below else OWN
            rows = (row, *below)
            key: UnitKey = (how, step.group, step.label, row)
            yield key, Variant(rows, choice.points or 0)
        elif choice.role != MERGED:
            pool.append(row)
    if pool:
        shared = Variant(tuple(pool), path.share)
        key = (POOL, step.group, step.label, NO_HEAD)
        yield key, shared


def _merged(step: Step, path: Path) -> dict[int, list[int]]:
    """By row with its own weight: the rows below that are part of it."""
    found: dict[int, list[int]] = {}
    head = step.start
    for row, choice in enumerate(path.choices, step.start):
        if choice.role == OWN:
            head = row
            found[row] = []
        elif choice.role == MERGED:
            found[head].append(row)
    return found


__all__ = ["spell_out"]
