"""What two tables over a page break are compared by."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.model import PageTable
from pipeline.stitch import signs
from pipeline.stitch.between import Between
from pipeline.stitch.continuation import Evidence, compare, judge
from pipeline.stitch.group import Group
from pipeline.stitch.part import Part
from tests.stitch.pages import drawn, plain

XS = [0.0, 40.0, 120.0, 200.0]
HEADINGS = ["序号", "指标", "目标"]
ABOVE = [HEADINGS, ["1", "投资", "x"], ["2", "消费", "y"], ["3", "出口", "z"]]
BELOW = [["4", "用电", "u"], ["5", "用水", "v"]]


def group(*tables: PageTable, by_number: bool = False) -> Group:
    parts = tuple(Part(table, index=n) for n, table in enumerate(tables))
    lines = parts[0].frame.xs if parts[0].frame else None
    return Group(parts, lines, by_number)


def seen(above: PageTable, below: PageTable, reach: float = 0.0) -> Evidence:
    return compare(group(above), Part(below, index=1), Between(), reach)


def rows(above: list[list[str]], below: list[list[str]], **how: Any) -> Evidence:
    return seen(drawn(above, XS, **how), drawn(below, XS, 2))


def test_rules_in_the_same_places_are_the_same_and_numbers_go_on() -> None:
    found = rows(ABOVE, BELOW)
    assert (found.relation, found.numbers, found.repeat.kind) == ("same", "on", "absent")
    assert (found.equal_count, found.beside, found.again, found.same_page) == (
        True,
        True,
        False,
        False,
    )


def test_without_places_rules_are_unknown_and_columns_are_told_by_their_number() -> None:
    for above, below in (
        (plain(ABOVE), plain(BELOW, 2)),
        (drawn(ABOVE, XS), plain(BELOW, 2)),
        (plain(ABOVE), drawn(BELOW, XS, 2)),
    ):
        found = seen(above, below)
        assert (found.relation, found.numbers, found.beside) == ("unknown", "on", False)


def test_other_rules_with_as_many_columns() -> None:
    found = seen(drawn(ABOVE, XS), drawn(BELOW, [0.0, 90.0, 150.0, 230.0], 2))
    assert (found.relation, found.equal_count, found.beside) == ("other", True, False)
    assert found.numbers == "on"
    wider = seen(drawn(ABOVE, XS), drawn([["4", "用电"], ["5", "用水"]], [0.0, 90.0, 200.0], 2))
    assert (wider.relation, wider.equal_count, wider.beside) == ("other", False, True)


def test_a_table_with_fewer_rules_is_explained_unless_columns_go_by_number() -> None:
    below = Part(drawn([["用电", "u"], ["用水", "v"]], [0.0, 120.0, 200.0], 2), index=1)
    above = drawn(ABOVE, XS)
    assert compare(group(above), below, Between(), 0).relation == "explained"
    assert compare(group(above, by_number=True), below, Between(), 0).relation == "other"
    same = Part(drawn(BELOW, XS, 2), index=1)
    assert compare(group(above, by_number=True), same, Between(), 0).relation == "same"


def test_numbers_of_a_page_with_more_columns_are_found_by_its_rules() -> None:
    wide = drawn(
        [["4", "用", "电", "u"], ["5", "用", "水", "v"]], [0.0, 40.0, 80.0, 120.0, 200.0], 2
    )
    found = seen(drawn([["a", *row[1:]] for row in ABOVE], XS), wide)
    assert found.relation == "explained"
    behind = [["投资", "<", "1"], ["消费", "<", "2"], ["出口", "<", "3"]]
    narrow = drawn([["指标", "项", "序号"], *behind], XS)
    below = drawn(
        [["用", "电", "a", "4"], ["用", "水", "b", "5"]], [0.0, 20.0, 40.0, 120.0, 200.0], 2
    )
    assert seen(narrow, below).numbers == "on"


def test_rules_at_the_sides_alone_say_less_than_those_of_columns() -> None:
    below = drawn([["用电"], ["用水"]], [0.0, 200.0], 2)
    found = seen(drawn(ABOVE, XS), below)
    assert (found.relation, found.undivided) == ("explained", True)
    assert signs.OUTER_RULES in judge(found).signs
    assert judge(found).close
    two = seen(drawn(ABOVE, XS), drawn([["用电", "u"], ["用水", "v"]], [0.0, 120.0, 200.0], 2))
    assert not two.undivided
    assert signs.SOME_RULES in judge(two).signs


def test_a_new_start_under_repeated_headings_weighs_more_where_the_numbers_went_on_before() -> None:
    again = Part(drawn([HEADINGS, ["1", "用气", "w"], ["2", "用油", "q"]], XS, 3), index=2)
    first = compare(group(drawn(ABOVE, XS)), again, Between(), 0)
    assert (first.numbers, first.went_on) == ("restart", False)
    assert signs.RESTART_UNDER_HEADINGS in judge(first).signs
    verdict = judge(rows(ABOVE, BELOW))
    grown = group(drawn(ABOVE, XS), drawn(BELOW, XS, 2))
    grown = Group((grown.first, grown.last.changed(joined=verdict)), grown.lines)
    later = compare(grown, again, Between(), 0)
    assert (later.numbers, later.went_on) == ("restart", True)
    assert signs.RESTART_AFTER_ON in judge(later).signs
    assert not judge(later).holds


def test_a_new_start_behind_a_page_with_room_is_no_page_that_counts_its_rows() -> None:
    again = drawn([HEADINGS, ["1", "用气", "w"], ["2", "用油", "q"]], XS, 2)
    short = seen(drawn(ABOVE, XS, top=20), again, reach=800.0)
    assert (short.numbers, short.short) == ("restart", True)
    assert signs.NUMBERS["restart"] in judge(short).signs


def test_a_table_turned_otherwise_is_another() -> None:
    upright = drawn(ABOVE, XS)
    cells = tuple(
        type(cell)(cell.row, cell.col, cell.text, page=2, bbox=(b[1], -b[2], b[3], -b[0]))
        for cell in drawn(BELOW, XS, 2).cells
        if (b := cell.bbox)
    )
    turned = PageTable(2, 2, 3, cells)
    assert seen(upright, turned).relation == "other"


@pytest.mark.parametrize(
    ("last", "below", "total"),
    [
        (["合计", "", "9"], BELOW, True),
        (["Total", "", "9"], BELOW, True),
        (["", "合计", "9"], BELOW, True),
        (["4", "合计数", "9"], BELOW, False),
        (["", "", ""], BELOW, False),
        (["合计", "", "9"], [*BELOW, ["合计", "", "7"]], True),  # the next table ends so too
        (["合计", "", "9"], [BELOW[0], ["合计", "", "5"], BELOW[1]], False),
    ],
)
def test_a_table_that_ends_in_a_total_has_none_amid_its_rows(
    last: list[str], below: list[list[str]], total: bool
) -> None:
    assert rows([*ABOVE, last], below).total is total


def test_totals_amid_the_rows_before_are_subtotals() -> None:
    amid = [*ABOVE[:2], ["小计", "", "5"], *ABOVE[2:], ["合计", "", "9"]]
    assert rows(amid, BELOW).total
    amid[2] = ["合计", "", "5"]
    assert not rows(amid, BELOW).total


@pytest.mark.parametrize(
    ("bottom", "next_row", "short"), [(539, 20, True), (540, 20, False), (539, 40, False)]
)
def test_a_table_ends_short_where_the_next_row_and_much_more_had_room(
    bottom: float, next_row: float, short: bool
) -> None:
    """Of a page on which type reaches down to 800, three tenths and the next row."""
    above = drawn(ABOVE, XS, top=bottom - 80)
    below = drawn(BELOW, XS, 2, heights=[next_row, 20])
    assert seen(above, below, 800).short is short


def test_the_next_row_s_height_is_that_of_one_row_of_its_tallest_cell() -> None:
    above = drawn(ABOVE, XS, top=450)  # down to 530: 270 are free, 240 are three tenths
    label = [["4", "用电", "u"], ["^", "用水", "v"]]
    assert seen(above, drawn(label, XS, 2, heights=[20, 60]), 800).short is False
    assert seen(above, drawn(label, XS, 2, heights=[20, 30]), 800).short is True


def test_where_no_place_is_known_nothing_ends_short() -> None:
    high = drawn(ABOVE, XS, top=100)
    below = drawn(BELOW, XS, 2)
    assert seen(high, below, 800).short
    assert not seen(high, below, 0).short
    assert not seen(plain(ABOVE), below, 800).short
    assert not seen(high, plain(BELOW, 2), 800).short


def form(name: str, post: str) -> list[list[str]]:
    return [
        ["姓名", name, "职务", post],
        ["单位", "县局", "学历", "大学"],
        ["奖惩", "无", "备注", ""],
    ]


def test_a_form_filled_in_again_is_known_by_its_first_page_or_its_last() -> None:
    first, other = plain(form("罗", "科员")), plain(form("张", "主任"), 2)
    assert seen(first, other).again
    assert not seen(first, plain([["a", "b", "c", "d"]] * 3, 2)).again
    between = plain([["续", "x", "y", "z"]] * 3, 2)
    third = Part(plain(form("李", "股长"), 3), index=2)
    assert compare(group(first, between), third, Between(), 0).again
    assert not compare(group(between), third, Between(), 0).again


def test_a_page_printed_again_is_the_same_page() -> None:
    page = [["A-1", "x"], ["A-2", "y"], ["A-3", "z"], ["A-4", "w"]]
    assert seen(plain(page), plain(page, 2)).same_page
    assert not seen(plain(page), plain([*page[:3], ["A-5", "w"]], 2)).same_page
    headed = [["编号", "x"], *page[1:]]
    assert not seen(plain(headed), plain(headed, 2)).same_page


def test_a_later_page_s_rows_begin_below_the_headings_it_repeats() -> None:
    first = Part(plain(ABOVE), index=0)
    second = Part(plain([HEADINGS, ["4", "用电", "u"], ["5", "用水", "v"]], 2), skip=1, index=1)
    third = Part(plain([HEADINGS, ["6", "气温", "w"]], 3), index=2)
    found = compare(Group((first, second), None), third, Between(), 0)
    assert (found.numbers, found.repeat.rows) == ("on", 1)
