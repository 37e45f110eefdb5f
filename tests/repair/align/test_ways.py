"""Alignments step by step: what a state knows, what a way adds up to."""

from __future__ import annotations

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.ways import Assumed, Loss, Move, State, Way, losses_of
from pipeline.repair.damage.costs import COSTS
from pipeline.spec import Column


def test_a_matched_cell_moves_cell_and_column_on() -> None:
    assert State(3, 2, True, 1).matched() == State(4, 3, True, 1)


def test_a_lost_cell_moves_the_column_on_and_counts_against_blanks() -> None:
    assert State(3, 2).lost(is_weight=False) == State(3, 3, False, -1)
    assert State(3, 2).lost(is_weight=True) == State(3, 3, True, -1)
    assert State(3, 2, True).lost(is_weight=False).weight_lost


def test_a_lost_serial_moves_nothing() -> None:
    assert State(3, 0, pushed=1).lost(is_weight=False) == State(3, 1, False, 1)


@pytest.mark.parametrize(("before", "after"), [(-1, 0), (0, 1), (1, 2), (2, 2)])
def test_blanks_pushed_in_are_counted_up_to_two(before: int, after: int) -> None:
    assert State(3, 2, True, before).blank_dropped() == State(4, 2, True, after)


def test_a_slash_fills_one_lost_weight() -> None:
    assert State(3, 2, True, 1).slash_dropped() == State(4, 2, False, 1)


def test_a_way_adds_up_the_moves() -> None:
    way = Way(1.0, State(1, 0), (), (0,), (Assumed(Damage.LABEL_CELL_EXTRA),))
    move = Move(0.5, State(2, 1), places=(1,), assumed=Assumed(Damage.SERIAL_LOST))
    assert way.after(move) == Way(
        1.5,
        State(2, 1),
        (1,),
        (0,),
        (Assumed(Damage.LABEL_CELL_EXTRA), Assumed(Damage.SERIAL_LOST)),
    )
    assert way.after(Move(0.0, State(2, 1))).assumed == way.assumed


def test_a_label_behind_the_serial_fills_the_place_of_one_that_seemed_lost() -> None:
    lost, swapped = Assumed(Damage.LABEL_CELL_LOST), Assumed(Damage.SERIAL_SWAPPED)
    way = Way(1.0, State(0, 0), (), (), (lost,))
    after = way.after(Move(0.5, State(2, 1), (0,), (1,), swapped))
    assert (after.labels, after.assumed) == ((1,), (swapped,))


def test_an_alignment_has_the_damage_in_order_and_the_columns_whose_cells_were_lost() -> None:
    assumed = (
        Assumed(Damage.WEIGHT_LOST),
        Assumed(Damage.CELL_LOST, "rank"),
        Assumed(Damage.SLASH_ADDED),
        Assumed(Damage.CELL_LOST, "target"),
    )
    found = Way(2.5, State(4, 5), (1, 2, None), (0,), assumed).alignment()
    damage = tuple(each.damage for each in assumed)
    assert found == Alignment(2.5, (1, 2, None), (0,), damage, ("rank", "target"))


def test_ways_go_by_cost_and_then_by_what_they_assume() -> None:
    first = Way(1.0, State(0, 0), (), (), (Assumed(Damage.CELL_LOST, "a"),))
    second = first._replace(assumed=(Assumed(Damage.CELL_LOST, "b"),))
    assert first.order() < second.order() < first._replace(cost=2.0).order()


@pytest.mark.parametrize(
    ("kind", "cost", "damage"),
    [
        ("serial", COSTS.serial_missing, Damage.SERIAL_LOST),
        ("name", COSTS.name_lost, Damage.CELL_LOST),
        ("unit", COSTS.text_lost, Damage.CELL_LOST),
        ("target", COSTS.text_lost, Damage.CELL_LOST),
        ("remark", COSTS.text_lost, Damage.CELL_LOST),
        ("agency", COSTS.agency_lost, Damage.CELL_LOST),
        ("label", COSTS.row_slid, Damage.LABEL_CELL_LOST),
        ("points", COSTS.cell_lost, Damage.WEIGHT_LOST),
        ("rank", COSTS.cell_lost, Damage.CELL_LOST),
    ],
)
def test_losing_a_cell_costs_by_what_its_column_tells_of_itself(
    kind: str, cost: float, damage: Kind
) -> None:
    layout = Layout((), (Column("it", "it", kind, "", ()),))
    name = "it" if damage == Damage.CELL_LOST else ""
    assert losses_of(layout, COSTS) == [Loss(cost, Assumed(damage, name), kind == "points")]
