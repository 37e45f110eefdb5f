"""Gathers the page tables of a document into groups, each one logical table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.model import Box, Line, PageTable
from pipeline.stitch.apart import Refusal
from pipeline.stitch.between import Surroundings
from pipeline.stitch.continuation import Evidence, compare, judge
from pipeline.stitch.frame import united
from pipeline.stitch.group import Group
from pipeline.stitch.heading import headings, opens_with
from pipeline.stitch.part import Part
from pipeline.stitch.places import Places
from pipeline.stitch.siblings import Siblings
from pipeline.stitch.signs import Weighed

Sheet = tuple[float, float] | None
USED = 0.5  # of a sheet's height, however little stands on any of them


@dataclass(slots=True)
class Grouped:
    """The groups in page order; by a group's number, why it was not joined to one before."""

    groups: list[Group] = field(default_factory=list)
    refused: dict[int, Refusal] = field(default_factory=dict)


class _Join(NamedTuple):
    """A join that was weighed: of the group at ``at`` with the next table."""

    at: int
    evidence: Evidence
    verdict: Weighed


def group_tables(tables: Sequence[PageTable], lines: Sequence[Line]) -> Grouped:
    """Joins each table to the group that it goes on, or begins a group with it."""
    return _Grouping(tables, lines).run()


class _Grouping:
    """Gathers page tables into groups, each a logical table."""

    def __init__(self, tables: Sequence[PageTable], lines: Sequence[Line]) -> None:
        self._tables = tables
        self._around = Surroundings(lines)
        self._reaches = _reaches(tables, lines)
        self._places = Places(tables)
        self._siblings = Siblings(tables, self._around, self._places)
        self._done = Grouped()
        # The groups by the page that each ends on so far, pages in order.
        self._ending: dict[int, list[int]] = {}

    def run(self) -> Grouped:
        """Takes the tables in order."""
        for index, table in enumerate(self._tables):
            opening = self._siblings.opening(index)
            part = Part(table, index=index, opening=opening)
            self._add(part)
        return self._done

    def _add(self, part: Part) -> None:
        groups = self._done.groups
        best = self._best_join(part)
        number = len(groups)
        if best is not None and best.verdict.holds:
            number = best.at
            self._ending[groups[number].last.page].remove(number)
            groups[number] = _grown(groups[number], part, best)
        else:
            if best is not None and _is_told(best):
                refusal = Refusal(groups[best.at].last, part, best.verdict)
                self._done.refused[number] = refusal
            groups.append(_begun(part))
        ending = self._ending.setdefault(part.page, [])
        ending.append(number)

    def _best_join(self, part: Part) -> _Join | None:
        """The join for which most speaks; of several alike, the first."""
        best = None
        for at in self._candidates(part):
            join = self._weigh(at, part)
            if best is None or join.verdict.total > best.verdict.total:
                best = join
        return best

    def _candidates(self, part: Part) -> Iterator[int]:
        """Lists the groups that could go on in this table.

        On the page before; further back where blank pages lie between.
        """
        pages = reversed(self._ending)
        earlier = (page for page in pages if page < part.page and self._ending[page])
        before = next(earlier, None)
        if before is None or not self._around.empty(before + 1, part.page - 1):
            return
        for at in sorted(self._ending[before]):
            last = self._done.groups[at].last
            if self._places.meet(last.index, part.index):
                yield at

    def _weigh(self, at: int, part: Part) -> _Join:
        group = self._done.groups[at]
        last = group.last
        evidence = compare(
            group,
            part,
            self._around.between(last, part),
            self._reaches[last.table.sheet],
            self._siblings.say(last.index, part.index),
        )
        return _Join(at, evidence, judge(evidence))


def _is_told(join: _Join) -> bool:
    """Whether a refusal is one that a person may want to look at."""
    found = join.evidence
    unknown_but_alike = found.relation == "unknown" and found.equal_count
    is_near = found.beside or unknown_but_alike
    goes_on = found.repeat.rows > 0 or found.numbers == "on"
    return join.verdict.close or is_near or goes_on


def _begun(part: Part) -> Group:
    """The group that begins with a part."""
    lines = part.frame.xs if part.frame else None
    return Group((part,), lines)


def _grown(
    group: Group,
    part: Part,
    join: _Join,
) -> Group:
    """The group with a part that goes on in it."""
    repeat = join.evidence.repeat
    repeated = repeat.rows
    has_rows_below = repeated < part.n_rows - 1
    strip = has_rows_below and part.strip_at(repeated)
    joined = part.changed(
        skip=repeated + strip,
        repeats=(repeat.first, repeated),
        joined=join.verdict,
    )
    lines, by_number = _rules(group, part, join.evidence)
    parts = (*group.parts, joined)
    longer = Group(parts, lines, by_number)
    rests = _rests(longer, joined)
    if not rests:
        return longer
    whole = joined.changed(rests=rests)
    return replace(longer, parts=(*group.parts, whole))


def _rules(
    group: Group,
    part: Part,
    found: Evidence,
) -> tuple[tuple[float, ...] | None, bool]:
    """The column rules known with the part, and whether columns are told by their number."""
    own = part.frame.xs if part.frame else None
    if found.relation not in ("same", "explained"):
        return own, True
    if group.by_number or not group.lines or part.frame is None:
        return own, group.by_number
    return united(group.lines, part.frame), False


def _rests(group: Group, part: Part) -> Mapping[int, str]:
    """Texts below the repeated headings with no rule between, by column.

    The rest of a label that the break has cut.
    """
    if not part.skip:
        return {}
    ours = group.columns(group.first)
    theirs = group.columns(part)
    first = part.repeats[0]
    found = {}
    for row in range(part.skip):
        known = headings(group.heading, first + row, ours)
        for cell in part.rows[row]:
            heading = known.get(theirs[cell.col], "")
            count = opens_with(cell, heading)
            reaches_below = cell.row + cell.rowspan > part.skip
            if count and reaches_below:
                lines = cell.text.split("\n")
                rest = lines[count:]
                found[cell.col] = "\n".join(rest)
    return found


def _reaches(tables: Sequence[PageTable], lines: Sequence[Line]) -> dict[Sheet, float]:
    """How far down anything stands on the document's pages of one size, in points.

    That much of a sheet at least that no margin leaves free; 0 where nothing has a place.
    """
    sheets = {table.page: table.sheet for table in tables}
    reaches = {sheet: USED * sheet[1] if sheet else 0.0 for sheet in sheets.values()}
    for table in tables:
        _extend(reaches, table.sheet, table.bbox)
    for line in lines:
        _extend(reaches, sheets.get(line.page), line.bbox)
    return reaches


def _extend(
    reaches: dict[Sheet, float],
    sheet: Sheet,
    box: Box | None,
) -> None:
    if sheet in reaches and box is not None:
        bottom = box[3]
        reaches[sheet] = max(reaches[sheet], bottom)
