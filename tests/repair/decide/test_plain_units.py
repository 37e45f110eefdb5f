"""Units of a form without totals: rows with points of their own, rows under one drawn cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Cell, Record, Status, Value
from pipeline.repair.align.evidence import RowEvidence, gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.plain_units import plain_units
from tests.repair.form import county, table_of

LINES = [
    f"总量 | 增加值 | {n} | 增加值{n} | 亿元 | {n} | 1 | 1 | 1 | 5 | 1 | 县发改委"
    for n in (1, 2, 3, 4)
]


def rows() -> list[RowEvidence]:
    found, _ = gather(table_of([LINES]), county(), COSTS)
    return list(found)


def record(
    seq: int, text: str | None, status: Status = "printed", level2: str = "增加值"
) -> Record:
    cell = Cell(seq, 5, "7" if text is None else text)
    values = {
        "weight": Value(text, status, cell),
        "level1": Value("总量", "printed"),
        "level2": Value(level2, "printed"),
    }
    return Record(seq, rows()[seq - 1].row, None, values)


def test_a_row_without_certain_points_is_in_no_unit_and_those_below_it_are() -> None:
    records = [record(1, "1"), record(2, "2", "ambiguous"), record(3, "0"), record(4, "4")]
    units = plain_units(rows(), records)
    assert [(unit.number, unit.rows, int(unit.points)) for unit in units] == [
        (1, (1,), 1),
        (2, (4,), 4),
    ]


def test_rows_under_one_drawn_cell_are_one_unit_with_the_labels_that_all_have() -> None:
    first, second, third, fourth = rows()
    drawn = [replace(first, begins=True), replace(second, head=0), replace(third, head=0), fourth]
    records = [
        record(1, None, "shared"),
        record(2, None, "shared"),
        record(3, None, "shared", level2="增速"),
        record(4, "4"),
    ]
    units = plain_units(drawn, records)
    assert [(unit.rows, int(unit.points), unit.basis) for unit in units] == [
        ((1, 2, 3), 7, "printed"),
        ((4,), 4, "printed"),
    ]
    assert (units[0].level1, units[0].level2) == ("总量", None)
    assert units[1].level2 == "增加值"


@pytest.mark.parametrize("text", ["/", "", "增加值"])
def test_a_weight_that_is_no_number_makes_no_unit(text: str) -> None:
    records = [record(n, text) if n == 1 else record(n, "2") for n in (1, 2, 3, 4)]
    assert [unit.rows for unit in plain_units(rows(), records)] == [(2,), (3,), (4,)]
