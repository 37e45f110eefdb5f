"""Weighs whether a table goes on on the next page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.stitch import signs
from pipeline.stitch.between import Between
from pipeline.stitch.frame import Relation, height, relate, same_width, united
from pipeline.stitch.group import Group
from pipeline.stitch.numbers import Numbering, numbering
from pipeline.stitch.part import Part, blank, key
from pipeline.stitch.repeated_pages import is_form_again, is_page_again
from pipeline.stitch.repeats import Repeat, repeat_of
from pipeline.stitch.signs import Sign, Weighed, weigh

# A table that leaves more than this share of the type area free below it has ended.
FREE = 0.3
_TOTALS = ("合计", "总计", "共计", "总和", "total")


class Evidence(NamedTuple):
    """What is known of one join.

    How the rules lie, which headings are repeated, how the numbering goes on.

    ``equal_count`` says that both have as many columns, ``total`` that the table before ends in a
    total, ``short`` that its page has room left, ``again`` that the next page is the same form with
    other values, ``same_page`` that it is the same page, ``sibling`` what other tables of these
    pages say, ``beside`` that both are equally wide, ``went_on`` that the numbering has gone on
    over an earlier break of the table, ``undivided`` that one of the two has no rule between its
    sides.
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
    went_on: bool = False
    undivided: bool = False


def compare(
    group: Group,
    part: Part,
    between: Between,
    reach: float,
    sibling: Sign | None = None,
) -> Evidence:
    """Compares a table with the one before it.

    ``reach`` is how far down type goes on pages of its size (points), ``sibling`` what tables that
    begin alike on one page say of it.
    """
    relation = _relation(group, part)
    seen = _as_if_joined(group, part, relation)
    ours = seen.columns(group.first)
    theirs = seen.columns(part)
    repeat = repeat_of(group.heading, part, ours, theirs)
    return Evidence(
        relation=relation,
        repeat=repeat,
        numbers=_numbers(seen, part, repeat),
        between=between,
        equal_count=group.last.n_cols == part.n_cols,
        total=_ends_in_total(group.last, part),
        short=_ends_short(group.last, part, reach),
        again=_is_form_again(group, part, repeat.rows),
        sibling=sibling,
        same_page=is_page_again(group.last, part),
        beside=_is_as_wide(group, part),
        went_on=_has_gone_on(group),
        undivided=min(seen.first.n_cols, part.n_cols) == 1,
    )


def _numbers(seen: Group, part: Part, repeat: Repeat) -> Numbering:
    """How the numbering goes on below the headings that the part repeats."""
    last = seen.last
    header_rows = seen.header_rows if last is seen.first else last.skip
    below_headings = part.changed(skip=repeat.rows)
    return numbering(
        last,
        header_rows,
        below_headings,
        seen.columns(last),
        seen.columns(part),
    )


def _has_gone_on(group: Group) -> bool:
    """Whether the numbering has gone on over an earlier break of the table."""
    joins = (part.joined for part in group.parts)
    return any(join is not None and signs.NUMBERS["on"] in join.signs for join in joins)


def _relation(group: Group, part: Part) -> Relation:
    """How the part's column rules lie to those of the group."""
    last, frame = group.last.frame, part.frame
    if group.lines is None or last is None or frame is None:
        return "unknown"
    if frame.turn != last.turn:
        return "other"
    relation = relate(group.lines, frame)
    return "other" if relation == "explained" and group.by_number else relation


def _as_if_joined(
    group: Group,
    part: Part,
    relation: Relation,
) -> Group:
    """The group with the column rules it would have with the part."""
    lines = group.lines
    if relation == "explained" and lines and part.frame:
        lines = united(lines, part.frame)
    by_number = group.by_number or relation in ("other", "unknown")
    return Group(group.parts, lines, by_number)


def _is_form_again(
    group: Group,
    part: Part,
    repeated: int,
) -> bool:
    first, last = group.first, group.last
    if is_form_again(last, part, repeated):
        return True
    return first is not last and is_form_again(first, part, repeated)


def _is_as_wide(group: Group, part: Part) -> bool:
    if not group.lines or part.frame is None:
        return False
    return same_width(group.lines, part.frame)


def _ends_in_total(last: Part, part: Part) -> bool:
    """Whether the last row is a total, and none stands amid the rows of either page.

    As in statements.
    """
    bottom = last.n_rows - 1
    filled = [cell for cell in last.owners(bottom) if not blank(cell)]
    if not filled or not _is_total(key(filled[0])):
        return False
    amid_ours = _totals(last) - {filled[0].row}
    amid_theirs = _totals(part) - {part.n_rows - 1}
    return not amid_ours and not amid_theirs


def _totals(part: Part) -> set[int]:
    """The rows whose first cell names a total."""
    rows = set()
    for cell in part.table.cells:
        if cell.col == 0 and _is_total(key(cell)):
            rows.add(cell.row)
    return rows


def _is_total(text: str) -> bool:
    return text.startswith(_TOTALS)


def _ends_short(
    last: Part,
    part: Part,
    reach: float,
) -> bool:
    """Whether the next row would have had room below the table, and much more."""
    if last.frame is None or part.frame is None or last.frame.turn or reach <= 0:
        return False
    next_row = 0.0
    for cell in part.rows[0]:
        per_row = height(cell, part.frame.turn) / cell.rowspan
        next_row = max(next_row, per_row)
    free = reach - last.frame.bottom
    return free > FREE * reach + next_row


def judge(found: Evidence) -> Weighed:
    """Weighs whether the table goes on."""
    return weigh(_signs(found))


def _signs(e: Evidence) -> Iterator[Sign]:
    repeated = e.repeat.rows > 0
    yield from _rule_signs(e, repeated)
    yield from _heading_signs(e)
    yield from _number_signs(e)
    yield from _between_signs(e.between, repeated)
    if e.total:
        expected = repeated and e.numbers != "restart"
        yield signs.TOTAL_UNDER_HEADINGS if expected else signs.TOTAL
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
        yield signs.OUTER_RULES if e.undivided else signs.SOME_RULES
    elif repeated:
        return
    elif e.relation == "unknown":
        yield signs.NO_RULES
    elif e.equal_count:
        yield signs.AS_MANY_COLUMNS
    else:
        yield signs.OTHER_COLUMNS


def _heading_signs(e: Evidence) -> Iterator[Sign]:
    kind = e.repeat.kind
    if e.repeat.rows and e.repeat.few and e.relation == "other":
        yield signs.FEW_HEADINGS
    elif kind in signs.HEADINGS:
        yield signs.HEADINGS[kind]
    if kind == "half" and e.repeat.in_first:
        yield signs.FIRST_HEADING_DIFFERS


def _number_signs(e: Evidence) -> Iterator[Sign]:
    if e.numbers != "restart":
        if e.numbers in signs.NUMBERS:
            yield signs.NUMBERS[e.numbers]
    elif e.went_on:
        yield signs.RESTART_AFTER_ON
    elif e.repeat.kind == "whole" and not e.total and not e.short:
        yield signs.RESTART_UNDER_HEADINGS
    else:
        yield signs.NUMBERS["restart"]


def _between_signs(between: Between, repeated: bool) -> Iterator[Sign]:
    if between.caption:
        yield signs.CAPTION._replace(about=between.caption)
    explained = between.caption and repeated
    if between.text and not explained:
        yield signs.TEXT_BETWEEN._replace(about=between.text)
    elif between.unit:
        yield signs.UNIT_LINE._replace(about=between.unit)
    if not between.text:
        yield signs.NOTHING_BETWEEN
