"""Arrow schemas of the published tables, and how far a given table keeps to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.messages import Message, message
from pipeline.schema.columns import Column, TableSchema
from pipeline.schema.tables import TABLES
from pipeline.schema.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(table: str, generation: str | None = None) -> pa.Schema:
    """The Arrow schema of ``table`` with descriptions in its metadata.

    And ``generation``, with the version of the schema, where it is given.
    """
    return schema_of(TABLES[table], generation)


def schema_of(declared: TableSchema, generation: str | None = None) -> pa.Schema:
    """The Arrow schema of a table that is declared, as :func:`arrow_schema`."""
    import pyarrow as pa

    metadata = {"description": declared.description}
    if generation is not None:
        metadata["generation"] = generation
        metadata["schema_version"] = str(SCHEMA_VERSION)
    return pa.schema([_field(column) for column in declared.columns], metadata=metadata)


def mismatches(table: str, found: pa.Schema) -> list[Message]:
    """How ``found`` departs from the declared columns, their order and types.

    Empty where it does not.
    """
    expected = arrow_schema(table)
    missing = [name for name in expected.names if name not in found.names]
    unknown = [name for name in found.names if name not in expected.names]
    faults = [message("schema.column-missing", column=name) for name in missing]
    faults += [message("schema.column-unknown", column=name) for name in unknown]
    if not faults and found.names != expected.names:
        faults.append(message("schema.column-order"))
    for field in expected:
        if found.names.count(field.name) != 1:
            continue
        type_ = found.field(field.name).type
        if type_ != field.type:
            fault = message(
                "schema.column-type",
                column=field.name,
                found=str(type_),
                declared=str(field.type),
            )
            faults.append(fault)
    return faults


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    metadata = {"description": column.description}
    if column.unit:
        metadata["unit"] = column.unit
    type_ = pa.type_for_alias(column.type)
    return pa.field(column.name, type_, nullable=column.nullable, metadata=metadata)
