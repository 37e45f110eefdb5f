"""What is known at a page break beside the cells that meet there."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from pipeline.model import Layout, PageTable
from pipeline.stitch import signs
from pipeline.stitch.habits import Habits
from pipeline.stitch.lay import _pieces
from pipeline.stitch.meeting import Meeting, Whole, meeting_at
from pipeline.stitch.part import Part
from tests.stitch.pages import drawn, plain
from tests.stitch.pieces import piece

ABOVE = [["序号", "指标"], ["1", "投资"], ["2", "消费"]]
BELOW = [["3", "出口"], ["4", "用电"]]
XS = [0.0, 40.0, 120.0]


def whole(*tables: PageTable, header_rows: int = 1, skip: int = 0, **known: int) -> Whole:
    parts = [Part(table, skip=skip if n else 0, index=n) for n, table in enumerate(tables)]
    per_part = [_pieces(part, range(part.n_cols + 1)) for part in parts]
    return Whole(parts, per_part, header_rows, 0, Habits(), **known)


def meeting(of: Whole, base: int = 3, number: int = 1) -> Meeting:
    bottom = [piece("2", 0, row=2), piece("消费", 1, row=2)]
    return meeting_at(of, number, bottom, base)


def test_the_first_row_below_meets_the_last_above() -> None:
    below = plain([["3", "^"], ["4", "用电"]], 2)
    found = meeting(whole(plain(ABOVE), plain(BELOW, 2)))
    assert [lower.text for lower in found.below] == ["3", "出口"]
    assert [(upper.text, lower.text) for upper, lower in found.pairs] == [
        ("2", "3"),
        ("消费", "出口"),
    ]
    assert found.meets
    assert found.next_serial == 4
    assert not found.last
    cells = tuple(reversed(below.cells))
    turned = meeting(whole(plain(ABOVE), replace(below, cells=cells)))
    assert [lower.col for lower in turned.below] == [0]
    assert not turned.meets


def test_a_heading_alone_on_its_page_is_told_and_one_not_whole_meets_nothing() -> None:
    of = whole(plain(ABOVE), plain(BELOW, 2))
    assert meeting(of, 1).heading
    assert meeting(of, 1).above
    assert not meeting(of, 3).heading
    assert meeting(of, 0).above == []
    repeated = whole(plain(ABOVE), plain([["序号", "指标"], *BELOW], 2), skip=1)
    assert not meeting(repeated, 1).heading
    assert meeting(repeated, 1).above == []
    assert meeting(repeated, 2).above


def test_the_last_row_of_a_table_is_told() -> None:
    one = plain(BELOW[:1], 2)
    assert meeting(whole(plain(ABOVE), one)).last
    assert not meeting(whole(plain(ABOVE), one, plain(BELOW, 3))).last
    assert meeting(whole(plain(ABOVE), plain([["序号", "指标"], *BELOW[:1]], 2), skip=1)).last
    assert meeting(whole(plain(ABOVE), one)).next_serial is None


def test_free_is_what_the_table_leaves_of_the_lowest_it_comes_on_such_pages() -> None:
    first, second, third = (
        drawn(ABOVE, XS, top=500),
        drawn(BELOW, XS, 2, top=600),
        drawn(BELOW, XS, 3),
    )
    of = whole(first, second, third)
    assert meeting(of).free == 760 - 560
    assert meeting(of, number=2).free == 760 - 640
    other_size = replace(third, sheet=(842.0, 595.0))
    assert meeting(whole(first, second, other_size)).free == 640 - 560
    assert meeting(whole(plain(ABOVE), second)).free == 0


def test_turned_pages_have_no_room_below() -> None:
    cells = tuple(
        replace(cell, bbox=(b[1], -b[2], b[3], -b[0]))
        for cell in drawn(ABOVE, XS).cells
        if (b := cell.bbox)
    )
    turned = PageTable(1, 3, 2, cells)
    of = whole(turned, drawn(BELOW, XS, 2))
    assert meeting(of).free == 0
    assert list(of.lowest.values()) == [760]


def ruled(rows: list[list[str]], page: int, is_open: bool) -> PageTable:
    table = plain(rows, page)
    cells = tuple(replace(cell, layout=Layout(open_bottom=is_open)) for cell in table.cells)
    return replace(table, cells=cells)


@pytest.mark.parametrize(
    ("opens", "sign"),
    [
        ((True, True, False), signs.OPEN_BREAK),
        ((True, True, True), None),
        ((False, True, False), signs.CLOSED_BREAK),
        ((False, False, False), None),
        ((False, False, True), None),
    ],
)
def test_rules_at_the_break_tell_where_other_breaks_are_otherwise(
    opens: tuple[bool, ...], sign: signs.Sign | None
) -> None:
    rows = [ABOVE, BELOW, BELOW]
    tables = [ruled(rows[n], n + 1, is_open) for n, is_open in enumerate(opens)]
    assert meeting(whole(*tables)).rule == sign


def test_a_form_s_usual_number_of_rows_tells_whether_the_row_below_is_one() -> None:
    tables = plain(ABOVE), plain(BELOW, 2)  # five rows together

    def form(rows: int | None, of: int = 3) -> tuple[str, float] | None:
        known = {"same_grid": of} | ({} if rows is None else {"form_rows": rows})
        found = meeting(whole(*tables, **known)).form
        return found and (found.code, found.weight)

    surer = 1 + log(3) / 4
    assert form(4) == ("form-full", 5 * surer)
    assert form(5) == ("form-row", -5 * surer)
    assert form(4, 1) == ("form-full", 5)
    assert form(4, 999) == ("form-full", 10)
    assert form(6) is form(3) is form(None) is None
    three = whole(*tables, plain(BELOW, 3), form_rows=4, same_grid=3)
    assert meeting(three).form is None
    repeated = whole(
        plain(ABOVE), plain([["序号", "指标"], *BELOW], 2), skip=1, form_rows=4, same_grid=1
    )
    assert meeting(repeated).form == signs.FORM_FULL
