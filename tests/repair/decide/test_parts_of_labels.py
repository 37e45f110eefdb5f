"""Sums that end parts of a table: which of its labels the rows of each part may have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.repair.decide.plain_parts import labels_by_part
from pipeline.repair.model.labels import FIRST, Label, Print

Named = tuple[str, tuple[int, ...]]


def label(name: str, *rows: int, points: int | None = None) -> Label:
    worth = None if points is None else Decimal(points)
    return Label(name, worth, tuple(Print(row, 0, name, name, worth, FIRST) for row in rows))


def spelt(*printed: tuple[int, str]) -> Label:
    """One label with a print of each spelling."""
    prints = tuple(Print(row, 0, name, name, None, FIRST) for row, name in printed)
    return Label(printed[0][1], None, prints)


def read(labels: Sequence[Label], ends: Sequence[int]) -> dict[int, list[str]]:
    merged, found = labels_by_part(labels, ends)
    return {row: [merged[n].name for n in numbers] for row, numbers in found.items()}


A, B, C, D, E = "甲项", "乙类", "丙组", "丁部", "戊章"


# --- whether the table does it that way


def test_two_parts_that_begin_with_a_label_show_how_the_table_does_it() -> None:
    assert read([label(A, 0), label(B, 2)], (2, 4)) == {0: [A], 1: [A], 2: [B], 3: [B]}
    assert read([label(A, 0), label(B, 3), label(C, 3)], (2, 4)) == {}


@pytest.mark.parametrize(("begun", "shown"), [(3, True), (2, False)])
def test_three_of_five_parts_have_to_begin_so(begun: int, *, shown: bool) -> None:
    labels = [label(name, 2 * n) for n, name in enumerate((A, B, C)[:begun])]
    assert bool(read(labels, (2, 4, 6, 8, 10))) is shown


def test_ends_that_are_told_twice_or_out_of_order_are_one() -> None:
    assert read([label(A, 0), label(B, 2)], (4, 2, 2)) == {0: [A], 1: [A], 2: [B], 3: [B]}


def test_labels_without_parts_are_as_they_were() -> None:
    labels = [label(A, 0), label(B, 2)]
    assert labels_by_part(labels, ()) == (labels, {})


def test_as_many_labels_as_parts_go_one_by_one_where_one_part_alone_begins_with_its_own() -> None:
    """A row may have its part's label, and the one printed last above it."""
    assert read([label(A, 0), label(B, 3)], (2, 5)) == {
        0: [A],
        1: [A],
        2: [B, A],
        3: [B],
        4: [B],
    }
    assert read([label(A, 1), label(B, 3)], (2, 4)) == {}, "none begins so"


def test_above_the_first_print_a_row_has_its_part_s_label_alone() -> None:
    assert read([label(A, 1), label(B, 2)], (2, 4)) == {0: [A], 1: [A], 2: [B], 3: [B]}


# --- the labels of each part


def test_every_row_of_a_part_has_the_labels_printed_in_it() -> None:
    found = read([label(A, 0), label(B, 1), label(C, 3), label(D, 5)], (3, 5, 7))
    assert [found[row] for row in range(7)] == [*[[A, B]] * 3, *[[C]] * 2, *[[D]] * 2]


def test_a_part_without_a_label_has_none() -> None:
    assert read([label(A, 0), label(C, 4)], (2, 4, 6)) == {0: [A], 1: [A], 4: [C], 5: [C]}


def test_the_last_label_of_a_part_is_the_next_one_s_where_that_begins_with_none() -> None:
    labels = [label(A, 0), label(B, 1), label(C, 5), label(D, 7)]
    found = read(labels, (3, 5, 7, 9))
    assert found[0] == found[2] == [A]
    assert found[3] == found[4] == [B]


def test_a_label_printed_early_is_taken_by_one_part_alone() -> None:
    labels = [label(A, 0), label(B, 1), label(C, 4), label(D, 6), label(E, 8)]
    found = read(labels, (3, 5, 6, 8, 10))
    assert found[3] == [B]
    assert 5 not in found, "the part that took an early one hands none on"
    assert found[6] == [D]


@pytest.mark.parametrize(
    "labels",
    [
        [label(A, 0)],  # one label: nothing to hand on
        [label(A, 1), label(B, 2)],  # the part does not begin with one
        [label(A, 0), label(B, 0)],  # both begin it
    ],
)
def test_a_part_that_needs_its_labels_hands_none_on(labels: Sequence[Label]) -> None:
    others = [label(C, 5), label(D, 7), label(E, 9)]
    found = read([*labels, *others], (3, 5, 7, 9, 11))
    assert 3 not in found
    assert found[0] == [each.name for each in labels]


def test_the_label_printed_lowest_is_handed_on_whatever_the_order() -> None:
    labels = [label(B, 2), label(A, 0, 1), label(C, 5), label(D, 7)]
    assert read(labels, (3, 5, 7, 9))[3] == [B]
    again = [label(B, 1), label(A, 0, 2), label(C, 5), label(D, 7)]
    assert 3 not in read(again, (3, 5, 7, 9)), "A is the lowest, and begins the part"


def test_prints_in_later_parts_do_not_count_for_what_is_lowest() -> None:
    labels = [label(A, 0, 6), label(B, 1), label(C, 5), label(D, 7)]
    assert read(labels, (3, 5, 7, 9))[3] == [B]


# --- one label in two spellings


def merged(labels: Sequence[Label], ends: Sequence[int] = (4, 6)) -> list[str]:
    """The labels once a part's alike are one, beside one that begins the second part."""
    return [each.name for each in labels_by_part([*labels, label(C, 4)], ends)[0]]


def test_labels_of_a_part_that_are_spelt_nearly_alike_are_one_with_all_prints() -> None:
    both = [label("水利建设", 0), label("水利设施建设", 1)]
    assert merged(both) == ["水利建设", C]
    found, _ = labels_by_part([*both, label(C, 4)], (4, 6))
    assert [printed.row for printed in found[0].prints] == [0, 1]


def test_it_is_spelt_as_most_prints_are() -> None:
    assert merged([label("水利建设", 0), label("水利设施建设", 1, 2)]) == ["水利设施建设", C]
    odd = spelt((1, "水利设施建设"), (2, "水利设施 建设"))
    assert merged([label("水利建设", 0), odd]) == ["水利设施建设", C]


@pytest.mark.parametrize(
    "others",
    [
        [label("水利建设", 0), label("交通出行", 1)],
        [label("水利建设", 0, points=5), label("水利设施建设", 1, points=6)],
        [label("水利建设", 0, points=6), label("水利设施建设", 1, points=5)],
    ],
    ids=["unlike", "more points", "fewer points"],
)
def test_labels_that_are_unlike_or_of_other_points_stay_two(others: Sequence[Label]) -> None:
    assert merged(others) == [*(each.name for each in others), C]


def test_labels_with_a_part_s_end_between_their_prints_stay_two() -> None:
    across = [label("水利建设", 0), label("水利设施建设", 1, 5)]
    assert merged(across) == ["水利建设", "水利设施建设", C]
    at_the_end = [label("水利建设", 3), label("水利设施建设", 4)]
    assert merged(at_the_end) == ["水利建设", "水利设施建设", C]
    behind = [label(A, 0), label("水利建设", 4), label("水利设施建设", 5)]
    found, _ = labels_by_part(behind, (4, 6))
    assert [each.name for each in found] == [A, "水利建设"], (
        "an end before the first print parts none"
    )
