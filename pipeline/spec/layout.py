"""How a table's columns are known by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import NotThisForm
from pipeline.messages import Message, message
from pipeline.model import Header
from pipeline.schema import TABLES
from pipeline.spec.form import REPEATED, ColumnSpec, Spec
from pipeline.text import fold, header_period


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
    place = message("spec.form", form=spec.form)
    found: list[Column] = []
    unknown: list[Message] = []
    for header in headers:
        texts = tuple(text for text in header.texts if text.strip())
        if not texts:
            continue
        column = next((column for column in spec.columns if _heads(column, texts)), None)
        if column is None:
            unknown.append(_heading(texts))
        else:
            found.append(_column(spec, column, texts, found))
    if unknown:
        raise NotThisForm("spec.unknown-headings", where=place, headings=unknown)
    known = {column.role for column in found}
    missing = [column.role for column in spec.columns if column.role not in known]
    if missing:
        raise NotThisForm("spec.headings-missing", where=place, roles=missing)
    return tuple(found)


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
) -> Column:
    """The column with these headings, after those that were ``found`` before it."""
    place = message("spec.form", form=spec.form)
    role, heading = column.role, texts[-1]
    if role == "rank":
        texts = _with_period(column, texts)
        if period_of(texts, 1) is None:
            raise NotThisForm("spec.period-missing", where=place, heading=heading)
    number = 1 + sum(before.role == role for before in found)
    if number > 1 and not column.repeats:
        raise NotThisForm(
            "spec.heading-twice",
            where=place,
            role=role,
            heading=heading,
        )
    name = _name(role, number, texts)
    if any(before.name == name for before in found):
        raise NotThisForm("spec.period-twice", where=place, heading=heading)
    return Column(
        name,
        role,
        column.kind,
        heading,
        texts,
        spec.missing.get(role, ()),
    )


def _with_period(column: ColumnSpec, texts: tuple[str, ...]) -> tuple[str, ...]:
    """A ranking's headings, and the period that the spec adds to them."""
    if column.period is None:
        return texts
    return (*texts, column.period)


def _name(
    role: str,
    number: int,
    texts: Sequence[str],
) -> str:
    """The column's name: its role, with the number where several may have it."""
    if role not in REPEATED:
        return role
    published = _rank_name(texts) if role == "rank" else None
    return published or f"{role}_{number}"


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
    """The period that a column's headings name, the innermost that names one."""
    for text in reversed(texts):
        period = header_period(text, year)
        if period is not None:
            return period
    return None


def _rank_name(texts: Sequence[str]) -> str | None:
    """The published column of the headings' period; None where there is none for it."""
    period = period_of(texts, 1)
    if period is None:
        return None
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
