"""Which edges a line draws: gaps of a few points are none, and each face is told by itself."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.stretches import GAP, drawn_along, is_drawn, joined

places = st.lists(st.integers(0, 200), min_size=2, max_size=12, unique=True).map(sorted)
stretches = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 80)), max_size=8)


def test_an_edge_is_drawn_where_hardly_anything_of_it_is_missing() -> None:
    assert is_drawn([(0, 100)], 10, 50)
    assert is_drawn([(0, 42)], 10, 50)
    assert is_drawn([(0, 12.0)], 8.5, 15.5)
    assert not is_drawn([(0, 30)], 10, 50)
    assert not is_drawn([], 10, 50)


def test_stretches_with_hardly_anything_between_them_are_one() -> None:
    assert joined([(50, 60), (0, 10), (10 + GAP, 20)]) == [(0, 20), (50, 60)]


@given(places, stretches)
def test_the_faces_along_a_line_are_told_as_each_alone(
    ends: list[float], drawn: list[tuple[float, float]]
) -> None:
    line = joined([(start, start + length) for start, length in drawn])
    faces = list(pairwise(ends))
    assert drawn_along(line, faces) == [is_drawn(line, low, high) for low, high in faces]
