"""What it costs that a label begins away from where it is printed."""

from __future__ import annotations

import pytest

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.place import Group, Name, Places

ROWS = 8


def places(gone: set[int]) -> Places:
    """Eight rows of one group; one second-level label, printed on the fifth."""
    group, name = Group(20, (0,), 0, ROWS - 1), Name(5, (4,), (0.0,) * ROWS, frozenset())
    return Places([group], [name], COSTS, frozenset(gone))


@pytest.mark.parametrize("start", [1, 2, 3])
def test_a_label_whose_first_row_lost_a_label_cell_may_be_a_repeat_of_the_one_that_went(
    start: int,
) -> None:
    lost, whole = places({start}).place(0, start, None), places(set()).place(0, start, None)
    assert lost == COSTS.label_cell_gone + COSTS.label_repeats < whole


def test_a_label_cell_lost_below_a_label_says_nothing_of_it() -> None:
    assert places({6}).place(0, 6, None) == places(set()).place(0, 6, None)
