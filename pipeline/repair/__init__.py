"""One stitched table → one record per indicator, repaired under the document's arithmetic.

Looks at the rows (:mod:`observe`), aligns each row's cells with the columns (:mod:`align`), weighs
where labels and weights may stand (:mod:`model`), satisfies the printed points (:mod:`solve`), and
publishes what all readings within the margin agree on (:mod:`decide`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.errors import RepairError
from pipeline.model import Finding, Record, Repaired, ScoringUnit, SectionTotal, Table
from pipeline.repair.align.evidence import RowEvidence, gather
from pipeline.repair.align.layout import Layout, split_layout
from pipeline.repair.align.search import SLACK
from pipeline.repair.damage.costs import COSTS, Costs
from pipeline.repair.decide.both_ways import doubt_both_ways
from pipeline.repair.decide.context import Beyond, Context, context_of
from pipeline.repair.decide.findings import findings
from pipeline.repair.decide.label_cells import doubt_label_cells
from pipeline.repair.decide.log import repairs
from pipeline.repair.decide.misread import with_doubts
from pipeline.repair.decide.plain import read_plain
from pipeline.repair.decide.plain_units import plain_units
from pipeline.repair.decide.printed_points import doubt_printed_points
from pipeline.repair.decide.units import scoring_units
from pipeline.repair.decide.unproven import doubt_echoes, doubt_hurt, doubt_unproven
from pipeline.repair.decide.values import all_values
from pipeline.repair.model.fine import counted, exact_points
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.prints import drawn_as_labels, prints
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import scale
from pipeline.repair.model.words import Words
from pipeline.repair.observe.apart import set_apart
from pipeline.repair.observe.numbers import number_rows
from pipeline.repair.observe.rests import told as told_of_rest
from pipeline.repair.observe.told import findings as findings_of_sums
from pipeline.repair.observe.totals import part_ends, printed_points, stated_sums
from pipeline.repair.observe.worded import ApartRow
from pipeline.repair.solve import joint
from pipeline.repair.solve.levels import ways_to_tell_levels
from pipeline.repair.solve.union import union
from pipeline.repair.solve.unstated import unstated, with_stated
from pipeline.spec import Column
from pipeline.spec.pattern import Pattern

__all__ = ["repair"]

# How far beyond the margin readings are sought: they tell what the next value would cost.
BEYOND = 2.0


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
    # Without totals nothing lifts a way from beyond the margin, and each way costs time.
    slack = SLACK if sections else margin
    seen = _observe(table, columns, costs, slack)
    if sections and seen.prints_points:
        context = _read_under_totals(seen, sections, margin, costs)
        records = _records(context, sections)
        units = scoring_units(context.readings, seen.serials, sections)
    else:
        labels, echoes = drawn_as_labels(seen.rows, seen.prints, seen.echoes)
        seen = replace(seen, prints=labels, echoes=echoes)
        context = _read_as_printed(seen, margin)
        records = _records(context, sections)
        units = plain_units(context.rows, records)
    records = [_in_its_unit(record, units) for record in records]
    return _told(seen, context, records, units, outside)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a table shows before anything is decided.

    ``echoes`` are label cells that repeat their row's own name, ``apart`` the rows that are no
    indicators, ``notes`` what is said of its serials.
    """

    columns: tuple[Column, ...]
    layout: Layout
    rows: tuple[RowEvidence, ...]
    prints: tuple[Print, ...]
    echoes: tuple[Print, ...]
    apart: tuple[ApartRow, ...]
    notes: tuple[Finding, ...]

    @property
    def prints_points(self) -> bool:
        """Whether the form has a column of points."""
        return self.layout.first_of("points") is not None

    @property
    def echoed(self) -> frozenset[int]:
        """The rows with a label cell that repeats their own name."""
        return frozenset(echo.row for echo in self.echoes)

    @property
    def serials(self) -> list[int]:
        """The rows' serials, in order."""
        return [row.serial for row in self.rows]


def _observe(
    table: Table,
    columns: Sequence[Column],
    costs: Costs,
    slack: float,
) -> _Seen:
    """Sets rows apart that are no indicators; gathers the others' evidence and printed labels."""
    apart = set_apart(table, columns)
    places = [row.at for row in apart.rows]
    table, columns, notes = number_rows(apart.table, columns, places)
    layout = split_layout(columns)
    rows, _ = gather(table, layout, costs, slack)
    found, echoes = prints(rows, layout)
    rests = [told_of_rest(rest, rows[above].serial) for rest, above in apart.rests]
    return _Seen(
        columns=tuple(columns),
        layout=layout,
        rows=rows,
        prints=found,
        echoes=echoes,
        apart=apart.rows,
        notes=(*notes, *rests),
    )


def _read_as_printed(seen: _Seen, margin: float) -> Context:
    """Reads the rows by themselves: no total proves anything."""
    ends = part_ends(seen.apart)
    readings = read_plain(
        seen.rows,
        seen.prints,
        seen.layout,
        margin,
        ends,
        seen.echoes,
    )
    readings = doubt_label_cells(seen.rows, seen.layout, readings)
    return context_of(seen.layout, seen.rows, readings)


def _read_under_totals(
    seen: _Seen,
    sections: Sequence[SectionTotal],
    margin: float,
    costs: Costs,
) -> Context:
    """Reads rows and labels jointly, so that the points add up to the sections' totals.

    Raises:
        RepairError: a row is in no section, or nothing adds up.
    """
    at = seen.layout.at("weight")
    totals = [Label(section.label, section.points, ()) for section in sections]
    unit = scale(seen.rows, [*seen.prints, *totals], at)
    rows = counted(seen.rows, at, unit)
    seen = replace(seen, rows=rows)
    _check_all_counted(seen.serials, sections)
    return _solve(seen, sections, margin, costs, unit)


