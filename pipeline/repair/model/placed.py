"""Where a reading puts the labels, and which print of each says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class LabelLevel(IntEnum):
    """Which of the two levels a label is of."""

    FIRST = 1
    SECOND = 2


class LabelDamage(StrEnum):
    """What became of a label between its first row and the page."""

    IN_PLACE = "in_place"  # it is printed on the first of its rows
    LATE = "late"  # it is printed below that
    EARLY = "early"  # it is printed above that
    SWAPPED = "swapped"  # others that are printed after it go before it
    LOST = "lost"  # it is printed nowhere
    UNUSED = "unused"  # it is printed and names no row


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """One label as a reading has it.

    Attributes:
        level: First or second.
        label: Its number among the labels of its level; None for a second-level label that is
            lost.
        start: The first of its rows.
        stop: The row after the last; ``start`` where it names none.
        printed: The row whose print explains ``start``; None where it is printed nowhere.
        damage: What became of it.
    """

    level: LabelLevel
    label: int | None
    start: int
    stop: int
    printed: int | None
    damage: LabelDamage


__all__ = ["LabelDamage", "LabelLevel", "PlacedLabel"]
