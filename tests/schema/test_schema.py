"""The schema, and that everything derived from it says the same."""

from __future__ import annotations

import json
import re

import pyarrow as pa
import pytest

from pipeline.messages import render
from pipeline.schema import (
    PROVENANCE_COLUMNS,
    TABLES,
    FileFact,
    arrow_schema,
    datapackage,
    dictionary,
    mismatches,
)

CONTRACT_TYPES = {
    "indicators": "notice_id string, seq int16, section string, level1 string, level1_points double, level2 string, "
    "level2_points double, indicator string, unit string, weight double, scoring_unit int16, rank_jan_jun int16, "
    "rank_jan_aug int16, rank_jan_sep int16, target string, target_value double, target_unit string, "
    "target_comparator string, target_rank int16, lead_units string, needs_review bool, source_page int16",
    "rankings": "notice_id string, seq int16, period_start date32[day], period_end date32[day], rank int16, "
    "printed string, status string",
    "scoring_units": "notice_id string, scoring_unit int16, section string, level1 string, level2 string, "
    "first_seq int16, last_seq int16, points double, rows string, basis string, status string, candidates string",
    "sections": "notice_id string, section string, label string, first_seq int16, last_seq int16, points double, "
    "share double",
    "sums": "notice_id string, sum int16, kind string, printed string, first_seq int16, last_seq int16, rows string, "
    "column string, stated double, found double, status string, page int16, row int16, tasks string",
    "lead_units": "notice_id string, seq int16, position int16, lead_unit string, remark string",
    "agencies": "notice_id string, seq int16, column string, position int16, agency string, remark string",
    "provenance": "notice_id string, seq int16, column string, status string, printed string, candidates string, "
    "reason string, reasons string, page int16, row int16, col int16, x0 double, top double, x1 double, bottom double, place string",
    "candidates": "notice_id string, seq int16, column string, position int16, text string, value string, cost double",
    "repairs": "notice_id string, step string, rule string, seq int16, column string, page int16, row int16, "
    "col int16, before string, after string, reason string, reasons string, cost double",
    "cells": "notice_id string, source_sha256 string, page int16, row int16, col int16, rowspan int16, colspan int16, "
    "text string, x0 double, top double, x1 double, bottom double, place string, engines string, "
    "confidence double, readings string",
    "findings": "notice_id string, severity string, check string, code string, parameters string, message string, seq int16, first_seq int16, "
    "last_seq int16, page int16, row int16, col int16",
    "notice": "notice_id string, title string, issuer string, issued_on date32[day], window_start date32[day], "
    "window_end date32[day], contact_email string, attachment_title string, full_marks double, "
    "provincial_share double, source_sha256 string, body string",
}


@pytest.mark.parametrize("table", CONTRACT_TYPES)
def test_names_types_and_order_are_those_of_the_contract(table: str) -> None:
    assert (
        ", ".join(f"{field.name} {field.type}" for field in arrow_schema(table))
        == CONTRACT_TYPES[table]
    )


def test_the_contract_s_tables_are_all_there_are() -> None:
    assert set(TABLES) == set(CONTRACT_TYPES)


def test_every_field_carries_its_description_and_the_table_its_generation() -> None:
    for name in TABLES:
        schema = arrow_schema(name, "abc")
        assert schema.metadata[b"generation"] == b"abc"
        assert all(field.metadata[b"description"] for field in schema)
    assert arrow_schema("indicators").field("weight").metadata[b"unit"] == b"points"


def test_provenance_traces_every_column_of_indicators_but_four() -> None:
    left_out = set(TABLES["indicators"].names) - set(PROVENANCE_COLUMNS)
    assert left_out == {"notice_id", "seq", "needs_review", "source_page"}


def test_keys_and_references_name_columns_that_exist_and_keys_are_never_null() -> None:
    for table in TABLES.values():
        assert all(not table.column(name).nullable for name in table.key)
        for key in table.foreign_keys:
            assert set(key.columns) <= set(table.names)
            assert set(key.other_columns) <= set(TABLES[key.table].names)


def test_the_dictionary_has_a_line_for_every_column_of_every_table() -> None:
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", dictionary(), re.M | re.S))
    for table in TABLES.values():
        rows = re.findall(r"^\| `(\w+)` \|", sections[table.name], re.M)
        assert tuple(rows) == table.names


def test_the_dictionary_explains_every_value_of_a_vocabulary() -> None:
    text = dictionary()
    values = {
        value for table in TABLES.values() for column in table.columns for value in column.values
    }
    assert [value for value in sorted(values) if f"`{value}`" not in text] == []


def test_the_data_package_describes_the_arrow_schemas() -> None:
    facts = {name: FileFact(7, "ab" * 32) for name in TABLES}
    package = json.loads(
        json.dumps(datapackage(facts, generation="abc", notice_id="small", title="通知"))
    )
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["name"], package["title"], package["generation"]) == ("small", "通知", "abc")
    types = {
        "string": pa.string(),
        "integer": pa.int16(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    for resource in package["resources"]:
        schema = arrow_schema(resource["name"])
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == schema.names
        assert [types.get(f["type"], pa.date32()) for f in fields] == schema.types
        assert [not f.get("constraints", {}).get("required", False) for f in fields] == [
            f.nullable for f in schema
        ]
        assert (resource["hash"], resource["bytes"]) == ("sha256:" + "ab" * 32, 7)


def departures(found: pa.Schema) -> list[str]:
    """How a schema differs from that of ``lead_units``, in English."""
    return [render(fault) for fault in mismatches("lead_units", found)]


def test_a_departure_from_the_schema_is_named() -> None:
    good = arrow_schema("lead_units")
    assert mismatches("lead_units", good) == []
    assert departures(pa.schema(list(good)[1:])) == ["column notice_id is missing"]
    assert departures(pa.schema(list(good)[::-1])) == ["the columns are in another order"]
    wider = good.set(1, pa.field("seq", pa.int64())).append(pa.field("extra", pa.string()))
    assert departures(wider) == [
        "column extra is not in the schema",
        "column seq is int64, declared int16",
    ]
