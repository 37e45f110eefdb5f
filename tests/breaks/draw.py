"""Draws a document that is laid out, rules and texts, and notes where every cell came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.breaks.fonts import measure
from tests.breaks.layout import Layout, Page, Part, Strip, held, room_of, size_of
from tests.breaks.model import Cell, Document, Placement, Table
from tests.breaks.wrap import wrap

_RULE = 0.5
_PAD = 3.0

Rule = tuple[float, float, float, float]


def typeset(document: Document, path: Path) -> Placement:
    """Writes the PDF; where every cell stands."""
    return _Drawing(document, path).placement


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that touch on one line made one."""
    lines: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for x0, y0, x1, y1 in rules:
        if y0 == y1:
            lines.setdefault((True, round(y0, 2)), []).append((x0, x1))
        else:
            lines.setdefault((False, round(x0, 2)), []).append((y0, y1))
    found = []
    for (level, at), spans in lines.items():
        for begin, end in _merged(spans):
            found.append((begin, at, end, at) if level else (at, begin, at, end))
    return found


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1] + 0.01:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


class _Drawing:
    def __init__(self, document: Document, path: Path) -> None:
        self.document, self.look = document, document.look
        self.layout = Layout(document)
        self.written: dict[tuple[int, int], int] = {}
        self.rules: list[Rule] = []
        self.placement = Placement(pages=len(self.layout.pages))
        self.canvas = Canvas(str(path), pagesize=(self.look.width, self.look.height), invariant=1)
        for number, page in enumerate(self.layout.pages, 1):
            self._page(number, page)
            self.canvas.showPage()
        self.canvas.save()

    def _page(self, number: int, page: Page) -> None:
        self.canvas.setLineWidth(_RULE)
        for top, text in page.texts:
            size = size_of(text, self.look)
            left = self.look.margin
            spare = self.look.width - 2 * left - measure(text.text, self.layout.font, size)
            shift = {"title": spare / 2, "unit": spare}.get(text.kind, 0.0)
            self._write(left + shift, top, text.text, size)
        for part in page.parts:
            self._part(number, part, self.document.tables[part.table])
        if self.document.seed % 3:
            foot = str(number) if self.document.seed % 3 == 1 else f"- {number} -"
            self._write(self.look.width / 2, self.look.height - self.look.margin * 0.6, foot, 8)

    def _part(self, number: int, part: Part, table: Table) -> None:
        tops = [part.top]
        for strip in part.strips:
            tops.append(tops[-1] + strip.height)
        for index, cell in enumerate(table.cells):
            places = list(held(part, cell))
            if places:
                # A heading row may stand apart from the strips of the body, so the run is without a gap.
                self._cell(number, part, table, index, places, tops)
        self._draw_rules()

    def _cell(
        self,
        number: int,
        part: Part,
        table: Table,
        index: int,
        places: list[tuple[int, Strip]],
        tops: Sequence[float],
    ) -> None:
        cell = table.cells[index]
        top, bottom = tops[places[0][0]], tops[places[-1][0] + 1]
        left = self._left(table, cell.col)
        right = self._left(table, cell.col + cell.colspan)
        self._box(table, cell, places, (left, top, right, bottom))
        again = places[0][1].again
        if again:
            lines = self._heading_again(table, cell)
        else:
            lines = self._lines(part.table, table, index, places, bottom - top)
            if any(lines):
                self.placement.add(part.table, index, number, "\n".join(lines))
        self._texts(table, cell, lines, (left, top, right, bottom))

    def _left(self, table: Table, col: int) -> float:
        whole = (self.look.width - 2 * self.look.margin) * table.breadth
        begin = self.look.margin + (self.look.width - 2 * self.look.margin) * table.beside
        return begin + whole * sum(table.widths[:col]) / sum(table.widths)

    def _box(
        self,
        table: Table,
        cell: Cell,
        places: list[tuple[int, Strip]],
        box: tuple[float, float, float, float],
    ) -> None:
        """The cell's four rules; without the one that a break cuts through where the table is left open."""
        left, top, right, bottom = box
        first, last = places[0][1], places[-1][1]
        begins = first.row == cell.row and first.first == 0
        ends = last.row == cell.row + cell.rowspan - 1 and last.last
        self._rule(left, top, left, bottom)
        self._rule(right, top, right, bottom)
        if begins or not table.open:
            self._rule(left, top, right, top)
        if ends or not table.open:
            self._rule(left, bottom, right, bottom)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rules.append((x0, y0, x1, y1))

    def _draw_rules(self) -> None:
        """Each cell's own four, or, mostly, long rules over many cells."""
        rules = self.rules if self.document.seed % 4 == 0 else joined(self.rules)
        for x0, y0, x1, y1 in rules:
            self.canvas.line(x0, self.look.height - y0, x1, self.look.height - y1)
        self.rules = []

    def _heading_again(self, table: Table, cell: Cell) -> Sequence[str]:
        drift = {(row, col): text for row, col, text in table.drift}
        text = drift.get((cell.row, cell.col), cell.text)
        return wrap(text, room_of(cell, table, self.look), self.layout.font, self.look.size)

    def _lines(
        self, number: int, table: Table, index: int, places: list[tuple[int, Strip]], height: float
    ) -> Sequence[str]:
        """What of a cell's lines stands on this page."""
        cell, lines = table.cells[index], self.layout.measures[number].lines[index]
        if cell.rowspan == 1:
            strip = places[0][1]
            return lines[strip.first : strip.first + strip.count]
        room = max(1, int((height - 2 * self.look.pad + 0.01) // self.layout.pitch))
        if table.reprint and room >= len(lines):
            return lines
        done = self.written.get((number, index), 0)
        last = places[-1][1]
        ends = last.row == cell.row + cell.rowspan - 1 and last.last
        take = len(lines) - done if ends else min(room, len(lines) - done)
        self.written[number, index] = done + take
        return lines[done : done + take]

    def _texts(
        self, table: Table, cell: Cell, lines: Sequence[str], box: tuple[float, float, float, float]
    ) -> None:
        left, top, right, bottom = box
        pitch = self.layout.pitch
        heading = cell.row < table.header_rows
        y = top + self.look.pad
        if table.middle or heading:
            y = (top + bottom - pitch * len(lines)) / 2
        align = "centre" if heading else table.aligns[cell.col]
        for line in lines:
            wide = measure(line, self.layout.font, self.look.size)
            x = left + _PAD
            if align == "centre":
                x = (left + right - wide) / 2
            elif align == "right":
                x = right - _PAD - wide
            self._write(x, y + (pitch - self.look.size) / 2, line, self.look.size)
            y += pitch

    def _write(self, x: float, top: float, text: str, size: float) -> None:
        """One line whose upper left corner is ``x``, ``top``."""
        if text.strip():
            self.canvas.setFont(self.layout.font, size)
            self.canvas.drawString(x, self.look.height - top - 0.85 * size, text)
