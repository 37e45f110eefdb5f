"""The notice as it is printed: where nothing is damaged, nothing is to be repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment
from pipeline.repair.damage.costs import NEVER
from pipeline.repair.damage.kinds import Damage
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import POOL, Readings, RowReadings
from pipeline.repair.model.roles import OWN
from pipeline.repair.model.weights import Ground, WeightOption, weight_options
from pipeline.repair.solve.bounds import Bounds
from pipeline.repair.solve.candidate import Candidate
from pipeline.repair.solve.clean import HARMLESS
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.ways import Placer, Way

SUSPECT = 4.0  # how much dearer than as printed it may be that a row's cells are in other places
CLAIMED = 1.0  # what it costs, and more, that a label does not hold a row which its words name


class Printed(NamedTuple):
    """The notice read as it is printed, where all adds up so.

    Attributes:
        ground: The rows with the readings in which no cell has moved.
        readings: With every label on its row, too.
        settled: Nothing speaks for a label that is lost, late or early; else labels may be.
    """

    ground: Ground
    readings: Readings
    settled: bool


def as_printed(
    ground: Ground,
    way: Way,
    bounds: Bounds,
    margin: float,
) -> Printed | None:
    """The readings where every cell stands in its column and every label on its row.

    If all adds up so, however unusual the way in which the rows share their points; else None.
    """
    strict = _undamaged(ground)
    if way.cost or ground.echoes or strict is None:
        return None
    segments = bounds.segments(strict)
    places = Placer(strict).places(way)
    programme = Programme(places, segments, NEVER, margin)
    if programme.best >= NEVER:
        return None
    candidate = Candidate(way, programme)
    found = candidate.spelt_out(strict, segments, margin)
    if not found.clean or _lonely(found):
        return None
    unmoved = replace(strict, costs=ground.costs)
    may_be_lost = _changes_with_theme(found, places) or _goes_on_parted(found, places)
    may_be_off = _is_named_across(found, places)
    return Printed(unmoved, found, settled=not (may_be_lost or may_be_off))


def _undamaged(ground: Ground) -> Ground | None:
    """The ground with the options of undamaged alignments alone; None where a row has none.

    Its rows keep every alignment: one that costs no more than an undamaged one makes it unclean.
    """
    costs = ground.costs.undamaged()
    at = ground.layout.at("weight")
    options: list[list[WeightOption]] = []
    for row in ground.rows:
        sound = tuple(filter(_is_sound, row.alignments))
        if not sound or _may_be_in_other_cells(row):
            return None
        strict = replace(row, alignments=sound)
        offered = weight_options(strict, at, ground.unit, costs)
        options.append(offered)
    return replace(ground, costs=costs, options=options)


def _may_be_in_other_cells(row: RowEvidence) -> bool:
    """Whether cells of a row that looks odd may be two in one, or in each other's place."""
    bound = row.alignments[0].cost + SUSPECT
    for alignment in row.alignments:
        is_other = alignment.parts or Damage.CELLS_SWAPPED in alignment.damage
        if is_other and alignment.cost <= bound:
            return True
    return False


def _is_sound(alignment: Alignment) -> bool:
    return HARMLESS.issuperset(alignment.damage)


def _lonely(readings: Readings) -> bool:
    """Whether a row that prints no weight has its group's points to itself.

    Beside one that shares others: then the label between them may be some rows late or early, and
    still all would add up.
    """
    pools = dict(_pools(readings))
    for row, rows in pools.items():
        if rows != (row,):
            continue
        if row - 1 in pools or row + 1 in pools:
            return True
    return False


def _changes_with_theme(readings: Readings, places: Places) -> bool:
    """Whether rows begin to share points within a group where names of another theme begin.

    Two things that change on one row: a label may be lost there.
    """
    for shapes in readings.variants.values():
        for shape in shapes:
            shares = len(shape.rows) > 1
            if shares and min(shape.rows) in places.themes:
                return True
    return False


def _goes_on_parted(readings: Readings, places: Places) -> bool:
    """Whether a label without points goes on over a row that a merged cell parts from it."""
    for row in places.parted:
        for label in readings.rows[row].labels:
            if label is not None and places.names[label].points is None:
                return True
    return False


def _is_named_across(readings: Readings, places: Places) -> bool:
    """Whether a row is named by the label of the row beside it, and not by its own.

    Where the row prints no weight of its own, or both are named clearly: then the label between
    them may be printed a row late or early.
    """
    for row, found in enumerate(readings.rows):
        for beside in (row - 1, row + 1):
            if not 0 <= beside < len(readings.rows):
                continue
            others = readings.rows[beside].labels.keys() - found.labels
            claim = _claim(others, row, places)
            if not claim or _claim(found.labels, row, places):
                continue
            if not _has_own_weight(found):
                return True
            if min(claim, _claim(others, beside, places)) >= CLAIMED:
                return True
    return False


def _has_own_weight(found: RowReadings) -> bool:
    return any(how == OWN for how, *_ in found.units)


def _claim(
    labels: Iterable[int | None],
    row: int,
    places: Places,
) -> float:
    """How much these labels' words name a row, as a cost; 0 where they do not."""
    highest = 0.0
    for label in labels:
        claims = () if label is None else places.names[label].claims
        if claims:
            highest = max(highest, claims[row])
    return highest


def _pools(
    readings: Readings,
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each row that shares points, and the rows it shares them with."""
    for key, shapes in readings.variants.items():
        how, *_ = key
        if how != POOL:
            continue
        for shape in shapes:
            for row in shape.rows:
                yield row, shape.rows


__all__ = ["Printed", "as_printed"]
