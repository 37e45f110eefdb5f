"""How a table's columns are known by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import NotThisForm
from pipeline.model import Header
from pipeline.schema import TABLES
from pipeline.spec.form import REPEATED, ColumnSpec, Spec
from pipeline.text import fold, header_period

_ADD_PERIOD = "write it into the spec, like period: 1-6月"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a given table.

    ``name`` is the role, for repeated roles with its number (``rank_1``).

    ``texts`` are its headings, outermost first, with the period that the spec adds; ``missing`` are
    the marks that stand for no value in it.
    """

    name: str
    role: str
    kind: str
    heading: str
    texts: tuple[str, ...]
    missing: tuple[str, ...] = ()


def layout(spec: Spec, headers: Sequence[Header]) -> tuple[Column, ...]:
    """The table's columns in order, known by their headings.

    Blank headings (padding) are passed over.

    Raises:
        NotThisForm: a heading fits no column, a column is missing or stands twice.
    """
    found: list[Column] = []
    unknown: list[str] = []
    for header in headers:
        texts = tuple(text for text in header.texts if text.strip())
        column = next((column for column in spec.columns if texts and _heads(column, texts)), None)
        if column is not None:
            found.append(_column(spec, column, texts, found))
        elif texts:
            unknown.append(repr(texts[-1]) + (f" under {texts[-2]!r}" if len(texts) > 1 else ""))
    if unknown:
        raise NotThisForm(f"form {spec.form}: no column is headed {', '.join(unknown)}")
    missing = [c.role for c in spec.columns if not any(f.role == c.role for f in found)]
    if missing:
        raise NotThisForm(f"form {spec.form}: no heading for {', '.join(missing)}")
    return tuple(found)


def _column(
    spec: Spec, column: ColumnSpec, texts: tuple[str, ...], found: Sequence[Column]
) -> Column:
    heading = texts[-1]
    if column.role == "rank":
        texts = (*texts, column.period) if column.period else texts
        if period_of(texts, 1) is None:
            raise NotThisForm(
                f"form {spec.form}: the ranking headed {heading!r} names no period; {_ADD_PERIOD}"
            )
    number = sum(f.role == column.role for f in found) + 1
    if number > 1 and not column.repeats:
        raise NotThisForm(
            f"form {spec.form}: two headings for {column.role}, the second is {heading!r}"
        )
    name = column.role
    if column.role in REPEATED:
        name = (_rank_name(texts) if column.role == "rank" else None) or f"{column.role}_{number}"
        if any(f.name == name for f in found):
            raise NotThisForm(
                f"form {spec.form}: two headings for one period, the second is {heading!r}"
            )
    return Column(name, column.role, column.kind, heading, texts, spec.missing.get(column.role, ()))


def _heads(column: ColumnSpec, texts: Sequence[str]) -> bool:
    """Whether these are the column's headings.

    Its own innermost, and one above it where the spec asks for that.
    """
    if not column.heading.search(fold(texts[-1])):
        return False
    return column.under is None or any(column.under.search(fold(text)) for text in texts[:-1])


def period_of(texts: Sequence[str], year: int) -> tuple[date, date] | None:
    """The period that a column's headings name, the innermost that names one."""
    return next((period for text in reversed(texts) if (period := header_period(text, year))), None)


def _rank_name(texts: Sequence[str]) -> str | None:
    """The published column of the headings' period; None where there is none for it."""
    period = period_of(texts, 1)
    months = (period[0].month, period[1].month) if period else None
    return next(
        (
            c.name
            for c in TABLES["indicators"].columns
            if c.months is not None and c.months == months
        ),
        None,
    )


def fits(spec: Spec, headers: Sequence[Header]) -> bool:
    """Whether these headings are the form's."""
    try:
        layout(spec, headers)
    except NotThisForm:
        return False
    return True
