"""One stitched table → one record per indicator, repaired under the document's arithmetic.

Aligns each row's cells with the columns (:mod:`align`), places the labels (:mod:`labels`), satisfies the
printed points (:mod:`segment`, :mod:`solve`, :mod:`joint`), and publishes what all readings within the margin
agree on (:mod:`units`, :mod:`values`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.errors import RepairError
from pipeline.model import Record, Repaired, ScoringUnit, SectionTotal, Table, Value
from pipeline.repair import joint
from pipeline.repair.align import Layout, split_layout
from pipeline.repair.costs import COSTS, Costs
from pipeline.repair.evidence import RowEvidence, gather, prints
from pipeline.repair.label_values import label_values
from pipeline.repair.labels import Label, Print, first_level, is_bare_first, second_level
from pipeline.repair.log import findings, repairs
from pipeline.repair.plain import read_plain
from pipeline.repair.readings import Readings
from pipeline.repair.union import union
from pipeline.repair.units import scoring_units
from pipeline.repair.unproven import doubt_echoes, doubt_hurt, doubt_unproven
from pipeline.repair.values import Context, row_values
from pipeline.repair.weights import plain_weights
from pipeline.spec import Column

__all__ = ["repair"]


def repair(
    table: Table, columns: Sequence[Column], sections: Sequence[SectionTotal], margin: float, costs: Costs = COSTS
) -> Repaired:
    """The table's records, its scoring units, and the log of every change.

    Raises:
        RepairError: a row fits the columns in no way, or the labels cannot be placed so that the points add up.
    """
    layout = split_layout(columns)
    rows, _ = gather(table, layout, costs)
    found, echoes = prints(rows, layout)
    if sections and any(column.kind == "points" for column in layout.columns):
        echoed = frozenset(echo.row for echo in echoes)
        solved = _with_points(rows, found, sections, layout, costs, margin, echoed)
        readings = union(solved, margin)
        if not readings.clean:
            readings = doubt_unproven(rows, layout, readings, costs, margin)
            readings = doubt_hurt(rows, layout, readings, costs, margin)
        readings = doubt_echoes(readings, echoed, costs)
        units = scoring_units(readings, [row.serial for row in rows], sections)
    else:
        readings, units = read_plain(rows, found, layout, margin), ()
    best = [
        row.alignments[min(found.alignments, key=lambda n: (found.alignments[n], n))]
        for row, found in zip(rows, readings.rows, strict=True)
    ]
    context = Context(layout, rows, readings, best)
    records = tuple(_record(context, index, sections, units) for index in range(len(rows)))
    return Repaired(
        tuple(column.name for column in columns),
        records,
        units,
        tuple(repairs(context, records, echoes)),
        tuple(findings(context, records, units)),
    )


def _with_points(
    rows: Sequence[RowEvidence],
    found: Sequence[Print],
    sections: Sequence[SectionTotal],
    layout: Layout,
    costs: Costs,
    margin: float,
    echoes: frozenset[int],
) -> list[tuple[float, Readings]]:
    """Rows and labels jointly, under the printed points: the readings of each way to tell the levels apart."""
    _all_counted([row.serial for row in rows], sections)
    plain, known = plain_weights(rows, layout), dict[tuple[int, int, Decimal], float]()

    def fit(label: Label, after: Print) -> float:
        key = (label.prints[0].row, after.row, label.points or Decimal(0))
        if key not in known:
            known[key] = plain.between(key[0], key[1], float(key[2]))
        return known[key]

    ways = []
    for cost, firsts in first_level(found, sections, [row.serial for row in rows], fit):
        used = {(p.row, p.cell) for label in firsts for p in label.prints}
        rest = [p for p in found if (p.row, p.cell) not in used and not is_bare_first(p)]
        ways.append((cost, firsts, second_level(rest)))
    return joint.solve(rows, ways, sections, layout, costs, margin, echoes)


def _all_counted(serials: Sequence[int], sections: Sequence[SectionTotal]) -> None:
    outside = [n for n in serials if not any(section.first <= n <= section.last for section in sections)]
    if outside:
        stated = ", ".join(f"{section.first}–{section.last}" for section in sections)
        raise RepairError(
            f"rows {outside[0]}–{outside[-1]} are in no section: the closing note counts rows {stated}; "
            "look at its numbers and at the table's end"
        )


def _record(context: Context, index: int, sections: Sequence[SectionTotal], units: Sequence[ScoringUnit]) -> Record:
    evidence: RowEvidence = context.rows[index]
    values: dict[str, Value] = {}
    values["level1"], values["level1_points"] = label_values(context, index, 1)
    values["level2"], values["level2_points"] = label_values(context, index, 2)
    values |= row_values(context, index)
    section = next((s.section for s in sections if s.first <= evidence.serial <= s.last), None)
    unit = next((u.number for u in units if evidence.serial in u.rows), None)
    return Record(evidence.serial, evidence.row, section, values, unit)
