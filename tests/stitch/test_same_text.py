"""Whether two texts of one column are one, told by what each looks like."""

from __future__ import annotations

from math import log

import pytest

from pipeline.stitch.habits import Habits
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import head, is_cut_number, joined_signs, seam, tail
from pipeline.stitch.signs import CUT_SMALL, WHOLE_SMALL
from tests.stitch.pieces import habits_of, piece, set_piece


def habits(*texts: str) -> Habits:
    return habits_of(*[[piece(text)] for text in texts])


def weights(above: str | Piece, below: str | Piece, of: Habits) -> dict[str, float]:
    upper = piece(above) if isinstance(above, str) else above
    lower = piece(below) if isinstance(below, str) else below
    return {sign.code: sign.weight for sign in joined_signs(upper, lower, of)}


AMOUNTS = ("1,204.55", "2,118.20", "9,223.94", "12,770.10")
CODES = ("2023-0001", "2023-0002", "2023-0003", "2023-0014")


def test_a_mark_is_an_entry_of_its_own() -> None:
    assert weights("县发改", "/", Habits()) == {"entry": -4.0}
    assert weights("——", "委", Habits()) == {"entry": -4.0}


def test_a_number_that_is_whole_only_with_its_other_half_is_cut() -> None:
    assert set(weights("1,204.5", "5", habits(*AMOUNTS))) == {"number-cut"}
    assert set(weights("1,204.55", "2,118.20", habits(*AMOUNTS))) == {"numbers-whole"}
    assert set(weights("1,204.5", "53", habits(*AMOUNTS))) == {"numbers-whole"}
    column = habits(*AMOUNTS).column(0)
    assert not is_cut_number("1,204.55", "0", column)
    assert is_cut_number("1,204", ".55", column)


def test_digits_of_codes_are_one_where_only_together_they_have_the_shape() -> None:
    serials = ("2023-01", "2023-02", "2023-03", "2024-11")
    assert set(weights("2023-", "01", habits(*serials))) == {"shape-joined"}
    numbers = ("12345678", "23456789", "34567890", "45678901")
    assert set(weights("1234", "5678", habits(*numbers))) == {"shape-joined"}
    assert set(weights("12345678", "23456789", habits(*numbers))) == {"numbers-whole"}


def test_texts_that_stand_whole_elsewhere_are_two_unless_both_together_do() -> None:
    of = habits("县发改委", "县住建局")
    assert weights("县发改委", "其他", of)["known-whole"] == -2
    assert (
        sum(s.code == "known-whole" for s in joined_signs(piece("县发改委"), piece("县住建局"), of))
        == 2
    )
    assert weights("县发", "改委", of)["known-joined"] == 4
    assert "known-whole" not in weights("县发", "改委", of)


def test_a_large_letter_below_latin_words_is_rather_the_first_of_another_text() -> None:
    """Where texts of the column begin with large letters, as they do unless the column says else."""
    large = weights("built by", "County", Habits())["begins-large"]
    small = weights("built by", "county", Habits())["begins-small"]
    assert large == pytest.approx(log((1 - CUT_SMALL) / (1 - WHOLE_SMALL)))
    assert large < 0 < small


def test_letters_that_meet_elsewhere_are_a_pair() -> None:
    assert "pair" in weights("全县发", "改工作", habits("县发改委"))
    assert "pair" not in weights("全县", "改工作", habits("县发改委"))


def test_a_shape_that_each_half_has_speaks_for_two() -> None:
    of = habits("A-101", "B-102", "C-103", "D-104")
    assert weights("E-105", "F-106", of)["shape-each"] == -4
    assert "shape-each" not in weights("E-105", "其他", of)
    assert weights("E-", "105x", of).get("shape-joined") is None
    joined = weights("E-1", "05", of)["shape-joined"]
    assert joined == pytest.approx(4.6, abs=0.5)
    odd = habits("A-101", "B-102", "C-103", "D-104", "E-105", "F-106", "G-107", "E-1")
    assert 0 < weights("E-1", "05", odd)["shape-joined"] < joined, "others lack it too"


def test_a_word_among_numbers_is_of_another_kind() -> None:
    of = habits("1", "2", "3", "4", "其他")
    assert weights("5", "个", of)["other-kind"] == -3
    assert "other-kind" not in weights("约五", "个", of)
    fewer = habits("1", "2", "3", "其他", "无")
    assert "other-kind" not in weights("5", "个", fewer)


