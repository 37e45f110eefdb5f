"""Page tables → logical tables: those that go on over a page joined, repeated headings once, cut cells made whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Finding, Line, PageTable, Table
from pipeline.stitch.between import Surroundings
from pipeline.stitch.build import build
from pipeline.stitch.decide import Evidence, Group, Verdict, judge, weigh
from pipeline.stitch.frame import united
from pipeline.stitch.numbers import BEGINNING
from pipeline.stitch.part import Part

__all__ = ["BEGINNING", "stitch"]

Sheet = tuple[float, float] | None


def stitch(tables: Sequence[PageTable], lines: Sequence[Line] = (), *, with_rows: bool = True) -> tuple[Table, ...]:
    """Joins page tables that go on over a page break into logical tables, in page order.

    ``lines`` is what stands around the tables; without it nothing is taken to stand between them. Every join
    says why in a finding of severity info, and so does every refusal that was close. ``with_rows`` false leaves
    ``rows`` empty, for whoever only wants the cells.
    """
    around, reaches = Surroundings(lines), _reaches(tables, lines)
    groups: list[Group] = []
    refused: dict[int, Finding] = {}
    for index, table in enumerate(tables):
        part = Part(table, index=index)
        if groups and _may_go_on(groups[-1], part, around):
            last = groups[-1].last
            found = weigh(groups[-1], part, around.between(last, part), reaches[last.table.sheet])
            verdict = judge(found)
            if verdict.joins:
                groups[-1] = _grown(groups[-1], part, found, verdict)
                continue
            if verdict.close:
                refused[len(groups)] = _refusal(groups[-1].last, part, verdict)
        frame = part.frame
        groups.append(Group((part,), frame.xs if frame else None))
    built = [build(group, with_rows) for group in groups]
    return tuple(
        replace(table, findings=(refused[n], *table.findings)) if n in refused else table
        for n, table in enumerate(built)
    )


def _may_go_on(group: Group, part: Part, around: Surroundings) -> bool:
    """Whether the table is the next page's first, or blank pages lie between."""
    last, page = group.last.table.page, part.table.page
    return page == last + 1 or (page > last + 1 and around.empty(last + 1, page - 1))


def _grown(group: Group, part: Part, found: Evidence, verdict: Verdict) -> Group:
    repeats = (found.repeat.first, found.repeat.rows)
    grown = replace(part, skip=found.repeat.rows, repeats=repeats, why=verdict.reasons)
    own = part.frame.xs if part.frame else None
    if found.relation not in ("same", "explained"):
        return Group((*group.parts, grown), own, by_number=True)
    lines = own if group.by_number or not group.lines or not part.frame else united(group.lines, part.frame)
    return Group((*group.parts, grown), lines, group.by_number)


def _refusal(last: Part, part: Part, verdict: Verdict) -> Finding:
    page = part.table.page
    why = "; ".join(verdict.reasons)
    return Finding(
        "info", "table-apart", f"the table on page {page} is not that of page {last.table.page}: {why}", page=page
    )


def _reaches(tables: Sequence[PageTable], lines: Sequence[Line]) -> dict[Sheet, float]:
    """How far down anything stands on the document's pages of one size; 0 where nothing has a place."""
    sheets = {table.page: table.sheet for table in tables}
    reaches: dict[Sheet, float] = dict.fromkeys(sheets.values(), 0.0)
    placed = [(table.sheet, table.bbox) for table in tables]
    placed += [(sheets.get(line.page), line.bbox) for line in lines]
    for sheet, box in placed:
        if sheet in reaches and box is not None:
            reaches[sheet] = max(reaches[sheet], box[3])
    return reaches
