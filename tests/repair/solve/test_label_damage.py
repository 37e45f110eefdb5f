"""What a reading says became of each label."""

from __future__ import annotations

import pytest

from pipeline.repair.model.placed import LabelDamage, LabelLevel, PlacedLabel
from pipeline.repair.model.roles import WeightOption
from pipeline.repair.solve.label_damage import placed_labels
from tests.repair.solve.test_programme import MARGIN, printed, solve, table

ROWS = [printed(3), printed(2), printed(3), printed(1)]
IN_PLACE, LATE, EARLY = LabelDamage.IN_PLACE, LabelDamage.LATE, LabelDamage.EARLY
LOST, UNUSED = LabelDamage.LOST, LabelDamage.UNUSED
Labels = list[tuple[int | None, tuple[int, ...]]]


def placed(
    names: Labels, second_group: tuple[int, ...] = (2,), rows: list[list[WeightOption]] = ROWS
) -> tuple[PlacedLabel, ...]:
    """Groups of 5 and 4 points: the second begins at row 2, whatever is printed where."""
    places, segments = table([(5, (0,)), (4, second_group)], names, rows)
    return placed_labels(places, solve(places, segments, MARGIN).cheapest)


def of_level(level: LabelLevel, found: tuple[PlacedLabel, ...]) -> list[PlacedLabel]:
    return [label for label in found if label.level == level]


def test_labels_printed_where_their_rows_begin_are_in_place() -> None:
    found = placed([(5, (0,)), (4, (2,))])
    assert found == (
        PlacedLabel(LabelLevel.FIRST, 0, 0, 2, 0, IN_PLACE),
        PlacedLabel(LabelLevel.FIRST, 1, 2, 4, 2, IN_PLACE),
        PlacedLabel(LabelLevel.SECOND, 0, 0, 2, 0, IN_PLACE),
        PlacedLabel(LabelLevel.SECOND, 1, 2, 4, 2, IN_PLACE),
    )


@pytest.mark.parametrize(("printed_on", "damage"), [(3, LATE), (1, EARLY)], ids=["late", "early"])
def test_labels_printed_beside_their_first_row_say_which_print_puts_them_there(
    printed_on: int, damage: LabelDamage
) -> None:
    found = placed([(5, (0,)), (4, (printed_on,))], (printed_on,))
    moved = [label for label in found if label.damage != IN_PLACE]
    assert moved == [
        PlacedLabel(LabelLevel.FIRST, 1, 2, 4, printed_on, damage),
        PlacedLabel(LabelLevel.SECOND, 1, 2, 4, printed_on, damage),
    ]


def test_a_run_under_no_label_has_lost_its_own() -> None:
    found = of_level(LabelLevel.SECOND, placed([(5, (0,))]))
    assert found[-1] == PlacedLabel(LabelLevel.SECOND, None, 2, 4, None, LOST)


def test_a_group_whose_label_is_printed_nowhere_has_lost_it() -> None:
    found = of_level(LabelLevel.FIRST, placed([(5, (0,)), (4, (2,))], ()))
    assert found[1] == PlacedLabel(LabelLevel.FIRST, 1, 2, 4, None, LOST)


def test_a_label_that_names_no_row_is_unused() -> None:
    """Three labels over two rows of one group: one of them has no row to name."""
    rows = [printed(5), printed(4)]
    places, segments = table([(9, (0,))], [(5, (0,)), (4, (1,)), (3, (1,))], rows)
    found = placed_labels(places, solve(places, segments, MARGIN).cheapest)
    unused = [label for label in found if label.damage == UNUSED]
    assert unused == [PlacedLabel(LabelLevel.SECOND, 2, 1, 1, 1, UNUSED)]


def test_a_label_that_a_later_one_goes_before_is_swapped() -> None:
    """Labels of 4 and 5 points printed on one row, over rows that give 5 and then 4."""
    rows = [printed(5), printed(4)]
    places, segments = table([(9, (0,))], [(4, (0,)), (5, (0,))], rows)
    found = placed_labels(places, solve(places, segments, MARGIN).cheapest)
    seconds = of_level(LabelLevel.SECOND, found)
    assert [(label.label, label.damage) for label in seconds] == [
        (1, IN_PLACE),
        (0, LabelDamage.SWAPPED),
    ]


def test_an_unused_label_is_told_where_it_is_printed_first() -> None:
    rows = [printed(5), printed(4)]
    places, segments = table([(9, (0,))], [(5, (0,)), (4, (1,)), (3, (0, 1))], rows)
    found = placed_labels(places, solve(places, segments, MARGIN).cheapest)
    unused = [label for label in found if label.damage == UNUSED]
    assert [(label.start, label.printed) for label in unused] == [(0, 0)]
