"""The table of a block without rules, and the texts above and below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.read.sheet.block import Block, Row, begun_in, texts_in
from pipeline.read.sheet.view import Seen

# Words that begin a note, or name who filled a form in; "单位：万元" and the like stand above.
_NOTE = re.compile(r"\s*(?:注|说明|备注|填表|填报|制表|审核|联系|附件?|单位负责人|Notes?\b)")
_NAMED = re.compile(r"[^：:]{1,14}[：:]")
_LONG = 15  # characters of a text that is no label


def unruled_table(rows: Sequence[Row]) -> list[Block]:
    """A table between the rows at its ends that hold one text, or texts that are named."""
    first, last = 0, len(rows)
    while first < last and _is_above(rows[first]):
        first += 1
    while first < last and _is_below(rows[last - 1]):
        last -= 1
    body = begun_in(rows[first:last])
    columns = {cell.area.left for cell in body if cell.says}
    if last - first < 2 or len(columns) < 2:
        return texts_in(rows)
    found = texts_in(rows[:first])
    found.append(Block(tuple(body), table=True))
    found += texts_in(rows[last:])
    return found


def _is_above(row: Row) -> bool:
    """Whether a row stands above a table: a title in one row of cells, or named facts."""
    return _is_outside(row, alone=_is_flat)


def _is_below(row: Row) -> bool:
    """Whether a row stands below a table: a note, or named facts."""
    return _is_outside(row, alone=_is_wide_or_note)


def _is_outside(row: Row, alone: Callable[[Seen], bool]) -> bool:
    """Whether a row is none of the table's; ``alone`` judges a text that is the row's only one."""
    if row.over:
        return False
    if not row.texts:
        return True
    if len(row.texts) > 1:
        return all(_NAMED.match(cell.text) for cell in row.texts)
    (only,) = row.texts
    return alone(only)


def _is_flat(text: Seen) -> bool:
    return text.area.height == 1


def _is_wide_or_note(text: Seen) -> bool:
    is_wide = text.merged and text.area.width > 2
    return is_wide or _is_note(text.text)


def _is_note(text: str) -> bool:
    if len(text) > _LONG:
        return True
    return bool(_NOTE.match(text) or _NAMED.match(text))
