"""Open cells that hang together, as questions that one decision each settles.

What may be read together is not published, only what each cell may say; three kinds of it follow
from the tables all the same:

* the cells of a row that slid: the printed texts stand in the order they are printed in, and the
  log says how many readings of the row there are, which must be as many as are found here;
* weights of one scoring unit: with its points they add up as :mod:`pipeline.correct` demands;
* labels of a row and their points: they stand together on another row of the section.

Where that does not account for every reading of every cell, each cell is a question of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from pipeline.text import fold, parse_number
from pipeline.views.decision import OpenCell, Place

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
# A reading of each cell of a question, None for a cell without text.
Option = tuple[str | None, ...]

LABELS = ("level1", "level1_points", "level2", "level2_points")
# Page, row and column of a cell of the source.
Cell = tuple[int | None, int | None, int | None]
# More readings of several cells than this are not gone through.
MOST = 20_000
_SEVERAL_READINGS = "repair.close-readings"


@dataclass(frozen=True, slots=True)
class Settled:
    """The text that a cell has once an option of its question is chosen."""

    seq: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Cells decided together, what they may be together, and cells that follow from them.

    ``then`` has for each of the ``options`` what is known of the cells that ``follow``.
    """

    cells: tuple[Place, ...]
    options: tuple[Option, ...]
    follow: tuple[Place, ...] = ()
    then: tuple[tuple[Settled, ...], ...] = ()


def questions(rows: Rows, cells: Sequence[OpenCell]) -> list[Question]:
    """The open ``cells`` as questions, in the order of their first cells."""
    own = [cell for cell in cells if cell.is_own]
    asked: dict[Place, Question] = {}
    together: list[list[OpenCell]] = []
    for find in (_slid_rows, _weights, _labels):
        for group, options in find(rows, own):
            if not _accounts_for_all(group, options) or any(_at(c) in asked for c in group):
                continue
            together.append(group)
            question = _question(rows, cells, group, options)
            asked.update(dict.fromkeys(question.cells, question))
    for cell in own:
        if _at(cell) not in asked:
            options = [(reading,) for reading in cell.readings]
            asked[_at(cell)] = _question(rows, cells, [cell], options)
    ordered = (asked[_at(cell)] for cell in own)
    return [*dict.fromkeys(ordered), *_without_decider(cells, own)]


def _at(cell: OpenCell) -> Place:
    return cell.seq, cell.column


def _without_decider(
    cells: Sequence[OpenCell],
    own: Sequence[OpenCell],
) -> Iterator[Question]:
    """Cells that follow from one that is not open itself: nothing here decides them."""
    deciders = {_at(cell) for cell in own}
    for cell in cells:
        if not cell.is_own and (cell.seq, cell.decided_by) not in deciders:
            yield Question((_at(cell),), ())


def _accounts_for_all(group: Sequence[OpenCell], options: Sequence[Option]) -> bool:
    """Whether every reading of every cell is among the options."""
    for index, cell in enumerate(group):
        found = {option[index] for option in options}
        if found != set(cell.readings):
            return False
    return True


def _question(
    rows: Rows,
    cells: Sequence[OpenCell],
    group: Sequence[OpenCell],
    options: Sequence[Option],
) -> Question:
    deciding = {_at(cell) for cell in group}
    follow = []
    for cell in cells:
        if not cell.is_own and (cell.seq, cell.decided_by) in deciding:
            follow.append(cell)
    ordered = sorted(options, key=lambda option: _cost(group, option))
    then = []
    for option in ordered:
        chosen = dict(zip(map(_at, group), option, strict=True))
        then.append(tuple(_settled(rows, follow, chosen)))
    return Question(
        tuple(_at(cell) for cell in group),
        tuple(ordered),
        tuple(_at(cell) for cell in follow),
        tuple(then),
    )


def _cost(group: Sequence[OpenCell], option: Option) -> float:
    """The costs of the cells' readings in all: an order, not what the option costs."""
    total = 0.0
    for cell, reading in zip(group, option, strict=True):
        total += cell.costs[cell.readings.index(reading)] or 0
    return total


def _settled(
    rows: Rows,
    follow: Iterable[OpenCell],
    chosen: Mapping[Place, str | None],
) -> Iterator[Settled]:
    """The scoring unit that a first-level label puts its row into."""
    for cell in follow:
        if cell.column != "scoring_unit":
            continue
        label = chosen.get((cell.seq, "level1"))
        found = []
        for unit in rows["scoring_units"]:
            number = str(unit["scoring_unit"])
            if number in cell.readings and unit["level1"] == label:
                found.append(number)
        if len(found) == 1:
            yield Settled(cell.seq, cell.column, found[0])


