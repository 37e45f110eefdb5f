"""Finds other tables of the document on the same grid.

What their rows are like, and how many they have.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stitch.frame import relate
from pipeline.stitch.group import Group
from pipeline.stitch.part import Part

# So many of them tell as much as all, and so many of one length show how long a form is.
MOST = 40
ENOUGH = 3


class SameGrid:
    """The logical tables of a document by the place of their column rules."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._of_one_page: list[Part] = []
        for group in groups:
            if len(group.parts) == 1 and group.first.frame:
                self._of_one_page.append(group.first)

    def of(self, group: Group) -> Sequence[Part]:
        """Lists tables of one page with the same column rules, the nearest pages first."""
        if len(group.parts) < 2 or not group.lines or group.by_number:
            return ()
        page = group.first.page

        def distance(part: Part) -> int:
            return abs(part.page - page)

        found: list[Part] = []
        for part in sorted(self._of_one_page, key=distance):
            if len(found) == MOST:
                break
            if part.frame and relate(group.lines, part.frame) == "same":
                found.append(part)
        return found


def form_rows(same_grid: Sequence[Part]) -> int | None:
    """How many rows each table of the kind has; None where they differ or are too few to tell."""
    if len(same_grid) < ENOUGH:
        return None
    counts = {part.n_rows for part in same_grid}
    return counts.pop() if len(counts) == 1 else None
