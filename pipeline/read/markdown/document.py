"""The blocks of a Markdown text → page tables, lines, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import LimitExceeded
from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Line, PageTable, Severity
from pipeline.read.markdown.blocks import Block, HtmlTable, PipeTable, Words
from pipeline.read.markdown.fold import Spanned, fold
from pipeline.read.markdown.inline import Plain, plain, without_formulas
from pipeline.read.places import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipeline.sandbox.limits import Limits

ENGINE = "markdown"
_SHEET = "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{}</body></html>"


@dataclass(slots=True)
class Gathered:
    """What was read of the text so far."""

    tables: list[PageTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cells: int = 0


def gather(blocks: Iterable[Block], path: Path, limits: Limits) -> Gathered:
    """Every table and line of the text, in order.

    Raises:
        LimitExceeded: it has more cells than is allowed.
    """
    found = Gathered()
    for block in blocks:
        if isinstance(block, PipeTable):
            _add_pipe_table(found, block, path.name)
        elif isinstance(block, HtmlTable):
            _add_html_table(found, block, path, limits)
        else:
            _add_words(found, block)
    return found


def _add_words(found: Gathered, words: Words) -> None:
    text = words.text if words.code else plain(words.text).text
    for line in text.split("\n"):
        if line.strip():
            before = len(found.tables)
            found.lines.append(Line(line.strip(), max(1, before), words.level, before))


# --- pipe tables --------------------------------------------------------------------------------


def _add_pipe_table(found: Gathered, table: PipeTable, where: str) -> None:
    width = max(len(row) for row in table.rows)
    if len(table.rows) > MAX_ROWS:
        raise LimitExceeded("sheets.markdown-too-long", where=where, most=MAX_ROWS)
    _count(found, len(table.rows) * width, width, where)
    page = len(found.tables) + 1
    rows = [[plain(text) for text in row] for row in table.rows]
    texts = [[cell.text for cell in row] + [""] * (width - len(row)) for row in rows]
    spanned = fold(texts)
    cells = tuple(_cell(one, page) for one in spanned)
    found.tables.append(PageTable(page, len(rows), width, cells))
    found.findings += _ragged(table, page)
    found.findings += _marks(rows, page)
    found.findings += _merges(spanned, len(rows), page)


def _cell(one: Spanned, page: int) -> Cell:
    return Cell(
        one.row,
        one.col,
        one.text,
        one.rowspan,
        one.colspan,
        page,
        engines=(ENGINE,),
        place=f"table {page}",
    )


def _count(found: Gathered, cells: int, width: int, where: str) -> None:
    found.cells += cells
    if width > MAX_COLUMNS:
        raise LimitExceeded("sheets.markdown-too-wide", where=where, most=MAX_COLUMNS)
    if found.cells > MAX_CELLS:
        raise LimitExceeded("sheets.markdown-too-many", where=where, most=MAX_CELLS)


def _ragged(table: PipeTable, page: int) -> list[Finding]:
    """Rows with another number of cells than their heading."""
    expected = len(table.rows[0])
    findings = []
    for row, cells in enumerate(table.rows):
        if len(cells) == expected:
            continue
        code = "sheets.row-short" if len(cells) < expected else "sheets.row-long"
        said = message(code, table=page, found=len(cells), expected=expected)
        findings.append(Finding("warning", "ragged_row", said, page=page, row=row))
    return findings


def _marks(rows: Sequence[Sequence[Plain]], page: int) -> list[Finding]:
    findings = []
    for row, cells in enumerate(rows):
        for col, cell in enumerate(cells):
            for severity, said in _said(cell, page):
                findings.append(Finding(severity, "marked-text", said, page=page, row=row, col=col))
    return findings


def _said(cell: Plain, page: int) -> list[tuple[Severity, Message]]:
    said: list[tuple[Severity, Message]] = []
    if cell.struck:
        said.append(("warning", message("sheets.struck-in-table", table=page, value=cell.text)))
    if cell.formula:
        said.append(("warning", message("sheets.formula-left", table=page, value=cell.text)))
    return said


def _merges(cells: Sequence[Spanned], rows: int, page: int) -> list[Finding]:
    """That merged cells are not told: blank cells may be parts of what stands above or before."""
    folded = [cell for cell in cells if cell.rowspan * cell.colspan > 1]
    blank = [cell for cell in cells if not cell.text]
    findings = []
    if folded:
        texts = [cell.text for cell in folded]
        said = message("sheets.folded", table=page, texts=texts)
        findings.append(Finding("info", "merges-not-told", said, page=page))
        findings += _repeats(cells, max(c.row + c.rowspan for c in folded), page)
    if blank and rows > 1:
        said = message("sheets.merges-not-told", table=page, count=len(blank))
        findings.append(Finding("info", "merges-not-told", said, page=page, row=blank[0].row))
    return findings


def _repeats(cells: Sequence[Spanned], first: int, page: int) -> list[Finding]:
    """Numbers that stand below each other in a table that repeats merged cells.

    Each row's own, or one merged cell: the text does not tell.
    """
    by_place = {(cell.row, cell.col): cell.text for cell in cells if cell.row >= first}
    same = [
        (row, col)
        for (row, col), text in sorted(by_place.items())
        if any(sign.isalnum() for sign in text) and by_place.get((row - 1, col)) == text
    ]
    if not same:
        return []
    row, col = same[0]
    said = message("sheets.repeated", table=page, count=len(same), text=by_place[row, col])
    return [Finding("warning", "merges-not-told", said, page=page, row=row, col=col)]


# --- tables in HTML -----------------------------------------------------------------------------


def _add_html_table(found: Gathered, block: HtmlTable, path: Path, limits: Limits) -> None:
    """Has the reader of HTML pages read a table element."""
    from pipeline.read import html

    page = _SHEET.format(block.markup).encode()
    inner = html.read(path, page, limits)
    before = len(found.tables)
    for table in inner.tables:
        number = before + table.page
        _count(found, len(table.cells), table.n_cols, path.name)
        cells = tuple(_renumbered(cell, number, found) for cell in table.cells)
        found.tables.append(replace(table, page=number, cells=cells))
    for line in inner.lines:
        above = line.before_table + before
        found.lines.append(replace(line, page=max(1, above), before_table=above))
    for finding in inner.findings:
        moved = None if finding.page is None else finding.page + before
        found.findings.append(replace(finding, page=moved))


def _renumbered(cell: Cell, page: int, found: Gathered) -> Cell:
    text, left = without_formulas(cell.text)
    if left:
        said = message("sheets.formula-left", table=page, value=text)
        one = Finding("warning", "marked-text", said, page=page, row=cell.row, col=cell.col)
        found.findings.append(one)
    return replace(cell, text=text, page=page, place=f"table {page}", engines=(ENGINE,))
