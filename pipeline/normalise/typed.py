"""One record → its typed values, each with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.errors import NotThisForm
from pipeline.model import Preamble, Record, Repaired, ScoringUnit, Value
from pipeline.normalise.agencies import LeadSplit, known_units, split_lead_units
from pipeline.schema import TABLES
from pipeline.spec import Column, Spec, period_of
from pipeline.target import parse_target
from pipeline.text import mend, parse_integer, parse_number, parse_rank

UNSTATED = 1  # stands for a year that is not known


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings of a value in doubt.

    What it would publish, from which text, how much dearer than the cheapest; ``text`` is None for
    a lost cell, ``cost`` where it is not measured.
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
        return tuple(dict.fromkeys(reading.value for reading in self.readings))

    @property
    def ambiguous(self) -> bool:
        return self.source.status == "ambiguous"


@dataclass(frozen=True, slots=True)
class Period:
    """One ranking column: its name in the layout and the cumulative period its heading states."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What typing a row needs besides the row itself."""

    notice_id: str
    spec: Spec
    periods: tuple[Period, ...]
    agencies: frozenset[str]
    units: Mapping[int, ScoringUnit]
    open_units: Mapping[int, tuple[int, ...]]
    not_published: tuple[str, ...]


def setting_of(
    columns: Sequence[Column], preamble: Preamble, repaired: Repaired, spec: Spec, notice_id: str
) -> Setting:
    cells = [
        v.text
        for r in repaired.records
        if (v := _verbatim(r.values.get("lead_units"))) is not None and v.text
    ]
    open_units: dict[int, tuple[int, ...]] = {}
    for unit in repaired.units:
        for seq in unit.open_rows:
            open_units[seq] = (*open_units.get(seq, ()), unit.number)
    return Setting(
        notice_id,
        spec,
        tuple(_periods(columns, preamble.year)),
        known_units(cells),
        {seq: unit for unit in repaired.units for seq in unit.rows},
        open_units,
        spec.missing.get("rank", ("/",)),
    )


def _verbatim(value: Value | None) -> Value | None:
    """The value with its cell's own text, spaces included, where it has one cell."""
    if value is None or value.cell is None or value.text is None or value.status == "corrected":
        return value
    return replace(value, text=value.cell.text)


def _periods(columns: Sequence[Column], year: int | None) -> Iterator[Period]:
    for column in columns:
        if column.role == "rank":
            stated = _year_of("".join(column.texts)) or year
            found = period_of(column.texts, stated or UNSTATED)
            if found is None or found[0].year == UNSTATED:
                raise NotThisForm(
                    f"the year of the ranking headed {column.heading!r} is stated nowhere, neither in the headings nor "
                    "above the table; write it into the spec, like period: 2023年1-6月"
                )
            yield Period(column.name, *found)


def _year_of(text: str) -> int | None:
    at = text.find("年")
    digits = text[max(0, at - 4) : at] if at >= 4 else ""
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None


def typed_values(record: Record, setting: Setting) -> dict[str, Typed]:
    """Every column of ``indicators``, and the ranking columns by their layout names."""
    values = record.values
    absent = Value(None, "absent", why="the form has no such column")
    out: dict[str, Typed] = {"section": _section_of(record)}
    for name in ("level1", "level2", "indicator"):
        out[name] = _text(values.get(name, absent))
    for name in ("level1_points", "level2_points", "weight"):
        out[name] = _points(values.get(name, absent))
    out["unit"] = _unit(values.get("unit", absent), setting)
    out["scoring_unit"] = _membership(record, setting)
    for period in setting.periods:
        out[period.name] = _rank(values[period.name], setting)
    for column in TABLES["indicators"].columns:
        if column.months is not None:
            match = [p for p in setting.periods if (p.start.month, p.end.month) == column.months]
            missing = Value(None, "absent", why="the notice has no ranking for this period")
            out[column.name] = out[match[0].name] if match else Typed(None, missing)
    out |= _target(values.get("target", absent), out["unit"])
    out["target_rank"] = _target_rank(values.get("target_rank", absent))
    out["lead_units"] = _lead(values.get("lead_units", absent), setting)
    return out


def _section_of(record: Record) -> Typed:
    status = Value(
        record.section, "derived", why="the closing note states the serials of each section"
    )
    if record.section is None:
        status = Value(None, "absent", why="the notice states no sections")
    return Typed(record.section, status)


