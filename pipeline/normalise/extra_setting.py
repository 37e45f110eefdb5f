"""What typing a column of the form's own needs besides its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import Record
from pipeline.normalise.agencies import known_units
from pipeline.normalise.setting import Setting, verbatim
from pipeline.schema import extra_columns
from pipeline.spec import OFFICES, Column
from pipeline.text import (
    fold,
    mend,
    stated_units,
    stated_years,
    takes_unit,
)

_IN_BRACKETS = re.compile(r"\((?:单位:?)?([^()\d]{1,8})\)")


@dataclass(frozen=True, slots=True)
class ExtraSetting:
    """What typing a column needs besides its cells.

    Args:
        years: those that a date without a year may be of.
        agencies: the notice's setting, with the units that this column shows by themselves.
        unit: the unit that the heading prints, else the table, for figures without one of their
            own.
        units: those stated above the table, where the heading prints none.
    """

    column: Column
    years: tuple[int, ...]
    agencies: Setting
    unit: str | None
    units: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the spec says that stands in the column."""
        return kind_of(self.column)

    @property
    def published(self) -> tuple[str, ...]:
        """The columns of ``extras`` that it is published as, its own first."""
        heading = mend(self.column.heading)
        columns = extra_columns(self.column.name, self.kind, heading)
        return tuple(column.name for column in columns)


def kind_of(column: Column) -> str:
    """How the published columns of a column of the form's own are typed."""
    return "agency" if column.kind == OFFICES else column.kind


def settings_of(
    columns: Sequence[Column],
    records: Sequence[Record],
    setting: Setting,
    years: tuple[int, ...],
    units: tuple[str, ...] = (),
) -> tuple[ExtraSetting, ...]:
    """The setting of each column of the form's own.

    Args:
        columns: those of the table.
        records: its rows.
        setting: the notice's.
        years: that the notice states.
        units: that a line above the table states for its figures.
    """
    own = [column for column in columns if column.role == "extra"]
    found = []
    for column in own:
        one = _setting(column, records, setting, years)
        if one.unit is None and one.kind == "number":
            one = replace(one, unit=_stated_unit(column, units), units=units)
        found.append(one)
    return tuple(found)


def _stated_unit(column: Column, units: tuple[str, ...]) -> str | None:
    """The unit that a line above the table states, where it is one and the heading may have it."""
    if len(units) != 1 or not takes_unit(column.heading, units[0]):
        return None
    return units[0]


def _setting(
    column: Column,
    records: Sequence[Record],
    setting: Setting,
    years: tuple[int, ...],
) -> ExtraSetting:
    headings = "".join(column.texts)
    own_years = stated_years(headings)
    if column.kind == OFFICES:
        texts = _printed_texts(column, records)
        agencies = setting.agencies | known_units(texts)
        setting = replace(setting, agencies=agencies)
    key = fold(headings)
    found = _IN_BRACKETS.search(key)
    unit = found[1] if found else _unit_of_headings(column)
    return ExtraSetting(column, own_years or years, setting, unit)


def _unit_of_headings(column: Column) -> str | None:
    """The unit that a heading over several columns states as a line would: 单位：万元."""
    for text in column.texts:
        units = stated_units(text)
        if len(units) == 1 and takes_unit(column.heading, units[0]):
            return units[0]
    return None


def _printed_texts(column: Column, records: Sequence[Record]) -> list[str]:
    """The texts of a column's cells, as they stand there."""
    texts = []
    for record in records:
        value = verbatim(record.values.get(column.name))
        if value is not None and value.text:
            texts.append(value.text)
    return texts
