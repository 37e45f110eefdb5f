"""Columns of running numbers: where they go on, where they begin again, where some are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.model import Cell, Finding, Severity
from pipeline.stitch.part import Part, blank, key

Numbering = Literal["on", "few-on", "restart", "jump", "none"]
SERIAL_HEADINGS = {"序号", "编号", "序", "项次", "no.", "no", "#", "nr.", "nr"}
# A column counts as numbered when this share of its steps is one (the second where its heading says
# that it is), over at least so many numbers.
STEADY, NAMED = 0.8, 0.5
FEW, ENOUGH = 2, 5
# Columns are followed together where so small a share of the steps is none from one number to the
# next.
SLIPS = 0.1
# Numbers that begin beyond so many times their count do not count rows.
CODES = 10
BEGINNING = "numbering-begins"
MAX_NUMBER = 10_000_000
_SERIAL = re.compile(r"[(]?(\d{1,7})[).、]?")


class Mark(NamedTuple):
    """A number of a numbered column and the cell it is printed in."""

    value: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the columns that hold numbers.

    Its cells in order, blanks included, and their numbers.
    """

    columns: frozenset[int]
    cells: Sequence[Cell]
    marks: Sequence[Mark]

    @property
    def values(self) -> list[int]:
        return [mark.value for mark in self.marks]

    @property
    def broken(self) -> int:
        """How many steps are not from one number to the next."""
        return sum(b != a + 1 for a, b in pairwise(self.values))


def ways(
    rows: Sequence[Sequence[tuple[int, Cell]]], n_cols: int, named: Collection[int]
) -> list[Way]:
    """The columns of numbers from left to right, each by itself.

    Before them all together, where that is smoother.

    A list may stand side by side on a page: it then runs down the left half of each page and on
    down the right one, or down the whole table so, or across.
    """
    columns: dict[int, list[Cell]] = {col: [] for col in range(n_cols)}
    for row in rows:
        for at, cell in row:
            columns[at].append(cell)
    alone = [way for col, cells in columns.items() if (way := _way([col], cells))]
    side = [
        way
        for way in alone
        if way.columns <= set(named) or (not named and steady(way.values, ENOUGH))
    ]
    if len(side) < 2:
        return alone
    cols = sorted(col for way in side for col in way.columns)
    across = [cell for row in rows for at, cell in row if at in cols]
    down = [cell for col in cols for cell in columns[col]]
    pages = sorted({cell.page for cell in across})
    by_page = [cell for page in pages for cell in down if cell.page == page]
    together = [way for cells in (by_page, down, across) if (way := _way(cols, cells))]
    best = min(together, key=lambda way: way.broken, default=None)
    if (
        best is None
        or best.broken > SLIPS * len(best.marks)
        or best.broken >= sum(way.broken + 1 for way in side) - 1
    ):
        return alone
    return [best, *alone]


def _way(cols: Sequence[int], cells: Sequence[Cell]) -> Way | None:
    found = marks([cells], None)
    return Way(frozenset(cols), cells, found) if found else None


def number_in(text: str) -> int | None:
    """``7``, ``7.`` or ``(7)`` → 7; ``text`` is folded."""
    found = _SERIAL.fullmatch(text)
    return int(found.group(1)) if found else None


def marks(rows: Iterable[Sequence[Cell]], col: int | None) -> list[Mark] | None:
    """The numbers printed in one column (None: the only one).

    None where, too often for a slip, other things are.
    """
    cells = [cell for row in rows for cell in row if col in (cell.col, None) and not blank(cell)]
    found = [Mark(value, cell) for cell in cells if (value := number_in(key(cell))) is not None]
    slips = len(cells) - len(found)
    return (
        found
        if found and (len(found) >= STEADY * len(cells) or (slips == 1 and len(found) >= FEW))
        else None
    )


def steady(values: Sequence[int], least: int = FEW, share: float = STEADY) -> bool:
    """Whether the numbers run on by one, nearly all of them; a new start at 1 is no break."""
    steps = [b == a + 1 or b == 1 for a, b in pairwise(values)]
    ones = sum(b == a + 1 for a, b in pairwise(values))
    return len(values) >= least and ones > 0 and sum(steps) >= share * len(steps)


def numbering(
    last: Part, header_rows: int, other: Part, ours: Sequence[int], theirs: Sequence[int]
) -> Numbering:
    """How the first numbered column of one page goes on on the next."""
    for col in range(last.table.n_cols):
        before = marks(last.body(header_rows), col)
        there = next((c for c in range(other.table.n_cols) if theirs[c] == ours[col]), None)
        if before is None or there is None or not _is_numbered(last, header_rows, col, before):
            continue
        after = marks(_below_heading(other, there), there)
        if after is None:
            return "none"
        step = _step([m.value for m in before], [m.value for m in after])
        sure = _is_named(last, header_rows, col) or col == 0 or len(before) + len(after) >= ENOUGH
        return "few-on" if step == "on" and not sure else step
    return "none"


