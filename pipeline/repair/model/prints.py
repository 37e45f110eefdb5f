"""The label cells of the rows → printed labels, each with the level that its place speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import Level, Print
from pipeline.spec import Column
from pipeline.text import fold, split_labels, split_points

LEVELS = {"level1", "level2"}
Shown = tuple[int, Level, str]  # a label's cell, its level, its text


def prints(
    rows: Sequence[RowEvidence],
    layout: Layout,
) -> tuple[tuple[Print, ...], tuple[Print, ...]]:
    """The label cells of every row's cheapest alignment.

    (labels, cells that only repeat their row's own name).
    """
    found: list[Print] = []
    repeats: list[Print] = []
    name_at = layout.at("indicator")
    roles = {column.role for column in (*layout.zone, *layout.columns)}
    for index, evidence in enumerate(rows):
        best = evidence.alignments[0]
        name = fold(evidence.text(best, name_at) or "")
        cells = [
            (cell, level, evidence.label_text(best, cell))
            for cell, level in _label_cells(best, layout, evidence)
        ]
        shown = _of_both_levels(cells) if roles >= LEVELS else cells
        for cell, level, text in shown:
            title, points = split_points(text)
            printed = Print(
                row=index,
                cell=cell,
                text=text,
                name=title,
                points=points,
                column=level,
                lonely=len(shown) == 1,
                fused=text != evidence.texts[cell],
            )
            is_name = points is None and fold(text) == name
            into = repeats if is_name else found
            into.append(printed)
    return tuple(found), tuple(repeats)


def drawn_as_labels(
    rows: Sequence[RowEvidence],
    labels: Sequence[Print],
    repeats: Sequence[Print],
) -> tuple[tuple[Print, ...], tuple[Print, ...]]:
    """The labels, with those cells that repeat their row's name and are drawn as labels are.

    Over several rows, or below a merged label that has ended. And the other cells that repeat one.
    """
    drawn: list[Print] = []
    others: list[Print] = []
    for repeat in repeats:
        row = rows[repeat.row]
        cell = row.row.slots[repeat.cell].cell
        into = drawn if cell.rowspan > 1 or row.parted else others
        into.append(repeat)
    found = sorted((*labels, *drawn), key=lambda each: (each.row, each.cell))
    return tuple(found), tuple(others)


def _of_both_levels(cells: list[Shown]) -> list[Shown]:
    """A row's label cells, one alone that states points twice as the labels of both levels."""
    if len(cells) != 1:
        return cells
    ((cell, _, text),) = cells
    labels = split_labels(text)
    if len(labels) != 2:
        return cells
    first, second = labels
    return [(cell, Level.FIRST, first), (cell, Level.SECOND, second)]


def _label_cells(
    alignment: Alignment,
    layout: Layout,
    evidence: RowEvidence,
) -> Iterator[tuple[int, Level]]:
    """The row's label cells that show something, each with the level its place speaks for.

    Those of the zone, then those behind it.
    """
    texts = evidence.texts
    places = enumerate(alignment.labels)
    shown = [place for place, cell in places if texts[cell].strip()]
    for place in shown:
        cell = alignment.labels[place]
        yield cell, _level(place, alignment, layout, shown)
    slid = "label_cell_lost" in alignment.damage
    for column, place_of in zip(layout.columns, alignment.places, strict=True):
        if column.kind != "label" or place_of is None:
            continue
        if texts[place_of].strip():
            level = Level.SLID if slid else _level_of(column)
            yield place_of, level


def _level(
    place: int,
    alignment: Alignment,
    layout: Layout,
    shown: Sequence[int],
) -> Level:
    """The level a label's place speaks for.

    Where the row slid, its order among the row's labels (``shown``).
    """
    count = len(alignment.labels)
    zone = len(layout.zone)
    is_last = place == count - 1
    if is_last and "serial_swapped" in alignment.damage:
        level = min(zone, Level.SECOND)
        return Level(level)
    if count == zone:
        column = layout.zone[place]
        return _level_of(column)
    if count > zone and place == 0:
        return Level.FIRST
    return _level_by_order(place, shown)


def _level_by_order(place: int, shown: Sequence[int]) -> Level:
    """The level that a label's order among the others of a row that slid speaks for."""
    if len(shown) < 2:
        return Level.SLID
    first, *_, last = shown
    if place == first:
        return Level.SLID_FIRST
    return Level.SLID_LAST if place == last else Level.SLID


def _level_of(column: Column) -> Level:
    return Level.FIRST if column.role == "level1" else Level.SECOND
