"""Rows that share their points and read well as printed and as slid: their rankings are open.

Where a merged weight cell was dropped, the rankings slid left and a "/" filled each row, the rows
begin with what was the first ranking. If that is "/", they read as rows that print "/" for a shared
weight and end in "/" by chance; if it is a number, as rows with weights of their own beside one
that takes up the rest. Nothing in such rows tells the two apart, however unlikely the chance; only
what the notice prints for other shared weights may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.moves import OWN
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.weights import weight_option

SLID = {"weight_lost", "slash_added"}
PROVEN = (
    2  # shared weights printed "/" elsewhere, and none blank, that show it to be the notice's way
)


def doubt_both_ways(
    rows: Sequence[RowEvidence], layout: Layout, readings: Readings, costs: Costs
) -> Readings:
    """The readings, with the rows of such runs as slid too.

    A notice that shows no damage is doubted only where its section prints nothing for every other
    shared weight.
    """
    at = layout.at("weight")
    ranks = [n for n, column in enumerate(layout.columns) if column.kind == "rank"]
    if not ranks:
        return readings
    slid = []
    for row, read in zip(rows, readings.rows, strict=True):
        slid.append(_slid(row, read, at, ranks, readings.unit, costs))
    runs = []
    for run in _runs(rows, readings):
        shares = any(_shares(readings.rows[n]) for n in run)
        if shares and all(slid[n] for n in run):
            runs.append(run)
    doubted = {n for run in runs for n in run}
    found = readings
    for run in runs:
        section = _section(run[0], readings)
        marks = _marks(section, rows, at, readings, doubted)
        if _is_open(marks, readings):
            found = _opened(run, slid, found)
    return found


def _opened(
    run: Sequence[int], slid: Sequence[Mapping[int, float]], readings: Readings
) -> Readings:
    """The readings, with the rows of a run as slid too: they share what they weigh together."""
    pool, total = _together(run, readings)
    rows = list(readings.rows)
    variants = dict(readings.variants)
    for n in run:
        read = rows[n]
        least = min(read.alignments.values())
        others = {number: least + extra for number, extra in slid[n].items()}
        rows[n] = replace(read, alignments=others | read.alignments)
        if not _shares(read):
            units = {pool: least, **read.units}
            weights = {None: least, **read.weights}
            rows[n] = replace(rows[n], units=units, weights=weights)
    if any(not _shares(readings.rows[n]) for n in run):
        together = Variant(tuple(run), total)
        variants[pool] = {**variants[pool], together: readings.best}
    return replace(readings, rows=tuple(rows), variants=variants)


def _slid(
    row: RowEvidence, read: RowReadings, at: int, ranks: Sequence[int], unit: int, costs: Costs
) -> Mapping[int, float]:
    """The alignments in which the weight was dropped and a "/" added and nothing else happened.

    By what they cost more than the cheapest; none where the row is read so already.
    """
    best = row.alignments[min(read.alignments, key=lambda n: (read.alignments[n], n))]
    if best.places[at] is None or row.head is not None or row.begins:
        return {}
    found = {}
    for number, each in enumerate(row.alignments):
        place = best.places[at] or 0
        if [each.places[rank] for rank in ranks] != [place + n for n in range(len(ranks))]:
            continue  # the "/" was added elsewhere
        if not all((row.text(each, rank) or "").strip() for rank in ranks):
            continue  # no ranking is blank
        option = weight_option(row, each, at, unit, costs)
        if option.lost and option.filled and each.damage_beyond(best) <= SLID:
            found[number] = max(0.0, each.cost - best.cost)
    return found


def _runs(rows: Sequence[RowEvidence], readings: Readings) -> Iterator[list[int]]:
    """Neighbouring rows of one page that certainly stand under one label of one group.

    Or in it under none.
    """
    run: list[int] = []
    for n, read in enumerate(readings.rows):
        key = _scope(read)
        begins = key is None or not run or key != _scope(readings.rows[run[-1]])
        if run and (begins or rows[n].row.sheet != rows[run[-1]].row.sheet):
            yield run
            run = []
        run = [*run, n] if key is not None else []
    if run:
        yield run


def _scope(read: RowReadings) -> tuple[int, int | None] | None:
    if len(read.groups) != 1 or len(read.labels) != 1 or len(read.units) != 1:
        return None
    return next(iter(read.groups)), next(iter(read.labels))


def _shares(read: RowReadings) -> bool:
    """Whether the row certainly shares what is left, alone or with others."""
    return {key[0] for key in read.units} == {POOL}


def _together(run: Sequence[int], readings: Readings) -> tuple[UnitKey, int]:
    """The unit that the run's rows would share as one, and its points."""
    pool = next(key for n in run for key in readings.rows[n].units if key[0] == POOL)
    total = min(shape.points for shape in readings.variants[pool])
    for n in run:
        total += sum(
            weight or 0 for weight in readings.rows[n].weights if not _shares(readings.rows[n])
        )
    return pool, total


def _section(row: int, readings: Readings) -> int | None:
    """The section that the row's groups are of."""
    found = {readings.groups[group].section for group in readings.rows[row].groups}
    return found.pop() if len(found) == 1 else None


def _is_open(marks: Sequence[str], readings: Readings) -> bool:
    """Whether what a section prints for its other shared weights leaves a run open."""
    blanks, slashes = marks.count(""), marks.count("/")
    if readings.clean:
        return blanks > 0 and not slashes
    return slashes < PROVEN or blanks > 0


def _marks(
    section: int | None, rows: Sequence[RowEvidence], at: int, readings: Readings, doubted: set[int]
) -> list[str]:
    """What the section prints for shared weights where there is no doubt."""
    marks = []
    for n, (row, read) in enumerate(zip(rows, readings.rows, strict=True)):
        if (
            n in doubted
            or _section(n, readings) != section
            or {key[0] for key in read.units} & {OWN}
        ):
            continue
        best = row.alignments[
            min(read.alignments, key=lambda number: (read.alignments[number], number))
        ]
        text = row.text(best, at)
        if text is not None:
            marks.append(text.strip())
    return marks
