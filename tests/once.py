"""Whole runs whose repair and validation other tests ask for too: the same question is worked out once.

Both are functions of what they are given. What is asked anew is worked out anew; only a question that is the same to
the last character has the answer of the first time, also another worker's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.shared import shared

if TYPE_CHECKING:
    import pyarrow as pa

# Of what a table's file says of itself, this alone differs between runs and is nothing that suites look at.
GENERATION = b"generation"

# What this process is at: one entry for each block that it is in.
_in_block: list[bool] = []
_anew: list[bool] = []


@contextmanager
def worked_anew() -> Iterator[None]:
    """In this block nothing is answered from memory: for whoever asks whether twice comes out alike."""
    _anew.append(True)
    try:
        yield
    finally:
        _anew.pop()


@contextmanager
def worked_once() -> Iterator[None]:
    """Repair and validation answer what they were asked before from memory in this block."""
    if _in_block:  # within another such block
        yield
        return
    import pipeline.repair
    from pipeline.model import Repaired
    from pipeline.validate import Validator
    from pipeline.validate.result import ValidationReport

    repair, validate = pipeline.repair.repair, Validator.validate

    def repaired(*arguments: Any, **options: Any) -> Repaired:
        if _anew:
            return repair(*arguments, **options)
        asked = repr((arguments, options))
        assert " object at 0x" not in asked
        return shared(f"repair {asked}", lambda: repair(*arguments, **options))

    def validated(
        validator: Validator, tables: Mapping[str, pa.Table], *each: Any
    ) -> ValidationReport:
        if _anew:
            return validate(validator, tables, *each)
        asked = repr((validator._suites, [(name, said(table)) for name, table in tables.items()]))
        assert " object at 0x" not in asked
        return shared(f"validation {asked}", lambda: validate(validator, tables, *each))

    with (
        patch.object(pipeline.repair, "repair", repaired),
        patch.object(Validator, "validate", validated),
    ):
        _in_block.append(True)
        try:
            yield
        finally:
            _in_block.pop()


def said(table: pa.Table) -> tuple[object, ...]:
    """All that a table holds and says of its columns."""
    about = {
        key: value for key, value in (table.schema.metadata or {}).items() if key != GENERATION
    }
    columns = [
        (field.name, str(field.type), field.nullable, field.metadata) for field in table.schema
    ]
    return about, columns, table.to_pylist()
