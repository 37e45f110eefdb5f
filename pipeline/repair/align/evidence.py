"""A stitched table → each row's evidence: its serial and the ways its cells can stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.errors import RepairError
from pipeline.model import Cell, Row, Table
from pipeline.repair.align.cell_moves import Prices
from pipeline.repair.align.cells import Lexicon, cell_cost
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.lexicon import Sheet, read_lexicon
from pipeline.repair.align.misread import aligned_readings
from pipeline.repair.align.search import SLACK, Aligner
from pipeline.repair.align.serials import serials
from pipeline.repair.align.two_in_one import with_joined, with_parts
from pipeline.repair.damage.costs import Costs
from pipeline.repair.observe.drawn import Covers, covers, parted
from pipeline.text import mend

ODD = 1.0  # what a cell costs from which on it is not what usually stands there
QUOTED = 12  # characters of a cell that an error quotes
# So many rows, or what share of them, may have a cell that fits no column on the form.
FEW_UNFIT, UNFIT_SHARE = 3, 0.2


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """One row: its serial, its cells' texts, the ways they can stand (cheapest first).

    ``head`` is the row whose points cell is drawn over this one; ``begins`` says that its own is
    drawn over the rows below, ``drawn`` that some row's is; ``ends`` is the place of an empty one
    of its own that ends the cell above, None where none does. ``sound``: each cell stands in its
    column and is what usually stands there. ``parts`` is what a weight counts for that is finer
    than others, see :mod:`fine`. ``parted`` are the roles of the label columns in which the row has
    an empty cell of its own below a merged one that has ended.
    """

    serial: int
    row: Row
    texts: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    head: int | None = None
    begins: bool = False
    drawn: bool = False
    ends: int | None = None
    sound: bool = False
    parts: int | None = None
    parted: frozenset[str] = frozenset()

    def text(self, alignment: Alignment, at: int) -> str | None:
        """The text that an alignment puts into a column; None where its cell was lost."""
        place = alignment.places[at]
        if place is None:
            return None
        for column, text in alignment.parts:
            if column == at:
                return text
        for cell, text in alignment.otherwise:
            if cell == place:
                return text
        return self.texts[place]

    def label_text(self, alignment: Alignment, cell: int) -> str:
        """What an alignment reads as a label in a cell, which may hold a column's text besides."""
        text = self.texts[cell]
        for column, part in alignment.parts:
            if alignment.places[column] == cell:
                text = text.rstrip().removesuffix(part)
        return text

    def cheapest_text(self, at: int) -> str:
        """The text that the cheapest alignment puts into a column; "" where its cell was lost."""
        cheapest = self.alignments[0]
        return self.text(cheapest, at) or ""


Evidence = tuple[RowEvidence, ...]


def gather(
    table: Table,
    layout: Layout,
    costs: Costs,
    slack: float = SLACK,
) -> tuple[Evidence, Lexicon]:
    """Gathers a table's evidence, row by row, and the lexicon that it was read with.

    ``slack`` is how much dearer than its cheapest a row's other ways may be.

    Raises:
        RepairError: a row fits the columns in no way.
    """
    name = layout.slot(layout.at("indicator"))
    texts = [_texts(row, name) for row in table.rows]
    numbers = serials(texts)
    lexicon = read_lexicon(Sheet(texts, numbers, layout), costs)
    reader = _Reader(layout, lexicon, costs, slack)
    drawn = _Drawn(table, layout)
    rows: list[RowEvidence] = []
    for index, row in enumerate(table.rows):
        serial = numbers[index]
        sound = _is_sound(row, serial, layout, lexicon, costs)
        ways = reader.ways(row, texts[index], serial, sound)
        if not ways:
            raise _fits_nowhere(row)
        evidence = RowEvidence(
            serial=serial,
            row=row,
            texts=texts[index],
            alignments=ways,
            head=drawn.weights.heads[index],
            begins=drawn.weights.begins(index),
            drawn=drawn.weights.drawn,
            ends=drawn.end(index),
            sound=sound,
            parted=drawn.parted(index),
        )
        rows.append(_as_drawn(evidence, layout, costs))
    _check_form(rows)
    return tuple(rows), lexicon


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds the ways in which a row's cells can stand."""

    layout: Layout
    lexicon: Lexicon
    costs: Costs
    slack: float

    def ways(
        self,
        row: Row,
        texts: tuple[str, ...],
        serial: int,
        sound: bool,
    ) -> tuple[Alignment, ...]:
        """Cheapest first; empty where it fits the columns in no way."""
        prices = Prices(serial, self.layout, self.lexicon, self.costs)
        align = Aligner(prices)
        has_points = self.layout.first_of("points") is not None
        ways = _as_printed(texts, align) if sound and not has_points else ()
        near = partial(align, slack=self.slack)
        ways = ways or aligned_readings(row, texts, near, self.slack)
        more = list(with_parts(texts, self.layout, self.lexicon, near, self.costs))
        if not sound:
            more += with_joined(texts, serial, self.layout, self.lexicon, near, self.costs)
        return _cheapest_first([*ways, *more], self.slack) if more else ways


