"""Rows and groups together under the document's arithmetic → every reading within the margin of the cheapest.

An exact dynamic programme over the rows. A state is (row, next second-level label, first-level group, points
left in it); a step is one run of rows under one second-level label (or under a lost one). The backward pass
gives the exact cost to go from every state, as min-plus products over the points left; the forward pass then
walks only the states of readings within the margin, and notes for each step the cheapest total through it
(min-marginals): what all readings within the margin agree on is certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.errors import RepairError
from pipeline.repair.align import INFINITE
from pipeline.repair.costs import Costs
from pipeline.repair.segment import Kind, Segments

FIRST_REACH = 12  # rows a first-level label may stand away from its group's first row
REACH = 8  # rows a label may stand away from its group's first row
MOST_SKIPPED = 4  # labels passed over at one place
LOST, POINTED, SILENT = 0, 1, 2  # what a run is called


Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level group: points scaled, the rows its label is printed on, and the rows of its section."""

    points: int
    prints: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Name:
    """A second-level label: points scaled or None, the rows it is printed on, and what speaks for each row.

    ``unlike`` maps a row to the cost of the label standing over that row's name; ``beside`` says on which
    print rows another second-level label stands too.
    """

    points: int | None
    prints: tuple[int, ...]
    unlike: tuple[float, ...]
    beside: frozenset[int]


@dataclass(frozen=True, slots=True)
class State:
    """``before`` is what the last run was called: a lost label, one with points, one without."""

    row: int
    label: int
    turned: bool
    group: int
    left: int
    before: int


@dataclass(frozen=True, slots=True)
class Step:
    """One run: rows ``start``–``stop`` under label ``label`` (None: lost) of group ``group``, giving ``total``."""

    start: int
    stop: int
    label: int | None
    group: int
    total: int
    fixed: float
    run: float

    @property
    def cost(self) -> float:
        return self.fixed + self.run


@dataclass(frozen=True, slots=True)
class Solution:
    """``best``: the cheapest total; ``steps``: each step of some reading within the margin, with its marginal."""

    best: float
    margin: float
    steps: tuple[tuple[Step, float], ...]


