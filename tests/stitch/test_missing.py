"""Running numbers that are missing or printed again are found, with their place."""

from __future__ import annotations

from pipeline.messages import render
from pipeline.model import Cell, Finding
from pipeline.stitch.missing import BEGINNING, PlacedRow, gaps


def column(numbers: list[str], page: int = 1) -> list[PlacedRow]:
    """Rows of one column on one page."""
    return [[(0, Cell(row, 0, text, page=page))] for row, text in enumerate(numbers)]


def found(*pages: list[str]) -> list[Finding]:
    rows = [row for page, numbers in enumerate(pages, 1) for row in column(numbers, page)]
    return gaps([], rows, 1, first=True)


def told(*pages: list[str]) -> list[tuple[str, str, str]]:
    return [(one.severity, one.check, one.message) for one in found(*pages)]


def test_numbers_that_run_on_say_nothing() -> None:
    assert found(["1", "2", "3"], ["4", "5", "6"]) == []


def test_numbers_of_several_rows_in_one_cell_run_on() -> None:
    assert found(["1\n2\n3\n4", "5", "6"]) == []
    assert [one.check for one in found(["1\n2\n3\n4", "6", "7", "8"])] == ["numbering-gap"]


def test_a_number_missing_on_one_page_is_a_warning() -> None:
    assert told(["1", "2", "3", "5", "6", "7"]) == [
        (
            "warning",
            "numbering-gap",
            "the numbered column jumps from 3 to 5 on page 1: 4 missing",
        )
    ]


def test_numbers_missing_between_two_pages_are_an_error() -> None:
    (one,) = found(["1", "2", "3", "4"], ["8", "9", "10"])
    assert (one.severity, one.page, one.row, one.col) == ("error", 2, 0, 0)
    assert render(one.what, "zh") == (
        "第1页与第2页之间，序号列由4跳至8：缺5–7；有行缺失，请重新获取文件"
    )


def test_a_row_without_its_number_is_not_missing() -> None:
    assert found(["1", "2", "3", "", "5", "6"]) == []


def test_a_number_printed_twice_is_a_warning() -> None:
    assert told(["1", "2", "3", "3", "4", "5", "6"]) == [
        ("warning", "numbering-back", "the numbered column prints 3 twice on page 1")
    ]


def test_numbers_that_go_back_over_a_page_are_an_error() -> None:
    (one,) = found(["1", "2", "3", "4"], ["3", "4", "5", "6"])
    assert (one.severity, one.what.code) == ("error", "stitch.numbering-back-doubled")


def test_a_first_table_that_begins_late_is_told_and_a_later_one_is_not() -> None:
    rows = column(["4", "5", "6", "7", "8"])
    (one,) = gaps([], rows, 1, first=True)
    assert (one.check, one.message) == (
        BEGINNING,
        "the numbered column begins with 4 on page 1: 1–3 missing, if it is its beginning",
    )
    assert gaps([], rows, 1, first=False) == []


def test_a_list_side_by_side_is_followed_down_both_halves() -> None:
    left, right = ["1", "2", "3", "4", "5", "6"], ["7", "8", "9", "10", "11", "13"]
    rows = [
        [(0, Cell(row, 0, a)), (1, Cell(row, 1, b))]
        for row, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    (one,) = gaps([], rows, 2, first=True)
    assert (one.col, one.message) == (
        1,
        "the numbered column jumps from 11 to 13 on page 1: 12 missing",
    )
