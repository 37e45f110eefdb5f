"""Finds running numbers that are missing or printed again, along the way they run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Severity
from pipeline.stitch.numbers import ENOUGH, NAMED, SERIAL_HEADINGS, STEADY, Mark, marks, steady
from pipeline.stitch.part import key

# The check of a column that does not begin with 1.
BEGINNING = "numbering-begins"
# Columns are followed together where so small a share of the steps is none from one number to the
# next.
SLIPS = 0.1
# Numbers that begin beyond so many times their count do not count rows.
CODES = 10

# A cell with its column in the logical table, and those that begin in one row.
PlacedCell = tuple[int, Cell]
PlacedRow = Sequence[PlacedCell]


class Way(NamedTuple):
    """A way through the columns that hold numbers.

    Its cells in order, blanks included, and their numbers.
    """

    columns: frozenset[int]
    cells: Sequence[Cell]
    marks: Sequence[Mark]

    @property
    def values(self) -> list[int]:
        """The numbers in order."""
        return [mark.value for mark in self.marks]

    @property
    def broken(self) -> int:
        """How many steps are not from one number to the next."""
        return sum(after != before + 1 for before, after in pairwise(self.values))


def gaps(
    heading: Sequence[PlacedRow],
    rows: Sequence[PlacedRow],
    n_cols: int,
    first: bool,
) -> list[Finding]:
    """Finds numbers missing from the numbered column or printed again.

    Between two pages rows are lost or stand twice, within one it is perhaps a slip. A row that
    stands there without its number is not missing. ``first`` says that no table stands before,
    whose numbers this one's could go on from. Where numbers stand in several columns they are
    followed along the way they run.
    """
    named = set()
    for row in heading:
        for at, cell in row:
            if key(cell) in SERIAL_HEADINGS:
                named.add(at)
    way = _numbered_way(rows, n_cols, named)
    if way is None:
        return []
    found = []
    counts_rows = bool(named & way.columns) or not heading
    if first and counts_rows and _begins_late(way.marks):
        found.append(_beginning(way.marks[0]))
    found += _steps(way)
    return found


def _numbered_way(
    rows: Sequence[PlacedRow],
    n_cols: int,
    named: set[int],
) -> Way | None:
    """The first way along which the numbers run on."""
    for way in ways(rows, n_cols, named):
        share = NAMED if named & way.columns else STEADY
        if steady(way.values, ENOUGH, share):
            return way
    return None


def ways(
    rows: Sequence[PlacedRow],
    n_cols: int,
    named: Collection[int],
) -> list[Way]:
    """Lists the columns of numbers from left to right, each by itself.

    Before them all together, where that is smoother. ``named`` are the columns whose heading says
    that they number the rows.
    """
    columns = _columns(rows, n_cols)
    alone: list[Way] = []
    for col, cells in columns.items():
        alone += _way([col], cells)
    side_by_side = [way for way in alone if _could_be_half(way, named)]
    if len(side_by_side) < 2:
        return alone
    best = _smoothest(_together(rows, columns, side_by_side))
    if best is None or not _is_smoother(best, side_by_side):
        return alone
    return [best, *alone]


def _columns(rows: Sequence[PlacedRow], n_cols: int) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for col in range(n_cols):
        columns[col] = []
    for row in rows:
        for at, cell in row:
            columns[at].append(cell)
    return columns


def _way(cols: Sequence[int], cells: Sequence[Cell]) -> Iterator[Way]:
    found = marks(cells)
    if found:
        yield Way(frozenset(cols), cells, found)


def _could_be_half(way: Way, named: Collection[int]) -> bool:
    """Whether the column could be one of several that number the rows together."""
    if way.columns <= set(named):
        return True
    return not named and steady(way.values, ENOUGH)


def _together(
    rows: Sequence[PlacedRow],
    columns: dict[int, list[Cell]],
    side_by_side: Sequence[Way],
) -> Iterator[Way]:
    """The ways through several columns.

    A list may stand side by side on a page: it then runs down the left half of each page and on
    down the right one, or down the whole table so, or across.
    """
    cols = sorted(col for way in side_by_side for col in way.columns)
    across = [cell for row in rows for at, cell in row if at in cols]
    down = [cell for col in cols for cell in columns[col]]
    by_page = sorted(down, key=lambda cell: cell.page)
    for cells in (by_page, down, across):
        yield from _way(cols, cells)


def _smoothest(several: Iterator[Way]) -> Way | None:
    return min(several, key=lambda way: way.broken, default=None)


def _is_smoother(best: Way, side_by_side: Sequence[Way]) -> bool:
    """Whether the numbers run on better along one way than in each column by itself."""
    apart = sum(way.broken + 1 for way in side_by_side) - 1
    return best.broken <= SLIPS * len(best.marks) and best.broken < apart


def _begins_late(found: Sequence[Mark]) -> bool:
    """Whether the numbers begin after 1, and not so far from it that they are codes."""
    return 1 < found[0].value <= CODES * len(found)


def _steps(way: Way) -> Iterator[Finding]:
    """Finds what is wrong from one number to the next."""
    position = {}
    for number, cell in enumerate(way.cells):
        position[id(cell)] = number
    for before, after in pairwise(way.marks):
        here = position[id(before.cell)]
        there = position[id(after.cell)]
        without_number = max(0, there - here - 1)  # numbers may stand in one cell
        missing = after.value - before.value - 1
        if missing > without_number:
            yield _gap(before, after)
        elif 1 < after.value <= before.value:
            yield _back(before, after)


def _beginning(first: Mark) -> Finding:
    said = message(
        "stitch.numbering-begins",
        number=first.value,
        page=first.cell.page,
        missing=_range(1, first.value - 1),
    )
    return _found("warning", BEGINNING, said, first)


def _gap(before: Mark, after: Mark) -> Finding:
    over_pages = after.cell.page > before.cell.page
    said = message(
        "stitch.numbering-gap-lost" if over_pages else "stitch.numbering-gap",
        number=before.value,
        next=after.value,
        place=_place(before, after),
        missing=_range(before.value + 1, after.value - 1),
    )
    return _found("error" if over_pages else "warning", "numbering-gap", said, after)


def _back(before: Mark, after: Mark) -> Finding:
    place = _place(before, after)
    values = {"number": before.value, "next": after.value}
    if after.cell.page != before.cell.page:
        said = message("stitch.numbering-back-doubled", place=place, **values)
        return _found("error", "numbering-back", said, after)
    if before.value == after.value:
        said = message("stitch.numbering-twice", number=after.value, place=place)
    else:
        said = message("stitch.numbering-back", place=place, **values)
    return _found("warning", "numbering-back", said, after)


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _place(before: Mark, after: Mark) -> Message:
    page_before, page = before.cell.page, after.cell.page
    if page > page_before:
        return message("stitch.between-pages", before=page_before, page=page)
    return message("stitch.on-page", page=page)


def _found(
    severity: Severity,
    check: str,
    said: Message,
    at: Mark,
) -> Finding:
    cell = at.cell
    return Finding(
        severity,
        check,
        said,
        page=cell.page,
        row=cell.row,
        col=cell.col,
    )
