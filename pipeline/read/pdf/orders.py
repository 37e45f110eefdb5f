"""Tells of right-to-left text in a table's cells, and of lines that can be read in two orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.messages import message
from pipeline.model import Finding, PageTable
from pipeline.read.pdf.bidi import Read, is_right_to_left
from pipeline.read.pdf.compose import right_to_left
from pipeline.read.pdf.model import Glyphs
from pipeline.read.pdf.spans import Span


class _Doubt(NamedTuple):
    """A line of a cell that can have two orders."""

    span: Span
    line: Read


def turned_around(
    table: PageTable,
    cells: Mapping[Span, Sequence[Glyphs]],
) -> list[Finding]:
    """Tells of cells with right-to-left text, and warns of lines that can have two orders.

    ``cells`` are the lines of each cell.
    """
    turned: set[tuple[int, int]] = set()
    for cell in table.cells:
        if is_right_to_left(cell.text):
            turned.add((cell.row, cell.col))
    if not turned:
        return []
    what = message("read.right-to-left", count=len(turned))
    findings = [
        Finding(
            "info",
            "right-to-left",
            what,
            page=table.page,
        )
    ]
    doubts: list[_Doubt] = []
    for span, lines in cells.items():
        if (span.row, span.col) in turned:
            doubts += _doubts(span, lines)
    if doubts:
        findings.append(_two_orders(doubts, table.page))
    return findings


def _doubts(span: Span, lines: Sequence[Glyphs]) -> list[_Doubt]:
    """The lines of a cell that can have two orders."""
    doubts: list[_Doubt] = []
    for line in lines:
        read = right_to_left(line)
        if read.doubt:
            doubts.append(_Doubt(span, read))
    return doubts


def _two_orders(
    doubts: Sequence[_Doubt],
    page: int,
) -> Finding:
    span, line = doubts[0].span, doubts[0].line
    what = message(
        "read.two-orders",
        count=len(doubts),
        place=message(
            "read.place",
            row=span.row,
            col=span.col,
        ),
        text=line.text,
        other=line.doubt,
    )
    return Finding(
        "warning",
        "two-orders",
        what,
        page=page,
        row=span.row,
        col=span.col,
    )
