"""The label cells of the rows → printed labels, each with the level that its place speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import Level, Print
from pipeline.spec import Column
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
        cells = list(_label_cells(best, layout, evidence))
        for cell, level in cells:
            text = evidence.texts[cell]
            title, points = split_points(text)
            lonely = len(cells) == 1
            printed = Print(index, cell, text, title, points, level, lonely)
            is_name = points is None and fold(text) == name
            into = repeats if is_name else found
            into.append(printed)
    return tuple(found), tuple(repeats)


def _label_cells(
    alignment: Alignment, layout: Layout, evidence: RowEvidence
) -> Iterator[tuple[int, Level]]:
    """The row's label cells that show something, each with the level its place speaks for.

    Those of the zone, then those behind it.
    """
    places = enumerate(alignment.labels)
    shown = [place for place, cell in places if evidence.texts[cell].strip()]
    for place in shown:
        yield alignment.labels[place], _level(place, alignment, layout, shown)
    slid = "label_cell_lost" in alignment.damage
    for column, cell_at in zip(layout.columns, alignment.places, strict=True):
        if column.kind != "label" or cell_at is None:
            continue
        if evidence.texts[cell_at].strip():
            yield cell_at, Level.SLID if slid else _level_of(column)


def _level(place: int, alignment: Alignment, layout: Layout, shown: Sequence[int]) -> Level:
    """The level a label's place speaks for.

    Where the row slid, its order among the row's labels (``shown``).
    """
    count, zone = len(alignment.labels), len(layout.zone)
    last = place == count - 1
    if last and "serial_swapped" in alignment.damage:
        return Level(min(zone, Level.SECOND))
    if count == zone:
        return _level_of(layout.zone[place])
    if count > zone and place == 0:
        return Level.FIRST
    if len(shown) < 2:
        return Level.SLID
    if place == shown[0]:
        return Level.SLID_FIRST
    return Level.SLID_LAST if place == shown[-1] else Level.SLID


def _level_of(column: Column) -> Level:
    return Level.FIRST if column.role == "level1" else Level.SECOND
