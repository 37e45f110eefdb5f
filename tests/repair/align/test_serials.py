"""Each row's serial: bridged where it is lost, swapped or misread, whatever numbers stand beside it."""

from __future__ import annotations

import pytest

from pipeline.repair.align.serials import serial_cell, serials

WHOLE = [f"| |{n}|指标|家|{w}" for n, w in ((1, 3), (2, 1), (3, 2), (4, 3), (5, 4), (6, 1), (7, 2))]


def cut(lines: list[str]) -> list[list[str]]:
    return [line.split("|") for line in lines]


def changed(at: int, line: str) -> list[str]:
    return [line if n == at else whole for n, whole in enumerate(WHOLE)]


@pytest.mark.parametrize(
    "lines",
    [
        WHOLE,
        changed(0, "要素 (9)|服务|指标|%|3|2"),  # the weights below count up as serials would
        changed(0, "| ||指标|家|3"),
        changed(3, "| |指标|家|3|7"),
        changed(3, "| |40|指标|家|3"),
        changed(6, "7|服务||指标|家|2"),
    ],
    ids=["as printed", "first lost", "first blank", "lost", "misread", "swapped"],
)
def test_serials_count_on_where_one_is_damaged(lines: list[str]) -> None:
    assert serials(cut(lines)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_row_that_is_missing_is_counted_over_and_the_start_is_what_is_printed() -> None:
    lines = [f"| |{n}|指标|家|1" for n in (33, 34, 36, 37, 38)]
    assert serials(cut(lines)) == [33, 34, 36, 37, 38]


@pytest.mark.parametrize(
    ("line", "at"),
    [("| |3|指标|家|1", 2), ("| |指标|家|3", 4), ("| |指标|家|1|2|3", None), ("| |指标", None)],
    ids=["in its column", "the first that reads so", "too far right", "none"],
)
def test_the_cell_of_a_serial_is_among_the_first(line: str, at: int | None) -> None:
    assert serial_cell(line.split("|"), 3) == at
