"""Evidence → the joint solution, for each way to tell the label levels apart, spelt out per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.model import SectionTotal
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import Ground, WeightOption, weight_options
from pipeline.repair.solve.adapt import adapt
from pipeline.repair.solve.bounds import Bounds
from pipeline.repair.solve.candidate import Candidate, near
from pipeline.repair.solve.looks import cost_of_looks, learn_boundaries
from pipeline.repair.solve.outline import fittest, plain_weights
from pipeline.repair.solve.programme import Programme, Solution
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.undamaged import Printed, as_printed
from pipeline.repair.solve.ways import Placer, Way

CLEAN_SHARE = 1 / 3  # of the margin counts where the notice shows no damage
FITTED_SLACK = 2.0  # how much costs fitted to the notice may turn the order of two ways


class Solved(NamedTuple):
    """What choosing a way costs, and its readings."""

    cost: float
    readings: Readings

    @property
    def total(self) -> float:
        """What the way's cheapest reading costs, with that of choosing the way."""
        return self.cost + self.readings.best


@dataclass(frozen=True, slots=True)
class Joint:
    """A notice solved jointly.

    ``ground`` and ``bounds`` are what it was solved on, ``printed`` how it reads as printed,
    ``candidates`` the ways that are near, under costs fitted to it, ``solved`` the readings of each
    within ``margin``.
    """

    ground: Ground
    bounds: Bounds
    printed: Printed | None
    candidates: Sequence[Candidate]
    margin: float
    solved: list[Solved]

    def again(self, costs: Costs) -> list[Solved]:
        """The readings where what rows share costs more; nothing else may.

        No reading costs less than before: a way whose cheapest was too dear still is. One as
        printed was read so already.
        """
        if not self.candidates:
            return self.solved
        ground = replace(self.ground, costs=costs)
        segments = self.bounds.segments(ground)
        found: list[Candidate] = []
        limit = INFINITE
        for each in near(self.candidates, INFINITE):
            if each.total > limit:
                break
            solved = each.on(segments, limit, self.margin)
            limit = min(limit, solved.total + self.margin)
            found.append(solved)
        return _spelt_out(found, ground, segments, self.printed, self.margin)


def solve(
    ground: Ground,
    ways: Sequence[Way],
    margin: float,
    beyond: float = 0.0,
) -> Joint:
    """Places rows and labels together, for each way to tell the levels apart.

    See :mod:`pipeline.repair.solve.programme`.

    Args:
        ground: The rows with their evidence, the printed totals and what damage costs.
        ways: The ways to tell the levels apart, the cheapest first.
        margin: How much more than the cheapest a reading may cost that counts: costs are fitted
            to what these say of the notice.
        beyond: How much more than that readings may cost that are told too.

    Returns:
        What choosing each way costs that is worth reading, and its readings.

    Raises:
        RepairError: no placing of the labels gives the printed totals, or a section holds no row.
    """
    ways, placed = _fitting(ground, ways)
    bounds = Bounds.of(ground, placed)
    wide = margin + beyond
    printed = as_printed(ground, ways[0], bounds, margin * CLEAN_SHARE)
    if printed is not None and printed.settled:
        settled = Solved(0.0, printed.readings)
        return Joint(ground, bounds, printed, (), wide, [settled])
    if printed is not None:
        ground = printed.ground
    segments = bounds.segments(ground)
    candidates = _solved(ways, placed, segments, wide + FITTED_SLACK)
    solved = _solutions(candidates, margin)
    fitted = adapt(ground.costs, solved)
    boundaries = learn_boundaries(ground, [solution for _, solution in solved])
    if fitted != ground.costs or boundaries:
        # Under fitted costs no reading costs more than before; looks may speak against it.
        bound = candidates[0].total + cost_of_looks(boundaries, *solved[0]) + wide
        candidates = [each.under(fitted, boundaries, segments, bound, wide) for each in candidates]
    found = _spelt_out(candidates, ground, segments, printed, wide)
    return Joint(ground, bounds, printed, candidates, wide, found)


def _spelt_out(
    candidates: Sequence[Candidate],
    ground: Ground,
    segments: Segments,
    printed: Printed | None,
    margin: float,
) -> list[Solved]:
    """The readings within ``margin``; those as printed where a cheapest one is."""
    found: list[Solved] = []
    for each in near(candidates, margin):
        readings = each.spelt_out(ground, segments, margin)
        if printed is not None and printed.cheapest_in(readings):
            return [Solved(0.0, printed.loosened(readings))]
        damaged = replace(readings, clean=False)
        found.append(Solved(each.cost, damaged))
    return found


def ground_of(
    rows: Sequence[RowEvidence],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    echoes: frozenset[int],
    unit: int,
) -> Ground:
    """What the programme stands on; ``echoes`` are the rows whose own name stands for a label."""
    at = layout.at("weight")
    options: list[list[WeightOption]] = []
    for row in rows:
        offered = weight_options(row, at, unit, costs)
        options.append(offered)
    return Ground(rows, sections, layout, costs, echoes, unit, options)


def _fitting(
    ground: Ground,
    ways: Sequence[Way],
) -> tuple[list[Way], list[Places]]:
    """The ways whose groups the rows roughly fill, and where their labels may stand."""
    placer = Placer(ground)
    placed = [placer.places(way) for way in ways]
    plain = plain_weights(ground.rows, ground.layout)
    costs = [way.cost for way in ways]
    kept = fittest(costs, placed, plain, ground.unit)
    kept_ways = [ways[n] for n in kept]
    kept_places = [placed[n] for n in kept]
    return kept_ways, kept_places


def _solved(
    ways: Sequence[Way],
    placed: Sequence[Places],
    segments: Segments,
    margin: float,
) -> list[Candidate]:
    """Every way that is within ``margin`` of the cheapest.

    Others are given up where they are seen to cost more.
    """
    found: list[Candidate] = []
    cheapest = INFINITE
    for way, places in zip(ways, placed, strict=True):
        limit = cheapest + margin - way.cost
        programme = Programme(places, segments, limit, margin)
        candidate = Candidate(way, programme)
        cheapest = min(cheapest, candidate.total)
        found.append(candidate)
    return near(found, margin)


def _solutions(
    candidates: Sequence[Candidate],
    margin: float,
) -> list[tuple[Places, Solution]]:
    """The readings within ``margin``, way by way, the cheapest first."""
    close = near(candidates, margin)
    return [(each.programme.places, each.programme.solution(margin)) for each in close]


__all__ = ["CLEAN_SHARE", "Joint", "Solved", "Way", "ground_of", "solve"]
