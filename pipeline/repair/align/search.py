"""One row's cells → the ways they can stand in the columns, each with its cost.

A typed, order-preserving alignment in the manner of Needleman and Wunsch (1970): match a cell to a
column, leave a column without a cell (the cell was lost), drop a cell (a blank or "/" that was
pushed in). The label columns left of the serial are one zone that takes any number of cells, since
which of them is which level is a question for the labels as a whole. The alignments within
``slack`` of the cheapest are found best first, guided by the exact cost-to-go; where there are more
than ``MAX_OPTIONS``, the cheapest.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from pipeline.repair.align.cell_moves import CellMoves, Prices, Reading
from pipeline.repair.align.cells import INFINITE, Lexicon
from pipeline.repair.align.guide import cheapest_of, costs_to_go
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.ways import State, Way
from pipeline.repair.damage.costs import Costs

# Alignments that cost more are never forced by the arithmetic: a misprint costs less.
SLACK = 11.0
MAX_OPTIONS = 400
USUAL = 9.0  # what the ways of most rows cost less than: dearer ones are sought if none is
BAREST = 20.0  # what a row without its name may cost: it has lost one or two cells more
Found = dict[Reading, Way]


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
    prices = Prices(serial, layout, lexicon, costs)
    return Aligner(prices)(texts, slack)


class Aligner:
    """Aligns one row's cells, and what they may have been before some damage, with the columns."""

    def __init__(self, prices: Prices) -> None:
        self.layout = prices.layout
        self.prices = prices

    def __call__(self, texts: Sequence[str], slack: float = SLACK) -> tuple[Alignment, ...]:
        """The ways these texts can stand; see :func:`alignments`."""
        row = CellMoves(texts, self.prices)
        if not slack:
            printed = row.printed_cost()
            # Any other way has a cell lost, pushed in or in another's place.
            if printed < row.costs.row_slid:
                return (row.as_printed(printed),)
        search = _Search(row)
        starts = list(row.starts())
        best = search.guide(starts, slack)
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
        return () if _is_too_bare(ways[0], self.layout) else ways


def _is_too_bare(way: Alignment, layout: Layout) -> bool:
    """Whether a row of which so much is lost, its name among it, is none of the table."""
    name = layout.first_of("name")
    return name is not None and way.places[name] is None and way.cost > BAREST


class _Search:
    """The exact cost-to-go and, guided by it, the enumeration; one row each."""

    def __init__(self, row: CellMoves) -> None:
        self.row = row
        self.rests: dict[State, float] = {}

    def guide(self, starts: Sequence[Way], slack: float) -> float:
        """Finds the exact cost-to-go for all ways within ``slack`` of the cheapest.

        Returns:
            What the cheapest way costs; infinite where there is none.
        """
        for most in (min(USUAL, self.row.printed_cost()), INFINITE):
            self.rests = costs_to_go(starts, self.row.moves, self.row.may_end, most + slack)
            best = cheapest_of(starts, self.rests)
            if best <= most:
                return best
        return INFINITE

    def to_go(self, state: State) -> float:
        """What the cheapest way from here to the row's end costs; infinite if beyond the bound."""
        return self.rests.get(state, INFINITE)

    def enumerate(
        self,
        start: Way,
        bound: float,
        found: Found,
    ) -> None:
        """Adds every way from a start within ``bound`` to ``found``, depth first.

        Ways with the same texts in the same columns count once. It ends at ``MAX_OPTIONS``.
        """
        stack = [start]
        while stack and len(found) < MAX_OPTIONS:
            way = stack.pop()
            if way.state.column == self.row.end:
                self._keep(way, found)
                continue
            for move in self.row.moves(way.state):
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
            if way.state.column == self.row.end:
                self._keep(way, found)
                continue
            for move in self.row.moves(way.state):
                least = way.cost + move.cost + self.to_go(move.to)
                if least <= bound:
                    turn -= 1
                    heappush(waiting, (least, turn, way.after(move)))
        return found

    def _keep(self, way: Way, found: Found) -> None:
        """Notes a way that has come to the end, unless one that reads alike costs no more."""
        cost = way.cost + self.row.displaced(way) + self.row.exchanged_besides(way)
        key = self.row.reads(way)
        known = found.get(key)
        if known is None or known.cost > cost:
            rounded = round(cost, 6)
            found[key] = way._replace(cost=rounded)
