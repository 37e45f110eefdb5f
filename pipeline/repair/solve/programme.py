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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.errors import RepairError
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import NONE, POINTED, Places
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.backward import Backward
from pipeline.repair.solve.segment import Segments


@dataclass(frozen=True, slots=True)
class State:
    """Where a reading stands before ``row``.

    ``label`` is the next one, ``waits`` says which one before it was passed over and may still
    come; ``before`` is what the last run was called.
    """

    row: int
    label: int
    waits: int
    group: int
    left: int
    before: int


@dataclass(frozen=True, slots=True)
class Step:
    """One run.

    Rows ``start``–``stop`` under label ``label`` (None: lost) of group ``group``, giving ``total``.
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
    """``best``: the cheapest total; ``steps``.

    Each step of some reading within the margin, with its marginal; ``begins``: for each group the
    rows at which it begins in some reading.
    """

    best: float
    margin: float
    steps: tuple[tuple[Step, float], ...]
    begins: tuple[frozenset[int], ...]


# what the cheapest reading hardly ever costs above its lower bound; wider searches cost more
USUAL_GAP = 60.0
Arc = tuple[State, State, Step]


class Programme:
    """The joint programme of one table.

    The cost of its cheapest reading (``best``; infinite where nothing adds up), and the states of
    the readings within a margin of it, walked under the guidance of the exact cost to go. Readings
    dearer than ``limit`` may be left out, and of the others those dearer than the cheapest by more
    than ``margin``.
    """

    def __init__(
        self, places: Places, segments: Segments, limit: float = INFINITE, margin: float = INFINITE
    ) -> None:
        self.places = places
        self.segments = segments
        self.rows = len(segments.rows)
        self.backward = _solved(Above(places, segments), limit, margin)
        self.best = self.backward.best
        self._follow = self.backward.follow

    def solution(self, margin: float) -> Solution:
        """Every step of every reading within ``margin`` of the cheapest.

        Raises:
            RepairError: no placing of the labels gives the printed totals.
        """
        if self.best == INFINITE:
            raise RepairError("repair.nothing-adds-up")
        reached, arcs = self._arcs(self.best + margin)
        kept: dict[Step, float] = {}
        for state, after, step in arcs:
            through = reached[state] + step.cost + self._to_go(after)
            if through <= self.best + margin + 1e-9:
                kept[step] = min(through, kept.get(step, INFINITE))
        begun = {
            (step.group, state.row)
            for state, _, step in arcs
            if step in kept and step.group != state.group
        }
        begins = [
            frozenset(row for group, row in begun if group == n)
            for n in range(len(self.places.groups))
        ]
        return Solution(self.best, margin, tuple(kept.items()), tuple(begins))

    def _to_go(self, state: State) -> float:
        """What follows ``state``, without the ending of its group.

        Which is in the step that led here.
        """
        rest = float(
            self._follow(state.group, state.before, state.row, state.label, state.waits)[state.left]
        )
        return rest - self.places.end(state.group, state.row) if state.left == 0 else rest

    def _arcs(self, bound: float) -> tuple[dict[State, float], list[Arc]]:
        start = State(0, 0, NONE, -1, 0, POINTED)
        reached: dict[State, float] = {start: 0.0}
        waiting: list[list[State]] = [[] for _ in range(self.rows + 1)]
        waiting[0].append(start)
        arcs: list[Arc] = []
        for row in range(self.rows):
            for state in waiting[row]:
                for after, step in self._steps(state, reached[state], bound):
                    arcs.append((state, after, step))
                    if after not in reached:
                        waiting[after.row].append(after)
                    reached[after] = min(reached.get(after, INFINITE), reached[state] + step.cost)
        return reached, arcs

    def _steps(self, state: State, cost: float, bound: float) -> Iterator[tuple[State, Step]]:
        group, left, begun = self._group_at(state)
        if group is None:
            return
        opening = self.places.begin(group, state.row) if begun else 0.0
        turn = group if begun else None
        for used, label, waits, placing in self.places.choices(
            state.label, state.waits, state.row, turn, state.before
        ):
            if placing < INFINITE:
                room = bound - cost - opening - placing
                for stop, total, run, stray in self._runs(
                    state.row, used, label, waits, group, left, room
                ):
                    ending = self.places.end(group, stop) if total == left else 0.0
                    after = State(stop, label, waits, group, left - total, self.places.called(used))
                    yield (
                        after,
                        Step(
                            state.row,
                            stop,
                            used,
                            group,
                            total,
                            opening + placing + stray + ending,
                            run,
                        ),
                    )

    def _runs(
        self, row: int, used: int | None, label: int, waits: int, group: int, left: int, room: float
    ) -> Iterator[tuple[int, int, float, float]]:
        """(stop, total, the run's cost, prints astray) of every run.

        That leaves enough ``room`` to finish.
        """
        called = self.places.called(used)
        for length, runs in enumerate(
            self.segments.totals(row, self.places.kind(used, row))[:, : left + 1], 1
        ):
            stop = row + length
            stray = self.places.astray(used, row, stop)
            rest = self._follow(group, called, stop, label, waits)[left::-1]
            for total in np.flatnonzero(runs + rest <= room - stray + 1e-9).tolist():
                yield stop, total, float(runs[total]), stray

    def _group_at(self, state: State) -> tuple[int | None, int, bool]:
        """(group the next run belongs to, its points left, whether it begins here).

        None when it cannot go on.
        """
        if state.left > 0:
            return (
                (None, 0, False)
                if state.row in self.places.starts
                else (state.group, state.left, False)
            )
        following = state.group + 1
        if following >= len(self.places.groups) or not self.places.may_begin(following, state.row):
            return None, 0, False
        return following, self.places.groups[following].points, True


def _solved(above: Above, limit: float, margin: float) -> Backward:
    """The cost to go in every state of the readings within ``margin``.

    Of the cheapest and within ``limit``: first sought among those little dearer than what they cost
    at least.
    """
    near = above.total + USUAL_GAP
    if margin < INFINITE and limit > near + USUAL_GAP:
        found = Backward(above, near)
        if found.best + margin <= near:
            return found
    return Backward(above, limit)


__all__: Sequence[str] = ["Programme", "Solution", "State", "Step"]
