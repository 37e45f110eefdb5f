"""What stands on the sheets: each table's rows as cells, in Chinese, before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.messages import names, render
from pipeline.schema import EXTRAS, TABLES, Column, TableSchema, main_columns, printed_heading
from pipeline.views.decision import without_text
from pipeline.views.export.book import Cell
from pipeline.views.export.headings import headings
from pipeline.views.export.marks import marks_of
from pipeline.views.export.paper import BUDGET
from pipeline.views.export.widths import fitted, natural_width
from pipeline.views.said import said

Row = Mapping[str, Any]
Rows = Sequence[Row]

# For programs, or the same on every row: there, but out of sight.
HIDDEN = ("reasons", "parameters", "code", "source_sha256")
# Sheets of evidence, and those that say again what the first one says: for the screen.
FOR_SCREEN = ("rankings", "lead_units", "agencies", "provenance", "repairs", "cells")
# Columns that are per cents, as shares of one.
_SHARES = ("share", "provincial_share")
_COORDINATES = ("x0", "top", "x1", "bottom")
# Texts on a sheet that is printed whole may be so wide.
_WIDEST_ON_PAPER = 90.0
# A longer text is not wrapped: its row would fill the screen.
_WRAPPED = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before it is written.

    Attributes:
        name: of the table.
        headings: over its columns.
        lines: the rows, a cell for each column.
        hidden: the columns that are out of sight, from 0.
        first: the first column that is printed, from 1.
        frozen: how many columns stay in sight.
    """

    name: str
    headings: Sequence[str]
    lines: Sequence[Sequence[Cell]]
    hidden: frozenset[int] = frozenset()
    first: int = 1
    frozen: int = 1

    @property
    def is_for_screen(self) -> bool:
        """Whether only its first page is printed."""
        return self.name in FOR_SCREEN

    def widths(self) -> list[float]:
        """Of its columns; on a sheet that is printed whole, all together as wide as the paper."""
        count = len(self.headings)
        naturals = list(map(self._natural, range(count)))
        if self.is_for_screen:
            return naturals
        printed = range(self.first - 1, count)
        shown = list(filter(self._is_seen, printed))
        cut = fitted([naturals[place] for place in shown], BUDGET)
        for place, width in zip(shown, cut, strict=True):
            naturals[place] = width
        return naturals

    def seen(self, of_columns: Sequence[Any]) -> list[Any]:
        """What is in sight of something that there is for each column."""
        found = []
        for place, one in enumerate(of_columns):
            if self._is_seen(place):
                found.append(one)
        return found

    def seen_widths(self, widths: Sequence[float]) -> list[float]:
        """The widths with 0 for a column that is out of sight."""
        seen = list(widths)
        for place in self.hidden:
            seen[place] = 0.0
        return seen

    def _is_seen(self, place: int) -> bool:
        return place not in self.hidden

    def _natural(self, place: int) -> float:
        texts = []
        for line in self.lines:
            cell = line[place]
            # A remark in a column of numbers goes on over several lines.
            if cell.value is not None and not cell.is_mark:
                texts.append(str(cell.value))
        heading = self.headings[place]
        if self.is_for_screen:
            return natural_width(texts, heading)
        return natural_width(texts, heading, _WIDEST_ON_PAPER)


def in_chinese(row: Row, column: str) -> Any:
    """A row's value: codes and sentences in Chinese.

    What the notice says, and what is not in the catalogue, as it is.
    """
    value = row[column]
    if not isinstance(value, str):
        return value
    if column in ("reason", "message"):
        return said(row, "zh")
    kind = "precision" if column.endswith("_precision") else column
    return names.named(kind, value, "zh") if kind in names.VALUES else value


def sheet_of(table: TableSchema, rows: Rows) -> Sheet:
    """The sheet of a table, a column for each of its columns."""
    lines = []
    for row in rows:
        cells = [cell_of(row, column) for column in table.columns]
        lines.append(cells)
    return Sheet(
        table.name,
        headings(table),
        lines,
        frozenset(_out_of_sight(table)),
        first=2,
        frozen=_frozen(table),
    )


