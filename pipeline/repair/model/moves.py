"""How a row's weight may be read, and what the next row of a run can do.

The one source of a run's costs.

A row's weight is printed (its own), shared (blank, "/" or lost: the group's rest), or merged (blank
or "/" below a weight that was printed once for several rows). At most one printed weight of a run
is taken for a misprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.repair.damage.costs import Costs

MISPRINT_REACH = 5  # points a misprinted weight may be off

OWN, SHARED, LOST, MERGED = "own", "shared", "lost", "merged"
SLASHED = "slashed"  # shared, and "/" stands for the weight
FILLED = "filled"  # lost, and "/" fills the row

# How the rows without a weight of their own share: none does, one lost its cell, one alone has "/"
# or a blank, any other way.
NOBODY, ONE_LOST, ONE_FILLED, ONE_SLASH, ONE_BLANK, SEVERAL = 0, 1, 2, 3, 4, 5
_TABLES = (0, 2, 2, 1, 1, 1)  # which table of totals each of them is kept in


@dataclass(frozen=True, slots=True)
class WeightOption:
    """The cheapest alignment of a row among those that read its weight alike.

    ``points`` (scaled to whole units) where a weight is read, else None; ``lost`` where its cell is
    gone, ``blank`` where it is there and empty, ``hurt`` where another cell is gone, ``filled``
    where a "/" fills the row up; ``credit`` is the part of the cost that falls away when the row
    above suffered the same. ``covered``: the cell above is drawn over the row; ``apart``: other
    rows' cells are drawn so, and this one's is its own.
    """

    cost: float
    points: int | None
    lost: bool = False
    blank: bool = False
    hurt: bool = False
    filled: bool = False
    credit: float = 0.0
    covered: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What the run is called.

    ``points`` (scaled) where its label prints them, ``named`` where it has a label, ``gone`` where
    it has none and the first row lost a label cell.
    """

    points: int | None
    named: bool
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One row's part in a path: how its weight is read and which option of the row that takes."""

    role: str
    points: int | None
    option: int
    misprinted: bool = False


NO_ROW, ALL_ROWS, SOME_ROWS = 0, 1, 2  # of those that share, which lost their cell
# points so far, the largest weight of a row's own (as far as a misprint reaches; 0: no row has its
# own), who shares, which of them lost their cell, the last row's role (or that it is slashed, or
# filled), it lost a cell
State = tuple[int, int, int, int, str, bool]
START: State = (0, 0, NOBODY, NO_ROW, "", False)


