"""What ``tables`` answers.

The ruled tables of a document page by page, and the logical tables they make up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from pipeline.messages import Language, Message, as_data, message, render
from pipeline.model import Box, Cell, Decision, Finding, PageTable, Table
from pipeline.text import escaped_json, json_text, script_join
from pipeline.views.spot import Counted, counted_all
from pipeline.views.width import display_width, padded

# Columns of the printed text are not padded wider than this; longer texts stick out.
WIDEST = 28
# Cells are written so many at a time: enough that each costs no call, too few to be large.
AT_A_TIME = 200
# So many boxes are kept as they are written.
KEPT = 4096

# Plain values for JSON.
Plain = dict[str, Any]


def by_page(
    tables: Iterable[PageTable], numbers: Iterable[int]
) -> tuple[tuple[int, tuple[PageTable, ...]], ...]:
    """Page tables by their page, in order; of the pages ``numbers`` also those without a table."""
    shown: dict[int, list[PageTable]] = {number: [] for number in numbers}
    for table in tables:
        shown.setdefault(table.page, []).append(table)
    return tuple((page, tuple(of_page)) for page, of_page in sorted(shown.items()))


@dataclass(frozen=True, slots=True)
class TablesResult:
    """The tables of one document: ``pages`` as (page, its tables) in order, ``tables`` stitched."""

    source: str
    sha256: str
    pages: tuple[tuple[int, tuple[PageTable, ...]], ...]
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was lost on the way."""
        return not any(finding.severity == "error" for finding in self.findings)

    def as_dict(self) -> Plain:
        """The answer as plain values for JSON."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "pages": [_page(page, shown) for page, shown in self.pages],
            "tables": [_logical(table) for table in self.tables],
            "findings": [_finding(finding) for finding in self.findings],
        }

    def as_json(self) -> Iterator[str]:
        """The answer as JSON, a page or a table at a time.

        It is several times as large as the tables are here.
        """
        boxes = _Boxes()
        yield f'{{"source": {json_text(self.source)}, "sha256": {json_text(self.sha256)}'
        yield ', "pages": ['
        for number, (page, shown) in enumerate(self.pages):
            yield _comma(number) + _page_as_json(page, shown, boxes)
        yield '], "tables": ['
        for number, table in enumerate(self.tables):
            yield from _logical_as_json(number, table, boxes)
        findings = [_finding(finding) for finding in self.findings]
        yield f'], "findings": {json_text(findings)}}}\n'

    def as_text(self, language: Language = "en") -> Iterator[str]:
        """The logical tables as lines of text, then the findings."""
        for number, table in enumerate(self.tables, 1):
            yield from _printed(number, table, language)
            yield ""
        for finding in self.findings:
            yield render(_finding_line(finding, self._counted), language)

    @property
    def _counted(self) -> Counted:
        """What the source's pages are: pages, or its tables or sheets."""
        return counted_all(cell.place for table in self.tables for cell in table.cells)


def _comma(number: int) -> str:
    """What stands before an item of a JSON array."""
    return ", " if number else ""


def _page(page: int, shown: Sequence[PageTable]) -> Plain:
    tables = []
    for table in shown:
        cells = [_cell(cell) for cell in table.cells]
        tables.append({"bbox": table.bbox, "cells": cells})
    return {"page": page, "tables": tables}


def _page_as_json(page: int, shown: Sequence[PageTable], boxes: _Boxes) -> str:
    """The same as JSON."""
    tables = []
    for table in shown:
        box, cells = json_text(table.bbox), _cells_as_json(table.cells, boxes)
        tables.append(f'{{"bbox": {box}, "cells": [{cells}]}}')
    return f'{{"page": {page}, "tables": [{", ".join(tables)}]}}'


def _pages(table: Table) -> list[int]:
    """The pages that a table stands on, each once."""
    return list(dict.fromkeys(table.pages))


def _logical(table: Table) -> Plain:
    return {
        "pages": _pages(table),
        "header_rows": table.header_rows,
        "cells": [_cell(cell) for cell in table.cells],
        "decisions": [_decision(one) for one in table.decisions],
    }


def _logical_as_json(number: int, table: Table, boxes: _Boxes) -> Iterator[str]:
    """The same, some cells at a time."""
    pages = json_text(_pages(table))
    yield f'{_comma(number)}{{"pages": {pages}, "header_rows": {table.header_rows}, "cells": ['
    for start in range(0, len(table.cells), AT_A_TIME):
        cells = table.cells[start : start + AT_A_TIME]
        yield _comma(start) + _cells_as_json(cells, boxes)
    decisions = [_decision(one) for one in table.decisions]
    yield f'], "decisions": {json_text(decisions)}}}'


