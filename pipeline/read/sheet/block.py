"""What a sheet is parted into: tables with their cells, and texts that are in none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.read.sheet.area import Area, enclosing
from pipeline.read.sheet.view import Seen


@dataclass(frozen=True)
class Block:
    """A table with its cells; or, where ``table`` is false, a text that is in none.

    ``beside`` are texts within its rows that are in none of its columns.
    """

    cells: tuple[Seen, ...]
    table: bool
    beside: tuple[Seen, ...] = ()

    @cached_property
    def area(self) -> Area:
        """The rectangle that its cells make."""
        return enclosing(cell.area for cell in self.cells)

    @property
    def ruled(self) -> bool:
        """Whether any of its cells is ruled."""
        return any(cell.ruled for cell in self.cells)


@dataclass(slots=True)
class Row:
    """The cells that begin in one row, and those from above that go on over it."""

    number: int
    begun: list[Seen] = field(default_factory=list)
    over: list[Seen] = field(default_factory=list)

    @property
    def cells(self) -> list[Seen]:
        """All that stand in it."""
        return [*self.begun, *self.over]

    @property
    def texts(self) -> list[Seen]:
        """The cells that begin in it and say something."""
        return [cell for cell in self.begun if cell.says]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it but blank cells that begin there."""
        return not self.texts and not self.over

    @property
    def ruled(self) -> bool:
        """Whether at least half of its columns are under ruled cells."""
        ruled = 0
        columns = 0
        for cell in self.cells:
            columns += cell.area.width
            if cell.ruled:
                ruled += cell.area.width
        return columns > 0 and ruled * 2 >= columns


def rows_of(cells: Iterable[Seen]) -> list[Row]:
    """The rows that cells stand in, in order."""
    rows: dict[int, Row] = {}
    for cell in cells:
        first, last = cell.area.top, cell.area.bottom
        for number in range(first, last + 1):
            row = rows.setdefault(number, Row(number))
            if number == first:
                row.begun.append(cell)
            else:
                row.over.append(cell)
    return [rows[number] for number in sorted(rows)]


def begun_in(rows: Iterable[Row]) -> list[Seen]:
    """The cells that begin in the rows."""
    return [cell for row in rows for cell in row.begun]


def texts_in(rows: Iterable[Row]) -> list[Block]:
    """Each text that begins in the rows, as none of a table's."""
    return texts_of(cell for row in rows for cell in row.texts)


def texts_of(cells: Iterable[Seen]) -> list[Block]:
    """Each cell as a text that is in no table."""
    return [Block((cell,), table=False) for cell in cells]
