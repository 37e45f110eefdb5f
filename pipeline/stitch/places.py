"""Finds the tables that stand lowest and highest on their pages.

Only these can go on over a page break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.model import Box, PageTable

# Tables that share more than this part of the narrower one's width stand under each other.
SHARED = 0.5


class Places:
    """Where a document's page tables stand, by their index."""

    def __init__(self, tables: Sequence[PageTable]) -> None:
        self._boxes = [table.bbox for table in tables]
        self._pages = [table.page for table in tables]
        self._on_page: dict[int, list[int]] = defaultdict(list)
        for index, table in enumerate(tables):
            self._on_page[table.page].append(index)
        self._lowest: set[int] = set()
        self._highest: set[int] = set()
        for on_page in self._on_page.values():
            for index in on_page:
                others = [other for other in on_page if other != index]
                self._add(index, others)

    def _add(self, index: int, others: Sequence[int]) -> None:
        """Notes whether a table is the lowest or the highest among those of its page."""
        if self._boxes[index] is None:
            is_lowest = all(other < index for other in others)
            is_highest = all(other > index for other in others)
        else:
            is_lowest = not self._has(_reaches_lower, others, index)
            is_highest = not self._has(_reaches_higher, others, index)
        if is_lowest:
            self._lowest.add(index)
        if is_highest:
            self._highest.add(index)

    def _has(
        self,
        reaches: Callable[[Box, Box], bool],
        others: Sequence[int],
        index: int,
    ) -> bool:
        """Whether one of the others under or over this table reaches beyond it."""
        own = self._boxes[index]
        for other in others:
            box = self._boxes[other]
            if own and box and _over(box, own) and reaches(box, own):
                return True
        return False

    def is_highest(self, index: int) -> bool:
        """Whether no table of its page stands above this one; others may stand beside it."""
        return index in self._highest

    def meet(self, above: int, below: int) -> bool:
        """Whether one table is the lowest of its page and the other the highest of its own.

        Over each other.
        """
        if above not in self._lowest or below not in self._highest:
            return False
        if self._is_alone(above) or self._is_alone(below):
            return True
        return _over(self._boxes[above], self._boxes[below])

    def _is_alone(self, index: int) -> bool:
        """Whether no other table stands beside this one."""
        own = self._boxes[index]
        on_page = self._on_page[self._pages[index]]
        return all(_over(self._boxes[other], own) for other in on_page)


def _reaches_lower(box: Box, own: Box) -> bool:
    return box[3] > own[3]


def _reaches_higher(box: Box, own: Box) -> bool:
    return box[1] < own[1]


def _over(one: Box | None, other: Box | None) -> bool:
    """Whether two tables stand under each other rather than beside each other."""
    if one is None or other is None:
        return True
    one_width = one[2] - one[0]
    other_width = other[2] - other[0]
    left = max(one[0], other[0])
    right = min(one[2], other[2])
    narrower = min(one_width, other_width)
    return right - left > SHARED * narrower
