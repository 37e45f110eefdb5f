"""Ways to tell the label levels apart → the labels of each, ready to be placed.

Each way says which printed labels are first-level and which second-level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.model.group import Group
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import RUN_REACH, Name, Places
from pipeline.repair.model.weights import Ground, WeightOption
from pipeline.repair.model.words import Claimant, Words, fitting, without_remark
from pipeline.text import overlap

Costs = tuple[float, ...]  # by row


class Way(NamedTuple):
    """A way to tell the levels apart: what choosing it costs, and the labels of each level."""

    cost: float
    firsts: tuple[Label, ...]
    seconds: tuple[Label, ...]


class Placer:
    """Puts the labels of each way on the ground that all ways are solved on."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.row_names = _row_names(ground)
        self.words = Words(self.row_names)
        self.weights = [_own_points(options) for options in ground.options]
        self.unlike: Callable[[str], Costs] = cache(self._unlike)

    def places(self, way: Way) -> Places:
        """Where the labels of a way may stand, and what that costs.

        Raises:
            RepairError: a first-level label's section holds no row.
        """
        ground = self.ground
        return Places(
            list(map(self._group, way.firsts)),
            self._names(way.seconds),
            ground.costs,
            ground.gone,
            ground.echoes,
            ground.layout.labelled,
            parted=ground.parted,
        )

    def _group(self, label: Label) -> Group:
        """A first-level label on the rows of its section."""
        section = self.ground.sections[label.section]
        rows = self._rows_of(section)
        if not rows:
            raise RepairError(
                "repair.section-without-rows",
                section=section.label,
                first=section.first,
                last=section.last,
            )
        points = label.points or Decimal(0)
        return Group(
            self._scaled(points),
            _print_rows(label),
            first=rows[0],
            last=rows[-1],
        )

    def _scaled(self, points: Decimal) -> int:
        """Points as whole numbers of the ground's unit."""
        return int(points * self.ground.unit)

    def _rows_of(self, section: SectionTotal) -> list[int]:
        """The rows of a section, by their serials."""
        found: list[int] = []
        for n, row in enumerate(self.ground.rows):
            if section.first <= row.serial <= section.last:
                found.append(n)
        return found

    def _names(self, labels: Sequence[Label]) -> list[Name]:
        """Second-level labels, each with what its words say of the rows near its prints."""
        printed_on = Counter[int]()
        for label in labels:
            printed_on.update(_print_rows(label))
        names: list[Name] = []
        claimants: list[Claimant] = []
        for label in labels:
            name = self._name(label, printed_on)
            names.append(name)
            claimants.append(self._claimant(label, name))
        return list(self._with_words(names, claimants))

    def _name(self, label: Label, printed_on: Counter[int]) -> Name:
        """``printed_on`` counts the labels that are printed on each row."""
        points = None
        if label.points is not None:
            points = self._scaled(label.points)
        rows = _print_rows(label)
        beside = frozenset(row for row in rows if printed_on[row] > 1)
        unlike = self.unlike(label.name)
        return Name(points, rows, unlike, beside)

    def _claimant(self, label: Label, name: Name) -> Claimant:
        """A label and the rows that its words may name."""
        first = name.prints[0] - RUN_REACH
        last = name.prints[-1] + RUN_REACH
        fits = fitting(self.weights, name.points, name.prints)
        return Claimant(label.name, first, last, fits)

    def _with_words(
        self,
        names: Sequence[Name],
        claimants: Sequence[Claimant],
    ) -> Iterator[Name]:
        """The labels with what each claims beside the others."""
        costs = self.ground.costs
        for n, name in enumerate(names):
            others = list(claimants)
            claimant = others.pop(n)
            unnamed = self._unnamed(claimant, name)
            yield replace(
                name,
                claims=self.words.claims(claimant, others),
                strange=self.words.strange(claimant, costs.label_strange, costs.label_splits),
                unnamed=unnamed,
                other_theme=self.words.themes_begin(unnamed),
            )

    def _unnamed(self, claimant: Claimant, name: Name) -> frozenset[int]:
        """The rows that a label which may go on does not name."""
        if name.points is not None:
            return frozenset()
        return self.words.unnamed_below(claimant, name.prints)

    def _unlike(self, name: str) -> tuple[float, ...]:
        """By row: the share of the label's words that are not in the row's name."""
        bare = without_remark(name)
        return tuple(1 - overlap(bare, other) for other in self.row_names)


def _print_rows(label: Label) -> tuple[int, ...]:
    """The rows that a label is printed on, from the top."""
    rows = {printed.row for printed in label.prints}
    return tuple(sorted(rows))


def _own_points(options: Sequence[WeightOption]) -> int | None:
    """The weight of its own that a row's cheapest reading has."""
    cheapest = min(options, key=attrgetter("cost"))
    return cheapest.points


def _row_names(ground: Ground) -> list[str]:
    """The name that each row's cheapest alignment reads."""
    at = ground.layout.at("indicator")
    return [row.cheapest_text(at) for row in ground.rows]


__all__ = ["Placer", "Way"]
