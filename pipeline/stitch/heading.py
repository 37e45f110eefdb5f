"""Which of another page's rows repeat a table's headings.

And whether it has headings of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.messages import message
from pipeline.model import Cell, Finding, Header, PageTable
from pipeline.stitch.forms import is_mark
from pipeline.stitch.levels import (
    MAX_HEADER,
    counts_columns,
    figure_columns,
    is_data_row,
    number_columns,
    opens_with_data,
    own_rows,
)
from pipeline.stitch.numbers import SERIAL_HEADINGS
from pipeline.stitch.part import Part, blank, key
from pipeline.text import fold

Headings = dict[int, str]
FEW = 2
SAME_HEADING = (
    0.6  # two headings closer than this are one that drifted (measured: 0.84–0.96 on real notices)
)
HALF_HEADING, SURE_OTHERS = (
    0.5,
    4,
)  # one heading may be as far off as that where so many others are word for word
SURE = 2  # so many headings are word for word the same, whatever the others are
SAME_ROW = 0.8  # share of headings that must be alike for a row to be a repeated header row
# A row of headings has at least so many, each at most so long; what Chinese headings end with,
# whatever the table.
LEAST, LONGEST = 3, 10
_HEADING_WORDS: tuple[str, ...] = (
    "名称",
    "姓名",
    "编号",
    "备注",
    "说明",
    "单位",
    "电话",
    "数量",
    "金额",
)
_HEADING_WORDS += ("型号", "规格", "日期", "时间", "地址", "类别", "类型", "代码", "职务")
_HEADING_WORDS += ("内容", "指标", "权重", "排名", "得分", "合计", "占比", "责任人", "联系人")
_NUMERALS = re.compile("[0-9一二三四五六七八九十]+")


class Repeat(NamedTuple):
    """How a table's first rows stand to the headings.

    ``rows`` of them repeat those from ``first`` on.

    ``kind`` is "whole", "part", "drift" (worded otherwise), "half" (one of them half otherwise),
    "other" (headings, but not these) or "absent". ``in_first`` says that the first column's heading
    is the one that is otherwise, ``few`` that there are no more than two.
    """

    kind: Literal["whole", "part", "drift", "half", "other", "absent"]
    first: int = 0
    rows: int = 0
    in_first: bool = False
    few: bool = False


def headings(
    part: Part, row: int, columns: Sequence[int], known: Mapping[int, str] | None = None
) -> Headings:
    """Column → folded text of the cells that begin in the row.

    ``columns`` gives each grid column's number.

    Of a cell that reaches below the row, the lines that are the heading ``known`` in its column
    count alone: no rule parts it from what stands below.
    """
    found = {}
    for cell in part.rows[row]:
        if not blank(cell):
            col = columns[cell.col]
            whole = key(cell)
            begins = known is not None and cell.rowspan > 1 and opens_with(cell, known.get(col, ""))
            found[col] = known[col] if known is not None and begins else whole
    return found


def opens_with(cell: Cell, heading: str) -> int:
    """How many of the cell's first lines are the heading.

    0 where they are not, or nothing else is there.
    """
    lines = cell.text.split("\n")
    counts = range(1, len(lines))
    return next((n for n in counts if heading and fold("".join(lines[:n])) == heading), 0)


def repeat_of(first: Part, other: Part, ours: Sequence[int], theirs: Sequence[int]) -> Repeat:
    """How the rows another page begins with stand to the first page's headings."""
    depth = own_rows(first.table)
    if _is_alone(first, other, ours, theirs):
        return Repeat("whole", 0, first.table.n_rows)
    if is_data_row(first.table, other.table):
        return Repeat("absent")
    for start in range(depth):
        count, odd = _run(first, other, start, depth, ours, theirs)
        if count:
            texts = sum(not blank(cell) for row in range(count) for cell in other.rows[row])
            return Repeat(
                _kind_of(odd, start == 0 and count >= depth), start, count, 0 in odd, texts <= FEW
            )
    return Repeat("other" if _has_own(first, other, depth, ours, theirs) else "absent")


