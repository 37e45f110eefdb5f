"""What it costs that a cell is read otherwise than by its likeliest reading."""

from __future__ import annotations

import pytest

from pipeline.model import Reading
from pipeline.repair.align.misread import READ_OTHERWISE, log_odds, read_cost


def readings(*probabilities: float | None) -> tuple[Reading, ...]:
    return tuple(Reading(f"w{n}", str(n), 0.9, one) for n, one in enumerate(probabilities))


def test_the_cost_is_the_logarithm_of_the_odds() -> None:
    doubtful = readings(0.5, 0.25)
    assert log_odds(doubtful, "1") == pytest.approx(0.69)
    assert read_cost(doubtful, "1") == pytest.approx(0.69)


def test_no_odds_alone_cost_more_than_what_counts_in_a_clean_notice() -> None:
    doubtful = readings(0.9, 0.001)
    assert log_odds(doubtful, "1") == pytest.approx(6.8)
    assert read_cost(doubtful, "1") == READ_OTHERWISE


def test_of_two_that_are_as_likely_the_first_is_read() -> None:
    assert read_cost(readings(0.4, 0.4), "1") > 0


def test_where_nothing_was_counted_it_costs_what_it_did() -> None:
    doubtful = readings(None, None)
    assert log_odds(doubtful, "1") is None
    assert read_cost(doubtful, "1") == READ_OTHERWISE
