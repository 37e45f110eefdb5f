"""What a kind of damage works on, and the record it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.second.notice import Group, Part, Row
from tests.second.sheet import Line, Sheet
from tests.second.truth import Truth


@dataclass(frozen=True)
class Damage:
    """What was done: its kind, the rows and published columns it touches, and words for people."""

    kind: str
    seqs: tuple[int, ...]
    columns: tuple[str, ...]
    what: str


@dataclass(frozen=True)
class Held:
    """A label and the rows it holds; ``group`` is None for a first-level one."""

    role: str
    rows: tuple[Row, ...]
    group: Group | None

    @property
    def seqs(self) -> tuple[int, ...]:
        """Returns the serials of its rows."""
        return tuple(row.seq for row in self.rows)


@dataclass
class Work:
    """A sheet under damage, its truth, and what has been done to it.

    ``steps`` are the same as ``done``, to be taken again: each with the dice as they were then.
    """

    sheet: Sheet
    truth: Truth
    dice: Random
    done: list[Damage] = field(default_factory=list)
    steps: list[tuple[Step, Any]] = field(default_factory=list)
    lines: dict[int, Line] = field(default_factory=dict)
    relabelled: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lines = {line.seq: line for line in self.sheet.lines() if line.seq is not None}

    def chance(self, share: float) -> bool:
        """Casts the dice: true in this share of the casts."""
        return self.dice.random() < share

    def text(self, seq: int, role: str) -> str:
        """Returns what a row's cell reads, blank where there is none."""
        return self.lines[seq].text(role) if seq in self.lines else ""

    def write(self, seq: int, role: str, text: str) -> None:
        """Prints another text in a row's cell."""
        piece = self.lines[seq].piece(role)
        assert piece is not None
        piece.text = text

    def blank(self, seq: int, role: str) -> bool:
        """Whether the row has this column's cell and nothing in it."""
        line = self.lines.get(seq)
        piece = line.piece(role) if line else None
        return piece is not None and not piece.text

    def prints(self, held: Held) -> int:
        """How often a label is printed in its column over its own rows."""
        label = self.lines[held.seqs[0]].clean[held.role]
        return sum(self.text(seq, held.role) == label for seq in held.seqs)

    def untouched(self, seq: int) -> bool:
        """Whether a row reads as it did."""
        line = self.lines[seq]
        return {piece.role: piece.text for piece in line.pieces} == line.clean

    def stands(self, seq: int, role: str) -> bool:
        """Whether a row's cell of a column stands in its own place."""
        line = self.lines.get(seq)
        return line is not None and line.stands(role, self.sheet.form.roles.index(role))

    def page_of(self, rows: Sequence[Row]) -> int | None:
        """The page of the rows, which follow on one another there; None where they do not."""
        places = [self.sheet.place(row.seq) for row in rows]
        page, first = places[0]
        if places != [(page, first + n) for n in range(len(rows))]:
            return None
        return page

    def stretch(self, rows: Sequence[Row], role: str, by: int) -> None:
        """Draws the merged cell of some rows over so many more."""
        self.sheet.stretched[rows[0].seq, role] = len(rows) + by

    def lose_label(self, held: Held) -> None:
        """Notes that a second-level label is printed nowhere: its rows have none."""
        for seq in held.seqs:
            self.truth.values[seq, "level2"] = None
            self.truth.values[seq, "level2_points"] = None

    def may_lose(self, held: Held) -> bool:
        """Whether a label can go without taking points along that nothing else prints."""
        group = held.group
        return group is not None and group.sharing in ("own", "merged") and self.prints(held) == 1


Step = Callable[[Work], Damage | None]
LabelHarm = Callable[[Work, Held], Damage | None]
RowHarm = Callable[[Work, Row, Group], Damage | None]
GroupHarm = Callable[[Work, Part, Group], Damage | None]
