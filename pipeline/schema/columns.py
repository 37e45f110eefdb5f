"""What a published column and a published table are; no library is needed to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TypeName = Literal["string", "int16", "int32", "float64", "bool", "date32"]


@dataclass(frozen=True, slots=True)
class Column:
    """One published column.

    ``unit`` is the unit of a number (``points`` of the scoring, ``pt`` of the page); ``values`` the
    closed vocabulary of a text; ``months`` the first and last month of the period whose ranking the
    column holds; ``since`` the version of the schema that the column came with.
    """

    name: str
    type: TypeName
    description: str
    nullable: bool = True
    unit: str | None = None
    values: tuple[str, ...] = ()
    months: tuple[int, int] | None = None
    since: int = 1


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``columns`` of this table.

    Where none is null, are found in ``other_columns`` of ``table``.
    """

    columns: tuple[str, ...]
    table: str
    other_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table.

    ``key`` are the columns that tell its rows apart (empty: their order does); ``since`` is the
    version of the schema that the table came with.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    since: int = 1

    def column(self, name: str) -> Column:
        """The column called ``name``.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


# These are computed from another column: deciding that one settles them.
_FOLLOWS = {
    "scoring_unit": "level1",
    "target_value": "target",
    "target_unit": "target",
    "target_comparator": "target",
}


def decided_by(column: str) -> str:
    """The column whose decision settles this one: its own, or the one it is computed from."""
    return _FOLLOWS.get(column, column)
