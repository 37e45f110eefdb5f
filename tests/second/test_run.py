"""One notice through the pipeline, and how its values are judged."""

from __future__ import annotations

import pytest

from tests.second.__main__ import main
from tests.second.publish import Published, Said
from tests.second.report import report
from tests.second.run import Trial, count, make, outcome_of, run


@pytest.mark.parametrize("form", ["county", "tasks"])
def test_a_clean_notice_has_nothing_wrong(form: str) -> None:
    trial = run(make(seed, 0.0, form) for seed in (1,))
    assert trial.notices == 1
    assert not trial.wrong
    assert "0 refused" in report(trial)


def test_a_drawn_notice_is_published_by_the_stages() -> None:
    case = make(1, 0.0, draws=True)
    rows = case.publish()
    assert len(rows["indicators"]) == len({seq for seq, _ in case.truth.values})


def test_a_value_is_judged_by_what_is_known_of_its_place() -> None:
    case = make(1, 0.0)
    published = Published(case.publish())
    place = (1, "target_rank")
    case.truth.values[place] = 99

    def outcome(said: Said) -> str:
        return outcome_of(case, published, *place, said)

    assert outcome(Said(99, "printed")) == "right"
    assert outcome(Said(None, "ambiguous")) == "marked"
    assert outcome(Said(98, "printed")) == "wrong"
    case.truth.lost.add(place)
    assert outcome(Said(None, "ambiguous")) == "open"
    assert outcome(Said(None, "absent")) == "open"


def test_a_wrong_value_is_told_with_its_story() -> None:
    case = make(1, 0.0)
    trial = Trial(notices=1, damages={1: ()})
    case.truth.values[2, "indicator"] = "甲"
    count(case, case.publish(), trial)
    told = report(trial)
    assert "1 wrong:" in told
    assert "row 2 indicator" in told
    assert "true 甲" in told


def test_one_notice_can_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--show", "--seed", "3", "--rate", "0.3"]) == 0
    assert "说明" in capsys.readouterr().out
