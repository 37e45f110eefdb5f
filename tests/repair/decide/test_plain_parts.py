"""Sums below each group part the first-level labels of a form without a note."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.repair.decide.plain_parts import labels_by_part
from pipeline.repair.model.labels import FIRST, Label, Print, second_level

ENDS = (3, 6, 9)


def labels(*printed: tuple[int, str]) -> tuple[Label, ...]:
    return second_level([Print(row, 0, name, name, None, FIRST) for row, name in printed])


def read(*printed: tuple[int, str], ends: Sequence[int] = ENDS) -> list[str]:
    """What each row may have for its label, the readings parted by a stroke."""
    merged, found = labels_by_part(labels(*printed), ends)
    return ["|".join(merged[n].name for n in found[row]) for row in sorted(found)]


def test_each_part_has_the_label_that_its_first_row_prints() -> None:
    assert read((0, "水利建设"), (3, "交通出行"), (6, "文化惠民")) == [
        *["水利建设"] * 3,
        *["交通出行"] * 3,
        *["文化惠民"] * 3,
    ]


def test_a_label_on_the_last_row_above_a_sum_is_the_next_parts_where_that_prints_none() -> None:
    assert read((0, "水利建设"), (2, "交通出行"), (6, "文化惠民"))[2:6] == [
        "水利建设",
        *["交通出行"] * 3,
    ]


def test_a_label_below_a_parts_first_row_holds_the_whole_part() -> None:
    assert read((0, "水利建设"), (4, "交通出行"), (6, "文化惠民"))[3:6] == ["交通出行"] * 3


def test_a_label_spelt_two_ways_in_one_part_is_one_by_its_first_spelling() -> None:
    found = read((0, "水利建设"), (1, "水利设施建设"), (3, "交通出行"), (6, "文化惠民"))
    assert found[:3] == ["水利建设"] * 3


def test_labels_of_two_parts_stay_two_however_alike() -> None:
    found = read((0, "水利建设"), (3, "水利设施建设"), (6, "文化惠民"))
    assert found[:6] == [*["水利建设"] * 3, *["水利设施建设"] * 3]


def test_two_labels_of_one_part_that_the_next_part_does_not_take_leave_its_rows_open() -> None:
    found = read((0, "水利建设"), (1, "党的建设"), (3, "交通出行"), (6, "文化惠民"))
    assert found[:3] == ["水利建设|党的建设"] * 3


def test_sums_that_do_not_go_with_labels_say_nothing_of_them() -> None:
    assert read((0, "水利建设"), (4, "交通出行")) == []


def test_where_few_parts_begin_with_a_label_a_row_may_have_its_parts_or_the_one_above() -> None:
    """With as many labels as parts: the second is printed on the last row above the first sum."""
    assert read((0, "水利建设"), (2, "交通出行"), ends=(3, 6)) == [
        *["水利建设"] * 2,
        "水利建设|交通出行",
        *["交通出行"] * 3,
    ]


def test_two_spellings_of_one_label_are_no_labels_of_two_parts() -> None:
    assert read((0, "水利建设"), (1, "水利设施建设"), ends=(2, 4)) == []
    three = read((0, "水利建设"), (1, "水利设施建设"), (2, "交通出行"), ends=(3, 6))
    assert three[:3] == ["水利建设"] * 2 + ["水利建设|交通出行"]
    assert three[3:] == ["交通出行"] * 3
