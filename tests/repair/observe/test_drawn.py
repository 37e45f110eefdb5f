"""Which rows a merged cell is drawn over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cell, Row, Slot
from pipeline.repair.observe.drawn import Covers, covers, parted


def column(texts: Sequence[str]) -> list[Row]:
    """Rows of one cell; ``^`` is covered from above, ``<`` from the left."""
    rows: list[Row] = []
    above = Cell(0, 0, "")
    for number, text in enumerate(texts):
        if text == "^":
            slot = Slot(above, covered=True)
        elif text == "<":
            slot = Slot(Cell(number, 7, "wide"), covered=True)
        else:
            above = Cell(number, 0, text)
            slot = Slot(above)
        rows.append(Row((slot,), 1, number, 1))
    return rows


def test_a_covered_row_has_the_row_its_cell_begins_on() -> None:
    found = covers(column(["3", "^", "^", "2", ""]), 0)
    assert found == Covers((None, 0, 0, None, None), frozenset({4}))
    assert found.drawn
    assert [found.begins(row) for row in range(5)] == [True, False, False, False, False]


def test_a_drawn_blank_over_two_rows_is_blank_on_the_first_alone() -> None:
    assert covers(column(["", "^", "2"]), 0) == Covers((None, 0, None), frozenset({0}))


def test_a_cell_drawn_from_the_left_covers_no_row() -> None:
    found = covers(column(["3", "<"]), 0)
    assert found == Covers((None, None), frozenset())
    assert not found.drawn


def test_a_cell_that_begins_on_no_row_of_the_table_has_no_head() -> None:
    assert covers(column(["^", "2"]), 0).heads == (None, None)


def test_a_row_too_short_for_the_column_has_no_cell_there() -> None:
    assert covers(column(["3", "2"]), 1) == Covers((None, None), frozenset())


def test_an_empty_cell_at_the_top_of_a_page_ends_none_above_it() -> None:
    rows = column(["3", "^", "", ""])
    turned = [*rows[:2], *(replace(row, page=2) for row in rows[2:])]
    found = [covers(rows, 0), covers(turned, 0)]
    assert [each.ends(2) for each in found] == [True, False]


def test_blank_rows_below_a_merged_cell_that_has_ended_are_parted_from_it() -> None:
    rows = column(["甲", "^", "", "", "乙", "^", "丙", ""])
    assert parted(rows, 0) == frozenset({2, 3})


def test_where_nothing_is_merged_a_blank_row_goes_on() -> None:
    assert parted(column(["甲", "", "乙", ""]), 0) == frozenset()


def test_a_blank_row_at_the_top_of_a_page_may_be_the_rest_of_a_cell_that_the_page_cut() -> None:
    rows = column(["甲", "^", "", ""])
    cut = [*rows[:2], *(replace(row, page=2) for row in rows[2:])]
    assert parted(cut, 0) == frozenset()


def test_the_first_empty_cell_below_another_ends_it_where_the_column_has_merged_cells() -> None:
    found = covers(column(["3", "^", "", "", "2", ""]), 0)
    assert [found.ends(row) for row in range(6)] == [False, False, True, False, False, True]
    assert not covers(column(["3", "", "2"]), 0).ends(1)
