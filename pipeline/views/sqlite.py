"""The published tables as one SQLite file, keys and references declared."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from pipeline.schema import Column, TableSchema, published_tables

Rows = Sequence[Mapping[str, Any]]

# Types that SQLite keeps a column's values in; dates are text as ISO 8601 has them.
_TYPES = {
    "string": "TEXT",
    "int16": "INTEGER",
    "int32": "INTEGER",
    "float64": "REAL",
    "bool": "INTEGER",
    "date32": "TEXT",
}


def as_sqlite(rows: Mapping[str, Rows], own: TableSchema | None = None) -> bytes:
    """The file with every table.

    Args:
        rows: The published tables as plain rows.
        own: The table of the form's own columns, where there is one.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for table in published_tables(own):
            database.execute(_created(table))
            _insert(database, table, rows[table.name])
        database.commit()
        return database.serialize()


def _created(table: TableSchema) -> str:
    parts = [_column(column) for column in table.columns]
    if table.key:
        key = ", ".join(_quoted(name) for name in ("notice_id", *_without_id(table.key)))
        parts.append(f"PRIMARY KEY ({key})")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _without_id(names: Sequence[str]) -> list[str]:
    return [name for name in names if name != "notice_id"]


def _column(column: Column) -> str:
    needed = "" if column.nullable else " NOT NULL"
    return f"{_quoted(column.name)} {_TYPES[column.type]}{needed}"


def _insert(
    database: sqlite3.Connection,
    table: TableSchema,
    rows: Rows,
) -> None:
    places = ", ".join("?" for _ in table.names)
    statement = f"INSERT INTO {_quoted(table.name)} VALUES ({places})"
    for row in rows:
        values = [_stored(row[name]) for name in table.names]
        database.execute(statement, values)


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _quoted(name: str) -> str:
    """A name of the schema, which may be a word of SQL."""
    return f'"{name}"'
