"""Page tables on their way from process to process, page by page.

They go by columns, each field of their cells one of them. Where the cells stand is the same on most
pages of a long table, their boxes included: that is sent once, and named by its number afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.model.cell import PageTable, columns_of, page_table

# So many kinds of places are known at a time.
KNOWN = 64
# The fields of a cell that say where it stands: row, column, what it spans of both, and its box.
_PLACES = (0, 1, 3, 4, 6)
_OTHERS = (2, 5, 7, 8, 9, 10, 11)

# What a table is but for its cells, the number of their places, these where they are new, the rest.
Number = tuple[int, int]
Sent = tuple[tuple[Any, ...], Number, "tuple[Any, ...] | None", "tuple[Any, ...]"]


class Sender:
    """Takes tables apart, one after the other; ``key`` is its own among those of one receiver."""

    def __init__(self, key: int = 0) -> None:
        self._key = key
        self._known: dict[tuple[Any, ...], Number] = {}

    def sent(self, tables: Iterable[PageTable]) -> list[Sent]:
        """The tables as plain values."""
        return [self._sent(table) for table in tables]

    def _sent(self, table: PageTable) -> Sent:
        about = table.page, table.n_rows, table.n_cols, table.bbox, table.sheet
        columns = columns_of(table.cells)
        places = tuple(columns[at] for at in _PLACES)
        others = tuple(columns[at] for at in _OTHERS)
        number = self._known.get(places)
        if number is not None:
            return about, number, None, others
        if len(self._known) >= KNOWN:
            self._known.clear()
        number = self._key, len(self._known)
        self._known[places] = number
        return about, number, places, others


class Receiver:
    """Puts them together again, each sender's in their order; ``tables`` are all so far."""

    def __init__(self) -> None:
        self.tables: list[PageTable] = []
        self._known: dict[Number, tuple[Any, ...]] = {}

    def take(self, sent: Sequence[Sent]) -> None:
        """Takes what a sender has made of some tables."""
        for about, number, places, others in sent:
            if places is not None:
                self._known[number] = places
            columns: list[Any] = [None] * (len(_PLACES) + len(_OTHERS))
            for at, column in zip(_PLACES, self._known[number], strict=True):
                columns[at] = column
            for at, column in zip(_OTHERS, others, strict=True):
                columns[at] = column
            self.tables.append(page_table(about, columns))
