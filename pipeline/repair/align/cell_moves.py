"""What can become of a row's next cell and column: the moves of its alignment, and their prices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import INFINITE, Lexicon, cell_cost, has_han
from pipeline.repair.align.guide import Moves
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.ways import Assumed, Assumptions, Move, State, Way, losses_of
from pipeline.repair.damage.costs import Costs
from pipeline.text import fold, parse_integer, parse_number

MOST_EXTRA = 4  # label cells more than the form has columns for
FILLED = ("rank", "target")  # the kinds of columns among which a "/" is added
LOSSES = {Damage.CELL_LOST, Damage.WEIGHT_LOST}
OUT_OF_PLACE = 1.0  # what two cells cost, and more, that may stand in each other's place
WEIGHT_AND_RANK = ("points", "rank")  # kinds of neighbours whose numbers look alike
FIRST_DISPLACED = 2  # the serial and the name are placed by what they say
NO_CELL = (None,)
Reading = tuple[str | None, ...]  # the texts that stand in the columns, then the labels'


class Prices:
    """What it costs that texts stand in the columns, in one row."""

    def __init__(
        self,
        serial: int,
        layout: Layout,
        lexicon: Lexicon,
        costs: Costs,
    ) -> None:
        self.serial = serial
        self.layout = layout
        self.lexicon = lexicon
        self.costs = costs
        self.kinds = layout.kinds
        self.losses = losses_of(layout, costs)
        self.of: Callable[[str], Sequence[float]] = cache(self._of)

    def _of(self, text: str) -> Sequence[float]:
        """A text's price in each of the columns."""
        prices: list[float] = []
        for kind in self.kinds:
            price = cell_cost(kind, text, self.serial, self.lexicon, self.costs)
            prices.append(price)
        return prices


