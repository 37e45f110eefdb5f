"""The readings of one row → its value in every column.

Certain, or ambiguous with the candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.messages import Message, message
from pipeline.model import Cell, Value
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.kinds import KINDS
from pipeline.repair.model.moves import MERGED, OWN
from pipeline.repair.model.readings import Readings, UnitKey
from pipeline.text import fold, mend, parse_number

NOTHING_PRINTED = (message("repair.nothing-printed"),)
OWN_OR_MERGED = (message("repair.own-or-merged"),)
MISPRINT_UNKNOWN = (message("repair.weights-off"), message("repair.misprint-unknown"))
WEIGHT_CELL_LOST = (message("repair.weight-cell-lost"), message("repair.points-left"))


@dataclass(frozen=True, slots=True)
class Context:
    """What the values of one table are made from."""

    layout: Layout
    rows: Sequence[RowEvidence]
    readings: Readings
    best: Sequence[Alignment]


def reasons_of(damage: Sequence[str]) -> tuple[Message, ...]:
    """A clause for each kind of damage of an alignment; none where there is no damage."""
    kinds = dict.fromkeys(KINDS[name.split(":")[0]] for name in damage)
    return tuple(message(kind.about.code) for kind in kinds)


def row_values(context: Context, index: int) -> dict[str, Value]:
    """Every published column of one row but the labels, by name.

    The weight is read with its group.
    """
    out = {}
    for at, column in enumerate(context.layout.columns):
        if column.kind in ("serial", "label", "text"):
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
        return Value(
            None, "ambiguous", cell, candidates, _why_open(context, index), _rule(alignment)
        )
    text = next(iter(texts))
    if not text:
        return Value(None, "absent", cell, why=NOTHING_PRINTED)
    return _placed(context, at, alignment, text, cell)


def _placed(context: Context, at: int, alignment: Alignment, text: str, cell: Cell | None) -> Value:
    """A certain text: printed where its column stands on the page, else repaired."""
    if alignment.places[at] == len(context.layout.zone) + at:
        return Value(text, "printed", cell)
    return Value(text, "repaired", cell, why=reasons_of(alignment.damage), rule=_rule(alignment))


def _rule(alignment: Alignment) -> str:
    return "+".join(dict.fromkeys(name.split(":")[0] for name in alignment.damage))


def _why_open(context: Context, index: int) -> tuple[Message, ...]:
    evidence, found = context.rows[index], context.readings.rows[index].alignments
    cheapest_first = sorted(found.items(), key=lambda item: item[1])
    ways = [_way(evidence.alignments[number]) for number, _ in cheapest_first]
    distinct = tuple(dict.fromkeys(ways))
    return (message("repair.close-readings", count=len(found), ways=distinct),)


def _way(alignment: Alignment) -> Message:
    """What an alignment assumes, as one clause."""
    clauses = reasons_of(alignment.damage)
    if not clauses:
        return message("repair.as-printed")
    return clauses[0] if len(clauses) == 1 else message("repair.together", clauses=clauses)


def weight_value(context: Context, index: int, at: int) -> Value:
    """The row's own points; null where it shares its group's, ambiguous where readings differ."""
    found = context.readings.rows[index]
    if not found.weights:
        return _plain_weight(context, index, at)
    alignment = context.best[index]
    place = alignment.places[at]
    cell = None if place is None else context.rows[index].row.slots[place].cell
    evidence = context.rows[index]
    merged = any(key[0] == MERGED for key in found.units)
    if (evidence.head is not None or evidence.begins) and merged and len(found.units) == 1:
        return _drawn_weight(context, index, at)
    head = any(key[0] == MERGED and key[3] == index for key in found.units)
    if len(found.weights) > 1 or head:
        return _open_weight(context, index, cell, head)
    points = next(iter(found.weights))
    if points is not None:
        return _own_weight(context, index, at, points, cell)
    alone = _alone(context, index)
    if alone and alone != {None}:
        return _lone_weight(context, index, alone, cell)
    return _shared_weight(cell)


def _shared_weight(cell: Cell | None) -> Value:
    """The weight of a row that shares its unit's points; its own cell may be lost."""
    shares = message("repair.shares-points")
    if cell is not None:
        return Value(None, "shared", cell, why=(shares,))
    why = (shares, *reasons_of(["weight_lost"]))
    return Value(None, "shared", None, why=why, rule="weight_lost")


def _own_weight(context: Context, index: int, at: int, points: int, cell: Cell | None) -> Value:
    """A row's own points: as they are printed, unless the sums leave other ones.

    Then which, and that they are.
    """
    alignment, evidence = context.best[index], context.rows[index]
    text = _number(points, context.readings.unit)
    stands = parse_number(fold(evidence.text(alignment, at) or ""))
    if stands is None or stands == Decimal(text):
        return _placed(context, at, alignment, text, cell)
    shown = f"{stands:f}"
    if context.readings.exact.get(index) == stands:
        return _placed(context, at, alignment, shown, cell)
    if evidence.parts is None and context.readings.rows[index].misprinted:
        why = (message("repair.weight-off"), message("repair.points-left"))
        return Value(text, "derived", cell, why=why, rule="misprint")
    why = (message("repair.weights-off"), message("repair.finer-than-sums"))
    candidates = ((shown, 0.0), (text, 0.0))
    return Value(None, "ambiguous", cell, candidates, why, "misprint")


