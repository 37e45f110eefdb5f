"""How far the runs of a table can reach, whichever way its label levels are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.repair.model.place import Places
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.segment import Segments


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no run goes past.

    ``limit`` is the largest total of a first-level group, ``stops`` gives for each row the one no
    run from there goes past, ``pages`` are the rows that begin a page.
    """

    limit: int
    stops: Sequence[int]
    pages: frozenset[int]

    @classmethod
    def of(cls, ground: Ground, ways: Sequence[Places]) -> Bounds:
        """The bounds that hold in each way."""
        limit = 0
        for places in ways:
            for group in places.groups:
                limit = max(limit, group.points)
        rows = len(ground.rows)
        stops: list[int] = []
        for row in range(rows):
            stop = max(_stop(places, row, rows) for places in ways)
            stops.append(stop)
        return cls(limit, stops, _page_starts(ground))

    def segments(self, ground: Ground) -> Segments:
        """The runs of the table within these bounds."""
        return Segments(
            ground.options,
            ground.costs,
            self.limit,
            ground.unit,
            self.stops,
            self.pages,
        )


def _page_starts(ground: Ground) -> frozenset[int]:
    """The rows that begin a page, but for the table's first."""
    found: set[int] = set()
    for n, (above, row) in enumerate(pairwise(ground.rows), start=1):
        if row.row.sheet != above.row.sheet:
            found.add(n)
    return frozenset(found)


def _stop(places: Places, row: int, rows: int) -> int:
    """The row no run from ``row`` goes past.

    The next section's first, or what the labels below allow.
    """
    stop = min(places.stop(row), rows)
    for start in places.starts:
        if start > row:
            stop = min(stop, start)
    return stop


__all__ = ["Bounds"]
