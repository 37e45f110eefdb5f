"""A form's columns, and one way in which a row's cells stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.spec import Column


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns split at the label zone: ``zone`` label columns, then ``columns`` (serial first)."""

    zone: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the columns after the label zone."""
        return [column.kind for column in self.columns]

    @property
    def labelled(self) -> bool:
        """Whether the form has a column of labels."""
        return self.has("level1")

    def has(self, role: str) -> bool:
        """Whether the form has a column of the role."""
        every = (*self.zone, *self.columns)
        return any(column.role == role for column in every)

    def at(self, name: str) -> int:
        """The place of a named column after the label zone, from 0."""
        for at, column in enumerate(self.columns):
            if column.name == name:
                return at
        raise ValueError(f"no column is called {name}")

    def first_of(self, kind: str) -> int | None:
        """The place of the first column of a kind after the label zone; None where none is."""
        if kind not in self.kinds:
            return None
        return self.kinds.index(kind)

    def slot(self, at: int) -> int:
        """The place among a row's cells where the column at ``at`` stands undamaged."""
        return len(self.zone) + at


def split_layout(columns: Sequence[Column]) -> Layout:
    """Splits the columns: leading label columns form the zone, others stay ordinary columns."""
    count = 0
    for column in columns:
        if column.kind != "label":
            break
        count += 1
    zone = tuple(columns[:count])
    others = tuple(columns[count:])
    return Layout(zone, others)


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way a row's cells can stand.

    ``places`` gives for each column after the label zone the index of its cell, or None where it
    was lost; ``labels`` the indices of the zone's cells; ``damage`` the kinds of damage assumed,
    from left to right; ``lost_columns`` the names of the columns whose cell was lost, but for
    those whose loss is a kind of its own (serial, weight, label). ``otherwise`` are cells of a
    page image that are read otherwise than their likeliest reading, each with its text. ``parts``
    are columns that hold less or more than their cell's text, each with what it holds.
    """

    cost: float
    places: tuple[int | None, ...]
    labels: tuple[int, ...]
    damage: tuple[Kind, ...]
    lost_columns: tuple[str, ...] = ()
    otherwise: tuple[tuple[int, str], ...] = ()
    parts: tuple[tuple[int, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether each column behind the labels has a cell."""
        return None not in self.places

    def damage_beyond(self, other: Alignment) -> set[Kind]:
        """The damage assumed here and not there; a lost cell counts for its column."""
        here, there = set(self.damage), set(other.damage)
        columns = set(self.lost_columns)
        more = here - there
        if not columns.issubset(other.lost_columns):
            more.add(Damage.CELL_LOST)
        return more
