"""Only the lowest table of a page and the highest of the next can be one."""

from __future__ import annotations

from pipeline.model import Box, PageTable
from pipeline.stitch.places import Places


def places(*tables: tuple[int, Box | None]) -> Places:
    return Places([PageTable(page, 1, 1, (), box) for page, box in tables])


UPPER, LOWER = (50, 100, 250, 200), (50, 300, 250, 400)
LEFT, RIGHT = (50, 100, 150, 200), (170, 100, 270, 220)


def test_of_tables_under_one_another_the_lowest_meets_the_next_pages_highest() -> None:
    found = places((1, UPPER), (1, LOWER), (2, UPPER), (2, LOWER))
    assert [(a, b) for a in (0, 1) for b in (2, 3) if found.meet(a, b)] == [(1, 2)]
    assert [found.is_highest(index) for index in range(4)] == [True, False, True, False]


def test_tables_side_by_side_meet_those_under_them() -> None:
    found = places((1, LEFT), (1, RIGHT), (2, LEFT), (2, RIGHT))
    assert [(a, b) for a in (0, 1) for b in (2, 3) if found.meet(a, b)] == [(0, 2), (1, 3)]


def test_a_table_alone_on_its_page_meets_one_that_stands_elsewhere_across() -> None:
    found = places((1, LEFT), (2, LEFT), (2, RIGHT))
    assert found.meet(0, 2)
    assert places((1, LEFT), (1, RIGHT), (2, RIGHT)).meet(0, 2)


def test_edges_at_one_height_do_not_reach_beyond_each_other() -> None:
    found = places((1, UPPER), (1, UPPER), (2, UPPER), (2, UPPER))
    assert all(found.meet(a, b) for a in (0, 1) for b in (2, 3))


def test_without_places_their_order_on_the_page_counts() -> None:
    found = places((1, None), (1, None), (2, None), (2, None))
    assert [(a, b) for a in (0, 1) for b in (2, 3) if found.meet(a, b)] == [(1, 2)]
    assert [found.is_highest(index) for index in range(4)] == [True, False, True, False]


def test_a_table_with_a_place_meets_one_without() -> None:
    assert places((1, LEFT), (1, RIGHT), (2, None)).meet(0, 2)
    assert places((1, None), (2, LEFT), (2, RIGHT)).meet(0, 2)
    assert places((1, LEFT), (1, None), (1, RIGHT), (2, LEFT), (2, RIGHT)).meet(0, 3)


def test_tables_that_share_more_than_half_of_the_narrower_stand_under_each_other() -> None:
    wide = (100, 100, 400, 200)
    half, more = (0, 300, 200, 400), (2, 300, 202, 400)
    assert places((1, wide), (1, half)).is_highest(1)
    assert not places((1, wide), (1, more)).is_highest(1)
    beyond = (298, 300, 498, 400)
    assert not places((1, wide), (1, beyond)).is_highest(1)
    assert not places((1, beyond), (1, (100, 500, 400, 600))).is_highest(1)
