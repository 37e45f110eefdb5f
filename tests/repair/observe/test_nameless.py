"""Rows without a name that print what the columns of all other rows add up to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import Cell, Header, Repaired, Row, Slot, Table
from pipeline.repair import repair
from pipeline.repair.observe.nameless import column_totals
from pipeline.repair.observe.shown import Form, Shown
from pipeline.spec import Column

ROLES = (
    ("seq", "serial"),
    ("indicator", "name"),
    ("extra", "number"),
    ("extra", "number"),
    ("extra", "number"),
)
PLANS = ["1 | 会计学 | 10 | 2 | 30", "2 | 财务管理 | 20 | | 30", "3 | 英语 | 5 | 1 | 0"]


def columns() -> list[Column]:
    found = []
    for at, (role, kind) in enumerate(ROLES):
        name = f"c{at}" if role == "extra" else role
        found.append(Column(name, role, kind, name, (name,)))
    return found


def rows_of(lines: Sequence[str]) -> list[Row]:
    found = []
    for number, line in enumerate(lines, 1):
        texts = [text.strip() for text in line.split("|")]
        slots = [Slot(Cell(number, col, text)) for col, text in enumerate(texts)]
        found.append(Row(tuple(slots), 1, number, 1))
    return found


def totals(lines: Sequence[str]) -> dict[int, int]:
    return column_totals([Shown.of(row) for row in rows_of(lines)], Form.of(columns()))


def repaired(lines: Sequence[str]) -> Repaired:
    form = columns()
    headers = tuple(Header(at, (column.heading,)) for at, column in enumerate(form))
    return repair(Table((1,), 1, headers, tuple(rows_of(lines))), form, (), 4.0)


@pytest.mark.parametrize("number", [0, 3])
def test_the_first_or_last_row_is_of_totals_where_every_column_adds_up(number: int) -> None:
    lines = list(PLANS)
    lines.insert(number, " | | 35 | 3 | 60")
    assert totals(lines) == {number: 3}


@pytest.mark.parametrize(
    "line",
    [
        " | | 35 | 3 | 61",  # one that does not
        " | | 35 | 3 | ",  # two columns may add up by chance
        " | 合计 | 35 | 3 | 60",  # its words say it
        "4 | | 35 | 3 | 60",  # it has a serial
        " | | 35 | 3 | 60人",
        " | | | | ",
    ],
)
def test_a_row_that_says_more_or_does_not_add_up_is_none(line: str) -> None:
    assert totals([line, *PLANS]) == {}


def test_in_the_middle_of_a_table_none_is_looked_for() -> None:
    assert totals([PLANS[0], " | | 35 | 3 | 60", *PLANS[1:]]) == {}


def test_a_column_in_which_one_row_alone_prints_a_number_says_nothing() -> None:
    assert totals([" | | 10 | 2 | 30", "1 | 会计学 | 10 | 2 | 30"]) == {}


def test_no_table_is_too_short() -> None:
    assert totals([]) == totals([" | | 1 | 2 | 3"]) == {}


def test_a_row_of_totals_is_no_indicator_and_is_told() -> None:
    found = repaired([" | | 35 | 3 | 60", *PLANS])
    assert [record.seq for record in found.records] == [1, 2, 3]
    assert {record.values["indicator"].text for record in found.records} == {
        "会计学",
        "财务管理",
        "英语",
    }
    told = [(each.severity, each.what.code, each.row) for each in found.findings]
    assert told == [("info", "repair.columns-summed", 1)]
