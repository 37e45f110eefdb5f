"""Finds columns of running numbers, and how they go on from page to page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.model import Cell
from pipeline.stitch.part import Part, blank, key
from pipeline.text import fold
from pipeline.text.patterns import pattern

Numbering = Literal["on", "few-on", "restart", "jump", "none"]
SERIAL_HEADINGS = {"序号", "编号", "序", "项次", "no.", "no", "#", "nr.", "nr"}
# A column counts as numbered when this share of its steps is one (the second where its heading says
# that it is), over at least so many numbers.
STEADY, NAMED = 0.8, 0.5
FEW, ENOUGH = 2, 5
MAX_NUMBER = 10_000_000
# A number that a narrow column wraps stands on so many lines at most; more are numbers of several
# rows that no rule parts.
WRAPPED = 2
_SERIAL = pattern(r"[(]?(\d{1,7})[).、]?")


class Mark(NamedTuple):
    """A number of a numbered column and the cell it is printed in."""

    value: int
    cell: Cell


@lru_cache(maxsize=65_536)
def number_in(text: str) -> int | None:
    """Reads ``7``, ``7.`` or ``(7)`` as 7; ``text`` is folded."""
    found = _SERIAL.fullmatch(text)
    return int(found.group(1)) if found else None


def number_of(cell: Cell) -> int | None:
    """The number that a cell prints, as :func:`number_in` reads it; None where it has several."""
    found = _numbers_in(cell.text)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=65_536)
def _numbers_in(text: str) -> tuple[int, ...]:
    """The number that a cell with this text prints, or those of several rows."""
    pieces = text.split()
    if len(pieces) > WRAPPED and all(map(str.isdecimal, pieces)):
        return tuple(map(int, pieces))
    value = number_in(fold(text))
    return () if value is None else (value,)


def marks(cells: Iterable[Cell]) -> list[Mark] | None:
    """Reads the numbers printed in the cells of one column.

    None where, too often for a slip, other things are.
    """
    slips = 0
    found = []
    for cell in cells:
        if blank(cell):
            continue
        values = _numbers_in(cell.text)
        if not values:
            slips += 1
        for value in values:
            found.append(Mark(value, cell))
    filled = slips + len(found)
    nearly_all = len(found) >= STEADY * filled
    one_slip = slips == 1 and len(found) >= FEW
    return found if found and (nearly_all or one_slip) else None


def steady(
    values: Sequence[int],
    least: int = FEW,
    share: float = STEADY,
) -> bool:
    """Whether the numbers run on by one, nearly all of them; a new start at 1 is no break.

    Where they start anew more often than they run on they are small amounts, most of them 1.
    """
    if len(values) < least:
        return False
    steps = list(pairwise(values))
    ones = sum(after == before + 1 for before, after in steps)
    restarts = sum(after == 1 for _, after in steps)
    expected = ones + restarts
    return ones > 0 and ones >= restarts and expected >= share * len(steps)


def numbering(
    last: Part,
    header_rows: int,
    other: Part,
    ours: Sequence[int],
    theirs: Sequence[int],
) -> Numbering:
    """How the first numbered column of one page goes on on the next.

    ``ours`` and ``theirs`` give the grid lines of both as columns of the logical table.
    """
    for col in range(last.n_cols):
        there = _column_of(other, theirs, ours[col])
        before = marks(last.column(col, header_rows))
        if before is None or there is None:
            continue
        if not _is_numbered(last, header_rows, col, before):
            continue
        after = marks(_below_heading(other, there))
        if after is None:
            return "none"
        step = _step(_values(before), _values(after))
        count = len(before) + len(after)
        is_sure = col == 0 or count >= ENOUGH or _is_named(last, header_rows, col)
        return "few-on" if step == "on" and not is_sure else step
    return "none"


def _column_of(
    part: Part,
    columns: Sequence[int],
    wanted: int,
) -> int | None:
    """The part's column that is that column of the logical table."""
    for col in range(part.n_cols):
        if columns[col] == wanted:
            return col
    return None


def _below_heading(part: Part, col: int) -> Sequence[Cell]:
    """The part's cells in a column; that of the first row is left out where it holds words."""
    cells = part.column(col, part.skip)
    if not cells or cells[0].row > part.skip or blank(cells[0]):
        return cells
    holds_words = not _numbers_in(cells[0].text)
    return cells[1:] if holds_words else cells


def _is_numbered(
    part: Part,
    header_rows: int,
    col: int,
    found: Sequence[Mark],
) -> bool:
    return _is_named(part, header_rows, col) or steady(_values(found))


def _is_named(
    part: Part,
    header_rows: int,
    col: int,
) -> bool:
    """Whether the column's heading says that it numbers the rows."""
    for row in part.rows[:header_rows]:
        for cell in row:
            if cell.col == col and key(cell) in SERIAL_HEADINGS:
                return True
    return False


def _values(found: Sequence[Mark]) -> list[int]:
    return [mark.value for mark in found]


def _step(before: Sequence[int], after: Sequence[int]) -> Numbering:
    """How the numbers of one page go on in those of the next."""
    last, first = before[-1], after[0]
    if first == last + 1:
        return "on"
    if first == 1 and last > 1:
        # A table that counts each group from 1 does so on any page.
        counts_groups = 1 in before[1:]
        return "none" if counts_groups else "restart"
    goes_on = len(after) == 1 or steady(after, FEW, NAMED)
    leaps = last + 1 < first <= MAX_NUMBER
    return "jump" if leaps and goes_on else "none"


def numbered_column(
    part: Part,
    header_rows: int,
    columns: Sequence[int],
) -> int | None:
    """The first column of running numbers, as a column of the logical table."""
    for col in range(part.n_cols):
        found = marks(part.column(col, header_rows))
        if found is not None and _is_numbered(part, header_rows, col, found):
            return columns[col]
    return None
