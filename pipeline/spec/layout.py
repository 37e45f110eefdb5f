"""How a table's columns are known by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.errors import NotThisForm
from pipeline.messages import Message, message
from pipeline.model import Header
from pipeline.schema import TABLES
from pipeline.spec.form import REPEATED, ColumnSpec, Spec
from pipeline.text import fold, header_period, stated_years

# Stands for the year of a ranking whose headings state none: the notice's own, after any stated.
UNSTATED_YEAR = date.max.year
# What stands in a column of offices of the form's own; it may be blank more often than lead units.
OFFICES = "offices"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a given table.

    ``name`` is the role, for repeated roles with its number (``rank_1``), for a column of the
    form's own the name that the spec gives it.

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
    place = message("spec.form", form=spec.form)
    found: list[Column] = []
    used: list[ColumnSpec] = []
    unknown: list[Message] = []
    for header in headers:
        texts = tuple(text for text in header.texts if text.strip())
        if not texts:
            continue
        column = _headed(spec, texts, used)
        if column is None:
            unknown.append(_heading(texts))
            continue
        used.append(column)
        found.append(_column(spec, column, texts, found, used))
    if unknown:
        raise NotThisForm("spec.unknown-headings", where=place, headings=unknown)
    missing = _missing(spec, used)
    if missing:
        raise NotThisForm("spec.headings-missing", where=place, roles=missing)
    return _with_published_ranks(found, place)


def _headed(
    spec: Spec,
    texts: Sequence[str],
    used: Sequence[ColumnSpec],
) -> ColumnSpec | None:
    """What the spec says of a column with these headings; None where it says nothing.

    Of several that have the same heading each is one of its columns, in their order.
    """
    fitting = [column for column in spec.columns if _heads(column, texts)]
    for column in fitting:
        if column.repeats or column not in used:
            return column
    return fitting[0] if fitting else None


def _with_published_ranks(found: Sequence[Column], place: Message) -> tuple[Column, ...]:
    """The columns, rankings named as ``indicators`` has them; of several years the latest is.

    Raises:
        NotThisForm: two rankings are of the same months of one year.
    """
    latest: dict[str, Column] = {}
    seen = set()
    for column in found:
        period = period_of(column.texts, UNSTATED_YEAR) if column.role == "rank" else None
        if period is None:
            continue
        if period in seen:
            raise NotThisForm("spec.period-twice", where=place, heading=column.heading)
        seen.add(period)
        name = _rank_name(period)
        known = latest.get(name) if name else None
        if name and (known is None or period > _period(known)):
            latest[name] = column
    names = {column.name: name for name, column in latest.items()}
    return tuple(replace(column, name=names.get(column.name, column.name)) for column in found)


def _period(column: Column) -> tuple[date, date]:
    return period_of(column.texts, UNSTATED_YEAR) or (date.min, date.min)


def _missing(spec: Spec, used: Sequence[ColumnSpec]) -> list[str]:
    """What no heading of the table stands for: roles, and columns of the form's own by name."""
    roles = {column.role for column in used}
    missing = []
    for column in spec.columns:
        if column.role not in roles:
            missing.append(column.name or column.role)
        elif column.name is not None and column not in used:
            missing.append(column.name)
    return missing


def _heading(texts: Sequence[str]) -> Message:
    """A column's headings, as a sentence names them."""
    heading = texts[-1]
    if len(texts) == 1:
        return message("spec.heading", heading=heading)
    return message("spec.heading-under", heading=heading, outer=texts[-2])


def _column(
    spec: Spec,
    column: ColumnSpec,
    texts: tuple[str, ...],
    found: Sequence[Column],
    used: Sequence[ColumnSpec],
) -> Column:
    """The column with these headings, after those that were ``found`` before it.

    ``used`` are what the spec says of those and of this one.
    """
    place = message("spec.form", form=spec.form)
    role, heading = column.role, texts[-1]
    if role == "rank":
        texts = _with_period(column, texts)
        if period_of(texts, 1) is None:
            raise NotThisForm("spec.period-missing", where=place, heading=heading)
    number = 1 + sum(before.role == role for before in found)
    if role == "extra":
        number = used.count(column)
    if number > 1 and not column.repeats:
        raise NotThisForm(
            "spec.heading-twice",
            where=place,
            role=role,
            heading=heading,
        )
    name = _name(column, number)
    if any(before.name == name for before in found):
        raise NotThisForm("spec.heading-twice", where=place, role=role, heading=heading)
    return Column(
        name,
        role,
        OFFICES if role == "extra" and column.kind == "agency" else column.kind,
        heading,
        texts,
        spec.missing.get(role, ()),
    )


def _with_period(column: ColumnSpec, texts: tuple[str, ...]) -> tuple[str, ...]:
    """A ranking's headings, and the period that the spec adds to them."""
    if column.period is None:
        return texts
    return (*texts, column.period)


def _name(column: ColumnSpec, number: int) -> str:
    """The column's name: its role, with the number where several may have it."""
    role = column.role
    if column.name is not None:
        return column.name if number == 1 else f"{column.name}_{number}"
    if role not in REPEATED:
        return role
    return f"{role}_{number}"


def _heads(column: ColumnSpec, texts: Sequence[str]) -> bool:
    """Whether these are the column's headings.

    Its own innermost, and one above it where the spec asks for that.
    """
    *above, heading = texts
    if not column.heading.search(fold(heading)):
        return False
    under = column.under
    if under is None:
        return True
    return any(under.search(fold(text)) for text in above)


def period_of(texts: Sequence[str], year: int) -> tuple[date, date] | None:
    """The period that a column's headings name, the innermost that names one.

    Its year is the one that it states itself, else any of the headings; ``year`` where none does.
    """
    stated = stated_years("".join(texts))
    if len(stated) == 1:
        year = stated[0]
    for text in reversed(texts):
        period = header_period(text, year)
        if period is not None:
            return period
    return None


def _rank_name(period: tuple[date, date]) -> str | None:
    """The published column of a period; None where there is none for it."""
    first, last = period
    months = (first.month, last.month)
    for column in TABLES["indicators"].columns:
        if column.months == months:
            return column.name
    return None


def fits(spec: Spec, headers: Sequence[Header]) -> bool:
    """Whether these headings are the form's."""
    try:
        layout(spec, headers)
    except NotThisForm:
        return False
    return True
