"""Rules of which a lifted seal has left traces, and those beneath a seal without colour."""

from __future__ import annotations

import numpy as np

from pipeline.read.scan.area import Area
from pipeline.read.scan.rules import Ruling
from pipeline.read.scan.sheet import Pixels
from pipeline.read.scan.strokes import Stroke
from pipeline.read.scan.traced import with_overlaid, with_traces

# Its strokes are longer than four letters are high.
LETTER = 6.0
# Rules across at 20, 60 and 100; an upright one at 50 that was found above 60 alone.
ACROSS = tuple(Stroke(False, at, 10.0, 90.0, 2.0) for at in (20.0, 60.0, 100.0))
UPRIGHT = Stroke(True, 50.0, 20.0, 60.0, 2.0)
SEAL = Area(30, 50, 80, 110)


def paper() -> Pixels:
    return np.full((120, 100), 250, dtype=np.uint8)


def traced(level: Pixels, seal: Area = SEAL) -> tuple[Stroke, ...]:
    ruling = Ruling((*ACROSS, UPRIGHT), np.zeros(level.shape, dtype=bool))
    found = with_traces(ruling, level, (seal,), LETTER)
    new = found.strokes[len(ruling.strokes) :]
    assert found.mask.any() == bool(new)
    return new


def test_a_pale_broken_rule_beneath_a_seal_is_ruled_from_rule_to_rule() -> None:
    level = paper()
    level[62:80, 50] = 215
    level[88:98, 50] = 215
    (piece,) = traced(level)
    assert (piece.vertical, piece.at, piece.start, piece.end) == (True, 50.0, 60.0, 100.0)


def test_letters_on_the_line_are_no_rule() -> None:
    level = paper()
    level[70:82, 44:56] = 20  # a filled stroke is as dark beside the line as on it
    level[85:92, 50] = 20
    assert traced(level) == ()


def test_without_a_seal_over_it_nothing_is_added() -> None:
    level = paper()
    level[62:98, 50] = 215
    assert traced(level, Area(0, 0, 30, 30)) == ()


def overlaid(level: Pixels) -> tuple[Stroke, ...]:
    ruling = Ruling((*ACROSS, UPRIGHT), np.zeros(level.shape, dtype=bool))
    return with_overlaid(ruling, level, (SEAL,), LETTER).strokes[len(ruling.strokes) :]


def test_a_rule_beneath_a_seal_without_colour_is_ruled_where_it_is_inked_throughout() -> None:
    level = paper()
    level[60:100, 50] = 20
    level[66:90, 54:57] = 60  # a stroke of the seal that runs beside it
    (piece,) = overlaid(level)
    assert (piece.vertical, piece.at, piece.start, piece.end) == (True, 50.0, 60.0, 100.0)


def test_strokes_of_a_seal_without_colour_are_no_rule() -> None:
    level = paper()
    level[64:92, 50] = 20  # the side of a sign, which ends before the next rule
    assert overlaid(level) == ()
    level[60:100, 40:60] = 20  # a filled star, in which nothing shows
    assert overlaid(level) == ()


def test_a_rule_that_was_found_beneath_a_seal_holds_others() -> None:
    """The level line is ruled to the right alone, and ends at the upright one that was hidden."""
    level = paper()
    level[60:100, 50] = 20
    level[80, 50:] = 20
    beyond = Stroke(True, 90.0, 20.0, 100.0, 2.0)
    level_line = Stroke(False, 80.0, 62.0, 90.0, 2.0)
    strokes = (*ACROSS, UPRIGHT, beyond, level_line)
    ruling = Ruling(strokes, np.zeros(level.shape, dtype=bool))
    new = with_overlaid(ruling, level, (SEAL,), LETTER).strokes[len(strokes) :]
    assert (False, 80.0, 50.0, 90.0) in [piece[:4] for piece in new]


def test_a_line_that_is_a_letters_stroke_alone_is_no_rule() -> None:
    """A title's letter stands above the table, and a seal's side is in one line with it."""
    level = paper()
    level[60:100, 50] = 20
    of_title = Stroke(True, 50.0, 2.0, 12.0, 2.0)
    ruling = Ruling((*ACROSS, of_title), np.zeros(level.shape, dtype=bool))
    for found in (
        with_traces(ruling, level, (SEAL,), LETTER),
        with_overlaid(ruling, level, (SEAL,), LETTER),
    ):
        assert found.strokes == ruling.strokes
