"""Rows to Arrow tables, and tables to the files that ``commit`` puts into the output folder."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ValidationError
from pipeline.messages import Message, message
from pipeline.publication import commit
from pipeline.publication.arrays import array_of
from pipeline.publication.state import PACKAGE_FILE, STATE_FILE, sha256, state_of
from pipeline.schema import (
    EXTRAS,
    TABLES,
    Column,
    FileFact,
    TableSchema,
    arrow_schema,
    datapackage,
    declared_by,
    dictionary,
    file_name,
    published_tables,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["build", "clear_rejected", "prepare", "publish", "recover", "reject"]

DICTIONARY_FILE = "README.md"
REJECTED = "rejected"
_INT16 = range(-(2**15), 2**15)

Rows = Sequence[Mapping[str, object]]


def build(
    rows: Mapping[str, Rows],
    generation: str,
    extras: TableSchema | None = None,
) -> dict[str, pa.Table]:
    """The Arrow tables of a publication from plain rows.

    A Decimal becomes the float whose shortest notation it is.

    Args:
        rows: by table, one mapping per row with exactly the declared columns.
        generation: what tells this publication from others (see ``state.generation``).
        extras: the table of the form's own columns, where it has any.

    Raises:
        ValidationError: a table or column is missing or unknown, a value is of another type, out
            of range, or null where the schema allows none.
    """
    declared = {table.name: table for table in published_tables(extras)}
    missing, unknown = set(declared) - set(rows), set(rows) - set(declared)
    if missing:
        raise ValidationError("publication.tables-missing", names=sorted(missing))
    if unknown:
        raise ValidationError("publication.tables-unknown", names=sorted(unknown))
    return {name: _table(table, rows[name], generation) for name, table in declared.items()}


def publish(
    tables: Mapping[str, pa.Table],
    out: Path,
    extras: Mapping[str, bytes] | None = None,
    summary: Mapping[str, object] | None = None,
) -> None:
    """Writes the tables, the dictionary, ``extras`` and datapackage.json into ``out``.

    Files that the last publication wrote and this one does not are removed, and so is
    ``rejected/``.

    Args:
        tables: as :func:`build` makes them.
        out: the output folder.
        extras: file name → content.
        summary: what is kept in the memory beside the files (see ``state.read_state``).

    Raises:
        PublishError: ``out`` cannot be written; it is then as it was.
    """
    files = (
        _files(tables)
        | {DICTIONARY_FILE: dictionary(_extras(tables)).encode()}
        | dict(extras or {})
    )
    files[PACKAGE_FILE] = _package_bytes(tables, files)
    state = {
        "generation": _generation(tables),
        "files": {name: sha256(data) for name, data in files.items()},
        "summary": dict(summary or {}),
    }
    commit.replace_files(files | {STATE_FILE: state_of(state)}, out, clear=REJECTED)


def reject(
    tables: Mapping[str, pa.Table],
    out: Path,
    extras: Mapping[str, bytes] | None = None,
) -> None:
    """Writes the tables and ``extras`` into ``out/rejected`` and touches nothing else there.

    Raises:
        PublishError: ``out`` cannot be written.
    """
    commit.replace_folder(_files(tables) | dict(extras or {}), out, REJECTED)


def prepare(out: Path, extras: Iterable[str] = ()) -> None:
    """Looks before the work whether ``out`` can take a publication with ``extras``.

    Raises:
        PublishError: it cannot.
    """
    commit.prepare(out, _names(extras))


def recover(out: Path, extras: Iterable[str] = ()) -> None:
    """Finishes or removes what a killed run left in ``out``.

    Raises:
        PublishError: as :func:`prepare`, before anything is changed.
    """
    commit.recover(out, _names(extras))


def clear_rejected(out: Path) -> None:
    """Removes the rejected tables of a run before, where that can be done."""
    commit.clear_folder(out, REJECTED)


def _names(extras: Iterable[str]) -> tuple[str, ...]:
    return (*map(file_name, (*TABLES, EXTRAS)), DICTIONARY_FILE, STATE_FILE, PACKAGE_FILE, *extras)


def _extras(tables: Mapping[str, pa.Table]) -> TableSchema | None:
    """What the table of the form's own columns declares; None where there is none."""
    table = tables.get(EXTRAS)
    return None if table is None else declared_by(EXTRAS, table.schema)


