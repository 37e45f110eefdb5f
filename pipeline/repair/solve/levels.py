"""Which of the printed labels are of the first level, and which those leave for the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipeline.model import SectionTotal
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.first_level import first_level
from pipeline.repair.model.labels import (
    SAME_SPELLING,
    Label,
    Print,
    is_bare_first,
    second_level,
)
from pipeline.repair.solve.outline import plain_weights
from pipeline.repair.solve.ways import Way
from pipeline.text import overlap


def ways_to_tell_levels(
    rows: Sequence[RowEvidence],
    prints: Sequence[Print],
    layout: Layout,
    sections: Sequence[SectionTotal],
    costs: Costs,
) -> list[Way]:
    """Each choice of first-level labels, with the labels that it leaves for the second level."""
    if not layout.labelled:
        return [_way_without_labels(sections)]
    serials = [row.serial for row in rows]
    fit = _fit_of_runs(rows, layout)
    ways: list[Way] = []
    for cost, firsts in first_level(prints, sections, serials, fit, costs):
        seconds = _seconds(prints, firsts)
        ways.append(Way(cost, firsts, seconds))
    return ways


def _way_without_labels(sections: Sequence[SectionTotal]) -> Way:
    """The one way where the form has no labels: a nameless group for each section."""
    nameless: list[Label] = []
    for number, total in enumerate(sections):
        label = Label("", total.points, (), number)
        nameless.append(label)
    return Way(
        cost=0.0,
        firsts=tuple(nameless),
        seconds=(),
    )


def _seconds(
    prints: Sequence[Print],
    firsts: Sequence[Label],
) -> tuple[Label, ...]:
    """The labels that a choice of first-level labels leaves for the second level."""
    taken = set()
    for label in firsts:
        for printed in label.prints:
            taken.add(printed.at)
    left = []
    for printed in prints:
        if printed.at not in taken and not _names_a_first(printed, firsts):
            left.append(printed)
    return second_level(left)


def _names_a_first(printed: Print, firsts: Sequence[Label]) -> bool:
    """Whether a print that was not chosen is a first-level label all the same.

    One without points, in that column, may be that of a group which has lost its label, or another
    spelling of one that has it. Otherwise it slid there from the second level.
    """
    if not is_bare_first(printed):
        return False
    names = [label.name for label in firsts]
    return "" in names or any(overlap(name, printed.name) >= SAME_SPELLING for name in names)


def _fit_of_runs(
    rows: Sequence[RowEvidence],
    layout: Layout,
) -> Callable[[Label, Print], float]:
    """How badly the weights between two labels' first prints fill the first one's points."""
    plain = plain_weights(rows, layout)
    between = cache(plain.between)

    def fit(label: Label, after: Print) -> float:
        first = label.prints[0]
        points = float(label.points or 0)
        return between(first.row, after.row, points)

    return fit


__all__ = ["ways_to_tell_levels"]
