"""Rows to Arrow tables, and tables to the files of a publication.

Which ``swap`` puts into the output folder.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ValidationError
from pipeline.publication import commit as swap
from pipeline.publication.state import PACKAGE_FILE, STATE_FILE, sha256, state_of
from pipeline.schema import (
    TABLES,
    Column,
    FileFact,
    arrow_schema,
    datapackage,
    dictionary,
    file_name,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["build", "clear_rejected", "prepare", "publish", "recover", "reject"]

DICTIONARY_FILE = "README.md"
REJECTED = "rejected"
_INT16 = range(-(2**15), 2**15)

Rows = Sequence[Mapping[str, object]]


def build(rows: Mapping[str, Rows], generation: str) -> dict[str, pa.Table]:
    """The Arrow tables of a publication from plain rows.

    One mapping per row with exactly the declared columns.

    A Decimal becomes the float whose shortest notation it is. Raises ValidationError where a table
    or column is missing or unknown, a value is of another type, out of range, or null where the
    schema allows none.
    """
    _same_names("the publication", "table", set(rows), set(TABLES))
    return {name: _table(name, rows[name], generation) for name in TABLES}


def publish(
    tables: Mapping[str, pa.Table],
    out: Path,
    extras: Mapping[str, bytes] | None = None,
    summary: Mapping[str, object] | None = None,
) -> None:
    """Writes the tables, the dictionary.

    ``extras`` (file name → content) and datapackage.json into ``out``.

    ``summary`` is kept in the memory beside the files (see ``store.read_state``). Files that the
    last publication wrote and this one does not are removed, and so is ``rejected/``. Raises
    PublishError.
    """
    files = _files(tables) | {DICTIONARY_FILE: dictionary().encode()} | dict(extras or {})
    package = _package_bytes(tables, files)
    known = {name: sha256(data) for name, data in files.items()} | {PACKAGE_FILE: sha256(package)}
    state = {"generation": _generation(tables), "files": known, "summary": dict(summary or {})}
    swap.replace_files(
        files | {STATE_FILE: state_of(state), PACKAGE_FILE: package}, out, clear=REJECTED
    )


def reject(
    tables: Mapping[str, pa.Table], out: Path, extras: Mapping[str, bytes] | None = None
) -> None:
    """Writes the tables and ``extras`` into ``out/rejected`` and touches nothing else there.

    Raises PublishError.
    """
    swap.replace_folder(_files(tables) | dict(extras or {}), out, REJECTED)


def prepare(out: Path, extras: Iterable[str] = ()) -> None:
    """Before the work: PublishError where ``out`` could not take a publication with ``extras``."""
    swap.prepare(out, _names(extras))


def recover(out: Path, extras: Iterable[str] = ()) -> None:
    """Finishes or removes what a killed run left in ``out``.

    PublishError as :func:`prepare`, before that.
    """
    swap.recover(out, _names(extras))


def clear_rejected(out: Path) -> None:
    """Removes the rejected tables of a run before, where that can be done."""
    swap.clear_folder(out, REJECTED)


def _names(extras: Iterable[str]) -> tuple[str, ...]:
    return (*map(file_name, TABLES), DICTIONARY_FILE, STATE_FILE, PACKAGE_FILE, *extras)


def _table(name: str, rows: Rows, generation: str) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(name, generation)
    columns = TABLES[name].columns
    for index, row in enumerate(rows):
        _same_names(f"{name} row {index}", "column", set(row), set(schema.names))
    arrays = [
        pa.array(
            [_value(name, index, column, row[column.name]) for index, row in enumerate(rows)],
            type=field.type,
        )
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)


def _same_names(where: str, what: str, found: set[str], declared: set[str]) -> None:
    for text, names in (("lacks", declared - found), ("has the undeclared", found - declared)):
        if names:
            raise ValidationError(f"{where} {text} {what} {', '.join(sorted(names))}")


def _value(table: str, index: int, column: Column, value: object) -> object:
    """``value`` as the column's type has it; ValidationError where it does not go in unchanged."""
    where = f"{table} row {index}, {column.name}"
    if value is None:
        if not column.nullable:
            raise ValidationError(f"{where}: null, but the schema allows none")
        return None
    if column.type == "float64":
        return _float(value, where)
    accepted = {
        "string": isinstance(value, str) and _is_text(value),
        "int16": isinstance(value, int) and not isinstance(value, bool) and value in _INT16,
        "bool": isinstance(value, bool),
        "date32": isinstance(value, date) and not isinstance(value, datetime),
    }
    if not accepted[column.type]:
        bounds = f", which goes from {_INT16[0]:,} to {_INT16[-1]:,}" if type(value) is int else ""
        raise ValidationError(
            f"{where}: {value!r:.80} is no {column.type}{bounds}; mend the source"
        )
    return value


def _is_text(value: str) -> bool:
    """Half a surrogate pair is none: no file can hold it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _float(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValidationError(f"{where}: {value!r} is no number")
    number = float(value)
    exact = math.isfinite(number) and (
        Decimal(repr(number)) == value if isinstance(value, Decimal) else number == value
    )
    if not exact:
        raise ValidationError(f"{where}: {value!r} is not kept exactly as float64")
    return number


def _files(tables: Mapping[str, pa.Table]) -> dict[str, bytes]:
    return {file_name(name): _parquet(tables[name]) for name in TABLES}


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _package_bytes(tables: Mapping[str, pa.Table], files: Mapping[str, bytes]) -> bytes:
    row = (tables["notice"].to_pylist() or [{"notice_id": "unknown", "title": None}])[0]
    facts = {
        name: FileFact(len(files[file_name(name)]), sha256(files[file_name(name)]))
        for name in TABLES
    }
    return _json(
        datapackage(
            facts, generation=_generation(tables), notice_id=row["notice_id"], title=row["title"]
        )
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _generation(tables: Mapping[str, pa.Table]) -> str:
    found: set[str] = {
        (table.schema.metadata or {}).get(b"generation", b"").decode() for table in tables.values()
    }
    if len(found) != 1:
        raise ValidationError("the tables are of several generations; build them together")
    return found.pop()
