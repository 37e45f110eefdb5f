"""Finds rows that no rule parts: the lines of one ruled row stand level, each cell a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.messages import message
from pipeline.model import Cell, Finding, PageTable
from pipeline.read.pdf.compose import line_text
from pipeline.read.pdf.grid import Grid
from pipeline.read.pdf.model import Glyphs, inked
from pipeline.read.pdf.spans import Span
from pipeline.read.quote import shortened
from pipeline.text.median import median
from pipeline.text.patterns import pattern

# Lines are level when their baselines differ by less than this share of the type size.
LEVEL = 0.35
# A space is at least so wide, the margins of a cell at most, in type sizes.
WORD = 0.2
MARGIN = 1.0
# A message quotes the rows up to so many characters.
QUOTED = 80
# A whole number, amount or share; one that a line end cuts ends otherwise, and a date may be cut
# anywhere.
_VALUE = pattern(r"[-+−±]?[$¥€£]?\d(?:[\d,. ]*\d)?\s?[%‰]?|[-—–/]")


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


class _Set(NamedTuple):
    """A cell and its lines."""

    cell: Cell
    lines: list[_Line]


def has_columns(table: PageTable) -> bool:
    """Whether a cell of a table holds two values or more, one a line."""
    return any(map(_is_column, table.cells))


def level_rows(
    table: PageTable,
    cells: Mapping[Span, Sequence[Glyphs]],
    grid: Grid,
) -> list[Finding]:
    """Warns of each ruled row that may be several.

    In such a row a cell holds a value a line, and all lines stand level. ``cells`` are the lines
    of each cell.
    """
    findings: list[Finding] = []
    rows_with_columns = {cell.row for cell in table.cells if _is_column(cell)}
    spans = {(span.row, span.col): span for span in cells} if rows_with_columns else {}
    for row in sorted(rows_with_columns):
        row_sets: list[_Set] = []
        for cell in table.cells:
            if cell.row != row or not cell.text:
                continue
            span = spans[cell.row, cell.col]
            lines = _lines(cells[span])
            row_sets.append(_Set(cell, lines))
        if _is_any_wrapped(row_sets, grid):
            continue
        rows = _stand_level(row_sets)
        if rows is not None:
            findings.append(_finding(table.page, row, rows))
    return findings


def _finding(
    page: int,
    row: int,
    rows: Sequence[Sequence[str]],
) -> Finding:
    what = message(
        "read.level-lines",
        row=row,
        count=len(rows),
        rows=_quote(rows),
    )
    return Finding(
        "warning",
        "level-lines",
        what,
        page=page,
        row=row,
    )


def _quote(rows: Sequence[Sequence[str]]) -> str:
    joined = [" ".join(texts) for texts in rows]
    text = " | ".join(joined)
    return shortened(text, QUOTED)


def _is_column(cell: Cell) -> bool:
    """Whether a cell holds two values or more, one a line."""
    if "\n" not in cell.text:
        return False
    lines = cell.text.split("\n")
    if not any(c.isdigit() for c in cell.text):
        return False
    return all(_VALUE.fullmatch(line) for line in lines)


def _lines(printed: Sequence[Glyphs]) -> list[_Line]:
    lines: list[_Line] = []
    for line in printed:
        ink = inked(line)
        if not ink:
            continue
        found = _Line(
            baseline=median(g.oy for g in ink),
            text=line_text(line),
            size=median(g.size for g in ink),
            x0=ink[0].x0,
            x1=ink[-1].x1,
            first=_first_word(ink),
        )
        lines.append(found)
    return lines


def _first_word(ink: Glyphs) -> float:
    """How wide the first word of a line is; a Chinese character is a word."""
    end = ink[0].x1
    for a, b in pairwise(ink):
        is_word = a.text >= "\u2e80"
        if is_word or b.x0 - a.x1 > WORD * a.size:
            break
        end = b.x1
    return end - ink[0].x0


def _is_any_wrapped(row_sets: Sequence[_Set], grid: Grid) -> bool:
    """Whether a cell with most lines may have them for want of room."""
    most = max(len(one.lines) for one in row_sets)
    longest = [one for one in row_sets if len(one.lines) == most]
    return any(_is_wrapped(one, grid) for one in longest)


def _is_wrapped(one: _Set, grid: Grid) -> bool:
    """Whether a line may have ended for want of room: the next one's first word had no place."""
    cell, lines = one
    left = grid.xs[cell.col]
    right = grid.xs[cell.col + cell.colspan]
    edge = min(line.x0 for line in lines) - left
    margin = min(edge, MARGIN * lines[0].size)
    room = right - left - 2 * margin
    for a, b in pairwise(lines):
        together = a.x1 - a.x0 + WORD * a.size + b.first
        if together > room:
            return True
    return False


def _stand_level(row_sets: Sequence[_Set]) -> list[list[str]] | None:
    """The texts by level; None where they are no rows.

    They are where two cells or more fill all levels and no line stands between two.
    """
    columns = [one.lines for one in row_sets if _is_column(one.cell)]
    levels = max(columns, key=len)
    count = len(levels)
    counts = [len(one.lines) for one in row_sets]
    if count != max(counts) or counts.count(count) < 2:
        return None
    rows: list[list[str]] = [[] for _ in levels]
    for one in row_sets:
        for line in one.lines:
            level = _level_of(line, levels)
            if level is None:
                return None
            rows[level].append(line.text)
    return rows


def _level_of(
    line: _Line,
    levels: Sequence[_Line],
) -> int | None:
    """The level that a line stands on; None where it stands on none."""
    apart = [abs(level.baseline - line.baseline) for level in levels]
    nearest = min(apart)
    if nearest > LEVEL * line.size:
        return None
    return apart.index(nearest)
