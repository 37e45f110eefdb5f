"""Tables set sideways are compared as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, PageTable
from pipeline.stitch import stitch
from pipeline.stitch.frame import frame_of, relate, starts, united, upright
from tests.stitch.pages import CASES, load, page_tables, written

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
