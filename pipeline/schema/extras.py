"""The table of a form's own columns: which columns each of them is published as.

The spec names them, so they differ from form to form. A file of the table carries the description,
the unit and the vocabulary of each column, and is read back by these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.schema.columns import Column, TableSchema
from pipeline.schema.shared import NOTICE_ID, SEQ, TO_INDICATOR, TO_NOTICE
from pipeline.schema.vocabulary import PRECISION

EXTRAS = "extras"
# What a column of the form's own may be called, in characters as well.
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# How the columns that follow another are called, by what they add to its name.
FOLLOWING = ("_text", "_unit", "_precision", "_start")
_DESCRIPTION = (
    "One row per indicator: the columns of the form's own, as its spec names them. There only "
    "where the form has any."
)
_AS_PRINTED = "the same as printed, line wraps mended"


def extras_table(columns: Iterable[Column]) -> TableSchema:
    """The table with these columns behind the serial."""
    return TableSchema(
        EXTRAS,
        "Columns of the form's own",
        _DESCRIPTION,
        (NOTICE_ID, SEQ, *columns),
        ("seq",),
        (TO_NOTICE, TO_INDICATOR),
    )


def extra_columns(name: str, kind: str, heading: str) -> tuple[Column, ...]:
    """The published columns of one column of the form: its value, and what belongs to it.

    Args:
        name: what the spec calls it.
        kind: text, date, number, percent or agency.
        heading: what is printed over it.
    """
    text = Column(f"{name}_text", "string", f"{heading}: {_AS_PRINTED}")
    if kind == "date":
        return (*_date_columns(name, heading), text)
    if kind == "number":
        what = f"{heading}: the number where the cell holds exactly one; null for words and ranges"
        unit = Column(
            f"{name}_unit", "string", f"{heading}: the unit printed with the number or the heading"
        )
        return Column(name, "float64", what, unit=f"see {name}_unit"), unit, text
    if kind == "percent":
        what = f"{heading}: per cent, 40% is 40; null for words and ranges"
        return Column(name, "float64", what, unit="%"), text
    if kind == "agency":
        return Column(name, "string", f"{heading}: the units named, joined with 、"), text
    return (Column(name, "string", f"{heading}: {_AS_PRINTED}"),)


def _date_columns(name: str, heading: str) -> tuple[Column, ...]:
    last = "the last day of what is printed (6月底 is 30 June); null where no one date is, see"
    first = "the first day, where a span is printed (3月至6月); else null"
    return (
        Column(name, "date32", f"{heading}: {last} {name}_text"),
        Column(
            f"{name}_precision",
            "string",
            f"{heading}: how exact the date is",
            values=tuple(PRECISION),
        ),
        Column(f"{name}_start", "date32", f"{heading}: {first}"),
    )


def main_columns(names: Sequence[str]) -> tuple[str, ...]:
    """Of the table's columns those that hold a value of their own, without what follows one."""
    every = set(names)
    own = []
    for name in names:
        follows = any(name.removesuffix(suffix) in every - {name} for suffix in FOLLOWING)
        if name not in (NOTICE_ID.name, SEQ.name) and not follows:
            own.append(name)
    return tuple(own)


def printed_heading(column: Column) -> str:
    """What the form prints over a column of its own, by the column's description."""
    return column.description.partition(": ")[0]
