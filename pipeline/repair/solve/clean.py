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


def is_clean(ground: Ground, readings: Readings, solution: Solution, places: Places) -> bool:
    """Whether all cells stand in their columns, and each label on the row it begins at."""
    bound = solution.best + NEARLY
    cheapest = [step for step, marginal in solution.steps if marginal <= bound]
    bare = _bare_groups(cheapest, places)
    if not all(_in_place(step, places, bare) for step in cheapest):
        return False
    used = {step.label for step in cheapest}
    if not used.issuperset(range(len(places.names))):
        return False
    if places.labelled and not _begun(readings, solution):
        return False
    return all(map(_undamaged, ground.rows, readings.rows))


def _in_place(step: Step, places: Places, bare: set[int]) -> bool:
    """Whether a run begins where its label is printed, or needs none."""
    if step.label is None:
        return step.group in bare
    return step.start in places.names[step.label].prints


def _bare_groups(steps: Sequence[Step], places: Places) -> set[int]:
    """The first-level groups on whose rows no second-level label is printed: they may have none."""
    groups = {step.group for step in steps}
    labelled = {step.group for step in steps if _has_print(step, places)}
    return groups - labelled


def _has_print(step: Step, places: Places) -> bool:
    return any(row in places.named for row in range(step.start, step.stop))


def _begun(readings: Readings, solution: Solution) -> bool:
    """Whether each first-level group may begin on a row that prints its label."""
    for rows, group in zip(solution.begins, readings.groups, strict=True):
        prints = {printed.row for printed in group.prints}
        if not rows & prints:
            return False
    return True


def _undamaged(row: RowEvidence, found: RowReadings) -> bool:
    cheapest = min(found.alignments, key=found.alignments.__getitem__)
    damage = row.alignments[cheapest].damage
    return not found.misprinted and HARMLESS.issuperset(damage)


__all__ = ["HARMLESS", "is_clean"]
