"""What all above a row costs at least: a lower bound that never gives up a reading within the margin."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.model.place import Places
from pipeline.repair.solve import programme as solve
from pipeline.repair.solve.above import Above
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.segment import Segments
from tests.repair.solve.test_programme import readings, tiny_tables


@pytest.mark.slow
@settings(max_examples=60)
@given(tiny_tables())
def test_no_reading_costs_less_than_the_bound(tiny: tuple[Places, Segments]) -> None:
    places, segments = tiny
    cheapest = min((cost for cost, _ in readings(places, segments)), default=INFINITE)
    assert Above(places, segments).total <= cheapest + 1e-9


@pytest.mark.slow
@settings(max_examples=60)
@given(tiny_tables(), st.floats(0, 6), st.floats(0, 8))
def test_a_narrow_search_finds_every_reading_within_the_margin(
    tiny: tuple[Places, Segments], margin: float, gap: float
) -> None:
    places, segments = tiny
    whole = Programme(places, segments)
    with patch.object(solve, "USUAL_GAP", gap):
        narrow = Programme(places, segments, INFINITE, margin)
    assert narrow.best == pytest.approx(whole.best)
    if whole.best < INFINITE:
        steps = dict(narrow.solution(margin).steps)
        assert steps == pytest.approx(dict(whole.solution(margin).steps))
