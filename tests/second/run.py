"""Publishes damaged notices and compares every published value with the truth."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import PipelineError
from tests.second.damage import again, damage, unseen
from tests.second.forms import Form, form_of
from tests.second.notice import invent
from tests.second.publish import Published, Said, publish, publish_drawn
from tests.second.sheet import Sheet, lay_out
from tests.second.truth import Place, Truth, truth_of
from tests.second.work import Damage, Work

Verdict = Literal["right", "marked", "open", "unseen", "warned", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("right", "marked", "open", "unseen", "warned", "wrong")
NO_DAMAGE = "(no damage)"
# Published columns that are computed from another, by the column whose cell tells them.
PRINTED_IN = {
    "level1_points": "level1",
    "level2_points": "level2",
    "target_value": "target",
    "target_unit": "target",
    "target_comparator": "target",
    "scoring_unit": "weight",
    "unit_points": "weight",
}


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
    by_column: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    by_kind: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    astray: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    damages: dict[int, tuple[Damage, ...]] = field(default_factory=dict)
    least: dict[int, tuple[Damage, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One damaged notice with its truth."""

    seed: int
    form: Form
    work: Work
    unseen: frozenset[Place]

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

    def only(self, some: Sequence[int]) -> Case:
        """The same with some of its damages, by their numbers."""
        return _case(again(self.work, some))

    def at(self, seq: int, column: str) -> tuple[Damage, ...]:
        """The damages that touch a place."""
        names = {column, PRINTED_IN.get(column, column)}
        return tuple(d for d in self.damages if seq in d.seqs and names & {*d.columns})


def make(seed: int, rate: float, form_name: str = "") -> Case:
    """Invents, prints and damages the notice of a seed."""
    form = form_of(seed, form_name)
    notice = invent(seed, form.wanted)
    return _case(damage(lay_out(notice, form), truth_of(notice, form), rate))


def _case(work: Work) -> Case:
    return Case(work.sheet.notice.seed, work.sheet.form, work, unseen(work))


def run(cases: Iterable[Case], draws: bool = False, shrinks: bool = False) -> Trial:
    """Publishes and judges each case; those with wrong values again with fewer damages."""
    trial = Trial()
    for case in cases:
        trial.notices += 1
        trial.damages[case.seed] = case.damages
        before = len(trial.wrong)
        try:
            judge(case, published_of(case, draws), trial)
        except PipelineError as error:
            trial.refused.append((case.seed, str(error)))
            continue
        if shrinks and len(trial.wrong) > before:
            trial.least[case.seed] = least(case, trial.wrong[before], draws)
    return trial


def published_of(case: Case, draws: bool) -> Published:
    """Publishes one case."""
    with tempfile.TemporaryDirectory() as folder:
        make_rows = publish_drawn if draws else publish
        return Published(make_rows(case.sheet, Path(folder)))


def least(case: Case, wrong: Wrong, draws: bool) -> tuple[Damage, ...]:
    """The damages none of which can be left out without the value being wrong no more."""
    kept = list(range(len(case.damages)))
    for n in reversed(range(len(case.damages))):
        fewer = [other for other in kept if other != n]
        if _still_wrong(case.only(fewer), wrong, draws):
            kept = fewer
    return case.only(kept).damages


def _still_wrong(case: Case, wrong: Wrong, draws: bool) -> bool:
    trial = Trial()
    try:
        judge(case, published_of(case, draws), trial)
    except PipelineError:
        return False
    return any((w.seq, w.column) == (wrong.seq, wrong.column) for w in trial.wrong)


def judge(case: Case, published: Published, trial: Trial) -> None:
    """Compares every value of one publication with the truth."""
    for (seq, column), true in case.truth.values.items():
        if seq not in published.indicators:
            said = Said("no row", "absent")
            verdict: Verdict = "wrong"
        else:
            said = published.said(seq, column)
            verdict = verdict_of(case, published, seq, column, said)
        _count(case, trial, seq, column, verdict)
        if verdict == "marked" and _astray(said, true):
            trial.astray += 1
        if verdict == "wrong":
            trial.wrong.append(_wrong(case, seq, column, said, true))
    known = {seq for seq, _ in case.truth.values}
    for seq in sorted(published.indicators.keys() - known):
        said = Said(published.indicators[seq]["indicator"], "printed")
        _count(case, trial, seq, "row", "wrong")
        trial.wrong.append(_wrong(case, seq, "row", said, None))


