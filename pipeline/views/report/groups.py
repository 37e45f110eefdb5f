"""Open cells that hang together, and what they may be together.

What may be read together is not published, only what each cell may say; three kinds of it follow
from the tables all the same:

* the cells of a row that slid: the printed texts stand in the order they are printed in, and the
  log says how many readings of the row there are, which must be as many as are found here;
* weights of one scoring unit: with its points they add up as :mod:`pipeline.correct` demands;
* labels of a row and their points: they stand together on another row of the section.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from pipeline.text import fold, parse_number, parse_points
from pipeline.views.decision import OpenCell, Place

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
# A reading of each cell of a group, None for a cell without text.
Option = tuple[str | None, ...]

LABELS = ("level1", "level1_points", "level2", "level2_points")
# Page, row and column of a cell of the source.
Cell = tuple[int | None, int | None, int | None]
# More readings of several cells than this are not gone through.
MOST = 20_000
_SEVERAL_READINGS = "repair.close-readings"


def groups_of(rows: Rows, own: Sequence[OpenCell]) -> list[Group]:
    """The groups whose readings account for all of each cell; no cell is in two of them.

    ``own`` are the open cells that follow from no other.
    """
    groups: list[Group] = []
    held: set[Place] = set()
    for find in (_slid_rows, _weights, _labels):
        for group in find(rows, own):
            places = {place_of(cell) for cell in group.cells}
            if group.accounts_for_all() and not places & held:
                groups.append(group)
                held |= places
    return groups


def place_of(cell: OpenCell) -> Place:
    """The row and column of an open cell."""
    return cell.seq, cell.column


@dataclass(frozen=True, slots=True)
class Group:
    """Cells in document order, and readings of all of them at once."""

    cells: list[OpenCell]
    options: list[Option]

    def accounts_for_all(self) -> bool:
        """Whether every reading of every cell is among the options."""
        for index, cell in enumerate(self.cells):
            found = {option[index] for option in self.options}
            if found != set(cell.readings):
                return False
        return True

    def cost_of(self, option: Option) -> float:
        """The costs of the cells' readings in all: an order, not what the option costs."""
        total = 0.0
        for cell, reading in zip(self.cells, option, strict=True):
            index = cell.readings.index(reading)
            total += cell.costs[index] or 0
        return total


def _combinations(
    cells: Sequence[OpenCell],
    fits: Callable[[Option], bool],
) -> list[Option]:
    """Readings of all cells that fit; none where there are too many to go through."""
    readings = [cell.readings for cell in cells]
    if prod(map(len, readings)) > MOST:
        return []
    return [option for option in product(*readings) if fits(option)]


# --- rows that slid


def _slid_rows(rows: Rows, own: Sequence[OpenCell]) -> Iterator[Group]:
    """Cells of one row that the same readings of the row leave open."""
    provenance = rows["provenance"]
    counts = _readings_of_rows(provenance)
    printed = _printed_places(provenance)
    groups: dict[tuple[int, int], list[OpenCell]] = {}
    for cell in own:
        count = counts.get(place_of(cell))
        if count is not None:
            alike = groups.setdefault((cell.seq, count), [])
            alike.append(cell)
    for (_, count), cells in groups.items():
        if len(cells) > 1:
            before = printed.get(_before(cells[0]))
            options = _in_printed_order(cells, before, count)
            yield Group(cells, options)


def _printed_places(provenance: Iterable[Row]) -> dict[Cell, str]:
    """The text of each cell of the source that a value was read from."""
    found = {}
    for row in provenance:
        place = (row["page"], row["row"], row["col"])
        found[place] = row["printed"]
    return found


def _before(cell: OpenCell) -> Cell:
    """The place left of the one that an open cell was printed in."""
    if cell.col is None:
        return cell.page, cell.row, None
    return cell.page, cell.row, cell.col - 1


def _readings_of_rows(provenance: Iterable[Row]) -> dict[Place, int]:
    """How many readings of its row leave a cell open, by what its reason says."""
    found = {}
    for row in provenance:
        if row["status"] != "ambiguous":
            continue
        for clause in _clauses(row):
            if clause.get("code") == _SEVERAL_READINGS:
                place = (row["seq"], row["column"])
                found[place] = int(clause["parameters"]["count"])
    return found