class _Drawn:
    """The cells of a table that are drawn over several rows."""

    def __init__(self, table: Table, layout: Layout) -> None:
        points = layout.first_of("points")
        self.weights = _weight_cells(table, layout)
        self._slot = None if points is None else layout.slot(points)
        self._parted = _parted_labels(table, layout)

    def end(self, index: int) -> int | None:
        """The place of the row's empty points cell that ends the one above, if it has one."""
        return self._slot if self.weights.ends(index) else None

    def parted(self, index: int) -> frozenset[str]:
        """The roles of the label columns in which the row is parted from the cell above."""
        return frozenset(role for role, rows in self._parted.items() if index in rows)


def _check_form(rows: Sequence[RowEvidence]) -> None:
    """Of a table on the form few rows have a cell that fits no column.

    Raises:
        RepairError: many have one, so that the form is rather another.
    """
    unfit = list(filter(_is_unfit, rows))
    most = min(len(rows) - 1, max(FEW_UNFIT, UNFIT_SHARE * len(rows)))
    if len(unfit) > most:
        raise _fits_nowhere(unfit[0].row)


def _is_unfit(row: RowEvidence) -> bool:
    """Whether the row fits the columns only with a printed cell left unread."""
    left = row.alignments[0].otherwise
    return any(not row.row.slots[at].cell.readings for at, _ in left)


def _cheapest_first(ways: Sequence[Alignment], slack: float) -> tuple[Alignment, ...]:
    """The ways within ``slack`` of the cheapest, in the order of their costs."""
    least = min((way.cost for way in ways), default=0.0)
    near = [way for way in ways if way.cost <= least + slack]
    return tuple(sorted(near, key=lambda way: way.cost))


def _as_printed(
    texts: tuple[str, ...],
    align: Callable[..., tuple[Alignment, ...]],
) -> tuple[Alignment, ...]:
    """The cheapest way a sound row can stand, if that is as printed.

    Without points nothing can speak for another one.
    """
    ways = align(texts, slack=0.0)
    return ways[:1] if ways and not ways[0].damage else ()


def _texts(row: Row, name: int) -> tuple[str, ...]:
    """What the row's cells read; a name that is drawn from above is that of the row, too."""
    texts = [slot.text for slot in row.slots]
    drawn = drawn_name(row, name)
    if drawn is not None:
        texts[name] = drawn.text
    return tuple(texts)


def drawn_name(row: Row, name: int) -> Cell | None:
    """The cell from above that is drawn over the row's place for its name, None where none is."""
    if name >= len(row.slots):
        return None
    slot = row.slots[name]
    from_above = (slot.cell.page, slot.cell.row) != (row.page, row.row)
    return slot.cell if slot.covered and from_above else None


def _fits_nowhere(row: Row) -> RepairError:
    cells = []
    for slot in row.slots:
        text = mend(slot.text)
        cells.append(text[:QUOTED])
    return RepairError(
        "repair.row-fits-nowhere",
        row=row.row + 1,
        page=row.page,
        cells=cells,
    )


def _weight_cells(table: Table, layout: Layout) -> Covers:
    """The merged cells of the column of points."""
    at = layout.first_of("points")
    if at is None:
        return Covers((None,) * len(table.rows), frozenset())
    return covers(table.rows, layout.slot(at))


def _parted_labels(table: Table, layout: Layout) -> dict[str, frozenset[int]]:
    """By role of a label column: the rows parted from the merged label above them."""
    found: dict[str, frozenset[int]] = {}
    for slot, column in enumerate((*layout.zone, *layout.columns)):
        if column.kind == "label":
            found[column.role] = parted(table.rows, slot)
    return found


def _as_drawn(
    row: RowEvidence,
    layout: Layout,
    costs: Costs,
) -> RowEvidence:
    """Adds what it costs that the points are read elsewhere than their merged cell is drawn."""
    if row.head is None and not row.begins:
        return row
    at = layout.at("weight")
    drawn = layout.slot(at)
    ways = []
    for way in row.alignments:
        cost = way.cost
        if way.places[at] != drawn:
            cost += costs.drawn_wrongly
        ways.append(replace(way, cost=cost))
    ways.sort(key=lambda way: way.cost)
    return replace(row, alignments=tuple(ways))


def _is_sound(
    row: Row,
    serial: int,
    layout: Layout,
    lexicon: Lexicon,
    costs: Costs,
) -> bool:
    """Whether every cell stands in its own column and is what usually stands there.

    A covered one is, whatever it shows.
    """
    columns = (*layout.zone, *layout.columns)
    if len(row.slots) < len(columns):
        return False
    padding = row.slots[len(columns) :]
    if any(slot.text.strip() for slot in padding):
        return False
    for slot, column in zip(row.slots, columns, strict=False):
        if slot.covered:
            continue
        if slot.cell.in_doubt:
            return False
        cost = cell_cost(column.kind, slot.text, serial, lexicon, costs)
        if cost >= ODD:
            return False
    return True
