"""Which of a sheet's cells are a table, and which stand above, below or beside one.

Cells are parted into blocks along blank rows and columns. Of a block with rules the ruled rows are
the table; of one without, the rows between those that hold a single text. A row that is one cell
over all columns, at a table's upper or lower end, is its title or its note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.read.sheet.cells import Area
from pipeline.read.sheet.view import Seen

# Words that begin a note, or name who filled a form in; "单位：万元" and the like stand above.
_NOTE = re.compile(r"\s*(?:注|说明|备注|填表|填报|制表|审核|联系|附件?|单位负责人|Notes?\b)")
_NAMED = re.compile(r"[^：:]{1,14}[：:]")
_LONG = 15  # characters of a text that is no label


@dataclass(frozen=True)
class Block:
    """A table with its cells; or, where ``table`` is false, texts that are in none.

    ``beside`` are texts within its rows that are in none of its columns.
    """

    cells: tuple[Seen, ...]
    table: bool
    beside: tuple[Seen, ...] = ()

    @cached_property
    def area(self) -> Area:
        """The rectangle that its cells make."""
        areas = [cell.area for cell in self.cells]
        return Area(
            min(area.top for area in areas),
            min(area.left for area in areas),
            max(area.bottom for area in areas),
            max(area.right for area in areas),
        )


def blocks_of(cells: Sequence[Seen]) -> list[Block]:
    """The sheet's tables and the texts beside them, from its upper left on."""
    found: list[Block] = []
    for part in _parts(cells):
        if any(cell.text for cell in part):
            found += _tables_and_texts(part)
    return sorted(_rejoined(found), key=lambda block: (block.area.top, block.area.left))


# --- parts between blank rows and columns -------------------------------------------------------


def _parts(cells: Sequence[Seen]) -> list[list[Seen]]:
    """The cells parted along blank rows, then columns, then rows again, until none is left."""
    waiting, done = [list(cells)], []
    while waiting:
        part = waiting.pop()
        split = _split(part, by_rows=True)
        if len(split) < 2:
            split = _split(part, by_rows=False)
        if len(split) < 2:
            done += [part] if part else []
        else:
            waiting += split
    return done


def _split(cells: list[Seen], by_rows: bool) -> list[list[Seen]]:
    def ends(cell: Seen) -> tuple[int, int]:
        area = cell.area
        return (area.top, area.bottom) if by_rows else (area.left, area.right)

    split: list[list[Seen]] = []
    reached = -2
    for cell in sorted(cells, key=ends):
        first, last = ends(cell)
        if first > reached + 1:
            split.append([])
        split[-1].append(cell)
        reached = max(reached, last)
    return split


# --- the rows of a block ------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """The cells that begin in one row, and those from above that go on over it."""

    number: int
    begun: list[Seen] = field(default_factory=list)
    over: list[Seen] = field(default_factory=list)

    @property
    def texts(self) -> list[Seen]:
        return [cell for cell in self.begun if cell.text]

    @property
    def ruled(self) -> bool:
        """Whether at least half of its cells are ruled."""
        cells = [*self.begun, *self.over]
        ruled = sum(_width(cell) for cell in cells if cell.ruled)
        return ruled * 2 >= sum(_width(cell) for cell in cells) > 0


def _width(cell: Seen) -> int:
    return cell.area.right - cell.area.left + 1


def _rows(cells: Iterable[Seen]) -> list[_Row]:
    rows: dict[int, _Row] = {}
    for cell in cells:
        for number in range(cell.area.top, cell.area.bottom + 1):
            row = rows.setdefault(number, _Row(number))
            (row.begun if number == cell.area.top else row.over).append(cell)
    return [rows[number] for number in sorted(rows)]


def _tables_and_texts(cells: list[Seen]) -> list[Block]:
    rows = _rows(cells)
    ruled = sum(row.ruled for row in rows)
    several = sum(len(row.texts) > 1 for row in rows)
    if ruled * 2 < several or not ruled:
        return _unruled(rows)  # rules above and below a heading make no grid
    found: list[Block] = []
    run: list[_Row] = []
    for row in [*rows, None]:
        inside = row is not None and (row.ruled or (run and _goes_on(row, rows)))
        if inside and row is not None:
            run.append(row)
            continue
        found += _ruled_table(run)
        run = []
        if row is not None:
            found += _texts(row.texts)
    return found


