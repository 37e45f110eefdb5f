"""The readings of a form that prints no points: rows by themselves, labels where they are printed.

Without sums nothing can prove that a label stands on the wrong row, so each holds from its own row to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.repair.align import Layout
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.labels import Label, Print, second_level
from pipeline.repair.readings import Readings, RowReadings
from pipeline.text import fold


def read_plain(rows: Sequence[RowEvidence], prints: Sequence[Print], layout: Layout, margin: float) -> Readings:
    """Each row's alignments within the margin, each label from its print to the next of its level."""
    level_of = {column.role: n for n, column in enumerate(layout.zone, 1)}
    firsts = _folded([p for p in prints if p.column == level_of.get("level1")])
    seconds = _folded([p for p in prints if p.column == level_of.get("level2")])
    nowhere = Label("", None, ())
    groups, names = (*firsts, nowhere), seconds
    found = tuple(_row(row, layout, margin) for row in rows)
    for index, readings in enumerate(found):
        first = _holding(firsts, index)
        second = _holding(seconds, index)
        begun = firsts[first].prints[0].row if first is not None else 0
        inside = second is not None and max(p.row for p in seconds[second].prints if p.row <= index) >= begun
        readings.groups[len(firsts) if first is None else first] = 0.0
        readings.labels[second if inside else None] = 0.0
    return Readings(0.0, 1, found, {}, groups, names)


def _row(row: RowEvidence, layout: Layout, margin: float) -> RowReadings:
    """The row's alignments within the margin, and the weights they read, as printed."""
    out = RowReadings()
    weight_at = next((n for n, column in enumerate(layout.columns) if column.kind == "points"), None)
    least = row.alignments[0].cost
    for number, alignment in enumerate(row.alignments):
        if alignment.cost > least + margin:
            break
        out.alignments[number] = alignment.cost
        if weight_at is not None:
            text = row.text(alignment, weight_at)
            out.printed.setdefault(None if text is None else fold(text), alignment.cost - least)
    return out


def _folded(prints: Sequence[Print]) -> tuple[Label, ...]:
    return second_level(prints)


def _holding(labels: Sequence[Label], row: int) -> int | None:
    """The label printed last at or above the row."""
    best, at = None, -1
    for number, label in enumerate(labels):
        for printed in label.prints:
            if at <= printed.row <= row:
                best, at = number, printed.row
    return best


__all__ = ["read_plain"]
