"""Open cells as questions that one decision each settles.

Cells that hang together are one question, see :mod:`.groups`; where that does not account for every
reading of every cell, each cell is a question of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.views.decision import OpenCell, Place
from pipeline.views.report.groups import Group, Option, Rows, groups_of, place_of


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
    groups = [*groups_of(rows, own)]
    held: set[Place] = set()
    for group in groups:
        held.update(map(place_of, group.cells))
    for cell in own:
        if place_of(cell) not in held:
            alone: list[Option] = [(reading,) for reading in cell.readings]
            groups.append(Group([cell], alone))
    asked: list[Question] = []
    for group in sorted(groups, key=lambda group: own.index(group.cells[0])):
        question = _question(rows, cells, group)
        asked.append(question)
    return [*asked, *_without_decider(cells, own)]


def _without_decider(
    cells: Sequence[OpenCell],
    own: Sequence[OpenCell],
) -> Iterator[Question]:
    """Cells that follow from one that is not open itself: nothing here decides them."""
    deciders = {place_of(cell) for cell in own}
    for cell in cells:
        if not cell.is_own and (cell.seq, cell.decided_by) not in deciders:
            yield Question((place_of(cell),), ())


def _question(
    rows: Rows,
    cells: Sequence[OpenCell],
    group: Group,
) -> Question:
    places = tuple(place_of(cell) for cell in group.cells)
    follow = [cell for cell in cells if _follows(cell, places)]
    options = sorted(group.options, key=group.cost_of)
    then = []
    for option in options:
        chosen = dict(zip(places, option, strict=True))
        settled = _settled(rows, follow, chosen)
        then.append(tuple(settled))
    return Question(
        places,
        tuple(options),
        tuple(place_of(cell) for cell in follow),
        tuple(then),
    )


def _follows(cell: OpenCell, places: Sequence[Place]) -> bool:
    decider = (cell.seq, cell.decided_by)
    return not cell.is_own and decider in places


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
        units = [unit for unit in rows["scoring_units"] if unit["level1"] == label]
        numbers = {str(unit["scoring_unit"]) for unit in units}
        possible = numbers.intersection(cell.readings)
        if len(possible) == 1:
            yield Settled(cell.seq, cell.column, possible.pop())
