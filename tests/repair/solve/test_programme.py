"""Rows and labels together: the exact programme against plain enumeration on tiny tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RepairError
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import POINTED, Name, Places
from pipeline.repair.model.roles import WeightOption
from pipeline.repair.solve.programme import Programme, Solution, Step
from pipeline.repair.solve.segment import Segments
from tests.repair.solve.uses import choices

MARGIN = 3.0


def solve(places: Places, segments: Segments, margin: float) -> Solution:
    return Programme(places, segments).solution(margin)


class At(NamedTuple):
    """Where a reading stands: next row, next label, which one before it waits, group, points left, last run."""

    row: int
    label: int
    waits: int
    group: int
    left: int
    before: int


Run = tuple[int, int, int | None, int, int]  # start, stop, label, group, total
Reading = tuple[float, tuple[Run, ...]]


def readings(places: Places, segments: Segments) -> Iterator[Reading]:
    """Every reading with its cost, one run after the other, nothing pruned."""
    yield from _from(places, segments, At(0, 0, 0, -1, 0, POINTED), 0.0, ())


def _from(
    places: Places, segments: Segments, at: At, cost: float, runs: tuple[Run, ...]
) -> Iterator[Reading]:
    if at.row == len(segments.rows):
        if at.left == 0 and at.group == len(places.groups) - 1:
            yield cost + places.leftover(at.label, at.waits), runs
        return
    begun = at.left == 0
    group = at.group + begun
    if (begun and (group == len(places.groups) or not places.may_begin(group, at.row))) or (
        not begun and at.row in places.starts
    ):
        return
    left = places.groups[group].points if begun else at.left
    opening = places.begin(group, at.row) if begun else 0.0
    for used, label, waits, placing in choices(
        places, at.label, at.waits, at.row, group if begun else None, at.before
    ):
        for length, costs in enumerate(segments.totals(at.row, places.kind(used, at.row)), 1):
            stop = at.row + length
            for total in range(1, left + 1):
                each = opening + placing + places.astray(used, at.row, stop) + float(costs[total])
                each += places.end(group, stop) if total == left else 0.0
                if np.isfinite(each):
                    after = At(stop, label, waits, group, left - total, places.called(used))
                    run = (at.row, stop, used, group, total)
                    yield from _from(places, segments, after, cost + each, (*runs, run))


def marginals(found: list[Reading], margin: float) -> dict[Run, float]:
    """Each run of some reading within the margin, and the cheapest reading that holds it."""
    best = min(cost for cost, _ in found)
    out: dict[Run, float] = defaultdict(lambda: float("inf"))
    for cost, runs in found:
        if cost <= best + margin + 1e-9:
            for run in runs:
                out[run] = min(out[run], cost)
    return dict(out)


def of(step: Step) -> Run:
    return step.start, step.stop, step.label, step.group, step.total


def printed(points: int) -> list[WeightOption]:
    return [WeightOption(0.0, points)]


SHARED = [WeightOption(0.2, None, blank=True)]


def table(
    groups: list[tuple[int, tuple[int, ...]]],
    names: list[tuple[int | None, tuple[int, ...]]],
    rows: list[list[WeightOption]],
) -> tuple[Places, Segments]:
    """One section: groups and second-level labels as (points, print rows)."""
    count = len(rows)
    built = [Group(points, prints, 0, count - 1) for points, prints in groups]
    taken = [row for _, prints in names for row in prints]
    labels = [
        Name(
            points, prints, (0.0,) * count, frozenset(row for row in prints if taken.count(row) > 1)
        )
        for points, prints in names
    ]
    limit = max(group.points for group in built)
    return Places(built, labels, COSTS), Segments(rows, COSTS, limit, 1, [count] * count)


# --- literal tables ----------------------------------------------------------------------------------------------


def test_a_clean_table_has_one_reading() -> None:
    """Groups of 5 and 4 points, a label each, printed where they begin."""
    places, segments = table(
        [(5, (0,)), (4, (2,))],
        [(5, (0,)), (4, (2,))],
        [printed(3), printed(2), printed(3), printed(1)],
    )
    found = solve(places, segments, MARGIN)
    assert {of(step) for step, _ in found.steps} == {(0, 2, 0, 0, 5), (2, 4, 1, 1, 4)}
    assert found.best == pytest.approx(0.0)
    assert found.begins == (frozenset({0}), frozenset({2}))


def test_the_sums_place_labels_that_are_printed_late() -> None:
    places, segments = table(
        [(5, (0,)), (4, (3,))],
        [(5, (0,)), (4, (3,))],
        [printed(3), printed(2), printed(3), printed(1)],
    )
    found = solve(places, segments, MARGIN)
    assert found.begins == (frozenset({0}), frozenset({2}))
    assert found.best > 0


def test_where_two_placings_add_up_both_remain_and_no_margin_leaves_one() -> None:
    """A row of 2 points between two groups that could each take it, were the label not printed below it."""
    rows = [printed(2), SHARED, SHARED, printed(2)]
    places, segments = table([(4, (0,)), (4, (2,))], [], rows)
    wide, narrow = solve(places, segments, 8.0), solve(places, segments, 0.0)
    assert narrow.begins[1] <= wide.begins[1]
    assert {2} <= set(wide.begins[1])
    assert len(wide.begins[1]) > 1


def test_totals_that_nothing_gives_are_an_error_that_says_where_to_look() -> None:
    places, segments = table([(9, (0,))], [], [printed(1)])
    with pytest.raises(RepairError, match="label"):
        solve(places, segments, MARGIN)


# --- against enumeration -----------------------------------------------------------------------------------------

OPTION = st.one_of(
    st.builds(WeightOption, st.just(0.0), st.integers(1, 3)),
    st.builds(WeightOption, st.just(0.2), st.none(), blank=st.booleans()),
    st.builds(WeightOption, st.just(4.0), st.none(), lost=st.just(True), credit=st.just(2.3)),
)


@st.composite
def tiny_tables(draw: st.DrawFn) -> tuple[Places, Segments]:
    """3 to 6 rows, two first-level groups in one or two sections, up to three second-level labels."""
    count = draw(st.integers(3, 6))
    rows = [draw(st.lists(OPTION, min_size=1, max_size=2)) for _ in range(count)]
    edge = draw(st.integers(1, count - 1))
    own_sections = draw(st.booleans())
    printed_at = st.integers(0, count - 1)
    spans = [(0, edge - 1), (edge, count - 1)] if own_sections else [(0, count - 1)] * 2
    groups = [
        Group(
            draw(st.integers(4, 6)),
            tuple(sorted(draw(st.sets(printed_at, max_size=2)))),
            first,
            last,
        )
        for first, last in spans
    ]
    prints = sorted(
        (
            tuple(sorted(draw(st.sets(printed_at, min_size=1, max_size=2))))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )
    names = [
        Name(
            draw(st.one_of(st.none(), st.integers(1, 5))),
            rows_of,
            tuple(draw(st.sampled_from([0.0, 0.7, 1.5])) for _ in range(count)),
            frozenset(row for row in rows_of if sum(row in other for other in prints) > 1),
        )
        for rows_of in prints
    ]
    gone = frozenset(draw(st.sets(printed_at, max_size=1)))
    stops = [edge if own_sections and row < edge else count for row in range(count)]
    limit = max(group.points for group in groups)
    return Places(groups, names, COSTS, gone), Segments(rows, COSTS, limit, 1, stops)


@pytest.mark.slow
@settings(max_examples=30)
@given(tiny_tables(), st.sampled_from([0.0, 1.0, MARGIN]))
def test_the_cheapest_and_every_reading_within_the_margin_are_those_of_enumeration(
    tiny: tuple[Places, Segments], margin: float
) -> None:
    places, segments = tiny
    found = list(readings(places, segments))
    if not found:
        with pytest.raises(RepairError):
            solve(places, segments, margin)
        return
    solution = solve(places, segments, margin)
    assert solution.best == pytest.approx(min(cost for cost, _ in found))
    expected = marginals(found, margin)
    through: dict[Run, float] = {}
    for step, marginal in solution.steps:
        through[of(step)] = min(marginal, through.get(of(step), float("inf")))
    assert set(through) == set(expected)
    assert through == pytest.approx(expected)


@settings(max_examples=30)
@given(tiny_tables(), st.floats(0, 30))
def test_a_limit_gives_up_nothing_that_costs_less(
    tiny: tuple[Places, Segments], limit: float
) -> None:
    places, segments = tiny
    best, limited = Programme(places, segments).best, Programme(places, segments, limit).best
    assert limited == best or (limited >= best > limit)
