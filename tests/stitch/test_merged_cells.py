"""What speaks for one merged cell over a break, and what for two."""

from __future__ import annotations

from pipeline.stitch import signs
from pipeline.stitch.habits import Habits
from pipeline.stitch.merged_cells import is_one
from pipeline.stitch.piece import Piece
from tests.stitch.pieces import habits_of, piece, set_piece

MERGED = [[piece("标签", rows=2)], [piece("别的", rows=3)], [piece("第三", rows=2)]]
ALONE = [[piece("标签")], [piece("别的")], [piece("第三")]]


def codes(
    upper: Piece, lower: Piece, habits: Habits | None = None, is_open: bool = False
) -> set[str]:
    return {sign.code for sign in is_one(upper, lower, habits or Habits(), is_open).signs}


def weight(code: str, upper: Piece, lower: Piece, habits: Habits) -> float:
    found = {sign.code: sign.weight for sign in is_one(upper, lower, habits, False).signs}
    return found.get(code, 0.0)


def test_two_blanks_are_one_cell_where_both_cover_several_rows() -> None:
    tall, low = piece("", rows=2), piece("")
    assert codes(tall, piece("", rows=3)) == {"both-tall"}
    assert codes(tall, low) == codes(low, tall) == codes(low, piece("")) == {"never-merged"}


def test_the_same_text_on_both_sides_is_one_where_the_rule_is_open_and_a_cell_is_tall() -> None:
    tall, low = piece("经济", rows=2), piece("经济 ")
    assert codes(tall, low, is_open=True) == {"open-rule", "same-text"}
    assert codes(low, tall, is_open=True) == {"open-rule", "same-text"}
    assert codes(low, piece("经济"), is_open=True) == {"open-rule", "known-whole"}
    assert codes(tall, low) == {"known-whole"}


def test_a_blank_on_one_side_is_the_rest_of_a_cell_where_the_column_is_merged() -> None:
    label, blank = piece("经济", rows=2), piece("")
    assert is_one(label, blank, habits_of(*MERGED), False).holds
    assert not is_one(piece("经济"), blank, habits_of(*ALONE), False).holds
    assert codes(piece("经济"), blank, habits_of(*ALONE)) == {"merged-habit", "never-merged"}
    assert codes(piece("经济"), blank, habits_of(*MERGED)) == {"merged-habit"}
    assert codes(label, blank, habits_of(*ALONE)) == {"merged-habit"}
    assert codes(piece("经济"), piece("", rows=2), habits_of(*ALONE)) == {
        "merged-habit",
        "tall-blank",
    }
    assert codes(piece("", rows=2), piece("经济"), habits_of(*ALONE)) == {
        "merged-habit",
        "tall-blank",
    }


def test_blanks_of_their_own_in_the_column_speak_against_it() -> None:
    label, blank = piece("经济", rows=2), piece("")
    few = habits_of(*MERGED, [piece("")])
    many = habits_of(*MERGED, *[[piece("")] for _ in range(9)])
    none = weight("merged-habit", label, blank, habits_of(*MERGED))
    assert none > weight("merged-habit", label, blank, few) > 0
    assert weight("merged-habit", label, blank, many) < 0
    assert none <= 4


def test_a_tall_cell_counts_as_one_that_is_merged() -> None:
    """Two blanks on their own against two merged cells, those unseen counted."""
    habits = habits_of([piece("标签", rows=2)], [piece("")], [piece("")])
    low = weight("merged-habit", piece("经济"), piece(""), habits)
    tall = weight("merged-habit", piece("经济", rows=2), piece(""), habits)
    assert low < 0 < tall


