"""Compares two readings of the same pages: one reading, and a finding where they differ.

The first reading is the one whose texts were composed from the characters' own places; it is what
is handed on. The second is a witness: a cell that both saw alike carries both names in ``engines``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from operator import itemgetter

from pipeline.messages import Message, message
from pipeline.model import Box, Cell, Finding, PageTable, Severity
from pipeline.read.boxes import shared

FIRST, SECOND = "pdfplumber", "camelot"
# Engines put a rule on one side of its thickness or the other: boxes this near are the same.
NEAR = 4.0
# A message names so many cells.
NAMED = 4

Tables = Sequence[PageTable]
# Cells by the square that holds their top left corner; squares are as wide as the tolerance.
_Index = dict[tuple[int, int], list[Cell]]


@dataclass(slots=True)
class _Match:
    """One table with its witness: the settled cells, and those of them that differ.

    ``texts`` have the same outline and other words, ``moved`` the same words within another
    outline, ``unseen`` neither.
    """

    cells: list[Cell] = field(default_factory=list)
    texts: list[Cell] = field(default_factory=list)
    moved: list[Cell] = field(default_factory=list)
    unseen: list[Cell] = field(default_factory=list)


def agree(
    first: Tables,
    second: Tables,
    names: tuple[str, str] = (FIRST, SECOND),
) -> tuple[tuple[PageTable, ...], tuple[Finding, ...]]:
    """Settles two readings: the first one's tables, cells marked with the engines that agree.

    Differences of text are settled by the characters' own places (severity info); so are rules that
    part no words. A cell of which the second engine confirms neither outline nor words, and a table
    that only one of them saw, is a warning.
    """
    settled: list[PageTable] = []
    findings: list[Finding] = []
    pages = {table.page for table in (*first, *second)}
    for page in sorted(pages):
        ours = [table for table in first if table.page == page]
        theirs = [table for table in second if table.page == page]
        matches: list[_Match] = []
        for table in ours:
            found = _match(table, theirs, names)
            matches.append(found)
            settled.append(replace(table, cells=tuple(found.cells)))
        findings += _differences(page, matches, names[1])
        findings += _seen_once(page, ours, theirs, names[0])
        findings += _seen_once(page, theirs, ours, names[1])
    return tuple(settled), tuple(findings)


def with_own_places(
    tables: Tables,
    composed: Tables,
    names: tuple[str, str] = (SECOND, FIRST),
) -> tuple[tuple[PageTable, ...], tuple[Finding, ...]]:
    """Gives the cells of one engine's grid the texts composed from the characters' own places.

    An engine that lays text by the line lets it run into the next cell. A cell with text that has
    no counterpart among ``composed`` keeps its engine's and is a warning.
    """
    settled: list[PageTable] = []
    findings: list[Finding] = []
    for table in tables:
        on_page = [other for other in composed if other.page == table.page]
        index = _index(cell for other in on_page for cell in other.cells)
        found = _Match()
        for cell in table.cells:
            twin = _twin(cell, index)
            if twin is None:
                found.cells.append(replace(cell, engines=names[:1]))
                found.unseen += [cell] if cell.text.strip() else []
            else:
                own = replace(cell, text=twin.text, layout=twin.layout, engines=names[:1])
                found.cells.append(own)
        settled.append(replace(table, cells=tuple(found.cells)))
        findings += _differences(table.page, [found], names[1])
    return tuple(settled), tuple(findings)


def _match(
    table: PageTable,
    others: Tables,
    names: tuple[str, str],
) -> _Match:
    """Holds each cell of a table against the cells that the other reading has in its place."""
    found = _Match()
    witnesses: list[Cell] = []
    for other in others:
        if _overlap(table.bbox, other.bbox):
            witnesses += other.cells
    index = _index(witnesses)
    for cell in table.cells:
        twin = _twin(cell, index)
        alike = twin is not None and _bare(twin.text) == _bare(cell.text)
        engines = names if alike else names[:1]
        found.cells.append(replace(cell, engines=engines))
        if alike or not witnesses:  # the table as a whole is one finding, not one for each cell
            continue
        if twin is not None:
            found.texts.append(cell)
        elif _same_words(cell, witnesses):
            found.moved.append(cell)
        else:
            found.unseen.append(cell)
    return found


def _index(cells: Iterable[Cell]) -> _Index:
    index: _Index = defaultdict(list)
    for cell in cells:
        if cell.bbox:
            index[_square(cell.bbox)].append(cell)
    return index


def _square(box: Box) -> tuple[int, int]:
    return int(box[0] // NEAR), int(box[1] // NEAR)


def _twin(cell: Cell, index: _Index) -> Cell | None:
    """Finds the other reading's cell with the same outline, the nearest of several."""
    if not cell.bbox:
        return None
    same: list[tuple[float, Cell]] = []
    for box, other in _around(cell.bbox, index):
        distance = _distance(cell.bbox, box)
        if distance <= NEAR:
            same.append((distance, other))
    _, nearest = min(
        same,
        key=itemgetter(0),
        default=(NEAR, None),
    )
    return nearest


