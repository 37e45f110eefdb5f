"""The values that repairing a table yields: records, units and sums; and the facts of a notice.

As those of :mod:`pipeline.model`, which has their names too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pipeline.messages import Message, render_all
from pipeline.model.cell import Cell
from pipeline.model.table import Finding, Row

# The clauses of a reason.
Why = tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change, as the log has it.

    ``cost`` is how much more the best reading without the change costs: 0 where nothing was chosen,
    None where that reading is beyond all that were weighed.
    """

    step: str
    rule: str
    before: str
    after: str
    why: Why
    cost: float | None = 0.0
    seq: int | None = None
    column: str | None = None
    page: int | None = None
    row: int | None = None
    col: int | None = None

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why it was made, clause by clause."""
        return self.why

    @property
    def reason(self) -> str:
        """The same in English."""
        return render_all(self.reasons)


Status = Literal[
    "printed", "merged", "shared", "repaired", "derived", "corrected", "ambiguous", "absent"
]


@dataclass(frozen=True, slots=True)
class Value:
    """What one row has in one column, as text, before it is typed.

    ``text`` is the one reading left, ``candidates`` all within the margin with what each costs more
    than the cheapest (None: a lost cell), ``cell`` where it stands, ``rule`` the damage repaired,
    "" where none was.
    """

    text: str | None
    status: Status
    cell: Cell | None = None
    candidates: tuple[tuple[str | None, float], ...] = ()
    why: Why = ()
    rule: str = ""

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why the value is what it is, clause by clause."""
        return self.why

    @property
    def reason(self) -> str:
        """The same in English."""
        return render_all(self.reasons)


@dataclass(frozen=True, slots=True)
class Record:
    """One indicator.

    Its serial, where its row stands, its value per column, its scoring unit where certain.
    """

    seq: int
    row: Row
    section: str | None
    values: Mapping[str, Value]
    scoring_unit: int | None = None


@dataclass(frozen=True, slots=True)
class SectionTotal:
    """What the closing note says of one section."""

    section: str
    label: str
    first: int
    last: int
    points: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class ScoringUnit:
    """The finest group of rows whose points are known.

    ``rows`` certainly belong, ``open_rows`` may.
    """

    number: int
    section: str | None
    level1: str | None
    level2: str | None
    rows: tuple[int, ...]
    points: Decimal
    basis: Literal["printed", "label", "derived"]
    open_rows: tuple[int, ...] = ()


SumKind = Literal["section", "label", "section_row", "total_row", "text", "note", "percent"]


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum that the document states.

    ``rows`` are the serials it is over, ``stated`` None where it prints no points.

    ``sure`` is false where the row that states it may be something else. ``tasks`` are section rows
    that hold a task themselves and count in it besides.
    """

    kind: SumKind
    printed: str
    rows: tuple[int, ...]
    stated: Decimal | None
    page: int | None = None
    row: int | None = None
    sure: bool = True
    tasks: tuple[StatedSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """The table as the repair stage leaves it; ``sums`` are those that rows of the table state."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    units: tuple[ScoringUnit, ...]
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    sums: tuple[StatedSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Preamble:
    """The facts of one notice; None where it does not state them.

    ``years`` are those that a date without a year may be of: the attachment's own, one if its title
    says it, else each that the lines above it state.
    """

    title: str | None
    issuer: str | None
    issued_on: date | None
    window: tuple[date, date] | None
    contact_email: str | None
    attachment_title: str | None
    full_marks: Decimal | None
    sections: tuple[SectionTotal, ...]
    year: int | None
    body: str
    years: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


__all__ = [
    "Preamble",
    "Record",
    "Repair",
    "Repaired",
    "ScoringUnit",
    "SectionTotal",
    "StatedSum",
    "Status",
    "SumKind",
    "Value",
    "Why",
]
