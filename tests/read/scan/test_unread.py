"""Ink that every recogniser leaves out puts a cell in doubt, though all read the same."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.model import Reading
from pipeline.read.scan.prepared import PreparedPage
from pipeline.read.scan.recognised import Read
from pipeline.read.scan.recogniser import Letter
from pipeline.read.scan.rules import Ruling
from pipeline.read.scan.strips import Strip, margin_of
from pipeline.read.scan.unread import with_unread
from pipeline.read.scan.witness import SHAPE, leaving_out, verdict
from tests.read.scan.drawn import sheet, table

LETTER = 20
SIGNS = 4


def page() -> PreparedPage:
    """A page with a line of square signs, each a letter wide."""
    ink = np.zeros((60, 200), dtype=np.bool_)
    for number in range(SIGNS):
        left = 30 + number * (LETTER + 2)
        ink[20:40, left : left + LETTER] = True
    level = np.where(ink, 0, 255).astype(np.uint8)
    return PreparedPage(sheet(table()), level, Ruling((), np.zeros_like(ink)), ink, LETTER)


STRIP = Strip(30, 20, 30 + SIGNS * (LETTER + 2) - 2, 40)


def letters(*numbers: int) -> tuple[Letter, ...]:
    """The signs that are read, each in its middle."""
    width = STRIP.right - STRIP.left + 2 * margin_of(LETTER)
    middle = margin_of(LETTER) + LETTER / 2
    return tuple(
        Letter("甲乙丙丁"[at], 0.99, (middle + at * (LETTER + 2)) / width) for at in numbers
    )


def shown(*numbers: int) -> str | None:
    found = with_unread(page(), STRIP, letters(*numbers))
    return None if found is None else "".join(letter.text for letter in found)


def test_nothing_is_left_out_where_each_sign_is_read() -> None:
    assert shown(0, 1, 2, 3) is None


@pytest.mark.parametrize(
    ("read", "text"),
    [((1, 2, 3), "□乙丙丁"), ((0, 1, 2), "甲乙丙□"), ((0, 1, 3), "甲乙□丁")],
)
def test_a_sign_that_is_left_out_has_a_sign_in_its_place(read: tuple[int, ...], text: str) -> None:
    assert shown(*read) == text


def test_where_nothing_is_read_nothing_is_left_out() -> None:
    assert shown() is None


def test_what_all_leave_out_is_in_doubt() -> None:
    found = Read()
    for witness in ("first", "second"):
        found.add(witness, "级指标", 0.99, "□级指标")
    said = verdict(found.readings())
    assert said.confidence == 0.99
    left_out = found.left_out()
    assert left_out == "□级指标"
    doubted = leaving_out(said, left_out)
    assert (doubted.text, doubted.confidence) == ("级指标", None)
    assert [reading.text for reading in doubted.readings] == ["级指标", "□级指标"]


def test_what_one_reads_is_not_left_out() -> None:
    found = Read()
    found.add("first", "级指标", 0.99, "□级指标")
    found.add("second", "一级指标", 0.99, "一级指标")
    assert found.left_out() is None


def test_a_mark_that_its_shape_tells_is_not_in_doubt() -> None:
    said = verdict([Reading("first", "/", 0.9), Reading("second", "/", 0.9)])
    shaped = said.__class__("/", 1.0, (Reading(SHAPE, "/", 1.0), *said.readings))
    assert leaving_out(shaped, "□/") is shaped
