"""A part of a page image, among its pixels."""

from __future__ import annotations

from typing import NamedTuple


class Area(NamedTuple):
    """A part of the page, in pixels: first and behind the last, across and down."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def place(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def touches(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
    ) -> bool:
        """Whether a box has a part of it."""
        is_beside = right <= self.left or left >= self.right
        is_above = bottom <= self.top or top >= self.bottom
        return not is_beside and not is_above
