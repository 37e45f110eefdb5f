"""What is left of the first-level groups: its rows in units whose points are known, whichever way they share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.decide.rest import Draft, units_of_the_rest
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings

Ways = tuple[frozenset[int], ...]


def readings(
    points: Sequence[int],
    rows: Iterable[Iterable[int]],
    ways: Ways = (),
    sections: Sequence[int] = (),
    labels: Sequence[Iterable[int | None]] = (),
) -> Readings:
    """First-level groups of these points, all in one section unless said; for each row the groups it may be in, and
    the second-level labels (none unless said).
    """
    of = sections or [0] * len(points)
    named = tuple(Label(f"要素{n}", Decimal(each), (), of[n]) for n, each in enumerate(points))
    inside = [dict.fromkeys(groups, 0.0) for groups in rows]
    below = [dict.fromkeys(each, 0.0) for each in labels] or [{None: 0.0} for _ in inside]
    found = tuple(RowReadings(groups, label) for groups, label in zip(inside, below, strict=True))
    names = (Label("服务情况", None, ()), Label("道路情况", None, ()))
    return Readings(0.0, 1, found, {}, named, names, ways=ways)


def own(row: int, points: int, *groups: int) -> Draft:
    """A row whose own points every reading agrees on."""
    return Draft((row,), (), points, frozenset(groups), None, "printed")


def units(
    loose: Iterable[int], agreed: Sequence[Draft], known: Readings
) -> list[tuple[tuple[int, ...], int]]:
    """Rows and points of each unit, in the rows' order."""
    return sorted((draft.rows, draft.points) for draft in units_of_the_rest(loose, agreed, known))


def test_groups_whose_rows_are_certain_stay_apart() -> None:
    known = readings([4, 6], [{0}, {0}, {1}, {1}])
    assert units(range(4), [], known) == [((0, 1), 4), ((2, 3), 6)]


def test_a_row_that_may_be_in_either_of_two_groups_draws_them_together() -> None:
    known = readings([4, 6, 5], [{0}, {0, 1}, {1}, {2}])
    assert units(range(4), [], known) == [((0, 1, 2), 10), ((3,), 5)]


def test_rows_in_doubt_draw_in_all_groups_that_they_tie_together() -> None:
    known = readings([4, 6, 5], [{0}, {0, 1}, {1}, {1, 2}, {2}])
    assert units(range(5), [], known) == [((0, 1, 2, 3, 4), 15)]


def test_what_settled_rows_leave_of_a_group_is_what_its_other_rows_hold() -> None:
    known = readings([9], [{0}, {0}, {0}])
    assert units([1, 2], [own(0, 3, 0)], known) == [((0,), 3), ((1, 2), 6)]


def test_a_settled_row_of_two_groups_that_are_one_block_stays_a_unit_of_its_own() -> None:
    known = readings([4, 6], [{0}, {0, 1}, {0, 1}, {1}])
    assert units([0, 2, 3], [own(1, 3, 0, 1)], known) == [((0, 2, 3), 7), ((1,), 3)]


def test_a_settled_row_that_may_be_in_either_of_two_groups_draws_these_together() -> None:
    """Only with it are the points of both known."""
    known = readings([4, 6], [{0}, {0, 1}, {1}])
    assert units([0, 2], [own(1, 3, 0, 1)], known) == [((0, 2), 7), ((1,), 3)]


def test_an_agreed_unit_that_a_loose_row_may_join_is_not_settled() -> None:
    known = readings([7, 6], [{0}, {0}, {0}, {1}])
    shared = Draft((0, 1), (2,), 4, frozenset({0}), None, "derived")
    assert units([2, 3], [shared], known) == [((0, 1, 2), 7), ((3,), 6)]


def test_units_of_groups_that_no_loose_row_may_be_in_are_kept_as_they_are() -> None:
    known = readings([7, 6], [{0}, {0}, {0}, {1}])
    shared = Draft((0, 1), (2,), 4, frozenset({0}), None, "derived")
    kept, found = units_of_the_rest([3], [shared], known)
    assert kept is shared
    assert (found.rows, found.points, found.open_rows, found.basis) == ((3,), 6, (), "derived")


