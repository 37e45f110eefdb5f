"""Which texts a spreadsheet would compute."""

from __future__ import annotations

import pytest

from pipeline.views.export.formulas import is_formula, unarmed


@pytest.mark.parametrize(
    "text", ["-", "－", " - ", "=\n", "—", "/", "-5", "+3.5%", "50亿元", "甲=乙", ""]
)
def test_a_mark_or_a_number_is_no_formula(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("text", ["=1+1", " =1", "＝1+1", "@SUM(A1)", "-2+3", "\t+A1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert unarmed(text).startswith("'")
