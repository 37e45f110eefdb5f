"""A table's indicators apart from its other rows: places, headings printed again, labels, rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model import Cell, Record, Row, Slot, Status, Table, Value
from pipeline.repair.observe.apart import Apart, set_apart
from pipeline.repair.observe.totals import printed_points
from pipeline.spec import Column
from tests.repair.observe.rows import row_of, table_of

KINDS = (
    ("level1", "label"),
    ("seq", "serial"),
    ("indicator", "name"),
    ("unit", "unit"),
    ("weight", "points"),
    ("lead_units", "agency"),
)
COLUMNS = tuple(Column(role, role, kind, role, (role,)) for role, kind in KINDS)
ONE = " | 1 | 修建水渠 | 处 | 10 | 水利局"
TWO = " | 2 | 栽植树木 | 亩 | 15 | 林业局"
THREE = " | 3 | 铺设道路 | 公里 | 12 | 交通局"
HEAD, TOTAL = "一、水利 | | | | 25 | ", " | | 合计 | | 25 | "
REST = " | | 林树木 | | | "


def apart(lines: Sequence[str]) -> Apart:
    return set_apart(table_of(lines), COLUMNS)


def kept(found: Apart) -> list[int]:
    """The numbers on the page of the rows that are kept."""
    return [row.row for row in found.table.rows]


def test_rows_apart_know_how_many_indicators_are_above_them() -> None:
    found = apart([HEAD, ONE, TWO, TOTAL, THREE])
    assert kept(found) == [2, 3, 5]
    assert [(row.words, row.at) for row in found.rows] == [("一、水利", 0), ("合计", 2)]
    assert found.rests == ()


def test_a_rest_is_part_of_its_row_and_known_by_that_one_s_place() -> None:
    found = apart([HEAD, ONE, TWO, REST, THREE, TOTAL])
    assert kept(found) == [2, 3, 5]
    assert found.table.rows[1].slots[2].cell.text == "栽植树木\n林树木"
    assert [(row.row, above) for row, above in found.rests] == [(4, 1)]
    assert [row.at for row in found.rows] == [0, 3]


def test_where_every_row_would_be_apart_the_rows_are_tasks() -> None:
    table = table_of(["一、水利 | | | | 25 | ", "二、交通 | | | | 12 | "])
    found = set_apart(table, COLUMNS)
    assert found.table is table
    assert (found.rows, found.rests) == ((), ())


# --- a heading printed again


def again(lines: Sequence[str], sheets: Sequence[int]) -> list[str]:
    """The words of the rows apart, where rows are on these pages."""
    table = table_of(lines)
    rows = [replace(row, sheet=sheet) for row, sheet in zip(table.rows, sheets, strict=True)]
    found = set_apart(replace(table, rows=tuple(rows)), COLUMNS)
    return [row.words for row in found.rows]


def test_a_heading_printed_again_on_the_next_page_is_one() -> None:
    lines = [HEAD, ONE, "一、水 利 | | | | | ", TWO]
    assert again(lines, [1, 1, 2, 2]) == ["一、水利"]
    assert again(lines, [1, 1, 1, 1]) == ["一、水利", "一、水利"], "on the same page it is two"


def test_other_headings_and_totals_are_two_on_any_page() -> None:
    lines = [HEAD, ONE, "二、交通 | | | | | ", TWO]
    assert again(lines, [1, 1, 2, 2]) == ["一、水利", "二、交通"]
    totals = [ONE, " | | 合计 | | 10 | ", TWO, " | | 合计 | | 25 | "]
    assert again(totals, [1, 1, 2, 2]) == ["合计", "合计"]


# --- labels drawn from a row apart


def drawn(rows: Sequence[tuple[str, int | None]]) -> list[tuple[str, bool]]:
    """The label of each row kept, and whether it is covered.

    Rows are a line and the row on which their label's cell begins; None for a cell of their own.
    """
    made: list[Row] = []
    for number, (line, head) in enumerate(rows):
        row = row_of(line, number + 1)
        if head is not None:
            slot = Slot(made[head].slots[0].cell, covered=True)
            row = replace(row, slots=(slot, *row.slots[1:]))
        made.append(row)
    found = set_apart(Table((1,), 1, (), tuple(made)), COLUMNS)
    return [(row.slots[0].cell.text, row.slots[0].covered) for row in found.table.rows]


def test_a_label_that_begins_on_a_row_apart_begins_on_the_next_one_kept() -> None:
    total = "水面整治 | | 小计 | | 10 | "
    assert drawn([(ONE, None), (total, None), (TWO, 1), (THREE, 1)]) == [
        ("", False),
        ("水面整治", False),
        ("水面整治", True),
    ]


def test_a_label_that_is_drawn_over_a_row_apart_stays_where_it_begins() -> None:
    labelled = ONE.replace(" |", "水利 |", 1)
    rows = [(labelled, None), (" | | 小计 | | 10 | ", 0), (TWO, 0)]
    assert drawn(rows) == [("水利", False), ("水利", True)]


def test_a_blank_drawn_from_a_row_apart_is_no_label() -> None:
    assert drawn([(ONE, None), (" | | 小计 | | 10 | ", None), (TWO, 1)])[1] == ("", True)


def test_rows_shorter_than_the_form_s_labels_have_none_there() -> None:
    form = (*COLUMNS[1:], COLUMNS[0])  # the label stands last
    lines = ["1 | 修建水渠 | 处 | 10 | 水利局 | 水利", "2 | 栽植树木 | 亩 | 15 | 林业局"]
    found = set_apart(table_of(["一、水利 | | | 25 | ", *lines]), form)
    assert kept(found) == [2, 3]


# --- what rows print


CELL = Cell(3, 4, "7分", page=2)
ROW = replace(row_of(ONE, 3), page=2)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (Value("5", "printed", CELL), 5),
        (Value("5分", "repaired", CELL), 5),
        (Value("5", "derived", CELL), None),
        (Value("/", "printed", CELL), None),
        (Value(None, "shared", CELL), 7),
        (Value(None, "ambiguous", CELL), 7),
        (Value(None, "shared", replace(CELL, row=2)), None),  # from the cell above
        (Value(None, "shared", replace(CELL, page=1)), None),
        (Value(None, "shared"), None),
    ],
)
def test_a_row_prints_what_stands_on_it_for_its_weight(value: Value, points: object) -> None:
    record = Record(1, ROW, None, {"weight": value})
    assert printed_points([record, Record(2, ROW, None, {})]) == [points, None]


def test_each_status_but_derived_is_of_what_is_printed() -> None:
    statuses: tuple[Status, ...] = ("printed", "repaired", "shared", "merged", "corrected")
    for status in statuses:
        record = Record(1, ROW, None, {"weight": Value("5", status, CELL)})
        assert printed_points([record]) == [5]
