"""How often values like one were right on invented notices: the figures, and where they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.messages import render
from pipeline.views import calibration
from pipeline.views.calibration import FIGURES, Share, said_of, share


def bucket(
    status: str, low: float, high: float | None, right: int, wrong: int
) -> dict[str, object]:
    return {"status": status, "from": low, "to": high, "right": right, "wrong": wrong}


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Small figures in place of those measured: one bucket within the margin, one too small."""
    buckets: Sequence[dict[str, object]] = (
        bucket("repaired", 0, 4, 0, 50),
        bucket("repaired", 4, 6, 190, 10),
        bucket("repaired", 4, 6, 100, 0),
        bucket("repaired", 6, 12, 30, 0),
        bucket("repaired", 12, None, 1000, 0),
    )
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"margin": 4, "buckets": buckets}), "utf-8")
    monkeypatch.setattr(calibration, "FIGURES", path)
    calibration._buckets.cache_clear()
    yield
    calibration._buckets.cache_clear()


@pytest.mark.usefixtures("figures")
def test_a_margin_is_looked_up_in_its_bucket_with_both_generators_together() -> None:
    assert share("repaired", 4.0) == Share(290, 300)
    assert share("repaired", 5.9) == Share(290, 300)
    assert share("repaired", 12.0) == Share(1000, 1000)


@pytest.mark.usefixtures("figures")
def test_an_unknown_margin_and_a_small_bucket_count_with_all_beyond_the_margin() -> None:
    everything = Share(1320, 1330)
    assert share("repaired") == everything
    assert share("repaired", 7.0) == everything
    assert share("repaired", 1.0) == everything
    assert share("printed") is None


@pytest.mark.usefixtures("figures")
def test_a_value_has_the_least_margin_of_its_own_repairs() -> None:
    source = {"seq": 2, "column": "unit", "status": "repaired"}
    own = {"seq": 2, "column": "unit", "cost": 5.0}
    farther = {"seq": 2, "column": "unit", "cost": 20.0}
    another = {"seq": 3, "column": "unit", "cost": 13.0}
    unknown = {"seq": 2, "column": "unit", "cost": None}
    said = said_of(source, [unknown, farther, another, own])
    assert said == Share(290, 300).said()
    assert said_of(source, [another, unknown]) == Share(1320, 1330).said()
    assert said_of({**source, "status": "printed"}, [own]) is None


def test_a_share_is_said_with_both_figures() -> None:
    said = Share(9998, 10000).said()
    assert render(said, "en").endswith("were right in 9,998 of 10,000")


@pytest.mark.parametrize("status", ["repaired", "derived"])
def test_the_figures_that_were_measured_tell_of_what_is_published(status: str) -> None:
    found = share(status)
    assert found is not None
    assert found.of > calibration.FEWEST
    assert 0.9 < found.right / found.of <= 1


def test_the_figures_say_on_what_code_they_were_measured() -> None:
    content = json.loads(FIGURES.read_text("utf-8"))
    assert len(content["code"]) == 64
    assert content["notices"] > 0
