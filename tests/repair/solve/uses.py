"""What a run may be called, enumerated one label after the other: the reference for the solver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.repair.model.place import JUMPS, MOST_SKIPPED, NONE, Places


class Use(NamedTuple):
    """What a run may be called: ``label`` (None: a lost one), and what that costs.

    ``following`` is the next label after it, ``waits`` which one before that still waits.
    """

    label: int | None
    following: int
    waits: int
    cost: float


def choices(
    places: Places, label: int, waits: int, row: int, group: int | None, before: int
) -> Iterator[Use]:
    """What a run that begins at ``row`` may be called.

    ``label`` is the next one. A label that others went before *waits*; it is used later, or
    given up for what an unused one costs.
    """
    yield Use(None, label, waits, places.lost(row, before, group is not None))
    given_up = 0.0
    if waits:
        yield from _waiting(places, label, waits, row, group)
        given_up = places.unused(label - waits)
    last = min(label + MOST_SKIPPED, len(places.names) - 1)
    for number in range(label, last + 1):
        placing = given_up + places.place(number, row, group)
        yield Use(number, number + 1, NONE, placing + places.skipped(label, number))
        yield from _jumping(places, label, number, placing)


def _waiting(places: Places, label: int, waits: int, row: int, group: int | None) -> Iterator[Use]:
    """The run is called by the label that waits, or it goes on waiting."""
    yield Use(label - waits, label, NONE, places.place(label - waits, row, group))
    longer = waits + 1
    if longer in JUMPS and label < len(places.names):
        yield Use(label, label + 1, longer, places.place(label, row, group))


def _jumping(places: Places, label: int, number: int, placing: float) -> Iterator[Use]:
    """The run is called by label ``number``; one before it, from ``label`` on, waits."""
    for jump in JUMPS:
        left = number + 1 - jump
        if left >= label and places.may_wait(left, number):
            passed = places.skipped(label, left) + places.skipped(left + 1, number)
            cost = placing + passed + places.going_before(left, number)
            yield Use(number, number + 1, jump, cost)
