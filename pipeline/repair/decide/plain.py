"""The readings of a form that prints no points: rows by themselves, labels where they are printed.

Without sums nothing can prove that a label stands on the wrong row, so each holds from its own row
to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.decide.plain_parts import labels_by_part
from pipeline.repair.model.labels import (
    FIRST,
    SECOND,
    SLID_FIRST,
    SLID_LAST,
    Label,
    Print,
    second_level,
)
from pipeline.repair.model.readings import Readings, RowReadings
from pipeline.text import fold

NO_ROW = 10**9


def read_plain(
    rows: Sequence[RowEvidence],
    prints: Sequence[Print],
    layout: Layout,
    margin: float,
    ends: Sequence[int] = (),
) -> Readings:
    """Each row's alignments within the margin, each label from its print to the next of its level.

    Two things are left open: whose rows are those above the first label of a group, which may have
    been printed too late, and of which level a label is that stands alone on a row that slid. Sums
    below a group part the labels: ``ends`` are the rows above which one stands.
    """
    levels = [_level(printed, prints) for printed in prints]
    firsts = second_level([p for p, level in zip(prints, levels, strict=True) if level == FIRST])
    labels, by_part = labels_by_part(firsts, ends)
    seconds = second_level([p for p, level in zip(prints, levels, strict=True) if level == SECOND])
    strays = tuple(
        Label(p.name, p.points, (p,))
        for p, level in zip(prints, levels, strict=True)
        if level is None
    )
    nowhere = Label("", None, ())
    groups, names = (*labels, *strays, nowhere), (*seconds, *strays)
    found = tuple(_row(row, layout, margin) for row in rows)
    for index, readings in enumerate(found):
        first = by_part.get(index) or _first(labels, strays, index)
        readings.groups.update(dict.fromkeys(first, 0.0))
        readings.labels.update(dict.fromkeys(_second(labels, seconds, strays, index), 0.0))
    return Readings(0.0, 1, found, {}, groups, names)


def _level(printed: Print, prints: Sequence[Print]) -> int | None:
    """The level of a label; None where its row slid and nothing else tells."""
    if printed.column in (FIRST, SECOND):
        return printed.column
    if printed.column in (SLID_FIRST, SLID_LAST):
        return FIRST if printed.column == SLID_FIRST else SECOND
    alike = {p.column for p in prints if p.key == printed.key} & {FIRST, SECOND}
    return alike.pop() if len(alike) == 1 else None


def _first(firsts: Sequence[Label], strays: Sequence[Label], row: int) -> Iterator[int]:
    """The first-level labels a row may have.

    As numbers among firsts, strays and the label that is none.
    """
    held, stray = _Held.of(firsts, row), _Held.of(strays, row)
    yield len(firsts) + len(strays) if held.label is None else held.label
    if stray.label is not None and stray.row > held.row:
        yield len(firsts) + stray.label
    elif held.label is None and firsts:
        yield 0


def _second(
    firsts: Sequence[Label], seconds: Sequence[Label], strays: Sequence[Label], row: int
) -> Iterator[int | None]:
    """The second-level labels a row may have, as numbers among seconds and strays.

    None for none.
    """
    first, held, stray = _Held.of(firsts, row), _Held.of(seconds, row), _Held.of(strays, row)
    inside = held.label is not None and held.row >= first.row
    yield held.label if inside else None
    if stray.label is not None and stray.row > max(first.row, held.row):
        yield from (len(seconds) + stray.label, None)
    elif not inside:
        others = (
            firsts[1:] if first.label is None else firsts
        )  # above the first group all may be the first group's
        end = min((p.row for label in others for p in label.prints if p.row > row), default=NO_ROW)
        begins = (
            (p.row, n) for n, label in enumerate(seconds) for p in label.prints if row < p.row < end
        )
        yield min(begins, default=(0, None))[1]


@dataclass(frozen=True, slots=True)
class _Held:
    """The label printed last at or above a row, and where it is printed.

    None and -1 where there is none.
    """

    label: int | None
    row: int

    @classmethod
    def of(cls, labels: Sequence[Label], row: int) -> _Held:
        found = [(p.row, n) for n, label in enumerate(labels) for p in label.prints if p.row <= row]
        at, number = max(found, default=(-1, None))
        return cls(number, at)


def _row(row: RowEvidence, layout: Layout, margin: float) -> RowReadings:
    """The row's alignments within the margin, and the weights they read, as printed."""
    out = RowReadings()
    weight_at = next(
        (n for n, column in enumerate(layout.columns) if column.kind == "points"), None
    )
    least = row.alignments[0].cost
    for number, alignment in enumerate(row.alignments):
        if alignment.cost > least + margin or (
            number and row.sound and not row.alignments[0].damage
        ):
            break
        out.alignments[number] = alignment.cost
        if weight_at is not None:
            text = row.text(alignment, weight_at)
            out.printed.setdefault(None if text is None else fold(text), alignment.cost - least)
    return out


__all__ = ["read_plain"]
