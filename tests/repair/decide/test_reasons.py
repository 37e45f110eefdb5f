"""The damage that alignments assume, as clauses and as the rule in the log."""

from __future__ import annotations

from pipeline.damage.kinds import Damage
from pipeline.messages import message
from pipeline.repair.align.layout import Alignment
from pipeline.repair.decide.reasons import reasons_of, rule_of

TWICE = (Damage.CELL_LOST, Damage.SLASH_ADDED, Damage.CELL_LOST)


def test_each_kind_is_said_once_in_the_order_of_the_row() -> None:
    assert reasons_of(TWICE) == (message("repair.cell-lost"), message("repair.slash-added"))
    assert reasons_of(()) == ()


def test_the_rule_names_each_kind_once() -> None:
    assert rule_of(Alignment(0.0, (), (), TWICE)) == "cell_lost+slash_added"
    assert rule_of(Alignment(0.0, (), (), ())) == ""
