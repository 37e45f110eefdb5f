"""The readings of one row → its labels and their points, and how each came to the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.messages import Message, message
from pipeline.model import Cell, Status, Value
from pipeline.repair.decide.column_values import candidates_of
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.reasons import NOTHING_PRINTED
from pipeline.repair.decide.words_of_labels import named_elsewhere
from pipeline.repair.model.labels import Label, Print, is_tail
from pipeline.repair.model.place import RUN_REACH
from pipeline.text import fold

FIRST, SECOND = 1, 2
PLACE_OPEN = (message("repair.label-place-open"),)
CELL_GONE = (message("repair.label-cell-gone"),)
NO_LABEL_FOR_ROW = (message("repair.no-label-for-row"),)
NO_LABEL_FOR_GROUP = (message("repair.no-label-for-group"),)
UNPRINTED = (message("repair.label-unprinted"),)
TAIL = (message("repair.label-tail"),)
FUSED = (message("repair.cells-fused"),)
ELSEWHERE = (message("repair.label-elsewhere"),)
SPELLING = (message("repair.label-spelling"),)
ABOVE = (message("repair.label-above"),)
SUMS_PLACE_IT = message("repair.sums-place-it")
LIKELIEST_PLACE = message("repair.likeliest-place")

Numbers = Mapping[int | None, float]  # labels by number, None for no label → what each costs


@dataclass(frozen=True, slots=True)
class Origin:
    """How a label came to a row: printed on it, merged from above, or repaired, and why."""

    status: Status
    cell: Cell | None = None
    why: tuple[Message, ...] = ()
    rule: str = ""


@dataclass(slots=True)
class _Possible:
    """The names and the points a row's label may have, by what they cost; None for no label."""

    names: dict[str | None, float] = field(default_factory=dict)
    points: dict[str | None, float] = field(default_factory=dict)

    def add(self, label: Label | None, cost: float) -> None:
        """Adds a label, unless a cheaper one of its name or points is known."""
        name, points = None, None
        if label is not None:
            name = label.name or None
        if label is not None and label.points is not None:
            points = f"{label.points:g}"
        self.names.setdefault(name, cost)
        self.points.setdefault(points, cost)


def label_values(row: RowView, level: int) -> tuple[Value, Value]:
    """A row's label of one level and its points."""
    chosen = _chosen(row, level)
    labels = _labels(row, level)
    possible = _Possible()
    for number in sorted(chosen, key=chosen.__getitem__):
        label = None if number is None else labels[number]
        possible.add(label, chosen[number])
    if level == SECOND and None in chosen:
        for idle in (*_idle_near(row), *_tails_on(row)):
            possible.add(idle, chosen[None])
    best = min(chosen, key=chosen.__getitem__)
    origin = _origin(row, level, best)
    return (
        _label_value(possible.names, origin),
        _label_value(possible.points, origin),
    )


def _chosen(row: RowView, level: int) -> Numbers:
    """The row's labels of one level, by what reading them costs."""
    if level == SECOND:
        return row.found.labels
    return dict[int | None, float](row.found.groups.items())


def _labels(row: RowView, level: int) -> Sequence[Label]:
    readings = row.context.readings
    return readings.groups if level == FIRST else readings.names


def _idle_near(row: RowView) -> list[Label]:
    """Labels that name no row in any reading and are printed near this row.

    One of them may be its lost label.
    """
    readings = row.context.readings
    used = set[int | None]()
    for found in readings.rows:
        used.update(found.labels)
    near: list[Label] = []
    for number, label in enumerate(readings.names):
        if number in used:
            continue
        away = [abs(p.row - row.index) for p in label.prints]
        if any(rows <= RUN_REACH for rows in away):
            near.append(label)
    return near


def _tails_on(row: RowView) -> list[Label]:
    """Where no label holds, what the row itself prints for one.

    Taken for the tail of another, it may be its own.
    """
    found = []
    for label in row.context.readings.names:
        for printed in label.prints:
            if printed.row == row.index and is_tail(label, printed):
                own = Label(printed.name, printed.points, (printed,))
                found.append(own)
    return found


