"""A row as the cheapest reading has it."""

from __future__ import annotations

from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.context import Context, cheapest, context_of
from pipeline.repair.model.labels import Print
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.form import county, table_of

SHORT = "总量 | 标签 | 7 | 企业数量 | 个 | 5 | 3 | 2 | 10个 | 3 | 县发改委"
POOL: UnitKey = ("pool", 0, None, -1)


def known(alignments: dict[int, float]) -> Context:
    rows, _ = gather(table_of([[SHORT]]), county(), COSTS)
    found = RowReadings({0: 0.0}, {None: 0.0}, alignments, {POOL: 0.0}, {None: 0.0})
    shapes = {POOL: {Variant((0,), 4): 0.0, Variant((0, 1), 6): 1.0, Variant((1,), 2): 2.0}}
    return context_of(county(), rows, Readings(0.0, 1, (found,), shapes, (), ()))


def test_the_cheapest_alignment_is_the_row_s_and_on_a_tie_the_first() -> None:
    assert cheapest({4: 1.0, 2: 0.5, 1: 0.5}) == 1
    context = known({2: 0.5, 1: 0.5, 0: 3.0})
    assert context.best == [context.rows[0].alignments[1]]


def test_a_column_has_the_cell_that_its_alignment_puts_there_or_none() -> None:
    row = known({0: 0.0}).row(0)
    for at, place in enumerate(row.best.places):
        cell = row.cell(at)
        if place is None:
            assert (cell, row.text(at)) == (None, None)
        else:
            assert cell is not None
            assert cell.text == row.text(at) == row.evidence.texts[place]
    assert None in row.best.places


def test_the_shapes_of_a_row_are_those_that_hold_it() -> None:
    shapes = [(variant.points, cost) for _, variant, cost in known({0: 0.0}).row(0).variants()]
    assert shapes == [(4, 0.0), (6, 1.0)]


def test_a_label_s_cell_is_where_it_is_printed() -> None:
    context = known({0: 0.0})
    assert context.cell_of(Print(0, 1, "标签", "标签", None, 2)).text == "标签"
    assert context.serial(0) == 7


def test_nothing_is_known_beyond_the_margin_unless_it_was_sought() -> None:
    assert known({0: 0.0}).row(0).beyond() is None