def _out_of_sight(table: TableSchema) -> Iterator[int]:
    """The columns for programs; those of a form's own are called as its spec likes."""
    if table.name == EXTRAS:
        return
    for place, name in enumerate(table.names):
        if name in HIDDEN:
            yield place


def cell_of(row: Row, column: Column) -> Cell:
    """A row's value as it is shown."""
    value = in_chinese(row, column.name)
    is_short = not isinstance(value, str) or len(value) <= _WRAPPED
    if value is None and column.name == "text" and _is_reading_of_nothing(row):
        return Cell(render(without_text(row["column"]), "zh"), is_mark=True)
    if column.type == "float64" and value is not None:
        value, shown = _number(value, column)
        return Cell(value, number_format=shown)
    return Cell(value, is_wrapped=is_short)


def _is_reading_of_nothing(row: Row) -> bool:
    """Whether a row is a reading of ``candidates`` by which nothing stands in the cell."""
    return "position" in row and "column" in row and row["value"] is None


def _number(value: float, column: Column) -> tuple[float, str | None]:
    """A number and how it is shown: per cents as spreadsheets have them, shares of one."""
    if column.name in _COORDINATES:
        return value, "0.0"
    if column.name in _SHARES:
        return value, _percent(value * 100)
    if column.unit == "%":
        return value / 100, _percent(value)
    return value, None


def _percent(value: float) -> str:
    """The format that shows so many decimals of a percentage as it has."""
    _, _, decimals = f"{round(value, 6):g}".partition(".")
    return f"0.{'0' * len(decimals)}%" if decimals else "0%"


def _frozen(table: TableSchema) -> int:
    """How many columns stay in sight: up to the serial number where there is one."""
    if "seq" in table.names[:2]:
        return table.names.index("seq") + 1
    return 1


def first_sheet(rows: Mapping[str, Rows], own: TableSchema | None) -> Sheet:
    """The first sheet: the indicators with the form's own columns, each value with its marks."""
    table = TABLES["indicators"]
    own_columns = _own_columns(own)
    lines = list(_marked_lines(rows, own_columns))
    own_heads = [printed_heading(column) for column in own_columns]
    heads = [*headings(table), *own_heads]
    return Sheet(
        table.name,
        heads,
        lines,
        frozenset(_empty(lines, len(heads))),
        first=2,
        frozen=_frozen(table),
    )


def _own_columns(own: TableSchema | None) -> list[Column]:
    """The columns of the form's own that hold a value."""
    if own is None:
        return []
    return [own.column(name) for name in main_columns(own.names)]


def _marked_lines(
    rows: Mapping[str, Rows],
    own_columns: Sequence[Column],
) -> Iterator[list[Cell]]:
    columns = TABLES["indicators"].columns
    names_of_all = [column.name for column in (*columns, *own_columns)]
    marks = marks_of(rows)
    extras = {row["seq"]: row for row in rows.get(EXTRAS, ())}
    for row in rows["indicators"]:
        seq = row["seq"]
        cells = [cell_of(row, column) for column in columns]
        cells += [_own_cell(extras[seq], column) for column in own_columns]
        marked = []
        for cell, name in zip(cells, names_of_all, strict=True):
            marked.append(marks.marked(seq, name, cell))
        yield marked


def _own_cell(row: Row, column: Column) -> Cell:
    """A value of the form's own; where nothing more is read from the print, that."""
    cell = cell_of(row, column)
    if cell.value is None:
        return Cell(row.get(f"{column.name}_text"))
    return cell


def _empty(lines: Sequence[Sequence[Cell]], columns: int) -> Iterator[int]:
    """The columns in which no row shows anything."""
    if not lines:
        return
    for place in range(columns):
        if all(line[place].value is None for line in lines):
            yield place