def _label_value(texts: Mapping[str | None, float], origin: Origin) -> Value:
    if len(texts) > 1:
        return Value(
            None,
            "ambiguous",
            origin.cell,
            candidates_of(texts),
            PLACE_OPEN,
            "label_place",
        )
    text = next(iter(texts))
    if text is not None:
        return _certain(text, origin)
    if origin.status == "ambiguous":
        return _unknown(origin)
    cell = None if origin.status == "absent" else origin.cell
    return Value(
        None,
        "absent",
        cell,
        why=origin.why or NOTHING_PRINTED,
    )


def _certain(text: str, origin: Origin) -> Value:
    return Value(
        text,
        origin.status,
        origin.cell,
        why=origin.why,
        rule=origin.rule,
    )


def _unknown(origin: Origin) -> Value:
    """A label that there is, though its text is printed nowhere."""
    return Value(
        None,
        origin.status,
        candidates=((None, 0.0),),
        why=origin.why,
        rule=origin.rule,
    )


# --- how a label came to the row


def _origin(
    row: RowView,
    level: int,
    best: int | None,
) -> Origin:
    """How the label of the cheapest reading came to the row."""
    if best is None:
        return _without_label(row, level)
    label = _labels(row, level)[best]
    if level == FIRST and not label.prints and label.points is not None:
        return Origin("ambiguous", None, UNPRINTED, "label_lost")
    for printed in label.prints:
        if printed.row == row.index:
            return _printed_on_row(row, level, label, printed)
    first = _first_row(row, level, best)
    return _printed_elsewhere(row, level, first, label)


def _without_label(row: RowView, level: int) -> Origin:
    gone = "label_cell_lost" in row.best.damage
    why = CELL_GONE if gone else NO_LABEL_FOR_ROW
    words = named_elsewhere(row) if level == SECOND else None
    if words is None:
        return Origin("absent", why=why)
    return Origin("absent", why=(*why, words))


def _printed_on_row(
    row: RowView,
    level: int,
    label: Label,
    on_row: Print,
) -> Origin:
    cell = row.context.cell_of(on_row)
    if is_tail(label, on_row):
        return Origin("repaired", cell, TAIL, "label_tail")
    if on_row.fused:
        return Origin("repaired", cell, FUSED, "cells_fused")
    if on_row.column != level:
        return Origin("repaired", cell, ELSEWHERE, "label_column")
    if fold(on_row.name) != fold(label.name):
        return Origin("repaired", cell, SPELLING, "label_spelling")
    return Origin("printed", cell)


def _printed_elsewhere(
    row: RowView,
    level: int,
    first: int,
    label: Label,
) -> Origin:
    """The label of a group whose first row is ``first``, printed on another row than this."""
    if not label.prints:
        return Origin("absent", why=NO_LABEL_FOR_GROUP)
    context = row.context
    above = [p for p in label.prints if p.row < row.index]
    inside = [p for p in above if p.row >= first]
    if inside:
        cell = context.cell_of(inside[-1])
        return Origin("merged", cell, ABOVE)
    if above:
        early = above[-1]
        serial = context.serial(early.row)
        stands = message("repair.label-printed-above", row=serial)
        return _shifted(row, level, early, stands, "label_early")
    late = min(label.prints, key=lambda p: p.row)
    serial = context.serial(late.row)
    stands = message("repair.label-printed-below", row=serial)
    return _shifted(row, level, late, stands, "label_late")


def _shifted(
    row: RowView,
    level: int,
    printed: Print,
    stands: Message,
    rule: str,
) -> Origin:
    """A label whose print stands outside the rows that it holds."""
    cell = row.context.cell_of(printed)
    evidence = _evidence(row, level)
    return Origin("repaired", cell, (stands, evidence), rule)


def _evidence(row: RowView, level: int) -> Message:
    """What places a label here: the words of the next one, the sums, or likelihood alone."""
    words = named_elsewhere(row) if level == SECOND else None
    if words is not None:
        return words
    return LIKELIEST_PLACE if _has_rival(row, level) else SUMS_PLACE_IT


def _has_rival(row: RowView, level: int) -> bool:
    """Whether readings a little beyond the margin give the row another label."""
    wider = row.beyond()
    if wider is None:
        return False
    return len(_chosen(wider, level)) > 1


def _first_row(
    row: RowView,
    level: int,
    best: int,
) -> int:
    """The first row of the group.

    By the rows above that have the same label as their cheapest reading.
    """
    first = row.index
    while first > 0:
        above = row.context.row(first - 1)
        labels = _chosen(above, level)
        if min(labels, key=labels.__getitem__) != best:
            break
        first -= 1
    return first
