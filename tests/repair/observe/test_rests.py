"""Rows without a serial that are the rest of the row above."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import Repaired
from tests.repair.observe.test_sum_rows import TASKS, codes, read

WHOLE = [
    "1 | 修建水渠 | 处 | 10 | 水利局",
    "2 | 栽植防护 | 亩 | 15 | 林业局",
    " | 林树木 | | | ",
    "3 | 铺设道路 | 公里 | 12 | 交通局",
]


def names(found: Repaired) -> list[tuple[int, str | None, str | None]]:
    values = ("indicator", "lead_units")
    return [(r.seq, *(r.values[name].text for name in values)) for r in found.records]  # type: ignore[misc]


def with_row(line: str) -> Sequence[str]:
    return [*TASKS[:2], line, TASKS[2]]


def test_words_below_a_name_end_it_and_are_told() -> None:
    found = read(WHOLE)
    assert [record.values["indicator"].text for record in found.records] == [
        "修建水渠",
        "栽植防护林树木",
        "铺设道路",
    ]
    (told,) = [finding for finding in found.findings if finding.check == "row-rest"]
    assert (told.severity, told.seq, told.row) == ("warning", 2, 3)
    assert told.what.parameters["words"] == "林树木"


def test_rests_of_several_lines_end_one_row() -> None:
    found = read([*WHOLE[:3], " | （一期） | | | 农业局", WHOLE[3]])
    record = found.records[1]
    assert record.values["indicator"].text == "栽植防护林树木（一期）"
    assert record.values["lead_units"].text == "林业局农业局"
    assert codes(found).count(("warning", "row-rest")) == 2


def test_a_rest_does_not_end_what_a_heading_is_over() -> None:
    lines = ["一、水利 | | | 25 | ", *WHOLE[:3], "二、交通 | | | 12 | ", WHOLE[3]]
    sums = [(each.rows, str(each.stated)) for each in read(lines).sums]
    assert sums == [((1, 2), "25"), ((3,), "12")]


@pytest.mark.parametrize(
    "line",
    [
        " | 修渠 | 亩 | 12 | 农业局",  # points: a row of its own
        " | | | | 15",  # a number
        " | 其中新建 | 处 | 含改造 | 林业局",  # a cell below a number
    ],
)
def test_a_row_that_says_more_is_no_rest(line: str) -> None:
    found = read(with_row(line))
    assert ("warning", "row-rest") not in codes(found)
    assert ("error", "row-unnumbered") in codes(found)


def test_where_a_serial_is_left_the_row_is_an_indicator() -> None:
    found = read([TASKS[0], " | 栽植树木 | | | 林业局", TASKS[2]])
    assert [record.seq for record in found.records] == [1, 2, 3]
    assert ("warning", "row-rest") not in codes(found)


def test_words_below_the_last_row_end_it() -> None:
    found = read([*TASKS, " | （一期） | | | 农业局"])
    assert [record.seq for record in found.records] == [1, 2, 3]
    assert (record := found.records[-1]).values["indicator"].text is not None
    assert record.values["indicator"].text.endswith("（一期）")
    assert codes(found).count(("warning", "row-rest")) == 1


def test_a_last_row_with_points_of_its_own_is_no_rest() -> None:
    found = read([*TASKS, " | 栽植树木 | 亩 | 4 | 林业局"])
    assert ("warning", "row-rest") not in codes(found)
