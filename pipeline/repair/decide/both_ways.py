"""Rows that share their points and read well as printed and as slid: their rankings are open.

Where a merged weight cell was dropped, the rankings slid left and a "/" filled each row, the rows
begin with what was the first ranking. If that is "/", they read as rows that print "/" for a shared
weight and end in "/" by chance; if it is a number, as rows with weights of their own beside one
that takes up the rest, or that share one of them. Nothing in such rows tells the two apart, however
unlikely the chance; only what the notice prints for other shared weights may, and whether rows of
other labels share and weigh alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.decide.context import best_alignment, only
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import OWN
from pipeline.repair.model.weights import WeightColumn

SLID = {"weight_lost", "slash_added"}
# Shared weights printed "/" elsewhere, and none blank, that show it to be the notice's way.
PROVEN = 2
Run = Sequence[int]  # neighbouring rows
Extras = Mapping[int, float]  # alignments by number: what each costs more than the cheapest


def doubt_both_ways(
    rows: Sequence[RowEvidence],
    layout: Layout,
    readings: Readings,
    costs: Costs,
) -> Readings:
    """The readings, with the rows of such runs as slid too.

    A notice that shows no damage is doubted only where its section prints nothing for every other
    shared weight.
    """
    form = _Form.of(layout, readings.unit, costs)
    if not form.ranks:
        return readings
    slid: list[Extras] = []
    alike: list[Extras] = []
    for row, read in zip(rows, readings.rows, strict=True):
        slid.append(_slid(row, read, form, _ranks_begin_at))
        alike.append(_slid(row, read, form, _ranks_are_alike))
    runs: list[Run] = []
    doubted: set[int] = set()
    for run in _runs(rows, readings):
        if _reads_both_ways(run, slid, alike, readings):
            runs.append(run)
            doubted.update(run)
    found = readings
    for run in runs:
        section = _section(run[0], readings)
        marks = _marks(section, rows, form, readings, doubted)
        if _is_open(marks, readings) or not _is_usual(run, readings, doubted):
            found = _opened(run, slid, found)
    return found


def _reads_both_ways(
    run: Run,
    slid: Sequence[Extras],
    alike: Sequence[Extras],
    readings: Readings,
) -> bool:
    """Whether a run shares points, in some row at least, and each row of it reads as slid too.

    Where some have weights of their own, rows whose rankings stay may be among them.
    """
    mixed = _mixture(run, readings)
    if mixed == {OWN} or not any(slid[n] for n in run):
        return False
    stay = () if mixed == {POOL} else alike
    return all(slid[n] or (stay and stay[n]) for n in run)


def _is_usual(
    run: Run,
    readings: Readings,
    doubted: set[int],
) -> bool:
    """Whether the rows just share what is left, or rows of another label mix what these do.

    A notice that shows no damage mixes as it likes.
    """
    mixed = _mixture(run, readings)
    if readings.clean or mixed == {POOL}:
        return True
    labels: dict[tuple[int, int | None], list[int]] = {}
    for n, read in enumerate(readings.rows):
        scope = _scope(read)
        if scope is not None and n not in doubted:
            labels.setdefault(scope, []).append(n)
    return any(_mixture(rows, readings) == mixed for rows in labels.values())


def _mixture(rows: Sequence[int], readings: Readings) -> set[str]:
    """How the points of these rows are known."""
    found: set[str] = set()
    for n in rows:
        found |= _kinds(readings.rows[n])
    return found


def _opened(
    run: Run,
    slid: Sequence[Extras],
    readings: Readings,
) -> Readings:
    """The readings, with the rows of a run as slid too: they share what they weigh together."""
    pool, total = _together(run, readings)
    rows = list(readings.rows)
    variants = dict(readings.variants)
    all_share = True
    for n in run:
        read = rows[n]
        rows[n] = _with_slid(read, slid[n], pool)
        if not _shares(read):
            all_share = False
    if not all_share:
        together = Variant(tuple(run), total)
        variants[pool] = {**variants.get(pool, {}), together: readings.best}
    return replace(readings, rows=tuple(rows), variants=variants)


def _with_slid(
    read: RowReadings,
    slid: Extras,
    pool: UnitKey,
) -> RowReadings:
    """A row's readings with those as slid, in which it is of the ``pool``."""
    least = min(read.alignments.values())
    alignments: dict[int, float] = {}
    for number, extra in slid.items():
        alignments[number] = least + extra
    found = replace(read, alignments=alignments | read.alignments)
    if _shares(read):
        return found
    return replace(
        found,
        units={pool: least, **read.units},
        weights={None: least, **read.weights},
    )


# --- rows as slid


