"""The readings of one row → its value in every column: certain, or ambiguous with the candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Status, Value
from pipeline.repair.align import Alignment, Layout
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.joint import Readings, RowReadings
from pipeline.repair.labels import Label, Print, is_tail
from pipeline.repair.place import REACH
from pipeline.repair.segment import MERGED, OWN
from pipeline.text import fold, mend

REASONS = {
    "label_cell_extra": "the row slid right: a label cell too many",
    "label_cell_lost": "the row slid left: a label cell was dropped",
    "serial_swapped": "the serial stood before its label",
    "serial_lost": "the serial was not printed",
    "weight_lost": "the merged weight cell was dropped and the rankings slid left",
    "slash_added": 'a "/" was added to fill the row',
    "blank_inserted": "a blank cell was pushed in",
    "cell_lost": "a cell was lost and what follows slid left",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the values of one table are made from."""

    layout: Layout
    rows: Sequence[RowEvidence]
    readings: Readings
    best: Sequence[Alignment]


def reason_of(damage: Sequence[str]) -> str:
    """The damages of an alignment in words."""
    return "; ".join(dict.fromkeys(REASONS.get(name.split(":")[0], name) for name in damage))


def row_values(context: Context, index: int) -> dict[str, Value]:
    """Every column of one row but the labels, by column name; the weight is read with its group."""
    out = {}
    for at, column in enumerate(context.layout.columns):
        if column.kind == "serial":
            continue
        if column.kind == "points":
            out[column.name] = weight_value(context, index, at)
        else:
            out[column.name] = column_value(context, index, at)
    return out


def column_value(context: Context, index: int, at: int) -> Value:
    """One column of one row from its alignments within the margin."""
    evidence, found = context.rows[index], context.readings.rows[index].alignments
    least = min(found.values())
    texts: dict[str | None, float] = {}
    for number, cost in sorted(found.items(), key=lambda item: item[1]):
        text = evidence.text(evidence.alignments[number], at)
        key = None if text is None else mend(text)
        texts[key] = min(texts.get(key, cost), cost)
    alignment = context.best[index]
    place = alignment.places[at]
    cell = None if place is None else evidence.row.slots[place].cell
    if len(texts) > 1 or None in texts:
        candidates = tuple((text, round(cost - least, 2)) for text, cost in texts.items())
        return Value(None, "ambiguous", cell, candidates, _why_open(context, index), _rule(alignment))
    text = next(iter(texts))
    if not text:
        return Value(None, "absent", cell, reason="nothing printed")
    return _placed(context, index, at, alignment, text, cell)


def _placed(context: Context, index: int, at: int, alignment: Alignment, text: str, cell: Cell | None) -> Value:
    """A certain text: printed where its column stands on the page, else repaired."""
    if alignment.places[at] == len(context.layout.zone) + at:
        return Value(text, "printed", cell)
    return Value(text, "repaired", cell, reason=reason_of(alignment.damage), rule=_rule(alignment))


def _rule(alignment: Alignment) -> str:
    return "+".join(dict.fromkeys(name.split(":")[0] for name in alignment.damage))


def _why_open(context: Context, index: int) -> str:
    evidence, found = context.rows[index], context.readings.rows[index].alignments
    ways = [
        reason_of(evidence.alignments[n].damage) or "as printed" for n, _ in sorted(found.items(), key=lambda i: i[1])
    ]
    return f"{len(found)} readings of the row are within the margin: " + " | ".join(dict.fromkeys(ways))


def weight_value(context: Context, index: int, at: int) -> Value:
    """The row's own points; null where it shares its group's, ambiguous where readings differ."""
    found, unit = context.readings.rows[index], context.readings.unit
    if not found.weights:  # a form without points: the text as it stands
        return column_value(context, index, at)
    alignment = context.best[index]
    place = alignment.places[at]
    cell = None if place is None else context.rows[index].row.slots[place].cell
    head = any(key[0] == MERGED and key[3] == index for key in found.units)
    if len(found.weights) > 1 or head:
        return _open_weight(context, index, cell, head)
    points = next(iter(found.weights))
    if points is not None:
        text = _number(points, unit)
        return _placed(context, index, at, alignment, text, cell)
    alone = _alone(context, index)
    if alone and alone != {None}:
        return _lone_weight(alone, cell, place is None, unit)
    rule = "weight_lost" if place is None else ""
    reason = "shares the points of its scoring unit"
    return Value(None, "shared", cell, reason=f"{reason}; {REASONS['weight_lost']}" if rule else reason, rule=rule)