def test_groups_go_together_where_the_ways_to_tell_the_levels_apart_give_one_several_totals() -> (
    None
):
    """Labels of 4 and 3 points, or of 5 and 2: only that they are 7 together is sure."""
    known = readings([4, 3, 5, 2], [{0, 2}, {0, 2}, {1, 3}], (frozenset({0, 1}), frozenset({2, 3})))
    assert units(range(3), [], known) == [((0, 1, 2), 7)]


def test_labels_that_stand_for_one_group_in_two_ways_count_once() -> None:
    known = readings([4, 3, 4], [{0, 2}, {0, 2}, {1}], (frozenset({0, 1}), frozenset({1, 2})))
    assert units(range(3), [], known) == [((0, 1), 4), ((2,), 3)]


def test_another_section_is_not_drawn_in() -> None:
    ways = (frozenset({0, 1, 4}), frozenset({2, 3, 4}))
    known = readings([4, 3, 5, 2, 6], [{0, 2}, {1, 3}, {4}], ways, sections=[0, 0, 0, 0, 1])
    assert units(range(3), [], known) == [((0, 1), 7), ((2,), 6)]


@pytest.mark.parametrize(
    ("labels", "label"),
    [([{0}, {0}], 0), ([{0}, {1}], None), ([{0}, {0, None}], None), ([{None}, {None}], None)],
    ids=["one", "two", "perhaps none", "none"],
)
def test_a_unit_is_named_by_the_label_that_every_reading_gives_all_its_rows(
    labels: list[set[int | None]], label: int | None
) -> None:
    (found,) = units_of_the_rest([0, 1], [], readings([4], [{0}, {0}], labels=labels))
    assert found.label == label


# --- any assignment ----------------------------------------------------------------------------------------------


class Assigned(NamedTuple):
    """The readings, which rows are settled, each row's true points and its section."""

    known: Readings
    settled: frozenset[int]
    points: list[int]
    sections: list[int]


@st.composite
def assignments(draw: st.DrawFn) -> Assigned:
    """Up to two sections of up to three groups; each row is in its own group and may be in others of its section."""
    parts = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=3), min_size=1, max_size=3)
    stated = draw(st.lists(parts, min_size=1, max_size=2))
    groups = [(section, weights) for section, each in enumerate(stated) for weights in each]
    rows, points, sections = list[set[int]](), list[int](), list[int]()
    for number, (section, weights) in enumerate(groups):
        beside = [n for n, (other, _) in enumerate(groups) if other == section]
        for weight in weights:
            rows.append({number} | draw(st.sets(st.sampled_from(beside), max_size=1)))
            points.append(weight)
            sections.append(section)
    known = readings(
        [sum(weights) for _, weights in groups], rows, sections=[section for section, _ in groups]
    )
    settled = draw(st.sets(st.integers(0, len(rows) - 1)))
    return Assigned(known, frozenset(settled), points, sections)


@settings(max_examples=150)
@given(assignments())
def test_every_row_is_in_one_unit_that_has_the_points_of_its_rows(assigned: Assigned) -> None:
    known, settled, points, sections = assigned
    loose = [row for row in range(len(points)) if row not in settled]
    agreed = [own(row, points[row], *known.rows[row].groups) for row in sorted(settled)]
    found = units_of_the_rest(loose, agreed, known)
    assert sorted(row for draft in found for row in draft.rows) == list(range(len(points)))
    for draft in found:
        assert draft.open_rows == ()
        assert draft.points == sum(points[row] for row in draft.rows)
        assert len({sections[row] for row in draft.rows}) == 1
    assert [draft for draft in found if draft in agreed] == agreed


def test_a_row_for_which_nothing_is_left_in_its_group_draws_in_the_section() -> None:
    """Its group is spent: some other group must have lost it points."""
    known = readings([3, 6], [{0}, {0}, {1}])
    assert units([1, 2], [own(0, 3, 0)], known) == [((0,), 3), ((1, 2), 6)]


def test_a_group_that_is_spent_and_has_no_other_row_stays_apart() -> None:
    known = readings([3, 6], [{0}, {1}, {1}])
    assert units([1], [own(0, 3, 0), own(2, 2, 1)], known) == [((0,), 3), ((1,), 4), ((2,), 2)]
