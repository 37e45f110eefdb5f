"""Columns that no rule parts: the texts of one ruled column stand in several, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.messages import message
from pipeline.model import Finding, PageTable
from pipeline.read.pdf.compose import line_text
from pipeline.read.pdf.model import Glyph, Glyphs
from pipeline.read.pdf.spans import Span
from pipeline.read.quote import shortened
from pipeline.text.patterns import pattern

# Pieces of a line are parted by more than this, in type sizes: a space between words is narrower.
GAP = 1.0
# So many lines have the gap at one place, this share of those it could be in, this share of all.
LINES, SHARE, OF_ALL = 4, 0.8, 0.5
# This share of the pieces beside the gap are values: words alone are set apart for many reasons.
VALUES = 0.6
# So much of a line is quoted.
QUOTED = 60
# The number of an item stands apart from its text, and both are one cell.
_ITEM = pattern(r"[(（]?\d{1,3}[)）.、．]?|[①-⑳]")
_VALUE = pattern(r"[-+−±]?[$¥€£]?\(?\d[\d,.\s]*\)?\s?[%‰]?\D?|NA|N/A|[-—–/*]|\.{2,}")
_COLONS = (":", "：")


class _Piece(NamedTuple):
    """A part of a line between wide gaps: its edges, and its text where there are several."""

    left: float
    right: float
    text: str


class _Line(NamedTuple):
    """One printed line of a cell: its pieces from left to right, and its characters."""

    pieces: tuple[_Piece, ...]
    printed: Glyphs

    @property
    def text(self) -> str:
        """Its whole text."""
        return line_text(self.printed)

    @property
    def is_parted(self) -> bool:
        """Whether it has more than one piece."""
        return len(self.pieces) > 1

    def gap_at(self, x: float) -> int | None:
        """The number of the piece before the gap that ``x`` lies in."""
        for number, (before, after) in enumerate(pairwise(self.pieces)):
            if before.right < x < after.left:
                return number
        return None

    def has_gap_at(self, x: float) -> bool:
        """Whether ``x`` lies in a gap between two pieces."""
        return self.gap_at(x) is not None

    def reaches_over(self, x: float) -> bool:
        """Whether the line has something on both sides of ``x``, or on it."""
        first, last = self.pieces[0], self.pieces[-1]
        return first.left < x < last.right


def columns_apart(
    table: PageTable,
    cells: Mapping[Span, Sequence[Glyphs]],
) -> list[Finding]:
    """Warns of each ruled column whose cells hold values in several columns side by side.

    ``cells`` are the lines of each cell.
    """
    findings: list[Finding] = []
    columns = _lines_by_column(cells)
    for (col, _), printed in sorted(columns.items()):
        if sum(map(_has_wide_gap, printed)) < LINES:
            continue  # as of most columns
        lines = _with_pieces(printed)
        gaps = _common_gaps(lines)
        if not gaps:
            continue
        split: list[_Line] = []
        for line in lines:
            if any(line.has_gap_at(x) for x in gaps):
                split.append(line)
        found = _finding(table.page, col, len(gaps) + 1, split)
        findings.append(found)
    return findings


def _finding(
    page: int,
    col: int,
    columns: int,
    split: Sequence[_Line],
) -> Finding:
    example = split[0].text
    what = message(
        "read.columns-apart",
        col=col,
        columns=columns,
        count=len(split),
        text=shortened(example, QUOTED),
    )
    return Finding(
        "warning",
        "columns-apart",
        what,
        page=page,
        col=col,
    )


def _lines_by_column(
    cells: Mapping[Span, Sequence[Glyphs]],
) -> dict[tuple[int, int], list[Glyphs]]:
    """The printed lines of the cells, by first column and the one behind the last."""
    columns: dict[tuple[int, int], list[Glyphs]] = defaultdict(list)
    for span, lines in cells.items():
        columns[span.col, span.col_end] += lines
    return columns


def _with_pieces(lines: Iterable[Glyphs]) -> list[_Line]:
    """The lines that show something, each in its pieces."""
    found: list[_Line] = []
    for line in lines:
        pieces = _pieces(line)
        if pieces:
            found.append(_Line(pieces, line))
    return found


def _has_wide_gap(line: Glyphs) -> bool:
    """Whether a line has more than one piece."""
    end: float | None = None
    for g in line:
        if g.turn or g.text.isspace():
            continue
        if end is not None and not g.x0 - end <= GAP * g.size:
            return True
        end = g.x1
    return False


def _pieces(line: Sequence[Glyph]) -> tuple[_Piece, ...]:
    """The parts of a line between wide gaps."""
    groups: list[list[Glyph]] = []
    for g in line:
        if g.is_blank or g.turn:
            continue
        if groups and _is_beside(groups[-1][-1], g):
            groups[-1].append(g)
        else:
            groups.append([g])
    pieces: list[_Piece] = []
    for group in groups:
        first, last = group[0], group[-1]
        text = line_text(group) if len(groups) > 1 else ""
        piece = _Piece(first.x0, last.x1, text)
        pieces.append(piece)
    return tuple(pieces)


def _is_beside(before: Glyph, g: Glyph) -> bool:
    """Whether no wide gap parts two characters of a line."""
    return g.x0 - before.x1 <= GAP * g.size


def _common_gaps(lines: Sequence[_Line]) -> list[float]:
    """Where gaps of many lines lie over one another, values beside them, from left to right."""
    parted = [line for line in lines if line.is_parted]
    found: list[float] = []
    while len(parted) >= LINES:
        x, having = _most_common(parted)
        possible = sum(line.reaches_over(x) for line in lines)
        enough = max(
            LINES,
            SHARE * possible,
            OF_ALL * len(lines),
        )
        if len(having) < enough:
            break
        if _has_values(having, x):
            found.append(x)
        joined = [_without(line, x) for line in parted]
        parted = [line for line in joined if line.is_parted]
    return sorted(found)


def _most_common(lines: Sequence[_Line]) -> tuple[float, list[_Line]]:
    """The place that the gaps of most lines cover, and these lines."""
    places: set[float] = set()
    for line in lines:
        for before, _ in pairwise(line.pieces):
            places.add(before.right + 0.01)
    best = 0.0
    having: list[_Line] = []
    for place in sorted(places):
        with_gap = [line for line in lines if line.has_gap_at(place)]
        if len(with_gap) > len(having):
            best, having = place, with_gap
    return best, having


def _has_values(lines: Iterable[_Line], x: float) -> bool:
    """Whether most lines have a value right before the gap or right behind it."""
    lines_with_gap = values = 0
    for line in lines:
        at = line.gap_at(x)
        if at is None:
            continue
        before, after = line.pieces[at : at + 2]
        lines_with_gap += 1
        values += _is_value_beside(before.text.strip(), after.text.strip())
    return values >= VALUES * lines_with_gap


def _is_value_beside(left: str, right: str) -> bool:
    """Whether one of the texts beside a gap is a value, and set apart as such.

    A value behind its name and a colon is one text with it.
    """
    if left.endswith(_COLONS) or right.startswith(_COLONS):
        return False
    if _VALUE.fullmatch(left) and not _ITEM.fullmatch(left):
        return True
    return _VALUE.fullmatch(right) is not None


def _without(line: _Line, x: float) -> _Line:
    """The line with the pieces on both sides of ``x`` as one, so that other gaps are looked for."""
    at = line.gap_at(x)
    if at is None:
        return line
    before, after = line.pieces[at : at + 2]
    text = f"{before.text} {after.text}"
    joined = _Piece(before.left, after.right, text)
    to_the_left = line.pieces[:at]
    to_the_right = line.pieces[at + 2 :]
    pieces = (*to_the_left, joined, *to_the_right)
    return _Line(pieces, line.printed)
