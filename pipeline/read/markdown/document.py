"""The blocks of a Markdown text → page tables, lines, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import LimitExceeded
from pipeline.messages import message
from pipeline.model import Cell, Document, Finding, Line, PageTable
from pipeline.read.markdown.block import Block, HtmlTable, PipeTable, Words
from pipeline.read.markdown.doubts import Small, of_marks, of_merges, of_small_elements, of_widths
from pipeline.read.markdown.fold import Spanned, fold
from pipeline.read.markdown.formulas import without_formulas
from pipeline.read.markdown.inline import Plain, plain
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
    small: list[Small] = field(default_factory=list)
    cells: int = 0


def gather(blocks: Iterable[Block], path: Path, limits: Limits) -> Gathered:
    """Every table and line of the text, in order.

    Raises:
        LimitExceeded: it has more cells than is allowed.
    """
    found = Gathered()
    for block in blocks:
        match block:
            case PipeTable():
                _add_pipe_table(found, block, path.name)
            case HtmlTable():
                _add_html_table(found, block, path, limits)
            case Words():
                _add_words(found, block)
    if found.tables:
        found.findings += of_small_elements(found.small)
    return found


def _add_words(found: Gathered, words: Words) -> None:
    text = words.text
    if not words.code:
        text = plain(text).text
    before = len(found.tables)
    for line in text.split("\n"):
        said = line.strip()
        if not said:
            continue
        one = Line(
            said,
            page=max(1, before),
            level=words.level,
            before_table=before,
        )
        found.lines.append(one)


def _count(found: Gathered, cells: int, width: int, where: str) -> None:
    """Counts a table's cells before they are made."""
    found.cells += cells
    if width > MAX_COLUMNS:
        raise LimitExceeded("sheets.markdown-too-wide", where=where, most=MAX_COLUMNS)
    if found.cells > MAX_CELLS:
        raise LimitExceeded("sheets.markdown-too-many", where=where, most=MAX_CELLS)


# --- pipe tables --------------------------------------------------------------------------------


def _add_pipe_table(found: Gathered, table: PipeTable, where: str) -> None:
    width = table.width
    height = len(table.rows)
    if height > MAX_ROWS:
        raise LimitExceeded("sheets.markdown-too-long", where=where, most=MAX_ROWS)
    _count(found, height * width, width, where)
    page = len(found.tables) + 1
    rows = [_plain_row(row) for row in table.rows]
    spanned = fold([_filled(row, width) for row in rows])
    cells = [_cell(one, page) for one in spanned]
    read = PageTable(page, height, width, tuple(cells))
    found.tables.append(read)
    found.findings += of_widths(table, page)
    found.findings += of_marks(rows, page)
    found.findings += of_merges(spanned, height, page)


def _plain_row(row: Sequence[str]) -> list[Plain]:
    return [plain(text) for text in row]


def _filled(row: Sequence[Plain], width: int) -> list[str]:
    """A row's texts, with blank ones up to the table's width."""
    texts = [cell.text for cell in row]
    missing = width - len(texts)
    return texts + [""] * missing


def _cell(spanned: Spanned, page: int) -> Cell:
    return Cell(
        row=spanned.row,
        col=spanned.col,
        text=spanned.text,
        rowspan=spanned.rowspan,
        colspan=spanned.colspan,
        page=page,
        engines=(ENGINE,),
        place=_place(page),
    )


def _place(page: int) -> str:
    return f"table {page}"


# --- tables in HTML -----------------------------------------------------------------------------


def _add_html_table(found: Gathered, block: HtmlTable, path: Path, limits: Limits) -> None:
    """Has the reader of HTML pages read a table element."""
    from pipeline.read import html

    page = _SHEET.format(block.markup).encode()
    inner = html.read(path, page, limits)
    before = len(found.tables)
    for table in inner.tables:
        cells = len(table.cells)
        _count(found, cells, table.n_cols, path.name)
        moved = _moved_table(table, before, found)
        found.tables.append(moved)
    if inner.lines and not inner.tables:
        texts = [line.text for line in inner.lines]
        found.small.append(Small(block.line, texts))
    _add_moved(found, inner, before)


def _add_moved(found: Gathered, inner: Document, before: int) -> None:
    """Adds the lines and findings of an element that so many tables precede."""
    for line in inner.lines:
        tables = before + line.before_table
        moved = replace(line, page=max(1, tables), before_table=tables)
        found.lines.append(moved)
    for finding in inner.findings:
        page = finding.page
        if page is not None:
            page += before
        found.findings.append(replace(finding, page=page))


def _moved_table(table: PageTable, before: int, found: Gathered) -> PageTable:
    """The table with its number in the text."""
    page = before + table.page
    cells: list[Cell] = []
    for cell in table.cells:
        text, is_left = without_formulas(cell.text)
        if is_left:
            said = message("sheets.formula-left", table=page, value=text)
            doubt = Finding(
                "warning",
                "marked-text",
                said,
                page=page,
                row=cell.row,
                col=cell.col,
            )
            found.findings.append(doubt)
        moved = replace(
            cell,
            text=text,
            page=page,
            place=_place(page),
            engines=(ENGINE,),
        )
        cells.append(moved)
    return replace(table, page=page, cells=tuple(cells))
