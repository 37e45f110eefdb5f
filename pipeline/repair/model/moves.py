"""How a row's weight may be read, and what the next row of a run can do.

The one source of a run's costs. A run is the rows under one second-level label, from the first on.

A row's weight is printed (its own), shared (blank, "/" or lost: the group's rest), or merged (blank
or "/" below a weight that was printed once for several rows, or that weight again). At most one
printed weight of a run is taken for a misprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.damage.kind import Kind as DamageKind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.roles import (
    BARE_ALONE,
    CELL_GONE,
    CELL_THERE,
    LOST_ALONE,
    SHARES,
    UNDER_A_WEIGHT,
    Choice,
    Dropped,
    Kind,
    Manner,
    Role,
    Sharing,
    WeightOption,
)

MISPRINT_REACH = 5  # points a misprinted weight may be off


class State(NamedTuple):
    """What a run has come to.

    ``points`` are those printed so far; ``largest`` is the largest weight of a row's own, as far
    as a misprint reaches (0: no row has its own).
    """

    points: int
    largest: int
    manner: Manner


START = State(0, 0, Manner(Sharing.NOBODY, Dropped.NO_ROW, Role.NONE, False))


class Step(NamedTuple):
    """One way to read a row: what it costs, what it adds to the state, what was chosen."""

    cost: float
    points: int
    largest: int
    manner: Manner
    choice: Choice


class Moves:
    """The rows of one table, and what each adds to a run.

    ``pages`` are the rows that begin a page; ``limit`` is the largest total worth knowing,
    ``point`` one point scaled. ``steps`` gives each way to read a row after rows of a manner.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[WeightOption]],
        costs: Costs,
        limit: int,
        point: int,
        pages: frozenset[int],
    ) -> None:
        self.rows = rows
        self.costs = costs
        self.limit = limit
        self.point = point
        self.pages = pages
        self.highest = limit + MISPRINT_REACH * point
        self.steps: Callable[[int, Manner], tuple[Step, ...]] = cache(self._steps)

    def moves(
        self,
        row: int,
        state: State,
    ) -> Iterator[tuple[float, State, Choice]]:
        """Each way to read ``row`` after ``state``: cost, state reached, how the row is read."""
        points, largest, manner = state
        for step in self.steps(row, manner):
            reached = points + step.points
            if reached <= self.highest:
                after = State(reached, max(largest, step.largest), step.manner)
                yield step.cost, after, step.choice

    def _steps(self, row: int, before: Manner) -> tuple[Step, ...]:
        found: list[Step] = []
        may_merge = before.last in UNDER_A_WEIGHT
        for number, option in enumerate(self.rows[row]):
            cost = option.cost
            if _suffers_alike(option, before):
                cost -= option.credit
            merged = before.with_merged(option.hurt)
            if option.points is not None:
                after = before.with_own(option.hurt)
                found.append(self._own(cost, option.points, number, after))
                if may_merge and self._repeats(row, option):
                    cost += self._repeating(before)
                    found.append(_bare(cost, number, merged, Damage.WEIGHT_REPEATED))
                continue
            lost = Damage.WEIGHT_LOST if option.lost else None
            if may_merge and option.covered:
                found.append(_bare(cost, number, merged))
            cost += self._cut(option, before)
            after = before.with_sharing(option, _role_after(option, before))
            if row not in self.pages:
                cost += self._breaks(after.last, before.last)
            found.append(_bare(cost, number, after, lost))
            if may_merge and not option.covered:
                cost += self._merging(option, before)
                found.append(_bare(cost, number, merged, lost))
        return tuple(found)

    def _own(
        self,
        cost: float,
        points: int,
        number: int,
        manner: Manner,
    ) -> Step:
        """A weight of its own is printed."""
        largest = min(points, MISPRINT_REACH * self.point + 1)
        choice = Choice(Role.OWN, points, number)
        return Step(cost, points, largest, manner, choice)

    def _cut(self, option: WeightOption, before: Manner) -> float:
        """What it costs that a row has no part in the weight that is drawn over it."""
        if before.last in SHARES or not option.covered:
            return 0.0
        return self.costs.drawn_wrongly

    def _breaks(self, role: Role, last: Role) -> float:
        """What it costs that a row shares in another manner than the one above it on its page."""
        if role == last or last not in SHARES:
            return 0.0
        return self.costs.manner_changes

    def _merging(self, option: WeightOption, before: Manner) -> float:
        """What it costs that a row is part of the weight printed above it, by no drawn cell."""
        short = self.costs.drawn_wrongly if option.apart else 0.0
        if before.last == Role.MERGED:
            return self.costs.run_continues + short
        slash = 0.0 if option.blank else self.costs.merged_slash
        return self.costs.weight_unusual + slash + short

    def _repeats(self, row: int, option: WeightOption) -> bool:
        """Whether the row and the one above it print the same weight, as they are read cheapest."""
        above = self.rows[row - 1] if row else ()
        return option.points == _printed(self.rows[row]) == _printed(above)

    def _repeating(self, before: Manner) -> float:
        """What it costs that a row prints the weight above it again, which is that of both."""
        if before.last == Role.MERGED:
            return self.costs.run_continues
        return self.costs.weight_repeated

    def derived(self, shares: Sharing, kind: Kind) -> float:
        """What it costs that no label prints the points a run's rows share.

        Of one lost weight, that its label is.
        """
        if not kind.named:
            return self.costs.share_unnamed
        return 0.0 if shares in LOST_ALONE else self.costs.share_unlabelled

    def offsets(self, largest: int) -> Sequence[tuple[int, float]]:
        """What a misprint may have added to a run's total, and its cost.

        A weight stays above zero.
        """
        found = [(0, 0.0)]
        if not largest:
            return found
        for off in range(1, MISPRINT_REACH + 1):
            cost = self.costs.misprinted(off)
            scaled = off * self.point
            found.append((scaled, cost))
            if largest > scaled:
                found.append((-scaled, cost))
        return found

    def ends(
        self,
        points: int,
        own: int,
        shares: Sharing,
        dropped: Dropped,
        kind: Kind,
    ) -> Iterator[tuple[int, float]]:
        """The totals a run in this state can be said to have, and what saying so costs."""
        extra = self.sharing(own > 0, shares, dropped)
        if kind.points is not None:
            fits = points == kind.points
            if shares:
                fits = points < kind.points
            if fits:
                yield kind.points, extra
            extra += self.costs.label_misprint
        if not shares:
            if 0 < points <= self.limit:
                yield points, extra
            return
        extra += self.derived(shares, kind)
        for total in range(points + 1, self.limit + 1):
            yield total, extra

    def sharing(
        self,
        own: bool,
        shares: Sharing,
        dropped: Dropped,
    ) -> float:
        """What the manner of sharing costs.

        Mixed with printed weights, or with weights that were dropped.
        """
        cost = self._mixed(shares) if own else 0.0
        if shares in LOST_ALONE:
            cost += self._one_lost(shares)
        if not own:
            cost += self._alone(shares)
        if shares == Sharing.SEVERAL:
            cost += self._dropped(dropped)
        return cost

    def _mixed(self, shares: Sharing) -> float:
        """What it costs that these rows share beside others that print their weights."""
        if shares == Sharing.NOBODY or shares in LOST_ALONE:
            return 0.0
        if shares == Sharing.ONE_BLANK:
            return self.costs.mixed_blank
        return self.costs.mixed_group

    def _one_lost(self, shares: Sharing) -> float:
        cost = self.costs.own_weight_lost
        if shares == Sharing.ONE_FILLED:
            cost += self.costs.own_weight_filled
        return cost

    def _alone(self, shares: Sharing) -> float:
        """What it costs that a row which prints no weight is alone in its group."""
        if shares not in BARE_ALONE:
            return 0.0
        # "/" says that the row shares its points, and there is nobody to share them with.
        slash = self.costs.merged_slash if shares == Sharing.ONE_SLASH else 0.0
        return self.costs.weight_unusual + slash

    def _dropped(self, dropped: Dropped) -> float:
        """What it costs that rows which share have lost their cell."""
        if dropped == Dropped.NO_ROW:
            return 0.0
        if dropped == Dropped.SOME_ROWS:
            return self.costs.weight_unusual
        return self.costs.weights_dropped


def _suffers_alike(option: WeightOption, before: Manner) -> bool:
    """Whether the row above lost what this one has lost: one accident, paid once."""
    if not option.credit:
        return False
    if option.hurt:
        return before.hurt
    return option.lost and before.last in CELL_GONE


def _role_after(option: WeightOption, before: Manner) -> Role:
    """The role of a row that shares; a cell drawn over several rows is one mark for all."""
    if option.covered and before.last in CELL_THERE:
        return before.last
    return option.role


def _bare(
    cost: float,
    number: int,
    after: Manner,
    damage: DamageKind | None = None,
) -> Step:
    """No weight of its own is printed."""
    choice = Choice(after.last, None, number, damage=damage)
    return Step(
        cost,
        points=0,
        largest=0,
        manner=after,
        choice=choice,
    )


def _printed(options: Sequence[WeightOption]) -> int | None:
    """The points that a row prints, read cheapest with some; None where it prints none."""
    found: int | None = None
    least = INFINITE
    for option in options:
        if option.points is not None and option.cost < least:
            found, least = option.points, option.cost
    return found