class Solver:
    """One table; ``solve`` is the only public method."""

    def __init__(
        self, groups: Sequence[Group], names: Sequence[Name], segments: Segments, costs: Costs, gone: frozenset[int]
    ) -> None:
        self.gone = gone
        self.groups = groups
        self.names = names
        self.segments = segments
        self.costs = costs
        self.rows = len(segments.rows)
        self.group_starts = {group.first for group in groups}
        shape = (3, self.rows + 1, len(names) + 1, 2)
        self.follow = [np.full((*shape, group.points + 1), INFINITE) for group in groups]
        self.best = INFINITE
        turns = ((label, turned) for label in range(len(names) + 1) for turned in (False, True))
        self.leftovers = np.array([self._leftover(*turn) for turn in turns]).reshape(-1, 2)

    def solve(self, margin: float) -> Solution:
        """Every step of every reading within ``margin`` of the cheapest.

        Raises:
            RepairError: no placing of the labels gives the printed totals.
        """
        self._backward()
        best = self.best
        if best == INFINITE:
            raise RepairError("repair: no placing of the labels adds up to the printed totals; look at the label cells")
        reached, arcs = self._forward(best + margin)
        return self._marginals(reached, arcs, best, margin)

    # -- what a label's place costs ------------------------------------------------------------

    def _place(self, name: Name, row: int, group: int | None) -> float:
        """The cost of the label beginning at ``row``; ``group`` is the first-level group beginning there, if any."""
        cost = min(self._shift(name, at, row, group) for at in name.prints)
        return cost + name.unlike[row] if cost < INFINITE else cost

    def _shift(self, name: Name, at: int, row: int, group: int | None) -> float:
        rows = abs(at - row)
        if rows == 0:
            return 0.0
        if rows > REACH:
            return INFINITE
        costs = self.costs
        base = costs.label_shifted_points if name.points is not None else costs.label_shifted
        if at in name.beside:
            base = min(base, costs.label_shifted_shared)
        if group is not None and at == self._explains(group, row):
            base = min(base, costs.label_shifted_together)
        liked = max(0.0, name.unlike[row] - name.unlike[at]) / costs.label_unlike
        return base + costs.label_shift_step * rows + costs.label_leaves_like * liked

    def _begin(self, group: int, row: int) -> float:
        """The cost of first-level group ``group`` beginning at ``row``."""
        prints = self.groups[group].prints
        if not prints:
            return self.costs.first_level_unprinted
        before = sum(at < row for at in prints)
        return min(
            self._first_shift(at - row) + self.costs.first_level_astray * (before - (at < row)) for at in prints
        )

    def _explains(self, group: int, row: int) -> int:
        """The print that speaks for first-level group ``group`` beginning at ``row``; -1 where none does."""
        return min(self.groups[group].prints, key=lambda at: self._first_shift(at - row), default=-1)

    def _first_shift(self, rows: int) -> float:
        if rows == 0:
            return 0.0
        costs = self.costs
        return (costs.first_level_late if rows > 0 else costs.first_level_early) + costs.first_level_step * abs(rows)

    def _end(self, group: int, stop: int) -> float:
        return self.costs.first_level_astray * sum(at >= stop for at in self.groups[group].prints)

    def _unused(self, label: int) -> float:
        points = self.names[label].points is not None
        return self.costs.label_unused + (self.costs.label_unused_points if points else 0.0)

    def _astray(self, label: int | None, start: int, stop: int) -> float:
        """Prints of the label outside its rows, but for the one that explains where it begins."""
        if label is None:
            return 0.0
        outside = sum(not start <= at < stop for at in self.names[label].prints)
        inside = start in self.names[label].prints
        return self.costs.label_astray * (outside if inside else max(0, outside - 1))

    def _lost(self, row: int, before: int) -> float:
        costs = self.costs
        if row in self.gone:
            return costs.label_cell_gone
        return (costs.label_lost_again, costs.label_lost, costs.label_lost_silent)[before]

    def _labels(
        self, label: int, turned: bool, row: int, group: int | None, before: int
    ) -> Iterator[tuple[int | None, int, bool, float]]:
        """(label or None for a lost one, next label, turned, cost) for a run that begins at ``row``."""
        yield None, label, turned, self._lost(row, before)
        if turned:  # the second of a pair was used first: now the first, or neither
            cost = self._place(self.names[label], row, group)
            if cost < INFINITE:
                yield label, label + 2, False, cost
            return
        skipped = 0.0
        for number in range(label, min(label + MOST_SKIPPED + 1, len(self.names))):
            cost = self._place(self.names[number], row, group)
            if cost < INFINITE:
                yield number, number + 1, False, skipped + cost
            if number + 1 < len(self.names) and self._pair(number):
                cost = self._place(self.names[number + 1], row, group)
                if cost < INFINITE:
                    yield number + 1, number, True, skipped + cost + self.costs.labels_swapped
            skipped += self._unused(number)

    def _pair(self, number: int) -> bool:
        return bool(set(self.names[number].prints) & set(self.names[number + 1].prints))

    def _leftover(self, label: int, turned: bool) -> float:
        """Labels that no run used by the end."""
        rest = range(label, len(self.names))
        return sum(self._unused(n) for n in rest if not (turned and n == label + 1))

    # -- the passes ----------------------------------------------------------------------------

    def _kind(self, label: int | None) -> Kind:
        return Kind(None, False) if label is None else Kind(self.names[label].points, True)

    # -- the cost to go, backward --------------------------------------------------------------

    def _kind(self, label: int | None) -> Kind:
        return Kind(None, False) if label is None else Kind(self.names[label].points, True)

    def _may_begin(self, number: int, row: int) -> bool:
        """A section's first group begins on its first row, no other group does."""
        group = self.groups[number]
        first = number == 0 or self.groups[number - 1].first != group.first
        near = not group.prints or min(abs(at - row) for at in group.prints) <= FIRST_REACH
        return first == (row in self.group_starts) and group.first <= row <= group.last and (first or near)

    def _backward(self) -> None:
        """Fill ``follow``: for each group the cost to go after one of its runs.

        By what that run was called, the row it stopped before, the next label and whether turned, points left.
        """
        self.follow[-1][:, self.rows, ..., 0] = self.leftovers + self._end(len(self.groups) - 1, self.rows)
        for row in range(self.rows - 1, -1, -1):
            for number, group in enumerate(self.groups):
                if group.first < row <= group.last and row not in self.group_starts:
                    self.follow[number][:, row, ..., 1:] = self._value(row, number, None)[..., 1:]
            for number, group in enumerate(self.groups):
                if self._may_begin(number, row):
                    begins = self._value(row, number, number)[..., group.points] + self._begin(number, row)
                    if number:
                        self.follow[number - 1][:, row, ..., 0] = begins + self._end(number - 1, row)
                    elif row == 0:
                        self.best = float(begins[POINTED, 0, 0])

    def _value(self, row: int, number: int, begun: int | None) -> Floats:
        """The cost to go from ``row`` in group ``number``: (before, next label, turned) × points left."""
        size, count = self.groups[number].points + 1, len(self.names)
        named = np.full((count + 1, 2, size), INFINITE)
        for label in range(count):
            self._use(named, row, number, begun, label)
        lost = self._after_lost(row, number)
        return np.stack([np.minimum(named, lost + self._lost(row, before)) for before in (LOST, POINTED, SILENT)])

    def _after_lost(self, row: int, number: int) -> Floats:
        """(next label, turned) × points left: a run under a lost label from here, and what follows."""
        size, count = self.groups[number].points + 1, len(self.names)
        runs = self.segments.totals(row, Kind(None, False))[:, :size]
        after = self.follow[number][LOST, row + 1 : row + 1 + len(runs)]
        best = np.full((count + 1, 2, size), INFINITE)
        alive = after.min(axis=(0, 3)) < INFINITE
        reduced = after[:, alive]
        found = np.full((reduced.shape[1], size), INFINITE)
        for total in np.flatnonzero(runs.min(axis=0) < INFINITE).tolist():
            cost = (runs[:, total, None, None] + reduced[..., : size - total]).min(axis=0)
            np.minimum(found[:, total:], cost, out=found[:, total:])
        best[alive] = found
        return best

    def _use(self, value: Floats, row: int, number: int, begun: int | None, label: int) -> None:
        """Lower ``value`` where the run from ``row`` stands under ``label``."""
        place = self._place(self.names[label], row, begun)
        if place == INFINITE:
            return
        kind = self._kind(label)
        called = SILENT if kind.points is None else POINTED
        runs = self.segments.totals(row, kind)[:, : value.shape[-1]]
        stray = [self._astray(label, row, row + n) for n in range(1, len(runs) + 1)]
        runs = runs + np.array(stray)[:, None] + place
        after = self.follow[number][called, row + 1 : row + 1 + len(runs)]
        plain = _least(runs, after[:, label + 1, 0])
        skipped = 0.0
        for earlier in range(label, max(-1, label - MOST_SKIPPED - 1), -1):
            value[earlier, 0] = np.minimum(value[earlier, 0], plain + skipped)
            skipped += self._unused(earlier - 1) if earlier else INFINITE
        if label and self._pair(label - 1):  # second of a pair, used first
            turned = _least(runs, after[:, label - 1, 1]) + self.costs.labels_swapped
            value[label - 1, 0] = np.minimum(value[label - 1, 0], turned)
        if label + 2 <= len(self.names) and self._pair(label):  # first of a pair whose second was used
            value[label, 1] = np.minimum(value[label, 1], _least(runs, after[:, label + 2, 0]))

    # -- the readings within the margin, forward -----------------------------------------------

    def _forward(self, bound: float) -> tuple[dict[State, float], list[tuple[State, State, Step]]]:
        start = State(0, 0, False, -1, 0, POINTED)
        reached: dict[State, float] = {start: 0.0}
        waiting: list[list[State]] = [[] for _ in range(self.rows + 1)]
        waiting[0].append(start)
        arcs: list[tuple[State, State, Step]] = []
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
        opening = self._begin(group, state.row) if begun else 0.0
        choices = self._labels(state.label, state.turned, state.row, group if begun else None, state.before)
        for used, label, turned, placing in choices:
            kind = self._kind(used)
            called = LOST if used is None else SILENT if kind.points is None else POINTED
            for length, runs in enumerate(self.segments.totals(state.row, kind)[:, : left + 1], 1):
                at = state.row + length
                fixed = opening + placing + self._astray(used, state.row, at)
                rest = self.follow[group][called, at, label, int(turned), left::-1]
                for total in np.flatnonzero(runs + rest <= bound - cost - fixed + 1e-9).tolist():
                    ending = self._end(group, at) if total == left else 0.0
                    after = State(at, label, turned, group, left - total, called)
                    yield after, Step(state.row, at, used, group, total, fixed + ending, float(runs[total]))

    def _group_at(self, state: State) -> tuple[int | None, int, bool]:
        """(group the next run belongs to, its points left, whether it begins here); None when it cannot go on."""
        if state.left > 0:
            return (None, 0, False) if state.row in self.group_starts else (state.group, state.left, False)
        following = state.group + 1
        if following >= len(self.groups) or not self._may_begin(following, state.row):
            return None, 0, False
        return following, self.groups[following].points, True

    def _marginals(
        self, reached: dict[State, float], arcs: Sequence[tuple[State, State, Step]], best: float, margin: float
    ) -> Solution:
        kept: dict[Step, float] = {}
        for state, after, step in arcs:
            rest = self.follow[after.group][after.before, after.row, after.label, int(after.turned), after.left]
            through = reached[state] + step.fixed + step.run + float(rest)
            if after.left == 0:
                through -= self._end(after.group, after.row)  # already in the step
            if through <= best + margin + 1e-9:
                kept[step] = min(through, kept.get(step, INFINITE))
        return Solution(best, margin, tuple(kept.items()))


def _least(runs: Floats, after: Floats) -> Floats:
    """Min-plus product: by points left, the cheapest run (by length and total) and what follows it."""
    size = after.shape[1]
    padded = np.concatenate([after, np.full((len(after), 1), INFINITE)], axis=1)
    return (runs[:, :, None] + padded[:, _differences(size)]).min(axis=(0, 1))


@lru_cache(maxsize=64)
def _differences(size: int) -> npt.NDArray[np.int64]:
    """total × points left → points left after it; ``size``, the place of infinity, where it is too much."""
    left = np.arange(size)[None, :] - np.arange(size)[:, None]
    return np.where(left < 0, size, left)
