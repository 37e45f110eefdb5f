"""One column of a row under drawn cells, and its text in parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.damage.kinds import Damage
from pipeline.model import Cell, Slot, Value
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.decide.column_values import column_value
from pipeline.repair.decide.context import RowView, context_of
from pipeline.repair.model.readings import RowReadings
from pipeline.spec import Column
from tests.repair.decide.rows import LAYOUT, PRINTED, SLID, read, readings, row

LINE = "1 | 企业数 | 5 | 3 | 4"
RANK = 3


def view(evidence: RowEvidence, known: RowReadings | None = None, kind: str = "rank") -> RowView:
    columns = [*LAYOUT.columns]
    columns[RANK] = Column("it", "it", kind, "it", ())
    layout = Layout((), tuple(columns))
    return context_of(layout, [evidence], readings([known or read([])], {})).row(0)


def under(cell: Cell, kind: str = "rank") -> Value:
    """The value of a column in which a row is covered by a cell."""
    evidence = row("1 | 企业数 | 5 | | 4")
    slots = list(evidence.row.slots)
    slots[RANK] = Slot(cell, covered=True)
    covered = replace(evidence, row=replace(evidence.row, slots=tuple(slots)))
    return column_value(view(covered, kind=kind), RANK)


ABOVE = Cell(0, RANK, "县发\n改委")
LEFT = Cell(1, 2, "县发改委")


def test_what_is_drawn_from_above_is_the_row_s_too() -> None:
    found = under(ABOVE)
    assert (found.text, found.status, found.cell) == ("县发改委", "merged", ABOVE)
    other_page = replace(ABOVE, row=1, page=2)
    assert under(other_page).status == "merged"


@pytest.mark.parametrize(
    ("cell", "kind"),
    [(ABOVE, "name"), (replace(ABOVE, text=" "), "rank"), (LEFT, "rank"), (LEFT, "name")],
    ids=["a name", "a blank", "from the left", "a name from the left"],
)
def test_a_name_is_its_row_s_own_and_numbers_are_not_spread_over_columns(
    cell: Cell, kind: str
) -> None:
    found = under(cell, kind)
    assert (found.text, found.status) == (None, "absent")


@pytest.mark.parametrize("kind", ["agency", "offices", "text", "date"])
def test_words_may_be_spread_over_columns(kind: str) -> None:
    assert (under(LEFT, kind).text, under(LEFT, kind).status) == ("县发改委", "merged")


def test_a_cell_of_its_own_is_not_merged_though_it_is_blank() -> None:
    found = column_value(view(row("1 | 企业数 | 5 | | 4")), RANK)
    assert (found.text, found.status) == (None, "absent")
    assert found.cell is not None
    assert found.cell.col == RANK


def test_a_part_of_a_cell_in_its_place_is_repaired() -> None:
    way = replace(PRINTED, parts=((RANK, "3"),), damage=(Damage.CELLS_FUSED,))
    found = column_value(view(row("1 | 企业数 | 5 | 3 个 | 4", way)), RANK)
    assert (found.text, found.status, found.rule) == ("3", "repaired", "cells_fused")
    beside = replace(PRINTED, parts=((RANK + 1, "4"),), damage=(Damage.CELLS_FUSED,))
    assert column_value(view(row(LINE, beside)), RANK).status == "printed"


def test_readings_of_other_texts_leave_it_open_the_cheapest_first() -> None:
    known = read([], alignments={0: 2.0, 1: 0.5})
    found = column_value(view(row(LINE), known), RANK)
    assert (found.status, found.candidates) == ("ambiguous", (("5", 0.0), ("3", 1.5)))
    assert found.rule == "weight_lost+slash_added"
    assert found.cell is not None
    assert found.cell.text == "5"


def test_texts_are_compared_as_they_are_published() -> None:
    known = read([], alignments={0: 0.0, 1: 0.5})
    same = row("1 | 企业数 | 企 业 | 企业 | 4", PRINTED, SLID)
    found = column_value(view(same, known), RANK)
    assert (found.text, found.status) == ("企业", "printed")
