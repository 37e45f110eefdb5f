"""The logical table of several pages: its cells, rows and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.messages import render
from pipeline.model import Cell, Layout, PageTable, Reading, Table
from pipeline.stitch import stitch
from pipeline.stitch.build import _printed, build
from pipeline.stitch.group import Group
from pipeline.stitch.habits import Habits
from pipeline.stitch.joint import join
from pipeline.stitch.lay import _habits, _pieces, filled, lay
from pipeline.stitch.meeting import Meeting
from pipeline.stitch.part import Part
from pipeline.stitch.piece import Piece
from pipeline.stitch.signs import NUMBERS, Sign, weigh
from tests.stitch.pages import drawn, plain, written
from tests.stitch.pieces import habits_of, piece

HEADINGS = ["序号", "指标"]
SURE = weigh([Sign("same-rules", 2.5)])


def built(*tables: PageTable, joined: Any = SURE, by_number: bool = False) -> Table:
    first, *others = tables
    parts = [Part(first), *(Part(t, index=n, joined=joined) for n, t in enumerate(others, 1))]
    return build(Group(tuple(parts), None, by_number))


def joins(table: Table) -> list[tuple[str, str]]:
    found = [f for f in table.findings if f.check == "table-joined"]
    return [(f.severity, render(f.what, "zh")) for f in found]


ABOVE = plain([HEADINGS, ["1", "投资"], ["2", "消费"]])
BELOW = [["3", "出口"], ["4", "用电"]]


def test_a_page_passed_over_is_told_and_warned_of_unless_the_numbering_goes_on() -> None:
    ((severity, said),) = joins(built(ABOVE, plain(BELOW, 2)))
    assert (severity, "其间" in said) == ("info", False)
    ((severity, one),) = joins(built(ABOVE, plain(BELOW, 3)))
    assert severity == "warning"
    assert "第2页" in one
    ((_, several),) = joins(built(ABOVE, plain(BELOW, 5)))
    assert "2" in several
    assert "4" in several
    numbered = weigh([NUMBERS["on"]])
    assert joins(built(ABOVE, plain(BELOW, 3), joined=numbered))[0][0] == "info"


def test_a_page_that_shows_three_rows_again_is_warned_of() -> None:
    rows = [["1", "投资"], ["2", "消费"], ["3", "出口"]]

    def doubled(below: list[list[str]], above: list[list[str]] | None = None) -> list[int | None]:
        first = plain([HEADINGS, *(above or below)])
        found = built(first, plain(below, 2)).findings
        return [finding.page for finding in found if finding.check == "page-doubled"]

    assert doubled(rows) == [2]
    assert doubled(rows[:2]) == []
    assert doubled([*rows[:2], ["", ""]]) == [], "a blank row shows nothing"
    assert doubled([*rows[:2], ["3", "用电"]], rows) == []


def test_rows_have_a_slot_for_each_column_and_a_cell_covers_those_below() -> None:
    first = drawn([HEADINGS, ["总量", "投资"], ["^", "消费"]], [0, 40, 120])
    table = built(first)
    assert [[slot.covered for slot in row.slots] for row in table.rows] == [
        [False] * 2,
        [True, False],
    ]
    assert table.rows[1].slots[0].cell.text == "总量"
    gap = PageTable(1, 2, 3, plain([HEADINGS, ["1", "投资"]]).cells)
    slots = built(gap).rows[0].slots
    assert [slot.text for slot in slots] == ["1", "投资", ""]
    assert (slots[2].cell.row, slots[2].cell.col, slots[2].covered) == (1, 2, False)


def test_a_page_with_fewer_columns_has_rows_of_its_own_width() -> None:
    wide = plain([["序号", "指标", "目标"], ["1", "投资", "x"]])
    table = built(wide, plain(BELOW, 2), by_number=True)
    assert [len(row.slots) for row in table.rows] == [3, 2, 2]
    assert [len(row.slots) for row in built(wide, plain(BELOW, 2)).rows] == [3, 3, 3]


def test_a_cell_of_two_pages_in_doubt_has_the_readings_of_its_parts() -> None:
    readings = (Reading("one", "推迸", 0.9), Reading("other", "推进", 0.8))
    above, below = plain([HEADINGS, ["1", "推迸（含"]]), plain([["", "续建）推迸（含"]], 2)
    cells = list(above.cells)
    cells[3] = replace(cells[3], text="推迸", readings=readings)
    doubtful = replace(above, cells=tuple(cells))
    table = lay([Part(doubtful), Part(below)], [(0, 1, 2)] * 2, 1, None)
    (whole,) = [p for p in table.pieces if p.cell is cells[3]]
    whole.text = "推迸（含推迸"
    whole.parts = [cells[3], below.cells[1]]
    printed = _printed(whole)
    assert [reading.text for reading in printed.readings] == ["推迸（含推迸", "推进（含推迸"]
    assert (printed.text, printed.confidence) == ("推迸（含推迸", None)
    sure = replace(cells[3], readings=readings, confidence=0.9)
    certain = Piece(1, 1, 1, 1, sure, "推迸了", sure, parts=[sure])
    assert _printed(certain).readings == readings
    assert _printed(certain).confidence == 0.9
    same = Piece(1, 1, 1, 1, sure, "推迸", sure, parts=[sure])
    assert _printed(same) is sure


def test_a_blank_whose_text_stands_on_the_other_page_is_listed() -> None:
    blank, text = Cell(1, 0, "", page=1), Cell(0, 0, "总量", page=2)
    whole = Piece(1, 0, 2, 1, blank, "总量", text, parts=[blank, text])
    assert filled([whole]) == {(1, 1, 0)}
    assert filled([Piece(1, 0, 1, 1, blank, "总量", blank, parts=[blank])]) == set()
    assert filled([Piece(1, 0, 2, 1, blank, "", text, parts=[blank, text])]) == set()


def test_a_part_s_cells_are_laid_below_the_headings_it_repeats() -> None:
    table = drawn([["总量", "指标"], ["^", "投资"], ["^", "消费"]], [0, 40, 120], 2)
    part = Part(table, skip=1, rests={0: "经济"})
    found = [(p.row, p.col, p.rowspan, p.text) for p in _pieces(part, (0, 2, 3))]
    assert found == [(0, 0, 2, "经济"), (0, 2, 1, "投资"), (1, 2, 1, "消费")]
    assert [p.colspan for p in _pieces(part, (0, 2, 3))] == [2, 1, 1]
    assert _pieces(Part(table, skip=1), (0, 1, 2))[0].text == ""


def test_rows_that_touch_a_break_and_headings_are_no_habit() -> None:
    rows = (
        [HEADINGS, ["1", "甲"], ["2", "乙"]],
        [["3", "丙"], ["4", "丁"], ["5", "戊"]],
        [["6", "己"], ["7", "庚"]],
    )
    parts = [Part(plain(page, n), index=n) for n, page in enumerate(rows, 1)]
    habits = _habits(parts, [_pieces(part, (0, 1, 2)) for part in parts], 1)
    assert habits.column(1).texts == ["甲", "丁", "庚"]
    tall = drawn([HEADINGS, ["1", "甲"], ["2", "乙"], ["^", "丙"]], [0, 40, 120])
    below = drawn([["3", "丁"], ["4", "戊"]], [0, 40, 120], 2)
    parts = [Part(tall), Part(below, index=1)]
    habits = _habits(parts, [_pieces(part, (0, 1, 2)) for part in parts], 1)
    assert habits.column(0).merged == 1, "a label that touches the break is one still"


def meeting(above: list[Piece], below: list[Piece], **known: Any) -> Meeting:
    return Meeting(above, below, **known)


def test_a_row_cut_by_the_break_is_made_one_in_each_column() -> None:
    above = [piece("7", 0, row=3), piece("推进（含", 1, row=3)]
    below = [piece("", 0), piece("续建）", 1)]
    known = {"numbered": 0, "next_serial": 8}
    done = join(Part(plain(BELOW, 2)), meeting(above, below, **known), Habits(), 4)
    assert done.cut
    assert [(p.text, p.row, p.rowspan) for p in above] == [("7", 3, 1), ("推进（含续建）", 3, 1)]
    assert done.gone == {id(lower) for lower in below}
    assert [(j.kind, j.page, j.row, j.col, j.above, j.below) for j in done.joints] == [
        ("row", 2, 0, None, ("7", "推进（含"), ("", "续建）"))
    ]
    assert above[1].low is below[1].cell
    assert len(above[1].parts) == 2


def test_a_label_that_goes_on_grows_over_the_rows_below() -> None:
    labels = habits_of(*[[piece(f"标签{n}", rows=2), piece(str(n), 1)] for n in range(4)])
    above = [piece("总量", 0, rows=2, row=2), piece("2", 1, row=3)]
    below = [piece("", 0, rows=3), piece("3", 1)]
    known = {"numbered": 1}
    done = join(Part(plain(BELOW, 2)), meeting(above, below, **known), labels, 4)
    assert not done.cut
    assert (above[0].text, above[0].row, above[0].rowspan) == ("总量", 2, 5)
    assert done.gone == {id(below[0])}
    assert [(j.kind, j.col, j.verdict.holds) for j in done.joints] == [
        ("row", None, False),
        ("cell", 0, True),
        ("cell", 1, False),
    ]
    heading = join(Part(plain(BELOW, 2)), meeting(above, below, heading=True, **known), labels, 4)
    assert [j.kind for j in heading.joints] == ["row"]


def opened(one: Piece, **layout: bool) -> Piece:
    cell = replace(one.cell, layout=Layout((), **layout))
    return replace(one, cell=cell, low=cell, parts=[cell])


def test_a_text_printed_on_both_sides_of_an_open_cell_counts_once() -> None:
    upper = opened(piece("总量", 0, rows=2, row=2), open_bottom=True)
    number = opened(piece("2", 1, row=3), open_bottom=False)
    below = [piece("总量", 0, rows=3), piece("3", 1)]
    join(Part(plain(BELOW, 2)), meeting([upper, number], below, numbered=1), Habits(), 4)
    assert (upper.text, upper.rowspan) == ("总量", 5)
    closed = opened(piece("总量", 0, rows=2, row=2), open_bottom=True)
    every = opened(piece("2", 1, row=3), open_bottom=True)
    join(Part(plain(BELOW, 2)), meeting([closed, every], below, numbered=1), Habits(), 4)
    assert closed.rowspan == 2, "where no cell of the row is closed, rules tell nothing"


def test_the_rest_of_a_label_under_a_repeated_heading_is_open_above() -> None:
    above = [piece("总量", 0, rows=2, row=2), piece("2", 1, row=3)]
    part = Part(plain([HEADINGS, *BELOW], 2), skip=1)

    def rowspan(lower: Piece, of: Part = part) -> int:
        upper = [replace(one) for one in above]
        below = [lower, piece("3", 1, row=1)]
        join(of, meeting(upper, below, numbered=1), Habits(), 4)
        return upper[0].rowspan

    assert rowspan(opened(piece("总量", 0, rows=2, row=1), open_top=True)) == 4
    assert rowspan(opened(piece("总量", 0, rows=2, row=1), open_top=False)) == 2
    assert rowspan(piece("总量", 0, rows=2, row=0)) == 4, "it begins in the heading"
    assert rowspan(piece("总量", 0, rows=2, row=1)) == 2
    without = opened(piece("总量", 0, rows=2, row=1), open_top=True)
    assert rowspan(without, part.changed(skip=0)) == 2


def test_an_inner_label_ends_where_an_outer_one_begins_for_sure() -> None:
    rows = [
        [piece(f"大{n}", 0, rows=2), piece(f"小{n}", 1, rows=2), piece(str(n), 2)] for n in range(4)
    ]
    habits = habits_of(*rows)
    habits.nested[0, 1] += 20

    def inner(outer_below: str) -> bool:
        above = [piece("大", 0, 2, 2), piece("小", 1, 2, 2), piece("2", 2, row=3)]
        below = [piece(outer_below, 0), piece("", 1), piece("3", 2)]
        done = join(Part(plain(BELOW, 2)), meeting(above, below, numbered=2), habits, 4)
        return next(j.verdict.holds for j in done.joints if j.col == 1)

    assert inner("")
    assert not inner("大3")


def test_numbers_in_halves_are_joined_without_a_space() -> None:
    amounts = [
        [piece(f"甲{n}"), piece(text, 1)]
        for n, text in enumerate(["1,204.55", "2,118.20", "9,223.94"])
    ]
    above, below = [piece("乙", row=3), piece("11,204.", 1, row=3)], [piece(""), piece("55", 1)]
    join(Part(plain(BELOW, 2)), meeting(above, below), habits_of(*amounts), 4)
    assert above[1].text == "11,204.55"


def test_a_table_of_other_headings_is_refused_with_a_reason() -> None:
    first = drawn([HEADINGS, ["1", "投资"], ["2", "消费"]], [0, 40, 120])
    other = drawn([["姓名", "电话"], ["王", "1"], ["李", "2"]], [0, 40, 120], 2)
    tables = stitch([first, other])
    assert [written(table)[0] for table in tables] == [HEADINGS, ["姓名", "电话"]]
    assert [f.check for f in tables[1].findings] == ["table-apart"]
