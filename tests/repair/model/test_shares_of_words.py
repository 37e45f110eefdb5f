"""How much of a label's words a name has, and what that is worth, in figures."""

from __future__ import annotations

from math import log

import pytest

from pipeline.repair.model.words import LABEL, Claimant, Words, fitting, rise, without_remark

# Eight rows without a word in common, so that each pair of signs counts alike: 1.
PLAIN = (
    "甲乙丙丁戊",
    "子丑寅卯辰",
    "天地玄黄",
    "宇宙洪荒",
    "日月盈昃",
    "辰宿列张",
    "寒来暑往",
    "秋收冬藏",
)
LAST = len(PLAIN) - 1


def claim(name: str, first: int = 0, last: int = LAST, *others: Claimant) -> tuple[float, ...]:
    return Words(PLAIN).claims(Claimant(name, first, last), others)


@pytest.mark.parametrize(
    ("share", "cost"),
    [
        (0.0, 0.0),
        (0.1, 0.0),
        (0.175, 0.5),
        (0.25, 1.0),
        (0.375, 1.75),
        (0.5, 2.5),
        (0.75, 3.0),
        (1.0, 3.0),
    ],
)
def test_what_a_share_is_worth(share: float, cost: float) -> None:
    assert rise(LABEL, share) == pytest.approx(cost)


def test_the_share_is_that_of_the_label_s_pairs_of_signs() -> None:
    """甲乙丙 has two pairs, both in the first name; 甲乙午未申 has one of four."""
    assert claim("甲乙丙")[0] == 3.0
    assert claim("甲乙午未申")[0] == pytest.approx(1.0)
    assert claim("甲乙午")[0] == pytest.approx(2.5)
    assert claim("甲乙午")[1:] == (0.0,) * LAST


def test_a_label_claims_from_its_first_row_to_its_last() -> None:
    assert claim("甲乙丙", 1) == (0.0,) * 8
    assert claim("秋收冬藏", 0, LAST - 1) == (0.0,) * 8
    assert claim("秋收冬藏", -3, LAST + 3)[LAST] == 3.0
    assert claim("秋收冬藏", LAST, LAST)[LAST] == 3.0


@pytest.mark.parametrize(
    ("rival", "left"),
    [
        ("甲乙丙", 0.0),  # names the row as well
        ("甲乙午", 0.5 * 3.0),  # half a point less
        ("甲乙午未申", 3.0),  # two points less: no rival
        ("午未申", 3.0),
    ],
)
def test_a_rival_that_names_the_row_nearly_as_well_takes_part_of_the_claim(
    rival: str, left: float
) -> None:
    assert claim("甲乙丙", 0, LAST, Claimant(rival, 0, LAST))[0] == pytest.approx(left)


def test_a_rival_out_of_reach_takes_none_and_of_several_the_best_counts() -> None:
    assert claim("甲乙丙", 0, LAST, Claimant("甲乙丙", 1, LAST))[0] == 3.0
    rivals = (Claimant("甲乙丙", 0, LAST), Claimant("午未", 0, LAST))
    assert claim("甲乙丙", 0, LAST, *rivals)[0] == 0.0


def test_a_row_of_just_the_label_s_points_is_claimed_besides() -> None:
    fits = {0: 0.5, 3: 1.5}
    found = Words(PLAIN).claims(Claimant("甲乙丙", 0, LAST, fits), [])
    assert found == (3.5, 0.0, 0.0, 1.5, 0.0, 0.0, 0.0, 0.0)


def test_a_thing_that_a_label_lists_names_a_row_that_has_half_of_it() -> None:
    """It has to be of four signs."""
    assert claim("甲乙丙丁、午未申酉")[0] == pytest.approx(3.0)
    assert claim("甲乙午丙丁、午未申酉")[0] == pytest.approx(rise(LABEL, 2 / 4))
    assert claim("甲乙午未、申酉戌亥")[0] == pytest.approx(rise(LABEL, 1 / 7), abs=0.3)
    assert claim("甲乙丙、午未申酉")[0] < 2.5


def test_words_that_more_rows_have_count_less() -> None:
    names = ("甲乙", "甲乙", "甲乙", "丙丁")
    # Of five and four: log(5 / 4) against log(5 / 2).
    often = log(5 / 4) / log(5 / 2)
    found = Words(names).claims(Claimant("甲乙丙丁", 0, 3), [])
    # The label has 甲乙, 乙丙 (on no row: counts 1) and 丙丁.
    little = rise(LABEL, often / (often + 2))
    assert found[0] == pytest.approx(little * little), "so little is rather another label's"
    assert found[3] == pytest.approx(rise(LABEL, 1 / (often + 2)))


