"""A sheet as a person sees it: hidden rows and columns gone, merged areas as one cell each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import LimitExceeded
from pipeline.read.sheet.cells import Area, Grid, Place, name_of
from pipeline.read.sheet.displayed import NOTHING, Displayed, display
from pipeline.read.sheet.styles import Side, Styles


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


@dataclass(frozen=True, slots=True)
class View:
    """The seen cells that hold text, are ruled or merged, and what is hidden of the sheet.

    ``covered`` are texts under a merged area, ``overlapping`` areas that another one cuts.
    """

    cells: tuple[Seen, ...]
    hidden_rows: tuple[tuple[int, str], ...]
    hidden_columns: tuple[tuple[int, str], ...]
    covered: tuple[tuple[str, str], ...]
    overlapping: tuple[str, ...]


class _Axis:
    """Rows or columns with some of them hidden."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(hidden)

    def has(self, number: int) -> bool:
        at = bisect_left(self._hidden, number)
        return not (at < len(self._hidden) and self._hidden[at] == number)

    def seen(self, number: int) -> int:
        """How many before it are seen: its own number where it is seen itself."""
        return number - bisect_left(self._hidden, number)


def view(grid: Grid, styles: Styles, from_1904: bool, where: str, most: int) -> View:
    """The sheet as it is seen, with at most so many positions under merged areas.

    Raises:
        LimitExceeded: its merged areas cover more than is allowed.
    """
    owners, overlapping = _owners(grid, where, most)
    viewer = _Viewer(grid, styles, from_1904)
    for area in dict.fromkeys(owners.values()):
        viewer.see_area(area)
    for at in grid.cells:
        owner = owners.get(at)
        if owner is None:
            viewer.see_single(at)
        elif at != (owner.top, owner.left):
            viewer.see_covered(at)
    viewer.cells.sort(key=lambda cell: (cell.area.top, cell.area.left))
    return View(
        tuple(viewer.cells),
        tuple(sorted(viewer.hidden_rows.items())),
        tuple(sorted(viewer.hidden_columns.items())),
        tuple(viewer.covered),
        overlapping,
    )


class _Viewer:
    """Gathers what is seen of a sheet, and the first text of each row or column that is hidden."""

    def __init__(self, grid: Grid, styles: Styles, from_1904: bool) -> None:
        self._rows = _Axis(grid.hidden_rows)
        self._columns = _Axis(grid.hidden_columns)
        self._sides = _sides(grid, styles)
        self._shown = {
            at: display(stored, styles.of(stored.style), from_1904)
            for at, stored in grid.cells.items()
        }
        self.cells: list[Seen] = []
        self.hidden_rows: dict[int, str] = {}
        self.hidden_columns: dict[int, str] = {}
        self.covered: list[tuple[str, str]] = []

    def see_area(self, area: Area) -> None:
        """Takes a merged area; its text is seen where any of it is."""
        seen = _seen_area(area, self._rows, self._columns)
        corner = (area.top, area.left)
        what = self._shown.get(corner, NOTHING)
        if seen is None:
            self._hide_at(corner, what)
            return
        ruled = _is_ruled(_sides_of(area, self._sides))
        self.cells.append(Seen(seen, name_of(*corner), what, ruled, merged=True))

    def see_single(self, at: Place) -> None:
        """Takes a cell under no merged area."""
        row, col = at
        what = self._shown[at]
        if not (self._rows.has(row) and self._columns.has(col)):
            self._hide_at(at, what)
            return
        ruled = _is_ruled(_sides_at(at, self._sides))
        if what is NOTHING and not ruled:
            return
        top = self._rows.seen(row)
        left = self._columns.seen(col)
        area = Area(top, left, top, left)
        self.cells.append(Seen(area, name_of(row, col), what, ruled, merged=False))

    def see_covered(self, at: Place) -> None:
        """Takes a cell that a merged area lies over."""
        text = self._shown[at].text
        if text:
            self.covered.append((name_of(*at), text))

    def _hide_at(self, at: Place, what: Displayed) -> None:
        """Notes the first text of a hidden row, or else of a hidden column."""
        row, col = at
        if not what.text:
            return
        if self._rows.has(row):
            self.hidden_columns.setdefault(col, what.text)
        else:
            self.hidden_rows.setdefault(row, what.text)


def positions(area: Area) -> Iterator[Place]:
    """Every position of an area."""
    for row in range(area.top, area.bottom + 1):
        for col in range(area.left, area.right + 1):
            yield row, col


def _owners(grid: Grid, where: str, most: int) -> tuple[dict[Place, Area], tuple[str, ...]]:
    """Position → the merged area over it, and the areas left out since they cut another.

    An area that reaches far beyond every cell ends with the last of them.
    """
    last_row = max((row for row, _ in grid.cells), default=-1)
    last_col = max((col for _, col in grid.cells), default=-1)
    owners: dict[Place, Area] = {}
    overlapping: list[str] = []
    left = most
    for whole in grid.merges:
        bottom, right = min(whole.bottom, last_row), min(whole.right, last_col)
        if bottom < whole.top or right < whole.left:
            continue
        area = Area(whole.top, whole.left, bottom, right)
        left -= (bottom - area.top + 1) * (right - area.left + 1)
        if left < 0:
            raise LimitExceeded("sheets.too-many-merged", where=where, most=most)
        covers = list(positions(area))
        if any(at in owners for at in covers):
            overlapping.append(name_of(area.top, area.left))
        else:
            owners.update(dict.fromkeys(covers, area))
    return owners, tuple(overlapping)


def _seen_area(area: Area, rows: _Axis, columns: _Axis) -> Area | None:
    """The area among what is displayed; None where nothing of it is."""
    top, left = rows.seen(area.top), columns.seen(area.left)
    bottom, right = rows.seen(area.bottom + 1) - 1, columns.seen(area.right + 1) - 1
    if top > bottom or left > right:
        return None
    return Area(top, left, bottom, right)


def _sides(grid: Grid, styles: Styles) -> Mapping[Place, Side]:
    """The sides of each cell along which its own style draws a rule."""
    found = {at: styles.of(stored.style).sides for at, stored in grid.cells.items()}
    return {at: sides for at, sides in found.items() if sides}


def _sides_at(at: Place, sides: Mapping[Place, Side]) -> Side:
    """The sides of a position along which a rule is drawn, by it or by its neighbours."""
    row, col = at
    found = sides.get(at, Side.NONE)
    if Side.BOTTOM in sides.get((row - 1, col), Side.NONE):
        found |= Side.TOP
    if Side.TOP in sides.get((row + 1, col), Side.NONE):
        found |= Side.BOTTOM
    if Side.RIGHT in sides.get((row, col - 1), Side.NONE):
        found |= Side.LEFT
    if Side.LEFT in sides.get((row, col + 1), Side.NONE):
        found |= Side.RIGHT
    return found


def _sides_of(area: Area, sides: Mapping[Place, Side]) -> Side:
    """The sides of a merged area along which a rule is drawn, somewhere on its edge."""
    found = _sides_at((area.top, area.left), sides) & (Side.TOP | Side.LEFT)
    found |= _sides_at((area.bottom, area.right), sides) & (Side.BOTTOM | Side.RIGHT)
    return found


def _is_ruled(sides: Side) -> bool:
    return bin(sides.value).count("1") > 1
