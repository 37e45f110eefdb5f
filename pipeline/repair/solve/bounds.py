"""How far the runs of a table can reach, whichever way its label levels are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
        points = [group.points for places in ways for group in places.groups]
        count = len(ground.rows)
        stops = [max(_stop(places, row, count) for places in ways) for row in range(count)]
        return cls(max(points, default=0), stops, _page_starts(ground))

    def segments(self, ground: Ground) -> Segments:
        """The runs of the table within these bounds."""
        return Segments(
            ground.options, ground.costs, self.limit, ground.unit, self.stops, self.pages
        )


def _page_starts(ground: Ground) -> frozenset[int]:
    sheets = [row.row.sheet for row in ground.rows]
    return frozenset(n for n in range(1, len(sheets)) if sheets[n] != sheets[n - 1])


def _stop(places: Places, row: int, rows: int) -> int:
    """The row no run from ``row`` goes past.

    The next section's first, or what the labels below allow.
    """
    section_ends = (start for start in (*places.starts, rows) if start > row)
    return min(places.stop(row), *section_ends)


__all__ = ["Bounds"]
