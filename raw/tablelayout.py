"""Page tables as drawn cells: spans, wrapped lines, widths and heights. Used by facsimile.py.

Lengths are PDF points; grid positions count from 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FILE = Path(__file__).resolve().parent / "fonts" / "WenQuanYiMicroHei-subset.ttf"
FONT = "WenQuanYiMicroHei"
SERIAL = "序号"
LEADING = 1.3
PAD_X, PAD_Y = 3.5, 3.0
SLACK = 0.1  # keeps a text that just fits from wrapping by a rounding error
WIDEST_WORD = 120.0  # a word wider than this may be broken inside
SHORT = 5.0  # a text up to this many font sizes is not broken
OPENERS = frozenset("([{<“‘《〈「『【（［｛\"'")
CLOSERS = frozenset(")]}>”’》〉」』】）］｝\"'，。、；：！？,.;:!?%％·…")

Edge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A page table ready to draw: cells, and the widths and heights of its columns and rows."""

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float


# ---- rows → cells with spans


def cells_of(rows: Sequence[Sequence[str]], labels: int) -> tuple[Cell, ...]:
    """The drawn cells of one page table; ``labels`` counts the columns left of the serial number."""
    header = header_rows(rows)
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if (row, col) not in covered:
                down, across = extent(rows, row, col, header, labels)
                cells.append(Cell(row, col, text, down, across))
                covered |= {(row + i, col + j) for i in range(down) for j in range(across)}
    return tuple(cells)


def serial_column(row: Sequence[str]) -> int | None:
    return next((col for col, text in enumerate(row) if "".join(text.split()) == SERIAL), None)


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """The rows of headings: one below the first is blank below the labels, the serial number and the name beside it."""
    serial = serial_column(rows[0])
    if serial is None:
        return 0
    below = (n for n, row in enumerate(rows) if n and (any(row[: serial + 2]) or not any(row)))
    return next(below, len(rows))


def extent(
    rows: Sequence[Sequence[str]], row: int, col: int, header: int, labels: int
) -> tuple[int, int]:
    """How many rows and columns the cell at ``row``, ``col`` covers."""
    if not rows[row][col]:
        return 1, 1
    if row < header:
        lower = rows[row + 1 : header]
        if any(texts[col] for texts in lower):
            return 1, 1 + run(rows[row], lower, col)
        return header - row, 1
    if col >= labels:
        return 1, 1
    below = (i for i in range(row + 1, len(rows)) if rows[i][col])
    return next(below, len(rows)) - row, 1


def run(texts: Sequence[str], lower: Sequence[Sequence[str]], col: int) -> int:
    """Columns right of ``col`` that have a sub-header and no header of their own."""
    columns = range(col + 1, len(texts))
    return next(
        (at - col - 1 for at in columns if texts[at] or not any(row[at] for row in lower)),
        len(columns),
    )


# ---- text → wrapped lines


