"""What an alignment is made of, step by step: states, moves, ways, and the columns' lost cells."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs

MOST_PUSHED = 2  # blanks pushed in that are told apart: each further one costs the same


class Assumed(NamedTuple):
    """A damage that a way assumes, and the column whose cell was lost."""

    damage: Kind
    column: str = ""


Assumptions = tuple[Assumed, ...]
Cells = tuple[int | None, ...]  # by column, None where its cell was lost


class State(NamedTuple):
    """Where the search stands.

    ``cell`` and ``column`` are the next ones; ``weight_lost`` says that the weight's cell is gone
    and no "/" has filled its place yet; ``pushed`` counts blanks pushed in less cells lost.
    """

    cell: int
    column: int
    weight_lost: bool = False
    pushed: int = 0

    def matched(self) -> State:
        """After the cell has been put into the column."""
        return State(self.cell + 1, self.column + 1, self.weight_lost, self.pushed)

    def lost(self, is_weight: bool) -> State:
        """After the column has been left without a cell; a lost serial moves nothing."""
        pushed = self.pushed - 1 if self.column else self.pushed
        weight_lost = self.weight_lost or is_weight
        return State(self.cell, self.column + 1, weight_lost, pushed)

    def blank_dropped(self) -> State:
        """After the cell has been taken for a blank that was pushed in."""
        pushed = min(self.pushed + 1, MOST_PUSHED)
        return self._replace(cell=self.cell + 1, pushed=pushed)

    def slash_dropped(self) -> State:
        """After the cell has been taken for a "/" that was added; one fills one lost weight."""
        return self._replace(cell=self.cell + 1, weight_lost=False)


class Move(NamedTuple):
    """One way on: what it costs and where it leads.

    ``places`` are the cells of the columns passed (None where one was lost), ``labels`` cells
    that are labels.
    """

    cost: float
    to: State
    places: Cells = ()
    labels: tuple[int, ...] = ()
    assumed: Assumed | None = None


class Way(NamedTuple):
    """The cells up to a state, aligned."""

    cost: float
    state: State
    places: Cells
    labels: tuple[int, ...]
    assumed: Assumptions

    def after(self, move: Move) -> Way:
        """The way with one move more."""
        assumed = self.assumed
        if move.labels:
            assumed = _zone_filled(assumed)
        if move.assumed:
            assumed = (*assumed, move.assumed)
        return Way(
            self.cost + move.cost,
            move.to,
            self.places + move.places,
            self.labels + move.labels,
            assumed,
        )

    def order(self) -> tuple[float, Assumptions]:
        """The cheapest first; those that cost alike by what they assume."""
        return self.cost, self.assumed

    def alignment(self) -> Alignment:
        """The way as others know it, once it has come to the end."""
        damage = []
        lost_columns = []
        for each in self.assumed:
            damage.append(each.damage)
            if each.damage == Damage.CELL_LOST:
                lost_columns.append(each.column)
        return Alignment(
            self.cost,
            self.places,
            self.labels,
            tuple(damage),
            tuple(lost_columns),
        )


def _zone_filled(assumed: Assumptions) -> Assumptions:
    """What is assumed once a label fills the place of the label cell that seemed lost."""
    kept = []
    for each in assumed:
        if each.damage != Damage.LABEL_CELL_LOST:
            kept.append(each)
    return tuple(kept)


class Loss(NamedTuple):
    """A column's lost cell: what it costs, what it assumes, whether it is the weight's."""

    cost: float
    assumed: Assumed
    is_weight: bool


# Losing the cell of a column of these kinds has a name of its own.
_LOSSES = {
    "serial": Damage.SERIAL_LOST,
    "points": Damage.WEIGHT_LOST,
    "label": Damage.LABEL_CELL_LOST,
}


def losses_of(layout: Layout, costs: Costs) -> list[Loss]:
    """By column: what losing its cell assumes and costs."""
    special = {
        "serial": costs.serial_missing,
        "name": costs.name_lost,
        "unit": costs.text_lost,
        "target": costs.text_lost,
        "remark": costs.text_lost,
        "agency": costs.agency_lost,
        "label": costs.row_slid,
    }
    found = []
    for column in layout.columns:
        cost = special.get(column.kind, costs.cell_lost)
        assumed = Assumed(Damage.CELL_LOST, column.name)
        if column.kind in _LOSSES:
            assumed = Assumed(_LOSSES[column.kind])
        found.append(Loss(cost, assumed, column.kind == "points"))
    return found
