"""Places of a sheet and rectangles of them, and the names a spreadsheet program gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet has, by ISO/IEC 29500

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LETTERS = 26

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, first and last row and column from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def corner(self) -> Place:
        """Its first place."""
        return self.top, self.left

    @property
    def last_corner(self) -> Place:
        """Its last place."""
        return self.bottom, self.right

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.right - self.left + 1

    def has_columns_of(self, other: Area) -> bool:
        """Whether the other one reaches over none of its sides."""
        return self.left <= other.left and other.right <= self.right

    def positions(self) -> Iterator[Place]:
        """Every place in it, row by row."""
        rows = range(self.top, self.bottom + 1)
        columns = range(self.left, self.right + 1)
        return product(rows, columns)


def enclosing(areas: Iterable[Area]) -> Area:
    """The smallest area that holds all of at least one."""
    listed = list(areas)
    top = min(area.top for area in listed)
    left = min(area.left for area in listed)
    bottom = max(area.bottom for area in listed)
    right = max(area.right for area in listed)
    return Area(top, left, bottom, right)


def place_of(name: str) -> Place | None:
    """``C14`` → row 13, column 2; None for what names no place within a sheet."""
    found = _PLACE.fullmatch(name)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    row = int(found[2])
    if not 1 <= row <= MOST_ROWS or column > MOST_COLUMNS:
        return None
    return row - 1, column - 1


def area_of(reference: str) -> Area | None:
    """``A1:C2`` → its area, whichever corners are named; None for what names none."""
    ends = [place_of(name) for name in reference.split(":")]
    if len(ends) != 2:
        return None
    first, second = ends
    if first is None or second is None:
        return None
    top, bottom = sorted((first[0], second[0]))
    left, right = sorted((first[1], second[1]))
    return Area(top, left, bottom, right)


def name_of(row: int, col: int) -> str:
    """Row 13, column 2 → ``C14``."""
    return f"{column_name(col)}{row + 1}"


def column_name(col: int) -> str:
    """Column 2 → ``C``."""
    letters = ""
    rest = col + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters
