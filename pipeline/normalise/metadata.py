"""What a notice says of itself: title, issuer, dates, the attachment's sections and totals.

Reads the text before and after the table; the totals, ranges and shares come from the closing note
(说明).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from pipeline.errors import NotThisForm
from pipeline.messages import message
from pipeline.model import Document, Finding, Line, Preamble, SectionTotal, Table
from pipeline.spec import SectionRules, Spec
from pipeline.text import (
    find_email,
    fold,
    mend,
    parse_date_cn,
    parse_number,
    parse_window,
    stated_units,
    stated_years,
    title_among,
)

_TITLE = re.compile(r"关于.+的(通知|公告|通报|意见|方案|函)$")
# A title, a sentence, too long for a name.
_NO_OFFICE = re.compile(rf"{_TITLE.pattern}|[。.:;,]$|^.{{40}}")
_TITLE_OF_A_TABLE = re.compile(r"^.{0,60}(表|清单|方案|计划|台账|任务|分工|分解|要点)(\(.*\))?$")
_DATE_LINE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
_YEAR = re.compile(r"(20\d{2})年")
# What is stated for a table stands in so many lines above it.
_NEAR = 3
# More of either is a misprint; sums over points take memory for each of them.
MOST_ROWS, MOST_POINTS = 32_767, 10_000

T = TypeVar("T")


def preamble(document: Document, table: Table, spec: Spec) -> Preamble:
    """The notice's own words about itself.

    Raises:
        NotThisForm: the spec expects sections and the closing note's do not follow on one another.
    """
    lines = document.lines
    before = document.lines_before(table)
    note = _closing_note(lines, spec.sections)
    sections = _sections(note, spec.sections)
    full_marks = _full_marks(note, spec.sections)
    findings = (
        *_doubts(sections, full_marks, spec),
        *_unknown_marks(note, spec),
    )
    return Preamble(
        title=_first(lines, _title_of),
        issuer=_issuer(before),
        issued_on=_issued_on(before),
        window=_first(before, lambda line: parse_window(line.text)),
        contact_email=_first(before, lambda line: find_email(line.text)),
        attachment_title=_attachment_title(before),
        full_marks=full_marks,
        sections=sections,
        year=_year(table, before),
        body=_markdown(lines),
        years=_years(before),
        findings=findings,
    )


# --- the lines before the table


def _first(
    lines: Sequence[Line],
    find: Callable[[Line], T | None],
) -> T | None:
    """What the first of the lines states in which there is something to find."""
    for line in lines:
        found = find(line)
        if found is not None:
            return found
    return None


def _attachment_title(before: Sequence[Line]) -> str | None:
    title = title_among([line.text for line in before])
    return None if title is None else mend(title)


def units_above(document: Document, table: Table) -> tuple[str, ...]:
    """The units that one of the lines right above the table states for its figures."""
    pages = [page.page for page in document.tables]
    first = pages.index(table.pages[0])
    above = [line for line in document.lines_before(table) if line.before_table == first]
    for line in reversed(above[-_NEAR:]):
        units = stated_units(line.text)
        if units:
            return units
    return ()


def _title_of(line: Line) -> str | None:
    return mend(line.text) if _TITLE.search(fold(line.text)) else None


def _issued_on(before: Sequence[Line]) -> date | None:
    """The first line that is a date; None where it is no day of the calendar."""
    dates = [line for line in before if _is_date(line)]
    return parse_date_cn(dates[0].text) if dates else None


def _is_date(line: Line) -> bool:
    return bool(_DATE_LINE.match(fold(line.text)))


def _issuer(before: Sequence[Line]) -> str | None:
    """The line above the date of issue, where it may be an office.

    Else the first heading that is no title.
    """
    for line, following in pairwise(before):
        if _is_date(following) and not _NO_OFFICE.search(fold(line.text)):
            return mend(line.text)
    for line in before:
        if line.level and _title_of(line) is None:
            return mend(line.text)
    return None


def _year(table: Table, before: Sequence[Line]) -> int | None:
    """The first year that the table's headings state, else that of the nearest line above it."""
    texts: list[str] = []
    for header in table.headers:
        texts += header.texts
    for line in reversed(before):
        texts.append(line.text)
    for text in texts:
        found = _YEAR.search(fold(text))
        if found:
            return int(found[1])
    return None


