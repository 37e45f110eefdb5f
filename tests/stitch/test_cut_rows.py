"""How likely one row, cut by a page break, shows just these blanks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import Cell
from pipeline.stitch import signs
from pipeline.stitch.cut_rows import Budget, _split_likelihood, is_cut
from pipeline.stitch.habits import Habits
from pipeline.stitch.meeting import Meeting
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import joined_signs
from pipeline.stitch.signs import Sign
from tests.stitch.pieces import habits_of, set_piece


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


def codes(
    above: list[Piece], below: list[Piece], habits: Habits | None = None, **known: Any
) -> set[str]:
    meeting = Meeting(above, below, **known)
    return {sign.code for sign in is_cut(meeting, habits or Habits()).signs}


def test_rows_in_other_columns_or_without_a_text_are_no_rest() -> None:
    assert codes([piece(0, "a")], [piece(1, "b")]) == {"other-outline"}
    assert codes([], [piece(0, "b")]) == {"other-outline"}
    assert codes([piece(0, "a")], [piece(0, "")]) == {"other-outline"}
    wide = replace(piece(0, "b"), colspan=2)
    assert codes([piece(0, "a")], [wide]) == {"other-outline"}


@pytest.mark.parametrize(
    ("below", "next_serial", "last", "sign"),
    [
        ("8", None, False, "serials"),
        ("", 8, False, "serial-blank"),
        ("", 9, False, "serial-lost"),
        ("", None, True, "last-serial-blank"),
        ("", None, False, None),
        ("", 12, True, "last-serial-blank"),
        ("续", 8, False, None),
    ],
)
def test_running_numbers_tell_rows_apart(
    below: str, next_serial: int | None, last: bool, sign: str | None
) -> None:
    found = codes(
        [piece(0, "7"), piece(1, "推进")],
        [piece(0, below), piece(1, "归集")],
        numbered=0,
        next_serial=next_serial,
        last=last,
    )
    told = {code for code in found if "serial" in code}
    assert told == ({sign} if sign else set())


def test_a_number_is_missed_only_where_no_other_row_lacks_its_own() -> None:
    above, below = [piece(0, "7"), piece(1, "推进")], [piece(0, ""), piece(1, "归集")]
    for other in (piece(0, ""), piece(0, "3", rows=2)):
        habits = habits_of([other])
        assert "serial-blank" not in codes(above, below, habits, numbered=0, next_serial=8)
        assert "serial-lost" in codes(above, below, habits, numbered=0, next_serial=9)
    assert "serial-blank" not in codes(above, below, numbered=1, next_serial=8)
    words = [piece(0, "甲"), piece(1, "推进")]
    assert "serial-blank" not in codes(words, below, numbered=0, next_serial=8)


def row(height: float, free: float, text: str = "推进", top: float = 5.0) -> Piece:
    """A cell of that height with a line of ten points, and so much free below it."""
    cell_top = 0.0
    line = (5.0, height - free - 10, 95.0, height - free)
    return set_piece(text, (0, cell_top, 100, height), [line])


SET = [[row(20, 5, "甲")], [row(20, 5, "乙")], [row(20, 5, "丙")]]


def room_codes(upper: Piece, lower: Piece, **known: Any) -> set[str]:
    return codes([upper], [lower], habits_of(*SET), **known)


def test_a_text_with_room_for_a_line_below_it_was_not_cut() -> None:
    """Five points are usual; a pitch is twelve."""
    assert "room-below" in room_codes(row(40, 15), row(20, 5))
    assert "room-below" not in room_codes(row(40, 14), row(20, 5))
    blank = set_piece("", (0, 0, 100, 20), [])
    other = [row(40, 25), piece(1, "继续")], [blank, piece(1, "归集")]
    assert "room-below" not in codes(*other, habits_of(*SET))


def test_the_fullest_column_tells_whether_there_was_room() -> None:
    above = [row(40, 5), replace(row(40, 25), col=1)]
    below = [row(20, 5), replace(row(20, 5), col=1)]
    assert "room-below" in codes(above, below, habits_of(*SET))


def test_a_rest_is_no_taller_than_its_text() -> None:
    """With a line and a half to spare in each of its columns it is a row of its own."""
    assert "room-in-rest" in room_codes(row(20, 5), row(39, 14))
    assert "room-in-rest" not in room_codes(row(20, 5), row(38, 14))
    above = [row(20, 5), replace(row(20, 5), col=1)]
    below = [row(39, 14), replace(row(20, 5), col=1)]
    assert "room-in-rest" not in codes(above, below, habits_of(*SET))
    tall = replace(row(39, 14), rowspan=2)
    assert "room-in-rest" not in room_codes(row(20, 5), tall)


def test_a_row_lower_than_all_whole_ones_is_a_piece() -> None:
    assert "odd-height" in room_codes(row(18.5, 3), row(20, 5))
    assert "odd-height" in room_codes(row(20, 5), row(18.5, 3))
    assert "odd-height" not in room_codes(row(18.7, 3), row(20, 5))
    both = is_cut(Meeting([row(15, 2)], [row(15, 2)]), habits_of(*SET))
    weights = [sign.weight for sign in both.signs if sign.code == "odd-height"]
    assert weights == [2.5, 1.5], "no more than four together"


def test_a_page_with_room_for_lines_below_the_table_is_not_full() -> None:
    assert "page-not-full" in room_codes(row(20, 5), row(20, 5), free=30.5)
    assert "page-not-full" not in room_codes(row(20, 5), row(20, 5), free=30)
    assert "page-not-full" not in codes([piece(0, "a")], [piece(0, "b")], free=99)


def test_rows_with_three_lines_are_cut_more_often() -> None:
    def prior(*above: Piece) -> float:
        below = [replace(one, text="其他") for one in above]
        habits = habits_of(*[[piece(0, "甲")] for _ in range(99)])
        found = is_cut(Meeting(above, below), habits)
        return next(sign.weight for sign in found.signs if sign.code == "prior")

    assert prior(piece(0, "一\n二\n三")) == signs.PRIOR_LONG
    assert prior(piece(0, "一\n二")) == signs.PRIOR_LEAST
    assert prior(piece(0, "一\n二\n三", rows=2)) == signs.PRIOR_LEAST


def test_texts_of_several_columns_bear_each_other_out_up_to_a_limit() -> None:
    above = [piece(col, "推进（含") for col in range(3)]
    below = [piece(col, "续建）") for col in range(3)]
    found = is_cut(Meeting(above, below), Habits())
    brackets = [sign.weight for sign in found.signs if sign.code == "bracket"]
    assert brackets[0] == 5
    of_rows = {"prior", "blanks"}
    together = sum(sign.weight for sign in found.signs if sign.code not in of_rows)
    assert together == pytest.approx(signs.TEXT_MOST, abs=0.5)
    blank = is_cut(
        Meeting([piece(0, "（含"), piece(1, "x")], [piece(0, ""), piece(1, "y")]), Habits()
    )
    assert "bracket" not in {sign.code for sign in blank.signs}


def test_below_a_heading_alone_words_over_numbers_are_no_data() -> None:
    numbers = [[piece(0, "7")], [piece(0, "8")]]
    heading, rest = [piece(0, "完成")], [piece(0, "情况")]
    known = habits_of(*numbers)
    assert "not-data" in codes(heading, rest, known, heading=True)
    assert "blanks" not in codes(heading, rest, known, heading=True)
    assert "not-data" not in codes(heading, rest, known)
    assert "not-data" not in codes(heading, [piece(0, "9")], known, heading=True)
    assert "not-data" not in codes(heading, rest, habits_of(*numbers[:1]), heading=True)
    words = habits_of(*numbers, [piece(0, "甲")])
    assert "not-data" not in codes(heading, rest, words, heading=True)


def test_blanks_that_complement_each_other_speak_for_one_row() -> None:
    """The table's rows are filled in both columns, and here each side in one."""
    full = [[piece(0, str(n)), piece(1, "甲")] for n in range(9)]

    def blanks(above: list[Piece], below: list[Piece], *rows: list[Piece]) -> float:
        found = is_cut(Meeting(above, below), habits_of(*full, *rows)).signs
        return sum(sign.weight for sign in found if sign.code == "blanks")

    both, first, second = (
        [piece(0, "7"), piece(1, "乙")],
        [piece(0, "7"), piece(1, "")],
        [
            piece(0, ""),
            piece(1, "乙"),
        ],
    )
    assert blanks(first, second) > blanks(both, second) > blanks(both, both)
    assert blanks(both, second) > 1
    usual = [[piece(0, ""), piece(1, "丙")] for _ in range(9)]
    assert blanks(both, second, *usual) < blanks(both, second)
    merged = [[piece(0, "标签", rows=2), piece(1, "丙")]]
    assert blanks(both, second, *merged) < blanks(both, second), "the label's rest is blank too"


def test_what_signs_of_one_kind_weigh_together_is_bounded_either_way() -> None:
    budget = Budget(4.0)
    spent = [budget.spend(Sign("x", weight)).weight for weight in (3.0, 3.0, -9.0, 2.0)]
    assert spent == [3.0, 1.0, -8.0, 2.0]
