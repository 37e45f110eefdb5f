"""Columns that no rule parts: the texts of one ruled column stand in several, row by row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.messages import message
from pipeline.model import Finding, PageTable
from pipeline.read.pdf.compose import line_text, lines_of
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.spans import Span
from pipeline.read.quote import shortened

# Pieces of a line are parted by more than this, in type sizes: a space between words is narrower.
GAP = 1.0
# So many lines have the gap at one place, this share of those it could be in, this share of all.
LINES, SHARE, OF_ALL = 4, 0.8, 0.5
# This share of the pieces beside the gap are values: words alone are set apart for many reasons.
VALUES = 0.6
# So much of a line is quoted.
QUOTED = 60
# The number of an item stands apart from its text, and both are one cell.
_ITEM = re.compile(r"[(（]?\d{1,3}[)）.、．]?|[①-⑳]")
_VALUE = re.compile(r"[-+−±]?[$¥€£]?\(?\d[\d,.\s]*\)?\s?[%‰]?\D?|NA|N/A|[-—–/*]|\.{2,}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line of a cell: its pieces with their left and right edges, its whole text."""

    pieces: tuple[tuple[float, float, str], ...]
    text: str

    def gap_at(self, x: float) -> int | None:
        """The number of the piece before the gap that ``x`` lies in."""
        for number, (left, right) in enumerate(pairwise(self.pieces)):
            if left[1] < x < right[0]:
                return number
        return None

    def reaches_over(self, x: float) -> bool:
        """Whether the line has something on both sides of ``x``, or on it."""
        return self.pieces[0][0] < x < self.pieces[-1][1]


def columns_apart(table: PageTable, faces: Mapping[Span, Sequence[Glyph]]) -> list[Finding]:
    """Warns of each ruled column whose cells hold values in several columns side by side."""
    columns: dict[tuple[int, int], list[_Line]] = defaultdict(list)
    for span, glyphs in faces.items():
        for line in lines_of(glyphs):
            pieces = _pieces(line)
            if pieces:
                columns[span.col, span.col_end].append(_Line(pieces, line_text(line)))
    findings = []
    for (col, _), lines in sorted(columns.items()):
        gaps = _common_gaps(lines)
        if not gaps:
            continue
        split = [line for line in lines if any(line.gap_at(x) is not None for x in gaps)]
        what = message(
            "read.columns-apart",
            col=col,
            columns=len(gaps) + 1,
            count=len(split),
            text=shortened(split[0].text, QUOTED),
        )
        findings.append(Finding("warning", "columns-apart", what, page=table.page, col=col))
    return findings


def _pieces(line: Sequence[Glyph]) -> tuple[tuple[float, float, str], ...]:
    """The parts of a line between wide gaps."""
    inked = [g for g in line if not g.text.isspace() and not g.turn]
    groups: list[list[Glyph]] = []
    for g in inked:
        if groups and g.x0 - groups[-1][-1].x1 <= GAP * g.size:
            groups[-1].append(g)
        else:
            groups.append([g])
    return tuple((group[0].x0, group[-1].x1, line_text(group)) for group in groups)


def _common_gaps(lines: Sequence[_Line]) -> list[float]:
    """Where gaps of many lines lie over one another, values beside them, from left to right."""
    parted = [line for line in lines if len(line.pieces) > 1]
    found: list[float] = []
    while len(parted) >= LINES:
        x, having = _most_common(parted)
        could = [line for line in lines if line.reaches_over(x)]
        enough = len(having) >= max(LINES, SHARE * len(could), OF_ALL * len(lines))
        if not enough:
            break
        if _has_values(having, x):
            found.append(x)
        parted = [line for line in (_without(one, x) for one in parted) if len(line.pieces) > 1]
    return sorted(found)


def _most_common(lines: Sequence[_Line]) -> tuple[float, list[_Line]]:
    """The place that the gaps of most lines cover, and these lines."""
    edges = [left[1] + 0.01 for line in lines for left, _ in pairwise(line.pieces)]
    places = sorted(set(edges))
    best = max(places, key=lambda x: sum(line.gap_at(x) is not None for line in lines))
    return best, [line for line in lines if line.gap_at(best) is not None]


def _has_values(lines: Iterable[_Line], x: float) -> bool:
    """Whether most lines have a value right before the gap or right behind it.

    A value behind its name and a colon is one text with it.
    """
    beside: list[bool] = []
    for line in lines:
        at = line.gap_at(x)
        if at is not None:
            left, right = line.pieces[at][2].strip(), line.pieces[at + 1][2].strip()
            named = left.endswith((":", "：")) or right.startswith((":", "："))
            before = _VALUE.fullmatch(left) and not _ITEM.fullmatch(left)
            beside.append(not named and bool(before or _VALUE.fullmatch(right)))
    return sum(beside) >= VALUES * len(beside)


def _without(line: _Line, x: float) -> _Line:
    """The line with the pieces on both sides of ``x`` as one, so that other gaps are looked for."""
    at = line.gap_at(x)
    if at is None:
        return line
    left, right = line.pieces[at], line.pieces[at + 1]
    joined = (left[0], right[1], f"{left[2]} {right[2]}")
    return _Line((*line.pieces[:at], joined, *line.pieces[at + 2 :]), line.text)
