"""Judges tables of one page that begin alike.

Does such a beginning open a table, or repeat a heading?
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.model import PageTable
from pipeline.stitch import signs
from pipeline.stitch.between import Surroundings
from pipeline.stitch.part import blank, key
from pipeline.stitch.places import Places
from pipeline.stitch.signs import Sign

# A text opens tables when it stands in the first row of so many.
SEVERAL = 3


class Siblings:
    """The page tables of a document by how they begin."""

    def __init__(
        self,
        tables: Sequence[PageTable],
        around: Surroundings,
        places: Places,
    ) -> None:
        self._tables = tables
        self._around = around
        self._places = places
        self._on_page: dict[int, list[int]] = defaultdict(list)
        self._openings: Counter[str] = Counter()
        for index, table in enumerate(tables):
            self._on_page[table.page].append(index)
            self._openings.update(_first_row(table))

    def say(self, above: int, below: int) -> Sign | None:
        """Weighs what the other tables of both pages say of table ``below``.

        Which begins as ``above`` may have begun.
        """
        alike = list(self._alike(above, below))
        if not alike:
            return None
        titles = {self._around.title(index) for index in alike}
        own_title = self._around.title(below)
        if "" in titles or own_title in titles:
            return signs.SIBLINGS
        if self._around.titled(below):
            return None
        return signs.UNTITLED

    def _alike(self, above: int, below: int) -> Iterator[int]:
        """Lists the tables under others on both pages that begin as ``below`` does."""
        beginning = _beginning(self._tables[below])
        if beginning is None:
            return
        for on_one in (above, below):
            page = self._tables[on_one].page
            for index in self._on_page[page]:
                is_under_another = index != below and not self._places.is_highest(index)
                if is_under_another and _beginning(self._tables[index]) == beginning:
                    yield index

    def opening(self, index: int) -> frozenset[str]:
        """The texts of a table's first row that stand in the first row of several tables."""
        texts = _first_row(self._tables[index])
        return frozenset(text for text in texts if self._openings[text] >= SEVERAL)


def _first_row(table: PageTable) -> list[str]:
    return [key(cell) for cell in table.cells if cell.row == 0]


def _beginning(table: PageTable) -> tuple[int, str] | None:
    """How many columns a table has and what its first cell says; None where that is blank."""
    for cell in table.cells:
        if cell.row == 0:
            return None if blank(cell) else (table.n_cols, key(cell))
    return None
