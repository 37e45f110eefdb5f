"""The version of the published tables: what a later version adds is null in an earlier publication."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from pipeline.schema import (
    SCHEMA_VERSION,
    TABLES,
    arrow_schema,
    brought_up,
    columns_since,
    tables_of,
)

LATER = SCHEMA_VERSION + 1


@pytest.fixture
def with_a_later_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """As though the remark of a lead unit came with the next version, and with it the table of sums."""
    table = TABLES["lead_units"]
    columns = tuple(
        replace(column, since=LATER) if column.name == "remark" else column
        for column in table.columns
    )
    monkeypatch.setitem(TABLES, "lead_units", replace(table, columns=columns))
    monkeypatch.setitem(TABLES, "sums", replace(TABLES["sums"], since=LATER))


def test_a_written_table_says_its_version() -> None:
    metadata = arrow_schema("notice", "g1").metadata
    assert metadata[b"schema_version"] == str(SCHEMA_VERSION).encode()


def test_the_current_version_has_every_table_and_lacks_no_column() -> None:
    assert tables_of(SCHEMA_VERSION) == tuple(TABLES)
    assert columns_since(SCHEMA_VERSION) == ()


@pytest.mark.usefixtures("with_a_later_column")
def test_an_earlier_version_lacks_the_tables_and_columns_that_came_later() -> None:
    assert "sums" not in tables_of(SCHEMA_VERSION)
    missing = columns_since(SCHEMA_VERSION)
    assert ("lead_units", "remark") in missing
    assert ("sums", "stated") in missing


@pytest.mark.usefixtures("with_a_later_column")
def test_a_column_that_came_later_is_null_in_its_place() -> None:
    earlier = pa.table({"seq": pa.array([1], pa.int16())})
    table = brought_up("lead_units", earlier, SCHEMA_VERSION)
    assert table.column("remark").to_pylist() == [None]
    assert table.schema.field("remark").type == pa.string()


def test_a_table_of_this_version_is_left_as_it_is() -> None:
    table = arrow_schema("lead_units").empty_table()
    assert brought_up("lead_units", table, SCHEMA_VERSION) is table
