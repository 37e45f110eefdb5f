"""Which merged area lies over each place of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.errors import LimitExceeded
from pipeline.read.sheet.area import Area, Place, name_of
from pipeline.read.sheet.cells import Grid


@dataclass(frozen=True, slots=True)
class Merges:
    """The merged area over each place that has one.

    ``overlapping`` are the names of areas that are left out, since they cut another one.
    """

    owners: Mapping[Place, Area]
    overlapping: tuple[str, ...]

    @property
    def areas(self) -> Iterable[Area]:
        """Each area once."""
        return dict.fromkeys(self.owners.values())


def merges_of(grid: Grid, where: str, most: int) -> Merges:
    """The sheet's merged areas, which may cover so many places.

    Raises:
        LimitExceeded: they cover more.
    """
    owners: dict[Place, Area] = {}
    overlapping: list[str] = []
    left = most
    for area in _bounded(grid):
        left -= area.height * area.width
        if left < 0:
            raise LimitExceeded("sheets.too-many-merged", where=where, most=most)
        places = list(area.positions())
        if any(at in owners for at in places):
            name = name_of(*area.corner)
            overlapping.append(name)
            continue
        for at in places:
            owners[at] = area
    return Merges(owners, tuple(overlapping))


def _bounded(grid: Grid) -> Iterable[Area]:
    """The merged areas; one that reaches beyond every cell ends with the last of them."""
    if not grid.cells:
        return
    last_row = max(row for row, _ in grid.cells)
    last_col = max(col for _, col in grid.cells)
    for whole in grid.merges:
        bottom = min(whole.bottom, last_row)
        right = min(whole.right, last_col)
        area = Area(whole.top, whole.left, bottom, right)
        if area.height > 0 and area.width > 0:
            yield area