def _combinations(cells: Sequence[OpenCell], fits: Callable[[Option], bool]) -> list[Option]:
    """Readings of all cells that fit; none where there are too many to go through."""
    if prod(len(cell.readings) for cell in cells) > MOST:
        return []
    return [option for option in product(*(cell.readings for cell in cells)) if fits(option)]


# --- rows that slid


def _slid_rows(
    rows: Rows,
    own: Sequence[OpenCell],
) -> Iterator[tuple[list[OpenCell], list[Option]]]:
    """Cells of one row that the same readings of the row leave open."""
    counts = _readings_of_rows(rows["provenance"])
    printed = _printed_places(rows["provenance"])
    groups: dict[tuple[int, int], list[OpenCell]] = {}
    for cell in own:
        count = counts.get(_at(cell))
        if count is not None:
            groups.setdefault((cell.seq, count), []).append(cell)
    for (_, count), group in groups.items():
        if len(group) > 1:
            before = printed.get(_before(group[0]))
            yield group, _in_printed_order(group, before, count)


def _printed_places(provenance: Iterable[Row]) -> dict[Cell, str]:
    """The text of each cell of the source that a value was read from."""
    return {(row["page"], row["row"], row["col"]): row["printed"] for row in provenance}


def _before(cell: OpenCell) -> Cell:
    """The place left of the one that an open cell was printed in."""
    return cell.page, cell.row, None if cell.col is None else cell.col - 1


def _readings_of_rows(provenance: Iterable[Row]) -> dict[Place, int]:
    """How many readings of its row leave a cell open, by what its reason says."""
    found = {}
    for row in provenance:
        if row["status"] != "ambiguous":
            continue
        for clause in _clauses(row):
            if clause.get("code") == _SEVERAL_READINGS:
                found[row["seq"], row["column"]] = int(clause["parameters"]["count"])
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


def _weights(
    rows: Rows,
    own: Sequence[OpenCell],
) -> Iterator[tuple[list[OpenCell], list[Option]]]:
    """Open weights of one scoring unit that is certain."""
    weights = {cell.seq: cell for cell in own if cell.column == "weight"}
    known = {row["seq"]: row["weight"] for row in rows["indicators"]}
    for unit in rows["scoring_units"]:
        members = [seq for seq in known if _holds(unit["rows"], seq)]
        group = [weights[seq] for seq in members if seq in weights]
        if not group or unit["status"] != "certain":
            continue
        others = [known[seq] for seq in members if seq not in weights]
        yield group, _adding_up(group, others, unit["points"])


def _holds(serials: str, seq: int) -> bool:
    """Whether a list of serials such as "14-23,25" has this one."""
    for part in serials.split(","):
        first, _, last = part.partition("-")
        ends = (first, last or first)
        if all(end.isdecimal() for end in ends) and int(ends[0]) <= seq <= int(ends[1]):
            return True
    return False


def _adding_up(
    group: Sequence[OpenCell],
    others: Sequence[Any],
    points: Any,
) -> list[Option]:
    """The weights with which the unit's rows have its points; a row without one shares the rest."""

    def fits(option: Option) -> bool:
        given = [parse_number(text) or 0 for text in option if text is not None]
        stated = [weight for weight in others if weight is not None]
        left = float(points) - sum(map(float, [*given, *stated]))
        sharing = len(group) + len(others) - len(given) - len(stated)
        keeps_all = len(given) + len(stated) == 1 and not left
        return keeps_all or (left >= 0 and bool(left) == bool(sharing))

    return _combinations(group, fits)


# --- labels of a row


def _labels(
    rows: Rows,
    own: Sequence[OpenCell],
) -> Iterator[tuple[list[OpenCell], list[Option]]]:
    """Open labels of one row, with their points."""
    groups: dict[int, list[OpenCell]] = {}
    for cell in own:
        if cell.column in LABELS:
            groups.setdefault(cell.seq, []).append(cell)
    by_seq = {row["seq"]: row for row in rows["indicators"]}
    for seq, group in groups.items():
        if len(group) > 1:
            row = by_seq[seq]
            others = [other for other in rows["indicators"] if other["section"] == row["section"]]
            yield group, _standing_together(group, row, others)


def _standing_together(
    group: Sequence[OpenCell],
    row: Row,
    others: Sequence[Row],
) -> list[Option]:
    """The labels and points that another row has too, with those of this row that are known."""
    stated = {name: row[name] for name in LABELS if row[name] is not None}

    def fits(option: Option) -> bool:
        wanted = dict(stated)
        for cell, text in zip(group, option, strict=True):
            if text is not None:
                number = parse_number(text) if cell.column.endswith("_points") else None
                wanted[cell.column] = text if number is None else number
        return any(all(_same(other[name], wanted[name]) for name in wanted) for other in others)

    return _combinations(group, fits)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None:
        return bool(one == other)
    return float(one) == float(other)
