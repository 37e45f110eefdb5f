"""What it costs that a label begins away from where it is printed."""

from __future__ import annotations

import pytest

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Called, Name, Places

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


def silent(
    gone: frozenset[int] = frozenset(),
    parted: frozenset[int] = frozenset(),
    theme: frozenset[int] = frozenset(),
) -> Places:
    """A label without points, printed on the first row, that names it and none below."""
    below = frozenset(range(1, ROWS))
    name = Name(None, (0,), (0.0,) * ROWS, frozenset(), unnamed=below, other_theme=theme)
    group = Group(20, (0,), 0, ROWS - 1)
    return Places([group], [name], COSTS, gone, parted=parted)


def lost(places: Places, row: int) -> float:
    """What it costs that the label of a row is lost below that label."""
    return places.lost(row, Called.SILENT, begun=False)


def test_a_label_lost_where_another_could_go_on_costs_less_where_that_hardly_does() -> None:
    whole = lost(silent(), 3)
    assert whole == COSTS.label_lost_silent
    assert lost(silent(theme=frozenset({3})), 3) == whole - COSTS.label_theme
    assert lost(silent(parted=frozenset({3})), 3) == whole - COSTS.drawn_wrongly
    both = silent(theme=frozenset({3}), parted=frozenset({3}))
    assert lost(both, 3) == COSTS.label_gone


def test_a_label_whose_cell_was_lost_may_have_been_printed_late() -> None:
    found = silent(gone=frozenset({4}))
    late = COSTS.label_gone + COSTS.label_shifted - COSTS.label_strange
    assert lost(found, 3) == pytest.approx(late + COSTS.label_shift_step)
    assert lost(found, 2) == pytest.approx(late + 2 * COSTS.label_shift_step)
    assert lost(found, 5) == COSTS.label_lost_silent
