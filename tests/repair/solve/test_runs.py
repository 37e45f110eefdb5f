"""The runs from one row as arrays: what they add up to, and the cheapest of each length."""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.solve.runs import Runs, ints, least_by_length, unknown


def runs(*entries: tuple[int, int, float, bool], longest: int = 3) -> Runs:
    """Entries of (rows less one, points, cost, the rows share what is left)."""
    lengths, points, costs, rest = zip(*entries, strict=True)
    return Runs(ints(lengths), ints(points), np.array(costs), np.array(rest), longest)


def test_what_is_unknown_costs_more_than_anything() -> None:
    assert unknown(2, 3).tolist() == [[INFINITE] * 3] * 2


def test_the_cheapest_of_each_length_and_nothing_for_others() -> None:
    found = least_by_length(ints([0, 2, 2]), np.array([1.5, 3.0, 2.0]), 4)
    assert found.tolist() == [1.5, INFINITE, 2.0, INFINITE]


def test_of_runs_the_cheapest_by_length_whatever_they_add_up_to() -> None:
    found = runs((0, 4, 1.0, False), (0, 2, 0.5, True), (2, 9, 2.0, False)).cheapest()
    assert found.tolist() == [0.5, INFINITE, 2.0]


def test_some_of_the_entries() -> None:
    every = runs((0, 4, 1.0, False), (1, 2, 0.5, True), (2, 9, 2.0, False))
    found = every.of(np.array([False, True, True]))
    assert found.lengths.tolist() == [1, 2]
    assert found.points.tolist() == [2, 9]
    assert found.costs.tolist() == [0.5, 2.0]
    assert found.rest.tolist() == [True, False]
    assert found.longest == 3


def test_a_run_gives_just_its_points_and_one_that_shares_any_more() -> None:
    found = runs((0, 1, 2.0, False), (0, 2, 1.0, True), (1, 3, 0.5, False)).dense(4)
    assert found.tolist() == [
        [INFINITE, 2.0, 1.0, 1.0, 1.0],
        [INFINITE, INFINITE, INFINITE, 0.5, INFINITE],
        [INFINITE] * 5,
    ]


def test_of_several_ways_to_a_total_the_cheapest_counts_and_those_beyond_the_limit_do_not() -> None:
    found = runs((0, 2, 1.0, False), (0, 2, 0.5, False), (0, 1, 0.75, True), (0, 3, 0.1, True))
    assert found.dense(2)[0].tolist() == [INFINITE, 0.75, 0.5]


def test_runs_that_give_the_points_their_label_prints_come_last() -> None:
    found = runs((0, 4, 1.0, True)).with_printed(6, np.array([0.25, INFINITE, 0.5]))
    assert found.lengths.tolist() == [0, 0, 2]
    assert found.points.tolist() == [4, 6, 6]
    assert found.costs.tolist() == [1.0, 0.25, 0.5]
    assert found.rest.tolist() == [True, False, False]
    assert found.longest == 3
