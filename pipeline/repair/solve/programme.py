"""Rows and groups together under the document's arithmetic → every reading within the margin.

Of the cheapest.

An exact dynamic programme over the rows. A state is (row, next second-level label, the one that
waits, first-level group, points left in it); a step is one run of rows under one second-level label
(or under a lost one). The backward pass gives the exact cost to go from every state, as min-plus
products over the points left; the forward pass then walks only the states of readings within the
margin, and notes for each step the cheapest total through it (min-marginals): what all readings
within the margin agree on is certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.errors import RepairError
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import POINTED, Places
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.backward import Backward
from pipeline.repair.solve.order import FIRST_POSITION, Order, Position
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.repair.solve.variants import RowRuns

# What the cheapest reading usually, and hardly ever, costs above its lower bound with the margin.
# Wider searches take longer.
USUAL_GAP, WIDE_GAP = 45.0, 90.0
NO_GROUP = -1


@dataclass(frozen=True, slots=True)
class State:
    """Where a reading stands before ``row``.

    ``position`` is that in the order of the second-level labels, ``group`` the first-level group
    with ``left`` points left, ``before`` what the last run was called.
    """

    row: int
    position: Position
    group: int
    left: int
    before: int


FIRST_STATE = State(0, FIRST_POSITION, NO_GROUP, 0, POINTED)


@dataclass(frozen=True, slots=True)
class Step:
    """One run.

    Rows ``start``–``stop`` under label ``label`` (None: lost) of group ``group``, giving ``total``.
    ``run`` is what the run costs, ``fixed`` what its label and its group do.
    """

    start: int
    stop: int
    label: int | None
    group: int
    total: int
    fixed: float
    run: float

    @property
    def cost(self) -> float:
        """What the step adds to a reading's total."""
        return self.fixed + self.run


@dataclass(frozen=True, slots=True)
class Solution:
    """Every reading within ``margin`` of the cheapest, whose total is ``best``.

    ``steps`` has each step of some such reading with its min-marginal: the total of the cheapest
    reading that takes it. ``begins`` has for each group the rows at which it begins in some,
    ``cheapest`` the steps of one of the cheapest, from the top.
    """

    best: float
    margin: float
    steps: tuple[tuple[Step, float], ...]
    begins: tuple[frozenset[int], ...]
    cheapest: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The group that the next run belongs to, its points left, whether it begins there."""

    group: int
    left: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """The label that the next run stands under (None: a lost one), and the position after it.

    ``cost`` is what the label costs there, with the group that begins.
    """

    label: int | None
    after: Position
    cost: float


@dataclass(frozen=True, slots=True)
class Arc:
    """One step of a reading from one state to the next."""

    state: State
    after: State
    step: Step


@dataclass(frozen=True, slots=True)
class Run:
    """What a run comes to: the row after it, its total, its cost, the label's prints astray."""

    stop: int
    total: int
    cost: float
    stray: float


