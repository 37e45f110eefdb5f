"""Reads rows of headings, and compares two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.model import Cell
from pipeline.stitch.part import Part, blank, key
from pipeline.text import fold
from pipeline.text.patterns import pattern

# By column, the heading's folded text.
Headings = dict[int, str]
# Two headings closer than this are one that drifted (measured: 0.84–0.96 on real notices).
SAME_HEADING = 0.6
# One heading may be as far off as that where so many others are word for word.
HALF_HEADING = 0.5
SURE_OTHERS = 4
# So many headings are word for word the same, whatever the others are.
SURE = 2
# This share of headings must be alike for a row to be a repeated header row, and this share of
# those known must be there.
SAME_ROW = 0.8
LEAST_KNOWN = 0.5
NUMERALS = pattern("[0-9一二三四五六七八九十]+")


def headings(
    part: Part,
    row: int,
    columns: Sequence[int],
    known: Mapping[int, str] | None = None,
) -> Headings:
    """Reads the texts of the cells that begin in the row, folded, by column.

    ``columns`` gives each grid column's number. Of a cell that reaches below the row, the lines
    that are the heading ``known`` in its column count alone: no rule separates it from what stands
    below.
    """
    found = {}
    for cell in part.rows[row]:
        if blank(cell):
            continue
        col = columns[cell.col]
        heading = known.get(col, "") if known else ""
        reaches_below = cell.rowspan > 1
        if reaches_below and opens_with(cell, heading):
            found[col] = heading
        else:
            found[col] = key(cell)
    return found


def opens_with(cell: Cell, heading: str) -> int:
    """Counts the first lines of a cell that are the heading.

    0 where they are not, or nothing else is there.
    """
    if not heading:
        return 0
    lines = cell.text.split("\n")
    for count in range(1, len(lines)):
        text = "".join(lines[:count])
        if fold(text) == heading:
            return count
    return 0


def alike(known: Mapping[int, str], row: Mapping[int, str]) -> bool:
    """Whether a row repeats the headings ``known``.

    All, or, with the others left blank, at least half of them. A column whose two headings have
    nothing to do with each other is another table's, and so is a number that changes.
    """
    shared = known.keys() & row.keys()
    odd = []
    for col in row:
        if col in shared and not similar(known[col], row[col]):
            odd.append(col)
    if odd and not _one_drifted(known, row, odd):
        return False
    equal = sum(known[col] == row[col] for col in shared)
    if equal < min(len(row), SURE):
        return False
    is_chance = len(shared) == 1 and len(known) > 1
    if not shared or is_chance:
        return False
    share_of_row = len(shared) / len(row)
    share_of_known = len(shared) / len(known)
    return share_of_row >= SAME_ROW and share_of_known >= LEAST_KNOWN


def _one_drifted(
    known: Mapping[int, str],
    row: Mapping[int, str],
    odd: Sequence[int],
) -> bool:
    """Whether one heading alone is half worded otherwise, and all others are word for word.

    责任单位, 责任部门.
    """
    if len(odd) != 1:
        return False
    (drifted,) = odd
    others = [col for col in row if col != drifted]
    word_for_word = all(known.get(col) == row[col] for col in others)
    if len(others) < SURE_OTHERS or not word_for_word:
        return False
    return similar(known[drifted], row[drifted], HALF_HEADING)


@lru_cache(maxsize=4096)
def similar(
    one: str,
    other: str,
    least: float = SAME_HEADING,
) -> bool:
    """Whether two folded headings are one that drifted in its wording.

    A number in it stays the same.
    """
    if one == other:
        return True
    if not one or not other or one.isdecimal():
        return False
    if NUMERALS.findall(one) != NUMERALS.findall(other):
        return False
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() >= least
