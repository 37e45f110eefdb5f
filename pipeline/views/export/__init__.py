"""Writes the published tables as an Excel workbook and CSV, as offices open them, and as SQLite."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publication.commit import writing
from pipeline.schema import EXTRAS, declared_by, published_tables
from pipeline.views.export.csv_file import as_csv
from pipeline.views.export.workbook import workbook
from pipeline.views.sqlite import as_sqlite

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "export"
WORKBOOK = "{notice_id}.xlsx"
DATABASE = "{notice_id}.sqlite"
# Characters: a file's name holds 255 bytes, four a character.
LONGEST_NAME = 60

Rows = Sequence[Mapping[str, Any]]


def export(tables: Mapping[str, pa.Table], out: Path) -> list[Path]:
    """Writes workbook, database and a CSV file for each table into ``out``; the files' paths.

    Raises:
        PublishError: ``out`` cannot be written.
    """
    rows = {name: table.to_pylist() for name, table in tables.items()}
    own = declared_by(EXTRAS, tables[EXTRAS].schema) if EXTRAS in tables else None
    name = _file_stem(rows["notice"])
    files = {
        WORKBOOK.format(notice_id=name): workbook(rows, own),
        DATABASE.format(notice_id=name): as_sqlite(rows, own),
    }
    for table in published_tables(own):
        files[f"{table.name}.csv"] = as_csv(table, rows[table.name])
    _write(files, out)
    return [out / name for name in files]


def _file_stem(notice: Rows) -> str:
    """A file's stem on any system, made of the notice's identity."""
    notice_id = "notice"
    if notice:
        notice_id = str(notice[0]["notice_id"])
    plain = re.sub(r"[^\w.-]", "_", notice_id)
    return plain[:LONGEST_NAME]


def _write(files: Mapping[str, bytes], out: Path) -> None:
    with writing(out, "--to") as workspace:
        for name, data in files.items():
            (workspace / name).write_bytes(data)
        for name in files:
            os.replace(workspace / name, out / name)
