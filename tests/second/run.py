"""Publishes damaged notices and compares every published value with the truth."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.errors import PipelineError
from tests.ground.case import Judged, Outcome, Rows, settle
from tests.ground.page import PRINTED_IN
from tests.ground.rule import Harm, Told
from tests.second import harm_pages
from tests.second.damage import again, damage
from tests.second.forms import form_of
from tests.second.ground import told_of
from tests.second.notice import invent
from tests.second.publish import UNIT_COLUMNS, Published, Said, publish, publish_drawn
from tests.second.sheet import Sheet, lay_out
from tests.second.truth import Truth, truth_of
from tests.second.work import Damage, Work

NO_DAMAGE = "(no damage)"


@dataclass(frozen=True)
class Wrong:
    """A value that was published, differs from the truth and is not marked."""

    seed: int
    form: str
    seq: int
    column: str
    published: object
    true: object
    status: str
    plain: bool


@dataclass
class Trial:
    """What came of all notices.

    ``astray`` counts marked values whose readings leave the true one out; ``least`` are the
    damages, by seed, that suffice for the first wrong value.
    """

    notices: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    by_column: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    by_kind: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    astray: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    damages: dict[int, tuple[Damage, ...]] = field(default_factory=dict)
    least: dict[int, tuple[Damage, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One damaged notice with its truth; published by the stages with ``draws``."""

    work: Work
    draws: bool = False

    @property
    def seed(self) -> int:
        """What decides the notice."""
        return self.sheet.notice.seed

    @property
    def form(self) -> str:
        """The name of its form."""
        return self.sheet.form.name

    @property
    def sheet(self) -> Sheet:
        """Returns what is printed."""
        return self.work.sheet

    @property
    def truth(self) -> Truth:
        """Returns what is to be published."""
        return self.work.truth

    @property
    def damages(self) -> tuple[Damage, ...]:
        """Returns what was done, in order."""
        return tuple(self.work.done)

    @cached_property
    def told(self) -> Told:
        """Its print and its truth in common terms."""
        return told_of(self.work, self.draws)

    @property
    def harms(self) -> tuple[Harm, ...]:
        """What was done, in common terms."""
        whole_page = harm_pages.NAMES
        return tuple(Harm(done.kind, done.seqs, done.kind in whole_page) for done in self.damages)

    def redo(self, some: Sequence[int]) -> Told:
        """Its print and truth with some of its damages, by their numbers."""
        return told_of(again(self.work, some), self.draws)

    def only(self, some: Sequence[int]) -> Case:
        """The same with some of its damages, by their numbers."""
        return Case(again(self.work, some), self.draws)

    def at(self, seq: int, column: str) -> tuple[Damage, ...]:
        """The damages that touch a place."""
        names = {column, PRINTED_IN.get(column, column)}
        return tuple(d for d in self.damages if seq in d.seqs and names & {*d.columns})

    def publish(self, margin: float | None = None) -> Rows:
        """What the pipeline makes of it; ``margin`` in place of the spec's."""
        with tempfile.TemporaryDirectory() as folder:
            make_rows = publish_drawn if self.draws else publish
            return make_rows(self.sheet, Path(folder), margin)

    def judge(self, rows: Rows) -> list[Judged]:
        """Every published value beside the truth."""
        published = Published(rows)
        judged = [
            _judged(self, published, seq, column, true)
            for (seq, column), true in self.truth.values.items()
        ]
        known = {seq for seq, _ in self.truth.values}
        for seq in sorted(published.indicators.keys() - known):
            name = published.indicators[seq]["indicator"]
            judged.append(Judged(seq, "seq", "wrong", None, name))
        return judged

    def columns_of(self, column: str) -> tuple[str, ...]:
        """The columns are told by their common names."""
        return (column,)

    def page_row(self, seq: int) -> tuple[int, int]:
        """The page of a row, and its row in the page's table."""
        return self.sheet.place(seq)


def make(
    seed: int,
    rate: float,
    form_name: str = "",
    draws: bool = False,
    merges: float = 0.0,
    filled: float = 0.0,
    doubled: float = 0.0,
) -> Case:
    """Invents, prints and damages the notice of a seed; with ``merges``, also as it is drawn.

    ``filled`` is the chance that a merged weight is filled down, ``doubled`` that a row has a cell
    printed twice.
    """
    form = form_of(seed, form_name)
    notice = invent(seed, form.wanted)
    work = damage(lay_out(notice, form), truth_of(notice, form), rate, merges, filled, doubled)
    return Case(work, draws or merges > 0)


