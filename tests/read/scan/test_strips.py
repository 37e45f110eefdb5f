"""A cell's ink is cut into its printed lines."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from pipeline.read.scan.strips import Strip, strips_of
from tests.read.scan.drawn import font


def cut(*lines: str, size: float = 10.5, step: int = 38, letter: float = 27.0) -> list[Strip]:
    picture = Image.new("L", (700, 60 + step * len(lines)), 255)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((20, 20 + step * number), line, fill=0, font=font(size))
    return strips_of(np.asarray(picture) < 160, (100, 200), letter)


def test_each_printed_line_is_a_strip_where_it_stands_on_the_page() -> None:
    first, second = cut("数字经济增加值", "增速")
    assert 100 < first.left < 130
    assert 200 < first.top < first.bottom <= second.top
    assert first.right > second.right


def test_a_character_of_separate_strokes_is_one_line() -> None:
    assert len(cut("三", "二", "一")) == 3


def test_a_title_in_larger_type_is_not_cut() -> None:
    assert len(cut("数字经济发展", size=22)) == 1


def test_specks_are_no_lines() -> None:
    ink = np.zeros((80, 200), dtype=bool)
    ink[10:12, 50:52] = True
    assert strips_of(ink, (0, 0), 27.0) == []


def test_a_space_between_words_is_a_gap() -> None:
    (apart,) = cut("县发改委 县工信局")
    (together,) = cut("县发改委县工信局")
    assert len(apart.gaps) == 1
    assert together.gaps == ()


def test_a_letter_spaced_line_has_no_gaps() -> None:
    (spread,) = cut("数 字 经 济 发 展")
    assert spread.gaps == ()
