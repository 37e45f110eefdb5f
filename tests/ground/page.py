"""A damaged print in the terms that both generators share: lines of cells, and their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Place = tuple[int, str]
"""A serial and a column, by the names of :class:`Print`'s roles and ``*_points``,
``scoring_unit`` (a set of serials), ``unit_points``."""

Sums = Literal["", "above", "below"]


@dataclass(frozen=True)
class Line:
    """One printed line.

    Attributes:
        seq: The serial it has in truth; None for a line that only sums others.
        page: The number of its page.
        cells: Its texts as they stand, filled up with blanks to the width of the page.
        clean: What each column read before any damage, by role.
        drawn: Of a page with drawn cells, over how many lines this line's cell is drawn, by role;
            0 where the cell is covered from above.
    """

    seq: int | None
    page: int
    cells: tuple[str, ...]
    clean: Mapping[str, str]
    drawn: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """What kind of text each column of a clean print holds."""

    units: frozenset[str]
    offices: frozenset[str]
    office_remarks: tuple[str, ...]
    rank_remarks: frozenset[str]


@dataclass(frozen=True)
class Print:
    """A whole print.

    Attributes:
        roles: Its columns, in order.
        lines: Its lines, in order.
        words: What its columns may hold.
        counts_points: Whether its rows have points at all.
        label_points: Whether first-level labels print theirs.
        sums: Where a line with the points of each first-level group stands.
        sections: First and last serial of each section that a closing note tells.
        starts: The serial of the first row of each row's group, by role and serial.
        is_drawn: Whether merged cells are drawn as one.
    """

    roles: tuple[str, ...]
    lines: tuple[Line, ...]
    words: Words
    counts_points: bool
    label_points: bool
    sums: Sums
    sections: tuple[tuple[int, int], ...]
    starts: Mapping[str, Mapping[int, int]]
    is_drawn: bool = False

    @property
    def ranks(self) -> tuple[str, ...]:
        """The roles of its rankings, in order."""
        return tuple(role for role in self.roles if role[:4] == "rank")

    def has(self, role: str) -> bool:
        """Tells whether it has a column of this role."""
        return role in self.roles

    def is_plain(self, seq: int, column: str) -> bool:
        """Whether a value's cell stands in its column and reads as it did before the damage.

        For a label that is the cell where its group begins.
        """
        role = PRINTED_IN.get(column, column)
        if role not in self.roles:
            return False
        first = self.starts.get(role, {}).get(seq, seq)
        line = next((line for line in self.lines if line.seq == first), None)
        return line is not None and line.cells[self.roles.index(role)] == line.clean.get(role)


# Columns that are computed from another, by the column whose cell tells them.
PRINTED_IN = {
    "level1_points": "level1",
    "level2_points": "level2",
    "target_value": "target",
    "target_unit": "target",
    "target_comparator": "target",
    "scoring_unit": "weight",
    "unit_points": "weight",
}
