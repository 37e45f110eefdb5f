"""An index of points finds what any comparison of all of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.nearby import Nearby

REACH = 2.0
PLACES = st.tuples(st.integers(-40, 40), st.integers(-40, 40)).map(
    lambda at: (at[0] / 4, at[1] / 4)
)


@given(st.lists(PLACES, max_size=20), PLACES)
def test_all_values_within_reach_are_found_and_no_other(
    places: list[tuple[float, float]], asked: tuple[float, float]
) -> None:
    index: Nearby[int] = Nearby(REACH)
    for number, (x, y) in enumerate(places):
        index.add(x, y, number)
    near = {
        number
        for number, (x, y) in enumerate(places)
        if abs(x - asked[0]) <= REACH and abs(y - asked[1]) <= REACH
    }
    assert set(index.around(*asked)) == near
    assert index.has(*asked) == bool(near)
