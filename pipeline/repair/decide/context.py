"""What the values of one table are made from: its rows, and all readings within the margin."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.damage.kind import Kind
from pipeline.model import Cell
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import Print
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.words import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """The rows, the readings within the margin, and each row's alignment in the cheapest one."""

    layout: Layout
    rows: Sequence[RowEvidence]
    readings: Readings
    best: Sequence[Alignment]
    beyond: Beyond | None = None

    def row(self, index: int) -> RowView:
        """One row with all that is known of it."""
        return RowView(
            self,
            index,
            evidence=self.rows[index],
            found=self.readings.rows[index],
            best=self.best[index],
        )

    def serial(self, index: int) -> int:
        """The serial of a row."""
        return self.rows[index].serial

    def cell_of(self, printed: Print) -> Cell:
        """The cell in which a label is printed."""
        slots = self.rows[printed.row].row.slots
        return slots[printed.cell].cell


@dataclass(frozen=True, slots=True)
class Beyond:
    """What readings say that cost a little more than the margin.

    ``context`` has these readings too, ``words`` measures how far labels name rows, ``strange`` is
    what it costs that a label begins on a row that its words do not name.
    """

    margin: float
    context: Context
    words: Words
    strange: float


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table: its evidence, its readings, its alignment in the cheapest one."""

    context: Context
    index: int
    evidence: RowEvidence
    found: RowReadings
    best: Alignment

    def text(self, at: int) -> str | None:
        """What the cheapest reading puts into a column; None where its cell was lost."""
        return self.evidence.text(self.best, at)

    def cell(self, at: int) -> Cell | None:
        """The cell that the cheapest reading puts into a column; None where it was lost."""
        place = self.best.places[at]
        if place is None:
            return None
        return self.evidence.row.slots[place].cell

    def damage(self) -> tuple[Kind, ...]:
        """What has happened to its weight in the cheapest reading; empty where nothing has."""
        costs = self.found.damage
        kind = min(costs, key=costs.__getitem__, default=None)
        return () if kind is None else (kind,)

    def beyond(self) -> RowView | None:
        """The row in the readings that go beyond the margin; None where none were sought."""
        wider = self.context.beyond
        return None if wider is None else wider.context.row(self.index)

    def variants(self) -> Iterator[tuple[UnitKey, Variant, float]]:
        """Every shape of a unit that holds the row, with its cost."""
        shapes = self.context.readings.variants
        for key in self.found.units:
            for variant, cost in shapes[key].items():
                if self.index in variant.rows:
                    yield key, variant, cost


def context_of(
    layout: Layout,
    rows: Sequence[RowEvidence],
    readings: Readings,
) -> Context:
    """Finds each row's cheapest alignment among the readings."""
    best = map(best_alignment, rows, readings.rows)
    return Context(layout, rows, readings, list(best))


def best_alignment(row: RowEvidence, read: RowReadings) -> Alignment:
    """A row's alignment in its cheapest reading."""
    number = cheapest(read.alignments)
    return row.alignments[number]


def only(values: Collection[T]) -> T | None:
    """The one value that there is; None where there are several or none."""
    if len(values) != 1:
        return None
    return next(iter(values))


def cheapest(costs: Mapping[int, float]) -> int:
    """The number that costs least, on a tie the lowest."""
    return min(costs, key=lambda number: (costs[number], number))
