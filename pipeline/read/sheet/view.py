"""A sheet as a person sees it: hidden rows and columns gone, merged areas as one cell each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.read.sheet.area import Area, Place, name_of
from pipeline.read.sheet.cells import Grid
from pipeline.read.sheet.displayed import NOTHING, Displayed, display
from pipeline.read.sheet.merges import Merges, merges_of
from pipeline.read.sheet.rules import Rules
from pipeline.read.sheet.workbook import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell that is seen; rows and columns count what is displayed, from 0.

    ``name`` is the spreadsheet's, of the cell that holds the value. ``ruled`` where rules are drawn
    along at least two of its sides. ``merged`` where it is a merged area, even a blank one.
    """

    area: Area
    name: str
    what: Displayed
    ruled: bool
    merged: bool

    @property
    def text(self) -> str:
        """What it displays."""
        return self.what.text

    @property
    def says(self) -> bool:
        """Whether it displays a text, or something else than the text that is read of it."""
        return bool(self.text) or self.what.warning is not None


@dataclass(frozen=True, slots=True)
class View:
    """The seen cells that hold text, are ruled or merged, and what is hidden of the sheet.

    ``hidden_rows`` and ``hidden_columns`` are those that hold a text, by their number with the
    first one. ``covered`` are texts under a merged area by the cell's name, ``overlapping`` the
    names of areas that another one cuts.
    """

    cells: tuple[Seen, ...]
    hidden_rows: tuple[tuple[int, str], ...]
    hidden_columns: tuple[tuple[int, str], ...]
    covered: tuple[tuple[str, str], ...]
    overlapping: tuple[str, ...]


def view(sheet: Sheet, book: Workbook, most: int) -> View:
    """The sheet as it is seen, with at most so many positions under merged areas.

    Raises:
        LimitExceeded: its merged areas cover more than is allowed.
    """
    merges = merges_of(sheet.grid, book.name, most)
    viewer = _Viewer(sheet.grid, book)
    viewer.see_all(merges)
    viewer.cells.sort(key=lambda cell: cell.area.corner)
    hidden_rows = sorted(viewer.hidden_rows.items())
    hidden_columns = sorted(viewer.hidden_columns.items())
    return View(
        cells=tuple(viewer.cells),
        hidden_rows=tuple(hidden_rows),
        hidden_columns=tuple(hidden_columns),
        covered=tuple(viewer.covered),
        overlapping=merges.overlapping,
    )


class _Axis:
    """Rows or columns with some of them hidden."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(hidden)

    def shows(self, number: int) -> bool:
        before = self.shown_before(number)
        return self.shown_before(number + 1) > before

    def shown_before(self, number: int) -> int:
        """How many before it are shown: its own number where it is shown itself."""
        return number - bisect_left(self._hidden, number)


class _Viewer:
    """Gathers what is seen of a sheet, and the first text of each row or column that is hidden."""

    def __init__(self, grid: Grid, book: Workbook) -> None:
        self._rows = _Axis(grid.hidden_rows)
        self._columns = _Axis(grid.hidden_columns)
        self._rules = Rules(grid, book.styles)
        self._shown: dict[Place, Displayed] = {}
        for at, stored in grid.cells.items():
            style = book.styles.of(stored.style)
            what = display(stored, style, book.from_1904)
            self._shown[at] = what
        self.cells: list[Seen] = []
        self.hidden_rows: dict[int, str] = {}
        self.hidden_columns: dict[int, str] = {}
        self.covered: list[tuple[str, str]] = []

    def see_all(self, merges: Merges) -> None:
        """Takes every merged area and every cell."""
        for area in merges.areas:
            self._see_area(area)
        for at in self._shown:
            owner = merges.owners.get(at)
            if owner is None:
                self._see_single(at)
            elif at != owner.corner:
                self._see_covered(at)

    def _see_area(self, area: Area) -> None:
        """Takes a merged area; its text is seen where any of it is."""
        what = self._shown.get(area.corner, NOTHING)
        seen = self._seen_area(area)
        if seen is None:
            self._note_hidden(area.corner, what)
            return
        cell = Seen(
            area=seen,
            name=name_of(*area.corner),
            what=what,
            ruled=self._rules.enclose_area(area),
            merged=True,
        )
        self.cells.append(cell)

    def _see_single(self, at: Place) -> None:
        """Takes a cell under no merged area."""
        what = self._shown[at]
        row, col = at
        seen = self._seen_area(Area(row, col, row, col))
        if seen is None:
            self._note_hidden(at, what)
            return
        ruled = self._rules.enclose_cell(at)
        if what is NOTHING and not ruled:
            return
        cell = Seen(
            area=seen,
            name=name_of(*at),
            what=what,
            ruled=ruled,
            merged=False,
        )
        self.cells.append(cell)

    def _see_covered(self, at: Place) -> None:
        """Takes a cell that a merged area lies over."""
        text = self._shown[at].text
        if text:
            name = name_of(*at)
            self.covered.append((name, text))

    def _seen_area(self, area: Area) -> Area | None:
        """The area among what is shown; None where nothing of it is."""
        top = self._rows.shown_before(area.top)
        left = self._columns.shown_before(area.left)
        end_row = self._rows.shown_before(area.bottom + 1)
        end_column = self._columns.shown_before(area.right + 1)
        if top == end_row or left == end_column:
            return None
        return Area(top, left, end_row - 1, end_column - 1)

    def _note_hidden(self, at: Place, what: Displayed) -> None:
        """Notes the first text of a hidden row, or else of a hidden column."""
        row, col = at
        text = what.text
        if not text:
            return
        if self._rows.shows(row):
            self.hidden_columns.setdefault(col, text)
        else:
            self.hidden_rows.setdefault(row, text)
