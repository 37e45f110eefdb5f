"""The values that flow between the stages; immutable, without behaviour beyond looking things up.

Places: ``page`` counts the source file's pages from 1 (a transcription: its table pages; where the
source has no pages: its tables or sheets); ``row`` and ``col`` count from 0 within that page's
table, header included. Boxes are in PDF points, origin at the page's top left: ``(x0, top, x1,
bottom)``; ``None`` where the source has no geometry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from pipeline.cell import Box, Cell, Layout, PageTable, Reading
from pipeline.messages import Message, render, render_all

Severity = Literal["error", "warning", "info"]
# The clauses of a reason.
Why = tuple[Message, ...]
SourceKind = Literal["pdf", "transcription", "docx", "html", "xlsx", "markdown", "office", "image"]
# Kinds that have pages; the others' ``page`` counts tables or sheets, and their cells have a place.
PAGED: frozenset[SourceKind] = frozenset(("pdf", "transcription", "image"))


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (``level`` 0) or heading (1–6) outside the tables.

    ``before_table`` page tables precede it.
    """

    text: str
    page: int = 1
    level: int = 0
    before_table: int = 0
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a person's look: what it says, and where.

    ``seq`` only where one row's own cell is in doubt.
    """

    severity: Severity
    check: str
    what: Message
    seq: int | None = None
    first_seq: int | None = None
    last_seq: int | None = None
    page: int | None = None
    row: int | None = None
    col: int | None = None

    @property
    def message(self) -> str:
        """What it says, in English."""
        return render(self.what)


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader saw, before any judgement."""

    name: str
    sha256: str
    kind: SourceKind
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()

    def lines_before(self, table: Table) -> tuple[Line, ...]:
        """The lines before the first page table of a stitched one."""
        first = 0
        for number, page_table in enumerate(self.tables):
            if page_table.page == table.pages[0]:
                first = number
                break
        return tuple(line for line in self.lines if line.before_table <= first)


@dataclass(frozen=True, slots=True)
class Slot:
    """One grid position of a stitched row: the cell that stands there.

    ``covered`` is true where it begins in another row or column; then ``text`` is empty, it stands
    there.
    """

    cell: Cell
    covered: bool = False

    @property
    def text(self) -> str:
        """The cell's text where it begins, "" where it is covered."""
        return "" if self.covered else self.cell.text


@dataclass(frozen=True, slots=True)
class Row:
    """One body row of a stitched table.

    ``sheet`` counts the table's pages from 1 in any edition.
    """

    slots: tuple[Slot, ...]
    page: int
    row: int
    sheet: int


@dataclass(frozen=True, slots=True)
class Header:
    """One column's heading: the texts above it, outermost first."""

    col: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at the break before ``page``.

    The table goes on, a row was cut, a cell of ``col`` goes on; yes where ``total``, the sum of the
    signs' weights, is above 0. ``signs`` are (code, weight, text it was seen in).
    """

    kind: Literal["table", "row", "cell"]
    page: int
    total: float
    signs: tuple[tuple[str, float, str], ...]
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table: header rows once, body rows of all its pages in order.

    ``cells`` is the same as plain cells, each once, header included. ``filled`` are the places
    (page, row, col) of blank cells whose text is on another page.
    """

    pages: tuple[int, ...]
    header_rows: int
    headers: tuple[Header, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    decisions: tuple[Decision, ...] = ()
    filled: frozenset[tuple[int, int, int]] = frozenset()


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
    "PAGED",
    "Box",
    "Cell",
    "Decision",
    "Document",
    "Finding",
    "Header",
    "Layout",
    "Line",
    "PageTable",
    "Preamble",
    "Reading",
    "Record",
    "Repair",
    "Repaired",
    "Row",
    "ScoringUnit",
    "SectionTotal",
    "Severity",
    "Slot",
    "SourceKind",
    "StatedSum",
    "Status",
    "SumKind",
    "Table",
    "Value",
    "Why",
]
