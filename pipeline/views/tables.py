"""What ``tables`` answers.

The ruled tables of a document page by page, and the logical tables they make up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model import Cell, Decision, Finding, PageTable, Table
from pipeline.text import json_text, script_join

# Columns of the printed text are not padded wider than this; longer texts stick out.
WIDEST = 28


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

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain values for JSON."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "pages": [
                {"page": page, "tables": [_page_table(table) for table in shown]}
                for page, shown in self.pages
            ],
            "tables": [_logical(table) for table in self.tables],
            "findings": [_finding(finding) for finding in self.findings],
        }

    def as_json(self) -> Iterator[str]:
        """The answer as JSON, a page or a table at a time.

        It is several times as large as the tables are here.
        """
        yield f'{{"source": {json_text(self.source)}, "sha256": {json_text(self.sha256)}, "pages": ['
        for number, (page, shown) in enumerate(self.pages):
            tables = [_page_table(table) for table in shown]
            yield (", " if number else "") + json_text({"page": page, "tables": tables})
        yield '], "tables": ['
        for number, table in enumerate(self.tables):
            pages = json_text(list(dict.fromkeys(table.pages)))
            yield (
                ", " if number else ""
            ) + f'{{"pages": {pages}, "header_rows": {table.header_rows}, "cells": ['
            yield from (
                (", " if n else "") + json_text(_cell(cell)) for n, cell in enumerate(table.cells)
            )
            yield f'], "decisions": {json_text([_decision(one) for one in table.decisions])}}}'
        yield f'], "findings": {json_text([_finding(finding) for finding in self.findings])}}}\n'

    def as_text(self) -> Iterator[str]:
        """The logical tables as lines of text, then the findings."""
        for number, table in enumerate(self.tables, 1):
            yield from _printed(number, table)
            yield ""
        for finding in self.findings:
            where = "" if finding.page is None else f" (page {finding.page})"
            yield f"{finding.severity}: {finding.message}{where}"


def _page_table(table: PageTable) -> dict[str, Any]:
    return {"bbox": table.bbox, "cells": [_cell(cell) for cell in table.cells]}


def _logical(table: Table) -> dict[str, Any]:
    cells = [_cell(cell) for cell in table.cells]
    return {
        "pages": list(dict.fromkeys(table.pages)),
        "header_rows": table.header_rows,
        "cells": cells,
        "decisions": [_decision(one) for one in table.decisions],
    }


def _decision(one: Decision) -> dict[str, Any]:
    """A decision at a page break with its evidence.

    The codes and weights of ``pipeline/stitch/signs.py``.
    """
    signs = [{"code": code, "weight": weight, "about": about} for code, weight, about in one.signs]
    return {
        "kind": one.kind,
        "page": one.page,
        "row": one.row,
        "col": one.col,
        "holds": one.total > 0,
        "total": one.total,
        "signs": signs,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    """The cell as JSON; ``place`` only where the source has no pages."""
    shown = {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "page": cell.page,
        "bbox": cell.bbox,
    }
    return shown if cell.place is None else {**shown, "place": cell.place}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "page": finding.page,
        "row": finding.row,
        "col": finding.col,
    }


def _printed(number: int, table: Table) -> Iterator[str]:
    n_rows = max((cell.row + cell.rowspan for cell in table.cells), default=0)
    n_cols = max((cell.col + cell.colspan for cell in table.cells), default=0)
    pages = dict.fromkeys(table.pages)
    where = f"page {table.pages[0]}" if len(pages) == 1 else f"pages {', '.join(map(str, pages))}"
    yield f"Table {number}, {where}: {n_rows} rows, {n_cols} columns, {table.header_rows} of headings"
    texts = [[""] * n_cols for _ in range(n_rows)]
    for cell in table.cells:
        texts[cell.row][cell.col] = script_join(cell.text.splitlines())
    widths = [min(WIDEST, max(_width(row[col]) for row in texts)) for col in range(n_cols)]
    for at, row in enumerate(texts):
        yield " | ".join(
            t + " " * (w - _width(t)) for t, w in zip(row, widths, strict=True)
        ).rstrip()
        if at == table.header_rows - 1:
            yield "-+-".join("-" * w for w in widths)


def _width(text: str) -> int:
    """Places on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