def _around(
    box: Box,
    index: _Index,
) -> Iterator[tuple[Box, Cell]]:
    """The cells that begin in the square of the box or in one beside it."""
    column, row = _square(box)
    for across, down in product((-1, 0, 1), (-1, 0, 1)):
        for cell in index.get((column + across, row + down), ()):
            if cell.bbox:
                yield cell.bbox, cell


def _same_words(cell: Cell, witnesses: Sequence[Cell]) -> bool:
    """Whether the other reading has the same words in this place, so no rule in doubt parts any."""
    there = ""
    for other in witnesses:
        if _overlap(cell.bbox, other.bbox, NEAR):
            there += _bare(other.text)
    return there == _bare(cell.text)


def _distance(a: Box, b: Box) -> float:
    """How far the sides of two boxes are apart at most."""
    return max(abs(p - q) for p, q in zip(a, b, strict=True))


def _overlap(
    a: Box | None,
    b: Box | None,
    by: float = 0.0,
) -> bool:
    """Whether two boxes share more than a strip as wide as ``by``."""
    if a is None or b is None:
        return False
    across, down = shared(a, b)
    return across > by and down > by


def _bare(text: str) -> str:
    """The characters without white space: engines break lines differently, never letters."""
    return "".join(text.split())


def _differences(
    page: int,
    matches: Sequence[_Match],
    engine: str,
) -> list[Finding]:
    """One finding for each way in which cells of a page differ; ``engine`` is the witness."""
    texts = [cell for match in matches for cell in match.texts]
    moved = [cell for match in matches for cell in match.moved]
    unseen = [cell for match in matches for cell in match.unseen]
    findings = []
    if texts:
        what = message(
            "read.text-otherwise",
            engine=engine,
            count=len(texts),
            places=_places(texts),
        )
        findings.append(_finding("info", "engines-text", what, page, texts))
    if moved:
        what = message(
            "read.grid-otherwise",
            engine=engine,
            count=len(moved),
            places=_places(moved),
        )
        findings.append(_finding("info", "engines-grid", what, page, moved))
    if unseen:
        what = message(
            "read.unconfirmed-cells",
            engine=engine,
            count=len(unseen),
            places=_places(unseen),
        )
        findings.append(_finding("warning", "engines-grid", what, page, unseen))
    return findings


def _finding(
    severity: Severity,
    check: str,
    what: Message,
    page: int,
    cells: Sequence[Cell],
) -> Finding:
    """A finding on cells of a page; it has a row and column where it is about one cell."""
    if len(cells) > 1:
        return Finding(severity, check, what, page=page)
    return Finding(
        severity,
        check,
        what,
        page=page,
        row=cells[0].row,
        col=cells[0].col,
    )


def _places(cells: Sequence[Cell]) -> list[Message]:
    places = []
    for cell in cells[:NAMED]:
        places.append(
            message(
                "read.place",
                row=cell.row,
                col=cell.col,
            )
        )
    if len(cells) > NAMED:
        places.append(message("read.and-more"))
    return places


def _seen_once(
    page: int,
    tables: Tables,
    others: Tables,
    engine: str,
) -> list[Finding]:
    """Warns of the tables of one reading where the other has nothing in their place."""
    findings = []
    for table in tables:
        if any(_overlap(table.bbox, other.bbox) for other in others):
            continue
        what = message(
            "read.table-seen-once",
            engine=engine,
            rows=table.n_rows,
            cols=table.n_cols,
            box=str(table.bbox),
        )
        findings.append(Finding("warning", "engines-table", what, page=page))
    return findings
