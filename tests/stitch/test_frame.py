"""Tables set sideways are compared as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Cell, PageTable
from pipeline.stitch import stitch
from pipeline.stitch.frame import Frame, frame_of, relate, same_width, starts, united, upright
from tests.stitch.pages import CASES, drawn, load, page_tables, written

PAGE = 1000.0


def turned(box: Box, turn: int) -> Box:
    """Where the box lies on the page when the table is turned clockwise."""
    x0, top, x1, bottom = box
    return {
        0: box,
        90: (PAGE - bottom, x0, PAGE - top, x1),
        180: (PAGE - x1, PAGE - bottom, PAGE - x0, PAGE - top),
        270: (top, PAGE - x1, bottom, PAGE - x0),
    }[turn]


def turn_table(table: PageTable, turn: int) -> PageTable:
    cells = tuple(replace(c, bbox=turned(c.bbox, turn)) for c in table.cells if c.bbox)
    return replace(table, cells=cells, bbox=turned(table.bbox, turn) if table.bbox else None)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["bare.yml", "five-columns-as-six.yml", "label-open.yml"])
def test_a_table_goes_on_however_it_is_turned(name: str, turn: int) -> None:
    case = load(CASES / name)
    tables, lines = page_tables(case)
    (table,) = stitch(
        [turn_table(t, turn) for t in tables], [replace(line, bbox=None) for line in lines]
    )
    assert written(table) == case["tables"][0]["rows"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_frame_knows_its_turn_and_its_column_widths(turn: int) -> None:
    tables, _ = page_tables(load(CASES / "header-repeated.yml"))
    frame = frame_of(turn_table(tables[0], turn))
    assert frame is not None
    assert frame.turn == turn
    assert [x - frame.xs[0] for x in frame.xs] == [0, 40, 200, 300]
    assert frame.bottom - frame.top == 60


def test_upright_boxes_keep_their_size() -> None:
    for turn in (0, 90, 180, 270):
        x0, top, x1, bottom = upright(turned((10, 20, 110, 50), turn), turn)
        assert (x1 - x0, bottom - top) == (100, 30)


def test_column_rules_are_the_same_explained_or_others() -> None:
    tables, _ = page_tables(load(CASES / "five-columns-as-six.yml"))
    five, six = frame_of(tables[0]), frame_of(tables[1])
    assert five is not None
    assert six is not None
    assert relate(five.xs, five) == "same"
    assert relate(five.xs, six) == relate(six.xs, five) == "explained"
    assert relate([50, 90, 200, 270, 350, 450], five) == "other"
    assert relate([50, 460], five) == "other"
    assert starts(united(five.xs, six), five) == (0, 1, 2, 4, 5, 6)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_cell_without_a_box_lies_at_the_corner(turn: int) -> None:
    assert upright(None, turn) == (0, 0, 0, 0)


def test_a_table_of_which_a_cell_has_no_box_has_no_frame() -> None:
    table = drawn([["a", "b"], ["c", "d"]], [0, 50, 100])
    assert frame_of(table) is not None
    without = replace(table.cells[3], bbox=None)
    assert frame_of(replace(table, cells=(*table.cells[:3], without))) is None
    assert frame_of(replace(table, cells=())) is None


def test_a_column_rule_is_the_median_of_its_cells_edges() -> None:
    table = drawn([["a", "b"], ["c", "d"], ["e", "f"]], [0, 50, 100])
    cells = list(table.cells)
    cells[2] = replace(cells[2], bbox=(0, 720, 58, 740))
    frame = frame_of(replace(table, cells=tuple(cells)))
    assert frame is not None
    assert frame.xs == (50, 100, 150)
    assert frame.width == 100


def test_a_rule_that_no_cell_begins_or_ends_at_leaves_no_frame() -> None:
    table = drawn([["a", "<", "b"], ["c", "<", "d"]], [0, 30, 60, 90])
    assert frame_of(table) is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_of_one_column_is_turned_as_its_rows_run(turn: int) -> None:
    frame = frame_of(turn_table(drawn([["a"], ["b"], ["c"]], [0, 300]), turn))
    assert frame is not None
    assert (frame.turn, frame.width, frame.bottom - frame.top) == (turn, 300, 60)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_turn_is_read_off_cells_of_one_row(turn: int) -> None:
    """The first cell, over the whole width, lies far above the last column's lowest cell."""
    rows = [["title", "<"], ["a", ""], ["b", ""], ["c", "d"]]
    frame = frame_of(turn_table(drawn(rows, [0, 20, 40], heights=[80, 80, 80, 80]), turn))
    assert frame is not None
    assert frame.turn == turn


FIVE = Frame((0, 40, 80, 120, 160, 200), 0, 100)


@pytest.mark.parametrize(
    ("lines", "relation"),
    [
        ((0, 40, 80, 120, 160, 200), "same"),
        ((30, 70, 110, 150, 190, 230), "same"),  # a page with another margin
        ((0, 43, 80, 120, 160, 197), "same"),  # three points are near
        ((0, 43.5, 80, 120, 160, 200), "other"),
        ((0, 80, 120, 160, 200), "explained"),
        ((0, 40, 80, 120, 160, 200, 300), "explained"),  # the rules known, and a wider row
        ((0, 40, 80, 120, 160, 180), "other"),
        ((0, 40, 80, 120), "other"),  # four rules in the same places may be chance
        ((0, 40, 80, 120, 160), "explained"),
    ],
)
def test_rules_within_three_points_are_one(lines: tuple[float, ...], relation: str) -> None:
    assert relate(lines, FIVE) == relation


def test_wide_tables_rules_may_lie_further_apart() -> None:
    """Three points, or six in a thousand of the width."""
    wide = Frame((0, 500, 1000), 0, 100)
    assert relate((0, 505.9, 1000), wide) == "same"
    assert relate((0, 506.1, 1000), wide) == "other"


def test_as_wide_is_within_the_same_distance() -> None:
    assert same_width((10, 50, 213), FIVE)
    assert same_width((10, 50, 207), FIVE)
    assert not same_width((10, 50, 214), FIVE)
    assert not same_width((10, 50, 206), FIVE)


def test_rules_united_are_the_more_of_both_from_the_tables_left_edge() -> None:
    assert united((10, 90, 210), FIVE) == (10, 50, 90, 130, 170, 210)
    assert united((10, 50, 90, 130, 170, 210), FIVE) == (10, 50, 90, 130, 170, 210)
    assert starts((10, 50, 90, 130, 170, 210), Frame((0, 78, 200), 0, 100)) == (0, 2, 5)


def test_a_table_of_one_cell_stands_upright() -> None:
    cell = Cell(0, 0, "附件", page=1, bbox=(10.0, 20.0, 110.0, 50.0))
    frame = frame_of(PageTable(1, 1, 1, (cell,), bbox=cell.bbox))
    assert frame is not None
    assert frame.turn == 0
