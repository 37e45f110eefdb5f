"""Arrow schemas of the published tables, and how far a given table keeps to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema.columns import Column
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(table: str, generation: str | None = None) -> pa.Schema:
    """The Arrow schema of ``table`` with descriptions in its metadata.

    And ``generation`` where it is given.
    """
    import pyarrow as pa

    declared = TABLES[table]
    metadata = {"description": declared.description}
    if generation is not None:
        metadata["generation"] = generation
    return pa.schema([_field(column) for column in declared.columns], metadata=metadata)


def mismatches(table: str, found: pa.Schema) -> list[str]:
    """How ``found`` departs from the declared columns, their order and types.

    Empty where it does not.
    """
    expected = arrow_schema(table)
    faults = [f"column {name} is missing" for name in expected.names if name not in found.names]
    faults += [
        f"column {name} is not in the schema" for name in found.names if name not in expected.names
    ]
    if not faults and found.names != expected.names:
        faults.append("the columns are in another order")
    for field in expected:
        if found.names.count(field.name) == 1 and found.field(field.name).type != field.type:
            faults.append(
                f"column {field.name} is {found.field(field.name).type}, declared {field.type}"
            )
    return faults


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    metadata = {"description": column.description}
    if column.unit:
        metadata["unit"] = column.unit
    type_ = pa.type_for_alias(column.type)
    return pa.field(column.name, type_, nullable=column.nullable, metadata=metadata)
