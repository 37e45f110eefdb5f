"""A document's own words: what stands undoubted in a column tells between readings of it.

A unit, an office or a label that recognisers read differently is settled where one reading stands
elsewhere in its column and the others do not: by how often it does, and by what recognisers
confuse. The reverse puts in doubt what both read alike: where it is, but for one sign that
recognisers confuse, what stands in its column many times, and where it is a lone symbol in a column
of words (个 is read as ↑). Numbers are never settled so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.messages import message
from pipeline.model import Cell, Finding, PageTable, Reading
from pipeline.read.pdf.model import PdfPage
from pipeline.read.scan.alike import comparable
from pipeline.read.scan.odds import are_confused, taken_for
from pipeline.read.scan.told import quoted_cell, rests_number, told_of_table
from pipeline.read.scan.unread import UNREAD
from pipeline.read.scan.witness import SEAL, SHAPE

DOCUMENT = "document"
# A reading is settled from this probability on.
_SETTLED = 0.98
# Who is less sure than this has seen too little: a page may spoil one sign in every place.
_SURE = 0.9
# Longer texts are sentences, no words that stand in several cells; their twins are not looked for.
_LONGEST = 30
# What stands in a column at least so often, and so many times as often, is what a twin may be.
_FREQUENT, _TIMES = 3, 3

# Unicode's categories of symbols: of mathematics, arrows among them, and others.
_SYMBOLS = frozenset(("Sm", "So"))

# A column of tables of one breadth: how many columns they have, which it is, how many it spans.
Column = tuple[int, int, int]
# What is before and behind a sign.
Gap = tuple[str, str]


@dataclass(slots=True)
class Words:
    """The undoubted texts of a column, as they are compared: how often each stands there.

    ``shown`` has each as it is printed, ``twins`` those that are alike but for the sign at a place;
    ``symbols`` is how many cells of the column have a symbol alone.
    """

    counts: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    twins: dict[Gap, list[str]] = field(default_factory=dict)
    symbols: int = 0

    def add(
        self,
        text: str,
    ) -> None:
        """Notes a text that stands undoubted in the column."""
        plain = comparable(text)
        self.counts[plain] += 1
        if self.counts[plain] > 1:
            return
        self.shown[plain] = text
        for gap in _gaps(plain):
            self.twins.setdefault(gap, []).append(plain)

    def twins_of(
        self,
        plain: str,
    ) -> Iterator[tuple[int, str]]:
        """The texts that differ from this one in one sign, with its place."""
        for at, gap in enumerate(_gaps(plain)):
            for other in self.twins.get(gap, ()):
                if other != plain:
                    yield at, other

    def expected(
        self,
        plain: str,
    ) -> float:
        """How likely the next text of the column is this one, which stands there."""
        return self.counts[plain] / (self.counts.total() + 1)

    def unseen(self) -> float:
        """How likely it is a certain one that does not, and is a twin of one that does.

        New texts are as likely as those that stand there once (Good, 1953), twins among them as
        among the texts that are known; a twin differs by any of the column's signs.
        """
        once = sum(count == 1 for count in self.counts.values())
        twins = sum(any(self.twins_of(plain)) for plain in self.counts)
        new = (once + 1) / (self.counts.total() + 2)
        signs = set("".join(self.counts))
        return new * (twins + 1) / (len(self.counts) + 2) / len(signs)


def with_own_words(pages: Iterable[PdfPage]) -> list[PdfPage]:
    """The pages, with what a person is told of their recognised tables.

    The words of all of them settle cells, or put them in doubt.
    """
    pages = list(pages)
    words = words_of(table for page in pages if page.scanned for table in page.tables)
    return [_weighed(page, words) if page.scanned else page for page in pages]


def words_of(tables: Iterable[PageTable]) -> dict[Column, Words]:
    """The undoubted words of recognised tables, by column."""
    words: dict[Column, Words] = {}
    for table in tables:
        for cell in table.cells:
            column = _column(table, cell)
            if _is_symbol(cell.text):
                words.setdefault(column, Words()).symbols += 1
            elif _is_surely_read(cell) and _is_word(cell.text):
                words.setdefault(column, Words()).add(cell.text)
    return words


def _is_surely_read(cell: Cell) -> bool:
    """Whether all witnesses read the same and are sure of it."""
    if not cell.readings or cell.in_doubt:
        return False
    return all(reading.chance >= _SURE for reading in cell.readings)


def _weighed(
    page: PdfPage,
    words: Mapping[Column, Words],
) -> PdfPage:
    """The page with its cells weighed by the document's words, and what is told of them."""
    tables: list[PageTable] = []
    findings: list[Finding] = []
    for table in page.tables:
        weighed, settled = weighed_table(table, words)
        tables.append(weighed)
        findings += told_of_table(weighed)
        if settled:
            findings.append(_told(weighed, settled))
    return replace(page, tables=tuple(tables), findings=(*findings, *page.findings))


