"""The exact cost to go from every state of the joint programme.

As min-plus products over the points left.

A state is kept where it can occur: the rows that its first-level group can hold, and on each row
the second-level labels that can be the next one there (a band whose base moves with the rows).
"""

from __future__ import annotations

import numpy as np

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import JUMPS, LOST, MOST_SKIPPED, NONE, POINTED, SILENT
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.sweep import Floats, Ints, Runs

SLOTS = {NONE: 0, **{jump: slot for slot, jump in enumerate(JUMPS, 1)}}
WAITS = len(SLOTS)
NEARLY, FAR = 1e-9, 1e9


class Backward:
    """The cost to go, computed from the last row to the first.

    ``best`` is the cheapest total, infinite where nothing adds up or where it is seen on the way
    that all that does costs more than ``limit``.
    """

    def __init__(self, above: Above, limit: float = INFINITE) -> None:
        self.above = above
        self.places = places = above.places
        self.segments = segments = above.segments
        self.rows = len(segments.rows)
        self.count = len(places.names)
        windows = [places.window(row) for row in range(self.rows + 1)]
        self._base = np.array([max(0, low - MOST_SKIPPED) for low, _ in windows])
        self._width = max(
            min(high + 1, self.count) + 1 - low
            for (_, high), low in zip(windows, self._base, strict=True)
        )
        self._first = [places.earliest[number] for number in range(len(places.groups))]
        self._follow = [
            np.full(
                (
                    3,
                    max(0, places.latest[n] + 2 - first),
                    self._width,
                    WAITS,
                    places.groups[n].points + 1,
                ),
                INFINITE,
            )
            for n, first in enumerate(self._first)
        ]
        self.best = INFINITE
        self._limit = limit
        self._unused = np.array([places.unused(label) for label in range(self.count)])
        self._named: dict[tuple[int, int], Floats] = {}
        self._lost: dict[int, Floats] = {}
        self._fill()

    def _empty(self, group: int) -> Floats:
        """No cost yet for any state of a group.

        By what the last run was called, the row from the group's first, the next label, which
        label waits, and the points left.
        """
        rows = max(0, self.places.latest[group] + 2 - self._first[group])
        return np.full(
            (3, rows, self._width, WAITS, self.places.groups[group].points + 1), INFINITE
        )

    def follow(self, group: int, called: int, row: int, label: int, waits: int) -> Floats:
        """By points of ``group`` left.

        The least cost of all that follows a run of it that was called ``called`` and stopped before
        ``row``, with ``label`` the next second-level label and the one ``waits`` before it waiting.
        """
        at, place, kept = (
            row - self._first[group],
            label - int(self._base[row]),
            self._follow[group],
        )
        if not (0 <= at < kept.shape[1] and 0 <= place < kept.shape[2]):
            return np.full(kept.shape[-1], INFINITE)
        found: Floats = kept[called, at, place, SLOTS[waits]]
        return found

    def _fill(self) -> None:
        places, last, longest = self.places, len(self.places.groups) - 1, self.segments.longest
        least = np.full(self.rows + 1, INFINITE)
        self._follow[last][:, -1, ..., 0] = self._leftover() + places.end(last, self.rows)
        for row in range(self.rows - 1, -1, -1):
            self._named, self._lost = {}, {}
            for number in range(len(places.groups)):
                if places.goes_on(number, row):
                    self._follow[number][:, row - self._first[number], ..., 1:] = self._value(
                        row, number, None
                    )[..., 1:]
            for number, group in enumerate(places.groups):
                if places.may_begin(number, row):
                    self._begin(row, number, self._value(row, number, number)[..., group.points])
            least[row] = self._pruned(row)
            if row + longest < self.rows and least[row : row + longest].min() == INFINITE:
                return  # every reading stands before one of these rows

    def _room(self, row: int, label: int) -> float:
        """What a run from ``row`` under ``label`` may cost with all that follows it.

        The limit, less what is above.
        """
        above = self.above.before(row, label)
        return self._limit - above + NEARLY if above < INFINITE else -INFINITE

    def _pruned(self, row: int) -> float:
        """The least cost to go from ``row``, whatever the state.

        States too dear for the limit are given up.
        """
        inside = (
            (kept, row - first) for kept, first in zip(self._follow, self._first, strict=True)
        )
        found = [kept[:, at] for kept, at in inside if 0 <= at < kept.shape[1]]
        base, room = int(self._base[row]), np.full((3, self._width), -INFINITE)
        known = self.above.least[:, row, base : base + self._width]
        room[:, : known.shape[1]] = np.where(
            known < INFINITE, self._limit - np.minimum(known, FAR) + NEARLY, -INFINITE
        )
        for values in found:
            values[values > room[:, :, None, None]] = INFINITE
        return min((float(values.min()) for values in found), default=INFINITE)

    def _begin(self, row: int, number: int, value: Floats) -> None:
        """Group ``number`` begins at ``row``, which costs ``value`` from there on.

        The one before it has ended.
        """
        begins, before = value + self.places.begin(number, row), number - 1
        if not number:
            self.best = float(begins[POINTED, 0, 0]) if row == 0 else self.best
        elif 0 <= row - self._first[before] < self._follow[before].shape[1]:
            self._follow[before][:, row - self._first[before], ..., 0] = begins + self.places.end(
                before, row
            )

    def _leftover(self) -> Floats:
        found = np.full((self._width, WAITS), INFINITE)
        base = int(self._base[self.rows])
        for waits, slot in SLOTS.items():
            for label in range(max(base, waits), min(base + self._width, self.count + 1)):
                found[label - base, slot] = self.places.leftover(label, waits)
        return found

    def _value(self, row: int, number: int, begun: int | None) -> Floats:
        """The cost to go from ``row`` in group ``number``.

        (before, next label, which waits) × points left.
        """
        base, size = int(self._base[row]), self.places.groups[number].points + 1
        named = np.full((self._width, WAITS, size), INFINITE)
        low, high = self.places.window(row)
        for label in range(low, min(high + 1, self.count)):
            room = self._room(row, label)
            if room >= 0.0 and (cost := self.places.place(label, row, begun)) <= room:
                self._use(named, base, label, self._after_named(row, number, label) + cost)
        self._give_up(named, base)
        lost = self._after_lost(row, number)
        befores = (LOST, POINTED, SILENT)
        return np.stack(
            [
                np.minimum(named, lost + self.places.lost(row, before, begun is not None))
                for before in befores
            ]
        )

    def _give_up(self, value: Floats, base: int) -> None:
        """The label that waits is given up."""
        top = min(base + self._width, self.count + 1)
        for waits in JUMPS:
            first = max(base, waits)
            if first < top:
                given_up = self._unused[first - waits : top - waits, None]
                rows = slice(first - base, top - base)
                _lower(value[rows, SLOTS[waits]], value[rows, 0] + given_up)

    def _use(self, value: Floats, base: int, label: int, after: Floats) -> None:
        """Lower ``value`` where the run stands under ``label``.

        ``after`` as :meth:`_after_named` has it.
        """
        places = self.places
        self._skip(value, base, label, after[0])
        for jump in JUMPS:
            left = label + 1 - jump  # it is passed over and waits
            if places.may_wait(left, label):
                extra = places.skipped(left + 1, label) + places.going_before(left, label)
                self._skip(value, base, left, after[SLOTS[jump]] + extra)
            if jump + 1 in JUMPS and label >= base:  # one waits already and goes on waiting
                _lower(value[label - base, SLOTS[jump]], after[SLOTS[jump + 1]])
            if (
                base <= label + jump <= min(self.count, base + self._width - 1)
            ):  # this is the one that waited
                _lower(value[label + jump - base, SLOTS[jump]], after[WAITS - 1 + SLOTS[jump]])

    def _skip(self, value: Floats, base: int, label: int, costs: Floats) -> None:
        """``costs`` hold where ``label`` is the next one, and, with labels passed over.

        Where an earlier one is.
        """
        first = max(base, label - MOST_SKIPPED, 0)
        if first <= label:
            _lower(value[first - base : label + 1 - base, 0], costs + self._skipped(first, label))

    def _skipped(self, first: int, label: int) -> Floats:
        """For each label from ``first`` to ``label``.

        What it costs to pass over those from it up to ``label``.
        """
        unused = np.append(self._unused[first:label], 0.0)
        found: Floats = unused[::-1].cumsum()[::-1, None]
        return found

    # The same for a group that begins on the row and one that goes on: computed once, kept for the
    # row.

    def _after_named(self, row: int, number: int, label: int) -> Floats:
        """A run under ``label`` from here, its prints astray, and what follows, by points left.

        First where ``label`` was the next one: with no label waiting after it, then each that may;
        then where it was the one that waited.
        """
        key = (number, label)
        if key not in self._named:
            runs = self.segments.runs(row, self.places.kind(label, row))
            nexts = np.array([label + 1] * WAITS + [label + jump for jump in JUMPS])
            slots = np.array([*range(WAITS), *[0] * len(JUMPS)])
            after = self._after(number, self.places.called(label), row, nexts, slots, runs.longest)
            stray = np.array(
                [self.places.astray(label, row, row + n) for n in range(1, len(after) + 1)]
            )
            self._named[key] = least(runs, stray, after, self._room(row, label))
        return self._named[key]

    def _after_lost(self, row: int, number: int) -> Floats:
        """(next label, which waits) × points left.

        A run under a lost label from here, and what follows.
        """
        if number not in self._lost:
            base, size = int(self._base[row]), self.places.groups[number].points + 1
            low, high = self.places.window(row)
            runs = self.segments.runs(row, self.places.kind(None, row))
            labels = np.arange(low, min(high, self.count) + 1)
            nexts, slots = np.repeat(labels, WAITS), np.tile(np.arange(WAITS), len(labels))
            after = self._after(number, LOST, row, nexts, slots, runs.longest)
            found = np.full((self._width, WAITS, size), INFINITE)
            room = self._limit - float(self.above.least[:, row].min(initial=FAR)) + NEARLY
            costs = least(runs, np.zeros(len(after)), after, room)
            found[labels - base] = costs.reshape(len(labels), WAITS, size)
            self._lost[number] = found
        return self._lost[number]

    def _after(
        self, number: int, called: int, row: int, nexts: Ints, slots: Ints, longest: int
    ) -> Floats:
        """Run length × state (next label, slot) × points left.

        What follows a run of at most ``longest`` rows.
        """
        first, follow = self._first[number], self._follow[number]
        rows = np.arange(row + 1, min(row + 1 + longest, first + follow.shape[1]))
        places = nexts[None, :] - self._base[rows][:, None]
        known = (places >= 0) & (places < self._width) & (nexts <= self.count)[None, :]
        found: Floats = follow[
            called, (rows - first)[:, None], np.where(known, places, 0), slots[None, :]
        ]
        found[~known] = INFINITE
        return found


