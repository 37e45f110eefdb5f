"""Rules are told from the strokes of letters."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from PIL import Image, ImageDraw

from pipeline.read.scan.rules import ruling_of
from pipeline.read.scan.sheet import levelled, without_seal
from tests.read.scan.drawn import DPI, HEIGHT, LEFT, ROWS, TOP, WIDTHS, font, pixels, table

POINTS = 72 / DPI


def counted(picture: Image.Image) -> tuple[int, int]:
    """How many rules run level, and how many upright, pieces of one line counted once."""
    ruling = ruling_of(levelled(without_seal(pixels(picture))), POINTS)
    level = {round(stroke.at / 6) for stroke in ruling.strokes if not stroke.vertical}
    upright = {round(stroke.at / 6) for stroke in ruling.strokes if stroke.vertical}
    return len(level), len(upright)


def test_the_rules_of_a_table_are_found_and_no_others() -> None:
    assert counted(table()) == (len(ROWS) + 1, 5)


def test_letters_as_tall_as_their_row_have_no_rules() -> None:
    """Strokes of 目 and 里 are as straight as rules, and as long as the row is high."""
    rows = (("目", "里目里目里", "日", "用目"), *ROWS[1:])
    assert counted(table(rows, size=17.0)) == (len(rows) + 1, 5)


def test_an_underlined_word_is_no_table() -> None:
    picture = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((60, 60), "数字经济发展", fill="black", font=font(14))
    pen.line((60, 110, 140, 110), fill="black", width=2)
    assert counted(picture) == (0, 0)


def test_a_streak_of_the_scanner_through_a_table_is_no_rule() -> None:
    picture = table()
    ImageDraw.Draw(picture).line((470, 0, 470, 619), fill="black", width=2)
    assert counted(picture) == (len(ROWS) + 1, 5)


def test_rules_that_go_on_below_the_last_row_are_rules() -> None:
    """A table that a page break leaves open."""
    picture = table()
    pen = ImageDraw.Draw(picture)
    bottom = TOP + HEIGHT * len(ROWS)
    for at in accumulate(WIDTHS, initial=LEFT):
        pen.line((at, bottom, at, bottom + 150), fill="black", width=2)
    assert counted(picture) == (len(ROWS) + 1, 5)


def test_rules_cover_their_own_ink_alone() -> None:
    level = levelled(without_seal(pixels(table())))
    ruling = ruling_of(level, POINTS)
    left = (level < 120) & ~ruling.mask
    columns = np.nonzero(left.any(axis=0))[0]
    assert left.any()
    assert not left[:, :92].any() or columns.min() > 60
