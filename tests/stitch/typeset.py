"""Sets a table over several pages as a word processor does: rows cut by the page's end, merged cells left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT, MARGIN = 400.0, 200.0, 24.0
PITCH, PAD, SIZE = 12.0, 6.0, 9.0


@dataclass(frozen=True)
class Set:
    """One cell: its place, its lines of text."""

    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table to set: column widths, cells, heading rows (set again on each page where ``repeat``)."""

    widths: tuple[float, ...]
    cells: tuple[Set, ...]
    header_rows: int
    repeat: bool = True
    cut: bool = True

    @property
    def n_rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    def lines(self, row: int) -> int:
        """Lines of the tallest cell that stands in this row alone."""
        return (
            max(
                (len(cell.lines) for cell in self.cells if cell.row == row and cell.rowspan == 1),
                default=1,
            )
            or 1
        )


@dataclass(frozen=True)
class Strip:
    """What of one row stands on a page: its lines from ``first`` on."""

    row: int
    first: int
    count: int

    @property
    def height(self) -> float:
        return self.count * PITCH + PAD


def typeset(sheet: Sheet, path: Path) -> int:
    """Writes the PDF; how many pages it has."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    pages = list(paged(sheet))
    for number, strips in enumerate(pages, 1):
        _page(canvas, sheet, strips)
        canvas.setFont("Helvetica", SIZE)
        canvas.drawCentredString(WIDTH / 2, 8, f"- {number} -")
        canvas.showPage()
    canvas.save()
    return len(pages)


def paged(sheet: Sheet) -> Iterator[list[Strip]]:
    """Each page's strips, the heading's included."""
    heading = [Strip(row, 0, sheet.lines(row)) for row in range(sheet.header_rows)]
    page, own = list(heading), False
    for row in range(sheet.header_rows, sheet.n_rows):
        first, rest = 0, sheet.lines(row)
        while rest:
            room = HEIGHT - 2 * MARGIN - sum(strip.height for strip in page)
            fits = int((room - PAD) // PITCH)
            count = rest if fits >= rest else fits if sheet.cut else 0
            if count < 1:
                assert own, "a page must hold a line"
                yield page
                page, own = list(heading) if sheet.repeat else [], False
                continue
            page.append(Strip(row, first, count))
            own, first, rest = True, first + count, rest - count
    yield page


def _page(canvas: Canvas, sheet: Sheet, strips: Sequence[Strip]) -> None:
    tops = [HEIGHT - MARGIN]
    for strip in strips:
        tops.append(tops[-1] - strip.height)
    for cell in sheet.cells:
        held = [
            n for n, strip in enumerate(strips) if cell.row <= strip.row < cell.row + cell.rowspan
        ]
        if held:
            x = MARGIN + sum(sheet.widths[: cell.col])
            wide = sum(sheet.widths[cell.col : cell.col + cell.colspan])
            canvas.rect(x, tops[held[-1] + 1], wide, tops[held[0]] - tops[held[-1] + 1])
            _write(canvas, cell, strips[held[0]], x, tops[held[0]])


def _write(canvas: Canvas, cell: Set, strip: Strip, x: float, top: float) -> None:
    if cell.rowspan > 1:  # a merged cell's text stands at its head, once
        lines = cell.lines if (strip.row, strip.first) == (cell.row, 0) else ()
    else:
        lines = cell.lines[strip.first : strip.first + strip.count]
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica" if line.isascii() else chinese(), SIZE)
        canvas.drawString(x + 3, top - 3 - PITCH * number - SIZE, line)


@cache
def chinese() -> str:
    # As raw/tablelayout.py registers it: a process has one font object per face, and whoever names it
    # first decides how its codes are given; else the facsimile's bytes would depend on what ran before.
    path = ROOT / "raw" / "fonts" / "WenQuanYiMicroHei-subset.ttf"
    pdfmetrics.registerFont(TTFont("StitchChinese", path, asciiReadable=False))
    return "StitchChinese"
