"""A document as a workbook: each table on a sheet of its own, or below the one before where it has the same columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.breaks.fonts import font
from tests.breaks.layout import room_of
from tests.breaks.links import address
from tests.breaks.model import Document, PageBreak, Table, Text
from tests.breaks.wrap import wrap

_POINTS_A_WIDTH = 5.6  # of a column's width as Excel counts it, for a font of 11 points
_PAPERS = {(595, 842): 9, (516, 729): 13, (612, 792): 1, (420, 595): 11}


def write_xlsx(document: Document, path: Path, linked: bool = True) -> None:
    _Book(document, linked).book.save(path)


class _Book:
    """The sheets as they are filled."""

    def __init__(self, document: Document, linked: bool) -> None:
        from openpyxl import Workbook

        self.document, self.look, self.linked = document, document.look, linked
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.sheet: Any = None
        self.row, self.columns = 1, 0
        self.texts: list[Text] = []
        number = -1
        for block in document.blocks:
            if isinstance(block, PageBreak):
                self.sheet = None
            elif isinstance(block, Text):
                self.sheet = None if block.new_page else self.sheet
                self.texts.append(block)
            else:
                number += 1
                self._table(number, block)

    def _table(self, number: int, table: Table) -> None:
        if (
            self.sheet is None
            or self.columns != table.n_cols
            or table.repeat
            or self.sheet.print_title_rows
        ):
            self._new_sheet(table)  # title rows stand over every page of a sheet
        for text in self.texts:
            self._line(text, table.n_cols)
        self.texts.clear()
        first = self.row
        if table.repeat and table.header_rows and not self.sheet.print_title_rows:
            self.sheet.print_title_rows = f"{first}:{first + table.header_rows - 1}"
        for index in range(len(table.cells)):
            self._cell(number, index, table, first)
        for row in range(table.n_rows):
            self.sheet.row_dimensions[first + row].height = self._height(table, row)
        self._hand_made(table, first)
        self.row = first + table.n_rows + 1

    def _hand_made(self, table: Table, first: int) -> None:
        """An author's own page breaks; the sheet's title rows are its heading there."""
        from openpyxl.worksheet.pagebreak import Break

        for split in table.splits:
            self.sheet.row_breaks.append(Break(id=first + split.row - 1))

    def _new_sheet(self, table: Table) -> None:
        from openpyxl.utils import get_column_letter

        self.sheet = self.book.create_sheet()
        self.row, self.columns = 1, table.n_cols
        whole = (self.look.width - 2 * self.look.margin) * table.breadth
        for col, width in enumerate(table.widths, 1):
            points = whole * width / sum(table.widths)
            self.sheet.column_dimensions[get_column_letter(col)].width = points / _POINTS_A_WIDTH
        setup, margins = self.sheet.page_setup, self.sheet.page_margins
        portrait = (
            round(min(self.look.width, self.look.height)),
            round(max(self.look.width, self.look.height)),
        )
        setup.paperSize = _PAPERS.get(portrait, 9)
        setup.orientation = "landscape" if self.look.width > self.look.height else "portrait"
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        setup.fitToWidth, setup.fitToHeight = 1, 0
        for side in ("left", "right", "top", "bottom"):
            setattr(margins, side, self.look.margin / 72)
        margins.header = margins.footer = 0.2

    def _line(self, text: Text, columns: int) -> None:
        from openpyxl.styles import Alignment, Font

        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=columns
        )
        cell = self.sheet.cell(self.row, 1, text.text)
        size = self.look.size * {"title": 1.6, "caption": 1.1}.get(text.kind, 1.0)
        place = {"title": "center", "unit": "right"}.get(text.kind, "left")
        cell.alignment = Alignment(horizontal=place, vertical="center", wrap_text=True)
        cell.font = Font(name=self._font(), size=size)
        room = self.look.width - 2 * self.look.margin
        lines = len(wrap(text.text, room * 0.9, font(self.document.script), size))
        self.sheet.row_dimensions[self.row].height = lines * size * 1.5 + 4
        self.row += 1

    def _font(self) -> str:
        if self.document.script in ("zh", "ko"):
            return f"Noto Sans CJK {'SC' if self.document.script == 'zh' else 'KR'}"
        return "DejaVu Sans"

    def _cell(self, number: int, index: int, table: Table, first: int) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = table.cells[index]
        row, col = first + cell.row, 1 + cell.col
        thin = Side(style="thin")
        for r in range(row, row + cell.rowspan):
            for c in range(col, col + cell.colspan):
                self.sheet.cell(r, c).border = Border(thin, thin, thin, thin)
        if cell.rowspan * cell.colspan > 1:
            self.sheet.merge_cells(
                start_row=row,
                end_row=row + cell.rowspan - 1,
                start_column=col,
                end_column=col + cell.colspan - 1,
            )
        own = self.sheet.cell(row, col, cell.text or None)
        own.number_format = "@"
        own.data_type = "s"
        if cell.text and self.linked:
            own.hyperlink = Hyperlink(ref=own.coordinate, target=address(number, index))
        heading = cell.row < table.header_rows
        align = (
            "center"
            if heading
            else {"centre": "center"}.get(table.aligns[cell.col], table.aligns[cell.col])
        )
        vertical = "center" if heading or table.middle else "top"
        own.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=True)
        own.font = Font(name=self._font(), size=self.look.size, color="000000", underline="none")

    def _height(self, table: Table, row: int) -> float:
        """Tall enough for the lines of every cell, those of merged ones shared out."""
        lines = 1.0
        for cell in table.cells:
            if cell.row <= row < cell.row + cell.rowspan:
                room = room_of(cell, table, self.look) * 0.8
                count = len(wrap(cell.text, room, font(self.document.script), self.look.size))
                lines = max(lines, count / cell.rowspan + (cell.rowspan > 1) * 0.5)
        return lines * self.look.size * 1.55 * (self.look.row_height if lines == 1 else 1) + 4
