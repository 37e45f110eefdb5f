"""A page's characters are judged by their places at once, and one by one where one of them is odd."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Box
from pipeline.read.pdf.model import Glyph, Unseen
from pipeline.read.pdf.objects import Setting
from pipeline.read.pdf.typeset import judged_by_place

SHEET: Box = (0, 0, 600, 800)
NARROW: Box = (0, 0, 50, 800)
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def letter(text: str, x: float, order: int = 1, size: float = 10.0) -> Glyph:
    """A letter as it is set, its clip not looked at."""
    return Glyph(text, x, 100, x + size / 2, 100 + size, x, 108, size, "F", order=order)


def string(order: int, clip: Box) -> Setting:
    return Setting(7, IDENTITY, order, clip, (0.0, 0.0, 0.0, 1.0), Unseen.SEEN)


def test_letters_within_their_clips_stay_as_they_are() -> None:
    letters = [letter("a", 10), letter("b", 15)]
    assert judged_by_place(letters, [string(1, SHEET)]) is letters


def test_a_letter_outside_the_clip_of_its_own_string_has_it() -> None:
    letters = [letter("a", 10), letter("b", 60), letter("c", 60, order=2)]
    judged = judged_by_place(letters, [string(1, NARROW), string(2, SHEET)])
    assert judged is not None
    assert [g.clip for g in judged] == [None, NARROW, None]


def test_a_letter_that_sticks_out_and_has_its_middle_within_is_not_outside() -> None:
    (judged,) = judged_by_place([letter("a", 47)], [string(1, NARROW)]) or []
    assert judged.clip is None


def test_a_letter_too_small_to_see_is_told_beside_plain_ones() -> None:
    """Of a full stop only the width is small, which is no reason."""
    stop = letter(".", 30)._replace(x1=30.5)
    judged = judged_by_place([letter("a", 10), letter("b", 20, size=0.5), stop], [string(1, SHEET)])
    assert judged is not None
    assert [g.unseen for g in judged] == [Unseen.SEEN, Unseen.SMALL, Unseen.SEEN]


def test_letters_that_are_hidden_anyway_keep_their_reason() -> None:
    hidden = letter("a", 10, size=0.5)._replace(unseen=Unseen.MODE)
    (judged,) = judged_by_place([hidden], [string(1, SHEET)]) or []
    assert judged.unseen is Unseen.MODE


def test_one_letter_far_from_any_sheet_is_found_among_others() -> None:
    letters = [letter("a", 10), letter("b", 2e7), letter("c", 20)]
    assert judged_by_place(letters, [string(1, SHEET)]) is None


@given(
    st.lists(st.tuples(st.floats(-20, 700), st.floats(0.5, 30), st.sampled_from([SHEET, NARROW])))
)
def test_each_letter_is_judged_as_it_is_alone(drawn: list[tuple[float, float, Box]]) -> None:
    letters = []
    strings = []
    for order, (x, size, clip) in enumerate(drawn):
        letters.append(letter("a", x, order, size))
        strings.append(string(order, clip))
    alone = []
    for g, one in zip(letters, strings, strict=True):
        alone += judged_by_place([g], [one]) or []
    assert judged_by_place(letters, strings) == alone
