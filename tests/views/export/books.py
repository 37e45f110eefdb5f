"""A workbook as a program reads it back."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import load_workbook

from pipeline.schema import TABLES, TableSchema
from pipeline.views.export.csv_file import as_csv
from pipeline.views.export.workbook import workbook
from tests.published import small_publication


def book(rows: Any, own: TableSchema | None = None) -> Any:
    return load_workbook(io.BytesIO(workbook(rows, own)))


def shown(sheet: Any, row: int, heading: str) -> Any:
    """The cell of a row under a heading."""
    heads = [cell.value for cell in sheet[1]]
    return sheet.cell(row, heads.index(heading) + 1)


def in_csv(text: str) -> str:
    """What stands in the CSV file for a target, read back with the comma between cells."""
    rows = small_publication()
    rows["indicators"][0]["target"] = text
    data = as_csv(TABLES["indicators"], rows["indicators"]).decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(data, newline="")))["年底目标"]
