"""Texts on a terminal: how wide they are, and where their lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.views.width import display_width, padded, wrapped


def test_a_chinese_character_takes_two_places() -> None:
    assert display_width("序号 14") == 7
    assert padded("序号", 6) == "序号  "
    assert padded("序号", 2) == "序号"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四", 4, ["一二", "三四"]),
        ("一二。三", 4, ["一二。", "三"]),
        ("一二（三", 6, ["一二", "（三"]),
        ("见 corrections.yml 中", 8, ["见", "corrections.yml", "中"]),
        ("", 8, [""]),
    ],
)
def test_lines_break_where_chinese_may_break(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text("ab 一二，。（", max_size=40), st.integers(2, 12))
def test_nothing_is_lost_where_lines_break(text: str, width: int) -> None:
    kept = "".join(wrapped(text, width)).replace(" ", "")
    assert kept == text.replace(" ", "")
