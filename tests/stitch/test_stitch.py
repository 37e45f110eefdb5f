"""Page tables → one logical table: repeated headings once, body rows of all pages in order, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Cell, PageTable, Table
from pipeline.read import read_transcription
from pipeline.stitch import stitch
from tests.conftest import ROOT

HEADINGS = (
    "一级指标",
    "序号",
    "三级指标",
    "2022年底指标攻坚数据",
    "2022年底攻坚全市排名",
    "牵头责任单位",
)
DRIFTED = (
    "一级指标",
    "序号",
    "三级指标",
    "2022年底攻坚数据",
    "2022年底攻坚目标全市排名",
    "牵头责任单位",
)


def page(
    number: int, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS
) -> PageTable:
    lines = [headings, *rows]
    cells = tuple(
        Cell(row, col, text, page=number)
        for row, texts in enumerate(lines)
        for col, text in enumerate(texts)
    )
    return PageTable(number, len(lines), len(headings), cells)


def indicator(serial: int) -> tuple[str, ...]:
    return (
        "",
        str(serial),
        f"指标名称{serial}的情况",
        f"{serial}个",
        str(serial % 20 + 1),
        "县发改委",
    )


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(slot.text for slot in row.slots) for row in table.rows]


@settings(max_examples=40)
@given(
    st.integers(2, 24).flatmap(
        lambda count: st.tuples(
            st.just(count), st.sets(st.integers(1, count - 1), max_size=4).map(sorted)
        )
    ),
    st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_a_table_split_anywhere_under_repeated_headings_is_whole_again(
    cut: tuple[int, list[int]], drifts: list[bool]
) -> None:
    """Whatever page the wording of two headings drifts on."""
    count, breaks = cut
    rows = [indicator(n) for n in range(1, count + 1)]
    edges = [0, *breaks, count]
    pages = [
        page(number, rows[start:stop], DRIFTED if drifts[number - 1] else HEADINGS)
        for number, (start, stop) in enumerate(pairwise(edges), 1)
    ]
    (table,) = stitch(pages)
    assert texts(table) == rows
    assert table.header_rows == 1
    assert table.pages == tuple(range(1, len(pages) + 1))


def test_a_row_keeps_its_page_and_place_and_counts_sheets_from_1() -> None:
    pages = [page(7, [indicator(1), indicator(2)]), page(8, [indicator(3)])]
    (table,) = stitch(pages)
    assert [(row.page, row.row, row.sheet) for row in table.rows] == [
        (7, 1, 1),
        (7, 2, 1),
        (8, 1, 2),
    ]
    assert [header.texts for header in table.headers] == [(heading,) for heading in HEADINGS]


def test_headings_whose_wording_drifts_are_one_header_and_a_finding_each() -> None:
    (table,) = stitch([page(1, [indicator(1)]), page(2, [indicator(2)], DRIFTED)])
    drifts = [
        (f.severity, f.page, f.row, f.col) for f in table.findings if f.check == "header-drift"
    ]
    assert drifts == [("info", 2, 0, 3), ("info", 2, 0, 4)]
    assert [header.texts[0] for header in table.headers] == list(HEADINGS)


def test_a_table_under_other_headings_is_another_table() -> None:
    other = page(
        2, [("甲", "8", "乙", "3", "4", "五")], ("姓名", "职务", "电话", "房间", "楼层", "备注")
    )
    assert len(stitch([page(1, [indicator(1)]), other])) == 2


def test_no_table_gives_none() -> None:
    assert stitch([]) == ()


def test_a_merged_cell_is_drawn_once_and_covers_the_rows_below() -> None:
    merged = Cell(1, 0, "总量指标 (8)", rowspan=2, page=1)
    table = page(1, [indicator(1), indicator(2)])
    kept = [cell for cell in table.cells if not (cell.col == 0 and cell.row > 0)]
    (stitched,) = stitch([PageTable(1, 3, len(HEADINGS), (*kept, merged))])
    first, second = (row.slots[0] for row in stitched.rows)
    assert (first.text, first.covered) == ("总量指标 (8)", False)
    assert (second.text, second.covered, second.cell) == ("", True, merged)


def test_the_real_notice_is_one_table_of_84_rows_under_two_header_rows() -> None:
    """Seven pages, three of them padded with blank columns; the weight's heading stands under another one."""
    document = read_transcription(ROOT / "raw" / "notice.txt")
    (table,) = stitch(document.tables, document.lines)
    assert (len(table.rows), table.header_rows, table.pages) == (84, 2, (1, 2, 3, 4, 5, 6, 7))
    assert [sum(row.sheet == sheet for row in table.rows) for sheet in range(1, 8)] == [
        10,
        8,
        12,
        15,
        13,
        15,
        11,
    ]
    headings = [header.texts for header in table.headers if header.texts]
    assert headings[5] == ("2022年前三季度全市排名", "权重")
    assert headings[10] == ("2022年底攻坚目标", "2022年底攻坚全市排名")
    assert len(headings) == 12
