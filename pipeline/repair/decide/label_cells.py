"""Cells that are a label in one reading of their row and none in another → the labels left open.

The text behind a serial that has changed places with its label, say, may be that label or the first
half of the row's name. Labels are placed as each row's cheapest reading has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.decide.context import best_alignment, only
from pipeline.repair.model.labels import FIRST, Label, Print
from pipeline.repair.model.prints import prints
from pipeline.repair.model.readings import Readings, RowReadings

Labels = dict[int | None, float]  # by number, None for no label → what each costs


def doubt_label_cells(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
) -> Readings:
    """The readings, with the second-level labels open that not every reading of their row prints.

    Down to the last row that certainly stands under the same one as the row itself.
    """
    names = list(readings.names)
    found = list(readings.rows)
    for index, row in enumerate(rows):
        label = only(found[index].labels)
        likeliest = min(found[index].labels.values(), default=0.0)
        others: Labels = {}
        for shown, above_best in _otherwise(row, found[index], layout):
            cost = likeliest + above_best
            if shown is None:
                before = found[index - 1].labels if index else {None: 0.0}
                others.update(dict.fromkeys(before, cost))
                continue
            printed = replace(shown, row=index)
            others[len(names)] = cost
            names.append(Label(printed.name, printed.points, (printed,)))
        for below in range(index, len(found)):
            if not others or only(found[below].labels) != label:
                break
            known = found[below].labels
            found[below] = replace(found[below], labels={**others, **known})
    return replace(readings, names=tuple(names), rows=tuple(found))


def _otherwise(
    row: RowEvidence,
    found: RowReadings,
    layout: Layout,
) -> Iterator[tuple[Print | None, float]]:
    """The labels that other readings of a row print and its cheapest does not.

    None where another prints none and the cheapest one does. Each with what it costs more.
    """
    if len(found.alignments) < 2:
        return
    best = best_alignment(row, found)
    own = _printed(row, best, layout)
    least = min(found.alignments.values())
    for number, cost in found.alignments.items():
        shown = _printed(row, row.alignments[number], layout)
        gone = own.keys() - shown.keys()
        if any(own[cell].column != FIRST for cell in gone):
            yield None, cost - least
        for cell in shown.keys() - own.keys():
            if shown[cell].column != FIRST:
                yield shown[cell], cost - least


def _printed(
    row: RowEvidence,
    alignment: Alignment,
    layout: Layout,
) -> dict[int, Print]:
    """The labels that a row prints in one reading, by their cells."""
    labels, _ = prints([replace(row, alignments=(alignment,))], layout)
    return {printed.cell: printed for printed in labels}


__all__ = ["doubt_label_cells"]
