"""The second generator's notices in the terms of :mod:`tests.ground`."""

from __future__ import annotations

from decimal import Decimal

from pipeline.text import mend
from tests.ground.page import Line, Place, Print, Words
from tests.ground.rule import Told
from tests.second import words
from tests.second.print import spans
from tests.second.sheet import Page, Sheet
from tests.second.work import Work

# Offices printed without their county are offices still.
OFFICES = frozenset({*words.OFFICES, *(office[1:] for office in words.OFFICES)})
WORDS = Words(
    units=frozenset(words.UNITS),
    offices=OFFICES,
    office_remarks=(words.OFFICE_REMARK,),
    rank_remarks=frozenset({mend(words.RANK_REMARK)}),
)
MERGED = ("level1", "level2", "weight")


def told_of(work: Work, is_drawn: bool) -> Told:
    """A damaged sheet and its truth."""
    return Told(_print(work.sheet, is_drawn), _values(work))


def _values(work: Work) -> dict[Place, object]:
    """The truth, its whole numbers as those that a strict reading finds."""
    return {
        place: Decimal(value) if isinstance(value, int) and _counts(place[1]) else value
        for place, value in work.truth.values.items()
    }


def _counts(column: str) -> bool:
    return column == "weight" or column.endswith("_points")


def _print(sheet: Sheet, is_drawn: bool) -> Print:
    form = sheet.form
    sections = [(section.first, section.last) for section in sheet.notice.sections]
    lines: list[Line] = []
    for number, page in enumerate(sheet.pages, 1):
        lines += _lines(sheet, page, number, is_drawn)
    return Print(
        roles=form.roles,
        lines=tuple(lines),
        words=WORDS,
        counts_points=form.wanted.points,
        label_points=form.label_points,
        sums=form.sums,
        sections=tuple(sections) if form.wanted.note else (),
        starts=_starts(sheet),
        is_drawn=is_drawn,
    )


def _lines(sheet: Sheet, page: Page, number: int, is_drawn: bool) -> list[Line]:
    grid = page.grid(len(sheet.form.roles))[len(page.heads) :]
    covers = spans(sheet, page) if is_drawn else {}
    out = []
    for n, (line, cells) in enumerate(zip(page.lines, grid, strict=True)):
        drawn = {}
        for col, role in enumerate(sheet.form.roles):
            if is_drawn and role in MERGED:
                drawn[role] = _covered(covers, n, col)
        out.append(Line(line.seq, number, tuple(cells), line.clean, drawn))
    return out


def _covered(covers: dict[tuple[int, int], int], n: int, col: int) -> int:
    """Over how many lines the cell of a line is drawn, 0 where one above covers it."""
    above = any(n < row + rows for (row, c), rows in covers.items() if c == col and row < n)
    return 0 if above else covers.get((n, col), 1)


def _starts(sheet: Sheet) -> dict[str, dict[int, int]]:
    starts: dict[str, dict[int, int]] = {"level1": {}, "level2": {}}
    for _, part, group, row in sheet.notice.places():
        starts["level1"][row.seq] = part.rows[0].seq
        starts["level2"][row.seq] = group.rows[0].seq
    return starts
