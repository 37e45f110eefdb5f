"""Small workbooks drawn for the tests, by openpyxl or part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.model import Document, PageTable
from pipeline.read.sheet import read
from pipeline.sandbox.limits import Limits

Rows = Sequence[Sequence[Any]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def drawn(
    rows: Rows,
    merges: Sequence[str] = (),
    ruled: str = "",
    change: Callable[[Any], None] | None = None,
) -> bytes:
    """A workbook of one sheet, "Sheet1"; ``ruled`` is the area with rules around every cell."""
    from openpyxl import Workbook
    from openpyxl.styles import Border, Side

    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    thin = Side(style="thin")
    for cells in sheet[ruled] if ruled else ():
        for cell in cells:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for merge in merges:
        sheet.merge_cells(merge)
    if change is not None:
        change(sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def packed(parts: Mapping[str, str | bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compress) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def sheet_xml(inner: str, before: str = "", after: str = "") -> str:
    """A sheet's part with this between its data tags."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{inner}</sheetData>{after}</worksheet>'


def written(
    sheet: str, strings: str | None = None, styles: str | None = None, head: str = ""
) -> bytes:
    """A workbook of parts written by hand."""
    return packed(parts_of(sheet, strings, styles, head))


def parts_of(
    sheet: str, strings: str | None = None, styles: str | None = None, head: str = ""
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet."""
    links = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]
    links.append(("styles", "styles.xml"))
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    book = '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_LINK}">{head}{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return parts


def reading(data: bytes, limits: Limits | None = None) -> Document:
    """The workbook as its reader reads it."""
    return read(Path("book.xlsx"), data, limits or Limits())


def texts(table: PageTable) -> list[list[str]]:
    """The texts of a table's rows, "" where a cell from elsewhere covers a position."""
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def spans(table: PageTable) -> dict[str, tuple[int, int, int, int]]:
    """Row, column and spans of each merged cell by its text."""
    return {
        cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan)
        for cell in table.cells
        if cell.rowspan * cell.colspan > 1
    }


def told(document: Document) -> list[tuple[str, str]]:
    """Severity and code of each finding; of one on a cell the inner code."""
    found: list[tuple[str, str]] = []
    for finding in document.findings:
        inner = finding.what.parameters.get("what") if finding.what.code == "sheets.at" else None
        code = getattr(inner, "code", finding.what.code)
        found.append((finding.severity, code.removeprefix("sheets.")))
    return found
