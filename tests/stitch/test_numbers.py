"""Which columns count their rows, and which hold amounts that look like it."""

from __future__ import annotations

import pytest

from pipeline.stitch.numbers import steady


@pytest.mark.parametrize(
    "values", [[1, 2, 3, 4], [1, 2, 3, 1, 2, 1, 2, 3], [7, 8, 9], [1, 2, 4, 5, 6, 7]], ids=str
)
def test_numbers_that_run_on_count_rows_each_group_from_one_or_not(values: list[int]) -> None:
    assert steady(values)


@pytest.mark.parametrize(
    "values",
    [[40, 40, 1, 1, 1, 2, 1, 1, 1], [1, 1, 1, 1, 2, 1], [5, 5, 5], [3, 1, 4, 1, 5]],
    ids=str,
)
def test_small_amounts_most_of_them_one_count_no_rows(values: list[int]) -> None:
    assert not steady(values)
