"""Evidence → the joint solution, for each way to tell the label levels apart, spelt out per row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import NEVER, Costs
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import RUN_REACH, Group, Name, Places
from pipeline.repair.model.readings import POOL, Readings
from pipeline.repair.model.weights import Ground, scale, weight_options
from pipeline.repair.model.words import Claimant, Words
from pipeline.repair.solve.adapt import adapt
from pipeline.repair.solve.outline import fittest, plain_weights
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.spell import spell_out
from pipeline.text import overlap

CLEAN_SHARE = 1 / 3  # of the margin counts where the notice shows no damage
FITTED_SLACK = 2.0  # how much costs fitted to the notice may turn the order of two ways
Unlike = Callable[[str], tuple[float, ...]]
Way = tuple[
    float, tuple[Label, ...], tuple[Label, ...]
]  # cost, first-level labels, second-level labels


def solve(
    rows: Sequence[RowEvidence],
    ways: Sequence[Way],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    margin: float,
    echoes: frozenset[int] = frozenset(),
    unit: int | None = None,
) -> list[tuple[float, Readings]]:
    """Rows and labels together, for each way to tell the levels apart.

    See :mod:`pipeline.repair.solve.programme`.

    ``unit`` is how many parts of a point are counted in, found out where it is not given.
    """
    weight_at = layout.at("weight")
    unit = unit or scale(
        rows, [label for _, firsts, seconds in ways for label in (*firsts, *seconds)], weight_at
    )
    options = [weight_options(row, weight_at, unit, costs) for row in rows]
    ground = Ground(rows, sections, layout, costs, echoes, unit, options)
    unlike = lru_cache(maxsize=None)(partial(_unlike, ground))
    words = Words(_row_names(ground))
    places = [_places(ground, firsts, seconds, unlike, words) for _, firsts, seconds in ways]
    kept = fittest([way[0] for way in ways], places, plain_weights(rows, layout), unit)
    ways, places = [ways[n] for n in kept], [places[n] for n in kept]
    limit = max((group.points for place in places for group in place.groups), default=0)
    stops = [max(_stop(place, n, len(rows)) for place in places) for n in range(len(rows))]
    pages = frozenset(n for n in range(1, len(rows)) if rows[n].row.sheet != rows[n - 1].row.sheet)
    if printed := _as_printed(ground, ways[0], stops, pages, limit, margin * CLEAN_SHARE):
        return [printed]
    segments = Segments(options, costs, limit, unit, stops, pages)
    near = _near(_candidates(ways, places, segments, margin + FITTED_SLACK), margin + FITTED_SLACK)
    fitted = adapt(
        costs,
        ((each.programme.places, each.programme.solution(margin)) for each in _near(near, margin)),
    )
    if fitted != costs:
        bound = min(candidate.total for candidate in near) + margin  # fitted costs are no dearer
        near = _near(
            [
                candidate.under(fitted, segments, bound - candidate.cost, margin)
                for candidate in near
            ],
            margin,
        )
    found = [(each.cost, each.spelt_out(ground, segments, margin)) for each in _near(near, margin)]
    return [(cost, replace(readings, clean=False)) for cost, readings in found]


def _as_printed(
    ground: Ground, way: Way, stops: Sequence[int], pages: frozenset[int], limit: int, margin: float
) -> tuple[float, Readings] | None:
    """The notice as it is printed.

    Where every cell stands in its column and every label on its row, and all adds up: then nothing
    is to be repaired, however unusual the way in which its rows share their points.
    """
    costs, at = ground.costs.undamaged(), ground.layout.at("weight")
    sound = [
        [way for way in row.alignments if not set(way.damage) - {"rest"}] for row in ground.rows
    ]
    if way[0] or ground.echoes or not all(sound):
        return None
    rows = [
        replace(row, alignments=tuple(ways)) for row, ways in zip(ground.rows, sound, strict=True)
    ]
    options = [weight_options(row, at, ground.unit, costs) for row in rows]
    strict = replace(ground, costs=costs, options=options)
    segments = Segments(options, costs, limit, ground.unit, stops, pages)
    programme = Programme(
        _places(strict, way[1], way[2], partial(_unlike, strict), Words(_row_names(strict))), segments, NEVER, margin
    )
    if programme.best >= NEVER:
        return None
    found = Candidate(0.0, way[1], way[2], programme).spelt_out(strict, segments, margin)
    return (0.0, found) if found.clean and not _lonely(found) else None


def _lonely(readings: Readings) -> bool:
    """Whether a row that prints no weight has its group's points to itself.

    Beside one that shares others: then the label between them may be some rows late or early, and
    still all would add up.
    """
    shared = {
        row: shape.rows
        for key, shapes in readings.variants.items()
        if key[0] == POOL
        for shape in shapes
        for row in shape.rows
    }
    return any(
        rows == (row,) and (row - 1 in shared or row + 1 in shared) for row, rows in shared.items()
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to tell the label levels apart, what choosing it costs.

    And the programme that solves it.
    """

    cost: float
    firsts: tuple[Label, ...]
    seconds: tuple[Label, ...]
    programme: Programme

    @property
    def total(self) -> float:
        return self.cost + self.programme.best

    def under(self, costs: Costs, segments: Segments, limit: float, margin: float) -> Candidate:
        """The same under other costs of labels; readings dearer than ``limit`` may be left out."""
        known = self.programme.places
        places = Places(known.groups, known.names, costs, known.gone, known.echoes, known.labelled)
        return replace(self, programme=Programme(places, segments, limit, margin))

    def spelt_out(self, ground: Ground, segments: Segments, margin: float) -> Readings:
        solution = self.programme.solution(margin)
        return spell_out(
            ground, solution, segments, self.programme.places, self.firsts, self.seconds
        )