def _goes_on(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether a row without rules stands within a ruled table: it has several cells."""
    last = max(other.number for other in rows if other.ruled)
    return bool(row.over) or (row.number < last and len(row.texts) > 1)


def _ruled_table(run: list[_Row]) -> list[Block]:
    """One table of ruled rows, with what stands at its ends and beside it."""
    while run and not run[-1].texts and not run[-1].over:
        run = run[:-1]
    if not run:
        return []
    own = [cell for row in run for cell in row.begun]
    columns = _ruled_columns(run)
    inner: list[Seen] = []
    outer: list[Seen] = []
    for cell in own:
        inside = columns[0] <= cell.area.left and cell.area.right <= columns[1]
        if inside or cell.text:
            (inner if inside else outer).append(cell)
    if len({cell.area.top for cell in outer}) * 2 > len(run):
        inner, outer = own, []
    return _without_ends(inner, outer)


def _ruled_columns(run: Sequence[_Row]) -> tuple[int, int]:
    ruled = [cell for row in run for cell in row.begun if cell.ruled]
    return min(cell.area.left for cell in ruled), max(cell.area.right for cell in ruled)


def _without_ends(cells: list[Seen], beside: list[Seen]) -> list[Block]:
    """A table without the rows at its ends that are one cell over all columns."""
    left, right = min(c.area.left for c in cells), max(c.area.right for c in cells)
    rows = _rows(cells)

    def is_whole(row: _Row) -> bool:
        cells = [*row.begun, *row.over]
        return len(cells) == 1 and (cells[0].area.left, cells[0].area.right) == (left, right)

    first, last = 0, len(rows)
    while left < right and first < last and is_whole(rows[first]):
        first += 1
    while left < right and last > first and is_whole(rows[last - 1]):
        last -= 1
    above = [cell for row in rows[:first] for cell in row.texts]
    below = [cell for row in rows[last:] for cell in row.texts]
    inner = tuple(cell for row in rows[first:last] for cell in row.begun)
    tables = [Block(inner, True, tuple(beside))] if inner else []
    return [*_texts(above), *tables, *_texts(below if inner else [*below, *beside])]


# --- blocks without rules -----------------------------------------------------------------------


def _unruled(rows: list[_Row]) -> list[Block]:
    """A table between the rows at its ends that hold one text, or texts that are named."""
    first, last = 0, len(rows)
    while first < last and _is_above(rows[first]):
        first += 1
    while last > first and _is_below(rows[last - 1]):
        last -= 1
    body = [cell for row in rows[first:last] for cell in row.begun]
    columns = {cell.area.left for cell in body if cell.text}
    if last - first < 2 or len(columns) < 2:
        return _texts([cell for row in rows for cell in row.texts])
    above = [cell for row in rows[:first] for cell in row.texts]
    below = [cell for row in rows[last:] for cell in row.texts]
    return [*_texts(above), Block(tuple(body), True), *_texts(below)]


def _is_above(row: _Row) -> bool:
    if row.over:
        return False
    texts = row.texts
    if len(texts) < 2:
        return not texts or texts[0].area.top == texts[0].area.bottom
    return all(_NAMED.match(cell.text) for cell in texts)


def _is_below(row: _Row) -> bool:
    texts = row.texts
    if row.over or not texts:
        return not row.over
    if len(texts) > 1:
        return all(_NAMED.match(cell.text) for cell in texts)
    text = texts[0].text
    is_note = bool(_NOTE.match(text) or _NAMED.match(text)) or len(text) > _LONG
    return is_note or (texts[0].merged and _width(texts[0]) > 2)


def _texts(cells: Sequence[Seen]) -> list[Block]:
    return [Block((cell,), False) for cell in cells]


# --- tables that a blank row parts --------------------------------------------------------------


def _rejoined(found: list[Block]) -> list[Block]:
    """Tables without rules, parted by one blank row alone, as one where the second goes on.

    It does where it has the same columns and does not begin with the first one's heading again.
    """
    ordered = sorted(found, key=lambda block: (block.area.left, block.area.top))
    joined: list[Block] = []
    for block in ordered:
        if joined and _is_one(joined[-1], block):
            joined[-1] = Block((*joined[-1].cells, *block.cells), True)
        else:
            joined.append(block)
    return joined


def _is_one(upper: Block, lower: Block) -> bool:
    if not (upper.table and lower.table) or lower.area.top != upper.area.bottom + 2:
        return False
    if (upper.area.left, upper.area.right) != (lower.area.left, lower.area.right):
        return False
    if any(cell.ruled for cell in (*upper.cells, *lower.cells)):
        return False
    return _row_texts(upper, upper.area.top) != _row_texts(lower, lower.area.top)


def _row_texts(block: Block, row: int) -> Counter[str]:
    return Counter(cell.text for cell in block.cells if cell.area.top == row)
