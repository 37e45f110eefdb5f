"""How badly groups fit their rows, in figures, and which choices are left for that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Places
from pipeline.repair.solve.outline import (
    AMISS,
    CLOSE,
    MOST_AMISS,
    MOST_BEHIND,
    MOST_WAYS,
    SHARED,
    SHIFT,
    SHIFT_STEP,
    STEP,
    WINDOW,
    Plain,
    fittest,
    misfit,
    plain_weights,
)
from tests.repair.decide.rows import LAYOUT, SLID, row

# The weights of rows 0 to 6; two print none.
PLAIN = Plain.of([None if n is None else Decimal(n) for n in (3, 2, 5, 1, None, None, 2)])


def test_weights_and_rows_without_one_are_summed_from_the_top() -> None:
    assert PLAIN.weights.tolist() == [0.0, 3.0, 5.0, 10.0, 11.0, 11.0, 11.0, 13.0]
    assert PLAIN.blanks.tolist() == [0, 0, 0, 0, 0, 1, 2, 2]
    assert PLAIN.rows == 7


def test_the_weights_are_those_of_the_cheapest_alignments() -> None:
    rows = [row("1 | 甲 | 5 | 3 | 4"), row("1 | 甲 | 2.5 | 3 | 4"), row("1 | 甲 | / | 3 | 4")]
    found = plain_weights([*rows, row("1 | 甲 | 5 | 3 | 4", SLID)], LAYOUT)
    assert found.weights.tolist() == [0.0, 5.0, 7.5, 7.5, 7.5]
    assert found.blanks.tolist() == [0, 0, 0, 1, 2]


@pytest.mark.parametrize(
    ("start", "stop", "points", "cost"),
    [
        (0, 3, 10, 0.0),
        (0, 3, 10 + CLOSE / 2, 0.0),
        (0, 3, 9, AMISS + STEP),
        (0, 3, 12, AMISS + 2 * STEP),
        (0, 3, 60, MOST_AMISS),
        (3, 6, 4, SHARED),  # two rows share 3
        (3, 6, 1, AMISS + STEP),  # nothing is left for those that share
        (3, 6, 0.5, AMISS + 1.5 * STEP),
        (0, 7, 100, SHARED),
        (4, 5, 0, AMISS + STEP),
    ],
)
def test_what_it_costs_that_rows_hold_so_many_points(
    start: int, stop: int, points: float, cost: float
) -> None:
    assert PLAIN.amiss(start, stop, points) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("start", "stop", "points", "cost"),
    [
        (0, 3, 10, 0.0),
        (0, 2, 10, SHIFT + SHIFT_STEP),  # it ends a row below the next label
        (1, 3, 10, SHIFT + SHIFT_STEP),
        (2, 3, 10, SHIFT + 2 * SHIFT_STEP),
    ],
)
def test_a_border_beside_its_label_costs_by_the_rows_between(
    start: int, stop: int, points: float, cost: float
) -> None:
    assert PLAIN.between(start, stop, points) == pytest.approx(cost)


@pytest.mark.parametrize(("away", "reaches"), [(WINDOW, True), (WINDOW + 1, False)])
def test_a_border_lies_within_eight_rows_of_its_label(away: int, *, reaches: bool) -> None:
    """Only the last row has the points that are sought."""
    plain = Plain.of([Decimal(1)] * (away + 4) + [Decimal(50)])
    last = plain.rows
    cost = plain.between(last - 1 - away, last, 50)
    assert (cost == pytest.approx(SHIFT + away * SHIFT_STEP)) is reaches
    below = Plain.of([Decimal(50)] + [Decimal(1)] * (away + 4))
    cost = below.between(0, 1 + away, 50)
    assert (cost == pytest.approx(SHIFT + away * SHIFT_STEP)) is reaches


def groups(*points: int, rows: int = 7, scale: int = 1) -> Places:
    """Groups of one section, their labels printed on rows 0, 3, 6 …"""
    built = [Group(each * scale, (3 * n,), 0, rows - 1) for n, each in enumerate(points)]
    return Places(built, [], COSTS)


def test_groups_that_rows_fill_where_their_labels_stand_cost_nothing() -> None:
    plain = Plain.of([Decimal(n) for n in (3, 2, 5, 1, 1, 4, 2)])
    assert misfit(groups(10, 6, 2), plain, 1) == 0.0
    assert misfit(groups(10, 6, 2, scale=4), plain, 4) == 0.0


def test_groups_cost_what_their_borders_and_points_do() -> None:
    plain = Plain.of([Decimal(n) for n in (3, 2, 5, 1, 1, 4, 2)])
    one_more = misfit(groups(10, 7, 2), plain, 1)
    assert one_more == pytest.approx(AMISS + STEP)
    late = groups(5, 11, 2)  # the second begins a row above its label
    assert misfit(late, plain, 1) == pytest.approx(late.begin(1, 2))
    assert 0.0 < late.begin(1, 2) < AMISS


def test_groups_that_cannot_be_placed_or_no_groups_fit_nowhere() -> None:
    assert misfit(Places([], [], COSTS), PLAIN, 1) == INFINITE
    assert misfit(Places([Group(18, (0,), 2, 6)], [], COSTS), PLAIN, 1) == INFINITE
    sections = [Group(10, (0,), 0, 2), Group(4, (3,), 3, 6)]
    assert misfit(Places(sections, [], COSTS), PLAIN, 1) == SHARED
    overlong = [Group(10, (0,), 0, 1), Group(3, (3,), 3, 6)]
    assert misfit(Places(overlong, [], COSTS), PLAIN, 1) == INFINITE, "row 2 is in no section"


# --- which choices are left


FIT = Plain.of([Decimal(n) for n in (3, 2, 5, 1, 1, 4, 2)])
RIGHT = groups(10, 6, 2)


def test_at_most_four_choices_are_solved_the_cheapest_first() -> None:
    costs = [3.0, 1.0, 5.0, 2.0, 4.0]
    assert MOST_WAYS == 4
    assert fittest(costs, [RIGHT] * 5, FIT, 1) == [1, 3, 0, 4]
    assert fittest([1.0, 1.0], [RIGHT] * 2, FIT, 1) == [0, 1]


@pytest.mark.parametrize(("behind", "kept"), [(MOST_BEHIND, [0, 1]), (MOST_BEHIND + 0.1, [0])])
def test_a_choice_far_behind_the_best_is_not(behind: float, kept: list[int]) -> None:
    assert fittest([0.5, 0.5 + behind], [RIGHT, RIGHT], FIT, 1) == kept


def test_how_a_choice_fits_decides_and_its_own_cost_gives_the_order() -> None:
    worse = groups(10, 7, 2)
    assert fittest([1.0, 0.0], [RIGHT, worse], FIT, 1) == [1, 0]
    costs = [1.0, *[0.0] * 4]
    assert fittest(costs, [RIGHT, *[worse] * 4], FIT, 1) == [1, 2, 3, 0]
