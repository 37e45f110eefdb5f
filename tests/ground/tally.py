"""What came of many notices, and the one table in which generators are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.ground.case import Case, Judged, Outcome

UNITS = ("units", "scoring_unit", "unit_points")
HEADINGS = (
    "notices",
    "refused",
    "values",
    "wrong",
    "units",
    "warned",
    "hidden",
    "marked",
    "plain",
    "open",
    "right %",
)
WHAT_THEY_ARE = """\
values     compared with the truth, those out of reach (open) among them
wrong      another value than the true one, or a null, and no mark
  units    of these, scoring units and their points
warned     as wrong, but a warning names the row or a sum over it
hidden     as wrong, but nothing on the page gives it away: the rule in tests/ground/rule.py
marked     null, and said to be ambiguous
  plain    of these, values whose cell stands in its column as it was before the damage
open       as marked, where the damage has left nothing to know the value by
right %    of the values that are not open"""


@dataclass(frozen=True)
class Fault:
    """A wrong value, with what is needed to look into it."""

    seed: int
    form: str
    seq: int
    column: str
    expected: str
    got: str
    kinds: tuple[str, ...]


@dataclass
class Tally:
    """The counts of some notices; two of them add up."""

    notices: int = 0
    rows: int = 0
    damages: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    units_wrong: int = 0
    marked_plain: int = 0
    faults: list[Fault] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Takes the counts of other notices in."""
        self.notices += other.notices
        self.rows += other.rows
        self.damages += other.damages
        self.outcomes += other.outcomes
        self.units_wrong += other.units_wrong
        self.marked_plain += other.marked_plain
        self.faults += other.faults
        self.refused += other.refused

    @property
    def values(self) -> int:
        """How many values were compared."""
        return sum(self.outcomes.values())

    @property
    def right_share(self) -> float:
        """How many in a hundred of the values within reach are right."""
        within_reach = self.values - self.outcomes["open"]
        return 100 * self.outcomes["right"] / within_reach if within_reach else 100.0

    def cells(self) -> tuple[str, ...]:
        """Its line of the table, as :data:`HEADINGS` says."""
        counts = self.outcomes
        numbers = (
            self.notices,
            len(self.refused),
            self.values,
            counts["wrong"],
            self.units_wrong,
            counts["warned"],
            counts["hidden"],
            counts["marked"],
            self.marked_plain,
            counts["open"],
        )
        return (*(f"{number:,}" for number in numbers), f"{self.right_share:.3f}")


def tally(case: Case, judged: Sequence[Judged]) -> Tally:
    """The counts of one notice."""
    page = case.told.page
    wrong = [each for each in judged if each.outcome == "wrong"]
    marked = [each for each in judged if each.outcome == "marked"]
    plain = [each for each in marked if page.is_plain(each.seq, case.columns_of(each.column)[0])]
    return Tally(
        notices=1,
        rows=sum(line.seq is not None for line in page.lines),
        damages=len(case.harms),
        outcomes=Counter(each.outcome for each in judged),
        units_wrong=sum(each.column in UNITS for each in wrong),
        marked_plain=len(plain),
        faults=[_fault(case, each) for each in wrong],
    )


def _fault(case: Case, each: Judged) -> Fault:
    kinds = [harm.kind for harm in case.harms if each.rows & {*harm.seqs}]
    return Fault(
        case.seed,
        case.form,
        each.seq,
        each.column,
        _shown(each.expected),
        _shown(each.got),
        tuple(dict.fromkeys(kinds)),
    )


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return "rows " + ", ".join(map(str, sorted(value)))
    return "null" if value is None else str(value)


def table(lines: Sequence[tuple[str, str, Tally]]) -> str:
    """The table: a rate, a generator and its counts a line."""
    rows: list[tuple[str, ...]] = [("rate", "generator", *HEADINGS)]
    rows += [(rate, generator, *counts.cells()) for rate, generator, counts in lines]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    rate, generator, *counts = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join((rate, generator.strip().ljust(widths[1]), *counts))