def _resolved(value: Value, parse: Callable[[str], Any]) -> Typed:
    """A typed value; candidates that mean the same leave no doubt."""
    if value.status != "ambiguous":
        return Typed(None if value.text is None else parse(value.text), value)
    typed = _open(value, parse)
    if (
        len(typed.candidates) == 1
        and typed.candidates[0] is not None
        and all(r.text for r in typed.readings)
    ):
        text = typed.readings[0].text
        return Typed(
            typed.candidates[0], replace(value, text=text, status="repaired", candidates=())
        )
    return typed


def _open(value: Value, parse: Callable[[str], Any]) -> Typed:
    return Typed(
        None,
        value,
        tuple(
            Reading(None if text is None else parse(text), text, cost)
            for text, cost in value.candidates
        ),
    )


def _text(value: Value) -> Typed:
    return _resolved(value, mend)


def _points(value: Value) -> Typed:
    return _resolved(value, parse_number)


def _unit(value: Value, setting: Setting) -> Typed:
    missing = setting.spec.missing.get("unit", ())

    def parse(text: str) -> str | None:
        return None if text.strip() in missing else mend(text)

    return _resolved(value, parse)


def _rank(value: Value, setting: Setting) -> Typed:
    return _resolved(value, lambda text: parse_rank(text, setting.not_published)[0])


def _target_rank(value: Value) -> Typed:
    typed = _resolved(value, parse_integer)
    if typed.value is None and value.text:
        return Typed(
            None, replace(typed.source, why=f"no ranking is printed but {mend(value.text)!r}")
        )
    return typed


def _target(value: Value, unit: Typed) -> dict[str, Typed]:
    """The target's text and its number, unit and bound, all with the text's provenance.

    A number without a unit of its own takes the row's: where that is in doubt, what depends on it
    is too.
    """
    texts = value.candidates if value.status == "ambiguous" else ((value.text, 0.0),)
    units = [(reading.value, reading.cost or 0.0) for reading in unit.readings] or [
        (unit.value, 0.0)
    ]
    ways = [
        (parse_target(text or "", of), text, cost + more)
        for text, cost in texts
        for of, more in units
    ]
    ways.sort(key=lambda way: way[2])
    out = {
        "target": _open(value, mend)
        if value.status == "ambiguous"
        else Typed(_mended(value.text), value)
    }
    for name in ("value", "unit", "comparator"):
        readings = tuple(Reading(getattr(target, name), text, cost) for target, text, cost in ways)
        out[f"target_{name}"] = _part(value, ways[0][0].note, readings)
    return out


def _mended(text: str | None) -> str | None:
    return None if text is None else mend(text)


def _part(value: Value, note: str | None, readings: tuple[Reading, ...]) -> Typed:
    """One part of a target.

    Certain where the text and every unit the row may have give the same.
    """
    if value.status == "ambiguous":
        return Typed(None, value, readings)
    if len({reading.value for reading in readings}) > 1:
        reason = "the target takes the row's unit, and that is in doubt"
        return Typed(None, replace(value, text=None, status="ambiguous", why=reason), readings)
    why = replace(value, why="; ".join(filter(None, (value.reason, note)))) if note else value
    return Typed(readings[0].value, why)


def _lead(value: Value, setting: Setting) -> Typed:
    if value.status == "ambiguous" or value.text is None:
        return _text(value)
    split = split_leads(value, setting)
    if split.units:
        return Typed("、".join(unit.name for unit in split.units), value)
    shown = tuple("、".join(unit.name for unit in way) for way in split.alternatives)
    if not shown:
        return Typed(None, replace(value, status="absent", why="no unit is named"))
    reason = "a space may part two units or be a wrap within one"
    texts = tuple((text, 0.0) for text in shown)
    return _open(replace(value, status="ambiguous", why=reason, text=None, candidates=texts), mend)


def split_leads(value: Value, setting: Setting) -> LeadSplit:
    verbatim = _verbatim(value)
    return split_lead_units((verbatim.text if verbatim else "") or "", setting.agencies)


def _membership(record: Record, setting: Setting) -> Typed:
    unit = setting.units.get(record.seq)
    if unit is not None:
        reasons = {
            "printed": "the row's own weight",
            "label": "the points of its second-level label",
            "derived": "what the printed sums leave",
        }
        return Typed(unit.number, Value(str(unit.number), "derived", why=reasons[unit.basis]))
    maybe = setting.open_units.get(record.seq, ())
    if maybe:
        reason = "the printed sums leave open which of these units the row belongs to"
        return Typed(None, Value(None, "ambiguous", why=reason), tuple(map(Reading, maybe)))
    return Typed(None, Value(None, "absent", why="the notice states no points"))
