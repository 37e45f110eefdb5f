"""Of the ways to tell the levels apart those near the cheapest; how far runs reach in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Places
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.bounds import Bounds
from pipeline.repair.solve.candidate import Candidate, near
from tests.repair.decide.rows import LAYOUT, row


def candidate(way: float, best: float) -> Candidate:
    parts: Any = (SimpleNamespace(cost=way), SimpleNamespace(best=best))
    return Candidate(*parts)


def test_a_way_costs_what_choosing_it_does_and_its_cheapest_reading() -> None:
    found = candidate(1.5, 3.0)
    assert (found.cost, found.total) == (1.5, 4.5)


@pytest.mark.parametrize(
    ("margin", "totals"), [(0.0, [2.0]), (1.0, [2.0, 3.0]), (0.9, [2.0]), (9.0, [2.0, 3.0, 5.0])]
)
def test_ways_within_the_margin_of_the_cheapest_come_cheapest_first(
    margin: float, totals: list[float]
) -> None:
    every = [candidate(1.0, 4.0), candidate(1.0, 1.0), candidate(3.0, 0.0)]
    assert [each.total for each in near(every, margin)] == totals


def bounds(*ways: Sequence[Group], sheets: Sequence[int] = (1, 1, 1, 1, 1, 1)) -> Bounds:
    """The bounds of six rows."""
    rows = [row("1 | 企业数 | 2 | 3 | 4", sheet=sheet) for sheet in sheets]
    ground = Ground(rows, [], LAYOUT, COSTS, frozenset(), 1, [])
    return Bounds.of(ground, [Places(groups, [], COSTS) for groups in ways])


def test_no_run_goes_past_the_next_section_s_first_row() -> None:
    assert bounds([Group(9, (0,), 0, 3), Group(4, (4,), 4, 5)]).stops == [4, 4, 4, 4, 6, 6]


def test_of_several_ways_the_furthest_bound_and_the_largest_group_count() -> None:
    one = [Group(9, (0,), 0, 3), Group(4, (4,), 4, 5)]
    other = [Group(7, (0,), 0, 2), Group(11, (3,), 3, 5)]
    found = bounds(one, other)
    assert found.limit == 11
    assert found.stops == [4, 4, 4, 6, 6, 6]


def test_pages_begin_on_their_first_rows_but_for_the_table_s() -> None:
    assert bounds([Group(9, (0,), 0, 5)], sheets=(2, 2, 3, 3, 3, 4)).pages == {2, 5}
