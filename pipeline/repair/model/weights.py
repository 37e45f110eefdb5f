"""A row's alignments by what they read as its weight, in points scaled to whole units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pipeline.errors import RepairError
from pipeline.messages import Message, message
from pipeline.model import SectionTotal
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.roles import WeightOption
from pipeline.text import fold, parse_points

FINEST = 20  # parts of a point that sums are counted in at most; finer weights see :mod:`fine`


def scale(
    rows: Sequence[RowEvidence],
    labels: Sequence[Label | Print],
    weight_at: int,
) -> int:
    """The smallest factor that makes every label's points whole and every printed weight.

    That is not too fine.

    Raises:
        RepairError: a label's points are in finer parts than sums are counted in.
    """
    numbers = [label.points for label in labels]
    for row in rows:
        text = fold(row.cheapest_text(weight_at))
        numbers.append(parse_points(text))
    parts: set[int] = set()
    for number in numbers:
        if number is not None:
            parts.add(Fraction(number).denominator)
    countable = [each for each in parts if each <= FINEST]
    unit = lcm(*countable)
    for label in labels:
        if label.points is not None and label.points * unit % 1:
            raise RepairError(
                "repair.points-too-fine",
                whose=_whose(label, rows),
                points=label.points,
                finest=FINEST,
            )
    return unit


def _whose(label: Label | Print, rows: Sequence[RowEvidence]) -> Message:
    """Names a label and where it is printed; one without a name is the rest of a total."""
    what = message("repair.label", label=label.name)
    if not label.name:
        what = message("repair.rest-of-total")
    printed = label if isinstance(label, Print) else next(iter(label.prints), None)
    if printed is None:
        return what
    place = rows[printed.row].row
    return message("repair.on-row", page=place.page, row=place.row + 1, what=what)


def weight_options(
    row: RowEvidence,
    weight_at: int,
    unit: int,
    costs: Costs,
) -> list[WeightOption]:
    """The row's alignments by what they read as its weight; for each reading the cheapest."""
    best: dict[tuple[object, ...], WeightOption] = {}
    for alignment in row.alignments:
        option = weight_option(row, alignment, weight_at, unit, costs)
        key = option_class(option)
        if key not in best or best[key].cost > option.cost:
            best[key] = option
    return list(best.values())


def option_class(option: WeightOption) -> tuple[object, ...]:
    """What two readings of a weight have in common where the cheaper one stands for both."""
    return option.points, option.lost, option.blank, option.filled, option.covered


def weight_option(
    row: RowEvidence,
    alignment: Alignment,
    weight_at: int,
    unit: int,
    costs: Costs,
) -> WeightOption:
    """What one alignment reads as the row's weight, scaled by ``unit``, and what that costs."""
    text = row.text(alignment, weight_at)
    hurt = bool(alignment.lost_columns)
    credit = costs.cell_lost - costs.run_continues
    if text is None:
        added = costs.slash_added if "slash_added" in alignment.damage else 0.0
        return WeightOption(
            alignment.cost,
            None,
            lost=True,
            filled=added > 0,
            credit=credit + added,
        )
    number = parse_points(fold(text))
    credit = credit if hurt else 0.0
    if number is None:
        covered = row.head is not None and not fold(text)
        apart = row.ends is not None and row.ends == alignment.places[weight_at]
        return WeightOption(
            alignment.cost,
            None,
            blank=not fold(text),
            hurt=hurt,
            credit=credit,
            covered=covered,
            apart=apart,
        )
    first = alignment.places[weight_at] == row.alignments[0].places[weight_at]
    parts = row.parts if first and row.parts is not None else max(1, round(number * unit))
    return WeightOption(alignment.cost, parts, hurt=hurt, credit=credit)


@dataclass(frozen=True, slots=True)
class WeightColumn:
    """How weights are read: the place of their column, what a point counts, what damage costs."""

    at: int
    unit: int
    costs: Costs

    def option(self, row: RowEvidence, alignment: Alignment) -> WeightOption:
        """What an alignment reads as the row's weight."""
        return weight_option(row, alignment, self.at, self.unit, self.costs)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every way to tell the label levels apart is solved on: computed once for a table."""

    rows: Sequence[RowEvidence]
    sections: Sequence[SectionTotal]
    layout: Layout
    costs: Costs
    echoes: frozenset[int]
    unit: int
    options: Sequence[Sequence[WeightOption]]

    @property
    def weights(self) -> WeightColumn:
        """How weights are read on it."""
        at = self.layout.at("weight")
        return WeightColumn(at, self.unit, self.costs)

    @property
    def gone(self) -> frozenset[int]:
        """The rows that lost a label cell."""
        found: set[int] = set()
        for n, row in enumerate(self.rows):
            cheapest = row.alignments[0]
            if "label_cell_lost" in cheapest.damage:
                found.add(n)
        return frozenset(found)

    @property
    def parted(self) -> frozenset[int]:
        """The rows with an empty cell below a merged second-level label that has ended."""
        rows = enumerate(self.rows)
        return frozenset(n for n, row in rows if "level2" in row.parted)


__all__ = [
    "Ground",
    "WeightColumn",
    "WeightOption",
    "option_class",
    "scale",
    "weight_option",
    "weight_options",
]
