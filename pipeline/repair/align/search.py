"""One row's cells → the ways they can stand in the columns, each with its cost.

A typed, order-preserving alignment in the manner of Needleman and Wunsch: match a cell to a column,
leave a column without a cell (the cell was lost), drop a cell (a blank or "/" that was pushed in).
The label columns left of the serial are one zone that takes any number of cells, since which of
them is which level is a question for the labels as a whole. All alignments within ``slack`` of the
cheapest are enumerated, guided by the exact cost-to-go, so that none is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.repair.align.cells import INFINITE, Lexicon, cell_cost, has_han
from pipeline.repair.damage.costs import Costs
from pipeline.spec import Column
from pipeline.text import fold

SLACK = (
    11.0  # dearer alignments than this are never forced by the arithmetic: a misprint is cheaper
)
MAX_OPTIONS = 400


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way a row's cells can stand.

    ``places`` gives for each column after the label zone the index of its cell, or None where it
    was lost; ``labels`` the indices of the zone's cells; ``damage`` the names of the damages
    assumed.
    """

    cost: float
    places: tuple[int | None, ...]
    labels: tuple[int, ...]
    damage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns split at the label zone: ``zone`` label columns, then ``columns`` (serial first)."""

    zone: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def labelled(self) -> bool:
        """Whether the form has a column of labels."""
        return self.has("level1")

    def has(self, role: str) -> bool:
        """Whether the form has a column of the role."""
        return any(column.role == role for column in (*self.zone, *self.columns))

    def at(self, name: str) -> int:
        """The place of a named column after the label zone, from 0."""
        return next(n for n, column in enumerate(self.columns) if column.name == name)


def split_layout(columns: Sequence[Column]) -> Layout:
    """The leading label columns form the zone; label columns elsewhere are ordinary columns."""
    count = 0
    while count < len(columns) and columns[count].kind == "label":
        count += 1
    return Layout(tuple(columns[:count]), tuple(columns[count:]))


def alignments(
    texts: Sequence[str],
    serial: int,
    layout: Layout,
    lexicon: Lexicon,
    costs: Costs,
    slack: float = SLACK,
) -> tuple[Alignment, ...]:
    """All ways the row's cells can stand that cost at most ``slack`` more than the cheapest.

    Cheapest first.

    ``texts`` are the row's cells from left to right, blank ones and padding included. Ways that put
    the same texts in the same columns count once. Empty when the row cannot be aligned at all.
    """
    search = _Search(texts, serial, layout, lexicon, costs)
    starts = search.starts()
    best = min(
        (start.cost + search.to_go(_Place(start.at, 0, False, 0)) for start in starts),
        default=INFINITE,
    )
    if best == INFINITE:
        return ()
    found: Found = {}
    for start in starts:
        search.enumerate(start, best + slack, found)
    return tuple(sorted(found.values(), key=lambda a: (a.cost, a.damage)))


class _Place(NamedTuple):
    """Where the search stands.

    Next cell, next column, weight cell lost, blanks pushed in less cells lost.
    """

    at: int
    column: int
    weight_lost: bool
    balance: int


class _Move(NamedTuple):
    """One way on.

    Its cost, where it leads, the cell put into the column (None for none), the damage assumed.
    """

    cost: float
    to: _Place
    cell: int | None
    damage: str


class _Swap(NamedTuple):
    """A serial that changed places.

    Its cost, where it leads, the cells of the columns passed, the label's cell.
    """

    cost: float
    to: _Place
    places: tuple[int, ...]
    labels: tuple[int, ...]


class _Start(NamedTuple):
    """A label zone: its cost, the first cell after it, its cells, the damage assumed."""

    cost: float
    at: int
    labels: tuple[int, ...]
    damage: tuple[str, ...]


class _Way(NamedTuple):
    """A partial alignment."""

    cost: float
    place: _Place
    places: tuple[int | None, ...]
    labels: tuple[int, ...]
    damage: tuple[str, ...]


Found = dict[tuple[str | None, ...], Alignment]


class _Search:
    """The exact cost-to-go and, guided by it, the enumeration; one row each."""

    def __init__(
        self, texts: Sequence[str], serial: int, layout: Layout, lexicon: Lexicon, costs: Costs
    ) -> None:
        self.texts = [fold(text) for text in texts]
        self.columns = layout.columns
        self.zone = len(layout.zone)
        self.costs = costs
        self.width = len(texts)
        self.table = [
            [cell_cost(column.kind, text, serial, lexicon, costs) for column in self.columns]
            for text in self.texts
        ]
        self.weight = next(
            (n for n, column in enumerate(self.columns) if column.kind == "points"), -1
        )
        self.to_go: Callable[[_Place], float] = lru_cache(maxsize=None)(self._to_go)

    def starts(self) -> list[_Start]:
        """Every admissible label zone."""
        found = []
        for count in range(min(self.width, self.zone + 4) + 1):
            if any(self._no_label(n) for n in range(count)):
                break
            damage = self._zone_damage(count)
            found.append(_Start(self._zone_cost(count), count, tuple(range(count)), damage))
        return found

    def _no_label(self, index: int) -> bool:
        text = self.texts[index]
        return bool(text) and not has_han(text)

    def _zone_cost(self, count: int) -> float:
        short, extra = max(0, self.zone - count), max(0, count - self.zone)
        return short * self.costs.label_cell_lost + extra * self.costs.label_cell_extra

    def _zone_damage(self, count: int) -> tuple[str, ...]:
        if count == self.zone:
            return ()
        return ("label_cell_lost",) if count < self.zone else ("label_cell_extra",)

    def moves(self, place: _Place) -> list[_Move]:
        """What can come next."""
        at, column, weight_lost, balance = place
        if column == len(self.columns):
            rest = at < self.width and not self.texts[at]
            return (
                [_Move(0.0, _Place(self.width, column, weight_lost, balance), None, "rest")]
                if rest
                else []
            )
        gone = balance - 1 if column > 0 else balance
        lost = _Place(at, column + 1, weight_lost or column == self.weight, gone)
        found = [_Move(self._lose(column), lost, None, "lost")]
        if at == self.width:
            return found
        cost = self.table[at][column]
        if cost < INFINITE:
            found.append(_Move(cost, _Place(at + 1, column + 1, weight_lost, balance), at, ""))
        if not self.texts[at] and column > 0:
            pushed = _Place(at + 1, column, weight_lost, min(balance + 1, 2))
            found.append(_Move(self._blank(balance), pushed, None, "blank_inserted"))
        if self.texts[at] == "/" and self.columns[column].kind in ("rank", "target"):
            cost = self._fill(column) if weight_lost else self.costs.slash_unexplained
            found.append(
                _Move(cost, _Place(at + 1, column, False, balance), None, "slash_added")
            )  # one fills one
        return found

    def _blank(self, balance: int) -> float:
        """A blank pushed in: cheap where it fills the place of a lost cell (balance below zero)."""
        if balance < 0:
            return self.costs.blank_left_behind
        return self.costs.blank_inserted if balance == 0 else self.costs.blank_inserted_twice

    def _fill(self, column: int) -> float:
        """A "/" added for a lost weight.

        Behind the rankings, where the row was short, or among them.
        """
        behind = self.columns[column].kind == "target"
        return self.costs.slash_added + (0.0 if behind else self.costs.slash_inside)

    def _lose(self, column: int) -> float:
        costs, kind = self.costs, self.columns[column].kind
        special = {
            "serial": costs.serial_lost,
            "name": INFINITE,
            "unit": costs.unit_lost,
            "target": costs.target_lost,
            "remark": costs.target_lost,
            "agency": costs.agency_lost,
            "label": costs.label_cell_lost,
        }
        return special.get(kind, costs.cell_lost)

    def _to_go(self, place: _Place) -> float:
        if place.column == len(self.columns):
            return 0.0 if not any(self.texts[place.at :]) else INFINITE
        rest = (
            move.cost + self.to_go(move.to) for move in self.moves(place) if move.cost < INFINITE
        )
        swapped = (swap.cost + self.to_go(swap.to) for swap in self._swaps(place))
        return min([*rest, *swapped], default=INFINITE)

    def _swaps(self, place: _Place) -> list[_Swap]:
        """The serial and the cell beside it stand in each other's place.

        A label behind it, or the name before it.
        """
        at, found = place.at, list[_Swap]()
        if place.column or at + 2 >= self.width:
            return found
        if self.zone and self.table[at][0] == 0.0 and has_han(self.texts[at + 1]):
            # The label behind the serial fills the place of one that seemed missing in the zone.
            credit = self.costs.label_cell_lost if at < self.zone else 0.0
            found.append(
                _Swap(
                    self.costs.serial_swapped - credit,
                    _Place(at + 2, 1, False, 0),
                    (at,),
                    (at + 1,),
                )
            )
        if self.table[at + 1][0] == 0.0 and self.table[at][1] == 0.0:
            found.append(
                _Swap(self.costs.serial_behind, _Place(at + 2, 2, False, 0), (at + 1, at), ())
            )
        return found

    def enumerate(self, start: _Start, bound: float, found: Found) -> None:
        """Depth first through every way within ``bound``.

        Ways with the same texts in the same columns count once.
        """
        stack = [_Way(start.cost, _Place(start.at, 0, False, 0), (), start.labels, start.damage)]
        while stack and len(found) < MAX_OPTIONS:
            way = stack.pop()
            if way.place.column == len(self.columns):
                self._keep(way, found)
                continue
            for move in self.moves(way.place):
                if way.cost + move.cost + self.to_go(move.to) <= bound:
                    stack.append(self._after(way, move))
            for swap in self._swaps(way.place):
                if way.cost + swap.cost + self.to_go(swap.to) <= bound:
                    stack.append(self._swapped(way, swap))

    def _after(self, way: _Way, move: _Move) -> _Way:
        places = (*way.places, move.cell) if move.to.column > way.place.column else way.places
        damage = (
            (*way.damage, self._damage(move.damage, way.place.column))
            if move.damage
            else way.damage
        )
        return _Way(way.cost + move.cost, move.to, places, way.labels, damage)

    def _swapped(self, way: _Way, swap: _Swap) -> _Way:
        kept = (name for name in way.damage if name != "label_cell_lost" or not swap.labels)
        return _Way(
            way.cost + swap.cost,
            swap.to,
            swap.places,
            (*way.labels, *swap.labels),
            (*kept, "serial_swapped"),
        )

    def _damage(self, name: str, column: int) -> str:
        kind = self.columns[column].kind
        if name != "lost":
            return name
        named = {"serial": "serial_lost", "points": "weight_lost", "label": "label_cell_lost"}
        return named.get(kind, f"cell_lost:{self.columns[column].name}")

    def _keep(self, way: _Way, found: Found) -> None:
        moved = sum(
            self.costs.displaced
            for n, at in enumerate(way.places)
            if at is not None and n > 1 and at != len(way.labels) + n and self.texts[at]
        )
        texts = (None if at is None else self.texts[at] for at in way.places)
        key = (*texts, *(self.texts[at] for at in way.labels if self.texts[at]))
        if key not in found or found[key].cost > way.cost + moved:
            found[key] = Alignment(round(way.cost + moved, 6), way.places, way.labels, way.damage)
