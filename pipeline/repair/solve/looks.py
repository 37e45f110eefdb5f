"""Readings → what the looks of neighbouring rows say of where labels begin."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.model.neighbours import Boundaries, Looks, learn_apart
from pipeline.repair.model.place import Places
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.label_damage import placed_labels
from pipeline.repair.solve.programme import Solution
from pipeline.text import fold

NO_UNIT = {"", "-", "/"}  # stand for no unit, folded


def learn_boundaries(ground: Ground, solutions: Sequence[Solution]) -> Boundaries | None:
    """Learns from readings where labels certainly begin and go on.

    Args:
        ground: The rows.
        solutions: What the readings within the margin are, of each way to tell the levels apart,
            the cheapest first.

    Returns:
        None where the readings leave no label's beginning open.
    """
    begins, inside = set[int](), set[int]()
    for solution in solutions:
        for step, _ in solution.steps:
            begins.add(step.start)
            inside.update(range(step.start + 1, step.stop))
    unsure = frozenset(begins & inside)
    if not unsure:
        return None
    looks = [_looks(row, ground.layout) for row in ground.rows]
    apart = learn_apart(looks, frozenset(begins), unsure)
    begun = {step.start for step in solutions[0].cheapest}
    goes_on = frozenset(range(len(looks))) - begun
    return Boundaries(apart, goes_on)


def cost_of_looks(
    boundaries: Boundaries | None,
    places: Places,
    solution: Solution,
) -> float:
    """What the looks of rows add at most to the cheapest reading."""
    if boundaries is None:
        return 0.0
    added = 0.0
    for label in placed_labels(places, solution.cheapest):
        if label.printed is not None and label.printed != label.start:
            added += boundaries.moved(label.printed, label.start)
    return added


def _looks(row: RowEvidence, layout: Layout) -> Looks:
    """What is compared of a row, as its cheapest alignment has it."""
    name = _text(row, layout.first_of("name"))
    unit = _text(row, layout.first_of("unit"))
    leads = _text(row, layout.first_of("agency"))
    return Looks(name, unit not in NO_UNIT, leads)


def _text(row: RowEvidence, at: int | None) -> str:
    if at is None:
        return ""
    return fold(row.text(row.alignments[0], at) or "")


__all__ = ["cost_of_looks", "learn_boundaries"]