def _plain_weight(context: Context, index: int, at: int) -> Value:
    """The weight where no total proves anything.

    As it is printed, and over the rows that its cell is drawn over.
    """
    evidence = context.rows[index]
    if evidence.head is not None or evidence.begins:
        return _drawn_weight(context, index, at)
    value = column_value(context, index, at)
    below = context.rows[index + 1] if index + 1 < len(context.rows) else None
    blank = below is not None and not (below.text(context.best[index + 1], at) or "").strip()
    if value.text is None or value.status == "ambiguous" or evidence.drawn or not blank:
        return value
    if parse_number(fold(value.text)) is None:
        return value
    return replace(
        value,
        text=None,
        status="ambiguous",
        candidates=((value.text, 0.0), (None, 0.0)),
        why=OWN_OR_MERGED,
        rule="weight_merged",
    )


def _drawn_weight(context: Context, index: int, at: int) -> Value:
    """The weight of a row under a cell that is drawn over several."""
    slot = context.rows[index].row.slots[len(context.layout.zone) + at]
    if not slot.cell.text.strip():
        return Value(None, "absent", slot.cell, why=NOTHING_PRINTED)
    first = index if context.rows[index].head is None else context.rows[index].head
    serials = [row.serial for n, row in enumerate(context.rows) if first in (n, row.head)]
    why = (message("repair.cell-over-rows", first=serials[0], last=serials[-1]),)
    return Value(None, "shared", slot.cell, why=why)


def _open_weight(context: Context, index: int, cell: Cell | None, head: bool) -> Value:
    """Weights that readings differ on; None among the candidates: the row shares with others."""
    found = context.readings.rows[index]
    weights = _possible(context, index, head)
    least = min(weights.values())
    if len(weights) == 1 and None not in weights:
        text = next(iter(weights))
        why = (message("repair.same-either-way"),)
        return Value(text, "derived", cell, why=why, rule="weight_alone")
    candidates = tuple(
        sorted(((w, round(c - least, 2)) for w, c in weights.items()), key=lambda item: item[1])
    )
    if found.misprinted:
        return Value(None, "ambiguous", cell, candidates, MISPRINT_UNKNOWN, "misprint")
    if head:
        return Value(None, "ambiguous", cell, candidates, OWN_OR_MERGED, "weight_merged")
    return Value(None, "ambiguous", cell, candidates, (message("repair.own-or-shared"),))


def _possible(context: Context, index: int, head: bool) -> dict[str | None, float]:
    """The row's possible weights and what each costs.

    A row that shares with nobody has its group's points.
    """
    out: dict[str | None, float] = {}
    for key in context.readings.rows[index].units:
        for variant, cost in context.readings.variants[key].items():
            if index not in variant.rows:
                continue
            texts: list[str | None] = [None] if len(variant.rows) > 1 else []
            if len(variant.rows) == 1 or (head and key[0] == MERGED and key[3] == index):
                texts.append(_points_text(context, index, key, variant.points))
            for text in texts:
                out[text] = min(cost, out.get(text, cost))
    return out


def _lone_weight(context: Context, index: int, alone: set[int | None], cell: Cell | None) -> Value:
    """The weight of a row that prints none and, in some reading, shares with nobody.

    The points its group leaves.
    """
    if len(alone) > 1:
        possible = _possible(context, index, False)
        least = min(possible.values())
        candidates = tuple(
            sorted(
                ((w, round(c - least, 2)) for w, c in possible.items()), key=lambda item: item[1]
            )
        )
        why = (message("repair.own-lost-or-shared"),)
        return Value(None, "ambiguous", cell, candidates, why, "weight_lost")
    text = _number(next(iter(alone)) or 0, context.readings.unit)
    if cell is None:
        return Value(text, "derived", cell, why=WEIGHT_CELL_LOST, rule="weight_lost")
    why = (message("repair.alone-in-group"),)
    return Value(text, "derived", cell, why=why, rule="weight_alone")


def _alone(context: Context, index: int) -> set[int | None]:
    """The points the row has where it shares with nobody, None where it shares.

    Over all readings.
    """
    found: set[int | None] = set()
    for key in context.readings.rows[index].units:
        for variant in context.readings.variants[key]:
            if index in variant.rows:
                found.add(variant.points if len(variant.rows) == 1 else None)
    return found


def _points_text(context: Context, index: int, key: UnitKey, points: int) -> str:
    """A row's possible points.

    As printed where they are its own and finer than sums are counted in.
    """
    evidence = context.rows[index]
    if key[0] == OWN and evidence.parts == points:
        shown = parse_number(
            fold(evidence.text(evidence.alignments[0], context.layout.at("weight")) or "")
        )
        return f"{shown:f}"
    return _number(points, context.readings.unit)


def _number(points: int, unit: int) -> str:
    return f"{(Decimal(points) / unit).normalize():f}"


__all__ = ["NOTHING_PRINTED", "OWN", "Context", "reasons_of", "row_values"]