@dataclass(frozen=True, slots=True)
class _Form:
    """How weights are read, and the places of the columns of rankings."""

    weights: WeightColumn
    ranks: Sequence[int]

    @classmethod
    def of(
        cls,
        layout: Layout,
        unit: int,
        costs: Costs,
    ) -> _Form:
        """That of a layout, where a point counts for ``unit``."""
        at = layout.at("weight")
        ranks: list[int] = []
        for n, kind in enumerate(layout.kinds):
            if kind == "rank":
                ranks.append(n)
        return cls(WeightColumn(at, unit, costs), ranks)


def _slid(
    row: RowEvidence,
    read: RowReadings,
    form: _Form,
    are_so: Callable[[RowEvidence, Alignment, Alignment, _Form], bool],
) -> Extras:
    """The alignments in which the weight was dropped and a "/" added and nothing else happened.

    By what they cost more than the cheapest, where the rankings ``are_so``; none where the row is
    read so already.
    """
    best = best_alignment(row, read)
    weight = best.places[form.weights.at]
    if weight is None or row.head is not None or row.begins:
        return {}
    found: dict[int, float] = {}
    for number, alignment in enumerate(row.alignments):
        if not are_so(row, alignment, best, form):
            continue
        option = form.weights.option(row, alignment)
        was_filled = option.lost and option.filled
        if was_filled and alignment.damage_beyond(best) <= SLID:
            extra = alignment.cost - best.cost
            found[number] = max(0.0, extra)
    return found


def _ranks_begin_at(
    row: RowEvidence,
    alignment: Alignment,
    printed: Alignment,
    form: _Form,
) -> bool:
    """Whether what reads as the weight and what is right of it are rankings, none of them blank."""
    first = printed.places[form.weights.at]
    if first is None:
        return False
    for place, rank in zip(count(first), form.ranks, strict=False):
        if alignment.places[rank] != place:
            return False  # the "/" was added elsewhere
        text = row.text(alignment, rank) or ""
        if not text.strip():
            return False
    return True


def _ranks_are_alike(
    _: RowEvidence,
    alignment: Alignment,
    printed: Alignment,
    form: _Form,
) -> bool:
    """Whether the "/" was added where the weight was: then the rankings stay."""
    return all(alignment.places[rank] == printed.places[rank] for rank in form.ranks)


# --- runs that share


def _runs(rows: Sequence[RowEvidence], readings: Readings) -> Iterator[Run]:
    """Neighbouring rows of one page that certainly stand under one label of one group.

    Or in it under none.
    """
    run: list[int] = []
    before: tuple[object, ...] | None = None
    pairs = zip(rows, readings.rows, strict=True)
    for n, (row, read) in enumerate(pairs):
        scope = _scope(read)
        place = None if scope is None else (*scope, row.row.sheet)
        if run and place != before:
            yield run
            run = []
        if place is not None:
            run.append(n)
        before = place
    if run:
        yield run


def _scope(read: RowReadings) -> tuple[int, int | None] | None:
    """The group and the label of a row; None where one of them or its unit is not certain."""
    group = only(read.groups)
    unit = only(read.units)
    if group is None or unit is None:
        return None
    if len(read.labels) != 1:
        return None
    return group, only(read.labels)


def _kinds(read: RowReadings) -> set[str]:
    """How a row's points are known in its readings."""
    return {how for how, *_ in read.units}


def _shares(read: RowReadings) -> bool:
    """Whether the row certainly shares what is left, alone or with others."""
    return _kinds(read) == {POOL}


def _together(run: Run, readings: Readings) -> tuple[UnitKey, int]:
    """The unit that the run's rows would share as one, and its points."""
    first = readings.rows[run[0]]
    ((_, group, label, _),) = first.units
    units: dict[UnitKey, None] = {}
    for n in run:
        units.update(dict.fromkeys(readings.rows[n].units))
    total = 0
    for unit in units:
        total += min(shape.points for shape in readings.variants[unit])
    return (POOL, group, label, -1), total


# --- what a section prints for shared weights


def _section(row: int, readings: Readings) -> int | None:
    """The section that the row's groups are of."""
    groups = readings.rows[row].groups
    sections = {readings.groups[group].section for group in groups}
    return only(sections)


def _is_open(marks: Sequence[str], readings: Readings) -> bool:
    """Whether what a section prints for its other shared weights leaves a run open."""
    blanks = marks.count("")
    slashes = marks.count("/")
    if readings.clean:
        return blanks > 0 and not slashes
    return slashes < PROVEN or blanks > 0


def _marks(
    section: int | None,
    rows: Sequence[RowEvidence],
    form: _Form,
    readings: Readings,
    doubted: set[int],
) -> list[str]:
    """What the section prints for shared weights where there is no doubt."""
    marks: list[str] = []
    pairs = zip(rows, readings.rows, strict=True)
    for n, (row, read) in enumerate(pairs):
        if n in doubted or OWN in _kinds(read):
            continue
        if _section(n, readings) != section:
            continue
        best = best_alignment(row, read)
        text = row.text(best, form.weights.at)
        if text is not None:
            marks.append(text.strip())
    return marks


__all__ = ["doubt_both_ways"]
