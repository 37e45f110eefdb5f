"""A weight of which the sums leave one reading says what the witnesses read."""

from __future__ import annotations

import pytest

from pipeline.messages import message
from pipeline.model import Cell, Reading, Value
from pipeline.repair.decide.misread import SETTLED, _settled

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
