"""What looks like the data of a table among texts outside of tables."""

from __future__ import annotations

import pytest

from pipeline.read.numeric import is_number, look_like_data


@pytest.mark.parametrize("text", ["98", "8.5%", "2025年6月", "2025-06-01", "320万", "（12）"])
def test_a_number_a_share_and_a_date_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "得分", "第1季度任务", "G1", "2025年重点工作任务", "1" * 21])
def test_words_names_and_long_rows_of_digits_are_none(text: str) -> None:
    assert not is_number(text)


def test_three_numbers_make_data() -> None:
    assert look_like_data(["合计", "1", "2", "3"])
    assert not look_like_data(["合计", "1", "2"])
