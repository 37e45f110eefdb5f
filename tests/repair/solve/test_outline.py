"""Which choices of first-level labels are worth solving."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Places
from pipeline.repair.solve.outline import (
    AMISS,
    MOST_AMISS,
    SHARED,
    SHIFT,
    STEP,
    Plain,
    fittest,
    misfit,
)

PLAIN = Plain.of([Decimal(n) if n else None for n in (3, 2, 5, 1, None, None, 2)])


@pytest.mark.parametrize(
    ("start", "stop", "points", "cost"),
    [
        (0, 3, 10, 0.0),
        (3, 6, 4, SHARED),
        (0, 3, 9, AMISS + STEP),
        (3, 6, 1, AMISS + STEP),
        (0, 7, 100, SHARED),
        (0, 3, 60, MOST_AMISS),
    ],
    ids=[
        "filled",
        "the rest is shared",
        "a point too many",
        "nothing left to share",
        "much to share",
        "far off",
    ],
)
def test_rows_fill_a_group_or_are_amiss(start: int, stop: int, points: float, cost: float) -> None:
    assert PLAIN.amiss(start, stop, points) == pytest.approx(cost, abs=0.5)


def test_a_border_may_lie_some_rows_from_its_label() -> None:
    assert PLAIN.between(0, 3, 10) == 0.0
    assert 0.0 < PLAIN.between(0, 2, 10) < 2 * SHIFT


def groups(*points: int) -> Places:
    """Groups of one section over the seven rows, their labels printed on rows 0, 3, 6 …"""
    return Places([Group(each, (3 * n,), 0, 6) for n, each in enumerate(points)], [], COSTS)


def test_a_choice_whose_rows_fill_it_is_worth_solving_before_one_that_is_cheaper() -> None:
    right, wrong = groups(10, 6, 2), groups(16, 1, 1)
    assert misfit(right, PLAIN, 1) < misfit(wrong, PLAIN, 1) < INFINITE
    assert fittest([1.0, *[0.0] * 6], [right, *[wrong] * 6], PLAIN, 1)[-1] == 0


def test_a_choice_with_a_label_no_group_can_begin_near_fits_nowhere() -> None:
    assert misfit(Places([Group(18, (0,), 2, 6)], [], COSTS), PLAIN, 1) == INFINITE
