"""Does a table go on on the next page? Every answer comes with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model import PageTable
from pipeline.stitch.between import Between
from pipeline.stitch.frame import Relation, height, relate, same_width, starts, united
from pipeline.stitch.heading import Repeat, own_rows, repeat_of
from pipeline.stitch.numbers import Numbering, numbering
from pipeline.stitch.part import Part, blank, key

# A table that leaves more than this share of the type area free below it has ended.
FREE = 0.3
_TOTALS = ("合计", "总计", "共计", "总和", "total")
ON = "the numbering goes on"
_NUMBERS = {"on": ON, "jump": "the numbering goes on with a gap"}
_HEADINGS = {
    "whole": "the headings are repeated",
    "part": "part of the headings is repeated",
    "drift": "the headings are repeated in other words",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A logical table so far: its parts and the column rules known of it (None without geometry).

    ``by_number`` is true where columns are told by their number, since the rules of the pages differ; then the
    rules known are the last page's.
    """

    parts: tuple[Part, ...]
    lines: tuple[float, ...] | None
    by_number: bool = False

    @property
    def first(self) -> Part:
        return self.parts[0]

    @property
    def last(self) -> Part:
        return self.parts[-1]

    @property
    def heading(self) -> Part:
        """Where the headings stand: on the first page; where nothing else has room there, on the second too."""
        first = self.first.table
        if len(self.parts) == 1 or first.n_rows > own_rows(first):
            return self.first
        below = self.parts[1]
        cells = [replace(cell, row=cell.row + first.n_rows - below.skip) for cell in below.table.cells]
        kept = (*first.cells, *(cell for cell in cells if cell.row >= first.n_rows))
        n_rows, n_cols = first.n_rows + below.table.n_rows - below.skip, max(first.n_cols, below.table.n_cols)
        return Part(PageTable(first.page, n_rows, n_cols, kept, first.bbox))

    @property
    def header_rows(self) -> int:
        """As the repeats show it, else as the first page suggests."""
        shown = max((sum(part.repeats) for part in self.parts[1:]), default=0)
        return shown or own_rows(self.heading.table)

    def columns(self, part: Part) -> tuple[int, ...]:
        """Which column of the logical table each of the part's grid lines is."""
        if self.by_number or self.lines is None or part.frame is None:
            return tuple(range(part.table.n_cols + 1))
        return starts(self.lines, part.frame)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one join."""

    relation: Relation
    repeat: Repeat
    numbers: Numbering
    between: Between
    equal_count: bool
    total: bool
    short: bool
    beside: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """``close`` is true for a refusal that a person may want to look at."""

    joins: bool
    reasons: tuple[str, ...]
    close: bool = False


def weigh(group: Group, part: Part, between: Between, reach: float) -> Evidence:
    """Compares a table with the one before it; ``reach`` is how far down type goes on pages of its size."""
    relation = _relation(group, part)
    lines = united(group.lines, part.frame) if relation == "explained" and group.lines and part.frame else group.lines
    by_number = group.by_number or relation in ("other", "unknown")
    seen = Group(group.parts, lines, by_number)
    ours, theirs, last = (seen.columns(p) for p in (group.first, part, group.last))
    repeat = repeat_of(group.heading, part, ours, theirs)
    skip = group.header_rows if group.last is group.first else group.last.skip
    return Evidence(
        relation=relation,
        repeat=repeat,
        numbers=numbering(group.last, skip, replace(part, skip=repeat.rows), last, theirs),
        between=between,
        equal_count=group.last.table.n_cols == part.table.n_cols,
        total=_ends_in_total(group.last),
        short=_ends_short(group.last, part, reach),
        beside=bool(group.lines and part.frame and same_width(group.lines, part.frame)),
    )


def _relation(group: Group, part: Part) -> Relation:
    last, frame = group.last.frame, part.frame
    if group.lines is None or last is None or frame is None:
        return "unknown"
    relation = relate(group.lines, frame) if frame.turn == last.turn else "other"
    return "other" if relation == "explained" and group.by_number else relation


def _ends_in_total(part: Part) -> bool:
    first = next((cell for cell in part.owners(part.table.n_rows - 1) if not blank(cell)), None)
    return first is not None and key(first).startswith(_TOTALS)


def _ends_short(last: Part, part: Part, reach: float) -> bool:
    """Whether the next row would have had room below the table, and much more."""
    if last.frame is None or part.frame is None or last.frame.turn or reach <= 0:
        return False
    row = max((height(cell, part.frame.turn) / cell.rowspan for cell in part.rows[0]), default=0.0)
    return reach - last.frame.bottom > FREE * reach + row


def judge(found: Evidence) -> Verdict:
    """The verdict on what was found, strongest evidence first."""
    against = _against(found)
    if against:
        near = found.beside or (found.relation == "unknown" and found.equal_count)
        return Verdict(False, against, close=near or found.repeat.rows > 0 or found.numbers == "on")
    return Verdict(True, _in_favour(found))


def _against(e: Evidence) -> tuple[str, ...]:
    """Why the table does not go on; empty where it does."""
    goes_on = e.numbers == "on" or bool(e.between.caption)
    repeated = e.repeat.rows > 0
    reasons = []
    if e.repeat.kind == "other":
        reasons.append("it has headings of its own")
    if e.between.text and e.numbers != "on" and not (e.between.caption and repeated):
        reasons.append(f"text stands between: {_short(e.between.text)!r}")
    if e.numbers == "restart" and (reasons or e.total or e.repeat.kind != "whole"):
        reasons.append("its numbering begins again")
    if not repeated:
        reasons += _against_bare(e, goes_on)
    return tuple(reasons)


def _against_bare(e: Evidence, goes_on: bool) -> list[str]:
    """What speaks against a table without repeated headings: here place and rules must bear it alone."""
    reasons = []
    if e.relation == "other" and not (e.equal_count and e.numbers == "on"):
        reasons.append("its columns are others")
    if e.relation == "unknown":
        reasons.append("it repeats no heading")
    if e.total and not goes_on:
        reasons.append("the table before ends in a total")
    if e.short and not goes_on:
        reasons.append("the table before ends in the middle of its page")
    return reasons


def _in_favour(e: Evidence) -> tuple[str, ...]:
    reasons = []
    if e.relation == "same":
        reasons.append("the column rules are the same")
    if e.relation == "explained":
        reasons.append("the column rules of one page are among the other's")
    if e.relation == "other" and not e.repeat.rows:
        reasons.append("it has as many columns")
    if e.repeat.rows:
        reasons.append(_HEADINGS[e.repeat.kind])
    if e.numbers in _NUMBERS:
        reasons.append(_NUMBERS[e.numbers])
    if e.between.caption:
        reasons.append(f"the caption {_short(e.between.caption)!r} says so")
    if not e.between.text:
        reasons.append("nothing stands between")
    return tuple(reasons)


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
