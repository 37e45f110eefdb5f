"""The notice as it is printed: where nothing is damaged, nothing is to be repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment
from pipeline.repair.damage.costs import NEVER
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import POOL, Readings, RowReadings
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.repair.model.weights import Ground, WeightOption, weight_options
from pipeline.repair.solve.bounds import Bounds
from pipeline.repair.solve.candidate import Candidate
from pipeline.repair.solve.clean import HARMLESS
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.repair.solve.unstated import merging_a_part
from pipeline.repair.solve.ways import Placer, Way

SUSPECT = 4.0  # how much dearer than as printed it may be that a row's cells are in other places
CLAIMED = 1.0  # what it costs, and more, that a label does not hold a row which its words name


class Printed(NamedTuple):
    """The notice read as it is printed, where all adds up so.

    Attributes:
        ground: The rows with the readings in which no cell has moved.
        readings: With every label on its row, too.
        loose: The rows of the labels for which something says that they may be lost, late or early.
    """

    ground: Ground
    readings: Readings
    loose: frozenset[int]

    @property
    def settled(self) -> bool:
        """Whether nothing speaks for a label beside its place."""
        return not self.loose

    def cheapest_in(self, free: Readings) -> bool:
        """Whether the labels stand as printed in a cheapest of the readings that may move them."""
        bound = free.best + NEARLY
        for strict, found in zip(self.readings.rows, free.rows, strict=True):
            if all(found.labels.get(label, INFINITE) > bound for label in strict.labels):
                return False
        return True

    def loosened(self, free: Readings) -> Readings:
        """As printed, but for the loose rows, of which ``free`` says what they may be.

        ``free`` are the readings of the same way in which every label may be beside its place.
        What speaks of one label says nothing of those far from it. The two were read under other
        costs: the cheapest of both counts alike.
        """
        unmoved = self.readings.shifted(free.best - self.readings.best)
        rows = list(unmoved.rows)
        variants = unmoved.variants
        for row in self.loose:
            rows[row] = free.rows[row]
            for key in rows[row].units:
                shapes = variants.setdefault(key, {})
                shapes.update(free.variants.get(key, {}))
        return replace(
            unmoved,
            rows=tuple(rows),
            loose=self.loose,
            placed=free.placed,
        )


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
    places = Placer(strict).places(way)
    stated = replace(strict, costs=strict.costs.stated())
    found = _read(stated, places, way, bounds, margin)
    if found is not None and merging_a_part(found):
        found = _read(strict, places, way, bounds, margin)
    if found is None or not found.clean or _lonely(found):
        return None
    unmoved = replace(strict, costs=ground.costs)
    doubted = {
        *_changing_with_theme(found, places),
        *_going_on_parted(found, places),
        *_named_across(found, places),
        *_printed_once(found, places),
    }
    return Printed(unmoved, found, _held_with(doubted, found))


def _read(
    ground: Ground,
    places: Places,
    way: Way,
    bounds: Bounds,
    margin: float,
) -> Readings | None:
    """The readings of a ground; None where nothing adds up."""
    segments = bounds.segments(ground)
    programme = Programme(places, segments, NEVER, margin)
    if programme.best >= NEVER:
        return None
    return Candidate(way, programme).spelt_out(ground, segments, margin)


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


def _held_with(doubted: Iterable[int], readings: Readings) -> frozenset[int]:
    """The rows under one label with any of these rows, and these rows."""
    found = set(doubted)
    labels: set[int | None] = set()
    for row in found:
        labels.update(readings.rows[row].labels)
    labels.discard(None)
    for row, read in enumerate(readings.rows):
        if not labels.isdisjoint(read.labels):
            found.add(row)
    return frozenset(found)


def _changing_with_theme(readings: Readings, places: Places) -> Iterator[int]:
    """The rows that begin to share points within a group where names of another theme begin.

    Two things that change on one row: a label may be lost there.
    """
    for shapes in readings.variants.values():
        for shape in shapes:
            first = min(shape.rows)
            if len(shape.rows) > 1 and first in places.themes:
                yield first


def _going_on_parted(readings: Readings, places: Places) -> Iterator[int]:
    """The rows parted by a merged cell from a label without points that goes on over them."""
    for row in places.parted:
        for label in readings.rows[row].labels:
            if label is not None and places.names[label].points is None:
                yield row


def _named_across(readings: Readings, places: Places) -> Iterator[int]:
    """The rows named by the label of the row beside them and not by their own, and those beside.

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
            clear = min(claim, _claim(others, beside, places)) >= CLAIMED
            if clear or not _has_own_weight(found):
                yield from (row, beside)


def _printed_once(readings: Readings, places: Places) -> Iterator[int]:
    """The groups of labels without points whose first row alone prints a weight; others share.

    In a notice that prints a weight once for all rows of a label: this one may be such a weight,
    and another number of the group misprinted.
    """
    if not any(how == MERGED for how, *_ in readings.variants):
        return
    shared = _under_labels(readings, POOL)
    for label, own in _under_labels(readings, OWN).items():
        if label not in shared or places.names[label].points is not None:
            continue
        first, *others = own
        rest = shared[label]
        if others or len(rest) == 1 or rest[0] < first:
            continue
        groups = readings.rows[first].groups.keys()
        for number, row in enumerate(readings.rows):
            if row.groups.keys() & groups:
                yield number


def _under_labels(readings: Readings, how: str) -> dict[int, list[int]]:
    """By label: its rows whose points are known so."""
    found: dict[int, list[int]] = {}
    for row, read in enumerate(readings.rows):
        for kind, _, label, _ in read.units:
            if kind == how and label is not None:
                found.setdefault(label, []).append(row)
    return found


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
