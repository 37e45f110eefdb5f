"""Judges whether another page's table has headings of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pipeline.stitch.columns import figure_columns
from pipeline.stitch.header_rows import opens_with_data
from pipeline.stitch.heading import NUMERALS, Headings, headings
from pipeline.stitch.numbers import SERIAL_HEADINGS
from pipeline.stitch.part import Part, key
from pipeline.stitch.texts import is_mark
from pipeline.text.patterns import pattern

# A row of headings has at least so many, each at most so long; what Chinese headings end with,
# whatever the table.
LEAST = 3
LONGEST = 10
_HEADING_WORDS = (
    "名称",
    "姓名",
    "编号",
    "备注",
    "说明",
    "单位",
    "电话",
    "数量",
    "金额",
    "型号",
    "规格",
    "日期",
    "时间",
    "地址",
    "类别",
    "类型",
    "代码",
    "职务",
    "内容",
    "指标",
    "权重",
    "排名",
    "得分",
    "合计",
    "占比",
    "责任人",
    "联系人",
)
_FIGURE = pattern(r"\d")


class Pages(NamedTuple):
    """The first page of a table and another one.

    ``ours`` and ``theirs`` give the grid columns of both as columns of the logical table.
    """

    first: Part
    other: Part
    ours: Sequence[int]
    theirs: Sequence[int]


def has_own_headings(pages: Pages, depth: int) -> bool:
    """Whether the other table opens with headings of its own.

    Shown by headings of ours in their columns beside others that differ, by words that head columns
    in general, or by words, and no number, on top of the columns that hold numbers. ``depth`` is
    how many rows of headings the first page has.
    """
    if opens_with_data(pages.other.table):
        return False
    top = headings(pages.other, 0, pages.theirs)
    if _shares_headings(pages, depth, top):
        return True
    texts = top.values()
    if not _can_head(texts):
        return False
    if _heads_columns(texts, pages.other.n_cols):
        return True
    return _stands_over_numbers(pages, depth, top)


def _shares_headings(
    pages: Pages,
    depth: int,
    top: Headings,
) -> bool:
    """Whether headings of ours stand in their columns, beside others that differ."""
    data = _body_texts(pages.first, depth, pages.ours)
    data |= _body_texts(pages.other, 1, pages.theirs)
    opening = pages.other.opening
    for row in range(depth):
        known = headings(pages.first, row, pages.ours)
        same = []
        for col, text in top.items():
            is_data = (col, text) in data
            if known.get(col) == text and not is_data:
                same.append(text)
        if not same:
            continue
        opens_tables = [text for text in same if text in opening]
        if any(len(text) > LONGEST for text in opens_tables):
            return True
        if _is_of_another_year(known, top):
            return True
        is_no_chance = len(same) > 1 or opens_tables
        if is_no_chance and _can_head(top.values()):
            return True
    return False


def _is_of_another_year(known: Mapping[int, str], top: Mapping[int, str]) -> bool:
    """Whether the row differs from headings in their numbers only."""
    differ = False
    for col, text in top.items():
        heading = known.get(col, "")
        if heading == text:
            continue
        differ = True
        ours = NUMERALS.sub("#", heading)
        theirs = NUMERALS.sub("#", text)
        is_number_alone = not ours.strip("#")
        if ours != theirs or is_number_alone:
            return False
    return differ


def _can_head(texts: Collection[str]) -> bool:
    """Whether the texts could be headings: no number and no mark that stands alone."""
    for text in texts:
        if text.isdecimal() or is_mark(text):
            return False
    return bool(texts)


def _body_texts(
    part: Part,
    skip: int,
    columns: Sequence[int],
) -> set[tuple[int, str]]:
    """What stands in the columns below the headings."""
    texts = set()
    for cell in part.table.cells:
        if cell.row >= skip:
            texts.add((columns[cell.col], key(cell)))
    return texts


def _stands_over_numbers(
    pages: Pages,
    depth: int,
    top: Headings,
) -> bool:
    """Whether the row has words over each column that holds figures.

    Before the break or after it.
    """
    if 2 * len(top) < pages.other.n_cols:
        return False
    before = {pages.ours[col] for col in figure_columns(pages.first.table, depth)}
    after = {pages.theirs[col] for col in figure_columns(pages.other.table, 1)}
    over_all_before = bool(before) and before <= top.keys()
    over_some_after = bool(after & top.keys())
    if not over_all_before or not over_some_after:
        return False
    over = [top[col] for col in (before | after) & top.keys()]
    return not any(_FIGURE.search(text) for text in over)


def _heads_columns(texts: Collection[str], n_cols: int) -> bool:
    """Whether a full row of short texts without a number is worded as headings are.

    By half as many of their words.
    """
    if len(texts) < max(n_cols, LEAST):
        return False
    if any(len(text) > LONGEST or _FIGURE.search(text) for text in texts):
        return False
    words: set[str] = set()
    numbers_rows = False
    for text in texts:
        words.update(word for word in _HEADING_WORDS if text.endswith(word))
        numbers_rows |= text in SERIAL_HEADINGS
    return 2 * (len(words) + numbers_rows) >= len(texts)
