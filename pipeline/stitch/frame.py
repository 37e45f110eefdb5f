"""Where a page table's rules stand, brought upright.

So that tables of different pages can be laid over each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from pipeline.model import Box, Cell, PageTable

Relation = Literal["same", "explained", "other", "unknown"]

# Column rules of two pages this near are one (points, or a share of the table's width where that is
# more).
NEAR, NEAR_SHARE = 3.0, 0.006
# So many rules in the same places are no chance, though one table is wider.
MANY = 5


@dataclass(frozen=True, slots=True)
class Frame:
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
        return self.xs[-1] - self.xs[0]


def frame_of(table: PageTable) -> Frame | None:
    """The frame of a table whose cells have boxes, else None."""
    if not table.cells or any(cell.bbox is None for cell in table.cells):
        return None
    turn = _turn(table)
    places: list[list[float]] = [[] for _ in range(table.n_cols + 1)]
    tops, bottoms = [], []
    for cell in table.cells:
        x0, top, x1, bottom = upright(cell.bbox, turn)
        places[cell.col].append(x0)
        places[cell.col + cell.colspan].append(x1)
        tops.append(top)
        bottoms.append(bottom)
    if not all(places):
        return None
    return Frame(tuple(median(at) for at in places), min(tops), max(bottoms), turn)


def _turn(table: PageTable) -> int:
    """From where the last column lies as seen from the first; of one column, from the rows."""
    wide = max(table.cells, key=lambda c: (c.col, -c.row))
    first = next(
        (c for c in table.cells if c.row <= wide.row < c.row + c.rowspan and c.col == 0),
        table.cells[0],
    )
    turn = _direction(first.bbox, wide.bbox)
    if wide.col == 0:
        last = max(table.cells, key=lambda c: c.row)
        turn = (_direction(table.cells[0].bbox, last.bbox) - 90) % 360
    return turn if turn is not None else 0


def _direction(a: Box | None, b: Box | None) -> int:
    if a is None or b is None or a == b:
        return 0
    x, y = b[0] + b[2] - a[0] - a[2], b[1] + b[3] - a[1] - a[3]
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 90 if y > 0 else 270


def upright(box: Box | None, turn: int) -> Box:
    """The box as seen by a reader of the turned table."""
    x0, top, x1, bottom = box or (0.0, 0.0, 0.0, 0.0)
    return {
        0: (x0, top, x1, bottom),
        90: (top, -x1, bottom, -x0),
        180: (-x1, -bottom, -x0, -top),
        270: (-bottom, x0, -top, x1),
    }[turn]


def height(cell: Cell, turn: int) -> float:
    """How tall a cell is to its reader; 0 without a box."""
    box = upright(cell.bbox, turn)
    return box[3] - box[1]


def relate(lines: Sequence[float], frame: Frame) -> Relation:
    """How a table's column rules lie to those known: the same; one side's all among the other's.

    Or neither.

    Mirrored margins shift a whole table sideways, so places count from the left edge.
    """
    ours, theirs = _from_left(lines), _from_left(frame.xs)
    near = tolerance(lines)
    few, many = sorted((ours, theirs), key=len)
    if not all(_has(many, x, near) for x in few):
        return "other"
    if abs(ours[-1] - theirs[-1]) > near:  # rows of one block may be wider than the others
        return "explained" if len(few) >= MANY else "other"
    return "same" if len(few) == len(many) else "explained"


def same_width(lines: Sequence[float], frame: Frame) -> bool:
    return abs((lines[-1] - lines[0]) - frame.width) <= tolerance(lines)


def tolerance(lines: Sequence[float]) -> float:
    return max(NEAR, NEAR_SHARE * (lines[-1] - lines[0]))


def _from_left(lines: Sequence[float]) -> list[float]:
    return [x - lines[0] for x in lines]


def _has(lines: Sequence[float], x: float, near: float) -> bool:
    at = bisect_left(lines, x - near)
    return at < len(lines) and lines[at] <= x + near


def united(lines: Sequence[float], frame: Frame) -> tuple[float, ...]:
    """The column rules known, and those of the table that are new."""
    if len(frame.xs) <= len(lines):
        return tuple(lines)
    return tuple(lines[0] + x for x in _from_left(frame.xs))


def starts(lines: Sequence[float], frame: Frame) -> tuple[int, ...]:
    """Which of the known column rules each of the table's rules is."""
    known = _from_left(lines)
    return tuple(
        min(range(len(known)), key=lambda i: abs(known[i] - x)) for x in _from_left(frame.xs)
    )
