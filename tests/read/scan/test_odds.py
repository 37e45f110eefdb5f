"""How likely each reading is, by what recognisers were counted to confuse."""

from __future__ import annotations

import pytest

from pipeline.model import Reading
from pipeline.read.scan import odds
from pipeline.read.scan.odds import Counted, Witness, class_of, with_odds


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes 8 for 3 now and then, and one that never did."""
    sure = dict.fromkeys(odds.CLASSES, 100)
    rarely = dict.fromkeys(odds.CLASSES, 2)
    careless = Witness({("8", "3"): 20}, sure, rarely)
    careful = Witness({}, sure, rarely)
    known = Counted({"careless": careless, "careful": careful}, {"8": 100, "3": 100}, 5_000, 0.9)
    monkeypatch.setattr(odds, "_counted", lambda: known)


def said(careless: str, careful: str, sure: float = 0.8) -> tuple[Reading, Reading]:
    return Reading("careless", careless, sure), Reading("careful", careful, sure)


def test_what_a_witness_is_known_to_misread_comes_behind() -> None:
    readings = said("13", "18")
    first, second = with_odds(readings, readings)
    assert (first.text, second.text) == ("18", "13")
    assert first.probability is not None
    assert second.probability is not None
    assert first.probability > 0.8
    assert second.probability < 0.1


def test_probabilities_leave_room_for_neither() -> None:
    readings = said("13", "18")
    together = sum(reading.probability or 0.0 for reading in with_odds(readings, readings))
    assert together == pytest.approx(0.9, abs=1e-3)


def test_a_witness_that_was_not_counted_gives_no_odds() -> None:
    readings = Reading("other", "13", 0.9), Reading("shape", "18", 0.0)
    assert with_odds(readings, readings) == readings


def test_a_blank_has_no_odds_and_comes_last() -> None:
    hidden = Reading("seal", "", 0.0)
    readings = said("13", "18")
    found = with_odds((hidden, *readings), readings)
    assert (found[-1].text, found[-1].probability) == ("", None)


def test_sureness_falls_into_classes() -> None:
    assert [class_of(chance) for chance in (0.0, 0.49, 0.95, 1.0)] == [0.0, 0.3, 0.95, 0.99]
