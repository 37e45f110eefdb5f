"""A stitched table → its indicators' rows.

And apart from them the rows that only sum others or head a section.

Such a row is known by its words, wherever in it they stand, by its serial, which is no number, by
the serials printed around it, which leave it none, and by the arithmetic itself. Where only some of
that speaks for it, what is made of the row is told as a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.model import Cell, Row, Slot, Table
from pipeline.repair.observe.rests import joined
from pipeline.repair.observe.shown import Form
from pipeline.repair.observe.sorter import Sorter
from pipeline.repair.observe.worded import ApartRow
from pipeline.spec import Column
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Apart:
    """``table`` has the indicators' rows alone.

    ``rests`` are rows that became part of one of these, each with the number of that one.
    """

    table: Table
    rows: tuple[ApartRow, ...]
    rests: tuple[tuple[Row, int], ...] = ()


def set_apart(table: Table, columns: Sequence[Column]) -> Apart:
    """The table's rows that are indicators, and those that are not."""
    form = Form.of(columns)
    sorter = Sorter(table, form)
    apart = sorter.apart()
    if len(apart) == len(table.rows):  # the numerals are the serials of rows that are all tasks
        return Apart(table, ())
    places = _places(len(table.rows), {*apart, *sorter.rests})
    whole = joined(table.rows, sorter.rests)
    rows = [whole.get(number, row) for number, row in enumerate(table.rows)]
    kept = _with_labels(rows, apart, sorter.rests, form)
    rests = [(table.rows[below], places[above]) for below, above in sorter.rests.items()]
    return Apart(
        replace(table, rows=tuple(kept)),
        tuple(_in_order(apart, places)),
        tuple(rests),
    )


def _places(rows: int, left_out: Collection[int]) -> list[int]:
    """For each row how many of those that are kept stand above it."""
    kept = [number not in left_out for number in range(rows)]
    return [0, *accumulate(kept)][:rows]


def _in_order(apart: dict[int, ApartRow], places: Sequence[int]) -> list[ApartRow]:
    """The rows apart, with how many others are above; a heading printed again is left out."""
    found: list[ApartRow] = []
    for number in sorted(apart):
        row = replace(apart[number], at=places[number])
        if not _is_repeated(row, found):
            found.append(row)
    return found


def _is_repeated(row: ApartRow, before: Iterable[ApartRow]) -> bool:
    """Whether it is a section's heading printed again where its table goes on.

    On another page, in the same words.
    """
    if row.is_total:
        return False
    words = fold(row.words)
    for each in before:
        elsewhere = each.row.sheet != row.row.sheet
        if elsewhere and fold(each.words) == words:
            return True
    return False


# --- labels drawn from a row apart

Place = tuple[int, int, int]  # a cell's page, row and column


def _with_labels(
    rows: Sequence[Row],
    apart: Collection[int],
    rests: Collection[int],
    form: Form,
) -> list[Row]:
    """The rows that are kept; a label drawn from a row that is not over one that is begins there.

    So it is where the blank cell of a total at a page's end was joined to the label below.
    """
    kept: list[Row] = []
    waiting: set[Place] = set()
    for number, row in enumerate(rows):
        if number in apart:
            waiting |= _labels_on(row, form)
        elif number not in rests:
            kept.append(_with_waiting(row, form, waiting))
    return kept


def _labels_on(row: Row, form: Form) -> set[Place]:
    """The places of the labels that stand on the row or are drawn over it."""
    found = set()
    for at in _label_slots(row, form):
        slot = row.slots[at]
        if slot.text.strip():
            found.add(_place(slot.cell))
    return found


def _with_waiting(
    row: Row,
    form: Form,
    waiting: set[Place],
) -> Row:
    """The row, on which the labels begin that wait for one; they wait no more."""
    slots = list(row.slots)
    for at in _label_slots(row, form):
        slot = slots[at]
        place = _place(slot.cell)
        if slot.covered and place in waiting:
            waiting.discard(place)
            slots[at] = Slot(slot.cell)
    return replace(row, slots=tuple(slots))


def _label_slots(row: Row, form: Form) -> list[int]:
    return [at for at in form.labels if at < len(row.slots)]


def _place(cell: Cell) -> Place:
    return cell.page, cell.row, cell.col
