"""Whole pieces of a cell as its printed lines, or left to be looked at by character."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.read.pdf.pieces import Piece
from pipeline.read.pdf.printed import PrintedLines, printed_lines
from pipeline.read.pdf.typeset import Origins

NOBODY: Any = None
ROOM = 100.0


def piece(
    text: str, x0: float, base: float = 100.0, size: float = 10.0, advance: float = 0.5
) -> Piece:
    """A whole piece, each of its letters ``advance`` type sizes wide."""
    wide = advance * size
    x1 = x0 + wide * len(text)
    before, behind = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return Piece(
        text,
        x0,
        x1,
        x1 - wide,
        base,
        size,
        NOBODY,
        NOBODY,
        Origins((), ()),
        left=x0 + wide * before,
        right=x1 - wide * behind,
        lead=wide,
        first=x0 + wide / 2,
        last=x1 - wide / 2,
        middle=base - 3,
        top=base - 8,
        bottom=base + 2,
        inked=len(text.replace(" ", "")),
    )


def text_of(pieces: list[Piece], room: float = ROOM) -> str | None:
    lines = printed_lines(pieces)
    return None if lines is None else PrintedLines(lines).words(room)


def test_pieces_that_follow_each_other_are_one_text() -> None:
    assert text_of([piece("GDP", 0), piece("rank", 15)]) == "GDPrank"


def test_pieces_are_ordered_as_they_stand_not_as_they_are_drawn() -> None:
    assert text_of([piece("rank", 15), piece("GDP", 0)]) == "GDPrank"


def test_pieces_a_word_apart_are_parted_by_a_space() -> None:
    assert text_of([piece("one", 0), piece("two", 18)]) == "one two"


def test_a_printed_space_between_pieces_is_not_doubled() -> None:
    assert text_of([piece("one ", 0), piece("two", 23)]) == "one two"


def test_chinese_letters_are_parted_by_wider_gaps_only() -> None:
    letters = piece("县域", 0, advance=1.0)
    assert text_of([letters, piece("12", 25)]) == "县域12"


def test_lines_stand_from_top_to_bottom() -> None:
    assert text_of([piece("below", 0, 112), piece("above", 0)]) == "above\nbelow"


def test_a_number_that_was_cut_at_the_edge_is_one_number() -> None:
    upper, lower = piece("1234", 0), piece("5%", 0, 112)
    assert text_of([upper, lower], room=22) == "12345%"
    assert text_of([upper, lower], room=90) == "1234\n5%"


def test_spaces_alone_are_no_line() -> None:
    assert printed_lines([piece("  ", 0)]) == []
    assert text_of([piece("a", 0), piece(" ", 0, 112)]) == "a"


def test_a_line_is_as_long_as_its_ink() -> None:
    lines = printed_lines([piece(" ab ", 0)]) or []
    (box,) = PrintedLines(lines).boxes()
    assert box == pytest.approx((5.0, 91.4, 15.0, 101.4))


@pytest.mark.parametrize(
    "pieces",
    [
        [piece("12", 0), piece("3", 10, 96, size=6)],
        [piece("under", 0), piece("over", 12)],
        [piece("left", 0), piece("right", 45)],
        [piece(one, 8 * number) for number, one in enumerate("spread")],
        [
            piece(one, 0, 100 + 11 * number, advance=1.0)
            for number, one in enumerate("一二三四五六七")
        ],
    ],
    ids=["raised", "overlapping", "in columns", "letter-spaced", "downwards"],
)
def test_pieces_that_may_be_more_than_lines_are_looked_at_by_character(pieces: list[Piece]) -> None:
    assert printed_lines(pieces) is None
