"""A row's alignments by what they read as its weight, in points scaled to whole units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.align import Alignment, Layout
from pipeline.repair.costs import Costs
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.labels import Label
from pipeline.repair.moves import WeightOption
from pipeline.repair.outline import Plain
from pipeline.text import fold, parse_number

FINEST = 20  # no weight is printed in smaller parts of a point


def scale(rows: Sequence[RowEvidence], labels: Sequence[Label], weight_at: int) -> int:
    """The smallest factor that makes every printed weight and every label's points whole.

    Raises:
        RepairError: a label's points are in finer parts than any weight is printed in.
    """
    numbers = [label.points for label in labels if label.points is not None]
    for row in rows:
        for alignment in row.alignments[:1]:
            number = parse_number(fold(row.text(alignment, weight_at) or ""))
            if number is not None:
                numbers.append(number)
    unit = lcm(*(Fraction(number).limit_denominator(FINEST).denominator for number in numbers))
    if finer := next((label for label in labels if label.points is not None and label.points * unit % 1), None):
        what = f"label {finer.name!r}" if finer.name else "what the labels leave of a section's total"
        raise RepairError(f"{what}: {finer.points:g} points; points are printed in parts of a {FINEST}th and no finer")
    return unit


def plain_weights(rows: Sequence[RowEvidence], layout: Layout) -> Plain:
    """The weights that the rows' cheapest alignments read."""
    at = layout.at("weight")
    return Plain.of([parse_number(fold(row.text(row.alignments[0], at) or "")) for row in rows])


def weight_options(row: RowEvidence, weight_at: int, unit: int, costs: Costs) -> list[WeightOption]:
    """The row's alignments by what they read as its weight; for each reading the cheapest."""
    best: dict[tuple[object, ...], WeightOption] = {}
    for alignment in row.alignments:
        option = weight_option(row, alignment, weight_at, unit, costs)
        key = option_class(option)
        if key not in best or best[key].cost > option.cost:
            best[key] = option
    return list(best.values())


def option_class(option: WeightOption) -> tuple[object, ...]:
    return option.points, option.lost, option.blank, option.filled


def weight_option(row: RowEvidence, alignment: Alignment, weight_at: int, unit: int, costs: Costs) -> WeightOption:
    text = row.text(alignment, weight_at)
    hurt = any(damage.startswith("cell_lost") for damage in alignment.damage)
    credit = costs.cell_lost - costs.run_continues
    if text is None:
        added = costs.slash_added if "slash_added" in alignment.damage else 0.0
        return WeightOption(alignment.cost, None, lost=True, filled=added > 0, credit=credit + added)
    number = parse_number(fold(text))
    credit = credit if hurt else 0.0
    if number is None:
        return WeightOption(alignment.cost, None, blank=not fold(text), hurt=hurt, credit=credit)
    return WeightOption(alignment.cost, max(1, round(number * unit)), hurt=hurt, credit=credit)


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
    def gone(self) -> frozenset[int]:
        """The rows that lost a label cell."""
        return frozenset(n for n, row in enumerate(self.rows) if "label_cell_lost" in row.alignments[0].damage)


__all__ = ["Ground", "WeightOption", "option_class", "plain_weights", "scale", "weight_option", "weight_options"]
