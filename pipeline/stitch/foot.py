"""Which tables stand lowest and highest on their pages: only these can go on over a page break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import Box, PageTable

# Tables that share more than this part of the narrower one's width stand under each other.
SHARED = 0.5


class Places:
    """Where a document's page tables stand, by their index."""

    def __init__(self, tables: Sequence[PageTable]) -> None:
        self._tables = tables
        on_page: dict[int, list[int]] = defaultdict(list)
        for index, table in enumerate(tables):
            on_page[table.page].append(index)
        self._on_page = on_page
        self._lowest = {
            index
            for found in on_page.values()
            for index in found
            if self._is_outer(index, found, 3, 1)
        }
        self._highest = {
            index
            for found in on_page.values()
            for index in found
            if self._is_outer(index, found, 1, -1)
        }

    def is_highest(self, index: int) -> bool:
        """Whether no table of its page stands above this one; others may stand beside it."""
        return index in self._highest

    def meet(self, above: int, below: int) -> bool:
        """Whether one table is the lowest of its page and the other the highest of its own.

        Over each other.
        """
        if above not in self._lowest or below not in self._highest:
            return False
        alone = self._is_alone(above) or self._is_alone(below)
        return alone or _over(self._tables[above].bbox, self._tables[below].bbox)

    def _is_alone(self, index: int) -> bool:
        """Whether no other table stands beside this one."""
        table = self._tables[index]
        return all(
            _over(self._tables[other].bbox, table.bbox) for other in self._on_page[table.page]
        )

    def _is_outer(self, index: int, found: Sequence[int], edge: int, side: int) -> bool:
        """Whether no other table of the page lies below (``side`` 1) or above (-1) this one."""
        box = self._tables[index].bbox
        if box is None:
            return index == (found[-1] if side > 0 else found[0])
        boxes = [self._tables[other].bbox for other in found if other != index]
        return not any(
            other and _over(other, box) and side * (other[edge] - box[edge]) > 0 for other in boxes
        )


def _over(a: Box | None, b: Box | None) -> bool:
    """Whether two tables stand under each other rather than beside each other."""
    if a is None or b is None:
        return True
    narrow = min(a[2] - a[0], b[2] - b[0])
    return min(a[2], b[2]) - max(a[0], b[0]) > SHARED * narrow
