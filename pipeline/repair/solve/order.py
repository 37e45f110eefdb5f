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
from pipeline.repair.solve.runs import Floats, Ints


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
        before, after, label, cost = [], [], [], []
        for position in self.positions:
            for option in self.options[position]:
                before.append(self.at[position])
                after.append(self.at[option.after])
                label.append(option.label)
                cost.append(option.cost)
        self.before: Ints = np.array(before, dtype=np.int64)
        self.label: Ints = np.array(label, dtype=np.int64)
        self.cost: Floats = np.array(cost, dtype=np.float64)
        self.next_label: Ints = np.array([known.label for known in self.positions])
        uses = np.array([label, after], dtype=np.int64).T
        self.variants, self.variant = np.unique(uses, axis=0, return_inverse=True)

    def _all_options(self) -> dict[Position, list[Option]]:
        """The options of every position that can be reached."""
        found: dict[Position, list[Option]] = {}
        waiting = [Position(label) for label in range(self.count + 1)]
        while waiting:
            position = waiting.pop()
            if position not in found:
                found[position] = list(self._options(position))
                waiting += [option.after for option in found[position]]
        return found

    def _options(self, position: Position) -> Iterator[Option]:
        label, waits = position
        if waits == NONE:
            yield from self._in_order(label, 0.0)
            return
        yield Option(label - waits, Position(label), 0.0)
        if waits + 1 in JUMPS and label < self.count:
            yield Option(label, Position(label + 1, waits + 1), 0.0)
        yield from self._in_order(label, self.places.unused(label - waits))

    def _in_order(self, label: int, given_up: float) -> Iterator[Option]:
        """The label itself and those it may be passed over for, none waiting."""
        places = self.places
        for used in range(label, min(label + MOST_SKIPPED + 1, self.count)):
            yield Option(used, Position(used + 1), given_up + places.skipped(label, used))
            for jump in JUMPS:
                left = used + 1 - jump
                if left >= label and places.may_wait(left, used):
                    passed = places.skipped(label, left) + places.skipped(left + 1, used)
                    cost = given_up + passed + places.going_before(left, used)
                    yield Option(used, Position(used + 1, jump), cost)


__all__ = ["FIRST_POSITION", "Option", "Order", "Position"]