def _lower(value: Floats, costs: Floats) -> None:
    np.minimum(value, costs, out=value)


def least(runs: Runs, stray: Floats, after: Floats, room: float = INFINITE) -> Floats:
    """Min-plus product: by variant and points left, the cheapest run and what follows it.

    ``stray`` is added by length; ``after`` is length × variant × points left. What costs more than
    ``room`` may be left out.
    """
    variants, size = after.shape[1:]
    found = np.full((variants, size), INFINITE)
    least_each = after.min(axis=2)
    alive = np.flatnonzero((least_each < INFINITE).any(axis=0))
    stops = np.full(runs.longest, INFINITE)  # by length: the least that follows
    stops[: len(after)] = least_each.min(axis=1, initial=INFINITE) + stray
    bound = min(room, np.finfo(float).max)
    kept = np.flatnonzero((runs.costs + stops[runs.lengths] <= bound) & (runs.points < size))
    if not len(alive) or not len(kept):
        return found
    lengths, rest = runs.lengths[kept], runs.rest[kept].astype(np.int64)
    reduced = after[:, alive]
    planes = np.full(
        (2, len(after), size + 1, len(alive)), INFINITE
    )  # the last place stands for too few points left
    planes[0, :, :size] = reduced.transpose(0, 2, 1)
    planes[1, :, :size] = np.minimum.accumulate(planes[0, :, :size], axis=1)
    left: Ints = np.maximum(np.arange(size)[None, :] - runs.points[kept][:, None], -1)
    costs = (
        planes[rest[:, None], lengths[:, None], left]
        + (runs.costs[kept] + stray[lengths])[:, None, None]
    )
    found[alive] = costs.min(axis=0).T
    return found
