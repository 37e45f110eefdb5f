"""The Data Package descriptor of a publication.

Source of the form: Data Package 2.0, https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.schema.columns import Column, TableSchema
from pipeline.schema.tables import published_tables
from pipeline.schema.version import SCHEMA_VERSION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {
    "string": "string",
    "int16": "integer",
    "int32": "integer",
    "float64": "number",
    "bool": "boolean",
    "date32": "date",
}


@dataclass(frozen=True, slots=True)
class FileFact:
    """Size in bytes and SHA-256, in hex, of a file as it was written."""

    size: int
    sha256: str


def file_name(table: str) -> str:
    """The file that holds ``table``."""
    return f"{table}.parquet"


def datapackage(
    files: Mapping[str, FileFact],
    *,
    generation: str,
    notice_id: str,
    title: str | None,
    extras: TableSchema | None = None,
) -> dict[str, object]:
    """The descriptor of the publication; ``files`` has one entry per table, by table name.

    ``extras`` is the table of the form's own columns, where it has any.
    """
    descriptor: dict[str, object] = {"$schema": PROFILE, "name": notice_id}
    if title:
        descriptor["title"] = title
    descriptor["description"] = (
        "Tables extracted from the notice; README.md is the data dictionary."
    )
    descriptor["generation"] = generation
    descriptor["schema_version"] = SCHEMA_VERSION
    descriptor["resources"] = [
        _resource(table, files[table.name]) for table in published_tables(extras)
    ]
    return descriptor


def _resource(table: TableSchema, fact: FileFact) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": file_name(table.name),
        "title": table.title,
        "description": table.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": fact.size,
        "hash": f"sha256:{fact.sha256}",
        "schema": _table_schema(table),
    }


def _table_schema(table: TableSchema) -> dict[str, object]:
    schema: dict[str, object] = {
        "$schema": TABLE_PROFILE,
        "fields": [_field(column) for column in table.columns],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.other_columns)},
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field
