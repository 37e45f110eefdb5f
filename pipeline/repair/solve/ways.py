"""Ways to tell the label levels apart → the labels of each, ready to be placed.

Each way says which printed labels are first-level and which second-level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import RUN_REACH, Group, Name, Places
from pipeline.repair.model.weights import Ground, WeightOption
from pipeline.repair.model.words import Claimant, Words, fitting
from pipeline.text import overlap

# What choosing a way costs, its first-level labels, its second-level labels.
Way = tuple[float, tuple[Label, ...], tuple[Label, ...]]


class Placer:
    """Puts the labels of each way on the ground that all ways are solved on."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.row_names = _row_names(ground)
        self.words = Words(self.row_names)
        self.weights = [_own_points(options) for options in ground.options]
        self.unlike: Callable[[str], tuple[float, ...]] = cache(self._unlike)

    def places(self, way: Way) -> Places:
        """Where the labels of a way may stand, and what that costs.

        Raises:
            RepairError: a first-level label's section holds no row.
        """
        ground = self.ground
        _, firsts, seconds = way
        groups = [self._group(label) for label in firsts]
        names = self._names(seconds)
        labelled = ground.layout.labelled
        return Places(groups, names, ground.costs, ground.gone, ground.echoes, labelled)

    def _group(self, label: Label) -> Group:
        section = self.ground.sections[label.section]
        rows = self._rows_of(section)
        if not rows:
            raise RepairError(
                "repair.section-without-rows",
                section=section.label,
                first=section.first,
                last=section.last,
            )
        points = int((label.points or Decimal(0)) * self.ground.unit)
        prints = {printed.row for printed in label.prints}
        return Group(points, tuple(sorted(prints)), rows[0], rows[-1])

    def _rows_of(self, section: SectionTotal) -> list[int]:
        rows = enumerate(self.ground.rows)
        return [n for n, row in rows if section.first <= row.serial <= section.last]

    def _names(self, labels: Sequence[Label]) -> list[Name]:
        printed_on = Counter[int]()
        for label in labels:
            printed_on.update({printed.row for printed in label.prints})
        names = [self._name(label, printed_on) for label in labels]
        return list(self._with_words(names, labels))

    def _name(self, label: Label, printed_on: Counter[int]) -> Name:
        """``printed_on`` counts the labels that are printed on each row."""
        rows = sorted({printed.row for printed in label.prints})
        points = None
        if label.points is not None:
            points = int(label.points * self.ground.unit)
        beside = frozenset(row for row in rows if printed_on[row] > 1)
        return Name(points, tuple(rows), self.unlike(label.name), beside)

    def _with_words(self, names: Sequence[Name], labels: Sequence[Label]) -> Iterator[Name]:
        """The labels, each with what its words say of the rows near its prints."""
        claimants = []
        for name, label in zip(names, labels, strict=True):
            first, last = name.prints[0] - RUN_REACH, name.prints[-1] + RUN_REACH
            fits = fitting(self.weights, name.points, name.prints)
            claimants.append(Claimant(label.name, first, last, fits))
        cost = self.ground.costs.label_strange
        for n, name in enumerate(names):
            others = [*claimants[:n], *claimants[n + 1 :]]
            claims = self.words.claims(claimants[n], others)
            strange = self.words.strange(claimants[n], cost)
            yield replace(name, claims=claims, strange=strange)

    def _unlike(self, name: str) -> tuple[float, ...]:
        """By row: the share of the label's words that are not in the row's name."""
        return tuple(1 - overlap(name, other) for other in self.row_names)


def _own_points(options: Sequence[WeightOption]) -> int | None:
    """The weight of its own that a row's cheapest reading has."""
    return min(options, key=lambda option: option.cost).points


def _row_names(ground: Ground) -> list[str]:
    at = ground.layout.at("indicator")
    return [row.text(row.alignments[0], at) or "" for row in ground.rows]


__all__ = ["Placer", "Way"]
