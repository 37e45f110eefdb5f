"""What it costs that a label begins away from where it is printed."""

from __future__ import annotations

import pytest

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import COSTS, NEVER
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Called, Name, Places
from pipeline.repair.model.roles import Kind

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


def several(*prints: tuple[int, ...], rows: int = 40, labelled: bool = True) -> Places:
    """Labels without points in one group, printed on these rows."""
    names = [Name(None, each, (0.0,) * rows, frozenset()) for each in prints]
    return Places([Group(20, (0,), 0, rows - 1)], names, COSTS, labelled=labelled)


def test_a_label_may_begin_up_to_eight_rows_from_its_print() -> None:
    found = several((10,))
    assert found.place(0, 10, None) == 0
    base, step = COSTS.label_shifted, COSTS.label_shift_step
    assert found.place(0, 9, None) == pytest.approx(base + step)
    assert found.place(0, 12, None) == pytest.approx(base + 2 * step)
    assert found.place(0, 18, None) < INFINITE
    assert found.place(0, 19, None) == found.place(0, 1, None) == INFINITE


def test_the_nearest_print_speaks_for_a_beginning() -> None:
    found = several((10, 20))
    assert found.place(0, 19, None) == found.place(0, 9, None)
    assert found.label_print(0, 19, None) == 20
    assert found.label_print(0, 11, None) == 10


def test_a_label_moves_more_easily_beside_another_or_with_its_group() -> None:
    step = COSTS.label_shift_step
    beside = Name(None, (10,), (0.0,) * 40, frozenset({10}))
    found = Places([Group(20, (0,), 0, 39)], [beside], COSTS)
    assert found.place(0, 9, None) == pytest.approx(
        min(COSTS.label_shifted, COSTS.label_together) + step
    )
    with_group = Places([Group(20, (0,), 0, 39), Group(20, (10,), 0, 39)], [beside], COSTS)
    assert with_group.place(0, 9, 1) == found.place(0, 9, None)
    alone = several((10,))
    grouped = Places(
        [Group(20, (0,), 0, 39), Group(20, (10,), 0, 39)],
        [Name(None, (10,), (0.0,) * 40, frozenset())],
        COSTS,
    )
    assert grouped.place(0, 9, 1) < alone.place(0, 9, None)
    assert grouped.place(0, 9, None) == alone.place(0, 9, None)


def test_a_label_that_leaves_its_section_has_that_against_it() -> None:
    groups = [Group(20, (0,), 0, 9), Group(20, (10,), 10, 19)]
    found = Places(groups, [Name(None, (9,), (0.0,) * 20, frozenset())], COSTS)
    inside, outside = found.place(0, 8, None), found.place(0, 10, None)
    assert outside == pytest.approx(inside + COSTS.label_against)
    beside_its_group = [Group(20, (0,), 0, 9), Group(20, (9,), 10, 19)]
    with_group = Places(beside_its_group, [Name(None, (9,), (0.0,) * 20, frozenset())], COSTS)
    assert with_group.place(0, 10, None) == pytest.approx(inside)


def test_a_label_moved_away_from_the_row_that_its_words_name_costs_more() -> None:
    unlike = [0.5] * 20
    unlike[10] = 0.0
    found = Places([Group(20, (0,), 0, 19)], [Name(None, (10,), tuple(unlike), frozenset())], COSTS)
    flat = Places([Group(20, (0,), 0, 19)], [Name(None, (10,), (0.5,) * 20, frozenset())], COSTS)
    more = COSTS.label_leaves_like * 0.5
    assert found.place(0, 11, None) == pytest.approx(flat.place(0, 11, None) + more)
    assert found.place(0, 10, None) == pytest.approx(0.0)
    assert flat.place(0, 10, None) == pytest.approx(COSTS.label_unlike * 0.5)


def test_rows_above_a_label_that_are_named_like_it_are_missed() -> None:
    """Rows 8 and 9 have its words; the label before has other ones."""
    mine, other = [1.0] * 20, [1.0] * 20
    mine[8] = mine[9] = mine[10] = 0.25
    names = [
        Name(None, (4,), tuple(other), frozenset()),
        Name(None, (10,), tuple(mine), frozenset()),
    ]
    found = Places([Group(20, (0,), 0, 19)], names, COSTS)
    missed = 2 * 0.75 * COSTS.label_misses
    assert found.place(1, 10, None) == pytest.approx(COSTS.label_unlike * 0.25 + missed)
    at_start = Places([Group(20, (0,), 0, 9), Group(20, (10,), 10, 19)], names, COSTS)
    assert at_start.place(1, 10, None) == pytest.approx(COSTS.label_unlike * 0.25)
    beside = [names[0], Name(None, (10,), tuple(mine), frozenset({10}))]
    one_row = Places([Group(20, (0,), 0, 19)], beside, COSTS)
    assert one_row.place(1, 10, None) == pytest.approx(COSTS.label_unlike * 0.25)
    section = Places([Group(20, (0,), 0, 8), Group(20, (9,), 9, 19)], names, COSTS)
    above = COSTS.label_unlike * 0.25 + 0.75 * COSTS.label_misses
    assert section.place(1, 10, None) == pytest.approx(above), "up to where a section begins"


