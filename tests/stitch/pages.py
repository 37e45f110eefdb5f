"""Page tables written down as text: rows of cells, ``<`` for "goes on to the right", ``^`` for "goes on below".

A page that gives its rows' ``heights`` has its lines set: from the top of each cell, a line each ``PITCH`` points.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from pipeline.model import Box, Cell, Layout, Line, PageTable, Table
from pipeline.stitch.typesetting import width

CASES = Path(__file__).parents[1] / "cases" / "stitch" / "pages"
ROW, LEFT, FOOT = 20.0, 50.0, 780.0
SIZE, PITCH, PAD = 9.0, 12.0, 5.0


def load(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def page_tables(case: dict[str, Any]) -> tuple[list[PageTable], list[Line]]:
    """The case's tables and the lines around them. A table stands where ``top`` says, else it fills its page."""
    tables: list[PageTable] = []
    lines: list[Line] = []
    for number, page in enumerate(case["pages"], 1):
        above = [
            Line(text, number, 0, len(tables), (50, 20, 200, 30)) for text in page.get("above", [])
        ]
        if "rows" in page:
            tables.append(_table(page, number))
        below = [
            Line(text, number, 0, len(tables), (50, FOOT, 200, FOOT + 10))
            for text in page.get("below", [])
        ]
        lines += [*above, *below]
    return tables, lines


def drawn(rows: list[list[str]], xs: list[float], page: int = 1, **how: Any) -> PageTable:
    """One page's table with places, as a case writes it down: ``top``, ``heights``, ``sheet``."""
    return _table({"rows": rows, "xs": xs, **how}, page)


def plain(rows: list[list[str]], page: int = 1) -> PageTable:
    """One page's table of a source without places."""
    table = drawn(rows, list(range(len(rows[0]) + 1)), page)
    cells = tuple(replace(cell, bbox=None) for cell in table.cells)
    return replace(table, cells=cells, bbox=None)


def _table(page: dict[str, Any], number: int) -> PageTable:
    rows: list[list[str]] = page["rows"]
    xs = [LEFT + page.get("shift", 0) + x for x in page["xs"]]
    heights: list[float] = page.get("heights", [ROW] * len(rows))
    top = page.get("top", FOOT - 20 - sum(heights))
    ys = [top + sum(heights[:row]) for row in range(len(rows) + 1)]
    cells = [
        _cell(page, xs, ys, r, c, number)
        for r, row in enumerate(rows)
        for c, t in enumerate(row)
        if t not in "<^" or not t
    ]
    sheet = tuple(page["sheet"]) if "sheet" in page else None
    return PageTable(
        number, len(rows), len(xs) - 1, tuple(cells), (xs[0], ys[0], xs[-1], ys[-1]), sheet
    )


def _cell(
    page: dict[str, Any], xs: list[float], ys: list[float], r: int, c: int, number: int
) -> Cell:
    rows = page["rows"]
    wide = 1
    while c + wide < len(rows[r]) and rows[r][c + wide] == "<":
        wide += 1
    tall = 1
    while r + tall < len(rows) and rows[r + tall][c] == "^":
        tall += 1
    box = (xs[c], ys[r], xs[c + wide], ys[r + tall])
    text = rows[r][c].replace("|", "\n")
    layout = None
    if "heights" in page:
        open_bottom = r + tall == len(rows) and c in page.get("open_bottom", ())
        layout = Layout(tuple(_lines(text, box)), open_bottom=open_bottom)
    return Cell(r, c, text, tall, wide, number, box, layout=layout)


def _lines(text: str, box: Box) -> list[Box]:
    """Where the lines of a text stand in its cell."""
    lines = []
    for n, line in enumerate(text.split("\n") if text else ()):
        top = box[1] + PAD + n * PITCH
        lines.append((box[0] + PAD, top, box[0] + PAD + SIZE * width(line), top + SIZE))
    return lines


def written(table: Table) -> list[list[str]]:
    """The logical table in the cases' own notation."""
    height = max(cell.row + cell.rowspan for cell in table.cells)
    width = max(cell.col + cell.colspan for cell in table.cells)
    out = [["?"] * width for _ in range(height)]
    for cell in table.cells:
        for row, col in cell.positions():
            assert out[row][col] == "?", "two cells in one place"
            out[row][col] = (
                "<" if col > cell.col else "^" if row > cell.row else cell.text.replace("\n", "|")
            )
    return out
