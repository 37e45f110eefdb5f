"""How likely one row, cut by a page break, shows just these blanks."""

from __future__ import annotations

import pytest

from pipeline.model import Cell
from pipeline.stitch import signs
from pipeline.stitch.cut_rows import _split_likelihood
from pipeline.stitch.habits import Habits
from pipeline.stitch.meeting import Meeting
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import joined_signs


def piece(col: int, text: str, rows: int = 1) -> Piece:
    cell = Cell(0, col, text, rowspan=rows)
    return Piece(0, col, rows, 1, cell, text, cell, parts=[cell])


def test_a_text_that_fills_its_row_may_go_on_however_long_a_merged_cell_beside_it_is() -> None:
    """The merged cell's lines are those of several rows, and no measure of this one."""
    pairs = [(piece(1, "two\nlines"), piece(1, "more"))]
    above = [pairs[0][0], piece(0, "a\nlabel\nof\nmany\nlines", rows=3)]
    meeting = Meeting(above, [pairs[0][1]])
    assert _split_likelihood(meeting, pairs) == pytest.approx(signs.GOES_ON)


def test_a_text_that_ends_above_the_last_line_of_its_row_is_finished() -> None:
    pairs = [(piece(1, "one"), piece(1, ""))]
    meeting = Meeting([pairs[0][0], piece(2, "two\nlines")], [pairs[0][1]])
    assert _split_likelihood(meeting, pairs) == pytest.approx(signs.FINISHED)


def test_a_blank_above_is_likelier_followed_by_a_blank_than_by_a_text() -> None:
    empty = [(piece(1, ""), piece(1, ""))]
    filled = [(piece(1, ""), piece(1, "text"))]
    for pairs, expected in ((empty, 1.0), (filled, signs.ONLY_BELOW)):
        meeting = Meeting([pairs[0][0]], [pairs[0][1]])
        assert _split_likelihood(meeting, pairs) == expected


def test_two_texts_are_weighed_anew_once_one_of_them_has_changed() -> None:
    upper, other, lower = piece(1, "上半"), piece(1, "别的"), piece(1, "下半")
    habits = Habits()
    found = joined_signs(upper, lower, habits)
    assert joined_signs(upper, lower, habits) == found
    assert {sign.about for sign in found} == {"上半 | 下半"}
    upper.text = "上半（"
    assert {sign.about for sign in joined_signs(upper, lower, habits)} == {"上半（ | 下半"}
    assert {sign.about for sign in joined_signs(other, lower, habits)} == {"别的 | 下半"}
