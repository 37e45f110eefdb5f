"""The readings of one row → its labels and their points, and how each came to the row."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Cell, Status, Value
from pipeline.repair.labels import Label, Print, is_tail
from pipeline.repair.place import REACH
from pipeline.repair.readings import RowReadings
from pipeline.repair.values import Context
from pipeline.text import fold


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
    status, cell, reason, rule = _label_status(context, index, level, best, label)
    return (
        _label_value(names, least, status, cell, reason, rule),
        _label_value(points, least, status, cell, reason, rule),
    )


def _idle_near(context: Context, index: int) -> list[Label]:
    """Labels that name no row in any reading and are printed near this row.

    One of them may be its lost label.
    """
    used = {number for found in context.readings.rows for number in found.labels}
    return [
        label
        for number, label in enumerate(context.readings.names)
        if number not in used and any(abs(p.row - index) <= REACH for p in label.prints)
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


def _label_value(
    texts: dict[str | None, float],
    least: float,
    status: Status,
    cell: Cell | None,
    reason: str,
    rule: str,
) -> Value:
    if len(texts) > 1:
        candidates = tuple((text, round(cost - least, 2)) for text, cost in texts.items())
        why = "the label's place is not forced by the printed sums"
        return Value(None, "ambiguous", cell, candidates, why, "label_place")
    text = next(iter(texts))
    if text is None and status == "ambiguous":
        return Value(None, "ambiguous", None, ((None, 0.0),), reason, rule)
    if text is None:
        return Value(
            None, "absent", None if status == "absent" else cell, why=reason or "nothing printed"
        )
    return Value(text, status, cell, why=reason, rule=rule)


def _label_status(
    context: Context, index: int, level: int, best: int | None, label: Label | None
) -> tuple[Status, Cell | None, str, str]:
    """How the label came to the row: printed on it, merged from above, or repaired."""
    if label is None:
        gone = "label_cell_lost" in context.best[index].damage
        return (
            "absent",
            None,
            "the row's label cell was dropped"
            if gone
            else "no label is printed for this row's group",
            "",
        )
    if level == 1 and not label.prints and label.points is not None:
        return (
            "ambiguous",
            None,
            "the section's total leaves points for a group whose label is not printed",
            "label_lost",
        )
    first = _first_row(context, index, level, best)
    on_row = next((p for p in label.prints if p.row == index), None)
    if on_row is not None:
        cell = _cell(context, on_row)
        if is_tail(label, on_row):
            return (
                "repaired",
                cell,
                "the tail of the label above, printed again as if it were the next",
                "label_tail",
            )
        if on_row.column == level and fold(on_row.name) != fold(label.name):
            return (
                "repaired",
                cell,
                "the label is spelt as most of its prints have it",
                "label_spelling",
            )
        if on_row.column == level and fold(on_row.name) == fold(label.name):
            return "printed", cell, "", ""
        return "repaired", cell, "the label stands in another column", "label_column"
    above = [p for p in label.prints if first <= p.row < index]
    if above:
        return "merged", _cell(context, above[-1]), "from the merged label cell above", ""
    if not label.prints:
        return "absent", None, "no label is printed for this group", ""
    early = [p for p in label.prints if p.row < first]
    nearest = early[-1] if early else min(label.prints, key=lambda p: abs(p.row - index))
    late = not early
    rule = "label_late" if late else "label_early"
    where = "below" if late else "above"
    serial = context.rows[nearest.row].serial
    reason = f"the label is printed {where}, on row {serial}; the printed sums place it here"
    return "repaired", _cell(context, nearest), reason, rule


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
