"""Other tables of the document on the same grid.

What their rows are like, and how many they have.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stitch.group import Group
from pipeline.stitch.frame import relate
from pipeline.stitch.part import Part

# So many of them tell as much as all, and so many of one length show how long a form is.
MOST, ENOUGH = 40, 3


class Kin:
    """The logical tables of a document by the place of their column rules."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._whole = [group for group in groups if len(group.parts) == 1 and group.first.frame]

    def of(self, group: Group) -> Sequence[Part]:
        """Tables of one page with the same column rules, the nearest pages first."""
        if len(group.parts) < 2 or not group.lines or group.by_number:
            return ()
        lines, page = group.lines, group.first.table.page
        near = sorted(self._whole, key=lambda other: abs(other.first.table.page - page))
        same = (
            one.first
            for one in near
            if one.first.frame and relate(lines, one.first.frame) == "same"
        )
        return [part for part, _ in zip(same, range(MOST), strict=False)]


def form_rows(kin: Sequence[Part]) -> int | None:
    """How many rows each table of the kind has; None where they differ or are too few to tell."""
    counts = {part.table.n_rows for part in kin}
    return counts.pop() if len(counts) == 1 and len(kin) >= ENOUGH else None
