"""Lead units: which spaces are wraps and which separate two units."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.agencies import LeadUnit, known_units, split_lead_units

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/text/lead_units.yml").read_text(encoding="utf-8")
)
OFFICES = ["县发改委", "县工信局", "县大数据中心", "县市监局", "县行政审批局", "县委网信办"]
CELLS = st.text(
    st.sampled_from("县市发改委局办中心 \n、,;()（）/—A") | st.characters(), max_size=30
)
steady = settings(deadline=None, max_examples=100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_spaces_are_read_by_what_the_column_shows(case: dict[str, Any]) -> None:
    split = split_lead_units(case["cell"], known_units([*case["column"], case["cell"]]))
    assert [unit.name for unit in split.units] == case.get("units", [])
    assert [[unit.name for unit in units] for units in split.alternatives] == case.get(
        "alternatives", []
    )


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("县发改委(有关部门提供数据)", [("县发改委", "有关部门提供数据")]),
        ("县发改委 （有关 部门、乡镇）", [("县发改委", "有关部门、乡镇")]),
        ("县发改委(牵头) 县工信局(配合(甲))", [("县发改委", "牵头"), ("县工信局", "配合(甲)")]),
        ("县发改委 县工信局(配合)", [("县发改委", ""), ("县工信局", "配合")]),
        ("县发改委(有关", [("县发改委", "有关")]),
    ],
)
def test_a_bracket_is_the_remark_of_the_unit_before_it(
    cell: str, units: list[tuple[str, str]]
) -> None:
    assert split_lead_units(cell, OFFICES).units == tuple(LeadUnit(*unit) for unit in units)


def test_two_units_without_a_gap_are_none_where_the_second_is_known_from_a_row_of_units() -> None:
    column = ["县甲委县乙局", "县甲委 县乙局", "县甲委", "县乙局 县丙局", "县丙局"]
    assert known_units(column) == {"县甲委", "县乙局", "县丙局"}
    for cell in column[:2]:
        split = split_lead_units(cell, known_units(column))
        assert split.units == (LeadUnit("县甲委"), LeadUnit("县乙局"))


def test_remarks_and_marks_are_no_known_units() -> None:
    assert known_units(["县甲局(县乙局提供数据)", "/", "—", "7", "局", ""]) == {"县甲局"}


@steady
@given(
    st.lists(st.sampled_from(OFFICES), min_size=1, max_size=4),
    st.sampled_from([" ", "\n", "、", " ，"]),
    st.data(),
)
def test_known_units_are_found_again_wherever_their_names_wrap(
    names: list[str], separator: str, data: st.DataObject
) -> None:
    places = [data.draw(st.integers(1, len(name))) for name in names]
    wrapped = [f"{name[:at]} {name[at:]}" for name, at in zip(names, places, strict=True)]
    split = split_lead_units(separator.join(wrapped), OFFICES)
    assert [unit.name for unit in split.units] == names


@steady
@given(CELLS, st.lists(CELLS, max_size=4))
def test_every_letter_of_a_cell_is_in_every_reading(cell: str, column: list[str]) -> None:
    split = split_lead_units(cell, known_units(column))
    assert not (split.units and split.alternatives)
    for units in (split.units, *split.alternatives) if split.units else split.alternatives:
        printed = "".join(unit.name + unit.remark for unit in units)
        assert [c for c in printed if c.isalpha()] == [c for c in cell if c.isalpha()]


def test_prose_is_not_searched_for_units() -> None:
    assert len(split_lead_units("某 " * 100_000).units) == 1


def test_names_that_run_on_are_told_apart_up_to_a_line_s_length_and_a_flood_of_them_is_one() -> (
    None
):
    """Every way to part the flood fails at its end, which must not cost more than the first."""
    known = ["县工信局", "县工信局县", "工信局", "县发改委"]
    names = [unit.name for unit in split_lead_units("县发改委县工信局" * 20, known).units]
    assert names == ["县发改委", "县工信局"] * 20
    assert len(split_lead_units("县工信局" * 25_000, known).units) == 1
    assert len(split_lead_units("县工信局" * 99 + "县!", known).units) == 1
