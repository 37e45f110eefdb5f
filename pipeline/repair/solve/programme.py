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
        self, places: Places, segments: Segments, limit: float = INFINITE, margin: float = INFINITE
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
                kept[arc.step] = min(through, kept.get(arc.step, INFINITE))
        begins = self._begins(arcs, kept)
        cheapest = self._cheapest(arcs)
        return Solution(self.best, margin, tuple(kept.items()), begins, cheapest)

    def _cheapest(self, arcs: list[Arc]) -> tuple[Step, ...]:
        """The steps of one of the cheapest readings."""
        known: dict[State, list[Arc]] = {}
        for arc in arcs:
            known.setdefault(arc.state, []).append(arc)
        state = FIRST_STATE
        steps: list[Step] = []
        while state.row < self.rows:
            arc = min(known[state], key=lambda arc: arc.step.cost + self._to_go(arc.after))
            steps.append(arc.step)
            state = arc.after
        return tuple(steps)

    def _begins(self, arcs: list[Arc], kept: dict[Step, float]) -> tuple[frozenset[int], ...]:
        """For each group the rows at which it begins in a step that is kept."""
        found: list[set[int]] = [set() for _ in self.places.groups]
        for arc in arcs:
            if arc.step in kept and arc.step.group != arc.state.group:
                found[arc.step.group].add(arc.state.row)
        return tuple(map(frozenset, found))

    def _to_go(self, state: State) -> float:
        """What follows ``state``, without the ending of its group, which the last step has."""
        follow = self.backward.follow(state.group, state.before, state.row, state.position)
        rest = float(follow[state.left])
        return rest - self.places.end(state.group, state.row) if state.left == 0 else rest

    def _arcs(self, bound: float) -> tuple[dict[State, float], list[Arc]]:
        """The states that readings within ``bound`` reach, each with its least cost."""
        reached: dict[State, float] = {FIRST_STATE: 0.0}
        waiting: list[list[State]] = [[] for _ in range(self.rows + 1)]
        waiting[0].append(FIRST_STATE)
        arcs: list[Arc] = []
        for row in range(self.rows):
            for state in waiting[row]:
                for arc in self._arcs_from(state, reached[state], bound):
                    arcs.append(arc)
                    if arc.after not in reached:
                        waiting[arc.after.row].append(arc.after)
                    cost = reached[state] + arc.step.cost
                    reached[arc.after] = min(reached.get(arc.after, INFINITE), cost)
        return reached, arcs

    def _arcs_from(self, state: State, cost: float, bound: float) -> Iterator[Arc]:
        turn = self._turn(state)
        if turn is None:
            return
        room = bound - cost
        opening = self.places.begin(turn.group, state.row) if turn.begins else 0.0
        losing = self.places.lost(state.row, state.before, turn.begins)
        yield from self._arcs_under(None, state.position, state, turn, opening + losing, room)
        group = turn.group if turn.begins else None
        for option in self.order.options[state.position]:
            placing = self.labels.place(option.label, state.row, group)
            fixed = opening + option.cost + placing
            yield from self._arcs_under(option.label, option.after, state, turn, fixed, room)

    def _arcs_under(
        self,
        label: int | None,
        position: Position,
        state: State,
        turn: Turn,
        fixed: float,
        room: float,
    ) -> Iterator[Arc]:
        """The runs under one label that leave enough room to finish."""
        if fixed == INFINITE:
            return
        called = self.places.called(label)
        for run in self._runs(label, position, state.row, turn, room - fixed):
            left = turn.left - run.total
            ending = self.places.end(turn.group, run.stop) if left == 0 else 0.0
            cost = fixed + run.stray + ending
            after = State(run.stop, position, turn.group, left, called)
            step = Step(state.row, run.stop, label, turn.group, run.total, cost, run.cost)
            yield Arc(state, after, step)

    def _runs(
        self, label: int | None, position: Position, row: int, turn: Turn, room: float
    ) -> Iterator[Run]:
        """The runs from ``row`` that with what follows them cost at most ``room``."""
        called = self.places.called(label)
        follow = self.backward.follow_runs(turn.group, called, row, position)
        totals = self.segments.totals(row, self.places.kind(label, row))
        costs = totals[: len(follow), : turn.left + 1]
        strays = self.labels.stray(label, row)[: len(follow)]
        whole = costs + follow[:, turn.left :: -1]
        inside = whole <= (room - strays + NEARLY)[:, None]
        for length, total in np.argwhere(inside).tolist():
            stop = row + 1 + length
            yield Run(stop, total, float(costs[length, total]), float(strays[length]))

    def _turn(self, state: State) -> Turn | None:
        """What the next run belongs to; None where the reading cannot go on."""
        if state.left > 0:
            goes_on = state.row not in self.places.starts
            return Turn(state.group, state.left, begins=False) if goes_on else None
        following = state.group + 1
        if following == len(self.places.groups):
            return None
        if not self.places.may_begin(following, state.row):
            return None
        return Turn(following, self.places.groups[following].points, begins=True)


__all__ = ["Programme", "Solution", "State", "Step"]
