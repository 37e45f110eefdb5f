"""Scoring units: the finest groups of rows whose points every reading agrees on."""

from __future__ import annotations

import pytest

from pipeline.model import ScoringUnit
from tests.repair.form import case, repaired, sections_of, tables


def rows(unit: ScoringUnit) -> str:
    """The unit's rows as text, a run as 3-5."""
    first, last = unit.rows[0], unit.rows[-1]
    assert unit.rows == tuple(range(first, last + 1))
    return str(first) if first == last else f"{first}-{last}"


@pytest.mark.parametrize("name", [name for name in tables() if "units" in case(name)])
def test_the_units_of_a_table(name: str) -> None:
    found = [[rows(unit), float(unit.points), unit.basis] for unit in repaired(name).units]
    assert found == case(name)["units"]
    assert [unit.number for unit in repaired(name).units] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("margin", [0.0, 3.0, 6.0])
@pytest.mark.parametrize("name", tables())
def test_units_hold_each_row_once_and_add_up_to_each_section_whatever_the_margin(name: str, margin: float) -> None:
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
        sections = [s.section for s in sections_of(case(name)["sections"]) if s.first <= record.seq <= s.last]
        assert [record.section] == sections


@pytest.mark.parametrize("name", tables())
def test_a_weight_that_is_published_is_its_unit_s_points(name: str) -> None:
    found = repaired(name)
    own = {unit.rows[0]: unit.points for unit in found.units if len(unit.rows) == 1 and not unit.open_rows}
    for record in found.records:
        weight = record.values["weight"].text
        assert weight is None or float(weight) == float(own[record.seq])
