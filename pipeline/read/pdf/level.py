"""Rows that no rule parts.

The lines of all cells of one ruled row stand level, each cell a column of values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.model import Cell, Finding, PageTable
from pipeline.read.pdf.compose import line_text, lines_of
from pipeline.read.pdf.grid import Grid, Span
from pipeline.read.pdf.model import Glyph

# Lines are level when their baselines differ by less than this share of the type size.
LEVEL = 0.35
# A space is at least so wide, the margins of a cell at most, in type sizes.
WORD = 0.2
MARGIN = 1.0
# A whole number, amount or share; one that a line end cuts ends otherwise, and a date may be cut
# anywhere.
_VALUE = re.compile(r"[-+−±]?[$¥€£]?\d(?:[\d,. ]*\d)?\s?[%‰]?|[-—–/]")


class _Line(NamedTuple):
    """One line of a cell.

    Its baseline, its text, its type size, its edges, and the width of its first word.
    """

    baseline: float
    text: str
    size: float
    x0: float
    x1: float
    first: float


def level_rows(
    table: PageTable, faces: Mapping[Span, Sequence[Glyph]], grid: Grid
) -> list[Finding]:
    """A warning for each ruled row that may be several.

    A cell holds a value a line, and all lines stand level.
    """
    spans = {(span.row, span.col): span for span in faces}
    out = []
    for row in sorted({cell.row for cell in table.cells if _is_column(cell)}):
        cells = [cell for cell in table.cells if cell.row == row and cell.text]
        lines = [_lines(faces[spans[cell.row, cell.col]]) for cell in cells]
        full = max(map(len, lines))
        if any(
            _is_wrapped(own, cell, grid)
            for cell, own in zip(cells, lines, strict=True)
            if len(own) == full
        ):
            continue
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
    return (
        len(lines) > 1
        and all(_VALUE.fullmatch(line) for line in lines)
        and any(c.isdigit() for c in cell.text)
    )


def _lines(glyphs: Sequence[Glyph]) -> list[_Line]:
    found = []
    for line in lines_of(glyphs):
        inked = [g for g in line if not g.text.isspace()]
        if not inked:
            continue
        word = inked[:1]
        for a, b in pairwise(inked):
            if a.text >= "\u2e80" or b.x0 - a.x1 > WORD * a.size:
                break
            word.append(b)
        baseline, size = median(g.oy for g in inked), median(g.size for g in inked)
        first = word[-1].x1 - word[0].x0
        found.append(_Line(baseline, line_text(line), size, inked[0].x0, inked[-1].x1, first))
    return found


def _is_wrapped(lines: Sequence[_Line], cell: Cell, grid: Grid) -> bool:
    """Whether a line may have ended for want of room.

    The next one's first word had no place on it.
    """
    left, right = grid.xs[cell.col], grid.xs[cell.col + cell.colspan]
    edge = min(line.x0 for line in lines) - left
    room = right - left - 2 * min(edge, MARGIN * lines[0].size)
    return any(a.x1 - a.x0 + WORD * a.size + b.first > room for a, b in pairwise(lines))


def _stand_level(cells: Sequence[Cell], lines: Sequence[Sequence[_Line]]) -> list[list[str]] | None:
    """The texts by level.

    Where two cells or more fill all levels and no line stands between two.
    """
    columns = [own for cell, own in zip(cells, lines, strict=True) if _is_column(cell)]
    levels = max(columns, key=len)
    full = [own for own in lines if len(own) == len(levels)]
    if len(full) < 2 or len(levels) != max(map(len, lines)):
        return None
    rows: list[list[str]] = [[] for _ in levels]
    for own in lines:
        for line in own:
            nearest = min(range(len(levels)), key=lambda i: abs(levels[i].baseline - line.baseline))
            if abs(levels[nearest].baseline - line.baseline) > LEVEL * line.size:
                return None
            rows[nearest].append(line.text)
    return rows
