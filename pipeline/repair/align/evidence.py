"""A stitched table → what the repair works on.

Each row's serial, its alignments, and the printed labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.errors import RepairError
from pipeline.model import Row, Table
from pipeline.repair.align.cells import Lexicon, cell_cost, has_han
from pipeline.repair.align.search import Alignment, Layout, alignments
from pipeline.repair.damage.costs import Costs
from pipeline.repair.observe.drawn import Covers, covers
from pipeline.text import fold, mend, parse_integer, parse_number

NO_BOUND = 10**6
SERIAL_CELLS = 6  # the serial stands among a row's first cells, however far it slid
LONG_UNIT = 8  # characters
MANY = 20  # cells of a kind that say how they usually look
NEXT_RANK = 2  # how far above the others a rank that stands once may be
PRIOR_MARKS = 1.0  # of each mark for a shared weight, before a notice is seen
FIRST_ROWS = 4  # rows that say where the serials begin
ODD = 1.0  # what a cell costs from which on it is not what usually stands there


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """One row: its serial, its cells' texts, the ways they can stand (cheapest first).

    ``head`` is the row whose points cell is drawn over this one; ``begins`` says that its own is
    drawn over the rows below, ``drawn`` that some row's is. ``sound``: each cell stands in its
    column and is what usually stands there. ``parts`` is what a weight counts for that is finer
    than others, see :mod:`fine`.
    """

    serial: int
    row: Row
    texts: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    head: int | None = None
    begins: bool = False
    drawn: bool = False
    sound: bool = False
    parts: int | None = None

    def text(self, alignment: Alignment, at: int) -> str | None:
        """The text that an alignment puts into a column; None where its cell was lost."""
        place = alignment.places[at]
        return None if place is None else self.texts[place]


def gather(table: Table, layout: Layout, costs: Costs) -> tuple[tuple[RowEvidence, ...], Lexicon]:
    """Serials, alignments and the lexicon of a table.

    Raises:
        RepairError: a row fits the columns in no way.
    """
    texts = [tuple(slot.text for slot in row.slots) for row in table.rows]
    numbers = serials(texts)
    lexicon = _lexicon(texts, numbers, layout, costs)
    weights = _weight_cells(table, layout)
    rows = []
    for index, (row, cells, number) in enumerate(zip(table.rows, texts, numbers, strict=True)):
        ways = alignments(cells, number, layout, lexicon, costs)
        if not ways:
            raise RepairError(
                "repair.row-fits-nowhere",
                row=row.row + 1,
                page=row.page,
                cells=[mend(text)[:12] for text in cells],
            )
        head, begins = weights.heads[index], weights.begins(index)
        if head is not None or begins:
            ways = _as_drawn(ways, layout)
        sound = _is_sound(row, cells, number, layout, lexicon, costs)
        rows.append(RowEvidence(number, row, cells, ways, head, begins, weights.drawn, sound))
    return tuple(rows), lexicon


def _weight_cells(table: Table, layout: Layout) -> Covers:
    """The merged cells of the column of points."""
    at = next((n for n, column in enumerate(layout.columns) if column.kind == "points"), None)
    if at is None:
        return Covers((None,) * len(table.rows), frozenset())
    return covers(table.rows, len(layout.zone) + at)


def _as_drawn(ways: tuple[Alignment, ...], layout: Layout) -> tuple[Alignment, ...]:
    """Those that leave the points where their cell is drawn; all where none does."""
    at = layout.at("weight")
    return tuple(way for way in ways if way.places[at] == len(layout.zone) + at) or ways


def _is_sound(
    row: Row, texts: Sequence[str], number: int, layout: Layout, lexicon: Lexicon, costs: Costs
) -> bool:
    """Whether every cell stands in its own column and is what usually stands there.

    A covered one is.
    """
    columns = (*layout.zone, *layout.columns)
    if len(texts) < len(columns) or any(text.strip() for text in texts[len(columns) :]):
        return False
    return all(
        slot.covered or cell_cost(column.kind, text, number, lexicon, costs) < ODD
        for slot, text, column in zip(row.slots, texts, columns, strict=False)
    )


def serials(texts: Sequence[Sequence[str]]) -> list[int]:
    """Each row's serial.

    The number most rows around it agree on, so that one lost or misread number is bridged.
    """
    offsets = [
        [n - index for text in cells[:SERIAL_CELLS] if (n := parse_integer(fold(text))) is not None]
        for index, cells in enumerate(texts)
    ]
    # Of a row's numbers the serial comes first; which of them is one, the first rows' others must
    # not decide.
    start = Counter(found[0] for found in offsets[:FIRST_ROWS] if found)
    before = start.most_common(1)[0][0] if start else 1
    out: list[int] = []
    for index in range(len(texts)):
        before = _agreed(
            sum((Counter(set(found)) for found in offsets[index : index + 3]), Counter()), before
        )
        out.append(index + before)
    return out


def _agreed(ahead: Counter[int], before: int) -> int:
    """The offset in force.

    The one before, unless two of the next three rows agree on a higher one.
    """
    if ahead[before]:
        return before
    later = [offset for offset, count in ahead.items() if count >= 2 and offset > before]
    return min(later) if later else before


def _lexicon(
    texts: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout, costs: Costs
) -> Lexicon:
    """First from the places beside the serials.

    Then the highest rank and weight from rows that stand undamaged.
    """
    units, agencies = _shown_units(texts, numbers, layout), _shown_agencies(texts, numbers, layout)
    marks = {column.kind: frozenset(map(fold, column.missing)) for column in layout.columns}
    first = Lexicon(units, agencies, NO_BOUND, marks)
    ranks, weights, shared = Counter[int](), Counter[Decimal](), Counter[str]()
    for cells, number in zip(texts, numbers, strict=True):
        ways = alignments(cells, number, layout, first, costs, 0.0)
        if not ways or ways[0].damage:
            continue
        targetless = any(  # the last rank may be its target, slid over a lost one
            column.kind == "target" and place is not None and not fold(cells[place])
            for column, place in zip(layout.columns, ways[0].places, strict=True)
        )
        for at, column in enumerate(layout.columns):
            place = ways[0].places[at]
            if column.kind == "rank" and place is not None and not targetless:
                ranks.update(filter(None, [parse_integer(fold(cells[place]))]))
            if column.kind == "points" and place is not None:
                text = fold(cells[place])
                weights.update(filter(None, [parse_number(text)]))
                shared.update([text] if text in ("", "/") else [])
    usual = [weight for weight, count in weights.items() if count > 1 and weights.total() >= MANY]
    highest = _highest_rank(ranks) or NO_BOUND
    slashes = (shared["/"] + PRIOR_MARKS) / (shared.total() + 2 * PRIOR_MARKS)
    return replace(
        first,
        highest_rank=highest,
        highest_weight=max(usual, default=Decimal("Infinity")),
        slashes=slashes,
    )


def _highest_rank(ranks: Counter[int]) -> int:
    """The highest that stands twice, and those just above it.

    A number that slid over from the targets stands alone.
    """
    every = max(ranks, default=0)
    highest = max(
        (rank for rank, count in ranks.items() if count > 1 and ranks.total() >= MANY),
        default=every,
    )
    for rank in sorted(ranks):
        highest = rank if highest < rank <= highest + NEXT_RANK else highest
    return highest


def _shown_units(
    texts: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout
) -> frozenset[str]:
    """Short words that stand where units do, counted from a row's serial.

    The notice's own units.
    """
    seen = Counter(_beside_serials(texts, numbers, layout, "unit"))
    return frozenset(
        word
        for word, count in seen.items()
        if count >= 2 and 0 < len(word) <= LONG_UNIT and not _numeric(word) and word != "/"
    )


def _beside_serials(
    texts: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout, kind: str
) -> Iterator[str]:
    """Each row's folded text in the first column of a kind.

    As many cells from the row's serial as on the form.
    """
    kinds = [column.kind for column in layout.columns]
    if kind not in kinds:
        return
    away = kinds.index(kind) - kinds.index("serial")
    for cells, number in zip(texts, numbers, strict=True):
        at = next(
            (
                n
                for n, text in enumerate(cells[:SERIAL_CELLS])
                if parse_integer(fold(text)) == number
            ),
            None,
        )
        if at is not None and 0 <= at + away < len(cells):
            yield fold(cells[at + away])


def _numeric(text: str) -> bool:
    return parse_number(text) is not None or text[:1].isdecimal()


def _shown_agencies(
    texts: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout
) -> frozenset[str]:
    """What stands twice or more where agencies do.

    At the rows' ends, or beside the serials where that is no end.
    """
    if layout.columns[-1].kind == "agency":
        seen = Counter(fold(next((t for t in reversed(cells) if t.strip()), "")) for cells in texts)
    else:
        seen = Counter(_beside_serials(texts, numbers, layout, "agency"))
    return frozenset(text for text, count in seen.items() if count >= 2 and has_han(text))
