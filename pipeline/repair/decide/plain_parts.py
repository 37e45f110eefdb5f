"""Sums that end a part of the table → which first-level label the rows of each part have.

Where a row that sums a part stands below each group, one label belongs to each part, wherever in it
or right before it that label is printed. It is read so only where the table does it that way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

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
    print a label for each part, or where the part's label cannot be told. Where too few parts begin
    with a label to show how the table does it, but it has as many labels as parts, a row may have
    its part's label or the one printed above it.
    """
    merged = _one_spelling(labels, ends)
    parts = _parts(merged, ends)
    begun = [part for part in parts if part.begins]
    fewest = max(FEWEST, USUAL * len(parts))
    if len(begun) >= fewest:
        return merged, _assigned(merged, parts)
    if begun and len(merged) == len(parts):
        return merged, _one_by_one(merged, parts)
    return list(labels), {}


def _one_by_one(
    labels: Sequence[Label],
    parts: Sequence[Part],
) -> dict[int, tuple[int, ...]]:
    """By row: the label of as many as the part, and that printed last above where it is another."""
    found: dict[int, tuple[int, ...]] = {}
    above: int | None = None
    for number, part in enumerate(parts):
        for row in range(part.start, part.stop):
            for label in part.labels:
                if any(printed.row == row for printed in labels[label].prints):
                    above = label
            found[row] = (number,) if above is None else tuple(dict.fromkeys((number, above)))
    return found


def _parts(
    labels: Sequence[Label],
    ends: Sequence[int],
) -> list[Part]:
    """The parts of the table, from the top."""
    bounds = sorted({0, *ends})
    parts: list[Part] = []
    for start, stop in pairwise(bounds):
        part = _part(labels, start, stop)
        parts.append(part)
    return parts


def _part(
    labels: Sequence[Label],
    start: int,
    stop: int,
) -> Part:
    inside: list[int] = []
    begins = False
    for number, label in enumerate(labels):
        rows = [p.row for p in label.prints if start <= p.row < stop]
        if rows:
            inside.append(number)
        if start in rows:
            begins = True
    return Part(start, stop, tuple(inside), begins)


def _assigned(
    labels: Sequence[Label],
    parts: Sequence[Part],
) -> dict[int, tuple[int, ...]]:
    """The label of each part's rows: its own, the one printed early above it, or one of several."""
    found: dict[int, tuple[int, ...]] = {}
    early: int | None = None
    for part, below in zip_longest(parts, parts[1:]):
        own = list(part.labels) if early is None else [early]
        early = None
        if below is not None and not below.begins:
            early = _early(labels, own, part)
        if early is not None:
            own.remove(early)
        if own:
            rows = range(part.start, part.stop)
            found |= dict.fromkeys(rows, tuple(own))
    return found


def _early(
    labels: Sequence[Label],
    own: Sequence[int],
    part: Part,
) -> int | None:
    """The label that a part prints for the next one, which begins with none of its own."""
    if len(own) < 2 or not part.begins:
        return None
    last = _last_printed(labels, own, part)
    for printed in labels[last].prints:
        if printed.row == part.start:
            return None
    return last


def _last_printed(
    labels: Sequence[Label],
    own: Sequence[int],
    part: Part,
) -> int:
    """Of a part's labels the one whose print stands lowest in it."""
    lowest: dict[int, int] = {}
    for number in own:
        for printed in labels[number].prints:
            if printed.row < part.stop:
                known = lowest.get(number, printed.row)
                lowest[number] = max(known, printed.row)
    return max(lowest, key=lowest.__getitem__)


def _one_spelling(
    labels: Sequence[Label],
    ends: Sequence[int],
) -> list[Label]:
    """Labels of one part that are spelt nearly alike as one, by its most frequent spelling."""
    merged: list[Label] = []
    for label in labels:
        before = merged[-1] if merged else None
        if before is None or not _is_same(before, label, ends):
            merged.append(label)
            continue
        prints = (*before.prints, *label.prints)
        name = _usual(prints)
        merged[-1] = replace(before, name=name, prints=prints)
    return merged


def _is_same(
    above: Label,
    below: Label,
    ends: Sequence[int],
) -> bool:
    """Whether two labels stand in one part and are spelt nearly alike."""
    first = above.prints[0].row
    last = below.prints[-1].row
    if any(first < end <= last for end in ends):
        return False
    if above.points != below.points:
        return False
    return overlap(above.name, below.name) >= SAME_SPELLING


def _usual(prints: Sequence[Print]) -> str:
    """The name as most of the prints spell it, on a tie the first."""
    names = [printed.name for printed in prints]
    spellings = Counter(map(fold, names))
    return max(names, key=lambda name: spellings[fold(name)])