def _clauses(row: Row) -> list[dict[str, Any]]:
    try:
        clauses = json.loads(row["reasons"] or "[]")
    except ValueError:
        return []
    return [clause for clause in clauses if isinstance(clause, dict)]


def _in_printed_order(
    group: Sequence[OpenCell],
    before: str | None,
    count: int,
) -> list[Option]:
    """The readings that place what is printed in its order; none unless they are ``count``.

    The first text may be that of the cell before the first one, which then had slid as well.
    """
    printed = [fold(cell.printed) for cell in group if cell.printed]

    def in_order(option: Option) -> bool:
        return _texts(option) == printed

    def from_before(option: Option) -> bool:
        return _texts(option) == [fold(before or ""), *printed]

    found = _combinations(group, in_order)
    if len(found) != count and before:
        found += _combinations(group, from_before)
    return found if len(found) == count else []


def _texts(option: Option) -> list[str]:
    return [fold(text) for text in option if text is not None]


# --- weights of one scoring unit


def _weights(rows: Rows, own: Sequence[OpenCell]) -> Iterator[Group]:
    """Open weights of one scoring unit that is certain."""
    weights = {cell.seq: cell for cell in own if cell.column == "weight"}
    for unit in rows["scoring_units"]:
        if unit["status"] != "certain":
            continue
        cells = []
        others = []
        for row in rows["indicators"]:
            seq = row["seq"]
            if not _holds(unit["rows"], seq):
                continue
            if seq in weights:
                cells.append(weights[seq])
            else:
                others.append(row["weight"])
        if cells:
            options = _adding_up(cells, others, unit["points"])
            yield Group(cells, options)


def _holds(serials: str, seq: int) -> bool:
    """Whether a list of serials such as "14-23,25" has this one."""
    for part in serials.split(","):
        first, _, last = part.partition("-")
        last = last or first
        is_range = first.isdecimal() and last.isdecimal()
        if is_range and int(first) <= seq <= int(last):
            return True
    return False


def _adding_up(
    cells: Sequence[OpenCell],
    others: Sequence[Any],
    points: Any,
) -> list[Option]:
    """The weights with which the unit's rows have its points; a row without one shares the rest."""
    known = [float(weight) for weight in others if weight is not None]
    rows = len(cells) + len(others)

    def fits(option: Option) -> bool:
        weights = [*known]
        for text in option:
            if text is not None:
                weight = parse_points(text)
                weights.append(float(weight or 0))
        left = float(points) - sum(weights)
        if len(weights) == 1 and left == 0:
            return True
        is_shared = len(weights) < rows
        return left > 0 if is_shared else left == 0

    return _combinations(cells, fits)


# --- labels of a row


def _labels(rows: Rows, own: Sequence[OpenCell]) -> Iterator[Group]:
    """Open labels of one row, with their points."""
    groups: dict[int, list[OpenCell]] = {}
    for cell in own:
        if cell.column in LABELS:
            groups.setdefault(cell.seq, []).append(cell)
    indicators = rows["indicators"]
    for seq, cells in groups.items():
        if len(cells) == 1:
            continue
        row = next(each for each in indicators if each["seq"] == seq)
        others = [each for each in indicators if each["section"] == row["section"]]
        options = _standing_together(cells, row, others)
        yield Group(cells, options)


def _standing_together(
    cells: Sequence[OpenCell],
    row: Row,
    others: Sequence[Row],
) -> list[Option]:
    """The labels and points that another row has too, with those of this row that are known."""
    known = {}
    for name in LABELS:
        if row[name] is not None:
            known[name] = row[name]

    def fits(option: Option) -> bool:
        wanted = dict(known)
        for cell, text in zip(cells, option, strict=True):
            if text is not None:
                wanted[cell.column] = _typed(cell.column, text)
        return any(_has_all(other, wanted) for other in others)

    return _combinations(cells, fits)


def _typed(column: str, text: str) -> Any:
    """A reading as the tables have it: points are numbers."""
    number = parse_number(text)
    is_number = column.endswith("_points") and number is not None
    return number if is_number else text


def _has_all(row: Row, wanted: Mapping[str, Any]) -> bool:
    return all(row[name] == value for name, value in wanted.items())
