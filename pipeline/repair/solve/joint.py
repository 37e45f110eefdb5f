"""Evidence → the joint solution, for each way to tell the label levels apart, spelt out per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import SectionTotal
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import Ground, scale, weight_options
from pipeline.repair.solve.adapt import adapt
from pipeline.repair.solve.bounds import Bounds
from pipeline.repair.solve.candidate import Candidate, near
from pipeline.repair.solve.outline import fittest, plain_weights
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.undamaged import as_printed
from pipeline.repair.solve.ways import Placer, Way

CLEAN_SHARE = 1 / 3  # of the margin counts where the notice shows no damage
FITTED_SLACK = 2.0  # how much costs fitted to the notice may turn the order of two ways


def solve(
    rows: Sequence[RowEvidence],
    ways: Sequence[Way],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    margin: float,
    echoes: frozenset[int] = frozenset(),
    unit: int | None = None,
) -> list[tuple[float, Readings]]:
    """Places rows and labels together, for each way to tell the levels apart.

    See :mod:`pipeline.repair.solve.programme`.

    Args:
        rows: The evidence of each row.
        ways: The ways to tell the levels apart, the cheapest first.
        sections: The printed totals.
        layout: The columns.
        costs: Of each kind of damage.
        margin: How much more than the cheapest a reading may cost.
        echoes: The rows where the row's own name stands for a label.
        unit: How many parts of a point are counted in; found out where it is not given.

    Returns:
        What choosing each way costs that is worth reading, and its readings.

    Raises:
        RepairError: no placing of the labels gives the printed totals, a section holds no row, or
            points are in finer parts than sums are counted in.
    """
    unit = unit or _unit(rows, ways, layout)
    ground = _ground(rows, sections, layout, costs, echoes, unit)
    ways, placed = _fitting(ground, ways)
    bounds = Bounds.of(ground, placed)
    printed = as_printed(ground, ways[0], bounds, margin * CLEAN_SHARE)
    if printed is not None:
        return [(0.0, printed)]
    segments = bounds.segments(ground)
    candidates = _solved(ways, placed, segments, margin + FITTED_SLACK)
    candidates = _refitted(costs, candidates, segments, margin)
    found = []
    for each in near(candidates, margin):
        readings = each.spelt_out(ground, segments, margin)
        found.append((each.cost, replace(readings, clean=False)))
    return found


def _unit(rows: Sequence[RowEvidence], ways: Sequence[Way], layout: Layout) -> int:
    """How many parts of a point the labels and weights are counted in."""
    labels = [label for _, firsts, seconds in ways for label in (*firsts, *seconds)]
    return scale(rows, labels, layout.at("weight"))


def _ground(
    rows: Sequence[RowEvidence],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    echoes: frozenset[int],
    unit: int,
) -> Ground:
    at = layout.at("weight")
    options = [weight_options(row, at, unit, costs) for row in rows]
    return Ground(rows, sections, layout, costs, echoes, unit, options)


def _fitting(ground: Ground, ways: Sequence[Way]) -> tuple[list[Way], list[Places]]:
    """The ways whose groups the rows roughly fill, and where their labels may stand."""
    placer = Placer(ground)
    placed = [placer.places(way) for way in ways]
    plain = plain_weights(ground.rows, ground.layout)
    costs = [cost for cost, _, _ in ways]
    kept = fittest(costs, placed, plain, ground.unit)
    return [ways[n] for n in kept], [placed[n] for n in kept]


def _solved(
    ways: Sequence[Way], placed: Sequence[Places], segments: Segments, margin: float
) -> list[Candidate]:
    """Every way that is within ``margin`` of the cheapest.

    Others are given up where they are seen to cost more.
    """
    found: list[Candidate] = []
    cheapest = INFINITE
    for way, places in zip(ways, placed, strict=True):
        limit = cheapest + margin - way[0]
        candidate = Candidate(way, Programme(places, segments, limit, margin))
        cheapest = min(cheapest, candidate.total)
        found.append(candidate)
    return near(found, margin)


def _refitted(
    costs: Costs, candidates: list[Candidate], segments: Segments, margin: float
) -> list[Candidate]:
    """The candidates under costs that are fitted to what they say of the notice."""
    close = near(candidates, margin)
    solved = [(each.programme.places, each.programme.solution(margin)) for each in close]
    fitted = adapt(costs, solved)
    if fitted == costs:
        return candidates
    limit = min(each.total for each in candidates) + margin  # no reading costs more than before
    return [each.under(fitted, segments, limit, margin) for each in candidates]


__all__ = ["CLEAN_SHARE", "Way", "solve"]
