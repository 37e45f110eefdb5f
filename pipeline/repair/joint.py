"""Evidence → the joint solution, for each way to tell the label levels apart, spelt out per row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.adapt import adapt
from pipeline.repair.align import Layout
from pipeline.repair.costs import Costs
from pipeline.repair.evidence import RowEvidence
from pipeline.repair.labels import Label
from pipeline.repair.place import Group, Name, Places
from pipeline.repair.readings import Readings
from pipeline.repair.segment import Segments
from pipeline.repair.solve import solve as solve_places
from pipeline.repair.spell import spell_out
from pipeline.repair.weights import Ground, scale, weight_options
from pipeline.text import overlap

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
    return spell_out(ground, solution, segments, places, firsts, seconds)


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


__all__ = ["solve"]