def _years(before: Sequence[Line]) -> tuple[int, ...]:
    """The years that a date without a year may be of.

    The nearest title's above the table; where no title states one, each that a line states.
    """
    titles = [line for line in reversed(before) if _is_title(line, before)]
    for line in titles:
        years = stated_years(line.text)
        if years:
            return years
    every: list[int] = []
    for line in before:
        every += stated_years(line.text)
    return tuple(dict.fromkeys(every))


def _is_title(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line heads the notice or its attachment: a heading, by its words or its place."""
    if _is_date(line):
        return False
    key = fold(line.text)
    if line.level or _TITLE.search(key) or _TITLE_OF_A_TABLE.search(key):
        return True
    return line is before[-1]


def _markdown(lines: Sequence[Line]) -> str:
    parts = []
    for line in lines:
        marks = "#" * line.level + " " if line.level else ""
        parts.append(marks + line.text)
    return "\n\n".join(parts)


# --- the closing note


def _closing_note(lines: Sequence[Line], rules: SectionRules | None) -> str:
    """The folded text from the line on that opens the note; empty where there is none."""
    if rules is None:
        return ""
    texts = [fold(line.text) for line in lines]
    for start, text in enumerate(texts):
        if rules.note.search(text):
            return "".join(texts[start:])
    return ""


def _sections(
    note: str,
    rules: SectionRules | None,
) -> tuple[SectionTotal, ...]:
    """The sections that the note states, in the order of their serials.

    Raises:
        NotThisForm: one is of an unknown kind or without measure, or they do not follow on one
            another.
    """
    if rules is None:
        return ()
    found = []
    for match in rules.range.finditer(note):
        found.append(_section(match, rules))
    found.sort(key=lambda section: section.first)
    for one, other in pairwise(found):
        if other.first != one.last + 1:
            raise NotThisForm("normalise.sections-apart", one=one.label, other=other.label)
    return tuple(found)


def _section(match: re.Match[str], rules: SectionRules) -> SectionTotal:
    label = match["label"]
    kinds = [kind for kind in rules.kinds if kind.pattern.search(label)]
    if not kinds:
        raise NotThisForm("normalise.section-unknown", label=label)
    share = Decimal(1)
    if "share" in match.re.groupindex and match["share"]:
        share = _number(match, "share") / 100
    return SectionTotal(
        kinds[0].section,
        label,
        first=_serial(match, "first"),
        last=_serial(match, "last"),
        points=_points(match),
        share=share,
    )


def _full_marks(note: str, rules: SectionRules | None) -> Decimal | None:
    found = rules.full_marks.search(note) if rules else None
    return _number(found, "full") if found else None


def _serial(match: re.Match[str], group: str) -> int:
    number = _number(match, group)
    if number != number.to_integral_value():
        raise _no_number(match, group)
    if number > MOST_ROWS:
        raise NotThisForm("normalise.too-many-rows", stated=match[group], most=MOST_ROWS)
    return int(number)


def _points(match: re.Match[str]) -> Decimal:
    number = _number(match, "points")
    if number > MOST_POINTS:
        stated = match["points"]
        raise NotThisForm("normalise.too-many-points", stated=stated, most=MOST_POINTS)
    return number


def _number(match: re.Match[str], group: str) -> Decimal:
    """What a group of the spec's pattern found, as the number it must be."""
    number = parse_number(match[group] or "")
    if number is None:
        raise _no_number(match, group)
    return number


def _no_number(match: re.Match[str], group: str) -> NotThisForm:
    return NotThisForm("normalise.pattern-no-number", found=match[group], group=group)


def _doubts(
    sections: Sequence[SectionTotal],
    full_marks: Decimal | None,
    spec: Spec,
) -> Iterator[Finding]:
    """A note without sections, or full marks that its sections do not add up to."""
    if spec.sections is None:
        return
    if not sections:
        what = message("normalise.sections-missing")
        yield Finding("error", "sections-missing", what)
        return
    total = Decimal(0)
    for section in sections:
        total += section.points * section.share
    if full_marks is not None and full_marks != total:
        what = message("normalise.full-marks-off", total=total, stated=full_marks)
        yield Finding("error", "full-marks", what)


def _unknown_marks(note: str, spec: Spec) -> Iterator[Finding]:
    """The note's own mark for a ranking that was not published must be one that the spec knows."""
    pattern = spec.sections.not_published if spec.sections else None
    found = pattern.search(note) if pattern else None
    if found is None:
        return
    marks = spec.missing.get("rank", ("/",))
    known = {fold(mark) for mark in marks}
    if fold(found["mark"]) not in known:
        what = message("normalise.mark-unknown", mark=found["mark"])
        yield Finding("error", "mark-unknown", what)
