"""What a damaged notice of either generator offers to the common measure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tests.ground.page import Place
from tests.ground.rule import Harm, Redo, Told, hidden, is_hidden
from tests.ground.warned import Warned

Rows = dict[str, list[dict[str, Any]]]
"""The published tables, as plain rows."""

Outcome = Literal["right", "marked", "open", "hidden", "warned", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("right", "marked", "open", "hidden", "warned", "wrong")


@dataclass(frozen=True)
class Judged:
    """One published value beside the truth.

    Attributes:
        seq: Its row's serial; 0 where no single row is meant.
        column: Its column.
        outcome: *right*; *marked*: null, and said so; *open*: the same where the damage has put it
            out of anybody's reach; *wrong*: another value, or a null that does not say so.
            Of the wrong, :func:`settle` sets apart what is *hidden* and *warned* of.
        expected: The true value.
        got: The published one.
        seqs: The rows that the value is of, where they are several.
    """

    seq: int
    column: str
    outcome: Outcome
    expected: object = None
    got: object = None
    seqs: frozenset[int] = frozenset()

    @property
    def rows(self) -> frozenset[int]:
        """The serials of the rows that it is of."""
        return self.seqs or frozenset({self.seq})


class Case(Protocol):
    """A damaged notice with its truth."""

    @property
    def seed(self) -> int:
        """What decides the notice."""

    @property
    def form(self) -> str:
        """The name of its form."""

    @property
    def told(self) -> Told:
        """Its print and its truth in common terms."""

    @property
    def harms(self) -> tuple[Harm, ...]:
        """What was done to it, in order."""

    def redo(self, some: Any) -> Told:
        """The same with some of it, by numbers."""

    def publish(self, margin: float | None = None) -> Rows:
        """What the pipeline makes of it; ``margin`` in place of the spec's."""

    def judge(self, rows: Rows) -> list[Judged]:
        """Every published value beside the truth."""

    def columns_of(self, column: str) -> tuple[str, ...]:
        """In common terms, the columns that one told by :meth:`judge` is made from.

        The first is the one whose cell it is read from.
        """

    def page_row(self, seq: int) -> tuple[int, int]:
        """The page of a row, from 1, and its row in the page's table, from 0."""


@dataclass
class HiddenPlaces:
    """The places of one case that nothing gives away, looked for where they are asked about."""

    told: Told
    harms: tuple[Harm, ...]
    redo: Redo
    known: dict[int, set[Place]] = field(default_factory=dict)

    def have(self, seqs: Collection[int], columns: Collection[str]) -> bool:
        """Whether nothing gives away that a value of these rows is another one."""
        groups = self.told.page.starts.get("level1", {})
        found: set[Place] = set()
        for group in {groups.get(seq, 0) for seq in seqs}:
            if group not in self.known:
                near = [seq for seq in seqs if groups.get(seq, 0) == group]
                self.known[group] = hidden(self.told, self.harms, self.redo, near)
            found |= self.known[group]
        return any(is_hidden(found, seqs, column) for column in columns)


def settle(case: Case, rows: Rows, judged: list[Judged]) -> list[Judged]:
    """The values with *hidden* and *warned* told apart from *wrong*."""
    if all(each.outcome != "wrong" for each in judged):
        return judged
    places = HiddenPlaces(case.told, case.harms, case.redo)
    warned = Warned.of(rows)
    return [_settled(case, places, warned, each) for each in judged]


def _settled(case: Case, places: HiddenPlaces, warned: Warned, each: Judged) -> Judged:
    if each.outcome != "wrong" or each.seq == 0:
        return each
    columns = case.columns_of(each.column)
    outcome: Outcome = "wrong"
    if places.have(each.rows, columns):
        outcome = "hidden"
    elif each.column != "seq" and any(
        warned.covers(seq, case.page_row(seq), columns[0]) for seq in each.rows
    ):
        outcome = "warned"
    return Judged(each.seq, each.column, outcome, each.expected, each.got, each.seqs)