def _candidates(
    ways: Sequence[Way], places: Sequence[Places], segments: Segments, margin: float
) -> list[Candidate]:
    """Every way that may be within ``margin`` of the cheapest.

    Others are given up where they are seen to be dearer.
    """
    found: list[Candidate] = []
    for way, place in zip(ways, places, strict=True):
        limit = min((each.total for each in found), default=INFINITE) + margin - way[0]
        found.append(Candidate(*way, Programme(place, segments, limit, margin)))
    return found


def _near(candidates: Sequence[Candidate], margin: float) -> list[Candidate]:
    """The candidates within ``margin`` of the cheapest, cheapest first."""
    best = min(candidate.total for candidate in candidates)
    return sorted((c for c in candidates if c.total <= best + margin + 1e-9), key=lambda c: c.total)


def _places(
    ground: Ground, firsts: Sequence[Label], seconds: Sequence[Label], unlike: Unlike, words: Words
) -> Places:
    groups = [_group(label, ground.rows, ground.sections, ground.unit) for label in firsts]
    prints = Counter(row for label in seconds for row in {p.row for p in label.prints})
    named = [_name(label, prints, unlike(label.name), ground.unit) for label in seconds]
    names = list(_with_words(named, seconds, words, ground.costs))
    return Places(groups, names, ground.costs, ground.gone, ground.echoes, ground.layout.labelled)


def _row_names(ground: Ground) -> list[str]:
    at = ground.layout.at("indicator")
    return [row.text(row.alignments[0], at) or "" for row in ground.rows]


def _with_words(
    names: Sequence[Name], labels: Sequence[Label], words: Words, costs: Costs
) -> Iterator[Name]:
    """The labels, each with what its words say of the rows near its prints."""
    claimants = [
        Claimant(label.name, name.prints[0] - RUN_REACH, name.prints[-1] + RUN_REACH)
        for name, label in zip(names, labels, strict=True)
    ]
    for n, name in enumerate(names):
        others = [*claimants[:n], *claimants[n + 1 :]]
        strange = words.strange(claimants[n], costs.label_strange)
        yield replace(name, claims=words.claims(claimants[n], others), strange=strange)


def _stop(places: Places, row: int, rows: int) -> int:
    """The row no run from ``row`` goes past.

    The next section's first, or what the labels below allow.
    """
    return min(places.stop(row), *(start for start in (*places.starts, rows) if start > row))


def _group(
    label: Label, rows: Sequence[RowEvidence], sections: Sequence[SectionTotal], unit: int
) -> Group:
    section = sections[label.section]
    inside = [n for n, row in enumerate(rows) if section.first <= row.serial <= section.last]
    if not inside:
        raise RepairError(
            "repair.section-without-rows",
            section=section.label,
            first=section.first,
            last=section.last,
        )
    points = int((label.points or Decimal(0)) * unit)
    return Group(points, tuple(sorted({p.row for p in label.prints})), inside[0], inside[-1])


def _unlike(ground: Ground, name: str) -> tuple[float, ...]:
    """By row: what it costs that a label of this name stands over a row of that name."""
    named = _row_names(ground)
    return tuple(ground.costs.label_unlike * (1 - overlap(name, other)) for other in named)


def _name(label: Label, prints: Counter[int], unlike: tuple[float, ...], unit: int) -> Name:
    """``prints`` counts the labels that are printed on each row."""
    mine = {p.row for p in label.prints}
    points = None if label.points is None else int(label.points * unit)
    return Name(
        points, tuple(sorted(mine)), unlike, frozenset(row for row in mine if prints[row] > 1)
    )


__all__ = ["solve"]
