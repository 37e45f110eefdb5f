"""A heading's merged cells, which some programs repeat at each of their positions, as one cell.

A pipe table has no merged cells. docling, for one, writes the text of one at every position that it
covers. Two neighbouring columns with the same heading are no table's, so in a heading such texts
are one cell; in the rows below, equal neighbours may be what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell with the positions it covers."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1

    @property
    def merged(self) -> bool:
        """Whether it covers several positions."""
        return self.rowspan > 1 or self.colspan > 1

    @property
    def end_row(self) -> int:
        """The row below it."""
        return self.row + self.rowspan


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring columns with the same text; ``end`` is behind the last one."""

    begin: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.begin

    def of(self, row: _Row) -> _Row:
        return row[self.begin : self.end]


def fold(rows: Sequence[_Row]) -> list[Spanned]:
    """The cells of rows of equal length, the heading's repeated texts as one."""
    heads = _heading_rows(rows)
    cells = _merged_cells(rows[:heads])
    for row in range(heads, len(rows)):
        for col, text in enumerate(rows[row]):
            cells.append(Spanned(row, col, text))
    return cells


def _heading_rows(rows: Sequence[_Row]) -> int:
    """How many rows are heading.

    A further one repeats the texts above it but where a cell over several columns stands above,
    which it parts.
    """
    count = 1
    while count + 1 < len(rows):
        last = rows[count - 1]
        if not _goes_on(last, rows[count]):
            break
        count += 1
    return count


def _goes_on(above: _Row, below: _Row) -> bool:
    wide: list[_Run] = []
    single: list[_Run] = []
    for run in _runs(above):
        of_width = wide if run.width > 1 else single
        of_width.append(run)
    if not wide:
        return False
    if any(run.of(above) != run.of(below) for run in single):
        return False
    parted = 0
    for run in wide:
        texts_below = set(run.of(below))
        if len(texts_below) > 1:
            parted += 1
    enough = 1 if single else len(wide)
    return parted >= enough


def _runs(row: _Row) -> list[_Run]:
    """The columns of a row by their texts; blank ones each for themselves."""
    runs: list[_Run] = []
    before = ""
    for col, text in enumerate(row):
        begin = col
        if text and text == before:
            begin = runs.pop().begin
        runs.append(_Run(begin, col + 1))
        before = text
    return runs


def _merged_cells(rows: Sequence[_Row]) -> list[Spanned]:
    """The heading's cells: equal texts side by side, and the same columns below, are one."""
    cells: list[Spanned] = []
    taken: set[tuple[int, int]] = set()
    for row, texts in enumerate(rows):
        for run in _runs(texts):
            if (row, run.begin) in taken:
                continue
            end = _end_row(rows, row, run)
            for covered in range(row, end):
                taken.add((covered, run.begin))
            cell = Spanned(
                row,
                run.begin,
                texts[run.begin],
                rowspan=end - row,
                colspan=run.width,
            )
            cells.append(cell)
    return cells


def _end_row(rows: Sequence[_Row], row: int, run: _Run) -> int:
    """The row below the last one in which the same columns have the same text."""
    texts = list(run.of(rows[row]))
    end = row + 1
    if not texts[0]:
        return end
    while end < len(rows):
        below = rows[end]
        if run not in _runs(below) or list(run.of(below)) != texts:
            break
        end += 1
    return end
