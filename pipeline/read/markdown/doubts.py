"""What is to be said of a pipe table: ragged rows, marks in cells, what only a merge would tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.read.markdown.block import PipeTable
from pipeline.read.markdown.fold import Spanned
from pipeline.read.markdown.inline import Plain
from pipeline.read.numeric import look_like_data
from pipeline.read.places import short

_MERGES = "merges-not-told"


@dataclass(frozen=True, slots=True)
class Small:
    """A table in HTML that is read as text; the line it begins on."""

    line: int
    texts: Sequence[str]


def of_small_elements(elements: Sequence[Small]) -> Iterator[Finding]:
    """One finding on all of them: a doubt where one holds data."""
    told = [element for element in elements if len(element.texts) > 1]
    if not told:
        return
    doubted = [element for element in told if look_like_data(element.texts)]
    first = doubted[0] if doubted else told[0]
    said = message(
        "sheets.small-elements",
        count=len(told),
        line=first.line,
        first=short(first.texts[0]),
    )
    severity: Severity = "warning" if doubted else "info"
    yield Finding(severity, "small-table", said)


def of_widths(table: PipeTable, page: int) -> Iterator[Finding]:
    """Rows with another number of cells than their heading."""
    expected = len(table.rows[0])
    for row, cells in enumerate(table.rows):
        count = len(cells)
        if count == expected:
            continue
        code = "sheets.row-long"
        if count < expected:
            code = "sheets.row-short"
        said = message(code, table=page, found=count, expected=expected)
        yield Finding("warning", "ragged-row", said, page=page, row=row)


def of_marks(rows: Sequence[Sequence[Plain]], page: int) -> Iterator[Finding]:
    """Cells that show more, or other, than the text that is read of them."""
    for row, cells in enumerate(rows):
        for col, cell in enumerate(cells):
            for check, said in _marks(cell, page):
                yield Finding(
                    "warning",
                    check,
                    said,
                    page=page,
                    row=row,
                    col=col,
                )


def _marks(cell: Plain, page: int) -> Iterator[tuple[str, Message]]:
    if cell.struck:
        yield "marked-text", message("sheets.struck-in-table", table=page, value=cell.text)
    if cell.formula:
        yield "marked-text", message("sheets.formula-left", table=page, value=cell.text)
    if cell.picture:
        yield "picture-in-cell", message("editions.picture")
    for text in cell.raised:
        yield "raised-digits", message("editions.raised", text=text)


def of_merges(cells: Sequence[Spanned], rows: int, page: int) -> Iterator[Finding]:
    """That merged cells are not told: blank cells may be parts of what stands above or before."""
    merged = [cell for cell in cells if cell.merged]
    if merged:
        texts = [cell.text for cell in merged]
        said = message("sheets.folded", table=page, texts=texts)
        yield Finding("info", _MERGES, said, page=page)
        body = max(cell.end_row for cell in merged)
        yield from _repeats(cells, body, page)
    if rows > 1:
        yield from _blanks(cells, page)


def _blanks(cells: Sequence[Spanned], page: int) -> Iterator[Finding]:
    blank = [cell for cell in cells if not cell.text]
    if not blank:
        return
    count = len(blank)
    first = blank[0].row
    said = message("sheets.merges-not-told", table=page, count=count)
    yield Finding("info", _MERGES, said, page=page, row=first)


def _repeats(cells: Sequence[Spanned], body: int, page: int) -> Iterator[Finding]:
    """Texts that stand below each other in a table that repeats merged cells.

    Each row's own, or one merged cell: the text does not tell. ``body`` is the first row below the
    heading.
    """
    above: dict[int, str] = {}
    same: list[Spanned] = []
    for cell in cells:
        if cell.row < body:
            continue
        is_same = above.get(cell.col) == cell.text
        if is_same and _says_something(cell.text):
            same.append(cell)
        above[cell.col] = cell.text
    if not same:
        return
    first = same[0]
    said = message(
        "sheets.repeated",
        table=page,
        count=len(same),
        text=first.text,
    )
    yield Finding(
        "warning",
        _MERGES,
        said,
        page=page,
        row=first.row,
        col=first.col,
    )


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
