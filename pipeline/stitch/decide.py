"""Does a table go on on the next page? Every answer comes with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import PageTable
from pipeline.stitch import signs
from pipeline.stitch.again import is_form_again, is_page_again
from pipeline.stitch.between import Between
from pipeline.stitch.frame import Relation, height, relate, same_width, starts, united
from pipeline.stitch.heading import Repeat, repeat_of
from pipeline.stitch.levels import own_rows
from pipeline.stitch.numbers import Numbering, numbering
from pipeline.stitch.part import Part, blank, key
from pipeline.stitch.signs import Sign, Weighed, weigh

# A table that leaves more than this share of the type area free below it has ended.
FREE = 0.3
# Rows that can be headings alone on their page.
ALONE = 3
_TOTALS = ("合计", "总计", "共计", "总和", "total")


@dataclass(frozen=True, slots=True)
class Group:
    """A logical table so far: its parts and the column rules known of it (None without geometry).

    ``by_number`` is true where columns are told by their number, since the rules of the pages
    differ; then the rules known are the last page's.
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
        """Where the headings stand: on the first page.

        Where nothing else has room there, on the second too.
        """
        first = self.first.table
        if len(self.parts) == 1 or first.n_rows > max(own_rows(first), ALONE):
            return self.first
        below = self.parts[1]
        cells = [
            replace(cell, row=cell.row + first.n_rows - below.skip) for cell in below.table.cells
        ]
        kept = (*first.cells, *(cell for cell in cells if cell.row >= first.n_rows))
        n_rows, n_cols = (
            first.n_rows + below.table.n_rows - below.skip,
            max(first.n_cols, below.table.n_cols),
        )
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
    """What is known of one join.

    How the rules lie, which headings are repeated, how the numbering goes on.

    ``equal_count`` says that both have as many columns, ``total`` that the table before ends in a
    total, ``short`` that its page has room left, ``again`` that the next page is the same form with
    other values, ``same_page`` that it is the same page, ``sibling`` what other tables of these
    pages say, ``beside`` that both are equally wide.
    """

    relation: Relation
    repeat: Repeat
    numbers: Numbering
    between: Between
    equal_count: bool
    total: bool
    short: bool
    again: bool = False
    same_page: bool = False
    sibling: Sign | None = None
    beside: bool = False


def compare(
    group: Group, part: Part, between: Between, reach: float, sibling: Sign | None = None
) -> Evidence:
    """Compares a table with the one before it.

    ``reach`` is how far down type goes on pages of its size.

    ``sibling`` is what tables that begin alike on one page say of it.
    """
    relation = _relation(group, part)
    lines = group.lines
    if relation == "explained" and lines and part.frame:
        lines = united(lines, part.frame)
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
        total=_ends_in_total(group.last, part),
        short=_ends_short(group.last, part, reach),
        again=any(is_form_again(one, part, repeat.rows) for one in (group.first, group.last)),
        sibling=sibling,
        same_page=is_page_again(group.last, part),
        beside=bool(group.lines and part.frame and same_width(group.lines, part.frame)),
    )


def _relation(group: Group, part: Part) -> Relation:
    last, frame = group.last.frame, part.frame
    if group.lines is None or last is None or frame is None:
        return "unknown"
    relation = relate(group.lines, frame) if frame.turn == last.turn else "other"
    return "other" if relation == "explained" and group.by_number else relation


def _ends_in_total(last: Part, part: Part) -> bool:
    """Whether the last row is a total, and none stands amid the rows of either page.

    As in statements.
    """
    first = next((cell for cell in last.owners(last.table.n_rows - 1) if not blank(cell)), None)
    if first is None or not key(first).startswith(_TOTALS):
        return False
    return not (_totals(last) - {first.row}) and not (_totals(part) - {part.table.n_rows - 1})


def _totals(part: Part) -> set[int]:
    return {
        cell.row for cell in part.table.cells if cell.col == 0 and key(cell).startswith(_TOTALS)
    }


def _ends_short(last: Part, part: Part, reach: float) -> bool:
    """Whether the next row would have had room below the table, and much more."""
    if last.frame is None or part.frame is None or last.frame.turn or reach <= 0:
        return False
    row = max((height(cell, part.frame.turn) / cell.rowspan for cell in part.rows[0]), default=0.0)
    return reach - last.frame.bottom > FREE * reach + row


def judge(found: Evidence) -> Weighed:
    """Whether the table goes on, with the signs that say so."""
    return weigh(_signs(found))


def _signs(e: Evidence) -> Iterator[Sign]:
    repeated = e.repeat.rows > 0
    yield from _rule_signs(e, repeated)
    yield from _heading_signs(e)
    if e.numbers == "restart" and e.repeat.kind == "whole" and not e.total:
        yield signs.RESTART_UNDER_HEADINGS
    elif e.numbers in signs.NUMBERS:
        yield signs.NUMBERS[e.numbers]
    yield from _between_signs(e.between, repeated)
    if e.total:
        yield signs.TOTAL_UNDER_HEADINGS if repeated and e.numbers != "restart" else signs.TOTAL
    if e.short:
        yield signs.SHORT_UNDER_HEADINGS if repeated else signs.SHORT_PAGE
    if e.sibling and repeated:
        yield e.sibling
    if e.same_page:
        yield signs.PAGE_AGAIN
    if e.again:
        yield signs.FORM_AGAIN


def _rule_signs(e: Evidence, repeated: bool) -> Iterator[Sign]:
    if e.relation == "same":
        yield signs.SAME_RULES
    elif e.relation == "explained":
        yield signs.SOME_RULES
    elif not repeated:
        other = signs.AS_MANY_COLUMNS if e.equal_count else signs.OTHER_COLUMNS
        yield signs.NO_RULES if e.relation == "unknown" else other


def _heading_signs(e: Evidence) -> Iterator[Sign]:
    kind = e.repeat.kind
    if e.repeat.rows and e.repeat.few and e.relation == "other":
        yield signs.FEW_HEADINGS
    elif kind in signs.HEADINGS:
        yield signs.HEADINGS[kind]
    if kind == "half" and e.repeat.in_first:
        yield signs.FIRST_HEADING_DIFFERS


def _between_signs(between: Between, repeated: bool) -> Iterator[Sign]:
    if between.caption:
        yield signs.CAPTION._replace(about=between.caption)
    if between.text and not (between.caption and repeated):
        yield signs.TEXT_BETWEEN._replace(about=between.text)
    elif between.unit:
        yield signs.UNIT_LINE._replace(about=between.unit)
    if not between.text:
        yield signs.NOTHING_BETWEEN
