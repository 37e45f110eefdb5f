"""Gives each character of a page to the table, and within it to the cell, that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.read.boxes import area, is_inside
from pipeline.read.pdf.grid import Grid, Points
from pipeline.read.pdf.model import Glyph, Glyphs
from pipeline.read.pdf.spans import Span

# A character may stand this far over the outer rule and still belong to the table.
OVER = 1.5

T = TypeVar("T")

# The characters of each cell.
Faces = dict[Span, list[Glyph]]


@dataclass(slots=True)
class Share:
    """The characters of one table, and the home of each."""

    glyphs: list[Glyph] = field(default_factory=list)
    homes: list[tuple[float, float]] = field(default_factory=list)

    def add(self, g: Glyph, home: tuple[float, float]) -> None:
        """Adds a character."""
        self.glyphs.append(g)
        self.homes.append(home)

    def __iter__(self) -> Iterator[tuple[Glyph, tuple[float, float]]]:
        return zip(self.glyphs, self.homes, strict=True)


def share_of(
    glyphs: Glyphs,
    homes: Points,
    grids: Sequence[Grid],
) -> tuple[list[Share], list[Glyph]]:
    """Gives each character to the smallest table it stands in; the others stand outside."""
    inside = [Share() for _ in grids]
    if not grids:
        return inside, list(glyphs)
    outside: list[Glyph] = []
    boxes = [grid.box for grid in grids]
    pairs = zip(boxes, inside, strict=True)
    by_size = sorted(pairs, key=lambda pair: area(pair[0]))
    for g, home in zip(glyphs, homes, strict=True):
        x, y = home
        for box, own in by_size:
            if is_inside(x, y, box, OVER):
                own.add(g, home)
                break
        else:
            outside.append(g)
    return inside, outside


def faces_of(grid: Grid, share: Share) -> Faces:
    """Which characters stand in which cell."""
    faces: Faces = {span: [] for span in grid.spans}
    owners = owners_of(faces)
    for g, face in zip(share.glyphs, grid.faces(share.homes), strict=True):
        owners[face].append(g)
    return faces


def owners_of(cells: Mapping[Span, T]) -> dict[tuple[int, int], T]:
    """What stands in the cell that covers a face, by row and column of the face."""
    owners: dict[tuple[int, int], T] = {}
    for span, own in cells.items():
        row, col, row_end, col_end = span
        if row_end - row == 1 == col_end - col:
            owners[row, col] = own
        else:
            owners.update(dict.fromkeys(span.faces(), own))
    return owners
