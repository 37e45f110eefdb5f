"""Where a character stands is the same, asked of one or of many at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.model import Glyph, homes_of

places = st.floats(-20, 20)


@st.composite
def glyphs(draw: st.DrawFn) -> Glyph:
    x0, top = draw(places), draw(places)
    clip = draw(st.none() | st.tuples(places, places, places, places))
    return Glyph(
        "字",
        x0,
        top,
        x0 + draw(places),
        top + 10,
        x0,
        top + draw(places),
        10,
        "F",
        turn=draw(st.sampled_from([0, 90, 180, 270])),
        stacked=draw(st.booleans()),
        clip=clip,
    )


@given(st.lists(glyphs()))
def test_homes_of_many_are_the_homes_of_each(many: list[Glyph]) -> None:
    assert homes_of(many) == [g.home for g in many]
