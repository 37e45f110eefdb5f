"""Finds places near each other: an index of points in squares as wide as the tolerance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_Square = tuple[int, int]
# The square a point lies in, and those around it.
_AROUND = tuple(product((0, -1, 1), (0, -1, 1)))


class _Placed(NamedTuple, Generic[T]):
    """A value and its place."""

    x: float
    y: float
    value: T


class Nearby(Generic[T]):
    """Values by their places, looked up by places within ``reach`` of them across and down."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._squares: dict[_Square, list[_Placed[T]]] = defaultdict(list)

    def add(
        self,
        x: float,
        y: float,
        value: T,
    ) -> None:
        """Puts a value at a place."""
        square = self._square(x, y)
        self._squares[square].append(_Placed(x, y, value))

    def around(
        self,
        x: float,
        y: float,
    ) -> Iterator[T]:
        """The values near a place, those of its own square first."""
        if not self._squares:
            return
        column, row = self._square(x, y)
        for across, down in _AROUND:
            square = (column + across, row + down)
            for at_x, at_y, value in self._squares.get(square, ()):
                if abs(at_x - x) <= self._reach and abs(at_y - y) <= self._reach:
                    yield value

    def has(self, x: float, y: float) -> bool:
        """Whether a value is near a place."""
        return any(True for _ in self.around(x, y))

    def _square(
        self,
        x: float,
        y: float,
    ) -> _Square:
        column = round(x / self._reach)
        row = round(y / self._reach)
        return column, row
