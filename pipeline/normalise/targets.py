"""A target's text, number, unit and bound → typed values, all with the text's provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.messages import message
from pipeline.model import Value
from pipeline.normalise.typed import Reading, Typed, opened
from pipeline.text import mend
from pipeline.text.target import Note, Target, parse_target

# The code that says each note.
NOTES = {
    Note.TOO_LONG: "normalise.target-too-long",
    Note.REMARK: "normalise.target-remark",
    Note.UNREADABLE: "normalise.target-unreadable",
    Note.RANGE: "normalise.target-range",
    Note.TWO_NUMBERS: "normalise.target-two-numbers",
    Note.NEGATED: "normalise.target-negated",
    Note.NO_UNIT: "normalise.target-no-unit",
    Note.TWO_BOUNDS: "normalise.target-two-bounds",
    Note.APPROXIMATE: "normalise.target-approximate",
}
PARTS = ("value", "unit", "comparator")


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the texts a target may have, read with one of the units its row may have."""

    target: Target
    text: str | None
    cost: float

    def reading(self, part: str) -> Reading:
        value = getattr(self.target, part)
        return Reading(value, self.text, self.cost)


def typed_target(value: Value, unit: Typed) -> dict[str, Typed]:
    """The target's text and its number, unit and bound, by column.

    A number without a unit of its own takes the row's: where that is in doubt, what depends on it
    is too.
    """
    ways = _ways(value, unit)
    if value.status == "ambiguous":
        out = {"target": opened(value, mend)}
    else:
        text = None if value.text is None else mend(value.text)
        out = {"target": Typed(text, value)}
    note = ways[0].target.note
    for part in PARTS:
        readings = tuple(way.reading(part) for way in ways)
        out[f"target_{part}"] = _part(value, note, readings)
    return out


def has_two_numbers(typed: Typed) -> bool:
    """Whether the number of a target is null because the target has two."""
    codes = [clause.code for clause in typed.source.reasons]
    return NOTES[Note.TWO_NUMBERS] in codes


def _ways(value: Value, unit: Typed) -> list[_Way]:
    """Every text with every unit, the cheapest first."""
    texts = value.candidates
    if value.status != "ambiguous":
        texts = ((value.text, 0.0),)
    units = unit.readings or (Reading(unit.value),)
    ways = []
    for text, cost in texts:
        for of in units:
            target = parse_target(text or "", of.value)
            both = cost + (of.cost or 0.0)
            ways.append(_Way(target, text, both))
    return sorted(ways, key=lambda way: way.cost)


def _part(
    value: Value,
    note: Note | None,
    readings: tuple[Reading, ...],
) -> Typed:
    """One part of a target.

    Certain where the text and every unit the row may have give the same.
    """
    if value.status == "ambiguous":
        return Typed(None, value, readings)
    if len({reading.value for reading in readings}) > 1:
        doubted = replace(
            value,
            text=None,
            status="ambiguous",
            why=(message("normalise.row-unit-open"),),
        )
        return Typed(None, doubted, readings)
    if note is not None:
        said = message(NOTES[note])
        value = replace(value, why=(*value.reasons, said))
    return Typed(readings[0].value, value)