def _table(
    table: TableSchema,
    rows: Rows,
    generation: str,
) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(table, generation)
    for index, row in enumerate(rows):
        _check_columns(table, index, row)
    arrays = []
    for column, field in zip(table.columns, schema, strict=True):
        values = []
        for index, row in enumerate(rows):
            values.append(_stored(table.name, index, column, row[column.name]))
        arrays.append(array_of(values, field.type))
    return pa.table(arrays, schema=schema)


def _check_columns(
    table: TableSchema,
    index: int,
    row: Mapping[str, object],
) -> None:
    declared = set(table.names)
    missing, unknown = declared - set(row), set(row) - declared
    if missing:
        names = sorted(missing)
        raise ValidationError(
            "publication.columns-missing",
            table=table.name,
            row=index,
            names=names,
        )
    if unknown:
        names = sorted(unknown)
        raise ValidationError(
            "publication.columns-unknown",
            table=table.name,
            row=index,
            names=names,
        )


def _stored(
    table: str,
    index: int,
    column: Column,
    value: object,
) -> object:
    """``value`` as the column's type has it.

    Raises:
        ValidationError: it does not go in unchanged.
    """
    fault = _fault(column, value)
    if fault is not None:
        place = message(
            "publication.cell",
            table=table,
            row=index,
            column=column.name,
        )
        raise ValidationError(fault, where=place)
    return float(value) if isinstance(value, Decimal) else value


def _fault(column: Column, value: object) -> Message | None:
    """What keeps a value out of a column."""
    if value is None:
        return None if column.nullable else message("publication.null")
    if column.type == "float64":
        return _float_fault(value)
    accepted = {
        "string": isinstance(value, str) and _is_text(value),
        "int16": isinstance(value, int) and not isinstance(value, bool),
        "bool": isinstance(value, bool),
        "date32": isinstance(value, date) and not isinstance(value, datetime),
    }
    if not accepted[column.type]:
        return message("publication.wrong-type", value=repr(value)[:80], type=column.type)
    if column.type == "int16" and value not in _INT16:
        first, last = _INT16[0], _INT16[-1]
        shown = repr(value)[:80]
        return message(
            "publication.out-of-range",
            value=shown,
            first=first,
            last=last,
        )
    return None


def _is_text(value: str) -> bool:
    """Half a surrogate pair is none: no file can hold it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _float_fault(value: object) -> Message | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return message("publication.no-number", value=repr(value))
    number = float(value)
    kept = Decimal(repr(number)) if isinstance(value, Decimal) else number
    if not math.isfinite(number) or kept != value:
        return message("publication.inexact", value=repr(value))
    return None


def _files(tables: Mapping[str, pa.Table]) -> dict[str, bytes]:
    return {file_name(name): _parquet(table) for name, table in tables.items()}


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _package_bytes(tables: Mapping[str, pa.Table], files: Mapping[str, bytes]) -> bytes:
    rows = tables["notice"].to_pylist()
    notice: dict[str, Any] = rows[0] if rows else {"notice_id": "unknown", "title": None}
    facts = {}
    for name in tables:
        data = files[file_name(name)]
        facts[name] = FileFact(len(data), sha256(data))
    package = datapackage(
        facts,
        generation=_generation(tables),
        notice_id=notice["notice_id"],
        title=notice["title"],
        extras=_extras(tables),
    )
    return _json(package)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _generation(tables: Mapping[str, pa.Table]) -> str:
    found: set[str] = set()
    for table in tables.values():
        metadata = table.schema.metadata or {}
        found.add(metadata.get(b"generation", b"").decode())
    if len(found) != 1:
        raise ValidationError("publication.several-generations")
    return found.pop()
