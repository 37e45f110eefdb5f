"""The label cells → the labels of each level, in order, and where each was printed.

Which labels are first-level is chosen in :mod:`first_level`; what remains is second-level. Repeats
are folded into one label with several prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum
from operator import attrgetter

from pipeline.text import fold

SEPARATORS = "、,，;；和与及"
SHORTEST_TAIL = 3  # characters


class Level(IntEnum):
    """The level that a label's place on the page speaks for."""

    FIRST = 1  # it stands in the first level's column
    SECOND = 2
    SLID = 0  # the row slid: the label is alone or between others
    SLID_FIRST = -1  # the first of several
    SLID_LAST = -2  # the last of several


FIRST, SECOND = Level.FIRST, Level.SECOND
SLID, SLID_FIRST, SLID_LAST = Level.SLID, Level.SLID_FIRST, Level.SLID_LAST
# Overlap from which two first-level labels with the same points are one, spelt two ways.
SAME_SPELLING = 0.5
_KEY = attrgetter("key")


@dataclass(frozen=True, slots=True)
class Print:
    """One printed label cell.

    Attributes:
        row: Of the table, from 0.
        cell: Of the row, from 0.
        text: As printed.
        name: The text without its points.
        points: As printed, in points.
        column: The :class:`Level` that its place speaks for.
        lonely: The row shows no other label.
        fused: Its cell holds another level's label besides, or a serial.
        key: What prints of one label have in common: name and points.
    """

    row: int
    cell: int
    text: str
    name: str
    points: Decimal | None
    column: int
    lonely: bool = False
    fused: bool = False
    key: tuple[str, Decimal | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Compared some hundred thousand times while the first-level labels are chosen.
        object.__setattr__(self, "key", (fold(self.name), self.points))

    @property
    def at(self) -> tuple[int, int, str]:
        """Its place in the table, and which of a cell's labels it is."""
        return self.row, self.cell, self.text


@dataclass(frozen=True, slots=True)
class Label:
    """One label with every place it was printed; ``points`` as printed, in points."""

    name: str
    points: Decimal | None
    prints: tuple[Print, ...]
    section: int = 0

    @property
    def spellings(self) -> tuple[str, ...]:
        """The folded names it was printed under, each once."""
        return tuple(dict.fromkeys(fold(p.name) for p in self.prints))

    def has(self, printed: Print) -> bool:
        """Whether one of its prints has this name and these points."""
        return printed.key in map(_KEY, self.prints)

    def with_print(self, printed: Print) -> Label:
        """The label with one print more."""
        return replace(self, prints=(*self.prints, printed))

    def named(self) -> Label:
        """The label under its majority's spelling, on a tie the first.

        A tail printed again is no spelling.
        """
        names = [p.name for p in self.prints if not is_tail(self, p)]
        if not names:
            return self
        counts = Counter(map(fold, names))
        most = max(names, key=lambda name: counts[fold(name)])
        return replace(self, name=most)


def second_level(prints: Sequence[Print]) -> tuple[Label, ...]:
    """The remaining prints as labels in order of their first print, repeats folded into one."""
    labels: list[Label] = []
    for printed in prints:
        at = _same(labels, printed)
        if at is None:
            labels.append(Label(printed.name, printed.points, (printed,)))
        else:
            labels[at] = labels[at].with_print(printed)
    return tuple(label.named() for label in labels)


def _same(labels: Sequence[Label], printed: Print) -> int | None:
    """The label this print repeats: one with no other label printed on the rows between.

    Of labels on one row it is open which is the last one, so each of them may be repeated.
    """
    above: int | None = None  # the nearest row above that prints a label
    for at in reversed(range(len(labels))):
        label = labels[at]
        row = label.prints[-1].row
        if above is not None and row < above:
            return None
        if label.has(printed) or is_tail(label, printed):
            return at
        if row < printed.row:
            above = row
    return None


def is_bare_first(printed: Print) -> bool:
    """Whether the print is a first-level label without points.

    In that column, with another label beside it.
    """
    in_place = printed.column == Level.FIRST and not printed.lonely
    return in_place and printed.points is None


def is_tail(label: Label, printed: Print) -> bool:
    """Whether the print is the tail of the label.

    Printed again after a wrapped line as if it were the next.
    """
    whole = fold(label.name)
    tail = fold(printed.name)
    if printed.points is not None or len(tail) < SHORTEST_TAIL:
        return False
    if whole == tail or not whole.endswith(tail):
        return False
    before = whole[-len(tail) - 1]
    return before in SEPARATORS
