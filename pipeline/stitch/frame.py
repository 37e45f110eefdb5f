"""Finds where a page table's rules stand, brought upright.

So that tables of different pages can be laid over each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.model import Box, Cell, PageTable
from pipeline.text.median import median

Relation = Literal["same", "explained", "other", "unknown"]

# Column rules of two pages this near are one (points, or a share of the table's width where that is
# more).
NEAR = 3.0
NEAR_SHARE = 0.006
# So many rules in the same places are no chance, though one table is wider.
MANY = 5


class Frame(NamedTuple):
    """Column rules from left to right and the table's upper and lower edge, as the table is read.

    ``turn`` is how far the table is turned clockwise on the page; a turned table's places count
    from an origin of their own.
    """

    xs: tuple[float, ...]
    top: float
    bottom: float
    turn: int = 0

    @property
    def width(self) -> float:
        """From the first rule to the last, in points."""
        return self.xs[-1] - self.xs[0]


def frame_of(table: PageTable) -> Frame | None:
    """The frame of a table whose cells have boxes, else None."""
    boxes = [cell.bbox for cell in table.cells if cell.bbox is not None]
    if not boxes or len(boxes) < len(table.cells):
        return None
    turn = _turn(table)
    if turn:
        boxes = [upright(box, turn) for box in boxes]
    places = [list[float]() for _ in range(table.n_cols + 1)]
    tops = []
    bottoms = []
    for cell, box in zip(table.cells, boxes, strict=True):
        x0, top, x1, bottom = box
        behind = cell.col + cell.colspan
        places[cell.col].append(x0)
        places[behind].append(x1)
        tops.append(top)
        bottoms.append(bottom)
    if not all(places):
        return None
    xs = tuple(median(at) for at in places)
    return Frame(xs, min(tops), max(bottoms), turn)


def _turn(table: PageTable) -> int:
    """Tells the turn from where the last column lies as seen from the first.

    Of a table of one column, from where the last row lies as seen from the first.
    """
    first = table.cells[0]
    last_column = max(table.cells, key=lambda cell: (cell.col, -cell.row))
    if last_column.col == 0:
        last_row = max(table.cells, key=lambda cell: cell.row)
        if last_row.row == first.row:
            return 0  # one cell shows no direction
        return (_direction(first.bbox, last_row.bbox) - 90) % 360
    for cell in table.cells:
        is_beside = cell.row <= last_column.row < cell.row + cell.rowspan
        if is_beside and cell.col == 0:
            first = cell
            break
    return _direction(first.bbox, last_column.bbox)


def _direction(start: Box | None, end: Box | None) -> int:
    """In which direction one box lies from another: 0 to the right, then clockwise."""
    if start is None or end is None or start == end:
        return 0
    x = _twice_middle(end, 0) - _twice_middle(start, 0)
    y = _twice_middle(end, 1) - _twice_middle(start, 1)
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 90 if y > 0 else 270


def _twice_middle(box: Box, axis: int) -> float:
    return box[axis] + box[axis + 2]


def upright(box: Box | None, turn: int) -> Box:
    """The box as seen by a reader of the turned table."""
    x0, top, x1, bottom = box or (0.0, 0.0, 0.0, 0.0)
    if turn == 90:
        return top, -x1, bottom, -x0
    if turn == 180:
        return -x1, -bottom, -x0, -top
    if turn == 270:
        return -bottom, x0, -top, x1
    return x0, top, x1, bottom


def height(cell: Cell, turn: int) -> float:
    """How tall a cell is to its reader, in points; 0 without a box."""
    _, top, _, bottom = upright(cell.bbox, turn)
    return bottom - top


def relate(lines: Sequence[float], frame: Frame) -> Relation:
    """How a table's column rules lie to those known.

    The same; one side's all among the other's; or neither. Mirrored margins shift a whole table
    sideways, so places count from the left edge.
    """
    ours = _from_left(lines)
    theirs = _from_left(frame.xs)
    near = tolerance(lines)
    few, many = sorted((ours, theirs), key=len)
    if not all(_has(many, x, near) for x in few):
        return "other"
    is_wider = abs(ours[-1] - theirs[-1]) > near
    if is_wider:  # rows of one block may be wider than the others
        return "explained" if len(few) >= MANY else "other"
    return "same" if len(few) == len(many) else "explained"


def same_width(lines: Sequence[float], frame: Frame) -> bool:
    """Whether a table is as wide as the column rules known."""
    width = lines[-1] - lines[0]
    return abs(width - frame.width) <= tolerance(lines)


def tolerance(lines: Sequence[float]) -> float:
    """How far apart two column rules that are one may stand, in points."""
    width = lines[-1] - lines[0]
    return max(NEAR, NEAR_SHARE * width)


def _from_left(lines: Sequence[float]) -> list[float]:
    left = lines[0]
    return [x - left for x in lines]


def _has(
    lines: Sequence[float],
    x: float,
    near: float,
) -> bool:
    at = bisect_left(lines, x - near)
    return at < len(lines) and lines[at] <= x + near


def united(lines: Sequence[float], frame: Frame) -> tuple[float, ...]:
    """The column rules known, and those of the table that are new."""
    if len(frame.xs) <= len(lines):
        return tuple(lines)
    left = lines[0]
    return tuple(left + x for x in _from_left(frame.xs))


@lru_cache(maxsize=64)
def starts(lines: tuple[float, ...], frame: Frame) -> tuple[int, ...]:
    """Which of the known column rules each of the table's rules is."""
    known = _from_left(lines)
    return tuple(_nearest(known, x) for x in _from_left(frame.xs))


def _nearest(lines: Sequence[float], x: float) -> int:
    def distance(number: int) -> float:
        return abs(lines[number] - x)

    return min(range(len(lines)), key=distance)
