"""What the rows of one table show of its columns."""

from __future__ import annotations

from math import log

import pytest

from pipeline.stitch.habits import Column, Habits
from tests.stitch.pieces import SETTING, habits_of, piece, set_piece


def column(*texts: str) -> Column:
    return habits_of(*[[piece(text)] for text in texts]).column(0)


def test_blanks_merged_cells_and_texts_are_counted_apart() -> None:
    habits = habits_of(
        [piece("甲", 0, rows=2), piece("1", 1)],
        [piece("2", 1)],
        [piece("", 0), piece("", 1)],
        [piece("合计", 0, wide=2)],
    )
    first, second = habits.column(0), habits.column(1)
    assert (first.filled, first.blanks, first.merged) == (1, 1, 1)
    assert (second.filled, second.blanks, second.merged) == (2, 1, 0)
    assert habits.rows == 4
    assert dict(habits.patterns) == {frozenset({1}): 2, frozenset(): 2}


def test_texts_are_known_whole_but_for_marks() -> None:
    found = column("县发改委", "县 发改委", "/")
    assert dict(found.whole) == {"县发改委": 2}
    assert dict(found.endings) == {"other": 2}


def test_endings_are_those_of_words_and_long_ones_apart() -> None:
    long = "一" * 39 + "。"
    found = column("完成。", "其中：", "7.", long)
    assert dict(found.endings) == {"stop": 2, "colon": 1}
    assert dict(found.long_endings) == {"stop": 1}
    assert dict(column(long[1:]).long_endings) == {}


def test_small_letters_and_items_are_counted() -> None:
    found = column("went", "Went", "other", "完成", "1. 修路", "2. 建桥")
    assert found.small == (2, 3)
    assert found.items == 2
    assert found.listing == pytest.approx(0.3 / 9)
    several = column("1. 修路\n2. 建桥", "1. 修路\n其他")
    assert several.listing == pytest.approx((1 + 0.3) / (2 + 3))


WIDE = (0.0, 0.0, 100.0, 60.0)


def line(n: int, width: float) -> tuple[float, float, float, float]:
    return (5.0, 5.0 + 12 * n, 5.0 + width, 15.0 + 12 * n)


def test_three_broken_lines_show_how_wide_lines_come() -> None:
    broken = set_piece("一\n二", WIDE, [line(0, 80), line(1, 95)])
    assert habits_of([broken], [broken]).column(0).reach == 0
    assert habits_of([broken], [broken], [broken]).column(0).reach == 80


def test_full_and_early_lines_are_shares_of_those_seen() -> None:
    """A text whose last line leaves one type size, and one that leaves five."""
    full, short = set_piece("一", WIDE, [line(0, 80)]), set_piece("一", WIDE, [line(0, 40)])
    found = habits_of([full], [short], [short]).column(0)
    assert found.full(SETTING, 2.0) == pytest.approx((1 + 0.45) / 6)
    assert found.full(SETTING, 0.5) == pytest.approx(0.45 / 6)
    assert found.full(SETTING, 9.0) == pytest.approx((3 + 0.45) / 6)
    broken = set_piece("一\n二\n三", WIDE, [line(0, 80), line(1, 40), line(2, 10)])
    early = habits_of([broken]).column(0)
    assert early.short(SETTING) == pytest.approx((1 + 0.24) / 5)


def test_the_lowest_row_is_known_from_two_rows_on() -> None:
    low, high = set_piece("一", (0, 0, 9, 20), []), set_piece("一", (0, 0, 9, 31), [])
    assert habits_of([low]).lowest == 0
    assert habits_of([high], [low, high]).lowest == 20
    tall = set_piece("一", (0, 0, 9, 10), [], rows=2)
    assert habits_of([high, tall], [high]).lowest == 31
    assert habits_of([high], [tall]).lowest == 0, "a merged cell is no row's height"


def test_rows_of_one_line_are_hardly_ever_cut() -> None:
    several, one = [piece("一\n二")], [piece("一")]
    assert Habits().prior() == pytest.approx(log(0.3 / 0.7))
    assert habits_of(*[several] * 9).prior() == -0.7
    assert habits_of(*[one] * 99).prior() == -3.5
    mixed = habits_of(several, one, one).prior()
    assert mixed == pytest.approx(log(0.2333333 / 0.7666667))
    assert habits_of([piece("一\n二", rows=2)], one, one).several == 0


def test_columns_are_filled_together_as_counted() -> None:
    both, first = [piece("甲", 0), piece("乙", 1)], [piece("甲", 0), piece("", 1)]
    habits = habits_of(both, both, first)
    together = habits.filled_together([0, 1], [0, 1])
    alone = habits.filled_together([0], [0, 1])
    never = habits.filled_together([1], [0, 1])
    assert together > alone > never > 0
    by_columns = (3.8 / 4) * (2.8 / 4)
    assert together == pytest.approx((2 + 2 * by_columns) / 5)
    assert habits.filled_together([0], [0]) == pytest.approx((3 + 2 * 3.8 / 4) / 5)


def test_letters_are_known_to_meet_where_they_stand_side_by_side() -> None:
    habits = habits_of([piece("县发 改委"), piece("abc", 1)])
    assert habits.knows("全县发", "改革")
    assert habits.knows("县 ", " 发")
    assert not habits.knows("发", "县")
    assert not habits.knows("a", "b")
    assert not habits.knows("县a", "发")
    assert not habits.knows("县", "b")


def test_inner_cells_end_where_outer_ones_begin() -> None:
    outer, other = piece("大类", 0, 2), piece("又", 0, 2, row=2)
    nested, crossed = piece("小", 1, 1, row=2), piece("跨", 2, 2, row=1)
    habits = habits_of([outer])
    habits.add_nesting([outer, other, nested, crossed, piece("别", 1, 1, row=3)])
    assert dict(habits.nested) == {(0, 1): 1}
    assert dict(habits.crossed) == {(0, 2): 1}
    assert habits.crossing(0, 2) > habits.crossing(0, 9) > habits.crossing(0, 1)
    plain = habits_of([piece("甲", 0)])
    plain.add_nesting([outer, other, nested])
    assert not plain.nested
    blank = habits_of([outer])
    blank.add_nesting([outer, piece("", 0, 2, row=2), nested])
    assert not blank.nested
    top = habits_of([outer])
    top.add_nesting([outer, piece("小", 1)])
    assert not top.nested


def test_a_cell_that_goes_on_beside_one_that_begins_is_never_evidence_for_it() -> None:
    habits = Habits()
    habits.crossed[0, 1] += 100
    assert habits.crossing(0, 1) == 0
    habits.nested[0, 2] += 10**6
    assert habits.crossing(0, 2) == -4.5
