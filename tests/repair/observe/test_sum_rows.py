"""Rows that only sum others or head a section: apart from the indicators, with what they are over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.model import Cell, Header, Repaired, Row, Slot, Table
from pipeline.repair import repair
from pipeline.spec import Column

HEADS = (
    ("seq", "serial"),
    ("indicator", "name"),
    ("unit", "unit"),
    ("weight", "points"),
    ("lead_units", "agency"),
)


def columns(without: str = "") -> tuple[Column, ...]:
    return tuple(Column(role, role, kind, role, (role,)) for role, kind in HEADS if role != without)


def read(lines: Sequence[str], without: str = "") -> Repaired:
    """What is made of rows whose cells are parted by ``|``; ``^`` is covered by the cell above."""
    found, above = list[Row](), dict[int, Cell]()
    for number, line in enumerate(lines, 1):
        slots = []
        for col, text in enumerate(cell.strip() for cell in line.split("|")):
            if text != "^":
                above[col] = Cell(number, col, text)
            slots.append(Slot(above[col], text == "^"))
        found.append(Row(tuple(slots), 1, number, 1))
    headers = tuple(Header(n, (column.heading,)) for n, column in enumerate(columns(without)))
    return repair(Table((1,), 1, headers, tuple(found)), columns(without), (), 4.0)


def rows(found: Repaired) -> list[tuple[int, str | None, str | None]]:
    return [(r.seq, r.values["indicator"].text, r.values["weight"].text) for r in found.records]


def sums(found: Repaired) -> list[tuple[object, ...]]:
    return [(each.kind, each.rows, each.stated, each.sure) for each in found.sums]


def codes(found: Repaired) -> list[tuple[str, str]]:
    return [(finding.severity, finding.check) for finding in found.findings]


TASKS = [
    "1 | 修建水渠 | 处 | 10 | 水利局",
    "2 | 栽植树木 | 亩 | 15 | 林业局",
    "3 | 铺设道路 | 公里 | 12 | 交通局",
]
TOTAL = " | 合计 | | 37 | "
MORE = ["4 | 建设泵站 | 座 | 18 | 水利局", "5 | 清理水面 | 亩 | 9 | 水利局"]


def test_a_total_is_no_indicator_and_the_serials_below_it_stay_as_printed() -> None:
    found = read([*TASKS, TOTAL, *MORE, " | 总 计 | | 64 | "])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert sums(found) == [
        ("total_row", (1, 2, 3), 37, True),
        ("total_row", (1, 2, 3, 4, 5), 64, True),
    ]
    assert codes(found) == []


def test_a_total_that_could_be_over_all_or_over_a_part_is_over_what_adds_up() -> None:
    found = read([*TASKS, TOTAL, *MORE, " | 合计 | | 27 | ", " | 合计 | | 64 | "])
    assert [each[1] for each in sums(found)] == [(1, 2, 3), (4, 5), (1, 2, 3, 4, 5)]


def test_section_rows_hold_the_rows_to_the_next_of_their_kind() -> None:
    found = read(["一 | 水利 | | 25 | ", *TASKS[:2], "二 | 交通 | | 39 | ", TASKS[2], *MORE])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert sums(found) == [("section_row", (1, 2), 25, True), ("section_row", (3, 4, 5), 39, True)]


def test_a_total_that_does_not_add_up_is_told_with_both_figures() -> None:
    found = read([*TASKS, " | 合计 | | 38 | ", *MORE])
    assert [f.message for f in found.findings] == ["'合计' states 38, the rows 1-3 print 37"]
    assert codes(found) == [("warning", "sum-off")]


def test_a_row_without_a_serial_whose_points_are_a_sum_is_read_as_one_and_told() -> None:
    found = read([*TASKS, " | 全县 | | 37 | ", *MORE])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert sums(found) == [("total_row", (1, 2, 3), 37, False)]
    assert codes(found) == [("warning", "sum-row")]


def test_a_row_without_a_serial_that_is_no_sum_never_takes_the_serial_below_it() -> None:
    found = read([*TASKS, " | 巡查河道 | 次 | 5 | 水利局", *MORE])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert codes(found) == [("error", "row-unnumbered")]


def test_a_section_row_that_heads_nothing_may_be_a_task_and_is_told() -> None:
    found = read(["一 | 水利 | | 25 | ", *TASKS[:2], "二 | 党建 | | 7 | "])
    assert sums(found)[-1] == ("section_row", (), 7, False)
    assert codes(found) == [("warning", "sum-row")]


def test_an_indicator_named_like_a_total_with_a_serial_stays_one() -> None:
    found = read([*TASKS, "4 | 合计投资额 | 亿元 | 8 | 发改局"])
    assert rows(found)[-1] == (4, "合计投资额", "8")


def test_serials_that_begin_again_below_a_heading_run_on_and_that_is_told() -> None:
    found = read(
        [
            "一 | 水利 | | 25 | ",
            *TASKS[:2],
            "二 | 交通 | | 12 | ",
            "1 | 铺设道路 | 公里 | 12 | 交通局",
        ]
    )
    assert [row[0] for row in rows(found)] == [1, 2, 3]
    assert codes(found) == [("warning", "serials-again")]


AGAIN = ["1 | 铺设道路 | 公里 | 12 | 交通局", "2 | 建设泵站 | 座 | 18 | 水利局"]


def test_serials_that_begin_again_with_nothing_above_run_on_and_that_is_told() -> None:
    found = read([*TASKS, *AGAIN])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert rows(found)[3] == (4, "铺设道路", "12")
    assert codes(found) == [("warning", "serials-again")]


def test_a_last_row_alone_that_prints_1_has_rather_lost_a_digit() -> None:
    found = read([*TASKS, AGAIN[0]])
    assert ("warning", "serials-again") not in codes(found)
    assert rows(found)[-1] == (4, "铺设道路", "12")


def test_chinese_numerals_that_are_the_serials_of_tasks_are_no_headings() -> None:
    found = read(["一 | 修建水渠 | 处 | 10 | 水利局", "二 | 栽植树木 | 亩 | 15 | 林业局"])
    assert rows(found) == [(1, "修建水渠", "10"), (2, "栽植树木", "15")]
    assert codes(found) == [("info", "rows-numbered")]


def test_a_form_without_serials_has_row_numbers_and_says_so() -> None:
    found = read([line.split("|", 1)[1] for line in TASKS], without="seq")
    assert rows(found) == [(1, "修建水渠", "10"), (2, "栽植树木", "15"), (3, "铺设道路", "12")]
    assert codes(found) == [("info", "rows-numbered")]
    assert "level1" not in found.records[0].values


@pytest.mark.parametrize("length", [2, 3])
def test_rows_under_one_drawn_points_cell_share_its_points(length: int) -> None:
    below = [line.replace("| 15 |", "| ^ |").replace("| 12 |", "| ^ |") for line in TASKS[1:length]]
    found = read([TASKS[0], *below, *TASKS[length:], *MORE])
    unit = found.units[0]
    assert (unit.rows, int(unit.points)) == (tuple(range(1, length + 1)), 10)
    assert unit.basis == "printed"
    weights = [record.values["weight"] for record in found.records[:length]]
    assert [(value.text, value.status) for value in weights] == [(None, "shared")] * length


def test_a_drawn_blank_beside_drawn_merges_is_no_share_of_the_weight_above() -> None:
    found = read(
        [
            TASKS[0],
            TASKS[1].replace("| 15 |", "| ^ |"),
            TASKS[2],
            MORE[0].replace("| 18 |", "| |"),
            MORE[1],
        ]
    )
    assert [(unit.rows, int(unit.points)) for unit in found.units] == [
        ((1, 2), 10),
        ((3,), 12),
        ((5,), 9),
    ]
    assert found.records[2].values["weight"].text == "12"


SECTIONS = ["一、 | 水利 | | 25 | ", *TASKS[:2], "二、 | 交通 | | 12 | ", TASKS[2], *MORE]
SHIFTED: dict[str, Callable[[str], str]] = {
    "a blank before it": lambda line: f" | {line}",
    "its first cell lost": lambda line: line.split("|", 1)[1] + " | ",
    "a blank behind its words": lambda line: line.replace(" | |", " | | |", 1),
    "two blanks before it": lambda line: f" | | {line}",
}


@pytest.mark.parametrize("words", ["合计", "小 计", "总分（37分）", "第一部分小计"])
@pytest.mark.parametrize("harm", SHIFTED, ids=str)
def test_a_total_that_stands_beside_its_columns_takes_no_serial(words: str, harm: str) -> None:
    damaged = SHIFTED[harm](TOTAL.replace("合计", words))
    found = read(padded([*TASKS, damaged, *MORE]))
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert [row[1] for row in rows(found)] == [line.split(" | ")[1] for line in [*TASKS, *MORE]]
    assert [each[:3] for each in sums(found)] == [("total_row", (1, 2, 3), 37)]


@pytest.mark.parametrize("harm", SHIFTED, ids=str)
@pytest.mark.parametrize("at", [0, 3])
def test_a_heading_that_stands_beside_its_columns_takes_no_serial(at: int, harm: str) -> None:
    lines = list(SECTIONS)
    lines[at] = SHIFTED[harm](lines[at])
    found = read(padded(lines))
    assert [row[1] for row in rows(found)] == [line.split(" | ")[1] for line in [*TASKS, *MORE]]


def test_a_whole_page_that_slid_right_keeps_its_serials_and_its_sums() -> None:
    found = read(padded([f" | {line}" for line in [*TASKS, TOTAL, *MORE]]))
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]
    assert sums(found) == [("total_row", (1, 2, 3), 37, True)]
    assert codes(found) == []


def test_a_total_for_which_the_serials_leave_a_number_may_be_an_indicator_and_is_told() -> None:
    found = read([*TASKS, TOTAL, *(line.replace("4 |", "5 |", 1) for line in MORE[:1])])
    assert codes(found) == [("warning", "sum-row")]
    assert found.findings[0].what.code == "repair.sum-counted"


def test_a_row_that_reads_like_a_heading_but_is_full_has_the_serial_that_is_left() -> None:
    found = read([*TASKS, " | 一、建设泵站 | 座 | 18 | 水利局", MORE[1]])
    assert [row[0] for row in rows(found)] == [1, 2, 3, 4, 5]


def test_a_label_drawn_from_a_total_over_rows_below_is_theirs() -> None:
    label = Cell(3, 0, "水面整治", rowspan=3)
    lines = ["水利 | 1 | 修建水渠 | 10", " | | 小计 | 10", " | 2 | 清理水面 | 9", " | 3 | 巡查 | 8"]
    body = []
    for number, line in enumerate(lines, 1):
        slots = [Slot(Cell(number, col, text.strip())) for col, text in enumerate(line.split("|"))]
        if number > 1:
            slots[0] = Slot(label, covered=number > 2)
        body.append(Row(tuple(slots), 1, number, 1))
    heads = (("level1", "label"), ("seq", "serial"), ("indicator", "name"), ("weight", "points"))
    form = tuple(Column(role, role, kind, role, (role,)) for role, kind in heads)
    headers = tuple(Header(n, (column.heading,)) for n, column in enumerate(form))
    found = repair(Table((1,), 1, headers, tuple(body)), form, (), 4.0)
    labels = [record.values["level1"].text for record in found.records]
    assert labels == ["水利", "水面整治", "水面整治"]


def padded(lines: Sequence[str]) -> list[str]:
    """The lines with blanks behind, so that all have as many cells."""
    most = max(line.count("|") for line in lines)
    return [line + " |" * (most - line.count("|")) for line in lines]