def test_on_one_row_every_word_counts_alike() -> None:
    assert Words(("甲乙丙",)).claims(Claimant("甲乙午", 0, 0), []) == (2.5,)
    assert Words(()).claims(Claimant("甲乙", 0, 0), []) == ()


# --- rows that are strange to a label


def test_a_row_of_which_a_label_has_a_tenth_of_its_words_is_not_strange() -> None:
    """Of eleven pairs one is too few, of ten it is enough."""
    signs = "甲乙丙丁戊子丑寅卯辰"
    words = Words(("甲乙丙丁戊", "子丑寅卯辰", *PLAIN[2:]))
    label = Claimant(f"{signs}午天地", 0, LAST)
    found = words.strange(label, 1.5)
    assert found[0] == found[1] == 0.0
    assert found[2] == 1.5, "one of twelve"
    shorter = Claimant("甲乙丙丁戊子丑寅天地", 0, LAST)
    assert words.strange(shorter, 1.5)[2] == 0.0, "one of nine"


def test_no_row_is_strange_where_the_label_names_none_of_those_it_may_hold() -> None:
    words = Words(PLAIN)
    assert words.strange(Claimant("甲乙丙", 1, LAST), 1.5) == (0.0,) * 8
    assert words.strange(Claimant("甲乙丙", 0, 0), 1.5) == (0.0, *(1.5,) * 7)
    quarter = Claimant("甲乙午未申", 0, LAST)
    assert words.strange(quarter, 1.5)[1] == 1.5
    fifth = Claimant("甲乙午未申酉", 0, LAST)
    assert words.strange(fifth, 1.5) == (0.0,) * 8


def test_rows_of_one_theme_with_the_row_above_are_stranger() -> None:
    names = ("甲乙丙丁戊", "农田灌溉", "农田灌渠", "天地玄黄")
    found = Words(names).strange(Claimant("甲乙丙丁", 0, 3), 1.0, 0.25)
    assert found == (0.0, 1.0, 1.25, 1.0)
    assert Words(names).strange(Claimant("甲乙丙丁", 0, 3), 1.0) == (0.0, 1.0, 1.0, 1.0)


# --- rows below a label's prints, themes


def test_rows_are_unnamed_below_a_print_once_a_row_has_been_named() -> None:
    words = Words(PLAIN)
    label = Claimant("天地玄黄", 0, LAST)
    assert words.unnamed_below(label, [0]) == {3, 4, 5, 6, 7}
    assert words.unnamed_below(label, [2]) == {3, 4, 5, 6, 7}
    assert words.unnamed_below(label, [3]) == frozenset()
    assert words.unnamed_below(label, [6, 1]) == {3, 4, 5, 6, 7}
    assert words.unnamed_below(Claimant("天地玄黄", 0, 4), [0]) == {3, 4}


def test_names_have_in_common_what_the_shorter_has_of_the_other() -> None:
    words = Words(("甲乙丙丁戊", "甲乙午", "子丑", "午未", ""))
    assert words.common_above(0) == 0.0
    both = words.common_above(1)
    rare = log(6 / 3) / log(6 / 2)  # 甲乙 stands on two of five rows
    assert both == pytest.approx(rare / (rare + 1))
    assert words.common_above(2) == 0.0
    assert words.common_above(4) == 0.0


def test_a_theme_begins_where_its_next_row_goes_on_with_it() -> None:
    names = ("甲乙丙丁", "农田灌溉", "农田灌渠", "农田水渠", "天地玄黄")
    words = Words(names)
    assert words.themes_begin({1, 2, 3, 4}) == {1}
    assert words.themes_begin({1}) == frozenset(), "the next row is not among them"
    assert words.themes_begin({0, 1}) == frozenset()


# --- weights of just the points


@pytest.mark.parametrize(("points", "alike"), [(2, 3), (3, 1)])
def test_chance_is_the_share_of_rows_that_weigh_as_much(points: int, alike: int) -> None:
    weights = [2, 3, 2, 2, None]
    row = weights.index(points)
    found = fitting(weights, points, [row, 4])
    assert found == {row: pytest.approx(-log((alike + 1) / 7))}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("荣誉（加分项）", "荣誉"),
        ("荣誉(加分项) ", "荣誉"),
        ("荣誉(省)数量", "荣誉(省)数量"),
        ("(加分项)", "(加分项)"),
    ],
)
def test_a_remark_is_what_stands_in_brackets_at_the_end(label: str, name: str) -> None:
    assert without_remark(label) == name
