"""The label cells of the rows → printed labels, each with the level that its place speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import FIRST, SECOND, SLID, SLID_FIRST, SLID_LAST, Print
from pipeline.text import fold, split_points


def prints(
    rows: Sequence[RowEvidence], layout: Layout
) -> tuple[tuple[Print, ...], tuple[Print, ...]]:
    """The label cells of every row's cheapest alignment.

    (labels, cells that only repeat their row's own name).
    """
    found: list[Print] = []
    repeats: list[Print] = []
    name_at = layout.at("indicator")
    for index, evidence in enumerate(rows):
        best = evidence.alignments[0]
        name = fold(evidence.text(best, name_at) or "")
        cells = [
            (cell, column)
            for cell, column in _label_cells(best, layout, evidence)
            if evidence.texts[cell].strip()
        ]
        for cell, column in cells:
            text = evidence.texts[cell]
            title, points = split_points(text)
            printed = Print(index, cell, text, title, points, column, len(cells) == 1)
            (repeats if points is None and fold(text) == name else found).append(printed)
    return tuple(found), tuple(repeats)


def _label_cells(
    alignment: Alignment, layout: Layout, evidence: RowEvidence
) -> Iterator[tuple[int, int]]:
    """The row's label cells, each with the level its place speaks for.

    Those of the zone, then those behind it.
    """
    shown = [place for place, cell in enumerate(alignment.labels) if evidence.texts[cell].strip()]
    for place, cell in enumerate(alignment.labels):
        yield cell, _column(place, alignment, layout, shown)
    slid = "label_cell_lost" in alignment.damage
    for at, column in enumerate(layout.columns):
        cell_at = alignment.places[at]
        if column.kind == "label" and cell_at is not None:
            yield cell_at, SLID if slid else FIRST if column.role == "level1" else SECOND


def _column(place: int, alignment: Alignment, layout: Layout, shown: Sequence[int]) -> int:
    """The level a label's place speaks for.

    Where the row slid, its order among the row's labels (``shown``).
    """
    count, zone = len(alignment.labels), len(layout.zone)
    if "serial_swapped" in alignment.damage and place == count - 1:
        return zone
    if count == zone:
        return FIRST if layout.zone[place].role == "level1" else SECOND
    if count > zone and place == 0:
        return FIRST
    if len(shown) < 2:
        return SLID
    return SLID_FIRST if place == shown[0] else SLID_LAST if place == shown[-1] else SLID