def weighed_table(
    table: PageTable,
    words: Mapping[Column, Words],
) -> tuple[PageTable, list[Cell]]:
    """A table with its cells weighed, and those of them that were settled."""
    cells: list[Cell] = []
    settled: list[Cell] = []
    for cell in table.cells:
        known = words.get(_column(table, cell))
        if known is None or not cell.readings:
            cells.append(cell)
        elif cell.in_doubt:
            cells.append(_settled(cell, known))
            settled += cells[-1:] if cells[-1] is not cell else []
        else:
            cells.append(_doubted(cell, known))
    return replace(table, cells=tuple(cells)), settled


def _column(
    table: PageTable,
    cell: Cell,
) -> Column:
    return table.n_cols, cell.col, cell.colspan


def _is_word(text: str) -> bool:
    plain = comparable(text)
    return len(plain) <= _LONGEST and any(sign.isalpha() for sign in plain)


def _is_symbol(text: str) -> bool:
    """Whether a text is one sign that is no letter, figure or punctuation."""
    plain = comparable(text)
    return len(plain) == 1 and unicodedata.category(plain) in _SYMBOLS


def _settled(
    cell: Cell,
    words: Words,
) -> Cell:
    """A cell in doubt with the reading that the column's words settle; as it is where none does."""
    marks = {SEAL, SHAPE}
    is_marked = any(one.witness in marks or not one.text.strip() for one in cell.readings)
    if is_marked or rests_number(cell.readings):
        return cell
    known = [one for one in cell.readings if comparable(one.text) in words.counts]
    if len(known) != 1 or known[0].chance < _SURE or not _is_word(known[0].text):
        return cell
    sure = _sureness(known[0], words)
    if sure < _SETTLED:
        return cell
    said = replace(known[0], witness=DOCUMENT, probability=round(sure, 4))
    agreeing = (known[0].witness, DOCUMENT)
    return replace(
        cell,
        text=said.text,
        engines=agreeing,
        confidence=said.chance,
        readings=(said, *cell.readings),
    )


def _sureness(
    reading: Reading,
    words: Words,
) -> float:
    """How probable a reading is that stands in the column, by its words and the witnesses."""
    if reading.probability is None:
        return 0.0
    own = reading.probability * words.expected(comparable(reading.text))
    other = (1.0 - reading.probability) * words.unseen()
    return own / (own + other)


def _doubted(
    cell: Cell,
    words: Words,
) -> Cell:
    """An undoubted cell, in doubt where it may be a misread twin of a frequent text."""
    if _is_symbol(cell.text):
        return _odd_symbol(cell, words)
    if not _is_word(cell.text):
        return cell
    plain = comparable(cell.text)
    least = max(_FREQUENT, _TIMES * words.counts[plain])
    for at, other in words.twins_of(plain):
        if words.counts[other] >= least and are_confused(other[at], plain[at]):
            said = Reading(DOCUMENT, words.shown[other], 0.0)
            return replace(cell, confidence=None, readings=(*cell.readings, said))
    return cell


def _odd_symbol(
    cell: Cell,
    words: Words,
) -> Cell:
    """A cell with a symbol alone, in doubt where most cells of its column have words."""
    if words.symbols >= words.counts.total():
        return cell
    said = comparable(cell.text)
    printed = [sign for sign in taken_for(said) if sign.isalpha()] or [UNREAD]
    more = tuple(Reading(DOCUMENT, sign, 0.0) for sign in printed)
    return replace(cell, confidence=None, readings=(*cell.readings, *more))


def _gaps(text: str) -> list[Gap]:
    """What is before and behind each sign of a text."""
    return [(text[:at], text[at + 1 :]) for at in range(len(text))]


def _told(
    table: PageTable,
    cells: Sequence[Cell],
) -> Finding:
    """Tells which cells the document's own words settled."""
    what = message(
        "scan.words-settled",
        page=table.page,
        count=len(cells),
        cells=[quoted_cell(cell) for cell in cells],
    )
    return Finding("info", "scan-own-words", what, page=table.page)
