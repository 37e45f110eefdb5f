"""Scoring units: the finest groups of rows whose points every reading agrees on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalise.sums import ranges
from pipeline.repair.decide.units import scoring_units
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.form import case, repaired, sections_of, tables


@pytest.mark.parametrize("name", [name for name in tables() if "units" in case(name)])
def test_the_units_of_a_table(name: str) -> None:
    found = [[ranges(unit.rows), float(unit.points), unit.basis] for unit in repaired(name).units]
    assert found == case(name)["units"]
    assert [unit.number for unit in repaired(name).units] == list(range(1, len(found) + 1))


@pytest.mark.slow
@pytest.mark.parametrize("margin", [0.0, 2.0, 5.0])
@pytest.mark.parametrize("name", tables())
def test_units_hold_each_row_once_and_add_up_to_each_section_whatever_the_margin(
    name: str, margin: float
) -> None:
    found = repaired(name, margin)
    certain = [row for unit in found.units for row in unit.rows]
    open_rows = {row for unit in found.units for row in unit.open_rows}
    assert len(certain) == len(set(certain))
    assert set(certain) | open_rows == {record.seq for record in found.records}
    assert not set(certain) & open_rows
    for section in sections_of(case(name)["sections"]):
        units = [unit for unit in found.units if unit.section == section.section]
        assert sum(unit.points for unit in units) == section.points


@pytest.mark.parametrize("name", tables())
def test_a_row_knows_its_unit_and_its_section(name: str) -> None:
    found = repaired(name)
    unit_of = {row: unit.number for unit in found.units for row in unit.rows}
    for record in found.records:
        assert record.scoring_unit == unit_of.get(record.seq)
        sections = [
            s.section
            for s in sections_of(case(name)["sections"])
            if s.first <= record.seq <= s.last
        ]
        assert [record.section] == sections


@pytest.mark.parametrize("name", tables())
def test_a_weight_that_is_published_is_its_unit_s_points(name: str) -> None:
    found = repaired(name)
    own = {
        unit.rows[0]: unit.points
        for unit in found.units
        if len(unit.rows) == 1 and not unit.open_rows
    }
    for record in found.records:
        weight = record.values["weight"].text
        assert weight is None or float(weight) == float(own[record.seq])


def group(name: str, points: int, section: int = 0) -> Label:
    return Label(name, Decimal(points), (), section)


def shared(
    rows: tuple[int, ...], groups: dict[int, float], weights: dict[int | None, float]
) -> list[RowReadings]:
    """Rows that share points in the first of their groups; an open weight leaves the unit's shape open."""
    key: UnitKey = ("pool", next(iter(groups)), None, -1)
    return [
        RowReadings(groups=groups, labels={None: 0.0}, units={key: 0.0}, weights=weights)
        for _ in rows
    ]


def test_two_labels_that_may_name_one_group_are_counted_once() -> None:
    """Rows 2–3 are named by one label of 4 points or by another; what row 1's group has more, they have less."""
    first = [RowReadings({0: 0.0}, {None: 0.0}, {}, {("own", 0, None, 0): 0.0}, {3: 0.0, 2: 0.5})]
    readings = Readings(
        best=0.0,
        unit=1,
        rows=(*first, *shared((1, 2), {1: 0.0, 2: 0.3}, {None: 0.0})),
        variants={
            ("own", 0, None, 0): {Variant((0,), 3): 0.0, Variant((0,), 2): 0.5},
            ("pool", 1, None, -1): {Variant((1, 2), 4): 0.0, Variant((1, 2), 5): 0.5},
        },
        groups=(group("总量指标", 3), group("基层治理", 4), group("危房改造", 4)),
        names=(),
        ways=(frozenset({0, 1}), frozenset({0, 2})),
    )
    units = scoring_units(readings, [1, 2, 3], sections_of({"provincial": [1, 3, 7]}))
    assert [(unit.rows, float(unit.points)) for unit in units] == [((1,), 3.0), ((2, 3), 4.0)]


def test_where_the_ways_give_a_group_other_points_only_the_section_s_total_is_sure() -> None:
    readings = Readings(
        best=0.0,
        unit=1,
        rows=(
            *shared((0,), {0: 0.0, 1: 0.3}, {None: 0.0, 2: 0.4}),
            *shared((1, 2), {2: 0.0}, {None: 0.0, 1: 0.2}),
        ),
        variants={
            ("pool", 0, None, -1): {Variant((0,), 4): 0.0, Variant((0,), 3): 0.3},
            ("pool", 2, None, -1): {Variant((1, 2), 3): 0.0, Variant((1, 2), 4): 0.3},
        },
        groups=(
            group("总量指标", 4),
            group("基层治理", 3),
            group("危房改造", 3),
            group("危房改造", 4),
        ),
        names=(),
        ways=(frozenset({0, 2}), frozenset({1, 3})),
    )
    (unit,) = scoring_units(readings, [1, 2, 3], sections_of({"provincial": [1, 3, 7]}))
    assert (unit.rows, float(unit.points)) == ((1, 2, 3), 7.0)