class CellMoves:
    """A row's cells, and from each state the ways on."""

    def __init__(self, texts: Sequence[str], prices: Prices) -> None:
        self.texts = list(map(fold, texts))
        self.width = len(texts)
        self.kinds = prices.kinds
        self.end = len(prices.kinds)
        self.zone = len(prices.layout.zone)
        self.costs = prices.costs
        self.losses = prices.losses
        self.cell_costs = list(map(prices.of, texts))  # by cell, then by column
        self.moves: Callable[[State], Moves] = cache(self._moves)

    def may_end(self, state: State) -> bool:
        """Whether nothing but padding is left."""
        return state.column == self.end and not any(self.texts[state.cell :])

    def printed_cost(self) -> float:
        """What it costs that every cell stands in its own column; infinite where it cannot."""
        if any(map(self._no_label, range(min(self.zone, self.width)))):
            return INFINITE
        behind = self.zone + self.end
        if self.width < behind or any(self.texts[behind:]):
            return INFINITE
        return sum(self.cell_costs[self.zone + column][column] for column in range(self.end))

    def as_printed(self, cost: float) -> Alignment:
        """Every cell in its own column."""
        behind = self.zone + self.end
        own = range(self.zone, behind)
        return Alignment(cost, tuple(own), tuple(range(self.zone)), ())

    def starts(self) -> Iterator[Way]:
        """Every admissible label zone, as the beginning of a way."""
        widest = min(self.width, self.zone + MOST_EXTRA)
        for count in range(widest + 1):
            if count and self._no_label(count - 1):
                return
            yield Way(
                self._zone_cost(count),
                State(count, 0),
                (),
                tuple(range(count)),
                self._zone_damage(count),
            )

    def _no_label(self, cell: int) -> bool:
        text = self.texts[cell]
        return bool(text) and not has_han(text)

    def _zone_cost(self, count: int) -> float:
        return abs(count - self.zone) * self.costs.row_slid

    def _zone_damage(self, count: int) -> Assumptions:
        """What a label zone of so many cells assumes."""
        if count == self.zone:
            return ()
        if count < self.zone:
            return (Assumed(Damage.LABEL_CELL_LOST),)
        return (Assumed(Damage.LABEL_CELL_EXTRA),)

    def _moves(self, state: State) -> Moves:
        """What can come next."""
        if state.column == self.end:
            return ()
        found = [self._lose(state)]
        if state.cell == self.width:
            return tuple(found)
        match = self._match(state)
        if match.cost < INFINITE:
            found.append(match)
        found.extend(self._drop(state))
        if state.column == 0 and state.cell + 2 < self.width:
            found.extend(self._swap(state.cell))
        if self._is_exchanged(state):
            found.append(self._exchange(state))
        return tuple(found)

    def _lose(self, state: State) -> Move:
        """The column's cell was lost."""
        loss = self.losses[state.column]
        return Move(
            loss.cost,
            state.lost(loss.is_weight),
            places=NO_CELL,
            assumed=loss.assumed,
        )

    def _match(self, state: State) -> Move:
        """The cell stands in the column."""
        return Move(
            self.cell_costs[state.cell][state.column],
            state.matched(),
            places=(state.cell,),
        )

    def _drop(self, state: State) -> Iterator[Move]:
        """The cell was pushed in and stands in no column."""
        text = self.texts[state.cell]
        if not text and state.column:
            yield self._push_blank(state)
        if text == "/" and self.kinds[state.column] in FILLED:
            yield self._add_slash(state)

    def _push_blank(self, state: State) -> Move:
        """The cell is a blank that was pushed in between two others."""
        return Move(
            self._blank_cost(state.pushed),
            state.blank_dropped(),
            assumed=Assumed(Damage.BLANK_INSERTED),
        )

    def _blank_cost(self, pushed: int) -> float:
        """A blank pushed in costs little where it fills the place of a lost cell."""
        return self.costs.blank_left_behind if pushed < 0 else self.costs.row_slid

    def _add_slash(self, state: State) -> Move:
        """The cell is a "/" that was added, for a lost weight or for nothing."""
        return Move(
            self._slash_cost(state),
            state.slash_dropped(),
            assumed=Assumed(Damage.SLASH_ADDED),
        )

    def _slash_cost(self, state: State) -> float:
        """A "/" for a lost weight stands behind the rankings, where the row was short, or among."""
        if not state.weight_lost:
            return self.costs.slash_unexplained
        kind = self.kinds[state.column]
        if kind == "target":
            return self.costs.slash_added
        return 2 * self.costs.slash_added

    def _swap(self, cell: int) -> Iterator[Move]:
        """The serial has changed places with its label or with the row's name."""
        behind = cell + 1
        if self._is_serial(cell) and self._is_label(behind):
            yield Move(
                self._swap_cost(cell),
                State(cell + 2, column=1),
                places=(cell,),
                labels=(behind,),
                assumed=Assumed(Damage.SERIAL_SWAPPED),
            )
        if self._is_serial(behind) and self._is_name(cell):
            yield Move(
                self.costs.serial_wrong,
                State(cell + 2, column=2),
                places=(behind, cell),
                assumed=Assumed(Damage.SERIAL_SWAPPED),
            )

    def _is_exchanged(self, state: State) -> bool:
        """Whether this cell and the next one are each what the other's column holds, behind it."""
        cell, column = state.cell, state.column
        if column < FIRST_DISPLACED or column + 1 >= self.end or cell + 1 >= self.width:
            return False
        if not (self.texts[cell] and self.texts[cell + 1]):
            return False
        here, behind = self.cell_costs[cell], self.cell_costs[cell + 1]
        in_place = here[column] + behind[column + 1]
        exchanged = self._exchanged_cost(state)
        if exchanged > self.costs.cell_unusual:
            return False
        if in_place >= exchanged + OUT_OF_PLACE:
            return True
        return not exchanged and self._may_be_weight_and_rank(state)

    def _exchanged_cost(self, state: State) -> float:
        """What it costs that this cell stands in the next column, and the next cell in this one.

        A weight that is higher than others costs nothing more: the sums tell it from a ranking.
        """
        cell, column = state.cell, state.column
        if self._may_be_weight_and_rank(state):
            return self.cell_costs[cell][column + 1]
        here, behind = self.cell_costs[cell : cell + 2]
        return here[column + 1] + behind[column]

    def _may_be_weight_and_rank(self, state: State) -> bool:
        """Whether a weight and a ranking are two numbers: sums tell which is which."""
        kinds = self.kinds[state.column : state.column + 2]
        first, second = self.texts[state.cell : state.cell + 2]
        if tuple(kinds) != WEIGHT_AND_RANK or first == second:
            return False
        return parse_integer(first) is not None and bool(parse_number(second))

    def _exchange(self, state: State) -> Move:
        """Two cells beside each other stand in each other's place."""
        cell = state.cell
        after = state.matched().matched()
        return Move(
            self.costs.cells_swapped + self._exchanged_cost(state),
            after,
            places=(cell + 1, cell),
            assumed=Assumed(Damage.CELLS_SWAPPED),
        )

    def _swap_cost(self, cell: int) -> float:
        """A label behind the serial fills the place of one that seemed missing in the zone.

        Where none is missing there, it is one too many.
        """
        slid = self.costs.row_slid
        return self.costs.serial_missing + (-slid if cell < self.zone else slid)

    def _is_serial(self, cell: int) -> bool:
        return self.cell_costs[cell][0] == 0.0

    def _is_label(self, cell: int) -> bool:
        return self.zone > 0 and has_han(self.texts[cell])

    def _is_name(self, cell: int) -> bool:
        return self.cell_costs[cell][1] == 0.0

    def reads(self, way: Way) -> Reading:
        """What a way puts into the columns, and the labels it leaves."""
        read = list[str | None]()
        for cell in way.places:
            text = None if cell is None else self.texts[cell]
            read.append(text)
        for cell in way.labels:
            if self.texts[cell]:
                read.append(self.texts[cell])
        return tuple(read)

    def exchanged_besides(self, way: Way) -> float:
        """What it costs more that cells were exchanged in a row that lost one: two accidents."""
        damage = {assumed.damage for assumed in way.assumed}
        if Damage.CELLS_SWAPPED in damage and damage & LOSSES:
            return self.costs.cell_lost
        return 0.0

    def displaced(self, way: Way) -> float:
        """What it costs that cells stand beside the places their neighbours give them."""
        first = len(way.labels)
        cost = 0.0
        for column, cell in enumerate(way.places):
            if cell is None or cell == first + column:
                continue
            if column >= FIRST_DISPLACED and self.texts[cell]:
                cost += self.costs.displaced
        return cost


__all__ = ["CellMoves", "Prices", "Reading"]
