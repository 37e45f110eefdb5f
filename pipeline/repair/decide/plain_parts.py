"""Sums that end a part of the table → which first-level label the rows of each part have.

Where a row that sums a part stands below each group, one label belongs to each part, wherever in it
or right before it that label is printed. It is read so only where the table does it that way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.repair.model.labels import SAME_SPELLING, Label, Print
from pipeline.text import fold, overlap

FEWEST = 2  # parts that show how a table does it
USUAL = 0.6  # the share of them that begin with a label of their own


@dataclass(frozen=True, slots=True)
class Part:
    """The rows from ``start`` to before ``stop``, and the numbers of the labels printed on them."""

    start: int
    stop: int
    labels: tuple[int, ...]
    begins: bool


def labels_by_part(
    labels: Sequence[Label],
    ends: Sequence[int],
) -> tuple[list[Label], dict[int, tuple[int, ...]]]:
    """The labels, two spellings within one part as one; and the numbers each row may have.

    ``ends`` are the rows before which a part has ended. No row is named where the table does not
    print a label for each part, or where the part's label cannot be told.
    """
    merged = _one_spelling(labels, ends)
    parts = _parts(merged, ends)
    begun = [part for part in parts if part.begins]
    if len(begun) < FEWEST or len(begun) < USUAL * len(parts):
        return list(labels), {}
    return merged, _assigned(merged, parts)


def _parts(labels: Sequence[Label], ends: Sequence[int]) -> list[Part]:
    bounds = sorted({0, *ends})
    found = []
    for start, stop in pairwise(bounds):
        inside: list[int] = []
        begins = False
        for number, label in enumerate(labels):
            rows = [p.row for p in label.prints if start <= p.row < stop]
            if rows:
                inside.append(number)
            begins = begins or start in rows
        found.append(Part(start, stop, tuple(inside), begins))
    return found


def _assigned(labels: Sequence[Label], parts: Sequence[Part]) -> dict[int, tuple[int, ...]]:
    """The label of each part's rows: its own, the one printed early above it, or one of several."""
    found: dict[int, tuple[int, ...]] = {}
    early: int | None = None
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        waits = following is not None and not following.begins
        own = list(part.labels) if early is None else [early]
        early = None
        if len(own) > 1 and part.begins and waits:
            last = _last_printed(labels, own, part)
            if not _prints_at(labels[last], part.start):
                own.remove(last)
                early = last
        if own:
            found |= dict.fromkeys(range(part.start, part.stop), tuple(own))
    return found


def _last_printed(labels: Sequence[Label], own: Sequence[int], part: Part) -> int:
    """Of a part's labels the one whose print stands lowest in it."""
    lowest = {
        number: max(p.row for p in labels[number].prints if p.row < part.stop) for number in own
    }
    return max(lowest, key=lambda number: lowest[number])


def _prints_at(label: Label, row: int) -> bool:
    return any(printed.row == row for printed in label.prints)


def _one_spelling(labels: Sequence[Label], ends: Sequence[int]) -> list[Label]:
    """Labels of one part that are spelt nearly alike as one, by its most frequent spelling."""
    merged: list[Label] = []
    for label in labels:
        before = merged[-1] if merged else None
        if before is not None and _is_same(before, label, ends):
            prints = (*before.prints, *label.prints)
            merged[-1] = replace(before, name=_usual(prints), prints=prints)
        else:
            merged.append(label)
    return merged


def _is_same(above: Label, below: Label, ends: Sequence[int]) -> bool:
    """Whether two labels stand in one part and are spelt nearly alike."""
    first, last = above.prints[0].row, below.prints[-1].row
    parted = any(first < end <= last for end in ends)
    alike = overlap(above.name, below.name) >= SAME_SPELLING
    return alike and not parted and above.points == below.points


def _usual(prints: Sequence[Print]) -> str:
    """The name as most of the prints spell it, on a tie the first."""
    spellings = Counter(fold(printed.name) for printed in prints)
    most = max(spellings, key=lambda name: spellings[name])
    return next(printed.name for printed in prints if fold(printed.name) == most)
