"""Where a reading can stand in the order of the second-level labels, and which it may use next.

Labels are used in the order of their prints. A reading may pass over a few of them at a cost, or
let one or two later ones go before a label, which then *waits*: it is used after them or given up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.repair.model.place import JUMPS, MOST_SKIPPED, NONE, Places
from pipeline.repair.solve.runs import Floats, ints


class Position(NamedTuple):
    """Where a reading stands: ``label`` is the next one in order.

    ``waits`` says how many places before it the label stands that others went before (``NONE``: no
    label waits).
    """

    label: int
    waits: int = NONE


FIRST_POSITION = Position(0)


@dataclass(frozen=True, slots=True)
class Option:
    """One label that may name the next run: what is passed over for it, and where that leads.

    ``cost`` is that of the labels passed over or given up, not of where ``label`` begins.
    """

    label: int
    after: Position
    cost: float


class Use(NamedTuple):
    """An option of a position; positions as their place in :attr:`Order.positions`."""

    before: int
    label: int
    after: int
    cost: float


class Order:
    """Every position that a reading of one table can take.

    ``positions`` are sorted, ``next_label`` is that of each. ``before``, ``label`` and
    ``cost`` have an entry for each option: the place of its position in ``positions``, what it
    uses and costs. ``variants`` are the pairs of label and position after that options lead to,
    ``variant`` which of them each option does.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.count = len(places.names)
        self.options = self._all_options()
        self.positions = sorted(self.options)
        self.at = {position: n for n, position in enumerate(self.positions)}
        self.next_label = ints([known.label for known in self.positions])
        uses = list(self._uses())
        self.before = ints([use.before for use in uses])
        self.label = ints([use.label for use in uses])
        self.cost: Floats = np.array([use.cost for use in uses], dtype=np.float64)
        after = ints([use.after for use in uses])
        pairs = np.column_stack([self.label, after])
        self.variants, self.variant = np.unique(pairs, axis=0, return_inverse=True)

    def _uses(self) -> Iterator[Use]:
        """The options of all positions, in their order."""
        for before, position in enumerate(self.positions):
            for option in self.options[position]:
                after = self.at[option.after]
                yield Use(before, option.label, after, option.cost)

    def _all_options(self) -> dict[Position, list[Option]]:
        """The options of every position that can be reached."""
        found: dict[Position, list[Option]] = {}
        labels = range(self.count + 1)
        waiting = list(map(Position, labels))
        while waiting:
            position = waiting.pop()
            if position in found:
                continue
            options = list(self._options(position))
            found[position] = options
            for option in options:
                waiting.append(option.after)
        return found

    def _options(self, position: Position) -> Iterator[Option]:
        label, waits = position
        if waits == NONE:
            yield from self._in_order(label, 0.0)
            return
        waiting = label - waits
        yield Option(waiting, Position(label), 0.0)
        longer = waits + 1
        if longer in JUMPS and label < self.count:
            after = Position(label + 1, longer)
            yield Option(label, after, 0.0)
        given_up = self.places.unused(waiting)
        yield from self._in_order(label, given_up)

    def _in_order(self, label: int, given_up: float) -> Iterator[Option]:
        """The label itself and those it may be passed over for, none waiting."""
        last = min(label + MOST_SKIPPED, self.count - 1)
        for used in range(label, last + 1):
            passed = self.places.skipped(label, used)
            after = Position(used + 1)
            yield Option(used, after, given_up + passed)
            for jump in JUMPS:
                left = used + 1 - jump
                if left >= label and self.places.may_wait(left, used):
                    cost = given_up + self._going_before(label, left, used)
                    after = Position(used + 1, jump)
                    yield Option(used, after, cost)

    def _going_before(self, label: int, left: int, used: int) -> float:
        """What it costs that ``used`` goes before ``left`` where ``label`` is next in order."""
        places = self.places
        above = places.skipped(label, left)
        between = places.skipped(left + 1, used)
        return above + between + places.going_before(left, used)


__all__ = ["FIRST_POSITION", "Option", "Order", "Position"]
