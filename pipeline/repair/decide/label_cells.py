"""Cells that are a label in one reading of their row and none in another → the labels left open.

The text behind a serial that has changed places with its label, say, may be that label or the first
half of the row's name. Labels are placed as each row's cheapest reading has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.decide.context import best_alignment, only
from pipeline.repair.model.labels import FIRST, Label, Print
from pipeline.repair.model.prints import prints
from pipeline.repair.model.readings import Readings, RowReadings
from pipeline.text import bigrams, fold

Labels = dict[int | None, float]  # by number, None for no label → what each costs


def doubt_label_cells(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
) -> Readings:
    """The readings, with the second-level labels open that not every reading of their row prints.

    Down to the last row that certainly stands under the same one as the row itself.
    """
    pairs: set[str] = set()
    for row in rows:
        pairs.update(*map(bigrams, row.texts))
    names = list(readings.names)
    found = list(readings.rows)
    for index, row in enumerate(rows):
        label = only(found[index].labels)
        held = "" if label is None else names[label].name
        others: Labels = {}
        for shown, cost in _otherwise(row, found[index], layout):
            if shown is None:
                before = found[index - 1].labels if index else {None: 0.0}
                others.update(dict.fromkeys(before, cost))
            elif _may_be_label(shown, row, held, pairs):
                printed = replace(shown, row=index)
                others[len(names)] = cost
                names.append(Label(printed.name, printed.points, (printed,)))
        if others:
            _open(found, index, others)
    return replace(readings, names=tuple(names), rows=tuple(found))


def _open(
    found: list[RowReadings],
    index: int,
    others: Labels,
) -> None:
    """Adds labels to those of a row, and of the rows below that stand under the same one."""
    label = only(found[index].labels)
    for below in range(index, len(found)):
        known = found[below].labels
        if only(known) != label:
            break
        found[below] = replace(found[below], labels={**others, **known})


def _otherwise(
    row: RowEvidence,
    found: RowReadings,
    layout: Layout,
) -> Iterator[tuple[Print | None, float]]:
    """The labels that other readings of a row print and its cheapest does not.

    None where another prints none and the cheapest one does. Each with what it costs. Not where
    both have one in the same cell: a row prints one label of a level.
    """
    if len(found.alignments) < 2:
        return
    best = best_alignment(row, found)
    own = _printed(row, best, layout)
    likeliest = min(found.labels.values(), default=0.0)
    likeliest -= min(found.alignments.values())
    for number, cost in found.alignments.items():
        shown = _printed(row, row.alignments[number], layout)
        if _of_second(own, own.keys() & shown.keys()):
            continue
        if _of_second(own, own.keys() - shown.keys()):
            yield None, likeliest + cost
        for printed in _of_second(shown, shown.keys() - own.keys()):
            yield printed, likeliest + cost


def _of_second(labels: Mapping[int, Print], cells: Set[int]) -> list[Print]:
    """Those of some cells that are no first-level labels."""
    shown = [labels[cell] for cell in sorted(cells)]
    return [printed for printed in shown if printed.column != FIRST]


def _may_be_label(
    printed: Print,
    row: RowEvidence,
    held: str,
    pairs: Set[str],
) -> bool:
    """Whether a text may be a label, and no part of the row's name.

    It is such a part where a word goes on in the next cell, of which the notice has the two letters
    elsewhere, or where it repeats words of the label ``held`` by the row, as names often do.
    """
    text, rest, *_ = map(fold, (*row.texts[printed.cell :], ""))
    is_cut = text[-1:] + rest[:1] in pairs
    return not is_cut and fold(printed.name) not in fold(held)


def _printed(
    row: RowEvidence,
    alignment: Alignment,
    layout: Layout,
) -> dict[int, Print]:
    """The labels that a row prints in one reading, by their cells."""
    labels, _ = prints([replace(row, alignments=(alignment,))], layout)
    return {printed.cell: printed for printed in labels}


__all__ = ["doubt_label_cells"]
