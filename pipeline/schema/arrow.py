"""Arrow schemas of the published tables, and how far a given table keeps to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.messages import Message, message
from pipeline.schema.columns import Column, TableSchema, TypeName
from pipeline.schema.extras import EXTRAS, extras_table
from pipeline.schema.tables import TABLES
from pipeline.schema.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa


# What Arrow calls a type → what the schema does.
TYPE_NAMES: dict[str, TypeName] = {
    "string": "string",
    "int16": "int16",
    "double": "float64",
    "bool": "bool",
    "date32[day]": "date32",
}


def arrow_schema(table: str | TableSchema, generation: str | None = None) -> pa.Schema:
    """The Arrow schema of ``table`` with descriptions in its metadata.

    And ``generation``, with the version of the schema, where it is given.
    """
    declared = TABLES[table] if isinstance(table, str) else table
    return schema_of(declared, generation)


def schema_of(declared: TableSchema, generation: str | None = None) -> pa.Schema:
    """The Arrow schema of a table that is declared, as :func:`arrow_schema`."""
    import pyarrow as pa

    metadata = {"description": declared.description}
    if generation is not None:
        metadata["generation"] = generation
        metadata["schema_version"] = str(SCHEMA_VERSION)
    return pa.schema([_field(column) for column in declared.columns], metadata=metadata)


def declared_by(table: str, found: pa.Schema) -> TableSchema:
    """The table's declaration; that of a form's own columns as their file describes them."""
    if table != EXTRAS:
        return TABLES[table]
    first = set(extras_table(()).names)
    own = [_column(field) for field in found if field.name not in first]
    return extras_table(own)


def _column(field: pa.Field) -> Column:
    """A column as the file describes it."""
    told = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
    values = tuple(told.get("values", "").split())
    type_ = TYPE_NAMES.get(str(field.type), "string")
    return Column(
        field.name, type_, told.get("description", ""), unit=told.get("unit"), values=values
    )


def mismatches(table: str, found: pa.Schema) -> list[Message]:
    """How ``found`` departs from the declared columns, their order and types.

    Empty where it does not.
    """
    expected = arrow_schema(declared_by(table, found))
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
    if column.values:
        metadata["values"] = " ".join(column.values)
    type_ = pa.type_for_alias(column.type)
    return pa.field(column.name, type_, nullable=column.nullable, metadata=metadata)
