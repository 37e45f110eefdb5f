"""A table as CSV that spreadsheets open as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.schema import TableSchema
from pipeline.views.export.formulas import unarmed
from pipeline.views.export.headings import headings, plain

Rows = Sequence[Mapping[str, Any]]


def as_csv(table: TableSchema, rows: Rows) -> bytes:
    """UTF-8 with the mark that tells Excel so, headings in Chinese.

    Lines ended as RFC 4180 has them.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(headings(table))
    for row in rows:
        writer.writerow([_csv_value(row[name]) for name in table.names])
    return sink.getvalue().encode("utf-8-sig")


def _csv_value(value: Any) -> Any:
    if isinstance(value, str):
        return unarmed(value)
    if isinstance(value, float):
        return repr(plain(value))
    return plain(value)
