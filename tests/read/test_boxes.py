"""Boxes: their sizes, and how two of them lie to each other."""

from __future__ import annotations

import pytest

from pipeline.model import Box
from pipeline.read.boxes import Shared, area, height, is_empty, is_inside, shared, width

BOX: Box = (10.0, 20.0, 40.0, 30.0)


def test_a_box_has_a_width_a_height_and_an_area() -> None:
    assert (width(BOX), height(BOX), area(BOX)) == (30.0, 10.0, 300.0)


@pytest.mark.parametrize(
    ("box", "empty"),
    [(BOX, False), ((10.0, 20.0, 10.0, 30.0), True), ((40.0, 20.0, 10.0, 30.0), True)],
)
def test_a_box_without_width_or_with_its_sides_the_wrong_way_round_is_empty(
    box: Box, empty: bool
) -> None:
    assert is_empty(box) is empty


@pytest.mark.parametrize(
    ("other", "common"),
    [
        ((30.0, 25.0, 60.0, 50.0), Shared(10.0, 5.0)),
        ((45.0, 20.0, 60.0, 30.0), Shared(-5.0, 10.0)),  # five points to the right
        (BOX, Shared(30.0, 10.0)),
    ],
)
def test_two_boxes_share_a_strip_or_are_apart_in_each_direction(other: Box, common: Shared) -> None:
    assert shared(BOX, other) == shared(other, BOX) == common


@pytest.mark.parametrize(
    ("x", "y", "over", "inside"),
    [(20, 25, 0, True), (10, 25, 0, False), (9, 25, 1.5, True), (20, 32, 1.5, False)],
)
def test_a_point_on_the_edge_is_not_inside_unless_it_may_lie_beyond(
    x: float, y: float, over: float, inside: bool
) -> None:
    assert is_inside(x, y, BOX, over) is inside
