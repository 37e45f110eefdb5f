"""Page tables → logical tables.

Those that go on over a page joined, repeated headings once, cut cells made whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Finding, Line, PageTable, Severity, Table
from pipeline.stitch.between import Surroundings
from pipeline.stitch.build import build
from pipeline.stitch.clips import settled
from pipeline.stitch.decide import Evidence, Group, compare, judge
from pipeline.stitch.foot import Places
from pipeline.stitch.frame import united
from pipeline.stitch.heading import headings, opens_with
from pipeline.stitch.kin import Kin
from pipeline.stitch.numbers import BEGINNING
from pipeline.stitch.part import Part
from pipeline.stitch.reasons import clauses, short
from pipeline.stitch.siblings import Siblings
from pipeline.stitch.signs import Weighed

__all__ = ["BEGINNING", "settled", "stitch"]

Sheet = tuple[float, float] | None


@dataclass(slots=True)
class _Refusal:
    """A table that was not joined to the one before it, and why."""

    last: Part
    part: Part
    verdict: Weighed
    evidence: Evidence


@dataclass(slots=True)
class _Stitched:
    groups: list[Group] = field(default_factory=list)
    refused: dict[int, _Refusal] = field(default_factory=dict)


def stitch(
    tables: Sequence[PageTable], lines: Sequence[Line] = (), *, with_rows: bool = True
) -> tuple[Table, ...]:
    """Joins page tables that go on over a page break into logical tables, in page order.

    ``lines`` is what stands around the tables; without it nothing is taken to stand between them.
    Each decision at a break is weighed: what the page forces is told at severity info, what it
    leaves open at warning, with the other outcome. ``with_rows`` false leaves ``rows`` empty, for
    whoever only wants the cells.
    """
    done = _grouped(tables, lines)
    kin = Kin(done.groups)
    built = [build(group, kin.of(group), with_rows) for group in done.groups]
    return tuple(_with_refusal(table, done.refused.get(n)) for n, table in enumerate(built))


def _grouped(tables: Sequence[PageTable], lines: Sequence[Line]) -> _Stitched:
    around, reaches, places = Surroundings(lines), _reaches(tables, lines), Places(tables)
    siblings = Siblings(tables, around, places)
    done = _Stitched()
    for index, table in enumerate(tables):
        part = Part(table, index=index, opening=siblings.opening(index))
        tried = []
        for at in _candidates(done.groups, part, around, places):
            group = done.groups[at]
            reach = reaches[group.last.table.sheet]
            sibling = siblings.say(group.last.index, index)
            found = compare(group, part, around.between(group.last, part), reach, sibling)
            tried.append((judge(found), at, found))
        best = max(tried, key=lambda one: one[0].total, default=None)
        if best is not None and best[0].holds:
            verdict, at, found = best
            done.groups[at] = _grown(done.groups[at], part, found, verdict)
            continue
        if best is not None and _is_told(best[0], best[2]):
            done.refused[len(done.groups)] = _Refusal(
                done.groups[best[1]].last, part, best[0], best[2]
            )
        frame = part.frame
        done.groups.append(Group((part,), frame.xs if frame else None))
    return done


def _candidates(
    groups: Sequence[Group], part: Part, around: Surroundings, places: Places
) -> Iterator[int]:
    """The tables that could go on in this one: on the page before, or blank pages lie between."""
    page = part.table.page
    before = max(
        (group.last.table.page for group in groups if group.last.table.page < page), default=None
    )
    if before is None or not around.empty(before + 1, page - 1):
        return
    for at, group in enumerate(groups):
        if group.last.table.page == before and places.meet(group.last.index, part.index):
            yield at


def _is_told(verdict: Weighed, found: Evidence) -> bool:
    """Whether a refusal is one that a person may want to look at."""
    near = found.beside or (found.relation == "unknown" and found.equal_count)
    return verdict.close or near or found.repeat.rows > 0 or found.numbers == "on"


def _grown(group: Group, part: Part, found: Evidence, verdict: Weighed) -> Group:
    repeats = (found.repeat.first, found.repeat.rows)
    rows = found.repeat.rows
    strip = rows < part.table.n_rows - 1 and part.strip_at(rows)
    grown = replace(part, skip=rows + strip, repeats=repeats, joined=verdict)
    own = part.frame.xs if part.frame else None
    if found.relation not in ("same", "explained"):
        lines, by_number = own, True
    else:
        known = None if group.by_number else group.lines
        lines = united(known, part.frame) if known and part.frame else own
        by_number = group.by_number
    longer = Group((*group.parts, grown), lines, by_number)
    rests = _rests(longer, grown)
    return replace(longer, parts=(*group.parts, replace(grown, rests=rests))) if rests else longer


def _rests(group: Group, part: Part) -> Mapping[int, str]:
    """Texts below the repeated headings with no rule between.

    The rest of a label that the break has cut.
    """
    if not part.skip:
        return {}
    ours, theirs = group.columns(group.first), group.columns(part)
    found = {}
    for row in range(part.skip):
        known = headings(group.heading, part.repeats[0] + row, ours)
        for cell in part.rows[row]:
            count = opens_with(cell, known.get(theirs[cell.col], ""))
            if count and cell.row + cell.rowspan > part.skip:
                found[cell.col] = "\n".join(cell.text.split("\n")[count:])
    return found


def _with_refusal(table: Table, refusal: _Refusal | None) -> Table:
    if refusal is None:
        return table
    verdict, page = refusal.verdict, refusal.part.table.page
    why = "; ".join(clauses(verdict.reasons()))
    message = f"the table on page {page} is not that of page {refusal.last.table.page}: {why}"
    if verdict.close:
        first = " | ".join(short(cell.text) for cell in refusal.part.rows[0])
        against = "; ".join(clauses(sorted(verdict.signs, key=lambda sign: -sign.weight)))
        message = f"{message}; it may be, since {against}; it begins with {first!r}"
    severity: Severity = "warning" if verdict.close else "info"
    finding = Finding(severity, "table-apart", message, page=page)
    return replace(table, findings=(finding, *table.findings))


def _reaches(tables: Sequence[PageTable], lines: Sequence[Line]) -> dict[Sheet, float]:
    """How far down anything stands on the document's pages of one size.

    0 where nothing has a place.
    """
    sheets = {table.page: table.sheet for table in tables}
    reaches: dict[Sheet, float] = dict.fromkeys(sheets.values(), 0.0)
    placed = [(table.sheet, table.bbox) for table in tables]
    placed += [(sheets.get(line.page), line.bbox) for line in lines]
    for sheet, box in placed:
        if sheet in reaches and box is not None:
            reaches[sheet] = max(reaches[sheet], box[3])
    return reaches