class Programme:
    """The joint programme of one table.

    The cost of its cheapest reading (``best``; infinite where nothing adds up), and the states of
    the readings within a margin of it, walked under the guidance of the exact cost to go. Readings
    that cost more than ``limit`` may be left out, and of the others those that cost more than the
    cheapest by more than ``margin``.
    """

    def __init__(
        self,
        places: Places,
        segments: Segments,
        limit: float = INFINITE,
        margin: float = INFINITE,
    ) -> None:
        self.places = places
        self.segments = segments
        self.rows = len(segments.rows)
        self.above = Above(places, segments)
        self.labels = self.above.labels
        self.order = Order(places)
        self.backward = self._solved(limit, margin)
        self.best = self.backward.best

    def _solved(self, limit: float, margin: float) -> Backward:
        """The cost to go in every state of the readings within ``margin`` and ``limit``.

        First sought among those that cost little more than they do at least.
        """
        row_runs = RowRuns(self.labels, self.order)
        for gap in (USUAL_GAP, WIDE_GAP):
            near = self.above.total + gap
            if margin == INFINITE or limit <= near + gap:
                break
            found = Backward(self.above, row_runs, near)
            if found.best + margin <= near:
                return found
        return Backward(self.above, row_runs, limit)

    def solution(self, margin: float) -> Solution:
        """Every step of every reading within ``margin`` of the cheapest.

        Raises:
            RepairError: no placing of the labels gives the printed totals.
        """
        if self.best == INFINITE:
            raise RepairError("repair.nothing-adds-up")
        bound = self.best + margin
        reached, arcs = self._arcs(bound)
        kept: dict[Step, float] = {}
        for arc in arcs:
            through = reached[arc.state] + arc.step.cost + self._to_go(arc.after)
            if through <= bound + NEARLY:
                known = kept.get(arc.step, INFINITE)
                kept[arc.step] = min(through, known)
        return Solution(
            self.best,
            margin,
            steps=tuple(kept.items()),
            begins=self._begins(arcs, kept),
            cheapest=self._cheapest(arcs),
        )

    def _cheapest(self, arcs: list[Arc]) -> tuple[Step, ...]:
        """The steps of one of the cheapest readings."""
        known: dict[State, list[Arc]] = {}
        for arc in arcs:
            leaving = known.setdefault(arc.state, [])
            leaving.append(arc)
        state = FIRST_STATE
        steps: list[Step] = []
        while state.row < self.rows:
            arc = min(known[state], key=self._through)
            steps.append(arc.step)
            state = arc.after
        return tuple(steps)

    def _through(self, arc: Arc) -> float:
        """What a reading costs from the arc on."""
        return arc.step.cost + self._to_go(arc.after)

    def _begins(
        self,
        arcs: list[Arc],
        kept: dict[Step, float],
    ) -> tuple[frozenset[int], ...]:
        """For each group the rows at which it begins in a step that is kept."""
        found: list[set[int]] = [set() for _ in self.places.groups]
        for arc in arcs:
            group = arc.step.group
            begins = group != arc.state.group
            if begins and arc.step in kept:
                found[group].add(arc.state.row)
        return tuple(map(frozenset, found))

    def _to_go(self, state: State) -> float:
        """What follows ``state``, without the ending of its group, which the last step has."""
        follow = self.backward.follow(
            state.group,
            state.before,
            state.row,
            state.position,
        )
        rest = float(follow[state.left])
        if state.left == 0:
            rest -= self.places.end(state.group, state.row)
        return rest

    def _arcs(
        self,
        bound: float,
    ) -> tuple[dict[State, float], list[Arc]]:
        """The states that readings within ``bound`` reach, each with its least cost."""
        reached: dict[State, float] = {FIRST_STATE: 0.0}
        waiting: list[list[State]] = [[] for _ in range(self.rows + 1)]
        waiting[0].append(FIRST_STATE)
        arcs: list[Arc] = []
        for row in range(self.rows):
            for state in waiting[row]:
                above = reached[state]
                for arc in self._arcs_from(state, bound - above):
                    arcs.append(arc)
                    after = arc.after
                    if after not in reached:
                        waiting[after.row].append(after)
                    known = reached.get(after, INFINITE)
                    reached[after] = min(known, above + arc.step.cost)
        return reached, arcs

    def _arcs_from(self, state: State, room: float) -> Iterator[Arc]:
        """The runs that may follow a state and leave enough room to finish."""
        turn = self._turn(state)
        if turn is None:
            return
        for naming in self._namings(state, turn):
            if naming.cost < INFINITE:
                yield from self._arcs_under(naming, state, turn, room)

    def _namings(self, state: State, turn: Turn) -> Iterator[Naming]:
        """The labels that the next run may stand under: a lost one first."""
        row = state.row
        opening = 0.0
        group = None
        if turn.begins:
            opening = self.places.begin(turn.group, row)
            group = turn.group
        losing = self.places.lost(row, state.before, turn.begins)
        yield Naming(None, state.position, opening + losing)
        for option in self.order.options[state.position]:
            placing = self.labels.place(option.label, row, group)
            cost = opening + option.cost + placing
            yield Naming(option.label, option.after, cost)

    def _arcs_under(
        self,
        naming: Naming,
        state: State,
        turn: Turn,
        room: float,
    ) -> Iterator[Arc]:
        """The runs under one label that leave enough room to finish."""
        group, label = turn.group, naming.label
        called = self.places.called(label)
        for run in self._runs(naming, state.row, turn, room - naming.cost):
            left = turn.left - run.total
            ending = self.places.end(group, run.stop) if left == 0 else 0.0
            fixed = naming.cost + run.stray + ending
            after = State(run.stop, naming.after, group, left, called)
            step = Step(state.row, run.stop, label, group, run.total, fixed, run.cost)
            yield Arc(state, after, step)

    def _runs(
        self,
        naming: Naming,
        row: int,
        turn: Turn,
        room: float,
    ) -> Iterator[Run]:
        """The runs from ``row`` that with what follows them cost at most ``room``."""
        places, label = self.places, naming.label
        called = places.called(label)
        follow = self.backward.follow_runs(turn.group, called, row, naming.after)
        longest = len(follow)
        totals = self.segments.totals(row, places.kind(label, row))
        costs = totals[:longest, : turn.left + 1]
        strays = self.labels.stray(label, row)[:longest]
        whole = costs + follow[:, turn.left :: -1]
        most = room - strays + NEARLY
        inside = whole <= most[:, None]
        for length, total in np.argwhere(inside).tolist():
            yield Run(
                stop=row + 1 + length,
                total=total,
                cost=float(costs[length, total]),
                stray=float(strays[length]),
            )

    def _turn(self, state: State) -> Turn | None:
        """What the next run belongs to; None where the reading cannot go on."""
        places = self.places
        if state.left > 0:
            if state.row in places.starts:
                return None
            return Turn(state.group, state.left, begins=False)
        following = state.group + 1
        if following == len(places.groups):
            return None
        if not places.may_begin(following, state.row):
            return None
        points = places.groups[following].points
        return Turn(following, points, begins=True)


__all__ = ["Programme", "Solution", "State", "Step"]
