"""The dictionary for programs."""

from __future__ import annotations

from pipeline.schema import TABLES
from pipeline.text import json_text
from pipeline.views.dictionary import as_dict


def test_every_table_and_column_is_described() -> None:
    tables = {table["name"]: table for table in as_dict()["tables"]}
    assert list(tables) == list(TABLES)
    for name, table in tables.items():
        assert [column["name"] for column in table["columns"]] == list(TABLES[name].names)
        assert all(column["description"] for column in table["columns"])
    assert json_text(as_dict())
