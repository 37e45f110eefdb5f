"""The values of a document before it is judged: its tables, the lines around them, findings.

Places and boxes are as in :mod:`pipeline.model`, which has these names too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.messages import Message, render
from pipeline.model.cell import Box, Cell, PageTable

Severity = Literal["error", "warning", "info"]
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
