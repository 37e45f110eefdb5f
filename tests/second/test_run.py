"""One notice through the pipeline, and how its values are judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.second.__main__ import main
from tests.second.publish import Published, Said, publish, publish_drawn, serials
from tests.second.report import report
from tests.second.run import Trial, judge, make, run, verdict_of


def test_serials_are_read_from_ranges() -> None:
    assert serials("14-16, 18") == {14, 15, 16, 18}
    assert serials("") == frozenset()


@pytest.mark.parametrize("form", ["county", "tasks"])
def test_a_clean_notice_has_nothing_wrong(form: str) -> None:
    trial = run(make(seed, 0.0, form) for seed in (1,))
    assert trial.notices == 1
    assert not trial.wrong
    assert "0 refused" in report(trial)


def test_a_drawn_notice_is_published_by_the_stages(tmp_path: Path) -> None:
    case = make(1, 0.0)
    rows = publish_drawn(case.sheet, tmp_path)
    assert len(rows["indicators"]) == len({seq for seq, _ in case.truth.values})


def test_a_value_is_judged_by_what_is_known_of_its_place(tmp_path: Path) -> None:
    case = make(1, 0.0)
    published = Published(publish(case.sheet, tmp_path))
    place = (1, "target_rank")
    case.truth.values[place] = 99

    def verdict(said: Said) -> str:
        return verdict_of(case, published, *place, said)

    assert verdict(Said(99, "printed")) == "right"
    assert verdict(Said(None, "ambiguous")) == "marked"
    assert verdict(Said(98, "printed")) == "wrong"
    case.truth.lost.add(place)
    assert verdict(Said(None, "ambiguous")) == "open"
    assert verdict(Said(None, "absent")) == "open"
    published.warned.add(1)
    assert verdict(Said(98, "printed")) == "warned"


def test_a_wrong_value_is_told_with_its_story(tmp_path: Path) -> None:
    case = make(1, 0.0)
    trial = Trial(notices=1, damages={1: ()})
    case.truth.values[2, "indicator"] = "甲"
    judge(case, Published(publish(case.sheet, tmp_path)), trial)
    told = report(trial)
    assert "1 wrong:" in told
    assert "row 2 indicator" in told
    assert "true 甲" in told


def test_one_notice_can_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--show", "--seed", "3", "--rate", "0.3"]) == 0
    assert "说明" in capsys.readouterr().out
