"""Finds which of another page's first rows repeat a table's headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.messages import message
from pipeline.model import Cell, Finding, PageTable
from pipeline.stitch.columns import is_data_row, number_columns
from pipeline.stitch.header_rows import MAX_HEADER, counts_columns, own_rows
from pipeline.stitch.heading import Headings, alike, headings, similar
from pipeline.stitch.own_headings import Pages, has_own_headings
from pipeline.stitch.part import Part, blank, key
from pipeline.text import fold

Kind = Literal["whole", "part", "drift", "half", "other", "absent"]
# So few headings repeated are few.
FEW = 2
# So many rows can be all that the first page has room for.
ALONE = (2, 3)


class Repeat(NamedTuple):
    """How a table's first rows stand to the headings.

    ``rows`` of them repeat those from ``first`` on. ``kind`` is "whole", "part", "drift" (worded
    otherwise), "half" (one of them half otherwise), "other" (headings, but not these) or "absent".
    ``in_first`` says that the first column's heading is the one that is otherwise, ``few`` that
    there are no more than two.
    """

    kind: Kind
    first: int = 0
    rows: int = 0
    in_first: bool = False
    few: bool = False


class _Run(NamedTuple):
    """Rows that repeat headings.

    ``odd`` are the columns worded otherwise, and whether half otherwise.
    """

    rows: int
    odd: Mapping[int, bool]


def repeat_of(
    first: Part,
    other: Part,
    ours: Sequence[int],
    theirs: Sequence[int],
) -> Repeat:
    """How the rows another page begins with stand to the first page's headings.

    ``ours`` and ``theirs`` give the grid columns of both as columns of the logical table.
    """
    pages = Pages(first, other, ours, theirs)
    if _is_alone(pages):
        return Repeat("whole", 0, first.n_rows)
    if is_data_row(first.table, other.table):
        return Repeat("absent")
    depth = own_rows(first.table)
    for start in range(depth):
        run = _run(pages, start, depth)
        if run.rows:
            return _repeat(other, run, start, depth)
    return Repeat("other" if has_own_headings(pages, depth) else "absent")


def _is_alone(pages: Pages) -> bool:
    """Whether the first page has nothing but a few rows that the other page begins with."""
    n_rows = pages.first.n_rows
    if n_rows not in ALONE or pages.other.n_rows <= n_rows + 1:
        return False
    for row in range(n_rows):
        known = headings(pages.first, row, pages.ours)
        if headings(pages.other, row, pages.theirs) != known:
            return False
    return True


def _repeat(
    other: Part,
    run: _Run,
    start: int,
    depth: int,
) -> Repeat:
    texts = 0
    for row in other.rows[: run.rows]:
        texts += sum(not blank(cell) for cell in row)
    is_whole = start == 0 and run.rows >= depth
    return Repeat(
        kind=_kind_of(run.odd, is_whole),
        first=start,
        rows=run.rows,
        in_first=0 in run.odd,
        few=texts <= FEW,
    )


def _kind_of(odd: Mapping[int, bool], is_whole: bool) -> Kind:
    if any(odd.values()):
        return "half"
    if odd:
        return "drift"
    return "whole" if is_whole else "part"


def _run(
    pages: Pages,
    start: int,
    depth: int,
) -> _Run:
    """Counts the rows alike from ``start`` on.

    Below the headings only rows count that are equal and that head the columns, too: equal rows of
    data do not.
    """
    first, other = pages.first, pages.other
    count = 0
    odd: dict[int, bool] = {}
    most = min(first.n_rows - start, other.n_rows, MAX_HEADER)
    for row in range(most):
        known = headings(first, start + row, pages.ours)
        again = headings(other, row, pages.theirs, known)
        if not alike(known, again):
            break
        is_below = start + row >= depth
        if is_below and not _is_heading_too(first.table, start + row, known, again):
            break
        count += 1
        odd |= _odd(known, again)
    return _Run(count, odd)


def _is_heading_too(
    table: PageTable,
    row: int,
    known: Headings,
    again: Headings,
) -> bool:
    return known == again and len(known) > 1 and _heads(table, row)


def _odd(known: Headings, again: Headings) -> dict[int, bool]:
    """The columns whose headings are worded otherwise, and whether half otherwise."""
    odd = {}
    for col, text in again.items():
        if known.get(col, text) != text:
            odd[col] = not similar(known[col], text)
    return odd


def _heads(table: PageTable, row: int) -> bool:
    """Whether a row holds words, and no number, over columns of numbers, or counts the columns."""
    if counts_columns(table, row):
        return True
    numbers = number_columns(table, row + 1)
    over = []
    for cell in table.cells:
        if cell.row == row and cell.col in numbers and not blank(cell):
            over.append(key(cell))
    has_figures = any(re.search(r"\d", text) for text in over)
    return bool(over) and not has_figures


def drifts(
    first: Part,
    other: Part,
    ours: Sequence[int],
    theirs: Sequence[int],
) -> list[Finding]:
    """Tells the repeated headings whose wording is not the first page's."""
    found = []
    page = other.page
    start = other.repeats[0]
    for row in range(other.skip):
        known = headings(first, start + row, ours)
        again = headings(other, row, theirs, known)
        for cell in other.rows[row]:
            col = theirs[cell.col]
            heading = known.get(col, "")
            if col in again and again[col] != heading:
                drift = _drift(cell, page, heading, first.page)
                found.append(drift)
    return found


def _drift(
    cell: Cell,
    page: int,
    heading: str,
    first_page: int,
) -> Finding:
    said = message(
        "stitch.heading-drift",
        page=page,
        heading=fold(cell.text),
        first_page=first_page,
        first=heading,
    )
    return Finding(
        "info",
        "header-drift",
        said,
        page=page,
        row=cell.row,
        col=cell.col,
    )
