"""A sheet as a file to read, and as page tables with drawn merges."""

from __future__ import annotations

import hashlib

from pipeline.model import Cell, Document, Line, PageTable
from tests.second.notice import Notice
from tests.second.sheet import Line as Printed
from tests.second.sheet import Page, Sheet


def transcription(sheet: Sheet) -> str:
    """The whole notice as a transcription: tab-separated pages between lines of text."""
    blocks = [f"# {line}" for line in _before(sheet.notice)]
    columns = len(sheet.form.heads)
    for page in sheet.pages:
        rows = page.grid(columns)
        blocks.append("\n".join("\t".join(row) for row in rows))
    blocks += _after(sheet)
    return "\n\n".join(blocks) + "\n"


def _before(notice: Notice) -> list[str]:
    return [
        f"{notice.county}人民政府办公室",
        f"关于印发《{notice.county}{notice.year}年攻坚工作方案》的通知",
        f"{notice.year}年{notice.county}考核评价指标攻坚目标",
    ]


def _after(sheet: Sheet) -> list[str]:
    return [closing_note(sheet.notice)] if sheet.form.wanted.note else []


def closing_note(notice: Notice) -> str:
    """What the notice says of its sections, totals and marks."""
    told = []
    for section in notice.sections:
        share = f", 权重{section.share}%" if section.share != 100 else ""
        serials = f"序号{section.first}—{section.last}为{section.label}"
        told.append(f"{serials}, 共计{section.points}分{share}")
    full = f"{notice.full_marks.normalize():f}"
    return (
        f"说明: 1. 考核指标满分{full}分(其中: 三级指标{'; '.join(told)})。"
        "2. 全市排名栏中划“/”的表示该指标市级层面未统一发布排名。"
    )


def drawn(sheet: Sheet) -> Document:
    """The sheet as page tables in which merged labels and weights are drawn as one cell.

    A cell that covers blank ones is drawn only where all of them stand in its column.
    """
    tables = tuple(_table(sheet, page, n) for n, page in enumerate(sheet.pages, 1))
    before = [Line(text, 1, level=1) for text in _before(sheet.notice)]
    last = len(tables)
    after = [Line(text, last, before_table=last) for text in _after(sheet)]
    digest = hashlib.sha256(transcription(sheet).encode()).hexdigest()
    return Document("drawn", digest, "transcription", tables, (*before, *after))


def _table(sheet: Sheet, page: Page, number: int) -> PageTable:
    columns = len(sheet.form.heads)
    grid = page.grid(columns)
    top = len(page.heads)
    covers = spans(sheet, page)
    covered = {(row + n, col) for (row, col), span in covers.items() for n in range(1, span)}
    cells = []
    for row, texts in enumerate(grid):
        for col, text in enumerate(texts):
            at = (row - top, col)
            if at in covered:
                continue
            cells.append(Cell(row, col, text, covers.get(at, 1), page=number))
    return PageTable(number, len(grid), len(grid[0]), tuple(cells))


def spans(sheet: Sheet, page: Page) -> dict[tuple[int, int], int]:
    """How many rows the drawn cells cover, by the line and column in which they begin."""
    whole = _wholes(sheet)
    covers = {}
    for col, role in enumerate(sheet.form.roles):
        for n, line in enumerate(page.lines):
            rows = whole.get((line.seq or 0, role), 1)
            goes_on = n == 0  # from the page before
            if rows > 1 and (line.text(role) or goes_on) and line.stands(role, col):
                below = page.lines[n + 1 : n + rows]
                covers[n, col] = 1 + _blanks(below, role, col)
    return covers


def _blanks(lines: list[Printed], role: str, col: int) -> int:
    """How many lines in a row have a blank in this column that belongs there."""
    for n, line in enumerate(lines):
        if line.text(role) or not line.stands(role, col):
            return n
    return len(lines)


def _wholes(sheet: Sheet) -> dict[tuple[int, str], int]:
    """How many rows of its group are left from each row on, by serial and column."""
    out: dict[tuple[int, str], int] = {}
    for _, part, group, row in sheet.notice.places():
        out[row.seq, "level1"] = part.rows[-1].seq - row.seq + 1
        left = group.rows[-1].seq - row.seq + 1
        out[row.seq, "level2"] = left
        if group.sharing == "merged":
            out[row.seq, "weight"] = left
    return out | sheet.stretched
