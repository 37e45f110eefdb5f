"""The stage as a whole: its steps in order, on tables that need one of them."""

from __future__ import annotations

import pytest

from pipeline.errors import RepairError
from pipeline.repair import repair
from tests.repair.form import case, columns, repaired, sections_of, table_of


def is_open(name: str, seq: int, column: str) -> bool:
    record = next(record for record in repaired(name).records if record.seq == seq)
    return record.values[column].status == "ambiguous"


@pytest.mark.parametrize("seq", [4, 8])
def test_a_table_with_damage_is_doubted_where_no_sum_proves_a_cell(seq: int) -> None:
    assert is_open("table-unproven", seq, "rank_jan_aug")


def test_a_table_without_damage_is_not_doubted() -> None:
    records = repaired("table-clean").records
    assert {held.status for record in records for held in record.values.values()} <= {
        "printed",
        "merged",
        "shared",
        "absent",
    }


def test_a_row_that_no_section_counts_is_refused_by_name() -> None:
    pages = case("table-clean")["pages"]
    rows = sum(len(page) for page in pages)
    with pytest.raises(RepairError) as raised:
        repair(table_of(pages), columns(), sections_of({"provincial": [1, rows - 1, 10]}), 4.0)
    assert raised.value.code == "repair.rows-in-no-section"
    assert raised.value.parameters["first"] == rows


def test_without_sections_each_row_stands_for_itself() -> None:
    found = repair(table_of(case("table-clean")["pages"]), columns(), (), 4.0)
    assert {record.section for record in found.records} == {None}
    assert {unit.basis for unit in found.units} <= {"printed"}
