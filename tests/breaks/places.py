"""The breaks of a document: which rows of which tables meet at each page boundary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.breaks.model import Document, Placement, Table


@dataclass(frozen=True, slots=True)
class Break:
    """The boundary below ``page``.

    ``above`` and ``below`` are (table, row): the last that has anything on the page, and the first that has on the
    next. The same row is a row that is cut.
    """

    page: int
    above: tuple[int, int]
    below: tuple[int, int]

    @property
    def inside(self) -> bool:
        return self.above[0] == self.below[0]

    @property
    def cut(self) -> bool:
        return self.above == self.below


def breaks_of(document: Document, placement: Placement) -> tuple[Break, ...]:
    """In order. Between two tables it is a break only where both are of one width, and no table goes on over it."""
    return tuple(_breaks(document, placement))


def _breaks(document: Document, placement: Placement) -> Iterator[Break]:
    reach = [_row_pages(number, table, placement) for number, table in enumerate(document.tables)]
    for page in range(1, placement.pages):
        over = [
            number
            for number, rows in enumerate(reach)
            if _is_on(page, rows) and _is_on(page + 1, rows)
        ]
        for number in over:
            rows = reach[number]
            last = max(row for row, (first, _) in enumerate(rows) if first <= page)
            begin = min(row for row, (_, end) in enumerate(rows) if end > page)
            yield Break(page, (number, last), (number, begin))
        if over:
            continue
        above = _last_on(page, reach)
        below = _first_on(page + 1, reach)
        if above is None or below is None:
            continue
        one, other = document.tables[above[0]], document.tables[below[0]]
        if one.breadth == other.breadth:
            yield Break(page, above, below)


def rows_on(document: Document, placement: Placement) -> list[list[tuple[int, int]]]:
    """For each table, for each row: the first and the last page that it is on."""
    return [_row_pages(number, table, placement) for number, table in enumerate(document.tables)]


def _row_pages(number: int, table: Table, placement: Placement) -> list[tuple[int, int]]:
    """A row whose own cells are all blank stands where the one before it ends."""
    own: list[list[int]] = [[] for _ in range(table.n_rows)]
    starts: list[list[int]] = [[] for _ in range(table.n_rows)]
    for index, cell in enumerate(table.cells):
        pages = [piece.page for piece in placement.pieces.get((number, index), ())]
        if pages and cell.rowspan == 1:
            own[cell.row] += pages
        elif pages:
            starts[cell.row].append(pages[0])
    found: list[tuple[int, int]] = []
    for row in range(table.n_rows):
        pages = own[row] or starts[row]
        before = found[-1][1] if found else 1
        found.append((min(pages), max(pages)) if pages else (before, before))
    return found


def _is_on(page: int, rows: Sequence[tuple[int, int]]) -> bool:
    return any(first <= page <= last for first, last in rows)


def _last_on(page: int, reach: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int] | None:
    on = [
        (table, row)
        for table, rows in enumerate(reach)
        for row, (first, last) in enumerate(rows)
        if first <= page <= last
    ]
    return max(on, default=None)


def _first_on(page: int, reach: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int] | None:
    on = [
        (table, row)
        for table, rows in enumerate(reach)
        for row, (first, last) in enumerate(rows)
        if first <= page <= last
    ]
    return min(on, default=None)
