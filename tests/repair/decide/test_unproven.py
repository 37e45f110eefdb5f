"""Weights that the sums do not prove are open where the row's own cells may mean another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.unproven import doubt_hurt, doubt_unproven
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.form import county, table_of

LAYOUT = county()
SOUND = " |  | 1 | 企业数量 | 个 | 5 | 3 | 2 | 7 | 10个 | 3 | 县发改委"
SHORT = " |  | 1 | 企业数量 | 个 | 5 | 3 | 2 | 10个 | 3 | 县发改委"  # the weight or one of three rankings is gone
OWN: UnitKey = ("own", 0, 0, 0)
SILENT, POINTED = Label("企业情况", None, ()), Label("企业情况", Decimal(7), ())
GROUP = Label("总量", Decimal(12), ())


def readings(pool: UnitKey | None, own: Label = SILENT, beside: Label = SILENT) -> Readings:
    """A row of 5 points under ``own``, and one beside it that shares 7, in a unit of its own or none."""
    shares = {} if pool is None else {pool: {Variant((1,), 7): 0.0}}
    rows = (
        RowReadings({0: 0.0}, {0: 0.0}, {0: 0.0}, {OWN: 0.0}, {5: 0.0}),
        RowReadings({0: 0.0}, {1: 0.0}, {0: 0.0}, dict.fromkeys(shares, 0.0), {None: 0.0}),
    )
    return Readings(0.0, 1, rows, {OWN: {Variant((0,), 5): 0.0}, **shares}, (GROUP,), (own, beside))


def doubted(printed: str, known: Readings) -> Readings:
    (row,), _ = gather(table_of([[printed]]), LAYOUT, COSTS)
    return doubt_unproven([row, row], LAYOUT, known, COSTS, 4.0)


def test_a_row_that_lost_a_cell_beside_rows_that_share_the_rest_may_have_lost_its_weight() -> None:
    pool: UnitKey = ("pool", 0, 1, -1)
    found = doubted(SHORT, readings(pool))
    assert set(found.rows[0].weights) == {5, None}
    assert len(found.rows[0].alignments) > 1
    assert {(mine.points, 12 - mine.points) for mine in found.variants[OWN]} == {
        (n, 12 - n) for n in range(1, 12)
    }
    assert {shape.points for shape in found.variants[pool]} == set(range(1, 12))


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        (SOUND, readings(("pool", 0, 1, -1))),
        (SHORT, readings(None)),
        (SHORT, readings(("pool", 1, 1, -1))),
        (SHORT, readings(("pool", 0, 1, -1), own=POINTED)),
        (SHORT, readings(("pool", 0, 1, -1), beside=POINTED)),
    ],
    ids=[
        "no cell lost",
        "nothing shared",
        "shared in another group",
        "its label has points",
        "their label has points",
    ],
)
def test_a_weight_that_its_cells_or_a_sum_prove_stays(printed: str, known: Readings) -> None:
    assert doubted(printed, known) == known


def test_points_shared_under_the_same_label_take_up_what_the_label_prints() -> None:
    known = readings(("pool", 0, 0, -1), own=POINTED)
    assert set(doubted(SHORT, known).rows[0].weights) == {5, None}


MISPRINTED = " |  | 1 | 企业数量 | 个 | 8 | 17 | 14 | 10个 |  | 3 | 县发改委"
FILLED = " |  | 1 | 企业数量 | 个 | 13 | / | / | 10个 | 3 | 县发改委"  # the weight is gone


def hurt(printed: str, shape: tuple[int, ...]) -> RowReadings:
    """What is read of a row without its weight, which is lost in a unit of the rows ``shape``."""
    (row,), _ = gather(table_of([[printed]]), LAYOUT, COSTS)
    pool: UnitKey = ("pool", 0, 0, -1)
    at = LAYOUT.at("weight")
    best = next(n for n, each in enumerate(row.alignments) if each.places[at] is None)
    read = RowReadings({0: 0.0}, {0: 0.0}, {best: 0.0}, {pool: 0.0}, {None: 0.0})
    known = Readings(0.0, 1, (read,), {pool: {Variant(shape, 7): 0.0}}, (GROUP,), (SILENT,))
    return doubt_hurt([row], LAYOUT, known, COSTS, 4.0).rows[0]


def test_one_lost_weight_explains_a_row_better_than_two_lost_cells_and_an_added_slash() -> None:
    assert len(hurt(FILLED, (0,)).alignments) == 1


def test_a_merged_weight_that_was_dropped_hurts_its_rows_once() -> None:
    assert len(hurt(FILLED, (0, 1)).alignments) == 1


def test_what_looks_like_a_lost_weight_may_be_a_misprint_beside_a_lost_ranking() -> None:
    """8 for the 7 points of the row, and a ranking gone; or the weight gone, and 8 the first ranking."""
    (row,), _ = gather(table_of([[MISPRINTED]]), LAYOUT, COSTS)
    at = LAYOUT.at("weight")
    read = [row.text(row.alignments[n], at) for n in hurt(MISPRINTED, (0,)).alignments]
    assert "8" in read
    assert None in read
