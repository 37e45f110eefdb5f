"""A table as cells with spans → PDF pages: rules drawn, merged cells as one box, headings again on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.stitch.typeset import chinese

WIDTH, HEIGHT = landscape(A4)
MARGIN, SIZE, PITCH, PAD = 36.0, 9.0, 12.0, 6.0


@dataclass(frozen=True)
class Box:
    """One cell of the body: its place, its spans, its text; lines are parted by a line feed."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass
class Drawn:
    """One notice to draw: its words before and after, its headings, its body, and the truth of it.

    ``truth`` is serial → column → value; ``units`` the rows that have their points together and the points; ``sums``
    (kind, first serial, last serial, stated).
    """

    name: str
    before: list[str]
    headings: list[str]
    widths: list[float]
    spec: str
    boxes: list[Box] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    truth: dict[int, dict[str, object]] = field(default_factory=dict)
    units: list[tuple[tuple[int, ...], float]] = field(default_factory=list)
    sums: list[tuple[str, int, int, float]] = field(default_factory=list)

    @property
    def n_rows(self) -> int:
        return max(box.row + box.rowspan for box in self.boxes)


def wrapped(text: str, width: float) -> list[str]:
    """The text's lines in a cell of this width."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for char in part:
            if line and pdfmetrics.stringWidth(line + char, chinese(), SIZE) > width - 6:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def draw(notice: Drawn, path: Path) -> int:
    """Writes the PDF; how many pages the table has. Rows are not cut by a page's end, merged cells are."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    top = HEIGHT - MARGIN
    for line in notice.before:
        canvas.setFont(chinese(), 11)
        canvas.drawString(MARGIN, top - 11, line)
        top -= 20
    scale = (WIDTH - 2 * MARGIN) / sum(notice.widths)
    widths = [width * scale for width in notice.widths]
    heights = [_height(notice, widths, row) for row in range(notice.n_rows)]
    header = (
        max(len(wrapped(text, width)) for text, width in zip(notice.headings, widths, strict=True))
        * PITCH
        + PAD
    )
    pages = 0
    for first, stop in _pages(heights, header, top):
        if pages:
            top = HEIGHT - MARGIN
        _heading(canvas, notice.headings, widths, top, header)
        bottom = _rows(canvas, notice, widths, heights, first, stop, top - header)
        pages += 1
        if stop == notice.n_rows:
            canvas.setFont(chinese(), 10)
            for n, line in enumerate(notice.after):
                canvas.drawString(MARGIN, bottom - 16 - 15 * n, line)
        canvas.showPage()
    canvas.save()
    return pages


def _height(notice: Drawn, widths: Sequence[float], row: int) -> float:
    lines = [
        len(wrapped(box.text, sum(widths[box.col : box.col + box.colspan])))
        for box in notice.boxes
        if box.row == row and box.rowspan == 1
    ]
    tall = max(lines, default=1)
    for box in notice.boxes:  # a merged cell's text stands on its first row
        if box.row == row and box.rowspan > 1:
            tall = max(tall, len(wrapped(box.text, widths[box.col])))
    return tall * PITCH + PAD


def _pages(heights: Sequence[float], header: float, top: float) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(heights):
        room, stop = top - header - MARGIN - 60, first
        while stop < len(heights) and room >= heights[stop]:
            room -= heights[stop]
            stop += 1
        yield first, stop
        first, top = stop, HEIGHT - MARGIN


def _heading(
    canvas: Canvas, headings: Sequence[str], widths: Sequence[float], top: float, height: float
) -> None:
    x = MARGIN
    for text, width in zip(headings, widths, strict=True):
        _cell(canvas, text, x, top, width, height)
        x += width


def _rows(
    canvas: Canvas,
    notice: Drawn,
    widths: Sequence[float],
    heights: Sequence[float],
    first: int,
    stop: int,
    top: float,
) -> float:
    tops = {first: top}
    for row in range(first, stop):
        tops[row + 1] = tops[row] - heights[row]
    for box in notice.boxes:
        begin, end = max(box.row, first), min(box.row + box.rowspan, stop)
        if begin < end:
            x = MARGIN + sum(widths[: box.col])
            width = sum(widths[box.col : box.col + box.colspan])
            text = box.text if begin == box.row else ""
            _cell(canvas, text, x, tops[begin], width, tops[begin] - tops[end])
    return tops[stop]


def _cell(canvas: Canvas, text: str, x: float, top: float, width: float, height: float) -> None:
    canvas.rect(x, top - height, width, height)
    canvas.setFont(chinese(), SIZE)
    for number, line in enumerate(wrapped(text, width)):
        canvas.drawString(x + 3, top - 3 - PITCH * number - SIZE, line)
