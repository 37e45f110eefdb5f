"""A dark field with light letters on it, as the heading row of a coloured table has."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from pipeline.read.scan.dark import on_white
from pipeline.read.scan.prepared import grids_of, prepared
from pipeline.read.scan.sheet import levelled, without_seal
from tests.read.scan.drawn import DPI, HEIGHT, LEFT, ROWS, TOP, WIDTHS, pixels, sheet, table

POINTS = 72 / DPI
RIGHT = LEFT + sum(WIDTHS)
COLOURS = ("#7030a0", "#1f4e79", "#c00000", "#ff0000", "#e06666", "#4f81bd", "#9bbb59")
HEAD = (LEFT, TOP, RIGHT, TOP + HEIGHT)


def coloured(colour: str, rules: str) -> Image.Image:
    """The table with its heading row light on a colour, its upright rules there in another."""
    picture = table()
    head = ImageChops.invert(picture.crop(HEAD))
    ground = Image.new("RGB", head.size, colour)
    picture.paste(ImageChops.lighter(head, ground), HEAD)
    pen = ImageDraw.Draw(picture)
    left = LEFT
    for width in WIDTHS[:-1]:
        left += width
        pen.line((left, TOP, left, TOP + HEIGHT), fill=rules, width=2)
    return picture


@pytest.mark.parametrize("rules", ["black", "white"])
@pytest.mark.parametrize("colour", COLOURS)
def test_the_rules_that_run_into_a_dark_heading_are_found(colour: str, rules: str) -> None:
    [grid] = grids_of(prepared(sheet(coloured(colour, rules))))
    assert (len(grid.xs), len(grid.ys)) == (len(WIDTHS) + 1, len(ROWS) + 1)


@pytest.mark.parametrize("colour", [*COLOURS, "#222222"])
def test_its_letters_have_as_much_ink_as_black_ones(colour: str) -> None:
    within = slice(TOP + 6, TOP + HEIGHT - 6), slice(LEFT + 6, RIGHT - 6)
    found = prepared(sheet(coloured(colour, "white"))).text[within].mean()
    assert found == pytest.approx(prepared(sheet(table())).text[within].mean(), rel=0.2)


def test_bold_letters_and_filled_marks_are_no_field() -> None:
    picture = table()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((700, 40, 730, 70), fill="black")
    pen.rectangle((40, 40, 280, 46), fill="black")
    level = levelled(without_seal(pixels(picture)))
    assert on_white(level, POINTS) is level