def test_how_the_upper_text_ends_is_compared_with_the_columns_whole_texts() -> None:
    stops = habits("完成。", "推进。", "建成。")
    none = habits("完成", "推进", "建成")
    assert (
        weights("实施。", "其他", stops)["ends-stop"]
        < weights("实施。", "其他", none)["ends-stop"]
        < 0
    )
    assert weights("实施，", "其他", none)["ends-comma"] > 2
    assert (
        weights("实施", "其他", stops)["ends-other"] > weights("实施", "其他", none)["ends-other"]
    )
    long = "一" * 39
    assert weights(long + "。", "其他", none)["ends-stop"] < -1.5
    assert weights(long[1:] + "。", "其他", none)["ends-stop"] > -1


def test_a_small_letter_goes_on_and_a_capital_begins() -> None:
    large = habits("Algebra", "Logic", "Drawing")
    assert weights("Linear", "algebra", large)["begins-small"] > 1
    assert weights("Linear", "Algebra", large)["begins-large"] < -1
    assert "begins-large" not in weights("线性", "Algebra", large)
    assert "begins-small" in weights("线性", "algebra", large)
    small = habits("algebra", "logic", "drawing")
    assert (
        weights("Linear", "algebra", small)["begins-small"]
        < weights("Linear", "algebra", large)["begins-small"]
    )
    assert not {"begins-small", "begins-large"} & set(weights("Linear", "代数", large))


def test_an_item_begins_a_text_of_its_own_unless_texts_list_several() -> None:
    items = habits("1. 修路", "2. 建桥", "3. 挖渠")
    assert weights("4. 种树", "5. 铺管", items)["begins-item"] < -1
    assert weights("4. 种树", "铺管", items)["begins-no-item"] > 0.5
    assert "begins-no-item" not in weights("种树", "铺管", habits("修路", "建桥"))
    lists = habits("1. 修路\n2. 建桥", "1. 挖渠\n2. 种树", "1. 铺管\n2. 架线")
    assert (
        weights("1. 种树", "2. 铺管", lists)["begins-item"]
        > weights("4. 种树", "5. 铺管", items)["begins-item"]
    )


WIDE = (0.0, 0.0, 100.0, 20.0)


def upper(width: float) -> Piece:
    """A text with so much room behind it: of 90 points, ten are a letter."""
    return set_piece("推进", WIDE, [(5.0, 5.0, 5.0 + width, 15.0)])


def test_a_text_with_room_for_the_next_word_ended_on_purpose() -> None:
    of = habits("甲")
    fits = weights(upper(20), "其他", of)["fits-above"]
    nearly = weights(upper(60), "其他", of)["fits-above"]
    assert fits < nearly < 0
    assert -fits <= 3.2
    assert set(weights(upper(75), "其他", of)) & {"fits-above", "line-full"} == {"fits-above"}
    assert not set(weights(upper(76), "其他", of)) & {"fits-above", "line-full"}
    assert weights(upper(79), "其他", of)["line-full"] > 1
    before_item = weights(upper(20), "1. 其他", of)["fits-above"]
    assert before_item > fits, "a line before an item is often ended early"


@pytest.mark.parametrize(
    ("above", "below", "glued", "joined"),
    [
        ("推进", "归集", False, "推进归集"),
        ("went ", " on", False, "went on"),
        ("a b", "c d", False, "a b c d"),
        ("12", "34", True, "1234"),
        ("12", "34", False, "12 34"),
        ("", " 归集", False, "归集"),
        ("推进 ", "", True, "推进"),
        (" ", "", False, ""),
    ],
)
def test_texts_are_joined_by_the_rules_of_their_script(
    above: str, below: str, glued: bool, joined: str
) -> None:
    assert seam(above, below, glued) == joined


def test_a_quotation_has_24_letters_with_its_mark() -> None:
    exact, long = "字" * 24, "头" + "字" * 23 + "尾"
    assert tail(exact) == head(exact) == exact
    assert tail(long) == "…" + "字" * 22 + "尾"
    assert head(long) == "头" + "字" * 22 + "…"
    assert head("两\n行") == "两行"