@cache
def face() -> TTFont:
    """The font, registered once. ``asciiReadable`` off: codes are given in order of use, for all characters alike."""
    font = TTFont(FONT, str(FONT_FILE), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def advance(char: str) -> float:
    """Width of one character in font sizes."""
    return float(face().face.getCharWidth(ord(char))) / 1000


def measure(text: str, size: float) -> float:
    return math.fsum(map(advance, text)) * size


@cache
def pieces(text: str) -> tuple[str, ...]:
    """``text`` cut wherever a line may end; joined, they are ``text`` again."""
    out: list[str] = []
    for char in text:
        if out and glued(out[-1][-1], char):
            out[-1] += char
        else:
            out.append(char)
    return tuple(out)


def glued(left: str, right: str) -> bool:
    """No line ends between the two: inside a word or number, before a space or closing mark, after an opening one."""
    if right.isspace() or right in CLOSERS:
        return True
    return not left.isspace() and (left in OPENERS or max(left, right) < "\u2e80")


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than ``width``, ended at a space where one is near; that space stays at the end of its line."""
    lines, line = [], ""
    for piece in fitting(text, width, size):
        if not line or measure(line + piece, size) <= width:
            line += piece
            continue
        head, space, tail = line.rpartition(" ")
        if not space or measure(head, size) < 0.4 * width or measure(tail + piece, size) > width:
            head, space, tail = line, "", ""
        lines.append(head + space)
        line = tail + piece
    return [*lines, line] if line else lines


def fitting(text: str, width: float, size: float) -> Iterator[str]:
    """The pieces of ``text``; one that is too wide for a line comes character by character."""
    for piece in pieces(text):
        yield from piece if measure(piece, size) > width else (piece,)


# ---- cells → widths and heights


def lay_out(cells: tuple[Cell, ...], frame: float, size: float) -> Layout:
    widths = column_widths(cells, frame, size)
    return Layout(cells, widths, row_heights(cells, widths, size), size)


def column_widths(cells: Sequence[Cell], total: float, size: float) -> tuple[float, ...]:
    """Widths that sum to ``total``: each holds its widest word; the rest goes by the root of what a column still wants.

    Where the widest words alone need more, the sum is larger than ``total``.
    """
    floor = [3 * PAD_X] * (1 + max(cell.col for cell in cells))
    want = floor.copy()
    for cell in cells:
        if cell.text and cell.colspan == 1:
            whole = measure(cell.text, size)
            word = (
                whole
                if whole <= SHORT * size
                else max(measure(piece, size) for piece in pieces(cell.text))
            )
            floor[cell.col] = max(floor[cell.col], min(word, WIDEST_WORD) + 2 * PAD_X + SLACK)
            want[cell.col] = max(want[cell.col], floor[cell.col], whole + 2 * PAD_X + SLACK)
    widths = floor
    for _ in range(8):
        hunger = [math.sqrt(most - has) for most, has in zip(want, widths, strict=True)]
        share = max(0.0, total - sum(widths)) / (sum(hunger) or 1)
        widths = [
            min(most, has + share * h) for most, has, h in zip(want, widths, hunger, strict=True)
        ]
    return tuple(width * max(1.0, total / sum(widths)) for width in widths)


def row_heights(cells: Sequence[Cell], widths: Sequence[float], size: float) -> tuple[float, ...]:
    """The least heights that hold all texts; what a tall cell lacks is spread over its rows."""
    heights = [size * LEADING + 2 * PAD_Y] * (1 + max(cell.row for cell in cells))
    for cell in sorted(cells, key=lambda cell: cell.rowspan):
        rows = range(cell.row, cell.row + cell.rowspan)
        lines = wrap(cell.text, inner_width(cell, widths), size)
        lack = len(lines) * size * LEADING + 2 * PAD_Y - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] += max(0.0, lack) / len(rows)
    return tuple(heights)


def inner_width(cell: Cell, widths: Sequence[float]) -> float:
    return sum(widths[cell.col : cell.col + cell.colspan]) - 2 * PAD_X


# ---- cells → rules


def rules(cells: Sequence[Cell]) -> list[Edge]:
    """The ruled lines, each from one (row, col) corner of the grid to another; none runs inside a cell."""
    across = {
        (row, col)
        for cell in cells
        for row in (cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    down = {
        (col, row)
        for cell in cells
        for col in (cell.col, cell.col + cell.colspan)
        for row in range(cell.row, cell.row + cell.rowspan)
    }
    flat: list[Edge] = [((at, first), (at, last)) for at, first, last in joined(across)]
    return flat + [((first, at), (last, at)) for at, first, last in joined(down)]


def joined(segments: set[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Unit segments ``(line, start)`` → ``(line, first, last)``, one for each unbroken run."""
    for (line, _), group in groupby(
        enumerate(sorted(segments)), key=lambda item: (item[1][0], item[1][1] - item[0])
    ):
        starts = [start for _, (_, start) in group]
        yield line, starts[0], starts[-1] + 1
