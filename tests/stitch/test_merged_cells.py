"""Cells above and below a page break: one merged cell, or two."""

from __future__ import annotations

from pipeline.model import Cell
from pipeline.stitch.habits import Habits
from pipeline.stitch.merged_cells import is_one
from pipeline.stitch.piece import Piece


def piece(text: str, rows: int = 1) -> Piece:
    cell = Cell(0, 0, text, rowspan=rows, page=1)
    return Piece(0, 0, rows, 1, cell, text, cell)


def habits(*, merged: int, blanks: int) -> Habits:
    found = Habits()
    found.column(0).merged = merged
    found.column(0).blanks = blanks
    return found


def test_a_text_below_a_blank_cell_is_its_text_where_every_other_cell_is_merged() -> None:
    verdict = is_one(piece(""), piece("基础设施", rows=3), habits(merged=3, blanks=0), False)
    assert verdict.holds
    assert not verdict.close


def test_a_text_below_a_blank_cell_stays_there_in_doubt_where_others_are_blank_on_their_own() -> (
    None
):
    """The blank row may go on with the label above: what reads the rows has to weigh it."""
    verdict = is_one(piece(""), piece("基础设施", rows=3), habits(merged=2, blanks=1), False)
    assert not verdict.holds
    assert verdict.close


def test_a_blank_cell_below_a_text_goes_on_with_it_as_often_as_cells_are_merged() -> None:
    verdict = is_one(piece("基础设施", rows=3), piece(""), habits(merged=2, blanks=1), False)
    assert verdict.holds


def test_a_tall_blank_above_a_text_is_its_first_part() -> None:
    verdict = is_one(piece("", rows=3), piece("基础设施"), habits(merged=2, blanks=1), False)
    assert verdict.holds