def verdict_of(
    case: Case,
    published: Published,
    seq: int,
    column: str,
    said: Said,
) -> Verdict:
    """What to think of one published value."""
    place = (seq, column)
    true = case.truth.values[place]
    if said.status == "ambiguous":
        return "open" if place in case.truth.lost else "marked"
    if said.value == true:
        return "right"
    if column in ("scoring_unit", "unit_points"):
        fair = _of_unit(case, published, seq, column)
        if fair:
            return fair
    if place in case.unseen or (PRINTED_IN.get(column) and _base_unseen(case, place)):
        return "unseen"
    if said.value is None and place in case.truth.lost:
        return "open"
    return "warned" if _is_warned(case, published, seq, column) else "wrong"


def _is_warned(case: Case, published: Published, seq: int, column: str) -> bool:
    """Whether a warning names the row, or for points a sum over it that does not hold."""
    if seq in published.warned or case.sheet.place(seq) in published.warned_places:
        return True
    return PRINTED_IN.get(column, column) == "weight" and seq in published.summed_off


def _base_unseen(case: Case, place: Place) -> bool:
    """Whether the cell that tells a computed column reads otherwise, and nothing shows it."""
    seq, column = place
    return (seq, PRINTED_IN[column]) in case.unseen


def _of_unit(case: Case, published: Published, seq: int, column: str) -> Verdict | None:
    """What to think of a scoring unit that is not the true one; None where it says what is false.

    Its rows may be fewer where the others are named as open. They may be more, whole units
    together, where every own weight among them is marked; then their points are to be right
    together, but for what nothing gives away.
    """
    values = case.truth.values
    true = values[seq, "scoring_unit"]
    rows = published.said(seq, "scoring_unit").value
    points = published.said(seq, "unit_points").value
    assert isinstance(true, frozenset)
    if not isinstance(rows, frozenset):
        return None
    if rows < true and rows | published.open_unit(seq) >= true:
        return "marked" if points == values[seq, "unit_points"] else None
    units = {values[row, "scoring_unit"]: values[row, "unit_points"] for row in rows}
    own = [row for row in rows if values[row, "weight"] is not None]
    whole = all(isinstance(unit, frozenset) and unit <= rows for unit in units)
    marked = all(published.said(row, "weight").status == "ambiguous" for row in own)
    if not (true < rows and whole and marked):
        return None
    together = sum(int(str(points_of)) for points_of in units.values())
    if column == "scoring_unit" or points == together:
        return "marked"
    return "unseen" if any((row, "unit_points") in case.unseen for row in rows) else None


def _astray(said: Said, true: object) -> bool:
    """Whether a marked value's readings leave the true one out, where they are texts."""
    return isinstance(true, str) and bool(said.candidates) and true not in said.candidates


def _count(case: Case, trial: Trial, seq: int, column: str, verdict: Verdict) -> None:
    trial.by_column[column, verdict] += 1
    kinds = {damage.kind for damage in case.at(seq, column)} or {NO_DAMAGE}
    for kind in kinds:
        trial.by_kind[kind, verdict] += 1


def _wrong(case: Case, seq: int, column: str, said: Said, true: object) -> Wrong:
    plain = column != "row" and is_plain(case, seq, PRINTED_IN.get(column, column))
    return Wrong(
        case.seed,
        case.form.name,
        seq,
        column,
        said.value,
        true,
        said.status,
        plain,
    )


def is_plain(case: Case, seq: int, column: str) -> bool:
    """Whether a column's cell stands in its place and reads as it did before the damage.

    For a label that is the cell where its group begins.
    """
    if column not in case.form.roles:
        return False
    for _, part, group, row in case.sheet.notice.places():
        if row.seq == seq:
            first = {"level1": part.rows[0].seq, "level2": group.rows[0].seq}
            line = case.sheet.line(first.get(column, seq))
            at = case.form.roles.index(column)
            return line.stands(column, at) and line.text(column) == line.clean[column]
    return False
