"""What is told of the columns of a form's own: units, and cells of which no value is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.messages import message
from pipeline.model import Finding
from pipeline.normalise.extra_setting import ExtraSetting
from pipeline.normalise.extras import Extra, RowsOfExtras
from pipeline.text import fold, lacks_year

_DIGIT = re.compile(r"\d")


def units_told(settings: Sequence[ExtraSetting]) -> Iterator[Finding]:
    """Which columns have the unit that stands above the table, and which not."""
    of_table = [one for one in settings if one.units]
    if not of_table:
        return
    units = of_table[0].units
    with_it = [one.column.name for one in of_table if one.unit is not None]
    without = [one.column.name for one in of_table if one.unit is None]
    if len(units) > 1:
        what = message(
            "normalise.units-several",
            units=units,
            columns=without,
        )
        yield Finding("warning", "table-unit", what)
        return
    if with_it:
        what = message(
            "normalise.unit-of-table",
            unit=units[0],
            columns=with_it,
        )
        yield Finding("info", "table-unit", what)
    if without:
        what = message(
            "normalise.unit-not-of-column",
            unit=units[0],
            columns=without,
        )
        yield Finding("info", "table-unit", what)


def doubts_of(rows: RowsOfExtras) -> Iterator[Finding]:
    """Cells of which no value is taken; dates without a year in a notice that states none."""
    without_year: dict[str, list[int]] = {}
    for seq, extras in rows:
        for extra in extras:
            if _lacks_a_year(extra):
                serials = without_year.setdefault(extra.name, [])
                serials.append(seq)
            elif _is_unread(extra):
                yield _unread(extra, seq)
    for name, serials in without_year.items():
        count = len(serials)
        what = message(
            "normalise.dates-without-year",
            column=name,
            count=count,
        )
        yield Finding(
            "warning",
            "date-year",
            what,
            first_seq=min(serials),
            last_seq=max(serials),
        )


def _unread(extra: Extra, seq: int) -> Finding:
    what = message(
        "normalise.extra-unread",
        column=extra.name,
        printed=extra.text,
    )
    return Finding("info", "extra-unread", what, seq)


def _lacks_a_year(extra: Extra) -> bool:
    """Whether a date's year is stated nowhere."""
    setting = extra.setting
    if setting.kind != "date" or setting.years or extra.text is None:
        return False
    return lacks_year(extra.text)


def _is_unread(extra: Extra) -> bool:
    """Whether figures stand there of which none is taken: two dates, a range, words around one."""
    if extra.text is None or extra.typed.value is not None or extra.typed.ambiguous:
        return False
    return bool(_DIGIT.search(fold(extra.text)))
