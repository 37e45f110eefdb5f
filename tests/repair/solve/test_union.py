"""Several ways to tell the levels apart → one set of readings."""

from __future__ import annotations

from decimal import Decimal

from pipeline.damage.kinds import Damage
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings
from pipeline.repair.solve.joint import Solved
from pipeline.repair.solve.union import union

ALIKE = Label("民生事业", Decimal(4), ())


def solved(row: RowReadings, cost: float = 0.0) -> Solved:
    """A way whose cheapest reading costs 1, with two groups of one name and as many points."""
    readings = Readings(
        best=1.0,
        unit=1,
        rows=(row,),
        variants={},
        groups=(ALIKE, ALIKE),
        names=(),
    )
    return Solved(cost, readings)


def test_of_groups_that_are_one_in_the_union_the_cheaper_counts() -> None:
    """The other one is beyond the margin, and a row without a group would end the run."""
    row = RowReadings(
        groups={0: 1.0, 1: 9.0},
        labels={None: 1.0},
        units={("own", 0, None, 0): 1.0, ("own", 1, None, 0): 9.0},
    )
    (found,) = union([solved(row)], margin=4.0).rows
    assert found.groups == {0: 1.0}
    assert found.units == {("own", 0, None, 0): 1.0}


def test_a_way_that_costs_more_adds_what_is_within_the_margin() -> None:
    cheap = RowReadings(groups={0: 1.0}, labels={None: 1.0})
    other = RowReadings(
        groups={0: 1.0},
        labels={None: 1.0},
        weights={2: 1.0, 3: 4.0},
        damage={Damage.WEIGHT_LOST: 1.0, None: 4.0},
    )
    (found,) = union([solved(cheap), solved(other, 2.0)], margin=4.0).rows
    assert found.groups == {0: 1.0}
    assert found.weights == {2: 3.0}
    assert found.damage == {Damage.WEIGHT_LOST: 3.0}
