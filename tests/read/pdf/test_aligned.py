"""The codes of a string held against the characters that another reader sees of it."""

from __future__ import annotations

from pipeline.read.pdf.aligned import ABSENT, aligned


def test_each_text_stands_where_its_first_letter_is_seen() -> None:
    assert aligned(["a", "b"], "ab") == [0, 1]
    assert aligned(["o", "ﬃ", "c", "e"], "office") == [0, 1, 4, 5]  # a ligature comes in pieces


def test_white_space_may_be_left_out_or_put_in() -> None:
    assert aligned(["a", " ", " ", "b"], "a b") == [0, 1, ABSENT, 2]
    assert aligned(["\u3000", "a"], " a") == [0, 1]
    assert aligned(["a", "b"], "a b ") == [0, 2]


def test_a_hyphen_at_a_line_end_and_a_joiner_are_no_difference() -> None:
    assert aligned(["a", "-"], "a\x02") == [0, 1]
    assert aligned(["a", "\u200c", "b"], "ab") == [0, ABSENT, 1]


def test_a_letter_that_is_missing_added_or_another_is_a_difference() -> None:
    assert aligned(["a", "b"], "a") is None
    assert aligned(["a"], "ab") is None
    assert aligned(["a", "b"], "ac") is None
    assert aligned(["(cid:7)"], "•") is None