class Moves:
    """The rows of one table, and what each adds to a run.

    ``pages`` are the rows that begin a page; ``limit`` is the largest total worth knowing, ``unit``
    one point scaled.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[WeightOption]],
        costs: Costs,
        limit: int,
        unit: int,
        pages: frozenset[int],
    ) -> None:
        self.rows = rows
        self.costs = costs
        self.limit = limit
        self.unit = unit
        self.pages = pages

    def moves(self, row: int, state: State) -> Iterator[tuple[float, State, Choice]]:
        """Each way to read ``row`` after ``state``: cost, state reached, how the row is read."""
        points, own, shares, dropped, last, hurt = state
        for number, option in enumerate(self.rows[row]):
            cost = option.cost
            if option.credit and (hurt if option.hurt else last in (LOST, FILLED) and option.lost):
                cost -= option.credit
            if option.points is not None:
                reached = points + option.points
                if reached <= self.limit + MISPRINT_REACH * self.unit:
                    largest = max(own, min(option.points, MISPRINT_REACH * self.unit + 1))
                    yield (
                        cost,
                        (reached, largest, shares, dropped, OWN, option.hurt),
                        Choice(OWN, option.points, number),
                    )
                continue
            if option.covered and last in (OWN, MERGED):
                yield (
                    cost,
                    (points, own, shares, dropped, MERGED, option.hurt),
                    Choice(MERGED, None, number),
                )
            if option.covered and last in ("", OWN, MERGED):
                cost += self.costs.drawn_cut
            role = LOST if option.lost else SHARED
            manner = last if option.covered and last in (SHARED, SLASHED) else _manner(option)
            if manner != last and last in (LOST, FILLED, SHARED, SLASHED) and row not in self.pages:
                cost += self._breaks(manner, last)
            who, gone = (
                SEVERAL if shares else _alone(option),
                _dropped(shares, dropped, option.lost),
            )
            yield cost, (points, own, who, gone, manner, option.hurt), Choice(role, None, number)
            if not option.lost and not option.covered and last in (OWN, MERGED):
                merging = self.costs.weight_merged if last == OWN else self.costs.run_continues
                merging += self.costs.drawn_short if option.apart else 0.0
                merging += self.costs.merged_slash if last == OWN and not option.blank else 0.0
                yield (
                    cost + merging,
                    (points, own, shares, dropped, MERGED, option.hurt),
                    Choice(MERGED, None, number),
                )

    def _breaks(self, manner: str, last: str) -> float:
        """What it costs that a row shares in another manner than the one above it on its page."""
        gone = (manner in (LOST, FILLED)) + (last in (LOST, FILLED))
        return (self.costs.marks_mixed, self.costs.run_breaks, self.costs.fills_mixed)[gone]

    def derived(self, shares: int, kind: Kind) -> float:
        """What it costs that no label prints the points a run's rows share.

        Of one lost weight, that its label is.
        """
        if not kind.named:
            return self.costs.share_gone if kind.gone else self.costs.share_unnamed
        return 0.0 if shares in (ONE_LOST, ONE_FILLED) else self.costs.share_unlabelled

    def offsets(self, largest: int) -> Sequence[tuple[int, float]]:
        """What a misprint may have added to a run's total, and its cost.

        A weight stays above zero.
        """
        found = [(0, 0.0)]
        for off in range(1, MISPRINT_REACH + 1) if largest else ():
            cost = self.costs.misprinted(off)
            found.append((off * self.unit, cost))
            if largest > off * self.unit:
                found.append((-off * self.unit, cost))
        return found

    def ends(
        self, points: int, own: int, shares: int, dropped: int, kind: Kind
    ) -> Iterator[tuple[int, float]]:
        """The totals a run in this state can be said to have, and what saying so costs."""
        extra = self.sharing(own > 0, shares, dropped)
        if kind.points is not None:
            if (shares and points < kind.points) or (not shares and points == kind.points):
                yield kind.points, extra
            extra += self.costs.label_misprint
        if not shares:
            if 0 < points <= self.limit:
                yield points, extra
            return
        extra += self.derived(shares, kind)
        for total in range(points + 1, self.limit + 1):
            yield total, extra

    def sharing(self, own: bool, shares: int, dropped: int) -> float:
        """What the manner of sharing costs.

        Mixed with printed weights, or with weights that were dropped.
        """
        costs = self.costs
        beside = (
            0.0,
            costs.mixed_lost,
            costs.mixed_lost,
            costs.mixed_slash,
            costs.mixed_blank,
            costs.mixed_group,
        )
        mixed = beside[shares] if own else 0.0
        if shares in (ONE_LOST, ONE_FILLED):
            mixed += costs.own_weight_lost + (
                costs.own_weight_filled if shares == ONE_FILLED else 0.0
            )
        if shares in (ONE_LOST, ONE_FILLED) and not own:
            mixed += costs.alone_lost
        if shares in (ONE_SLASH, ONE_BLANK) and not own:
            mixed += costs.alone_bare
        if shares == SEVERAL:
            mixed += (0.0, costs.weights_dropped, costs.weights_dropped_partly)[dropped]
        return mixed


def _manner(option: WeightOption) -> str:
    """How a row without a weight of its own shares."""
    if option.lost:
        return FILLED if option.filled else LOST
    return SHARED if option.blank else SLASHED


def _dropped(shares: int, dropped: int, lost: bool) -> int:
    """How many of the rows that share lost their cell, with one more.

    ``NO_ROW``, ``ALL_ROWS`` or ``SOME_ROWS``.
    """
    if not shares:
        return ALL_ROWS if lost else NO_ROW
    return dropped if dropped == (ALL_ROWS if lost else NO_ROW) else SOME_ROWS


def _alone(option: WeightOption) -> int:
    """How a row that prints no weight shares while it is the only one of its run."""
    if option.covered:
        return ONE_LOST
    if option.lost:
        return ONE_FILLED if option.filled else ONE_LOST
    return ONE_BLANK if option.blank else ONE_SLASH
