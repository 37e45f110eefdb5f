"""What a notice says of itself: title, issuer, dates, the attachment's sections and totals.

Reads the text before and after the table; the totals, ranges and shares come from the closing note
(说明).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.errors import NotThisForm
from pipeline.model import Document, Finding, Line, Preamble, SectionTotal, Table
from pipeline.spec import SectionRules, Spec
from pipeline.text import find_email, fold, mend, parse_date_cn, parse_number, parse_window

_TITLE = re.compile(r"关于.+的(通知|公告|通报|意见|方案|函)$")
_NO_OFFICE = re.compile(
    rf"{_TITLE.pattern}|[。.:;,]$|^.{{40}}"
)  # a title, a sentence, too long for a name
_DATE_LINE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
_YEAR = re.compile(r"(20\d{2})年")
# More of either is a misprint; sums over points take memory for each of them.
MOST_ROWS, MOST_POINTS = 32_767, 10_000


def preamble(document: Document, table: Table, spec: Spec) -> Preamble:
    """The notice's own words about itself.

    Raises:
        NotThisForm: the spec expects sections and the closing note's do not follow on one another.
    """
    lines = document.lines
    before = [line for line in lines if _is_before(line, document, table)]
    note = "".join(fold(line.text) for line in _note_lines(lines, spec.sections))
    sections = _sections(note, spec.sections) if spec.sections else ()
    full = spec.sections.full_marks.search(note) if spec.sections else None
    return Preamble(
        title=next((mend(line.text) for line in lines if _TITLE.search(fold(line.text))), None),
        issuer=_issuer(before),
        issued_on=next(
            (parse_date_cn(line.text) for line in before if _DATE_LINE.match(fold(line.text))), None
        ),
        window=next((window for line in before if (window := parse_window(line.text))), None),
        contact_email=next((mail for line in before if (mail := find_email(line.text))), None),
        attachment_title=mend(before[-1].text) if before else None,
        full_marks=_number(full, "full") if full else None,
        sections=sections,
        year=_year(table, before),
        body=_markdown(lines),
        findings=(
            *_doubts(sections, _number(full, "full") if full else None, spec),
            *_marks(note, spec),
        ),
    )


def _is_before(line: Line, document: Document, table: Table) -> bool:
    """Whether the line stands before the attachment's first page table."""
    first = next((n for n, t in enumerate(document.tables) if t.page == table.pages[0]), 0)
    return line.before_table <= first


def _note_lines(lines: Sequence[Line], rules: SectionRules | None) -> Sequence[Line]:
    if rules is None:
        return ()
    start = next((n for n, line in enumerate(lines) if rules.note.search(fold(line.text))), None)
    return () if start is None else lines[start:]


def _sections(note: str, rules: SectionRules) -> tuple[SectionTotal, ...]:
    found = []
    for match in rules.range.finditer(note):
        label = match["label"]
        kind = next((kind.section for kind in rules.kinds if kind.pattern.search(label)), None)
        if kind is None:
            raise NotThisForm(
                f"closing note: the section {label!r} is of no kind the spec knows; add it to the spec"
            )
        stated = "share" in match.re.groupindex and match["share"]
        share = _number(match, "share") / 100 if stated else Decimal(1)
        first, last = (int(_number(match, name, MOST_ROWS)) for name in ("first", "last"))
        found.append(
            SectionTotal(kind, label, first, last, _number(match, "points", MOST_POINTS), share)
        )
    found.sort(key=lambda section: section.first)
    for one, other in pairwise(found):
        if other.first != one.last + 1:
            raise NotThisForm(
                f"closing note: sections {one.label!r} and {other.label!r} do not follow on one another"
            )
    return tuple(found)


def _number(match: re.Match[str], group: str, most: int | None = None) -> Decimal:
    """What a group of the spec's pattern found, as the number it must be."""
    number = parse_number(match[group] or "")
    if number is None or (group in ("first", "last") and number != number.to_integral_value()):
        raise NotThisForm(
            f"closing note: the spec's pattern takes {match[group]!r:.60} for {group}; let it match digits only"
        )
    if most is not None and number > most:
        what = "points" if group == "points" else "rows"
        raise NotThisForm(
            f"closing note: {match[group]} {what} in a section, more than {most:,}; mend the note"
        )
    return number


def _marks(note: str, spec: Spec) -> Iterator[Finding]:
    """The note's own mark for a ranking that was not published must be one that the spec knows."""
    pattern = spec.sections.not_published if spec.sections else None
    found = pattern.search(note) if pattern else None
    known = {fold(mark) for mark in spec.missing.get("rank", ("/",))}
    if found and fold(found["mark"]) not in known:
        message = f"the closing note marks rankings not published with {found['mark']!r}; add it to missing.rank of the spec"
        yield Finding("error", "mark-unknown", message)


def _issuer(before: Sequence[Line]) -> str | None:
    """The line above the date of issue, where it may be an office.

    Else the first heading that is no title.
    """
    for line, following in pairwise(before):
        if _DATE_LINE.match(fold(following.text)) and not _NO_OFFICE.search(fold(line.text)):
            return mend(line.text)
    return next(
        (mend(line.text) for line in before if line.level and not _TITLE.search(fold(line.text))),
        None,
    )


def _year(table: Table, before: Sequence[Line]) -> int | None:
    texts = [text for header in table.headers for text in header.texts] + [
        line.text for line in reversed(before)
    ]
    return next((int(match[1]) for text in texts if (match := _YEAR.search(fold(text)))), None)


def _markdown(lines: Sequence[Line]) -> str:
    return "\n\n".join("#" * line.level + " " * bool(line.level) + line.text for line in lines)


def _doubts(sections: Sequence[SectionTotal], full: Decimal | None, spec: Spec) -> list[Finding]:
    if spec.sections is None:
        return []
    if not sections:
        message = "the closing note states no sections: totals cannot be checked"
        return [Finding("error", "sections-missing", message)]
    total = sum(section.points * section.share for section in sections)
    if full is not None and full != total:
        return [
            Finding("error", "full-marks", f"the sections add to {total:g}, the note says {full:g}")
        ]
    return []
