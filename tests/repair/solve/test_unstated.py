"""Groups in which the points of two shares are stated nowhere."""

from __future__ import annotations

from decimal import Decimal

from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.repair.solve.unstated import merging_a_part, unstated, with_stated

GROUP = Label("推进", Decimal(12), ())
NAMES = (Label("道路", None, ()), Label("水利", None, ()))
ROADS: UnitKey = (POOL, 0, 0, -1)
WATER: UnitKey = (POOL, 0, 1, -1)
WATER_OWN: UnitKey = (OWN, 0, 1, 1)
WATER_MERGED: UnitKey = (MERGED, 0, 1, 1)
Shapes = dict[UnitKey, dict[Variant, float]]


def readings(rows: list[dict[UnitKey, float]], shapes: Shapes, best: float = 0.0) -> Readings:
    """Readings of rows in one group, each under the labels of its units."""
    found = []
    for units in rows:
        labels: dict[int | None, float] = {label: cost for (_, _, label, _), cost in units.items()}
        found.append(RowReadings(groups={0: best}, labels=labels, units=units))
    return Readings(best, 1, tuple(found), shapes, (GROUP,), NAMES)


def shares(*points: int) -> dict[Variant, float]:
    """Shapes of row 0 alone with so many points each."""
    return {Variant((0,), each): 0.0 for each in points}


def test_two_shares_that_may_be_of_other_points_are_unstated() -> None:
    both = readings([{ROADS: 0.0}, {WATER: 0.0}], {ROADS: shares(1, 2), WATER: shares(2, 1)})
    assert unstated(both) == {0}


def test_one_share_of_other_points_is_what_its_group_leaves() -> None:
    one = readings([{ROADS: 0.0}, {WATER: 0.0}], {ROADS: shares(1, 2), WATER: shares(4)})
    assert unstated(one) == frozenset()


def test_rows_of_such_a_group_are_as_read_where_unstated_shares_are_dear() -> None:
    own: Shapes = {
        ROADS: shares(1, 2),
        WATER_OWN: {Variant((1,), 5): 3.0},
        WATER: {Variant((2,), 1): 3.0, Variant((2,), 2): 3.0},
    }
    first = readings([{ROADS: 3.0}, {WATER_OWN: 3.0}, {WATER: 3.0}], own, best=3.0)
    merged: Shapes = {ROADS: {Variant((0,), 3): 7.0}, WATER_MERGED: {Variant((1, 2), 5): 7.0}}
    stated = readings([{ROADS: 7.0}, {WATER_MERGED: 7.0}, {WATER_MERGED: 7.0}], merged, best=7.0)
    found = with_stated(first, stated, frozenset({0}))
    assert [row.units for row in found.rows] == [
        {ROADS: 3.0},
        {WATER_MERGED: 3.0},
        {WATER_MERGED: 3.0},
    ]
    assert found.variants[WATER_MERGED] == {Variant((1, 2), 5): 3.0}
    assert with_stated(first, stated, frozenset()).rows == first.rows


def test_a_weight_over_a_part_of_its_label_settles_nothing() -> None:
    part: Shapes = {WATER_MERGED: {Variant((1, 2), 5): 0.0}, WATER: {Variant((3,), 1): 0.0}}
    found = readings([{ROADS: 0.0}, {WATER_MERGED: 0.0}, {WATER_MERGED: 0.0}, {WATER: 0.0}], part)
    assert merging_a_part(found) == {0}
    own = readings([{ROADS: 0.0}, {WATER: 0.0}, {WATER: 0.0}, {WATER: 0.0}], {ROADS: shares(1)})
    assert with_stated(own, found, frozenset({0})).rows == own.rows
