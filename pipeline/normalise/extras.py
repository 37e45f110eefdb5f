"""Columns of the form's own → the values of ``extras``, each with its provenance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipeline.messages import message
from pipeline.model import Record, Value
from pipeline.normalise.extra_setting import ExtraSetting, kind_of
from pipeline.normalise.typed import Typed, opened, resolved, typed_lead_units, typed_text
from pipeline.schema import Column as PublishedColumn
from pipeline.schema import TableSchema, extra_columns, extras_table
from pipeline.spec import Column
from pipeline.text import (
    Deadline,
    fold,
    lacks_year,
    mend,
    parse_number,
    parse_percent,
    read_deadline,
)
from pipeline.text.target import parse_target

# What is published beside a value, by column.
Beside = dict[str, Any]
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Extra:
    """One cell: its value with its provenance, and what is published beside it, by column."""

    setting: ExtraSetting
    typed: Typed
    beside: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The column's name."""
        return self.setting.column.name

    @property
    def text(self) -> str | None:
        """What is printed, where the column publishes that beside the value."""
        text: str | None = self.beside.get(f"{self.name}_text")
        return text

    @property
    def row(self) -> dict[str, Any]:
        """Its columns of ``extras``."""
        values = dict.fromkeys(self.setting.published)
        return {**values, **self.beside, self.name: self.typed.value}


# Every row's serial, and its cells in the columns of the form's own.
RowsOfExtras = Sequence[tuple[int, Sequence[Extra]]]


def table_of(columns: Sequence[Column]) -> TableSchema | None:
    """The table of the form's own columns; None where it has none."""
    published: list[PublishedColumn] = []
    for column in columns:
        if column.role != "extra":
            continue
        kind = kind_of(column)
        headings = " ".join(column.texts)
        published += extra_columns(column.name, kind, mend(headings))
    if not published:
        return None
    return extras_table(published)


def extra_of(record: Record, setting: ExtraSetting) -> Extra:
    """One cell of a column of the form's own."""
    column = setting.column
    value = record.values[column.name]
    if setting.kind == "text":
        return Extra(setting, typed_text(value), {})
    typed = resolved(value, _of_kind(setting))
    value = typed.source  # with the text of a cell whose readings all mean the same
    text = None if value.text is None else mend(value.text)
    beside: Beside = {f"{column.name}_text": text}
    if text is None or fold(text) in map(fold, column.missing):
        return Extra(setting, typed, beside)
    typed_as = _BY_KIND[setting.kind]
    return typed_as(value, text, setting, beside)


def _office(value: Value, _: str, setting: ExtraSetting, beside: Beside) -> Extra:
    """Offices, read as the lead units are."""
    typed = typed_lead_units(value, setting.agencies)
    return Extra(setting, typed, beside)


def _percent(value: Value, _: str, setting: ExtraSetting, beside: Beside) -> Extra:
    typed = resolved(value, _of_kind(setting))
    return Extra(setting, typed, beside)


def _figure(value: Value, text: str, setting: ExtraSetting, beside: Beside) -> Extra:
    """A number with its unit."""
    typed = resolved(value, _of_kind(setting))
    if typed.value is not None:
        beside[f"{setting.column.name}_unit"] = _unit(text, setting)
    return Extra(setting, typed, beside)


def _of_kind(setting: ExtraSetting) -> Callable[[str], Any]:
    """What a text of the column is read as; None where it is no value of the kind."""
    missing = {fold(mark) for mark in setting.column.missing}

    def parse(text: str) -> Any:
        if fold(text) in missing:
            return None
        if setting.kind == "number":
            return _number(text)
        if setting.kind == "percent":
            return parse_percent(text) if "%" in fold(text) else parse_number(text)
        if setting.kind == "date":
            readings = read_deadline(text, setting.years)
            return readings[0].last if len(readings) == 1 else None
        return mend(text)

    return parse


def _number(text: str) -> Decimal | None:
    """The number of a cell that is one, with or without a unit."""
    number = parse_number(text)
    if number is not None:
        return number
    target = parse_target(text)
    exact = target.comparator == "=" and target.note is None
    return target.value if exact and not _has_words_before(text) else None


def _has_words_before(text: str) -> bool:
    """Whether the number is not what the cell opens with."""
    found = _DIGIT.search(fold(text))
    return found is None or found.start() > 1


def _unit(text: str, setting: ExtraSetting) -> str | None:
    if parse_number(text) is not None:
        return setting.unit
    return parse_target(text).unit or setting.unit


def _date(value: Value, text: str, setting: ExtraSetting, beside: Beside) -> Extra:
    """A date with how exact it is; open where two days or years are possible."""
    readings = read_deadline(text, setting.years)
    if len(readings) > 1 and value.status != "ambiguous":
        return Extra(setting, _open_date(value, readings), beside)
    typed = resolved(value, _of_kind(setting))
    if len(readings) != 1:
        return Extra(setting, typed, beside)
    (found,) = readings
    name = setting.column.name
    beside[f"{name}_precision"] = str(found.precision)
    beside[f"{name}_start"] = found.first
    if lacks_year(text):
        typed = _of_the_notices_year(typed, found)
    return Extra(setting, typed, beside)


def _of_the_notices_year(typed: Typed, found: Deadline) -> Typed:
    """The date with the reason for its year."""
    year = found.last.year
    said = message("normalise.year-of-notice", year=year)
    why = (*typed.source.why, said)
    source = replace(typed.source, why=why)
    return replace(typed, source=source)


def _open_date(value: Value, readings: Sequence[Deadline]) -> Typed:
    code = "normalise.date-open"
    years = {reading.last.year for reading in readings}
    if len(years) > 1:
        code = "normalise.date-year-open"
    candidates = [(reading.last.isoformat(), 0.0) for reading in readings]
    printed = mend(value.text or "")
    why = message(code, printed=printed)
    doubted = replace(
        value,
        status="ambiguous",
        why=(why,),
        text=None,
        candidates=tuple(candidates),
    )
    return opened(doubted, lambda text: text)


_BY_KIND: dict[str, Callable[[Value, str, ExtraSetting, Beside], Extra]] = {
    "agency": _office,
    "date": _date,
    "number": _figure,
    "percent": _percent,
}


def extras_of(
    records: Sequence[Record],
    settings: Sequence[ExtraSetting],
) -> RowsOfExtras:
    """Every record's cells in the columns of the form's own, by its serial."""
    found = []
    for record in records:
        cells = tuple(extra_of(record, setting) for setting in settings)
        found.append((record.seq, cells))
    return found
