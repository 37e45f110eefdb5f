"""A logical table while its pages are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import PageTable
from pipeline.stitch.frame import starts
from pipeline.stitch.header_rows import own_rows
from pipeline.stitch.headless import are_one_form
from pipeline.stitch.part import Part

# Rows that can be headings alone on their page.
ALONE = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A logical table so far: its parts and the column rules known of it (None without geometry).

    ``is_form`` is true where another table is the same form with other values. ``by_number`` is
    true where columns are told by their number, since the rules of the pages differ; then the rules
    known are the last page's.
    """

    parts: tuple[Part, ...]
    lines: tuple[float, ...] | None
    by_number: bool = False
    is_form: bool = False

    @property
    def first(self) -> Part:
        """The part on its first page."""
        return self.parts[0]

    @property
    def last(self) -> Part:
        """The part on its last page so far."""
        return self.parts[-1]

    @property
    def heading(self) -> Part:
        """Where the headings stand.

        On the first page; where nothing else has room there, on the second too.
        """
        table = self.first.table
        has_rows = table.n_rows > max(own_rows(table), ALONE)
        if len(self.parts) == 1 or has_rows:
            return self.first
        return Part(_with_rows_of(table, self.parts[1]))

    @property
    def header_rows(self) -> int:
        """How many rows are headings: as the repeats show it, else as the first page suggests.

        A form has none.
        """
        if self.is_form:
            return 0
        shown = 0
        for part in self.parts[1:]:
            first, count = part.repeats
            shown = max(shown, first + count)
        return shown or own_rows(self.heading.table)

    def columns(self, part: Part) -> tuple[int, ...]:
        """Tells which column of the logical table each of the part's grid lines is."""
        if self.by_number or self.lines is None or part.frame is None:
            return tuple(range(part.n_cols + 1))
        return starts(self.lines, part.frame)


def _with_rows_of(table: PageTable, below: Part) -> PageTable:
    """The table with the other page's rows under its own, repeated headings left out."""
    cells = list(table.cells)
    moved_by = table.n_rows - below.skip
    for cell in below.table.cells:
        row = cell.row + moved_by
        if row >= table.n_rows:
            cells.append(replace(cell, row=row))
    n_rows = moved_by + below.n_rows
    n_cols = max(table.n_cols, below.n_cols)
    return PageTable(table.page, n_rows, n_cols, tuple(cells), table.bbox)


def with_forms(groups: Sequence[Group]) -> list[Group]:
    """Marks the tables of one page that are the same form as the one before or behind them."""
    forms: set[int] = set()
    for number, (one, other) in enumerate(pairwise(groups)):
        of_one_page = len(one.parts) == len(other.parts) == 1
        if of_one_page and are_one_form(one.first, other.first):
            forms |= {number, number + 1}
    return [replace(group, is_form=number in forms) for number, group in enumerate(groups)]
