"""One record → its typed values, each with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.messages import Message, message
from pipeline.model import Record, Value
from pipeline.normalise.agencies import LeadSplit, LeadUnit, split_lead_units
from pipeline.normalise.setting import Setting, verbatim
from pipeline.schema import TABLES
from pipeline.text import mend, parse_integer, parse_points, parse_rank


def _absent(why: Message) -> Value:
    return Value(None, "absent", why=(why,))


NO_COLUMN = _absent(message("normalise.no-column"))
NO_PERIOD = _absent(message("normalise.no-period"))
NO_SECTIONS = _absent(message("normalise.no-sections"))
NO_POINTS = _absent(message("normalise.no-points"))
# How the points of a scoring unit are known.
BASES = {
    "printed": message("normalise.own-weight"),
    "label": message("normalise.label-points"),
    "derived": message("normalise.left-by-sums"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings of a value in doubt.

    What it would publish, from which text, how much more it costs than the cheapest; ``text`` is
    None for a lost cell, ``cost`` where it is not measured.
    """

    value: Any
    text: str | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """One published value with its provenance.

    ``value`` None where null, ``readings`` given where ambiguous.
    """

    value: Any
    source: Value
    readings: tuple[Reading, ...] = ()

    @property
    def candidates(self) -> tuple[Any, ...]:
        """The values it may have, each once."""
        values = (reading.value for reading in self.readings)
        return tuple(dict.fromkeys(values))

    @property
    def ambiguous(self) -> bool:
        """Whether the value is open."""
        return self.source.status == "ambiguous"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One indicator, and its typed values by column."""

    record: Record
    values: Mapping[str, Typed]

    @property
    def seq(self) -> int:
        """The indicator's serial."""
        return self.record.seq


Parse = Callable[[str], Any]


def resolved(value: Value, parse: Parse) -> Typed:
    """A typed value; candidates that mean the same leave no doubt."""
    if value.status != "ambiguous":
        meant = None if value.text is None else parse(value.text)
        return Typed(meant, value)
    typed = opened(value, parse)
    texts = [reading.text for reading in typed.readings]
    same = len(typed.candidates) == 1 and all(texts)
    if not same or typed.candidates[0] is None:
        return typed
    certain = replace(
        value,
        text=texts[0],
        status="repaired",
        candidates=(),
    )
    return Typed(typed.candidates[0], certain)


def opened(value: Value, parse: Parse) -> Typed:
    """A value in doubt, with what each of its texts would publish."""
    readings = []
    for text, cost in value.candidates:
        meant = None if text is None else parse(text)
        readings.append(Reading(meant, text, cost))
    return Typed(None, value, tuple(readings))


def typed_text(value: Value) -> Typed:
    """A text as it is published."""
    return resolved(value, mend)


def typed_points(value: Value) -> Typed:
    """A number of points."""
    return resolved(value, parse_points)


def typed_unit(value: Value, setting: Setting) -> Typed:
    """A row's unit of measure; null where its mark says that there is none."""
    missing = setting.spec.missing.get("unit", ())

    def parse(text: str) -> str | None:
        return None if text.strip() in missing else mend(text)

    return resolved(value, parse)


def typed_rank(value: Value, setting: Setting) -> Typed:
    """A ranking; null where it was not published."""

    def parse(text: str) -> int | None:
        rank, _ = parse_rank(text, setting.not_published)
        return rank

    return resolved(value, parse)


def typed_target_rank(value: Value) -> Typed:
    """The ranking aimed at; null where words stand in its place, which is said."""
    typed = resolved(value, parse_integer)
    if typed.value is not None or not value.text:
        return typed
    why = message("normalise.no-ranking", printed=mend(value.text))
    source = replace(typed.source, why=(why,))
    return Typed(None, source)


def typed_section(record: Record) -> Typed:
    """The section whose serials hold the row."""
    section = record.section
    if section is None:
        return Typed(None, NO_SECTIONS)
    why = message("normalise.section-stated")
    source = Value(section, "derived", why=(why,))
    return Typed(section, source)


def typed_membership(record: Record, setting: Setting) -> Typed:
    """The number of the row's scoring unit."""
    unit = setting.units.get(record.seq)
    if unit is not None:
        number = unit.number
        why = BASES[unit.basis]
        source = Value(str(number), "derived", why=(why,))
        return Typed(number, source)
    maybe = setting.open_units.get(record.seq, ())
    weight = record.values.get("weight")
    is_open = bool(setting.units) and weight is not None and weight.status == "ambiguous"
    if not maybe and not is_open:
        return Typed(None, NO_POINTS)
    why = message("normalise.unit-open" if maybe else "normalise.unit-of-open-points")
    source = Value(None, "ambiguous", why=(why,))
    readings = tuple(Reading(number) for number in maybe or (None,))
    return Typed(None, source, readings)


def typed_lead_units(value: Value, setting: Setting) -> Typed:
    """The lead units of one cell, joined with 、; open where a space may part two of them."""
    if value.status == "ambiguous" or value.text is None:
        return typed_text(value)
    split = split_leads(value, setting)
    if split.units:
        return Typed(_joined(split.units), value)
    if not split.alternatives:
        why = message("normalise.no-lead-unit")
        source = replace(value, status="absent", why=(why,))
        return Typed(None, source)
    candidates = [(_joined(way), 0.0) for way in split.alternatives]
    doubted = replace(
        value,
        status="ambiguous",
        why=(message("normalise.space-open"),),
        text=None,
        candidates=tuple(candidates),
    )
    return opened(doubted, mend)


def split_leads(value: Value, setting: Setting) -> LeadSplit:
    """The lead units of a cell, by what stands there."""
    printed = verbatim(value)
    text = printed.text if printed else None
    return split_lead_units(text or "", setting.agencies)


def _joined(units: tuple[LeadUnit, ...]) -> str:
    return "、".join(unit.name for unit in units)


def typed_periods(
    values: Mapping[str, Value],
    setting: Setting,
) -> dict[str, Typed]:
    """The rankings by their layout names, and by the columns that ``indicators`` has for them."""
    out: dict[str, Typed] = {}
    for period in setting.periods:
        value = values[period.name]
        out[period.name] = typed_rank(value, setting)
    for column in TABLES["indicators"].columns:
        if column.months is None:
            continue
        out.setdefault(column.name, Typed(None, NO_PERIOD))
    return out
