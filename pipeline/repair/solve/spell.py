"""The joint solution → each row's readings.

Every path of every step within the margin, noted row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.labels import Label
from pipeline.repair.model.moves import MERGED, OWN
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.weights import Ground, WeightOption, option_class, weight_option
from pipeline.repair.solve.programme import Solution, Step
from pipeline.repair.solve.segment import Path, Segments


def spell_out(
    ground: Ground,
    solution: Solution,
    segments: Segments,
    places: Places,
    firsts: tuple[Label, ...],
    seconds: tuple[Label, ...],
) -> Readings:
    """Walk every path of every step within the margin and note what each row is in it."""
    out = Readings(
        solution.best, ground.unit, tuple(RowReadings() for _ in ground.rows), {}, firsts, seconds
    )
    bound = solution.best + solution.margin + 1e-9
    weight_at = ground.layout.at("weight")
    classes = [
        _classes(row, ground.options[n], weight_at, ground.unit, ground.costs)
        for n, row in enumerate(ground.rows)
    ]
    for step, marginal in solution.steps:
        kind = places.kind(step.label, step.start)
        slack = bound - marginal
        for path in segments.paths(step.start, step.stop, kind, step.total, step.run + slack):
            _note_path(out, step, path, marginal + path.cost - step.run, bound, classes)
    return replace(out, clean=_clean(ground, out, solution, places))


def _clean(ground: Ground, readings: Readings, solution: Solution, places: Places) -> bool:
    """Whether the cheapest reading assumes no damage.

    Cells in their columns, each label on the row it begins at.
    """
    best = [step for step, marginal in solution.steps if marginal <= solution.best + 1e-9]
    bare = _bare_groups(best, places)
    placed = all(
        step.start in places.names[step.label].prints
        if step.label is not None
        else step.group in bare
        for step in best
    )
    used = {step.label for step in best} >= set(range(len(places.names)))
    begun = _begun(readings, solution) or not places.labelled
    return placed and used and begun and all(map(_undamaged, ground.rows, readings.rows))


def _bare_groups(steps: Sequence[Step], places: Places) -> set[int]:
    """The first-level groups on whose rows no second-level label is printed: they may have none."""
    printed = {row for name in places.names for row in name.prints}
    labelled = {step.group for step in steps if printed & set(range(step.start, step.stop))}
    return {step.group for step in steps} - labelled


def _begun(readings: Readings, solution: Solution) -> bool:
    """Whether each first-level group may begin on a row that prints its label."""
    prints = [{printed.row for printed in group.prints} for group in readings.groups]
    return all(bool(rows & printed) for rows, printed in zip(solution.begins, prints, strict=True))


def _undamaged(row: RowEvidence, found: RowReadings) -> bool:
    cheapest = min(found.alignments, key=found.alignments.__getitem__)
    return not found.misprinted and not set(row.alignments[cheapest].damage) - {"rest"}


Classes = dict[int, list[tuple[int, float]]]


def _classes(
    row: RowEvidence, options: Sequence[WeightOption], weight_at: int, unit: int, costs: Costs
) -> Classes:
    """For each weight option of a row: its alignments, and how much dearer than the option each is.

    Those that read the weight in no way that is offered are left out.
    """
    keys = [option_class(option) for option in options]
    out: Classes = {n: [] for n in range(len(options))}
    for number, alignment in enumerate(row.alignments):
        option = weight_option(row, alignment, weight_at, unit, costs)
        if (key := option_class(option)) in keys:
            at = keys.index(key)
            out[at].append((number, alignment.cost - options[at].cost))
    return out


def _lower(values: dict, key: object, cost: float) -> None:  # type: ignore[type-arg]
    if cost < values.get(key, INFINITE):
        values[key] = cost


def _note_path(
    out: Readings,
    step: Step,
    path: Path,
    cost: float,
    bound: float,
    classes: Sequence[Classes],
) -> None:
    pool = tuple(step.start + n for n, c in enumerate(path.choices) if c.role not in (OWN, MERGED))
    head = -1
    merged: dict[int, list[int]] = {}
    for offset, choice in enumerate(path.choices):
        row = step.start + offset
        readings = out.rows[row]
        _lower(readings.groups, step.group, cost)
        _lower(readings.labels, step.label, cost)
        if choice.misprinted:
            readings.misprint = min(readings.misprint, cost)
        for number, extra in classes[row][choice.option]:
            if cost + extra <= bound:
                _lower(readings.alignments, number, cost + extra)
        if choice.role == OWN:
            head = row
        elif choice.role == MERGED:
            merged.setdefault(head, [head]).append(row)
    for key, variant in _units(step, path, pool, merged):
        _lower(out.variants.setdefault(key, {}), variant, cost)
        for row in variant.rows:
            _lower(out.rows[row].units, key, cost)
            own = variant.points if key[0] == OWN else None
            _lower(out.rows[row].weights, own, cost)


def _units(
    step: Step, path: Path, pool: tuple[int, ...], merged: dict[int, list[int]]
) -> list[tuple[UnitKey, Variant]]:
    """The scoring units of one path.

    A row with its own weight, a merged weight, the rows that share.
    """
    found: list[tuple[UnitKey, Variant]] = []
    for offset, choice in enumerate(path.choices):
        row = step.start + offset
        if choice.role == OWN:
            key = (MERGED if row in merged else OWN, step.group, step.label, row)
            found.append((key, Variant(tuple(merged.get(row, [row])), choice.points or 0)))
    if pool:
        found.append(((POOL, step.group, step.label, -1), Variant(pool, path.share)))
    return found


__all__ = ["spell_out"]