def _decision(one: Decision) -> Plain:
    """A decision at a page break with its evidence.

    The codes and weights of ``pipeline/stitch/signs.py``.
    """
    signs = []
    for code, weight, about in one.signs:
        signs.append({"code": code, "weight": weight, "about": about})
    return {
        "kind": one.kind,
        "page": one.page,
        "row": one.row,
        "col": one.col,
        "holds": one.total > 0,
        "total": one.total,
        "signs": signs,
    }


def _cell(cell: Cell) -> Plain:
    """The cell as JSON; ``place`` only where the source has no pages."""
    shown: Plain = {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "page": cell.page,
        "bbox": cell.bbox,
    }
    return shown if cell.place is None else {**shown, "place": cell.place}


def _cells_as_json(cells: Iterable[Cell], boxes: _Boxes) -> str:
    """Cells as JSON, one behind the other.

    A table has tens of thousands, and a dictionary of each takes twice as long.
    """
    return escaped_json(", ".join([_cell_as_json(cell, boxes) for cell in cells]))


def _cell_as_json(cell: Cell, boxes: _Boxes) -> str:
    place = "" if cell.place is None else f', "place": {encode_basestring(cell.place)}'
    return (
        f'{{"row": {cell.row}, "col": {cell.col}, '
        f'"rowspan": {cell.rowspan}, "colspan": {cell.colspan}, '
        f'"text": {encode_basestring(cell.text)}, "page": {cell.page}, '
        f'"bbox": {boxes[cell.bbox]}{place}}}'
    )


class _Boxes(dict[Box | None, str]):
    """Boxes as JSON, some of them kept.

    The pages of a long table have the same boxes, and the table that they make has them again.
    """

    def __missing__(self, box: Box | None) -> str:
        if len(self) >= KEPT:
            self.clear()
        text = "null"
        if box is not None:
            x0, top, x1, bottom = box
            text = f"[{x0!r}, {top!r}, {x1!r}, {bottom!r}]"
        self[box] = text
        return text


def _finding(finding: Finding) -> Plain:
    return {
        "severity": finding.severity,
        "check": finding.check,
        **as_data(finding.what),
        "message": finding.message,
        "page": finding.page,
        "row": finding.row,
        "col": finding.col,
    }


_FINDING_ON = {
    Counted.PAGES: "views.tables-finding-on",
    Counted.TABLES: "editions.finding-in-table",
    Counted.SHEETS: "editions.finding-in-sheet",
}


def _finding_line(finding: Finding, counts: Counted) -> Message:
    told = {"severity": finding.severity, "text": finding.what}
    if finding.page is None:
        return message("views.tables-finding", **told)
    return message(_FINDING_ON[counts], page=finding.page, **told)


def _printed(
    number: int,
    table: Table,
    language: Language,
) -> Iterator[str]:
    """A logical table as lines of text, a heading above it and a line below its header rows."""
    texts = _grid(table)
    widths = [_column_width(column) for column in zip(*texts, strict=True)]
    yield render(_heading(number, table, len(texts), len(widths)), language)
    for at, row in enumerate(texts):
        cells = map(padded, row, widths)
        yield " | ".join(cells).rstrip()
        if at == table.header_rows - 1:
            yield "-+-".join("-" * width for width in widths)


def _grid(table: Table) -> list[list[str]]:
    """The texts by row and column, each where its cell begins."""
    n_rows = n_cols = 0
    for cell in table.cells:
        n_rows = max(n_rows, cell.row + cell.rowspan)
        n_cols = max(n_cols, cell.col + cell.colspan)
    texts = [[""] * n_cols for _ in range(n_rows)]
    for cell in table.cells:
        lines = cell.text.splitlines()
        texts[cell.row][cell.col] = script_join(lines)
    return texts


def _column_width(texts: Sequence[str]) -> int:
    widest = max(display_width(text) for text in texts)
    return min(WIDEST, widest)


def _heading(
    number: int,
    table: Table,
    rows: int,
    columns: int,
) -> Message:
    pages = _pages(table)
    size = {
        "rows": rows,
        "columns": columns,
        "headings": table.header_rows,
    }
    counts = counted_all(cell.place for cell in table.cells)
    if counts is Counted.TABLES:
        return message("editions.table-in-tables", number=number, pages=pages, **size)
    if counts is Counted.SHEETS:
        return message("editions.table-in-sheets", number=number, pages=pages, **size)
    if len(pages) == 1:
        return message("views.table-on-page", number=number, page=pages[0], **size)
    return message("views.table-on-pages", number=number, pages=pages, **size)