def test_prints_outside_a_run_are_astray_and_those_above_its_own_speak_against_it() -> None:
    found = several((4, 10, 14))
    astray, against = COSTS.label_astray, COSTS.label_against
    assert found.astray(0, 4, 20) == 0
    assert found.astray(0, 4, 14) == astray
    assert found.astray(0, 10, 20) == pytest.approx(astray + against)
    assert found.astray(0, 5, 20) == 0, "one print explains where it begins"
    assert found.astray(0, 11, 20) == astray
    both = several((2, 10, 18))
    assert both.astray(0, 10, 15) == pytest.approx(2 * astray + against), "one above, one below"
    assert both.astray(0, 9, 15) == pytest.approx(astray)


def test_an_unused_label_costs_by_its_prints_and_points() -> None:
    assert several((4,)).unused(0) == COSTS.label_unused
    assert several((4, 9)).unused(0) == pytest.approx(COSTS.label_unused + COSTS.label_astray)
    pointed = places(set()).unused(0)
    assert pointed == pytest.approx(COSTS.label_unused + COSTS.label_against)


def test_labels_that_no_run_used_by_the_end_are_left_over() -> None:
    found = several((4,), (9, 12), (20,))
    assert found.leftover(3, 0) == 0
    assert found.leftover(1, 0) == pytest.approx(found.unused(1) + found.unused(2))
    assert found.leftover(3, 2) == found.unused(1)
    assert found.skipped(0, 2) == pytest.approx(found.unused(0) + found.unused(1))


def test_a_label_may_go_before_one_printed_within_three_rows() -> None:
    found = several((4,), (7,), (11, 30), (34,))
    assert found.may_wait(0, 1)
    assert not found.may_wait(1, 2)
    assert not found.may_wait(2, 3)
    assert not found.may_wait(0, 2)
    assert not found.may_wait(1, 0)
    assert not found.may_wait(1, 1)
    assert not found.may_wait(-1, 1)
    assert not found.may_wait(3, 4)


def test_the_labels_that_can_be_next_are_near_the_row() -> None:
    found = several(*[(4 * n,) for n in range(10)])
    assert found.window(0) == (0, 2)
    assert found.window(20) == (0, 7)
    assert found.window(36) == (3, 10)
    assert found.window(29) == (2, 10)


def test_a_run_ends_where_it_would_leave_too_many_labels_unused() -> None:
    few = several((4,), (8,))
    assert few.stop(0) == 60
    many = several(*[(4 * n,) for n in range(10)])
    assert many.stop(0) == 24 + 8 + 1
    assert many.stop(13) == 36 + 9
    assert many.stop(16) == 16 + 60
    assert several((4,), labelled=False).stop(0) > 10**5


def test_a_lost_label_costs_by_what_stands_above_and_beside_it() -> None:
    found = silent()
    assert found.lost(3, Called.LOST, False) == COSTS.label_gone
    assert found.lost(3, Called.POINTED, False) == COSTS.label_lost
    assert found.lost(3, Called.SILENT, True) == COSTS.label_lost
    gone = silent(gone=frozenset({3}))
    assert gone.lost(3, Called.POINTED, False) == COSTS.label_gone
    name = Name(None, (4,), (0.0,) * ROWS, frozenset())
    groups = [Group(20, (0,), 0, ROWS - 1), Group(20, (2,), 0, ROWS - 1)]
    bare = Places(groups, [name], COSTS, echoes=frozenset({5}))
    assert bare.lost(2, Called.POINTED, True) == COSTS.label_lost_bare
    assert bare.lost(2, Called.POINTED, False) == COSTS.label_lost
    assert bare.lost(5, Called.POINTED, False) == COSTS.label_lost_echo
    assert bare.lost(5, Called.POINTED, True) == COSTS.label_lost
    assert bare.lost(5, Called.SILENT, False) == COSTS.label_lost
    unlabelled = several((4,), labelled=False)
    assert unlabelled.lost(3, Called.LOST, True) == 0
    assert unlabelled.lost(3, Called.LOST, False) == NEVER


def test_a_run_is_called_by_its_label() -> None:
    found = places({2})
    assert found.kind(0, 4) == Kind(5, True)
    assert found.kind(None, 2) == Kind(None, False, True)
    assert found.kind(None, 3) == Kind(None, False, False)
    assert [found.called(label) for label in (0, None)] == [Called.POINTED, Called.LOST]
    assert worded().called(0) == Called.SILENT