def _solve(
    seen: _Seen,
    sections: Sequence[SectionTotal],
    margin: float,
    costs: Costs,
    unit: int,
) -> Context:
    """Finds the readings within the margin, and those a little beyond it."""
    layout = seen.layout
    ground = joint.ground_of(
        seen.rows,
        sections,
        layout,
        costs,
        seen.echoed,
        unit,
    )
    ways = ways_to_tell_levels(
        seen.rows,
        seen.prints,
        layout,
        sections,
        costs,
    )
    solved = joint.solve(ground, ways, margin, BEYOND)
    readings, wider = _as_stated(solved, margin)
    found = _told_apart(readings, seen, margin, costs)
    wide = _told_apart(wider, seen, margin + BEYOND, costs)
    at = layout.at("indicator")
    names = [row.cheapest_text(at) for row in seen.rows]
    beyond = Beyond(
        margin,
        context=wide,
        words=Words(names),
        strange=costs.label_strange,
    )
    return replace(found, beyond=beyond)


def _as_stated(
    solved: joint.Joint,
    margin: float,
) -> tuple[Readings, Readings]:
    """The readings within the margin, and those a little beyond it.

    Of groups in which the points of two shares are stated nowhere, those that hardly leave such a
    pair.
    """
    margins = (margin, margin + BEYOND)
    readings, wide = (union(solved.solved, each) for each in margins)
    groups = unstated(readings)
    if readings.clean or not groups:
        return readings, wide
    stated = solved.again(solved.ground.costs.stated())
    readings, wide = (
        with_stated(each, union(stated, within, each), groups)
        for each, within in zip((readings, wide), margins, strict=True)
    )
    return readings, wide


def _told_apart(
    readings: Readings,
    seen: _Seen,
    margin: float,
    costs: Costs,
) -> Context:
    """What the readings within a margin leave of each row."""
    readings = _doubt(readings, seen, margin, costs)
    readings = _with_exact_points(readings, seen)
    return context_of(seen.layout, seen.rows, readings)


def _check_all_counted(serials: Sequence[int], sections: Sequence[SectionTotal]) -> None:
    outside: list[int] = []
    for serial in serials:
        if _section_of(serial, sections) is None:
            outside.append(serial)
    if outside:
        raise RepairError(
            "repair.rows-in-no-section",
            first=outside[0],
            last=outside[-1],
            counted=[f"{section.first}–{section.last}" for section in sections],
        )


def _section_of(serial: int, sections: Sequence[SectionTotal]) -> str | None:
    """The section that counts the row with this serial."""
    for section in sections:
        if section.first <= serial <= section.last:
            return section.section
    return None


def _doubt(
    readings: Readings,
    seen: _Seen,
    margin: float,
    costs: Costs,
) -> Readings:
    """Opens what the sums bear out by chance: other readings that they do not tell apart."""
    rows, layout = seen.rows, seen.layout
    if not readings.clean:
        readings = doubt_unproven(rows, layout, readings, costs, margin)
        readings = doubt_hurt(rows, layout, readings, costs, margin)
        readings = doubt_printed_points(rows, layout, readings, costs)
    readings = doubt_echoes(readings, seen.echoed, costs)
    readings = doubt_label_cells(rows, layout, readings)
    return doubt_both_ways(rows, layout, readings, costs)


def _with_exact_points(readings: Readings, seen: _Seen) -> Readings:
    """Notes which rows' points are drawn over others, and which finer weights the sums bear out."""
    at = seen.layout.at("weight")
    exact, remainders = exact_points(seen.rows, at, readings)
    drawn: set[int] = set()
    finer: set[int] = set()
    for index, row in enumerate(seen.rows):
        if row.begins:
            drawn.add(index)
        if row.parts is not None and index not in exact:
            finer.add(index)
    return replace(
        readings,
        drawn=frozenset(drawn),
        exact=exact,
        finer=frozenset(finer),
        remainders=remainders,
    )


def _records(context: Context, sections: Sequence[SectionTotal]) -> list[Record]:
    """One record for each row, in no scoring unit yet."""
    records: list[Record] = []
    for index, evidence in enumerate(context.rows):
        row = context.row(index)
        record = Record(
            evidence.serial,
            evidence.row,
            section=_section_of(evidence.serial, sections),
            values=all_values(row),
        )
        records.append(with_doubts(record, row))
    return records


def _in_its_unit(record: Record, units: Sequence[ScoringUnit]) -> Record:
    for unit in units:
        if record.seq in unit.rows:
            return replace(record, scoring_unit=unit.number)
    return record


def _told(
    seen: _Seen,
    context: Context,
    records: Sequence[Record],
    units: tuple[ScoringUnit, ...],
    outside: Pattern | None,
) -> Repaired:
    """The result, with the log of changes, the findings and the sums that rows state."""
    points = printed_points(records)
    of_sums = findings_of_sums(seen.apart, points, seen.serials, outside)
    of_rows = findings(context, records, units)
    changes = repairs(context, records, seen.echoes)
    return Repaired(
        columns=tuple(column.name for column in seen.columns),
        records=tuple(records),
        units=units,
        repairs=tuple(changes),
        findings=(*seen.notes, *of_sums, *of_rows),
        sums=stated_sums(seen.apart, points, seen.serials, outside),
    )
