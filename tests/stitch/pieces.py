"""Cells above and below a break, written down in a line."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Box, Cell, Layout
from pipeline.stitch.habits import Habits
from pipeline.stitch.piece import Piece
from pipeline.stitch.typesetting import Setting

SIZE, PITCH = 10.0, 12.0
# Cells leave 5 points beside and below their texts.
SETTING = Setting(5.0, 5.0, PITCH, SIZE)


def piece(text: str, col: int = 0, rows: int = 1, row: int = 0, wide: int = 1) -> Piece:
    """A cell without a place."""
    cell = Cell(row, col, text, rows, wide)
    return Piece(row, col, rows, wide, cell, text, cell, parts=[cell])


def set_piece(
    text: str,
    box: Box,
    lines: Sequence[Box],
    rows: int = 1,
    col: int = 0,
) -> Piece:
    """A cell with its box and those of its lines."""
    cell = Cell(0, col, text, rows, 1, 1, box, layout=Layout(tuple(lines)))
    return Piece(0, col, rows, 1, cell, text, cell, parts=[cell])


def habits_of(*rows: Sequence[Piece]) -> Habits:
    """What a table of these rows is like."""
    habits = Habits(setting=SETTING)
    for row in rows:
        habits.add_row(row)
    return habits
