"""The catalogue as a file: always whole, in the order of the ids, whoever was done first."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.batches.row import Row
from pipeline.publication.arrays import array_of
from pipeline.publication.dataset import CATALOGUE as FILE
from pipeline.publication.lock import OWN
from pipeline.schema.arrow import schema_of
from pipeline.schema.catalogue import CATALOGUE


def write(rows: Iterable[Row], out: Path) -> None:
    """Writes the catalogue of these documents, in one step.

    Raises:
        OSError: it cannot be written.
    """
    made = out / f"{OWN}{FILE}"
    made.write_bytes(as_parquet(rows))
    os.replace(made, out / FILE)


def as_parquet(rows: Iterable[Row]) -> bytes:
    """The catalogue's file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    ordered = sorted(rows, key=lambda row: (row.notice_id, row.source))
    schema = schema_of(CATALOGUE)
    columns = []
    for field in schema:
        values = [_value(row, field.name) for row in ordered]
        columns.append(array_of(values, field.type))
    sink = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _value(row: Row, column: str) -> Any:
    if column == "code":
        return None if row.said is None else row.said.code
    return getattr(row, column)
