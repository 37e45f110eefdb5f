"""A form's columns: the label zone and what follows; what one alignment assumes beyond another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.layout import Alignment, split_layout
from tests.repair.form import columns, county


def test_label_columns_before_the_serial_are_the_zone_and_one_behind_it_is_a_column() -> None:
    form = columns()
    moved = split_layout([form[0], *form[2:], form[1]])
    assert [column.name for column in moved.zone] == ["level1"]
    assert moved.columns[-1].name == "level2"
    assert moved.labelled


def test_a_column_is_found_by_name_kind_and_slot() -> None:
    layout = county()
    assert layout.at("weight") == layout.first_of("points") == 3
    assert layout.slot(3) == 5
    assert layout.first_of("text") is None
    with pytest.raises(ValueError, match="no column is called points"):
        layout.at("points")


WAY = Alignment(3.0, (2, 3, None), (0, 1), (Damage.CELL_LOST,), ("unit",))


@pytest.mark.parametrize(
    ("other", "beyond"),
    [
        (WAY, set()),
        (replace(WAY, damage=(), lost_columns=()), {Damage.CELL_LOST}),
        (replace(WAY, lost_columns=("target",)), {Damage.CELL_LOST}),
        (replace(WAY, damage=(Damage.CELL_LOST, Damage.SLASH_ADDED)), set()),
    ],
    ids=["the same", "undamaged", "another column's cell", "more damage there"],
)
def test_damage_beyond_another_way_counts_each_column_s_cell(
    other: Alignment, beyond: set[Kind]
) -> None:
    assert WAY.damage_beyond(other) == beyond
