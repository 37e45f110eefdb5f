"""Which group a scoring unit belongs to, where that can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.validate.rules import Row, Tables, by_seq, spans

# The labels of a group, outermost first; None where it has no label of that level.
Group = tuple[str | None, ...]


class Belongs(Enum):
    """Whether a unit is of a group."""

    SURELY = "yes"
    PERHAPS = "it may be"
    NOT = "no"


@dataclass(frozen=True, slots=True)
class Grouping:
    """What tells the group of a unit: the columns of its labels, its rows, what is in doubt."""

    per: Sequence[str]
    indicators: Mapping[int, Row]
    # By column, the rows that are in doubt about it.
    doubted: Mapping[str, set[int]]

    def is_doubted(self, column: str, serials: Sequence[int]) -> bool:
        """Whether one of the rows is in doubt about the column."""
        return not self.doubted[column].isdisjoint(serials)

    def has_several(self, column: str, serials: Sequence[int]) -> bool:
        """Whether the rows have several labels in the column."""
        rows = [self.indicators[seq] for seq in serials if seq in self.indicators]
        return len({row[column] for row in rows}) > 1

    def belongs(self, unit: Row, group: Group) -> Belongs:
        """Whether the unit is of the group.

        It may be where it lacks a label because its rows have several or a row of it is in doubt. A
        group that lacks an outer label itself may be part of any.
        """
        serials = spans(unit["rows"])
        in_doubt = unit["status"] == "open"
        found = Belongs.SURELY
        innermost = self.per[-1]
        for column, label in zip(self.per, group, strict=True):
            if unit[column] == label or (label is None and column != innermost):
                continue
            if self.has_several(column, serials) or self.is_doubted(column, serials):
                in_doubt = True
            if unit[column] is not None or not in_doubt:
                return Belongs.NOT
            found = Belongs.PERHAPS
        return found


def grouping_of(tables: Tables, per: Sequence[str]) -> Grouping:
    """What tells the groups of a publication's units by the labels in the columns ``per``."""
    doubted: dict[str, set[int]] = {column: set() for column in per}
    for row in tables["provenance"]:
        if row["column"] in doubted and row["status"] == "ambiguous":
            doubted[row["column"]].add(row["seq"])
    return Grouping(per, by_seq(tables["indicators"]), doubted)