def _is_alone(first: Part, other: Part, ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether the first page has nothing but a few rows.

    All of which the other page begins with.
    """
    rows = range(first.table.n_rows)
    if len(rows) not in (2, 3) or other.table.n_rows <= len(rows) + 1:
        return False
    return all(headings(first, row, ours) == headings(other, row, theirs) for row in rows)


def _kind_of(odd: Mapping[int, bool], whole: bool) -> Literal["whole", "part", "drift", "half"]:
    """``odd`` are the columns whose headings are worded otherwise, and whether only half."""
    if odd:
        return "half" if any(odd.values()) else "drift"
    return "whole" if whole else "part"


def _run(
    first: Part, other: Part, start: int, depth: int, ours: Sequence[int], theirs: Sequence[int]
) -> tuple[int, dict[int, bool]]:
    """Rows alike from ``start`` on, and the columns worded otherwise.

    Below the headings only rows count that are equal and that head the columns, too: equal rows of
    data do not.
    """
    count = 0
    odd: dict[int, bool] = {}
    for row in range(min(first.table.n_rows - start, other.table.n_rows, MAX_HEADER)):
        a = headings(first, start + row, ours)
        b = headings(other, row, theirs, a)
        if not alike(a, b):
            break
        if start + row >= depth and (a != b or len(a) < 2 or not _heads(first.table, start + row)):
            break
        count += 1
        odd |= {col: not similar(a[col], b[col]) for col in b if a.get(col, b[col]) != b[col]}
    return count, odd


def _heads(table: PageTable, row: int) -> bool:
    """Whether a row holds words, and no number, over columns of numbers, or counts the columns."""
    if counts_columns(table, row):
        return True
    numbers = number_columns(table, row + 1)
    over = [key(c) for c in table.cells if c.row == row and c.col in numbers and not blank(c)]
    return bool(over) and not any(re.search(r"\d", text) for text in over)


def alike(a: Mapping[int, str], b: Mapping[int, str]) -> bool:
    """Whether ``b`` repeats the headings ``a``.

    All, or, with the others left blank, at least half of them.

    A column whose two headings have nothing to do with each other is another table's, and so is a
    number that changes.
    """
    if not a or not b:
        return False
    odd = [c for c in b if c in a and not similar(a[c], b[c])]
    if odd and not _one_drifted(a, b, odd):
        return False
    shared = len(a.keys() & b.keys())
    equal = sum(a.get(col) == text for col, text in b.items())
    if equal < min(len(b), SURE):
        return False
    return shared / len(b) >= SAME_ROW and 2 * shared >= len(a) and (shared > 1 or len(a) == 1)


def _one_drifted(a: Mapping[int, str], b: Mapping[int, str], odd: Sequence[int]) -> bool:
    """Whether one heading alone is worded half otherwise (责任单位, 责任部门) and all the others are word for word."""
    others = [col for col in b if col not in odd]
    equal = len(others) >= SURE_OTHERS and all(a.get(col) == b[col] for col in others)
    return len(odd) == 1 and equal and similar(a[odd[0]], b[odd[0]], HALF_HEADING)


@lru_cache(maxsize=4096)
def similar(a: str, b: str, least: float = SAME_HEADING) -> bool:
    """Whether two folded headings are one that drifted in its wording.

    A number in it stays the same.
    """
    if a == b:
        return True
    if not a or not b or _NUMERALS.findall(a) != _NUMERALS.findall(b) or a.isdecimal():
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= least


def _has_own(
    first: Part, other: Part, depth: int, ours: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Whether the other table opens with headings of its own.

    Shown by headings of ours in their columns beside others that differ, by words that head columns
    in general, or by words, and no number, on top of the columns that hold numbers.
    """
    top = headings(other, 0, theirs)
    if opens_with_data(other.table):
        return False
    data = _body_texts(first, depth, ours) | _body_texts(other, 1, theirs)
    for row in range(depth):
        known = headings(first, row, ours)
        same = [
            text for col, text in top.items() if known.get(col) == text and (col, text) not in data
        ]
        if any(text in other.opening and len(text) > LONGEST for text in same):
            return True
        if same and _is_of_another_year(known, top):
            return True
        if _can_head(top.values()) and (len(same) > 1 or (same and set(same) & other.opening)):
            return True
    if not _can_head(top.values()):
        return False
    if _heads_columns(top.values(), other.table.n_cols):
        return True
    return _stands_over_numbers(first, other, depth, ours, theirs, top)


def _is_of_another_year(known: Mapping[int, str], top: Mapping[int, str]) -> bool:
    """Whether the row differs from headings in their numbers only."""
    odd = [col for col, text in top.items() if known.get(col) != text]
    bare = [(_NUMERALS.sub("#", known.get(col, "")), _NUMERALS.sub("#", top[col])) for col in odd]
    return bool(odd) and all(a == b and a.strip("#") for a, b in bare)


def _can_head(texts: Collection[str]) -> bool:
    """Whether the texts could be headings: no number and no mark that stands alone."""
    return bool(texts) and not any(text.isdecimal() or is_mark(text) for text in texts)


def _body_texts(part: Part, skip: int, columns: Sequence[int]) -> set[tuple[int, str]]:
    """What stands in the columns below the headings."""
    return {(columns[cell.col], key(cell)) for cell in part.table.cells if cell.row >= skip}


def _stands_over_numbers(
    first: Part, other: Part, depth: int, ours: Sequence[int], theirs: Sequence[int], top: Headings
) -> bool:
    """Whether the row has words over each column that holds figures.

    Before the break or after it.
    """
    before = {ours[col] for col in figure_columns(first.table, depth)}
    after = {theirs[col] for col in figure_columns(other.table, 1)}
    over = [top[col] for col in (before | after) & top.keys()]
    words = [text for text in over if not re.search(r"\d", text)]
    over_both = before <= top.keys() and bool(after & top.keys()) and bool(before)
    return 2 * len(top) >= other.table.n_cols and over_both and len(words) == len(over)


def _heads_columns(texts: Collection[str], n_cols: int) -> bool:
    """Whether a full row of short texts without a number is worded as headings are.

    By half as many of their words.
    """
    if len(texts) < max(n_cols, LEAST) or any(
        len(t) > LONGEST or re.search(r"\d", t) for t in texts
    ):
        return False
    words = {word for text in texts for word in _HEADING_WORDS if text.endswith(word)}
    return 2 * (len(words) + any(text in SERIAL_HEADINGS for text in texts)) >= len(texts)


def headers(owners: Mapping[tuple[int, int], Cell], count: int, n_cols: int) -> tuple[Header, ...]:
    """Each column's headings, outermost first."""
    return tuple(Header(col, tuple(_above(owners, count, col))) for col in range(n_cols))


def _above(owners: Mapping[tuple[int, int], Cell], count: int, col: int) -> list[str]:
    """The headings over one column.

    A blank one over a filled one is part of the span to its left.
    """
    texts: list[str] = []
    seen: list[Cell] = []
    for row in range(count):
        cell = owners.get((row, col))
        if (
            cell is not None
            and blank(cell)
            and any(_text_at(owners, r, col) for r in range(row + 1, count))
        ):
            left = range(col - 1, -1, -1)
            cell = next((owners[row, c] for c in left if _text_at(owners, row, c)), cell)
        if cell is not None and not blank(cell) and cell not in seen:
            seen.append(cell)
            texts.append(cell.text)
    return texts


def _text_at(owners: Mapping[tuple[int, int], Cell], row: int, col: int) -> str:
    cell = owners.get((row, col))
    return cell.text if cell is not None and (cell.row, cell.col) == (row, col) else ""


def drifts(first: Part, other: Part, ours: Sequence[int], theirs: Sequence[int]) -> list[Finding]:
    """Headings whose wording is not the first page's."""
    found = []
    page, start = other.table.page, other.repeats[0]
    for row in range(other.skip):
        a = headings(first, start + row, ours)
        b = headings(other, row, theirs, a)
        for cell in other.rows[row]:
            col = theirs[cell.col]
            if col in b and a.get(col) != b[col]:
                said = message(
                    "stitch.heading-drift",
                    page=page,
                    heading=fold(cell.text),
                    first_page=first.table.page,
                    first=a.get(col, ""),
                )
                found.append(
                    Finding("info", "header-drift", said, page=page, row=row, col=cell.col)
                )
    return found