def _open_weight(context: Context, index: int, cell: Cell | None, head: bool) -> Value:
    """Weights that readings differ on; None among the candidates: the row shares with others."""
    found = context.readings.rows[index]
    weights = _possible(context, index, head)
    least = min(weights.values())
    if len(weights) == 1 and None not in weights:
        text = next(iter(weights))
        reason = "printed, or what the sums leave it: the same either way"
        return Value(text, "derived", cell, reason=reason, rule="weight_alone")
    candidates = tuple(sorted(((w, round(c - least, 2)) for w, c in weights.items()), key=lambda item: item[1]))
    if found.misprinted:
        reason = "the printed weights of the group do not add up; which of them is misprinted cannot be told"
        return Value(None, "ambiguous", cell, candidates, reason, "misprint")
    if head:
        reason = "its own weight, or one printed once for this row and the blank ones below"
        return Value(None, "ambiguous", cell, candidates, reason, "weight_merged")
    return Value(None, "ambiguous", cell, candidates, "its own weight, or a share of its group's")


def _possible(context: Context, index: int, head: bool) -> dict[str | None, float]:
    """The row's possible weights and what each costs; a row that shares with nobody has its group's points."""
    out: dict[str | None, float] = {}
    for key in context.readings.rows[index].units:
        for variant, cost in context.readings.variants[key].items():
            if index not in variant.rows:
                continue
            texts: list[str | None] = [None] if len(variant.rows) > 1 else []
            if len(variant.rows) == 1 or (head and key[0] == MERGED and key[3] == index):
                texts.append(_number(variant.points, context.readings.unit))
            for text in texts:
                out[text] = min(cost, out.get(text, cost))
    return out


def _lone_weight(alone: set[int | None], cell: Cell | None, gone: bool, unit: int) -> Value:
    """The weight of a row that prints none and, in some reading, shares with nobody: the points its group leaves."""
    if len(alone) > 1:
        texts = [_number(points, unit) for points in sorted(p for p in alone if p is not None)]
        candidates = tuple((text, 0.0) for text in (*texts, *([None] if None in alone else [])))
        reason = "its own weight was lost, or it shares with its neighbours: the printed sums leave both"
        return Value(None, "ambiguous", cell, candidates, reason, "weight_lost")
    points = next(iter(alone)) or 0
    reason = "the weight cell was lost; the points its group leaves" if gone else "alone in its group: its points"
    return Value(_number(points, unit), "derived", cell, reason=reason, rule="weight_lost" if gone else "weight_alone")


def _alone(context: Context, index: int) -> set[int | None]:
    """The points the row has where it shares with nobody, None where it shares, over all readings."""
    found: set[int | None] = set()
    for key in context.readings.rows[index].units:
        for variant in context.readings.variants[key]:
            if index in variant.rows:
                found.add(variant.points if len(variant.rows) == 1 else None)
    return found


def _number(points: int, unit: int) -> str:
    return f"{points / unit:g}"


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
    """Labels that name no row in any reading and are printed near this row: one of them may be its lost label."""
    used = {number for found in context.readings.rows for number in found.labels}
    return [
        label
        for number, label in enumerate(context.readings.names)
        if number not in used and any(abs(p.row - index) <= REACH for p in label.prints)
    ]


def _tails_on(context: Context, index: int) -> list[Label]:
    """Where no label holds, what the row itself prints for one: taken for the tail of another, it may be its own."""
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
    texts: dict[str | None, float], least: float, status: Status, cell: Cell | None, reason: str, rule: str
) -> Value:
    if len(texts) > 1:
        candidates = tuple((text, round(cost - least, 2)) for text, cost in texts.items())
        why = "the label's place is not forced by the printed sums"
        return Value(None, "ambiguous", cell, candidates, why, "label_place")
    text = next(iter(texts))
    if text is None and status == "ambiguous":
        return Value(None, "ambiguous", None, ((None, 0.0),), reason, rule)
    if text is None:
        return Value(None, "absent", None if status == "absent" else cell, reason=reason or "nothing printed")
    return Value(text, status, cell, reason=reason, rule=rule)


def _label_status(
    context: Context, index: int, level: int, best: int | None, label: Label | None
) -> tuple[Status, Cell | None, str, str]:
    """How the label came to the row: printed on it, merged from above, or repaired."""
    if label is None:
        gone = "label_cell_lost" in context.best[index].damage
        return (
            "absent",
            None,
            "the row's label cell was dropped" if gone else "no label is printed for this row's group",
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
            return "repaired", cell, "the tail of the label above, printed again as if it were the next", "label_tail"
        if on_row.column == level and fold(on_row.name) != fold(label.name):
            return "repaired", cell, "the label is spelt as most of its prints have it", "label_spelling"
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
    """The first row of the group, by the rows above that have the same label as their cheapest reading."""
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


__all__ = ["OWN", "Context", "label_values", "reason_of", "row_values"]
