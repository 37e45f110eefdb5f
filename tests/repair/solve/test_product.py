"""Min-plus products: the cheapest run and what follows it, against plain enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.solve.product import After, cheapest_runs, printed_runs
from pipeline.repair.solve.runs import Floats, Runs

LONGEST, VARIANTS, SIZE = 3, 2, 5
COST = st.sampled_from([0.0, 0.5, 1.25, 4.0])
RUN = st.tuples(st.integers(0, LONGEST - 1), st.integers(1, SIZE), COST, st.booleans())


@st.composite
def afters(draw: st.DrawFn) -> After:
    """What follows at some lengths; infinite where nothing does."""
    lengths = sorted(draw(st.sets(st.integers(0, LONGEST - 1), min_size=1)))
    count = len(lengths) * VARIANTS * SIZE
    costs = draw(st.lists(st.one_of(COST, st.just(INFINITE)), min_size=count, max_size=count))
    return After(np.array(lengths), np.array(costs).reshape(len(lengths), VARIANTS, SIZE))


def runs(entries: list[tuple[int, int, float, bool]]) -> Runs:
    lengths, points, costs, rest = zip(*entries, strict=True)
    return Runs(np.array(lengths), np.array(points), np.array(costs), np.array(rest), LONGEST)


def enumerated(entries: list[tuple[int, int, float, bool]], after: After) -> Floats:
    found = np.full((VARIANTS, SIZE), INFINITE)
    for length, points, cost, rest in entries:
        for place in np.flatnonzero(after.lengths == length):
            for left in range(points, SIZE):
                for total in range(points, left + 1) if rest else (points,):
                    each = after.costs[place, :, left - total] + cost
                    found[:, left] = np.minimum(found[:, left], each)
    return found


@given(st.lists(RUN, min_size=1, max_size=6), afters())
def test_the_cheapest_runs_are_those_of_enumeration(
    entries: list[tuple[int, int, float, bool]], after: After
) -> None:
    room = np.full(VARIANTS, np.inf)
    assert cheapest_runs(runs(entries), after, room) == pytest.approx(enumerated(entries, after))


@given(st.lists(RUN, min_size=1, max_size=6), afters(), st.floats(0, 6))
def test_room_leaves_out_nothing_that_costs_less(
    entries: list[tuple[int, int, float, bool]], after: After, room: float
) -> None:
    expected = enumerated(entries, after)
    found = cheapest_runs(runs(entries), after, np.array([room, -np.inf]))
    inside = expected[0] <= room
    assert found[0][inside] == pytest.approx(expected[0][inside])
    assert (found >= expected - 1e-12).all()


def test_a_run_that_gives_the_printed_points_leaves_the_rest() -> None:
    costs = np.array([[[7.0, 8.0, 9.0]], [[1.0, INFINITE, 3.0]]])
    printed = np.array([[0.5], [INFINITE], [2.0]])
    found = printed_runs(printed, np.array([1]), After(np.array([0, 2]), costs))
    assert found.tolist() == [[INFINITE, 3.0, 8.5]]
