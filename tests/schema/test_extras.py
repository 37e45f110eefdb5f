"""The table of a form's own columns: what each kind is published as, and how a file describes it."""

from __future__ import annotations

import pytest

from pipeline.schema import (
    EXTRAS,
    PRECISION,
    arrow_schema,
    declared_by,
    dictionary,
    extra_columns,
    extras_table,
    main_columns,
    mismatches,
)

KINDS = {
    "text": ["a"],
    "date": ["a", "a_precision", "a_start", "a_text"],
    "number": ["a", "a_unit", "a_text"],
    "percent": ["a", "a_text"],
    "agency": ["a", "a_text"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_is_published_with_what_belongs_to_it(kind: str) -> None:
    columns = extra_columns("a", kind, "完成时限")
    assert [column.name for column in columns] == KINDS[kind]
    assert all(column.description.startswith("完成时限: ") for column in columns)
    table = extras_table(columns)
    assert main_columns(table.names) == ("a",)


def test_the_file_describes_its_columns_so_that_they_are_read_back() -> None:
    columns = [
        *extra_columns("deadline", "date", "完成时限"),
        *extra_columns("investment", "number", "总投资"),
    ]
    table = extras_table(columns)
    schema = arrow_schema(table, "0" * 64)
    assert declared_by(EXTRAS, schema) == table
    assert mismatches(EXTRAS, schema) == []
    assert table.column("deadline_precision").values == tuple(PRECISION)


def test_a_file_without_its_serial_departs_from_the_declaration() -> None:
    schema = arrow_schema(extras_table(extra_columns("a", "text", "备注")))
    without = schema.remove(schema.get_field_index("seq"))
    assert [fault.code for fault in mismatches(EXTRAS, without)] == ["schema.column-missing"]


def test_the_dictionary_has_the_forms_own_columns_or_says_what_they_may_be() -> None:
    own = dictionary(extras_table(extra_columns("leader", "text", "责任领导")))
    assert "| `leader` | string |  | yes | 责任领导: " in own
    assert "| date | `<name>` date32" in dictionary()
    assert "| date | `<name>` date32" not in own
