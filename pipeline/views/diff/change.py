"""What a difference is made of: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["changed", "added", "removed"]
Row = Mapping[str, Any]

# Tables that hold what a notice says; the others hold the evidence for it.
VALUES = (
    "indicators",
    "extras",
    "rankings",
    "scoring_units",
    "sections",
    "sums",
    "lead_units",
    "agencies",
    "notice",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that reads otherwise, or one row that only one of the two states has.

    Attributes:
        table: its table.
        key: the columns that tell the row apart, with their values; empty where the table has no
            key, then ``row`` has all of it.
        kind: ``changed`` is a cell, ``added`` and ``removed`` are rows.
        column: of a cell.
        old: what the cell reads in the old state.
        new: what it reads in the new one.
        old_status: how sure the old value was (see provenance), None where that is not told.
        new_status: the same of the new one.
        row: the values of a row.
    """

    table: str
    key: tuple[tuple[str, Any], ...]
    kind: Kind
    column: str | None = None
    old: Any = None
    new: Any = None
    old_status: str | None = None
    new_status: str | None = None
    row: Row | None = None

    @property
    def is_value(self) -> bool:
        """Whether it is what the notice says, and no evidence for it."""
        return self.table in VALUES


@dataclass(frozen=True, slots=True)
class NoticeDifference:
    """The changes of one notice; ``kind`` says whether only one of the states has it at all."""

    notice_id: str
    kind: Kind
    changes: tuple[Change, ...] = ()
    rows: int = 0

    @property
    def values(self) -> int:
        """How many changes are of what the notice says."""
        return sum(change.is_value for change in self.changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states.

    Attributes:
        notices: those that differ, in the order of their ids.
        compared: how many notices either state has.
        left_out: tables and columns that the older version of the schema did not have, which are
            not compared.
    """

    notices: tuple[NoticeDifference, ...]
    compared: int
    left_out: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notices)
