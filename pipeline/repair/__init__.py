"""One stitched table → one record per indicator, repaired under the document's arithmetic.

Aligns each row's cells with the columns (:mod:`align`), places the labels (:mod:`labels`),
satisfies the printed points (:mod:`segment`, :mod:`solve`, :mod:`joint`), and publishes what all
readings within the margin agree on (:mod:`units`, :mod:`values`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.errors import RepairError
from pipeline.model import Record, Repaired, ScoringUnit, SectionTotal, Table, Value
from pipeline.repair.align.evidence import RowEvidence, gather
from pipeline.repair.align.layout import Layout, split_layout
from pipeline.repair.damage.costs import COSTS, Costs
from pipeline.repair.decide.both_ways import doubt_both_ways
from pipeline.repair.decide.label_values import label_values
from pipeline.repair.decide.log import findings, repairs
from pipeline.repair.decide.plain import read_plain
from pipeline.repair.decide.plain_units import plain_units
from pipeline.repair.decide.units import scoring_units
from pipeline.repair.decide.unproven import doubt_echoes, doubt_hurt, doubt_unproven
from pipeline.repair.decide.values import Context, row_values
from pipeline.repair.model.fine import counted, exact_points
from pipeline.repair.model.first_level import first_level
from pipeline.repair.model.labels import Label, Print, is_bare_first, second_level
from pipeline.repair.model.prints import prints
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import scale
from pipeline.repair.observe.apart import set_apart
from pipeline.repair.observe.numbers import number_rows
from pipeline.repair.observe.told import findings as findings_of_sums
from pipeline.repair.observe.totals import part_ends, printed_points, stated_sums
from pipeline.repair.solve import joint
from pipeline.repair.solve.outline import plain_weights
from pipeline.repair.solve.union import union
from pipeline.spec import Column
from pipeline.spec.pattern import Pattern

__all__ = ["repair"]


def repair(
    table: Table,
    columns: Sequence[Column],
    sections: Sequence[SectionTotal],
    margin: float,
    costs: Costs = COSTS,
    outside: Pattern | None = None,
) -> Repaired:
    """The table's records, its scoring units, and the log of every change.

    ``outside`` is how section rows read that no total counts.

    Raises:
        RepairError: a row fits the columns in no way, or the labels cannot be placed so that the
            points add up.
    """
    apart = set_apart(table, columns)
    table, columns, numbered = number_rows(apart.table, columns, [row.at for row in apart.rows])
    layout = split_layout(columns)
    rows, _ = gather(table, layout, costs)
    found, echoes = prints(rows, layout)
    if sections and any(column.kind == "points" for column in layout.columns):
        echoed = frozenset(echo.row for echo in echoes)
        at = layout.at("weight")
        totals = [Label(section.label, section.points, ()) for section in sections]
        unit = scale(rows, [*found, *totals], at)
        rows = counted(rows, at, unit)
        solved = _with_points(rows, found, sections, layout, costs, margin, echoed, unit)
        readings = union(solved, margin)
        if not readings.clean:
            readings = doubt_unproven(rows, layout, readings, costs, margin)
            readings = doubt_hurt(rows, layout, readings, costs, margin)
        readings = doubt_echoes(readings, echoed, costs)
        readings = doubt_both_ways(rows, layout, readings, costs)
        exact, shared = exact_points(rows, at, readings)
        drawn = frozenset(n for n, row in enumerate(rows) if row.begins)
        finer = frozenset(
            n for n, row in enumerate(rows) if row.parts is not None and n not in exact
        )
        readings = replace(readings, drawn=drawn, exact=exact, finer=finer, remainders=shared)
        units = scoring_units(readings, [row.serial for row in rows], sections)
    else:
        readings, units = read_plain(rows, found, layout, margin, part_ends(apart.rows)), ()
    best = [
        row.alignments[min(found.alignments, key=lambda n: (found.alignments[n], n))]
        for row, found in zip(rows, readings.rows, strict=True)
    ]
    context = Context(layout, rows, readings, best)
    records = tuple(_record(context, index, sections, units) for index in range(len(rows)))
    if not readings.variants:
        units = plain_units(rows, records)
        records = tuple(
            replace(record, scoring_unit=_unit_of(record.seq, units)) for record in records
        )
    serials, points = [row.serial for row in rows], printed_points(records)
    told = (
        *numbered,
        *findings_of_sums(apart.rows, points, serials, outside),
        *findings(context, records, units),
    )
    return Repaired(
        tuple(column.name for column in columns),
        records,
        units,
        tuple(repairs(context, records, echoes)),
        told,
        stated_sums(apart.rows, points, serials, outside),
    )


def _with_points(
    rows: Sequence[RowEvidence],
    found: Sequence[Print],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    margin: float,
    echoes: frozenset[int],
    unit: int,
) -> list[tuple[float, Readings]]:
    """Rows and labels jointly, under the printed points.

    The readings of each way to tell the levels apart.
    """
    _all_counted([row.serial for row in rows], sections)
    plain, known = plain_weights(rows, layout), dict[tuple[int, int, Decimal], float]()

    def fit(label: Label, after: Print) -> float:
        key = (label.prints[0].row, after.row, label.points or Decimal(0))
        if key not in known:
            known[key] = plain.between(key[0], key[1], float(key[2]))
        return known[key]

    ways: list[joint.Way] = []
    if not layout.labelled:
        groups = tuple(Label("", total.points, (), n) for n, total in enumerate(sections))
        return joint.solve(rows, [(0.0, groups, ())], sections, layout, costs, margin, echoes, unit)
    serials = [row.serial for row in rows]
    for cost, firsts in first_level(found, sections, serials, fit, costs):
        used = {(p.row, p.cell) for label in firsts for p in label.prints}
        rest = [p for p in found if (p.row, p.cell) not in used and not is_bare_first(p)]
        ways.append((cost, firsts, second_level(rest)))
    return joint.solve(rows, ways, sections, layout, costs, margin, echoes, unit)


def _all_counted(serials: Sequence[int], sections: Sequence[SectionTotal]) -> None:
    outside = [
        n for n in serials if not any(section.first <= n <= section.last for section in sections)
    ]
    if outside:
        raise RepairError(
            "repair.rows-in-no-section",
            first=outside[0],
            last=outside[-1],
            counted=[f"{section.first}–{section.last}" for section in sections],
        )


def _record(
    context: Context, index: int, sections: Sequence[SectionTotal], units: Sequence[ScoringUnit]
) -> Record:
    evidence: RowEvidence = context.rows[index]
    values: dict[str, Value] = {}
    for level, name in ((1, "level1"), (2, "level2")):
        if context.layout.has(name):
            values[name], values[f"{name}_points"] = label_values(context, index, level)
    values |= row_values(context, index)
    section = next((s.section for s in sections if s.first <= evidence.serial <= s.last), None)
    return Record(evidence.serial, evidence.row, section, values, _unit_of(evidence.serial, units))


def _unit_of(serial: int, units: Sequence[ScoringUnit]) -> int | None:
    return next((unit.number for unit in units if serial in unit.rows), None)
