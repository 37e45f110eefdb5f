"""Which of a sheet's cells are a table, and which stand above, below or beside one.

Cells are parted into blocks along blank rows and columns. Of a block with rules the ruled rows are
the table; of one without, the rows between those that hold a single text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.read.sheet.block import Block, rows_of
from pipeline.read.sheet.ruled import has_grid, ruled_tables
from pipeline.read.sheet.unruled import unruled_table
from pipeline.read.sheet.view import Seen

_Extent = Callable[[Seen], tuple[int, int]]
"""A cell's first and last row, or column."""


def blocks_of(cells: Sequence[Seen]) -> list[Block]:
    """The sheet's tables and the texts beside them, from its upper left on."""
    found: list[Block] = []
    for part in _parts(cells):
        if any(cell.says for cell in part):
            found += _tables_and_texts(part)
    joined = _rejoined(found)
    return sorted(joined, key=lambda block: block.area.corner)


def _tables_and_texts(part: Sequence[Seen]) -> list[Block]:
    rows = rows_of(part)
    if has_grid(rows):
        return ruled_tables(rows)
    return unruled_table(rows)


# --- parts between blank rows and columns -------------------------------------------------------


def _parts(cells: Sequence[Seen]) -> list[list[Seen]]:
    """The cells parted along blank rows, then columns, then rows again, until none is left."""
    waiting = [list(cells)]
    done: list[list[Seen]] = []
    while waiting:
        part = waiting.pop()
        split = _split(part, _rows)
        if len(split) < 2:
            split = _split(part, _columns)
        if len(split) >= 2:
            waiting += split
        elif part:
            done.append(part)
    return done


def _rows(cell: Seen) -> tuple[int, int]:
    return cell.area.top, cell.area.bottom


def _columns(cell: Seen) -> tuple[int, int]:
    return cell.area.left, cell.area.right


def _split(cells: list[Seen], extent: _Extent) -> list[list[Seen]]:
    """The cells parted wherever none reaches over a row, or column."""
    split: list[list[Seen]] = []
    reached = -2
    for cell in sorted(cells, key=extent):
        first, last = extent(cell)
        if first > reached + 1:
            split.append([])
        split[-1].append(cell)
        reached = max(reached, last)
    return split


# --- tables that a blank row parts --------------------------------------------------------------


def _rejoined(found: list[Block]) -> list[Block]:
    """Tables without rules, parted by one blank row alone, as one where the second goes on.

    It does where it has the same columns and does not begin with the first one's heading again.
    """
    joined: list[Block] = []
    for block in sorted(found, key=_by_columns):
        if joined and _is_one(joined[-1], block):
            upper = joined.pop()
            cells = (*upper.cells, *block.cells)
            block = Block(cells, table=True)
        joined.append(block)
    return joined


def _by_columns(block: Block) -> tuple[int, int]:
    """Tables of the same columns come after each other."""
    return block.area.left, block.area.top


def _is_one(upper: Block, lower: Block) -> bool:
    if not upper.table or not lower.table:
        return False
    above = upper.area
    below = lower.area
    if below.top != above.bottom + 2:
        return False
    if below.left != above.left or below.right != above.right:
        return False
    if upper.ruled or lower.ruled:
        return False
    return _heading(upper) != _heading(lower)


def _heading(block: Block) -> Counter[str]:
    """The texts of its first row."""
    texts: Counter[str] = Counter()
    for cell in block.cells:
        if cell.area.top == block.area.top:
            texts[cell.text] += 1
    return texts
