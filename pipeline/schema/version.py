"""The version of the published tables, and how those of earlier versions are read.

Version 1 is what was published before the tables said their version. A column or table that is
added later says the version that it is there since; read from an earlier publication it is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 3
# Publications before this one cannot be brought up: they are extracted again.
OLDEST_READ = 1
# The version of a publication that says none.
UNSAID = 1


def tables_of(version: int) -> tuple[str, ...]:
    """The tables that a publication of this version has, in the dictionary's order."""
    return tuple(name for name, table in TABLES.items() if table.since <= version)


def columns_since(version: int) -> tuple[tuple[str, str], ...]:
    """Table and column of what publications of this version do not have yet."""
    later = []
    for name, table in TABLES.items():
        for column in table.columns:
            if max(table.since, column.since) > version:
                later.append((name, column.name))
    return tuple(later)


def brought_up(name: str, table: pa.Table, version: int) -> pa.Table:
    """A table of an earlier version with the columns that were added since, all null."""
    import pyarrow as pa

    if name not in TABLES:  # the columns of a form's own, as their file has them
        return table
    for place, column in enumerate(TABLES[name].columns):
        is_later = column.since > version
        if is_later and column.name not in table.column_names:
            type_ = pa.type_for_alias(column.type)
            nulls = pa.nulls(table.num_rows, type_)
            end = table.num_columns  # where others are missing, which is told elsewhere
            table = table.add_column(min(place, end), column.name, nulls)
    return table
