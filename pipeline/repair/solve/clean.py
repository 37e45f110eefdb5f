"""Whether the cheapest reading assumes no damage."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import Readings, RowReadings
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.programme import Solution, Step
from pipeline.repair.solve.tolerance import NEARLY

HARMLESS = frozenset({"rest"})  # damage that moves no cell


def is_clean(
    ground: Ground,
    readings: Readings,
    solution: Solution,
    places: Places,
) -> bool:
    """Whether all cells stand in their columns, and each label on the row it begins at."""
    steps = _cheapest_steps(solution)
    bare = _bare_groups(steps, places)
    for step in steps:
        if not _in_place(step, places, bare):
            return False
    if not _all_used(steps, places):
        return False
    if places.labelled and not _begun(readings, solution):
        return False
    return all(map(_undamaged, ground.rows, readings.rows))


def _cheapest_steps(solution: Solution) -> list[Step]:
    """The steps of all readings that cost as little as the cheapest."""
    bound = solution.best + NEARLY
    return [step for step, marginal in solution.steps if marginal <= bound]


def _all_used(steps: Sequence[Step], places: Places) -> bool:
    """Whether every second-level label names a run."""
    used = {step.label for step in steps}
    labels = range(len(places.names))
    return used.issuperset(labels)


def _in_place(
    step: Step,
    places: Places,
    bare: set[int],
) -> bool:
    """Whether a run begins where its label is printed, or needs none."""
    if step.label is None:
        return step.group in bare
    name = places.names[step.label]
    return step.start in name.prints


def _bare_groups(steps: Sequence[Step], places: Places) -> set[int]:
    """The first-level groups on whose rows no second-level label is printed: they may have none."""
    found: set[int] = set()
    labelled: set[int] = set()
    for step in steps:
        found.add(step.group)
        if _has_print(step, places):
            labelled.add(step.group)
    return found - labelled


def _has_print(step: Step, places: Places) -> bool:
    """Whether a second-level label is printed on a row of the run."""
    rows = range(step.start, step.stop)
    return not places.named.isdisjoint(rows)


def _begun(readings: Readings, solution: Solution) -> bool:
    """Whether each first-level group may begin on a row that prints its label."""
    for rows, group in zip(solution.begins, readings.groups, strict=True):
        prints = {printed.row for printed in group.prints}
        if not rows & prints:
            return False
    return True


def _undamaged(row: RowEvidence, found: RowReadings) -> bool:
    """Whether the cheapest reading of a row moves no cell and takes its weight as printed."""
    if found.misprinted:
        return False
    costs = found.alignments
    cheapest = min(costs, key=costs.__getitem__)
    damage = row.alignments[cheapest].damage
    return HARMLESS.issuperset(damage)


__all__ = ["HARMLESS", "is_clean"]
