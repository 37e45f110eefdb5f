"""Evidence → the joint solution, spelt out per row: which readings stay within the margin, and at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.adapt import adapt
from pipeline.repair.align import Alignment, Layout
from pipeline.repair.costs import Costs
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.kinds import INFINITE
from pipeline.repair.labels import Label
from pipeline.repair.place import Group, Name, Places
from pipeline.repair.segment import LOST, MERGED, OWN, Kind, Path, Segments, WeightOption
from pipeline.repair.solve import Solution, Step
from pipeline.repair.solve import solve as solve_places
from pipeline.text import fold, overlap, parse_number

FINEST = 20  # no weight is printed in smaller parts of a point
UnitKey = tuple[str, int, int | None, int]  # how it is known, group, label, head row (-1 for a pool)


@dataclass(slots=True)
class RowReadings:
    """Every reading of one row within the margin: value → the cheapest total that holds it.

    ``printed`` holds the weight's texts where no points are to be satisfied.
    """

    groups: dict[int, float] = field(default_factory=dict)
    labels: dict[int | None, float] = field(default_factory=dict)
    alignments: dict[int, float] = field(default_factory=dict)
    units: dict[UnitKey, float] = field(default_factory=dict)
    weights: dict[int | None, float] = field(default_factory=dict)
    printed: dict[str | None, float] = field(default_factory=dict)
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One shape a scoring unit takes in some reading: its rows, its points (scaled)."""

    rows: tuple[int, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Readings:
    """The joint result. ``unit`` is one point, scaled; ``variants`` gives each unit's shapes and their cost."""

    best: float
    unit: int
    rows: tuple[RowReadings, ...]
    variants: dict[UnitKey, dict[Variant, float]]
    groups: tuple[Label, ...]
    names: tuple[Label, ...]


def scale(rows: Sequence[RowEvidence], labels: Sequence[Label], weight_at: int) -> int:
    """The smallest factor that makes every printed weight and every label's points whole."""
    numbers = [label.points for label in labels if label.points is not None]
    for row in rows:
        for alignment in row.alignments[:1]:
            number = parse_number(fold(row.text(alignment, weight_at) or ""))
            if number is not None:
                numbers.append(number)
    return lcm(*(Fraction(number).limit_denominator(FINEST).denominator for number in numbers))


def weight_options(row: RowEvidence, weight_at: int, unit: int, costs: Costs) -> list[WeightOption]:
    """The row's alignments by what they read as its weight; for each reading the cheapest."""
    best: dict[tuple[object, ...], WeightOption] = {}
    for alignment in row.alignments:
        option = weight_option(row, alignment, weight_at, unit, costs)
        key = _class(option)
        if key not in best or best[key].cost > option.cost:
            best[key] = option
    return list(best.values())


def _class(option: WeightOption) -> tuple[object, ...]:
    return option.points, option.lost, option.blank, option.filled


def weight_option(row: RowEvidence, alignment: Alignment, weight_at: int, unit: int, costs: Costs) -> WeightOption:
    text = row.text(alignment, weight_at)
    hurt = any(damage.startswith("cell_lost") for damage in alignment.damage)
    credit = costs.cell_lost - costs.run_continues
    if text is None:
        added = costs.slash_added if "slash_added" in alignment.damage else 0.0
        return WeightOption(alignment.cost, None, lost=True, filled=added > 0, credit=credit + added)
    number = parse_number(fold(text))
    credit = credit if hurt else 0.0
    if number is None:
        return WeightOption(alignment.cost, None, blank=not fold(text), hurt=hurt, credit=credit)
    return WeightOption(alignment.cost, int(number * unit), hurt=hurt, credit=credit)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every way to tell the label levels apart is solved on: computed once for a table."""

    rows: Sequence[RowEvidence]
    sections: Sequence[SectionTotal]
    layout: Layout
    costs: Costs
    echoes: frozenset[int]
    unit: int
    options: Sequence[Sequence[WeightOption]]

    @property
    def gone(self) -> frozenset[int]:
        """The rows that lost a label cell."""
        return frozenset(n for n, row in enumerate(self.rows) if "label_cell_lost" in row.alignments[0].damage)


Way = tuple[float, tuple[Label, ...], tuple[Label, ...]]  # cost, first-level labels, second-level labels


def solve(
    rows: Sequence[RowEvidence],
    ways: Sequence[Way],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    margin: float,
    echoes: frozenset[int] = frozenset(),
) -> list[tuple[float, Readings]]:
    """Rows and labels together, for each way to tell the levels apart; see :mod:`pipeline.repair.solve`."""
    weight_at = layout.at("weight")
    unit = scale(rows, [label for _, firsts, seconds in ways for label in (*firsts, *seconds)], weight_at)
    options = [weight_options(row, weight_at, unit, costs) for row in rows]
    ground = Ground(rows, sections, layout, costs, echoes, unit, options)
    places = [_places(ground, firsts, seconds) for _, firsts, seconds in ways]
    limit = max((group.points for place in places for group in place.groups), default=0)
    stops = [max(_stop(place, n, len(rows)) for place in places) for n in range(len(rows))]
    pages = frozenset(n for n in range(1, len(rows)) if rows[n].row.sheet != rows[n - 1].row.sheet)
    segments = Segments(options, costs, limit, unit, stops, pages)
    return [
        (cost, _solved(ground, place, segments, margin, firsts, seconds))
        for (cost, firsts, seconds), place in zip(ways, places, strict=True)
    ]


def _places(ground: Ground, firsts: Sequence[Label], seconds: Sequence[Label]) -> Places:
    groups = [_group(label, ground.rows, ground.sections, ground.unit) for label in firsts]
    names = [_name(label, seconds, ground.rows, ground.layout, ground.unit, ground.costs) for label in seconds]
    return Places(groups, names, ground.costs, ground.gone, ground.echoes)


def _solved(
    ground: Ground,
    places: Places,
    segments: Segments,
    margin: float,
    firsts: tuple[Label, ...],
    seconds: tuple[Label, ...],
) -> Readings:
    """One way solved, the second time with costs fitted to the notice, and spelt out."""
    solution = solve_places(places, segments, margin)
    adapted = adapt(ground.costs, places, solution)
    if adapted != ground.costs:
        fitted = Places(places.groups, places.names, adapted, ground.gone, ground.echoes)
        solution = solve_places(fitted, segments, margin)
    return _spell_out(ground, solution, segments, places.names, firsts, seconds)


def _stop(places: Places, row: int, rows: int) -> int:
    """The row no run from ``row`` goes past: the next section's first, or what the labels below allow."""
    return min(places.stop(row), *(start for start in (*places.starts, rows) if start > row))


def _group(label: Label, rows: Sequence[RowEvidence], sections: Sequence[SectionTotal], unit: int) -> Group:
    section = sections[label.section]
    inside = [n for n, row in enumerate(rows) if section.first <= row.serial <= section.last]
    if not inside:
        raise RepairError(f"section {section.label!r}: no row has a serial from {section.first} to {section.last}")
    points = int((label.points or Decimal(0)) * unit)
    return Group(points, tuple(sorted({p.row for p in label.prints})), inside[0], inside[-1])


def _name(
    label: Label, seconds: Sequence[Label], rows: Sequence[RowEvidence], layout: Layout, unit: int, costs: Costs
) -> Name:
    name_at = layout.at("indicator")
    names = [row.text(row.alignments[0], name_at) or "" for row in rows]
    unlike = tuple(costs.label_unlike * (1 - overlap(label.name, name)) for name in names)
    mine = {p.row for p in label.prints}
    others = {p.row for other in seconds if other is not label for p in other.prints}
    points = None if label.points is None else int(label.points * unit)
    return Name(points, tuple(sorted(mine)), unlike, frozenset(mine & others))


def _spell_out(
    ground: Ground,
    solution: Solution,
    segments: Segments,
    names: Sequence[Name],
    firsts: tuple[Label, ...],
    seconds: tuple[Label, ...],
) -> Readings:
    """Walk every path of every step within the margin and note what each row is in it."""
    out = Readings(solution.best, ground.unit, tuple(RowReadings() for _ in ground.rows), {}, firsts, seconds)
    bound = solution.best + solution.margin + 1e-9
    weight_at = ground.layout.at("weight")
    classes = [
        _classes(row, ground.options[n], weight_at, ground.unit, ground.costs) for n, row in enumerate(ground.rows)
    ]
    for step, marginal in solution.steps:
        kind = Kind(None, False) if step.label is None else Kind(names[step.label].points, True)
        slack = bound - marginal
        for path in segments.paths(step.start, step.stop, kind, step.total, step.run + slack):
            _note_path(out, step, path, marginal + path.cost - step.run, bound, classes)
    return out


Classes = dict[int, list[tuple[int, float]]]


def _classes(row: RowEvidence, options: Sequence[WeightOption], weight_at: int, unit: int, costs: Costs) -> Classes:
    """For each weight option of a row: its alignments, and how much dearer than the option each is."""
    keys = [_class(option) for option in options]
    out: Classes = {n: [] for n in range(len(options))}
    for number, alignment in enumerate(row.alignments):
        option = weight_option(row, alignment, weight_at, unit, costs)
        at = keys.index(_class(option))
        out[at].append((number, alignment.cost - options[at].cost))
    return out


def _lower(values: dict, key: object, cost: float) -> None:  # type: ignore[type-arg]
    if cost < values.get(key, INFINITE):
        values[key] = cost


def _note_path(
    out: Readings,
    step: Step,
    path: Path,
    cost: float,
    bound: float,
    classes: Sequence[Classes],
) -> None:
    pool = tuple(step.start + n for n, c in enumerate(path.choices) if c.role not in (OWN, MERGED))
    head = -1
    merged: dict[int, list[int]] = {}
    for offset, choice in enumerate(path.choices):
        row = step.start + offset
        readings = out.rows[row]
        _lower(readings.groups, step.group, cost)
        _lower(readings.labels, step.label, cost)
        readings.misprinted |= choice.misprinted
        for number, extra in classes[row][choice.option]:
            if cost + extra <= bound:
                _lower(readings.alignments, number, cost + extra)
        if choice.role == OWN:
            head = row
        elif choice.role == MERGED:
            merged.setdefault(head, [head]).append(row)
    for key, variant in _units(step, path, pool, merged):
        _lower(out.variants.setdefault(key, {}), variant, cost)
        for row in variant.rows:
            _lower(out.rows[row].units, key, cost)
            own = variant.points if key[0] == OWN else None
            _lower(out.rows[row].weights, own, cost)


def _units(
    step: Step, path: Path, pool: tuple[int, ...], merged: dict[int, list[int]]
) -> list[tuple[UnitKey, Variant]]:
    """The scoring units of one path: a row with its own weight, a merged weight, the rows that share."""
    found: list[tuple[UnitKey, Variant]] = []
    for offset, choice in enumerate(path.choices):
        row = step.start + offset
        if choice.role == OWN:
            key = (MERGED if row in merged else OWN, step.group, step.label, row)
            found.append((key, Variant(tuple(merged.get(row, [row])), choice.points or 0)))
    if pool:
        found.append((("pool", step.group, step.label, -1), Variant(pool, path.share)))
    return found


__all__ = ["LOST", "Readings", "RowReadings", "UnitKey", "Variant", "solve"]
