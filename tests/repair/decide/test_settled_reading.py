"""A weight of which the sums leave one reading says what the witnesses read."""

from __future__ import annotations

import pytest

from pipeline.messages import message
from pipeline.model import Cell, Reading, Value
from pipeline.repair.decide.misread import SETTLED, UNFIT, _opened, _settled

CELL = Cell(1, 2, "3", readings=(Reading("a", "3", 0.9), Reading("b", "8", 0.8)))
SAID = message("repair.reading-settled", readings=["3", "8"], value="3")
SLID = message("repair.blank-inserted")


@pytest.mark.parametrize(
    ("why", "rule", "kept"), [((), "", SETTLED), ((SLID,), "blank_inserted", "blank_inserted")]
)
def test_it_is_told_behind_what_was_done_to_the_row(
    why: tuple[object, ...], rule: str, kept: str
) -> None:
    found = _settled(Value("3", "printed", CELL, why=why, rule=rule))  # type: ignore[arg-type]
    assert (found.text, found.status, found.cell) == ("3", "printed", CELL)
    assert found.why == (*why, SAID)
    assert found.rule == kept


def test_an_open_value_has_what_each_witness_reads_or_the_cells_it_may_stand_in() -> None:
    read = Cell(1, 5, "7", readings=(Reading("w1", "7", 0.9), Reading("w2", "1", 0.9)))
    opened = _opened(Value("7", "printed", read), read)
    assert (opened.text, opened.status, opened.rule) == (None, "ambiguous", "read_otherwise")
    assert [text for text, _ in opened.candidates] == ["7", "1"]
    beside = Cell(1, 6, "尚未公布")
    unfit = _opened(Value("8", "printed", Cell(1, 7, "8")), beside)
    assert [text for text, _ in unfit.candidates] == ["8", "尚未公布", None]
    assert unfit.why == UNFIT