def test_two_texts_in_a_column_without_merged_cells_are_two() -> None:
    upper, lower = piece("推进（含"), piece("续建）")
    assert "never-merged" in codes(upper, lower, habits_of(*ALONE))
    assert "never-merged" not in codes(upper, lower, habits_of(*MERGED))
    assert "never-merged" not in codes(piece("推进（含", rows=2), lower, habits_of(*ALONE))
    assert "never-merged" not in codes(upper, piece("续建）", rows=2), habits_of(*ALONE))
    assert {"prior", "bracket"} <= codes(upper, lower, habits_of(*MERGED))


def lines(count: int, top: float = 5.0) -> list[tuple[float, float, float, float]]:
    return [(5.0, top + 12 * n, 95.0, top + 12 * n + 10) for n in range(count)]


def test_a_text_that_fills_a_tall_cell_from_top_to_bottom_may_go_on() -> None:
    lower = piece("其余", rows=2)
    full = set_piece("一\n二\n三", (0, 0, 100, 44), lines(3), rows=2)
    assert "fills" in codes(full, lower, habits_of(*MERGED))
    two = set_piece("一\n二", (0, 0, 100, 32), lines(2), rows=2)
    assert "fills" not in codes(two, lower, habits_of(*MERGED))
    low = set_piece("一\n二\n三", (0, 0, 100, 44), lines(3))
    assert "fills" not in codes(low, lower, habits_of(*MERGED))
    roomy = set_piece("一\n二\n三", (0, 0, 100, 64), lines(3, 20.0), rows=2)
    assert "fills" not in codes(roomy, lower, habits_of(*MERGED))


def test_room_for_a_line_below_the_text_says_that_it_ended() -> None:
    lower = piece("其余")
    just = set_piece("一", (0, 0, 100, 29), lines(1), rows=2)  # 14 points below, 5 are usual
    assert "room-below" not in codes(just, lower, habits_of(*MERGED))
    more = set_piece("一", (0, 0, 100, 30), lines(1), rows=2)
    assert "room-below" in codes(more, lower, habits_of(*MERGED))


def test_where_an_outer_label_begins_the_inner_one_hardly_goes_on() -> None:
    outer, upper, lower = piece("大类"), piece("经济", 1, 2), piece("", 1)
    habits = habits_of(*MERGED)
    plain = is_one(upper, lower, habits, False)
    beside = is_one(upper, lower, habits, False, [outer])
    assert beside.total == plain.total + habits.crossing(0, 1)
    assert habits.crossing(0, 1) < -2
    habits.crossed[0, 1] += 30
    assert is_one(upper, lower, habits, False, [outer]).total == plain.total
    assert signs.SAME_TEXT.weight < -signs.KNOWN.weight
    habits.nested[3, 1] += 5
    both = is_one(upper, lower, habits, False, [outer, piece("小类", 3)])
    assert both.total == plain.total + habits.crossing(3, 1)


def counted(*, merged: int, blanks: int) -> Habits:
    found = Habits()
    found.column(0).merged = merged
    found.column(0).blanks = blanks
    return found


def test_a_text_below_a_blank_cell_is_its_text_where_every_other_cell_is_merged() -> None:
    verdict = is_one(piece(""), piece("基础设施", rows=3), counted(merged=3, blanks=0), False)
    assert verdict.holds
    assert not verdict.close


def test_a_text_below_a_blank_cell_stays_there_in_doubt_where_others_are_blank_on_their_own() -> (
    None
):
    """The blank row may go on with the label above: what reads the rows has to weigh it."""
    verdict = is_one(piece(""), piece("基础设施", rows=3), counted(merged=2, blanks=1), False)
    assert not verdict.holds
    assert verdict.close


def test_a_blank_cell_below_a_text_goes_on_with_it_as_often_as_cells_are_merged() -> None:
    verdict = is_one(piece("基础设施", rows=3), piece(""), counted(merged=2, blanks=1), False)
    assert verdict.holds


def test_a_tall_blank_above_a_text_is_its_first_part() -> None:
    verdict = is_one(piece("", rows=3), piece("基础设施"), counted(merged=2, blanks=1), False)
    assert verdict.holds
