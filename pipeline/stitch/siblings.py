"""Tables of one page that begin alike: does such a beginning open a table, or repeat a heading?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.model import PageTable
from pipeline.stitch import signs
from pipeline.stitch.between import Surroundings
from pipeline.stitch.foot import Places
from pipeline.stitch.part import blank, key
from pipeline.stitch.signs import Sign

# A text opens tables when it stands in the first row of so many.
SEVERAL = 3


class Siblings:
    """The page tables of a document by how they begin."""

    def __init__(self, tables: Sequence[PageTable], around: Surroundings, places: Places) -> None:
        self._tables = tables
        self._around = around
        self._places = places
        self._on_page: dict[int, list[int]] = defaultdict(list)
        for index, table in enumerate(tables):
            self._on_page[table.page].append(index)
        self._openings = Counter(
            key(cell) for table in tables for cell in table.cells if cell.row == 0
        )

    def say(self, above: int, below: int) -> Sign | None:
        """What the other tables of both pages say of table ``below``.

        Which begins as ``above`` may have begun.
        """
        first = _first(self._tables[below])
        pages = (self._tables[above].page, self._tables[below].page)
        on_them = (index for page in pages for index in self._on_page[page] if index != below)
        later = [index for index in on_them if not self._places.is_highest(index)]
        alike = [index for index in later if _first(self._tables[index]) == first]
        if not first or not alike:
            return None
        titles = {self._around.title(index) for index in alike}
        if "" in titles or self._around.title(below) in titles:
            return signs.SIBLINGS
        return None if self._around.titled(below) else signs.UNTITLED

    def opening(self, index: int) -> frozenset[str]:
        """The texts of a table's first row that stand in the first row of several tables."""
        found = {key(cell) for cell in self._tables[index].cells if cell.row == 0}
        return frozenset(text for text in found if self._openings[text] >= SEVERAL)


def _first(table: PageTable) -> tuple[int, str] | None:
    """How many columns a table has and what its first cell says; None where that is blank."""
    cell = next((cell for cell in table.cells if cell.row == 0), None)
    return None if cell is None or blank(cell) else (table.n_cols, key(cell))
