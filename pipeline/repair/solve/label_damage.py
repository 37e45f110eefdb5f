"""One reading's runs → what it says became of each label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from pipeline.repair.model.place import Places
from pipeline.repair.model.placed import LabelDamage, LabelLevel, PlacedLabel
from pipeline.repair.solve.programme import Step


def placed_labels(places: Places, reading: Sequence[Step]) -> tuple[PlacedLabel, ...]:
    """The labels of both levels where the reading puts them.

    First-level ones, then second-level ones, each from the top; last those that it does not use.
    """
    firsts = _first_level(places, reading)
    seconds = _second_level(places, reading)
    return (*firsts, *seconds, *_unused(places, reading))


def _first_level(places: Places, reading: Sequence[Step]) -> Iterator[PlacedLabel]:
    for group, steps in groupby(reading, key=attrgetter("group")):
        runs = list(steps)
        start = runs[0].start
        stop = runs[-1].stop
        printed = places.group_print(group, start)
        yield PlacedLabel(
            LabelLevel.FIRST,
            group,
            start,
            stop,
            printed,
            _damage(printed, start),
        )


def _second_level(places: Places, reading: Sequence[Step]) -> Iterator[PlacedLabel]:
    group: int | None = None
    latest = -1
    for step in reading:
        begins = step.group if step.group != group else None
        group = step.group
        label, start = step.label, step.start
        printed = None
        if label is not None:
            printed = places.label_print(label, start, begins)
        damage = _damage(printed, start)
        if label is not None:
            if label < latest:
                damage = LabelDamage.SWAPPED
            latest = max(latest, label)
        yield PlacedLabel(
            LabelLevel.SECOND,
            label,
            start,
            step.stop,
            printed,
            damage,
        )


def _damage(printed: int | None, start: int) -> LabelDamage:
    """What became of a label whose rows begin at ``start``."""
    if printed is None:
        return LabelDamage.LOST
    if printed == start:
        return LabelDamage.IN_PLACE
    return LabelDamage.LATE if printed > start else LabelDamage.EARLY


def _unused(places: Places, reading: Sequence[Step]) -> Iterator[PlacedLabel]:
    used = {step.label for step in reading}
    for label, name in enumerate(places.names):
        if label not in used:
            at = name.prints[0]
            yield PlacedLabel(
                LabelLevel.SECOND,
                label,
                start=at,
                stop=at,
                printed=at,
                damage=LabelDamage.UNUSED,
            )


__all__ = ["placed_labels"]
