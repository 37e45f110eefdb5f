"""What typing a row needs besides the row itself: periods, known units, scoring units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.errors import NotThisForm
from pipeline.model import Preamble, Record, Repaired, ScoringUnit, Value
from pipeline.normalise.agencies import known_units
from pipeline.spec import UNSTATED_YEAR, Column, Spec, period_of
from pipeline.text import mend


@dataclass(frozen=True, slots=True)
class Period:
    """One ranking column: its name in the layout and the cumulative period its heading states."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What typing a row needs besides the row itself.

    ``agencies`` are the lead units that the notice shows by themselves, ``units`` the scoring unit
    of each row that certainly belongs to one, ``open_units`` the numbers of those that a row may
    belong to; ``not_published`` are the marks for a ranking that is none.
    """

    spec: Spec
    periods: tuple[Period, ...]
    agencies: frozenset[str]
    units: Mapping[int, ScoringUnit]
    open_units: Mapping[int, tuple[int, ...]]
    not_published: tuple[str, ...]


def setting_of(
    columns: Sequence[Column],
    preamble: Preamble,
    repaired: Repaired,
    spec: Spec,
) -> Setting:
    """The setting of one notice.

    Raises:
        NotThisForm: the year of a ranking is stated nowhere.
    """
    periods = tuple(_periods(columns, preamble.year))
    units: dict[int, ScoringUnit] = {}
    open_units: dict[int, tuple[int, ...]] = {}
    for unit in repaired.units:
        units |= dict.fromkeys(unit.rows, unit)
        for seq in unit.open_rows:
            others = open_units.get(seq, ())
            open_units[seq] = (*others, unit.number)
    return Setting(
        spec,
        periods,
        known_units(_lead_cells(repaired.records)),
        units,
        open_units,
        spec.missing.get("rank", ("/",)),
    )


def _lead_cells(records: Sequence[Record]) -> Iterator[str]:
    """The texts of the column of lead units."""
    for record in records:
        value = verbatim(record.values.get("lead_units"))
        if value is not None and value.text:
            yield value.text


def verbatim(value: Value | None) -> Value | None:
    """The value with its cell's own text, spaces included, where it has one cell."""
    if value is None or value.cell is None:
        return value
    if value.text is None or value.status == "corrected":
        return value
    return replace(value, text=_within(value.cell.text, value.text))


def _within(printed: str, text: str) -> str:
    """The words of a cell that are the text: all of them, unless it holds another column's too."""
    words = printed.split()
    for count in range(len(words), 0, -1):
        for part in (words[:count], words[-count:]):
            joined = " ".join(part)
            if mend(joined) == text:
                is_whole = count == len(words)
                return printed if is_whole else joined
    return printed


def _periods(columns: Sequence[Column], year: int | None) -> Iterator[Period]:
    """The ranking columns; ``year`` is the notice's, for headings that state none."""
    for column in columns:
        if column.role != "rank":
            continue
        found = period_of(column.texts, year or UNSTATED_YEAR)
        if found is None or found[0].year == UNSTATED_YEAR:
            raise NotThisForm("normalise.year-unknown", heading=column.heading)
        start, end = found
        yield Period(column.name, start, end)
