"""Where a first-level group may begin, and what it costs away from its label's prints."""

from __future__ import annotations

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import FIRST_REACH, Group, Groups

LATE, EARLY, STEP = COSTS.first_level_late, COSTS.first_level_early, COSTS.label_shift_step
ASTRAY = COSTS.label_astray


def groups(*prints: tuple[int, ...], labelled: bool = True) -> Groups:
    """Groups of two sections: rows 0 to 19 but for the last group, which has rows 20 to 29."""
    *first, last = [Group(10, each, 0, 19) for each in prints]
    return Groups([*first, Group(10, last.prints, 20, 29)], COSTS, labelled)


FOUND = groups((0,), (5,), (12,), (20,))


def test_a_section_begins_with_its_first_group_and_no_other() -> None:
    assert [row for row in range(30) if FOUND.may_begin(0, row)] == [0]
    assert [row for row in range(30) if FOUND.may_begin(3, row)] == [20]


def test_a_later_group_begins_within_reach_of_its_print_and_in_its_section() -> None:
    assert [row for row in range(30) if FOUND.may_begin(1, row)] == list(
        range(1, 5 + FIRST_REACH + 1)
    )
    assert [row for row in range(30) if FOUND.may_begin(2, row)] == list(range(4, 20))
    nameless = groups((0,), (), (20,))
    assert [row for row in range(30) if nameless.may_begin(1, row)] == list(range(1, 20))
    two = groups((0,), (3, 19), (20,))
    assert [row for row in range(30) if two.may_begin(1, row)] == list(range(1, 20))


def test_a_group_holds_rows_between_its_own_beginning_and_the_next_ones() -> None:
    assert (FOUND.earliest, FOUND.latest) == ([0, 1, 4, 20], [13, 19, 19, 29])
    assert [row for row in range(30) if FOUND.goes_on(0, row)] == list(range(1, 14))
    assert [row for row in range(30) if FOUND.goes_on(1, row)] == list(range(2, 20))
    assert [row for row in range(30) if FOUND.goes_on(3, row)] == list(range(21, 30))


def test_groups_that_can_begin_nowhere_hold_nothing() -> None:
    """A label printed far outside its section."""
    far = Groups([Group(10, (0,), 0, 3), Group(10, (40,), 0, 3)], COSTS)
    assert far.earliest == [0, 4]
    assert far.latest == [-1, 3]
    assert not far.goes_on(0, 1)


def test_a_group_costs_nothing_at_its_print_and_more_the_further_away() -> None:
    assert FOUND.begin(1, 5) == 0
    assert FOUND.begin(1, 7) == EARLY + 2 * STEP
    assert FOUND.begin(1, 4) == LATE + STEP


def test_prints_above_are_astray_but_for_the_one_that_explains_the_beginning() -> None:
    again = groups((0,), (5, 9), (20,))
    assert again.begin(1, 5) == 0
    assert again.begin(1, 9) == ASTRAY
    assert again.begin(1, 10) == ASTRAY + EARLY + STEP
    assert again.begin(1, 8) == min(EARLY + 3 * STEP, ASTRAY + LATE + STEP)


def test_prints_below_the_end_are_astray() -> None:
    again = groups((0, 7, 9), (20,))
    assert [again.end(0, stop) for stop in (7, 8, 9, 10)] == [2 * ASTRAY, ASTRAY, ASTRAY, 0]


def test_a_group_without_a_print_costs_on_a_form_with_labels_only() -> None:
    assert groups((0,), (), (20,)).begin(1, 4) == COSTS.first_level_unprinted
    assert groups((0,), (), (20,), labelled=False).begin(1, 4) == 0


def test_the_print_that_speaks_for_a_beginning_is_the_cheapest() -> None:
    again = groups((0,), (5, 9), (), (20,))
    assert again.explained_by(1, 5) == again.group_print(1, 5) == 5
    assert again.explained_by(1, 9) == 9
    assert again.explained_by(2, 9) == -1
    assert again.group_print(2, 9) is None
    at_top = Groups([Group(10, (0,), 0, 9)], COSTS)
    assert at_top.group_print(0, 0) == 0
