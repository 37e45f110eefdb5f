"""One row's cells → the ways they can stand in the columns, each with its cost.

A typed, order-preserving alignment in the manner of Needleman and Wunsch (1970): match a cell to a
column, leave a column without a cell (the cell was lost), drop a cell (a blank or "/" that was
pushed in). The label columns left of the serial are one zone that takes any number of cells, since
which of them is which level is a question for the labels as a whole. The alignments within
``slack`` of the cheapest are found best first, guided by the exact cost-to-go; where there are more
than ``MAX_OPTIONS``, the cheapest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from heapq import heappop, heappush

from pipeline.repair.align.cells import INFINITE, Lexicon, cell_cost, has_han
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.ways import Assumed, Assumptions, Move, State, Way, losses_of
from pipeline.repair.damage.costs import Costs
from pipeline.repair.damage.kinds import Damage
from pipeline.text import fold

# Alignments that cost more are never forced by the arithmetic: a misprint costs less.
SLACK = 11.0
MAX_OPTIONS = 400
BAREST = 20.0  # what a row without its name may cost: it has lost one or two cells more
MOST_EXTRA = 4  # label cells more than the form has columns for
FILLED = ("rank", "target")  # the kinds of columns among which a "/" is added
LOSSES = {Damage.CELL_LOST, Damage.WEIGHT_LOST}
OUT_OF_PLACE = 1.0  # what two cells cost, and more, that may stand in each other's place
WEIGHT_AND_RANK = ("points", "rank")  # kinds of neighbours whose numbers look alike
FIRST_DISPLACED = 2  # the serial and the name are placed by what they say
NO_CELL = (None,)
Reading = tuple[str | None, ...]  # the texts that stand in the columns, then the labels'
Found = dict[Reading, Way]
Moves = tuple[Move, ...]


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
    if not slack:
        printed = search.printed_cost()
        # Any other way has a cell lost, pushed in or in another's place.
        if printed < costs.row_slid:
            return (search.as_printed(printed),)
    starts = list(search.starts())
    best = INFINITE
    for start in starts:
        total = start.cost + search.to_go(start.state)
        best = min(best, total)
    if best == INFINITE:
        return ()
    bound = best + slack
    found: Found = {}
    for start in starts:
        search.enumerate(start, bound, found)
    if len(found) >= MAX_OPTIONS:
        found = search.cheapest(starts, bound)
    ordered = sorted(found.values(), key=Way.order)
    ways = tuple(map(Way.alignment, ordered))
    return () if _is_too_bare(ways[0], layout) else ways


def _is_too_bare(way: Alignment, layout: Layout) -> bool:
    """Whether a row of which so much is lost, its name among it, is none of the table."""
    name = layout.first_of("name")
    return name is not None and way.places[name] is None and way.cost > BAREST


class _Search:
    """The exact cost-to-go and, guided by it, the enumeration; one row each."""

    def __init__(
        self,
        texts: Sequence[str],
        serial: int,
        layout: Layout,
        lexicon: Lexicon,
        costs: Costs,
    ) -> None:
        self.texts = list(map(fold, texts))
        self.width = len(texts)
        self.kinds = layout.kinds
        self.end = len(layout.columns)
        self.zone = len(layout.zone)
        self.costs = costs
        self.losses = losses_of(layout, costs)
        self.cell_costs: list[list[float]] = []  # by cell, then by column
        for text in texts:
            row = []
            for kind in self.kinds:
                cost = cell_cost(kind, text, serial, lexicon, costs)
                row.append(cost)
            self.cell_costs.append(row)
        self.moves: Callable[[State], Moves] = cache(self._moves)
        self.to_go: Callable[[State], float] = cache(self._to_go)

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
        """What it costs that this cell stands in the next column, and the next cell in this one."""
        cell, column = state.cell, state.column
        return self.cell_costs[cell][column + 1] + self.cell_costs[cell + 1][column]

    def _may_be_weight_and_rank(self, state: State) -> bool:
        """Whether the cell is a weight and the next one a ranking: sums tell which is which."""
        kinds = self.kinds[state.column : state.column + 2]
        differ = self.texts[state.cell] != self.texts[state.cell + 1]
        return tuple(kinds) == WEIGHT_AND_RANK and differ

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

    def _to_go(self, state: State) -> float:
        """What the cheapest way from here to the row's end costs; infinite where there is none."""
        if state.column == self.end:
            padding = self.texts[state.cell :]
            return INFINITE if any(padding) else 0.0
        best = INFINITE
        for move in self.moves(state):
            if move.cost < INFINITE:
                total = move.cost + self.to_go(move.to)
                best = min(best, total)
        return best

    def enumerate(self, start: Way, bound: float, found: Found) -> None:
        """Adds every way from a start within ``bound`` to ``found``, depth first.

        Ways with the same texts in the same columns count once. It ends at ``MAX_OPTIONS``.
        """
        stack = [start]
        while stack and len(found) < MAX_OPTIONS:
            way = stack.pop()
            if way.state.column == self.end:
                self._keep(way, found)
                continue
            for move in self.moves(way.state):
                least = way.cost + move.cost + self.to_go(move.to)
                if least <= bound:
                    stack.append(way.after(move))

    def cheapest(self, starts: Sequence[Way], bound: float) -> Found:
        """The ``MAX_OPTIONS`` cheapest ways from any start: in a wide row there are thousands.

        Best first, as in A* (Hart, Nilsson, Raphael 1968), with the exact cost-to-go as its guide;
        slower than depth first, which would keep any of them.
        """
        found: Found = {}
        waiting: list[tuple[float, int, Way]] = []
        turn = 0  # of two that cost alike the later one goes first: deeper, not wider
        for way in starts:
            least = way.cost + self.to_go(way.state)
            if least <= bound:
                turn -= 1
                heappush(waiting, (least, turn, way))
        while waiting and len(found) < MAX_OPTIONS:
            _, _, way = heappop(waiting)
            if way.state.column == self.end:
                self._keep(way, found)
                continue
            for move in self.moves(way.state):
                least = way.cost + move.cost + self.to_go(move.to)
                if least <= bound:
                    turn -= 1
                    heappush(waiting, (least, turn, way.after(move)))
        return found

    def _keep(self, way: Way, found: Found) -> None:
        """Notes a way that has come to the end, unless one that reads alike costs no more."""
        cost = way.cost + self._displaced(way) + self._exchanged_besides(way)
        key = self._reads(way)
        known = found.get(key)
        if known is None or known.cost > cost:
            rounded = round(cost, 6)
            found[key] = way._replace(cost=rounded)

    def _reads(self, way: Way) -> Reading:
        """What a way puts into the columns, and the labels it leaves."""
        read = list[str | None]()
        for cell in way.places:
            text = None if cell is None else self.texts[cell]
            read.append(text)
        for cell in way.labels:
            if self.texts[cell]:
                read.append(self.texts[cell])
        return tuple(read)

    def _exchanged_besides(self, way: Way) -> float:
        """What it costs more that cells were exchanged in a row that lost one: two accidents."""
        damage = {assumed.damage for assumed in way.assumed}
        if Damage.CELLS_SWAPPED in damage and damage & LOSSES:
            return self.costs.cell_lost
        return 0.0

    def _displaced(self, way: Way) -> float:
        """What it costs that cells stand beside the places their neighbours give them."""
        first = len(way.labels)
        cost = 0.0
        for column, cell in enumerate(way.places):
            if cell is None or cell == first + column:
                continue
            if column >= FIRST_DISPLACED and self.texts[cell]:
                cost += self.costs.displaced
        return cost
