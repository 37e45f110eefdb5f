"""Typeset the transcription of a notice into a PDF with ruled tables and a text layer.

::

    python raw/facsimile.py [TRANSCRIPTION] [OUT.pdf]

A transcription is Markdown text (``#`` opens a heading) with tables of tab-separated rows, one block of rows for each
printed page. The body comes first, then one PDF page for each block, cell for cell: misplaced cells and blank columns
are typeset as they stand. Only two things are drawn that a transcription cannot show, both by rule: header cells span
as the header rows tell, and a label cell (left of the serial number) is one tall cell over the blank cells below
it. The same text gives the same bytes: fixed dates, no compression, the font beside this file. Lengths are PDF points.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, product
from pathlib import Path
from unittest.mock import patch

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas
from tablelayout import (
    FONT,
    LEADING,
    SLACK,
    Layout,
    cells_of,
    face,
    inner_width,
    lay_out,
    measure,
    rules,
    serial_column,
    wrap,
)

HERE = Path(__file__).resolve().parent
BODY_SIZE = 10.5
HEADING_SIZES = (20.0, 16.0, 14.0, 12.5, 11.5, 11.0)
TABLE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
BASELINE = 0.95  # from the top of a line, in font sizes
GAP = 0.6  # between paragraphs, in font sizes
BODY_MARGIN, TABLE_MARGIN = 64.0, 28.0
RULE = 0.5
EPOCH = "946684800"  # 2000-01-01


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (``level`` 0) or a heading (1 to 6)."""

    text: str
    level: int = 0

    @property
    def size(self) -> float:
        return HEADING_SIZES[self.level - 1] if self.level else BODY_SIZE


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page table, rows of equal length, with the lines that stand over it on its page."""

    lead: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]


# ---- transcription → lines and sheets


def parse(text: str) -> tuple[list[Line], list[Sheet], list[Line]]:
    """Body, page tables and closing lines; headings right before a table stand on the table's page."""
    lines: list[Line] = []
    body: list[Line] | None = None
    sheets: list[Sheet] = []
    for tabular, block in groupby(text.splitlines(), key=lambda raw: "\t" in raw):
        if not tabular:
            lines += [line_of(raw) for raw in block if raw.strip()]
            continue
        if body is None:
            body, lines = split_lead(lines)
        sheets.append(Sheet(tuple(lines), rectangle(raw.split("\t") for raw in block)))
        lines = []
    return (lines, [], []) if body is None else (body, sheets, lines)


def line_of(raw: str) -> Line:
    text = raw.strip()
    level = min(len(text) - len(text.lstrip("#")), len(HEADING_SIZES))
    return Line(text.lstrip("#").strip(), level)


