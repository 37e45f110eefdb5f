"""The readings of one row → its labels and their points, and how each came to the row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.messages import Message, message
from pipeline.model import Cell, Status, Value
from pipeline.repair.decide.values import NOTHING_PRINTED, Context
from pipeline.repair.model.labels import Label, Print, is_tail
from pipeline.repair.model.place import RUN_REACH
from pipeline.repair.model.readings import RowReadings
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Origin:
    """How a label came to a row: printed on it, merged from above, or repaired, and why."""

    status: Status
    cell: Cell | None = None
    why: tuple[Message, ...] = ()
    rule: str = ""


def label_values(context: Context, index: int, level: int) -> tuple[Value, Value]:
    """A row's label of one level and its points."""
    found = context.readings.rows[index]
    chosen = _chosen(found, level)
    labels = context.readings.groups if level == 1 else context.readings.names
    least = min(chosen.values())
    names: dict[str | None, float] = {}
    points: dict[str | None, float] = {}
    for number, cost in sorted(chosen.items(), key=lambda item: item[1]):
        label = None if number is None else labels[number]
        name = label.name or None if label else None
        worth = None if label is None or label.points is None else f"{label.points:g}"
        names[name] = min(names.get(name, cost), cost)
        points[worth] = min(points.get(worth, cost), cost)
    best = min(chosen, key=lambda n: chosen[n])
    if level == 2 and None in chosen:
        for idle in (*_idle_near(context, index), *_tails_on(context, index)):
            names.setdefault(idle.name, chosen[None])
            points.setdefault(None if idle.points is None else f"{idle.points:g}", chosen[None])
    label = None if best is None else labels[best]
    origin = _origin(context, index, level, best, label)
    return _label_value(names, least, origin), _label_value(points, least, origin)


def _idle_near(context: Context, index: int) -> list[Label]:
    """Labels that name no row in any reading and are printed near this row.

    One of them may be its lost label.
    """
    used = {number for found in context.readings.rows for number in found.labels}
    return [
        label
        for number, label in enumerate(context.readings.names)
        if number not in used and any(abs(p.row - index) <= RUN_REACH for p in label.prints)
    ]


def _tails_on(context: Context, index: int) -> list[Label]:
    """Where no label holds, what the row itself prints for one.

    Taken for the tail of another, it may be its own.
    """
    return [
        Label(p.name, p.points, (p,))
        for label in context.readings.names
        for p in label.prints
        if p.row == index and is_tail(label, p)
    ]


def _chosen(found: RowReadings, level: int) -> Mapping[int | None, float]:
    """The row's groups of one level, by what reading them costs."""
    return dict[int | None, float](found.groups.items()) if level == 1 else found.labels


def _label_value(texts: dict[str | None, float], least: float, origin: Origin) -> Value:
    if len(texts) > 1:
        candidates = tuple((text, round(cost - least, 2)) for text, cost in texts.items())
        why = (message("repair.label-place-open"),)
        return Value(None, "ambiguous", origin.cell, candidates, why, "label_place")
    text = next(iter(texts))
    if text is not None:
        return Value(text, origin.status, origin.cell, why=origin.why, rule=origin.rule)
    if origin.status == "ambiguous":
        return Value(None, "ambiguous", None, ((None, 0.0),), origin.why, origin.rule)
    cell = None if origin.status == "absent" else origin.cell
    return Value(None, "absent", cell, why=origin.why or NOTHING_PRINTED)


def _origin(
    context: Context, index: int, level: int, best: int | None, label: Label | None
) -> Origin:
    if label is None:
        if "label_cell_lost" in context.best[index].damage:
            return Origin("absent", why=(message("repair.label-cell-gone"),))
        return Origin("absent", why=(message("repair.no-label-for-row"),))
    if level == 1 and not label.prints and label.points is not None:
        return Origin("ambiguous", None, (message("repair.label-unprinted"),), "label_lost")
    on_row = next((p for p in label.prints if p.row == index), None)
    if on_row is not None:
        return _printed_on_row(context, level, label, on_row)
    return _printed_elsewhere(context, index, _first_row(context, index, level, best), label)


def _printed_on_row(context: Context, level: int, label: Label, on_row: Print) -> Origin:
    cell = _cell(context, on_row)
    if is_tail(label, on_row):
        return Origin("repaired", cell, (message("repair.label-tail"),), "label_tail")
    if on_row.column != level:
        return Origin("repaired", cell, (message("repair.label-elsewhere"),), "label_column")
    if fold(on_row.name) != fold(label.name):
        return Origin("repaired", cell, (message("repair.label-spelling"),), "label_spelling")
    return Origin("printed", cell)


def _printed_elsewhere(context: Context, index: int, first: int, label: Label) -> Origin:
    """The label of a group whose first row is ``first``, printed on another row than ``index``."""
    above = [p for p in label.prints if first <= p.row < index]
    if above:
        return Origin("merged", _cell(context, above[-1]), (message("repair.label-above"),))
    if not label.prints:
        return Origin("absent", why=(message("repair.no-label-for-group"),))
    placed = message("repair.sums-place-it")
    early = [p for p in label.prints if p.row < first]
    if early:
        row = context.rows[early[-1].row].serial
        why = (message("repair.label-printed-above", row=row), placed)
        return Origin("repaired", _cell(context, early[-1]), why, "label_early")
    nearest = min(label.prints, key=lambda p: abs(p.row - index))
    row = context.rows[nearest.row].serial
    why = (message("repair.label-printed-below", row=row), placed)
    return Origin("repaired", _cell(context, nearest), why, "label_late")


def _first_row(context: Context, index: int, level: int, best: int | None) -> int:
    """The first row of the group.

    By the rows above that have the same label as their cheapest reading.
    """
    row = index
    while row > 0 and _cheapest(context, row - 1, level) == best:
        row -= 1
    return row


def _cheapest(context: Context, row: int, level: int) -> int | None:
    found = context.readings.rows[row]
    chosen = _chosen(found, level)
    return min(chosen, key=lambda n: chosen[n])


def _cell(context: Context, printed: Print) -> Cell:
    return context.rows[printed.row].row.slots[printed.cell].cell


__all__ = ["label_values"]
