"""Rows that are in doubt, which are doubted further: their other cells are judged by a wider margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.repair.align import Alignment, Layout
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.readings import Readings, RowReadings
from pipeline.text import mend

# Damage comes in company: on a row that is known to be damaged, a second accident is likelier than on a sound one, and
# what would be a certain cell elsewhere may be part of another reading of the whole row.
COMPANY = 1.3


def doubted(rows: Sequence[RowEvidence], layout: Layout, near: Readings, wide: Readings) -> Readings:
    """``near``, the readings within the margin, with the alignments of ``wide``, those within ``COMPANY`` times the
    margin, for each row that has an open cell.
    """
    out = [
        replace(found, alignments=more.alignments) if in_doubt(row, layout, found) else found
        for row, found, more in zip(rows, near.rows, wide.rows, strict=True)
    ]
    return replace(near, rows=tuple(out))


def in_doubt(row: RowEvidence, layout: Layout, found: RowReadings) -> bool:
    """Whether the row's own points, or the text of one of its cells, differ between its readings."""
    if len(found.weights) > 1:
        return True
    alignments = [row.alignments[number] for number in found.alignments]
    return any(len({_text(row, each, at) for each in alignments}) > 1 for at in range(len(layout.columns)))


def _text(row: RowEvidence, alignment: Alignment, at: int) -> str | None:
    text = row.text(alignment, at)
    return None if text is None else mend(text)