def run(cases: Iterable[Case], shrinks: bool = False) -> Trial:
    """Publishes and judges each case; those with wrong values again with fewer damages."""
    trial = Trial()
    for case in cases:
        trial.notices += 1
        trial.damages[case.seed] = case.damages
        before = len(trial.wrong)
        try:
            count(case, case.publish(), trial)
        except PipelineError as error:
            trial.refused.append((case.seed, str(error)))
            continue
        if shrinks and len(trial.wrong) > before:
            trial.least[case.seed] = least(case, trial.wrong[before])
    return trial


def least(case: Case, wrong: Wrong) -> tuple[Damage, ...]:
    """The damages none of which can be left out without the value being wrong no more."""
    kept = list(range(len(case.damages)))
    for n in reversed(range(len(case.damages))):
        fewer = [other for other in kept if other != n]
        if _still_wrong(case.only(fewer), wrong):
            kept = fewer
    return case.only(kept).damages


def _still_wrong(case: Case, wrong: Wrong) -> bool:
    trial = Trial()
    try:
        count(case, case.publish(), trial)
    except PipelineError:
        return False
    return any((w.seq, w.column) == (wrong.seq, wrong.column) for w in trial.wrong)


def count(case: Case, rows: Rows, trial: Trial) -> None:
    """Compares every value of one publication with the truth."""
    published = Published(rows)
    for each in settle(case, rows, case.judge(rows)):
        trial.by_column[each.column, each.outcome] += 1
        kinds = {damage.kind for damage in case.at(each.seq, each.column)} or {NO_DAMAGE}
        for kind in kinds:
            trial.by_kind[kind, each.outcome] += 1
        if each.outcome not in ("marked", "wrong"):
            continue
        said = Said(each.got, "absent")
        if each.seq in published.indicators and each.column != "seq":
            said = published.said(each.seq, each.column)
        if each.outcome == "wrong":
            plain = case.told.page.is_plain(each.seq, each.column)
            wrong = Wrong(
                case.seed,
                case.form,
                each.seq,
                each.column,
                each.got,
                each.expected,
                said.status,
                plain,
            )
            trial.wrong.append(wrong)
        elif _astray(said, each.expected):
            trial.astray += 1


def _judged(case: Case, published: Published, seq: int, column: str, true: object) -> Judged:
    if seq not in published.indicators:
        return Judged(seq, column, "wrong", true, "no row")
    said = published.said(seq, column)
    outcome = outcome_of(case, published, seq, column, said)
    rows: frozenset[int] = frozenset()
    if column in UNIT_COLUMNS:
        of_unit = published.said(seq, "scoring_unit").value
        rows = of_unit if isinstance(of_unit, frozenset) else rows
    return Judged(seq, column, outcome, true, said.value, rows)


def outcome_of(
    case: Case,
    published: Published,
    seq: int,
    column: str,
    said: Said,
) -> Outcome:
    """What to think of one published value, before what nothing gives away is told apart."""
    place = (seq, column)
    if said.status == "ambiguous":
        return "open" if place in case.truth.lost else "marked"
    if said.value == case.truth.values[place]:
        return "right"
    if column in UNIT_COLUMNS and _is_fair_unit(case, published, seq, column):
        return "marked"
    return "open" if said.value is None and place in case.truth.lost else "wrong"


def _is_fair_unit(case: Case, published: Published, seq: int, column: str) -> bool:
    """Whether a scoring unit that is not the true one says nothing false.

    Its rows may be fewer where the others are named as open. They may be more, whole units
    together, where every own weight among them is marked; then their points are to be right
    together.
    """
    values = case.truth.values
    true = values[seq, "scoring_unit"]
    rows = published.said(seq, "scoring_unit").value
    points = published.said(seq, "unit_points").value
    assert isinstance(true, frozenset)
    if not isinstance(rows, frozenset):
        return False
    if rows < true and rows | published.open_unit(seq) >= true:
        return points == values[seq, "unit_points"]
    if not (true < rows <= published.indicators.keys()):
        return False
    units = {values[row, "scoring_unit"]: values[row, "unit_points"] for row in rows}
    own = [row for row in rows if values[row, "weight"] is not None]
    whole = all(isinstance(unit, frozenset) and unit <= rows for unit in units)
    marked = all(published.said(row, "weight").status == "ambiguous" for row in own)
    together = sum(int(str(points_of)) for points_of in units.values())
    return whole and marked and (column == "scoring_unit" or points == together)


def _astray(said: Said, true: object) -> bool:
    """Whether a marked value's readings leave the true one out, where they are texts."""
    return isinstance(true, str) and bool(said.candidates) and true not in said.candidates
