"""Rows that no rule parts: the lines of all cells of one ruled row stand level, each cell a column of values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from pipeline.model import Cell, Finding, PageTable
from pipeline.read.compose import line_text, lines_of
from pipeline.read.grid import Span
from pipeline.read.pdf import Glyph

# Lines are level when their baselines differ by less than this share of the type size.
LEVEL = 0.35
# A whole number, amount, share or date; one that a line end cuts ends otherwise.
_VALUE = re.compile(r"[-+−±]?[$¥€£]?\d(?:[\d,.: /年月-]*\d)?\s?(?:%|‰|[年月日])?|[-—–/]")


def level_rows(table: PageTable, faces: Mapping[Span, Sequence[Glyph]]) -> list[Finding]:
    """A warning for each ruled row that may be several: a cell holds a value a line, and all lines stand level."""
    spans = {(span.row, span.col): span for span in faces}
    out = []
    for row in sorted({cell.row for cell in table.cells if _is_column(cell)}):
        cells = [cell for cell in table.cells if cell.row == row and cell.text]
        lines = [_lines(faces[spans[cell.row, cell.col]]) for cell in cells]
        if (rows := _stand_level(cells, lines)) is not None:
            shown = " | ".join(" ".join(texts) for texts in rows)
            shown = shown if len(shown) <= 80 else shown[:79] + "…"
            message = (
                f"the cells of row {row} hold {len(rows)} lines at the same heights; it is read as one row, "
                f"no rule parts them: {shown}"
            )
            out.append(Finding("warning", "level-lines", message, page=table.page, row=row))
    return out


def _is_column(cell: Cell) -> bool:
    """Whether a cell holds two values or more, one a line."""
    lines = cell.text.split("\n")
    return len(lines) > 1 and all(_VALUE.fullmatch(line) for line in lines) and any(c.isdigit() for c in cell.text)


def _lines(glyphs: Sequence[Glyph]) -> list[tuple[float, str, float]]:
    """Baseline, text and type size of each line of a cell."""
    found = []
    for line in lines_of(glyphs):
        if text := line_text(line):
            found.append((median(g.oy for g in line), text, median(g.size for g in line)))
    return found


def _stand_level(cells: Sequence[Cell], lines: Sequence[Sequence[tuple[float, str, float]]]) -> list[list[str]] | None:
    """The texts by level, where two cells or more fill all levels and no line stands between two."""
    columns = [own for cell, own in zip(cells, lines, strict=True) if _is_column(cell)]
    levels = max(columns, key=len)
    full = [own for own in lines if len(own) == len(levels)]
    if len(full) < 2 or len(levels) != max(map(len, lines)):
        return None
    rows: list[list[str]] = [[] for _ in levels]
    for own in lines:
        for baseline, text, size in own:
            nearest = min(range(len(levels)), key=lambda i: abs(levels[i][0] - baseline))
            if abs(levels[nearest][0] - baseline) > LEVEL * size:
                return None
            rows[nearest].append(text)
    return rows
