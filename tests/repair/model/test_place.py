"""What it costs that a label begins away from where it is printed."""

from __future__ import annotations

import pytest

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Name, Places

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
    assert lost == 2 * COSTS.label_gone < whole


def test_a_label_cell_lost_below_a_label_says_nothing_of_it() -> None:
    assert places({6}).place(0, 6, None) == places(set()).place(0, 6, None)


def worded(*claims: float, strange: tuple[float, ...] = ()) -> Places:
    """A label without points, printed on the fifth row; its words name the rows with a claim."""
    name = Name(None, (4,), (0.0,) * ROWS, frozenset(), claims, strange)
    return Places([Group(20, (0,), 0, ROWS - 1)], [name], COSTS)


def test_a_run_pays_for_the_row_outside_it_that_the_label_names_most_clearly() -> None:
    found = worded(0.0, 1.0, 2.0, 0.0, 3.0, 0.0, 0.5, 0.0)
    assert found.astray(0, 4, 6) == 2.0
    assert found.astray(0, 5, 8) == 3.0
    assert found.astray(0, 1, 5) == 0.5
    assert found.astray(0, 1, 7) == 0.0


def test_a_label_without_words_for_any_row_is_never_astray_where_it_is_printed_once() -> None:
    assert worded().astray(0, 0, 1) == 0.0
    assert worded().astray(None, 0, 1) == 0.0


def test_a_label_that_names_rows_is_given_up_less_easily() -> None:
    named = worded(0.0, 0.0, 0.0, 0.0, 3.0, 1.0, 0.0, 0.0)
    assert named.unused(0) == pytest.approx(worded().unused(0) + 3.0)


def test_a_label_is_strange_to_a_row_only_beside_its_prints() -> None:
    without, strange = worded(), worded(strange=(1.5,) * ROWS)
    assert strange.place(0, 4, None) == without.place(0, 4, None) == 0.0
    assert strange.place(0, 2, None) == pytest.approx(without.place(0, 2, None) + 1.5)