def _below_heading(part: Part, col: int) -> Sequence[Sequence[Cell]]:
    """The part's rows; the first one is left out where words stand in the column."""
    rows = part.rows[part.skip :]
    words = rows and any(
        cell.col == col and not blank(cell) and number_in(key(cell)) is None for cell in rows[0]
    )
    return rows[1:] if words else rows


def _is_numbered(part: Part, header_rows: int, col: int, found: Sequence[Mark]) -> bool:
    return _is_named(part, header_rows, col) or steady([m.value for m in found])


def _is_named(part: Part, header_rows: int, col: int) -> bool:
    """Whether the column's heading says that it numbers the rows."""
    headings = {key(cell) for row in part.rows[:header_rows] for cell in row if cell.col == col}
    return bool(headings & SERIAL_HEADINGS)


def _step(before: Sequence[int], after: Sequence[int]) -> Numbering:
    last, first = before[-1], after[0]
    if first == last + 1:
        return "on"
    if first == 1 and last > 1:
        return (
            "none" if 1 in before[1:] else "restart"
        )  # a table that counts each group from 1 does so on any page
    return (
        "jump"
        if last + 1 < first <= MAX_NUMBER and (len(after) == 1 or steady(after, FEW, NAMED))
        else "none"
    )


def numbered_column(part: Part, header_rows: int, columns: Sequence[int]) -> int | None:
    """The first column of running numbers, as a column of the logical table."""
    for col in range(part.table.n_cols):
        found = marks(part.body(header_rows), col)
        if found is not None and _is_numbered(part, header_rows, col, found):
            return columns[col]
    return None


def gaps(
    heading: Sequence[Sequence[tuple[int, Cell]]],
    rows: Sequence[Sequence[tuple[int, Cell]]],
    n_cols: int,
    first: bool,
) -> list[Finding]:
    """Numbers missing from the numbered column or printed again.

    Between two pages rows are lost or stand twice, within one it is perhaps a slip.

    ``heading`` and ``rows`` hold per row the cells that begin in it, with their column. A row that
    stands there without its number is not missing. ``first`` says that no table stands before,
    whose numbers this one's could go on from. Where numbers stand in several columns they are
    followed along the way they run.
    """
    named = {at for row in heading for at, cell in row if key(cell) in SERIAL_HEADINGS}
    walk = next(
        (way for way in ways(rows, n_cols, named) if _runs_on(way, bool(named & way.columns))), None
    )
    if walk is None:
        return []
    found, cells = walk.marks, walk.cells
    place = {id(cell): n for n, cell in enumerate(cells)}
    late = first and (bool(named & walk.columns) or not heading) and _is_late(found)
    begin = [_begin(found[0])] if late else []
    steps = [
        _step_found(a, b, place[id(b.cell)] - place[id(a.cell)] - 1) for a, b in pairwise(found)
    ]
    return [*begin, *(step for step in steps if step is not None)]


def _runs_on(way: Way, named: bool) -> bool:
    return steady(way.values, ENOUGH, NAMED if named else STEADY)


def _is_late(found: Sequence[Mark]) -> bool:
    """Whether the numbers begin after 1, and not so far from it that they are codes."""
    return 1 < found[0].value <= CODES * len(found)


def _step_found(a: Mark, b: Mark, without: int) -> Finding | None:
    """What is wrong from one number to the next.

    With so many rows without a number between them.
    """
    if b.value - a.value - 1 > without:
        return _gap(a, b)
    return _back(a, b) if 1 < b.value <= a.value else None


def _begin(a: Mark) -> Finding:
    missing = "1" if a.value == 2 else f"1–{a.value - 1}"
    message = f"the numbered column begins with {a.value} on page {a.cell.page}: {missing} missing, if it is its beginning"
    return _found("warning", BEGINNING, message, a)


def _gap(a: Mark, b: Mark) -> Finding:
    missing = f"{a.value + 1}" if b.value == a.value + 2 else f"{a.value + 1}–{b.value - 1}"
    message = (
        f"the numbered column jumps from {a.value} to {b.value} {_where(a, b)}: {missing} missing"
    )
    if b.cell.page > a.cell.page:
        return _found("error", "numbering-gap", f"{message}; rows are lost, get the file again", b)
    return _found("warning", "numbering-gap", message, b)


def _back(a: Mark, b: Mark) -> Finding:
    if b.cell.page == a.cell.page:
        what = (
            f"prints {a.value} twice"
            if a.value == b.value
            else f"goes back from {a.value} to {b.value}"
        )
        return _found("warning", "numbering-back", f"the numbered column {what} {_where(a, b)}", b)
    message = f"the numbered column goes back from {a.value} to {b.value} {_where(a, b)}"
    advice = "rows stand twice or pages are out of order, get the file again"
    return _found("error", "numbering-back", f"{message}; {advice}", b)


def _where(a: Mark, b: Mark) -> str:
    over = b.cell.page > a.cell.page
    return f"between pages {a.cell.page} and {b.cell.page}" if over else f"on page {b.cell.page}"


def _found(severity: Severity, check: str, message: str, at: Mark) -> Finding:
    return Finding(severity, check, message, page=at.cell.page, row=at.cell.row, col=at.cell.col)
