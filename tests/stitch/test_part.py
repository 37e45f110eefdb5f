"""What one page's share of a table says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Layout, PageTable
from pipeline.stitch.frame import height
from pipeline.stitch.part import Part
from tests.stitch.pages import drawn, plain

XS = [0.0, 50.0, 150.0]
ROWS = [["序号", "指标"], ["1", "投资"], ["2", "消费"]]


def test_the_cells_of_a_column_are_those_of_its_body_from_the_top() -> None:
    part = Part(plain([["序号", "指标"], ["1", "投资"], ["2", "^"], ["3", "消费"]]))
    assert [cell.text for cell in part.column(1, 1)] == ["投资", "消费"]
    assert [cell.text for cell in part.column(1, 0)] == ["指标", "投资", "消费"]
    assert [cell.text for cell in part.changed(skip=3).column(1, 1)] == ["消费"]
    assert part.column(2, 0) == []


def test_a_body_begins_below_the_headings_and_below_those_repeated() -> None:
    part = Part(plain(ROWS))
    assert [row[0].text for row in part.body(1)] == ["1", "2"]
    assert [row[0].text for row in part.changed(skip=2).body(1)] == ["2"]


def test_a_row_is_owned_by_cells_begun_in_it_or_above() -> None:
    part = Part(plain([["a", "b", "c"], ["^", "d", "^"], ["e", "f", "^"]]))
    assert [cell.text for cell in part.owners(1)] == ["a", "d", "c"]
    assert [cell.text for cell in part.owners(2)] == ["e", "f", "c"]


def test_a_changed_part_knows_its_table_still() -> None:
    part = Part(plain(ROWS))
    rows = part.rows
    other = part.changed(index=4, skip=1)
    assert (other.index, other.skip, other.rows is rows) == (4, 1, True)


def test_the_last_row_tells_whether_a_part_is_open_below() -> None:
    table = plain([["a"], ["b"], ["c"], ["d"]])
    last = replace(table.cells[3], layout=Layout(open_bottom=True))
    first = [replace(cell, layout=Layout()) for cell in table.cells[:3]]
    assert Part(replace(table, cells=(*first, last))).open_bottom


def with_bottoms(*opens: bool | None) -> Part:
    """A row of cells, open below, closed, or of unknown rules."""
    table = plain([["x"] * len(opens)])
    cells = [
        replace(cell, layout=None if is_open is None else Layout(open_bottom=is_open))
        for cell, is_open in zip(table.cells, opens, strict=True)
    ]
    return Part(PageTable(1, 1, len(opens), tuple(cells)))


@pytest.mark.parametrize(
    ("opens", "is_open", "is_closed"),
    [
        ((True, True), True, False),
        ((False, False), False, True),
        ((True, False), False, False),
        ((True, None), False, False),
        ((False, None), False, False),
    ],
)
def test_a_part_is_open_or_closed_below_where_all_cells_of_its_last_row_are(
    opens: tuple[bool | None, ...], is_open: bool, is_closed: bool
) -> None:
    part = with_bottoms(*opens)
    assert (part.open_bottom, part.closed_bottom) == (is_open, is_closed)


def strip(rows: list[list[str]], heights: list[float], row: int = 0) -> bool:
    return Part(drawn(rows, XS, heights=heights)).strip_at(row)


def test_a_blank_row_lower_than_half_a_line_is_a_strip() -> None:
    rows = [["", ""], ["1", "投资"], ["2", "消费"]]
    assert strip(rows, [9, 20, 30])
    assert not strip(rows, [10, 20, 30]), "half as high as the lowest other row"
    assert not strip([["", ""], ["1", "^"], ["2", "^"]], [18, 30, 30])
    assert strip(rows[::-1], [30, 20, 9], 2)
    beside_a_label = [["", ""], ["1", "投资"], ["2", "消费"], ["3", "^"], ["4", "出口"]]
    assert strip(beside_a_label, [9, 20, 30, 30, 30])


def test_a_row_with_a_text_or_a_taller_cell_is_no_strip() -> None:
    assert not strip([["", "续"], ["1", "投资"], ["2", "消费"]], [9, 20, 30])
    assert not strip([["", ""], ["^", "投资"], ["2", "消费"]], [9, 20, 30])


def test_where_no_other_row_has_a_height_nothing_is_a_strip() -> None:
    assert not strip([["", ""]], [2])
    assert not Part(plain([["", ""], ["1", "投资"]])).strip_at(0)
    assert not strip([["a", "b"], ["^", "^"]], [20, 2], 1)


def test_a_height_is_that_seen_by_the_reader_of_a_turned_table() -> None:
    cell = drawn(ROWS, XS).cells[1]
    assert height(cell, 0) == height(cell, 180) == 20
    assert height(cell, 90) == height(cell, 270) == 100
    assert height(replace(cell, bbox=None), 0) == 0
