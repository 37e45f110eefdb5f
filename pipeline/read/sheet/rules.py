"""Which cells of a sheet rules are drawn around."""

from __future__ import annotations

from pipeline.read.sheet.area import Area, Place
from pipeline.read.sheet.cells import Grid
from pipeline.read.sheet.styles import Side, Styles

_ENOUGH = 2  # sides of a cell that is ruled
_UPPER = Side.TOP | Side.LEFT
_LOWER = Side.BOTTOM | Side.RIGHT


class Rules:
    """The rules of a sheet: each is set on the cell at one of its sides, or on both."""

    def __init__(self, grid: Grid, styles: Styles) -> None:
        self._own: dict[Place, Side] = {}
        for at, stored in grid.cells.items():
            style = styles.of(stored.style)
            if style.sides:
                self._own[at] = style.sides

    def enclose_cell(self, at: Place) -> bool:
        """Whether a cell is ruled along enough of its sides."""
        sides = self._around(at)
        return sides.count >= _ENOUGH

    def enclose_area(self, area: Area) -> bool:
        """Whether a merged area is, by what is set at its two corners."""
        first = self._around(area.corner)
        last = self._around(area.last_corner)
        upper = first & _UPPER
        lower = last & _LOWER
        sides = upper | lower
        return sides.count >= _ENOUGH

    def _around(self, at: Place) -> Side:
        """The sides along which a rule is drawn, by the cell or by its neighbours."""
        row, col = at
        found = self._set(row, col)
        above = self._set(row - 1, col)
        below = self._set(row + 1, col)
        before = self._set(row, col - 1)
        behind = self._set(row, col + 1)
        if above & Side.BOTTOM:
            found |= Side.TOP
        if below & Side.TOP:
            found |= Side.BOTTOM
        if before & Side.RIGHT:
            found |= Side.LEFT
        if behind & Side.LEFT:
            found |= Side.RIGHT
        return found

    def _set(self, row: int, col: int) -> Side:
        """The sides along which a cell's own style draws a rule."""
        return self._own.get((row, col), Side.NONE)
