"""One row's cells → the ways they can stand in the columns, each with its cost.

A typed, order-preserving alignment in the manner of Needleman and Wunsch (1970): match a cell to a
column, leave a column without a cell (the cell was lost), drop a cell (a blank or "/" that was
pushed in). The label columns left of the serial are one zone that takes any number of cells, since
which of them is which level is a question for the labels as a whole. All alignments within
``slack`` of the cheapest are enumerated, guided by the exact cost-to-go, so that none is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.repair.align.cells import INFINITE, Lexicon, cell_cost, has_han
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.damage.kinds import Damage
from pipeline.text import fold

# Alignments that cost more are never forced by the arithmetic: a misprint costs less.
SLACK = 11.0
MAX_OPTIONS = 400
MOST_EXTRA = 4  # label cells more than the form has columns for
MOST_PUSHED = 2  # blanks pushed in that are told apart: each further one costs the same


def alignments(
    texts: Sequence[str],
    serial: int,
    layout: Layout,
    lexicon: Lexicon,
    costs: Costs,
    slack: float = SLACK,
) -> tuple[Alignment, ...]:
    """Finds all ways the row's cells can stand that cost at most ``slack`` more than the cheapest.

    Cheapest first. ``texts`` are the row's cells from left to right, blank ones and padding
    included. Ways that put the same texts in the same columns count once. Empty when the row
    cannot be aligned at all.
    """
    search = _Search(texts, serial, layout, lexicon, costs)
    starts = list(search.starts())
    totals = [start.cost + search.to_go(start.state) for start in starts]
    best = min(totals, default=INFINITE)
    if best == INFINITE:
        return ()
    found: Found = {}
    for start in starts:
        search.enumerate(start, best + slack, found)
    ordered = sorted(found.values(), key=lambda way: (way.cost, way.assumed))
    return tuple(_alignment(way) for way in ordered)


class Assumed(NamedTuple):
    """A damage that a way assumes, and the column whose cell was lost."""

    damage: Damage
    column: str = ""


class State(NamedTuple):
    """Where the search stands.

    ``cell`` and ``column`` are the next ones; ``weight_lost`` says that the weight's cell is gone
    and no "/" has filled its place yet; ``pushed`` counts blanks pushed in less cells lost.
    """

    cell: int
    column: int
    weight_lost: bool = False
    pushed: int = 0


class _Move(NamedTuple):
    """One way on: what it costs and where it leads.

    ``places`` are the cells of the columns passed (None where one was lost), ``labels`` cells
    that are labels.
    """

    cost: float
    to: State
    places: tuple[int | None, ...] = ()
    labels: tuple[int, ...] = ()
    assumed: Assumed | None = None


class _Way(NamedTuple):
    """The cells up to a state, aligned."""

    cost: float
    state: State
    places: tuple[int | None, ...]
    labels: tuple[int, ...]
    assumed: tuple[Assumed, ...]

    def after(self, move: _Move) -> _Way:
        """The way with one move more."""
        assumed = self.assumed
        if move.labels:  # they fill the place of the label cell that seemed lost
            assumed = tuple(each for each in assumed if each.damage != Damage.LABEL_CELL_LOST)
        if move.assumed:
            assumed = (*assumed, move.assumed)
        places = self.places + move.places
        labels = self.labels + move.labels
        return _Way(self.cost + move.cost, move.to, places, labels, assumed)


Found = dict[tuple[str | None, ...], _Way]


def _alignment(way: _Way) -> Alignment:
    """The way as others know it, once it has come to the end."""
    damage = tuple(each.damage for each in way.assumed)
    lost = tuple(each.column for each in way.assumed if each.damage == Damage.CELL_LOST)
    return Alignment(way.cost, way.places, way.labels, damage, lost)


# Losing the cell of a column of these kinds has a name of its own.
_LOSSES = {
    "serial": Damage.SERIAL_LOST,
    "points": Damage.WEIGHT_LOST,
    "label": Damage.LABEL_CELL_LOST,
}


def _loss_costs(costs: Costs) -> dict[str, float]:
    """What it costs that a column has lost its cell, for kinds other than the common ones."""
    return {
        "serial": costs.serial_lost,
        "name": INFINITE,
        "unit": costs.unit_lost,
        "target": costs.target_lost,
        "remark": costs.target_lost,
        "agency": costs.agency_lost,
        "label": costs.label_cell_lost,
    }


class _Search:
    """The exact cost-to-go and, guided by it, the enumeration; one row each."""

    def __init__(
        self, texts: Sequence[str], serial: int, layout: Layout, lexicon: Lexicon, costs: Costs
    ) -> None:
        self.texts = [fold(text) for text in texts]
        self.width = len(texts)
        self.columns = layout.columns
        self.end = len(layout.columns)
        self.zone = len(layout.zone)
        self.costs = costs
        self.kinds = [column.kind for column in layout.columns]
        self.weight_at = layout.first_of("points")
        self.cell_costs = [
            [cell_cost(kind, text, serial, lexicon, costs) for kind in self.kinds]
            for text in self.texts
        ]
        lost = _loss_costs(costs)
        self.loss = [lost.get(kind, costs.cell_lost) for kind in self.kinds]
        self.losses = [self._loss_of(at) for at in range(self.end)]
        self.moves: Callable[[State], tuple[_Move, ...]] = lru_cache(maxsize=None)(self._moves)
        self.to_go: Callable[[State], float] = lru_cache(maxsize=None)(self._to_go)

    def _loss_of(self, at: int) -> Assumed:
        """The damage that a column's lost cell is."""
        kind = self.kinds[at]
        if kind in _LOSSES:
            return Assumed(_LOSSES[kind])
        return Assumed(Damage.CELL_LOST, self.columns[at].name)

    def starts(self) -> Iterator[_Way]:
        """Every admissible label zone, as the beginning of a way."""
        widest = min(self.width, self.zone + MOST_EXTRA)
        for count in range(widest + 1):
            if count and self._no_label(count - 1):
                return
            cells = tuple(range(count))
            yield _Way(self._zone_cost(count), State(count, 0), (), cells, self._zone(count))

    def _no_label(self, cell: int) -> bool:
        text = self.texts[cell]
        return bool(text) and not has_han(text)

    def _zone_cost(self, count: int) -> float:
        missing = max(0, self.zone - count)
        extra = max(0, count - self.zone)
        return missing * self.costs.label_cell_lost + extra * self.costs.label_cell_extra

    def _zone(self, count: int) -> tuple[Assumed, ...]:
        """What a label zone of so many cells assumes."""
        if count == self.zone:
            return ()
        kind = Damage.LABEL_CELL_LOST if count < self.zone else Damage.LABEL_CELL_EXTRA
        return (Assumed(kind),)

    def _moves(self, state: State) -> tuple[_Move, ...]:
        """What can come next."""
        if state.column == self.end:
            return ()
        lost = self._lose(state)
        if state.cell == self.width:
            return (lost,)
        others = (
            self._match(state),
            self._push_blank(state),
            self._add_slash(state),
            self._swap_with_label(state),
            self._swap_with_name(state),
        )
        return (lost, *(move for move in others if move is not None))

    def _lose(self, state: State) -> _Move:
        """The column's cell was lost."""
        at = state.column
        weight_lost = state.weight_lost or at == self.weight_at
        pushed = state.pushed - 1 if at else state.pushed
        to = State(state.cell, at + 1, weight_lost, pushed)
        return _Move(self.loss[at], to, (None,), (), self.losses[at])

    def _match(self, state: State) -> _Move | None:
        """The cell stands in the column."""
        cell, column, weight_lost, pushed = state
        cost = self.cell_costs[cell][column]
        if cost == INFINITE:
            return None
        return _Move(cost, State(cell + 1, column + 1, weight_lost, pushed), (cell,))

    def _push_blank(self, state: State) -> _Move | None:
        """The cell is a blank that was pushed in between two others."""
        cell, column, weight_lost, pushed = state
        if self.texts[cell] or column == 0:
            return None
        after = min(pushed + 1, MOST_PUSHED)
        to = State(cell + 1, column, weight_lost, after)
        return _Move(self._blank_cost(pushed), to, assumed=Assumed(Damage.BLANK_INSERTED))

    def _blank_cost(self, pushed: int) -> float:
        """A blank pushed in costs little where it fills the place of a lost cell."""
        if pushed < 0:
            return self.costs.blank_left_behind
        if pushed == 0:
            return self.costs.blank_inserted
        return self.costs.blank_inserted_twice

    def _add_slash(self, state: State) -> _Move | None:
        """The cell is a "/" that was added; one fills the place of one lost weight."""
        cell, column, weight_lost, pushed = state
        kind = self.kinds[column]
        if self.texts[cell] != "/" or kind not in ("rank", "target"):
            return None
        cost = self._slash_cost(kind) if weight_lost else self.costs.slash_unexplained
        to = State(cell + 1, column, False, pushed)
        return _Move(cost, to, assumed=Assumed(Damage.SLASH_ADDED))

    def _slash_cost(self, kind: str) -> float:
        """A "/" for a lost weight stands behind the rankings, where the row was short, or among."""
        inside = 0.0 if kind == "target" else self.costs.slash_inside
        return self.costs.slash_added + inside

    def _may_swap(self, state: State) -> bool:
        """Whether the serial comes next, and two cells that may have changed places."""
        return state.column == 0 and state.cell + 2 < self.width

    def _swap_with_label(self, state: State) -> _Move | None:
        """The serial stands before its label."""
        cell = state.cell
        if not self._may_swap(state) or not self.zone:
            return None
        if self.cell_costs[cell][0] != 0.0 or not has_han(self.texts[cell + 1]):
            return None
        # The label behind the serial fills the place of one that seemed missing in the zone.
        credit = self.costs.label_cell_lost if cell < self.zone else 0.0
        cost = self.costs.serial_swapped - credit
        to = State(cell + 2, 1)
        return _Move(cost, to, (cell,), (cell + 1,), Assumed(Damage.SERIAL_SWAPPED))

    def _swap_with_name(self, state: State) -> _Move | None:
        """The serial stands behind the row's name."""
        cell = state.cell
        if not self._may_swap(state):
            return None
        if self.cell_costs[cell + 1][0] != 0.0 or self.cell_costs[cell][1] != 0.0:
            return None
        to = State(cell + 2, 2)
        places = (cell + 1, cell)
        return _Move(self.costs.serial_behind, to, places, (), Assumed(Damage.SERIAL_SWAPPED))

    def _to_go(self, state: State) -> float:
        """What the cheapest way from here to the row's end costs; infinite where there is none."""
        if state.column == self.end:
            padding = self.texts[state.cell :]
            return INFINITE if any(padding) else 0.0
        best = INFINITE
        for move in self.moves(state):
            if move.cost < INFINITE:
                best = min(best, move.cost + self.to_go(move.to))
        return best

    def enumerate(self, start: _Way, bound: float, found: Found) -> None:
        """Adds every way from a start within ``bound`` to ``found``, depth first.

        Ways with the same texts in the same columns count once.
        """
        stack = [start]
        while stack and len(found) < MAX_OPTIONS:
            way = stack.pop()
            if way.state.column == self.end:
                self._keep(way, found)
                continue
            for move in self.moves(way.state):
                if way.cost + move.cost + self.to_go(move.to) <= bound:
                    stack.append(way.after(move))

    def _keep(self, way: _Way, found: Found) -> None:
        """Notes a way that has come to the end, unless one that reads alike costs no more."""
        cost = way.cost + self._displaced(way)
        texts = (None if cell is None else self.texts[cell] for cell in way.places)
        labels = (self.texts[cell] for cell in way.labels if self.texts[cell])
        key = (*texts, *labels)
        if key not in found or found[key].cost > cost:
            found[key] = way._replace(cost=round(cost, 6))

    def _displaced(self, way: _Way) -> float:
        """What it costs that cells stand beside the places their neighbours give them."""
        expected = len(way.labels)
        cost = 0.0
        for column, cell in enumerate(way.places):
            if column < 2 or cell is None or cell == expected + column:
                continue
            if self.texts[cell]:
                cost += self.costs.displaced
        return cost
