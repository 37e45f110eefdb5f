"""The first generator's notices in the terms of :mod:`tests.ground`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.text import mend
from tests.ground.case import Judged, Rows
from tests.ground.page import Line, Place, Print, Words
from tests.ground.rule import Harm, Told
from tests.trial.adapter import publish
from tests.trial.damage import Case, again, inflict
from tests.trial.measure import compare
from tests.trial.notice import Notice, random_notice
from tests.trial.print import Page, Sheet, print_notice
from tests.trial.truth import INDICATOR_PERIODS, Truth
from tests.trial.words import vocabulary

WHOLE_PAGE = ("page_padded", "header_drift")
FIXED = ("level1", "level2", "seq", "indicator", "unit", "weight")
LAST = ("target", "target_rank", "lead_units")
MADE_FROM = {
    "units": ("scoring_unit", "unit_points"),
    "scoring_unit": ("scoring_unit", "unit_points"),
    "unit_labels": ("level2", "level1"),
    "leads": ("lead_units",),
}


@dataclass(frozen=True)
class TrialCase:
    """A damaged notice of the first generator."""

    case: Case

    @property
    def seed(self) -> int:
        """What decides the notice."""
        return self.case.notice.seed

    @property
    def form(self) -> str:
        """All are on the built-in form."""
        return "county"

    @cached_property
    def told(self) -> Told:
        """Its print and its truth in common terms."""
        return told_of(self.case)

    @property
    def harms(self) -> tuple[Harm, ...]:
        """What was done to it, in order."""
        log = self.case.log
        return tuple(Harm(note.kind, note.rows, note.kind in WHOLE_PAGE) for note in log)

    def redo(self, some: Sequence[int]) -> Told:
        """The same with some of it, by numbers."""
        return told_of(again(self.case, some))

    def publish(self, margin: float | None = None) -> Rows:
        """What the pipeline makes of it."""
        return publish(self.case.text, margin)

    def judge(self, rows: Rows) -> list[Judged]:
        """Every published value beside the truth."""
        return compare(self.case, rows)

    def columns_of(self, column: str) -> tuple[str, ...]:
        """In common terms, the columns that a judged one is made from."""
        column = self._ranks.get(column, column)
        return MADE_FROM.get(column, (column,))

    @property
    def _ranks(self) -> dict[str, str]:
        months = self.case.notice.periods
        named = {f"rank:{month}": f"rank{n}" for n, month in enumerate(months, 1)}
        for n, month in enumerate(months, 1):
            if month in INDICATOR_PERIODS:
                named[INDICATOR_PERIODS[month]] = f"rank{n}"
        return named

    def page_row(self, seq: int) -> tuple[int, int]:
        """The page of a row, and its row in the page's table."""
        for number, page in enumerate(self.case.sheet.pages, 1):
            for row, printed in enumerate(page.rows, len(page.header)):
                if printed.seq == seq:
                    return number, row
        raise KeyError(seq)


def draw(seed: int, rate: float) -> TrialCase:
    """The damaged notice of a seed and a rate."""
    return TrialCase(inflict(random_notice(seed), rate))


def told_of(case: Case) -> Told:
    """A case in common terms."""
    return Told(_print(case.notice, case.sheet), _values(case.notice, case.truth))


def _print(notice: Notice, sheet: Sheet) -> Print:
    ranks = [f"rank{n}" for n, _ in enumerate(notice.periods, 1)]
    roles = (*FIXED, *ranks, *LAST)
    clean = {row.seq: row.cells for row in print_notice(notice).rows}
    lines = []
    for number, page in enumerate(sheet.pages, 1):
        for row in page.rows:
            was = dict(zip(roles, clean[row.seq], strict=False))
            lines.append(Line(row.seq, number, _cells(page, row.cells), was))
    return Print(
        roles=roles,
        lines=tuple(lines),
        words=_words(notice),
        counts_points=True,
        label_points=True,
        sums="",
        sections=_sections(notice),
        starts=_starts(notice),
    )


def _cells(page: Page, cells: list[str]) -> tuple[str, ...]:
    return (*cells, *[""] * (page.width - len(cells)))


def _words(notice: Notice) -> Words:
    lists = vocabulary()
    remarks = [f"({remark})" for remark in lists["agency_remarks"]]
    return Words(
        units=frozenset(unit for _, unit, _ in lists["measures"] if unit),
        offices=frozenset(name for row in notice.rows for name, _ in row.leads),
        office_remarks=(*remarks, *(f" {remark}" for remark in remarks)),
        rank_remarks=frozenset(mend(text) for text in lists["rank_remarks"]),
    )


def _sections(notice: Notice) -> tuple[tuple[int, int], ...]:
    found = []
    for section in notice.sections:
        rows = [row.seq for one in section.firsts for two in one.seconds for row in two.rows]
        found.append((rows[0], rows[-1]))
    return tuple(found)


def _starts(notice: Notice) -> dict[str, dict[int, int]]:
    starts: dict[str, dict[int, int]] = {"level1": {}, "level2": {}}
    for section in notice.sections:
        for first in section.firsts:
            for second in first.seconds:
                for row in second.rows:
                    starts["level1"][row.seq] = first.seconds[0].rows[0].seq
                    starts["level2"][row.seq] = second.rows[0].seq
    return starts


def _values(notice: Notice, truth: Truth) -> dict[Place, object]:
    """The truth by common names."""
    values: dict[Place, object] = {}
    names = {f"rank:{month}": f"rank{n}" for n, month in enumerate(notice.periods, 1)}
    for (seq, column), value in truth.cells.items():
        values[seq, names.get(column, column)] = value
    for unit in truth.units:
        for seq in unit.rows:
            values[seq, "scoring_unit"] = unit.rows
            values[seq, "unit_points"] = unit.points
    return values