def split_lead(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Cut before the run of headings that ends ``lines``."""
    cut = len(lines)
    while cut and lines[cut - 1].level:
        cut -= 1
    return lines[:cut], lines[cut:]


def rectangle(rows: Iterable[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length; a shorter row ends in blank cells."""
    ragged = [[cell if cell.strip() else "" for cell in row] for row in rows]
    width = max(map(len, ragged))
    return tuple(tuple(row + [""] * (width - len(row))) for row in ragged)


def choose(sheets: Sequence[Sheet]) -> tuple[tuple[float, float], list[Layout]]:
    """The first page format and type size that hold every table; at last a page as large as the largest needs."""
    labels, grids = 0, []
    for sheet in sheets:
        serial = serial_column(sheet.rows[0])
        labels = labels if serial is None else serial
        grids.append(cells_of(sheet.rows, labels))
    for page, size in product((landscape(A4), landscape(A3)), TABLE_SIZES):
        layouts = [lay_out(cells, page[0] - 2 * TABLE_MARGIN, size) for cells in grids]
        needs = [needed(sheet, layout) for sheet, layout in zip(sheets, layouts, strict=True)]
        if all(width <= page[0] + SLACK and height <= page[1] for width, height in needs):
            break
    return (max(page[0], *(w for w, _ in needs)), max(page[1], *(h for _, h in needs))), layouts


def needed(sheet: Sheet, layout: Layout) -> tuple[float, float]:
    """Width and height of the smallest page that holds the table and the lines over it."""
    width = sum(layout.widths)
    lead = sum(
        line.size * (GAP + LEADING * len(wrap(line.text, width, line.size))) for line in sheet.lead
    )
    return width + 2 * TABLE_MARGIN, lead + sum(layout.heights) + 2 * TABLE_MARGIN


# ---- drawing


class Paper:
    """A canvas with a pen position: ``y`` is what is used of the page, from its top."""

    def __init__(self, out: Path, title: str) -> None:
        with patch.dict(
            os.environ, SOURCE_DATE_EPOCH=EPOCH
        ):  # else the caller's own value dates the file
            self.canvas = Canvas(
                str(out), pageCompression=0, invariant=1, initialFontName=face().fontName
            )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setCreator(Path(__file__).name)
        self.canvas.setSubject("Facsimile typeset from a transcription; not the printed original")
        self.width = self.height = self.margin = self.y = 0.0

    def turn(self, size: tuple[float, float], margin: float) -> None:
        """Begin a page."""
        if self.width:
            self.canvas.showPage()
        self.width, self.height = size
        self.margin = self.y = margin
        self.canvas.setPageSize(size)
        self.canvas.setLineWidth(RULE)

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """One line whose upper left corner is ``x``, ``y``."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y - BASELINE * size, text)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def flow(self, lines: Iterable[Line], size: float | None = None) -> None:
        """Headings and paragraphs from the pen position on, over as many pages as they take."""
        frame = self.width - 2 * self.margin
        for line in lines:
            points = size or line.size
            self.y += GAP * points if self.y > self.margin else 0.0
            for text in wrap(line.text, frame, points):
                if self.y + points * LEADING > self.height - self.margin:
                    self.turn((self.width, self.height), self.margin)
                left = (frame - measure(text, points)) / 2 if line.level == 1 else 0.0
                self.text(self.margin + left, self.y, text, points)
                self.y += points * LEADING

    def table(self, layout: Layout) -> None:
        """The rules, then the texts centred in their cells."""
        self.y += GAP * layout.size if self.y > self.margin else 0.0
        xs = [self.margin + left for left in accumulate(layout.widths, initial=0.0)]
        ys = [self.y + top for top in accumulate(layout.heights, initial=0.0)]
        for (r0, c0), (r1, c1) in rules(layout.cells):
            self.rule(xs[c0], ys[r0], xs[c1], ys[r1])
        for cell in layout.cells:
            lines = wrap(cell.text, inner_width(cell, layout.widths), layout.size)
            y = (
                ys[cell.row] + ys[cell.row + cell.rowspan] - len(lines) * layout.size * LEADING
            ) / 2
            centre = (xs[cell.col] + xs[cell.col + cell.colspan]) / 2
            for line in lines:
                self.text(centre - measure(line, layout.size) / 2, y, line, layout.size)
                y += layout.size * LEADING
        self.y = ys[-1]


def typeset(text: str, out: Path) -> None:
    """Write the transcription ``text`` to ``out`` as a PDF.

    Raises ValueError where the font has no glyph for a character or the transcription has no table.
    """
    missing = "".join(sorted(set(text) - set("\t\r\n") - set(map(chr, face().face.charToGlyph))))
    if missing:
        raise ValueError(
            f"no glyph in the font for {missing!r}: widen raw/fonts/subset.py and cut the font again"
        )
    body, sheets, closing = parse(text)
    if not sheets:
        raise ValueError("no tab-separated rows in the transcription: nothing to typeset")
    page, layouts = choose(sheets)
    paper = Paper(out, next((line.text for line in body if line.level), ""))
    if body:
        paper.turn(A4, BODY_MARGIN)
        paper.flow(body)
    for sheet, layout in zip(sheets, layouts, strict=True):
        paper.turn(page, TABLE_MARGIN)
        paper.flow(sheet.lead)
        paper.table(layout)
    paper.flow(closing, layouts[-1].size)
    paper.canvas.save()


def main(arguments: Sequence[str]) -> int:
    """Exit code: 0 done; 2 the call or the transcription is unusable, with one line on standard error."""
    if len(arguments) > 2:
        print("usage: python raw/facsimile.py [TRANSCRIPTION] [OUT.pdf]", file=sys.stderr)
        return 2
    source, out = (
        *map(Path, arguments),
        *(HERE / "notice.txt", HERE / "notice.pdf")[len(arguments) :],
    )
    try:
        typeset(source.read_text(encoding="utf-8"), out)
    except (OSError, ValueError) as error:
        print(f"{source}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
