"""Cells in doubt are told of: one by one where a number rests on them, else together."""

from __future__ import annotations

import pytest

from pipeline.model import Cell, Finding, PageTable, Reading
from pipeline.read.scan.told import rests_number, told_of_table


def readings(*texts: str, sure: float = 0.9) -> tuple[Reading, ...]:
    return tuple(Reading(f"witness-{number}", text, sure) for number, text in enumerate(texts))


def cell(row: int, col: int, *texts: str, sure: float = 0.9) -> Cell:
    is_alike = len(set(texts)) == 1
    said = readings(*texts, sure=sure)
    return Cell(row, col, texts[0], confidence=sure if is_alike else None, readings=said)


def told(*cells: Cell) -> list[Finding]:
    shown = PageTable(page=1, n_rows=40, n_cols=4, cells=cells)
    return list(told_of_table(shown))


SURE = tuple(cell(row, 0, "县财政局", "县财政局") for row in range(40))


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ("13", "18", True),
        ("/", "1", True),
        ("—", "一", True),
        ("增长40%以上", "增长4096以上", True),
        ("前三", "前二", True),
        ("县财政局", "具财政局", False),
        ("经济（34分）", "经齐(34分)", False),
    ],
)
def test_a_number_rests_on_signs_that_numbers_are_made_of(
    first: str, second: str, differs: bool
) -> None:
    assert rests_number(readings(first, second)) is differs


def test_each_cell_with_a_number_in_doubt_is_told_at_its_place() -> None:
    found = told(*SURE, cell(3, 1, "13", "18"), cell(9, 2, "/", "1"))
    assert [(one.check, one.row, one.col) for one in found] == [
        ("scan-cell", 3, 1),
        ("scan-cell", 9, 2),
    ]


def test_words_in_doubt_are_one_finding_that_names_each_row_and_quotes_the_worst_three() -> None:
    doubtful = [cell(row, 1, "县", "具", sure=row / 40) for row in (9, 4, 5, 7, 6)]
    (one,) = told(*SURE, *doubtful)
    assert (one.severity, one.check) == ("warning", "scan-words")
    assert "5 cells" in one.message
    assert "rows 4-7, 9 (from 0);" in one.message
    assert [f"row {row}," in one.message for row in (4, 5, 6, 7, 9)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_one_cell_of_words_in_doubt_is_told_at_its_place() -> None:
    (one,) = told(*SURE, cell(4, 1, "县", "具"))
    assert (one.check, one.row, one.col) == ("scan-cell", 4, 1)


def test_a_table_mostly_in_doubt_is_one_warning_that_says_what_to_do() -> None:
    (one,) = told(*SURE[:10], *(cell(row, 1, "13", "18") for row in range(12)))
    assert one.check == "scan-table-doubt"
    assert "12 of 22 cells" in one.message
    assert "rows 0-11" in one.message
    assert "scan it straight, at 300 dpi and without a shadow" in one.message


def test_a_small_table_in_doubt_is_told_cell_by_cell() -> None:
    found = told(cell(1, 1, "13", "18"), cell(2, 1, "13", "18"))
    assert [one.check for one in found] == ["scan-cell", "scan-cell"]
