"""Both generators under one measure: counted alike, in one table, calibrated alike."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import RepairError
from pipeline.messages import text as words
from tests.ground import calibrate, run
from tests.ground.__main__ import main
from tests.ground.case import Judged, settle
from tests.ground.draw import FIRST, GENERATORS, SECOND, Draw, draws
from tests.ground.tally import HEADINGS, Tally, table, tally
from tests.ground.warned import Warned, serials
from tests.second.forms import FORMS
from tests.second.run import make


@pytest.mark.slow
@pytest.mark.parametrize("generator", GENERATORS)
def test_a_seed_left_clean_has_nothing_wrong_nor_hidden(generator: str) -> None:
    counts = run.try_one(Draw(generator, 10, 0.5))
    assert (counts.damages, counts.refused, counts.faults) == (0, [], [])
    assert counts.outcomes["right"] > 100
    assert counts.outcomes["hidden"] == counts.outcomes["warned"] == 0


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_same_draw_gives_the_same(generator: str) -> None:
    one, two = (Draw(generator, 7, 0.2).case() for _ in range(2))
    assert one.told == two.told
    assert one.harms == two.harms


def test_every_form_and_drawn_cells_occur_in_the_proportions_that_are_told() -> None:
    cases = [draw.case() for draw in draws(SECOND, 1, 240, 0.1)]
    forms = Counter(case.form for case in cases)
    assert forms == {"county": 120, **dict.fromkeys(FORMS.keys() - {"county"}, 30)}
    assert sum(case.told.page.is_drawn for case in cases) == 80
    assert sum(not case.harms for case in cases) >= 24


def test_what_is_hidden_or_warned_of_is_told_apart_from_what_is_wrong() -> None:
    case = make(1, 0.0)
    rows = case.publish()
    row = {"severity": "warning", "seq": 2, "page": None, "row": None}
    rows["findings"] = [row]
    judged = [Judged(seq, "target", "wrong", "甲", "乙") for seq in (1, 2)]
    outcomes = [each.outcome for each in settle(case, rows, judged)]
    assert outcomes == ["wrong", "warned"]


def test_a_sum_over_all_rows_warns_of_none_of_them() -> None:
    def warned(summed: str) -> Warned:
        rows = {"rows": summed, "status": "off"}
        indicators = [{"seq": seq} for seq in (1, 2, 3)]
        return Warned.of({"findings": [], "indicators": indicators, "sums": [rows]})

    assert warned("1-2").covers(1, (1, 1), "unit_points")
    assert not warned("1-2").covers(1, (1, 1), "target")
    assert not warned("1-3").covers(1, (1, 1), "weight")


def test_a_warning_of_rows_without_a_label_is_one_of_their_label_alone() -> None:
    said = {"column": "level2", "rows": [2, 3]}
    finding = {
        "severity": "warning",
        "code": "repair.no-label",
        "parameters": json.dumps(said),
        "seq": None,
        "page": None,
        "row": None,
    }
    warned = Warned.of({"findings": [finding], "indicators": [], "sums": []})
    assert warned.covers(2, (1, 1), "level2")
    assert warned.covers(3, (1, 1), "level2_points")
    assert not warned.covers(2, (1, 1), "level1")
    assert not warned.covers(2, (1, 1), "weight")
    assert not warned.covers(4, (1, 1), "level2")


def test_serials_are_read_from_ranges() -> None:
    assert serials("14-16, 18") == {14, 15, 16, 18}
    assert serials("") == frozenset()


def test_counts_add_up_and_stand_under_their_headings() -> None:
    case = make(1, 0.0)
    wrong = [Judged(1, "unit_points", "wrong"), Judged(1, "target", "wrong", None, "甲")]
    judged = [
        *wrong,
        Judged(2, "target", "marked"),
        Judged(3, "target", "right"),
        Judged(4, "unit", "open"),
    ]
    counts = tally(case, judged)
    counts.add(counts_of_nothing := Tally(notices=1, refused=[(9, "why")]))
    assert counts_of_nothing.values == 0
    cells = dict(zip(HEADINGS, counts.cells(), strict=True))
    assert cells == {
        "notices": "2",
        "refused": "1",
        "values": "5",
        "wrong": "2",
        "units": "1",
        "warned": "0",
        "hidden": "0",
        "marked": "1",
        "plain": "1",
        "open": "1",
        "right %": "25.000",
    }
    assert [line.split()[:2] for line in table([("0.1", "first", counts)]).splitlines()] == [
        ["rate", "generator"],
        ["0.1", "first"],
    ]


def test_a_notice_that_is_refused_is_counted_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RepairError(words("no placing of the labels"))

    monkeypatch.setattr("tests.trial.ground.publish", refuse)
    counts = run.try_one(Draw(FIRST, 1, 0.0))
    assert counts.refused == [(1, "RepairError: no placing of the labels")]
    assert main(["--notices", "1", "--rates", "0", "--generators", FIRST, "--processes", "1"]) == 1


@pytest.mark.slow
def test_the_trial_prints_both_in_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--notices", "1", "--rates", "0", "--seed", "20"]) == 0
    out = capsys.readouterr().out
    lines = [line.split() for line in out.splitlines() if line.strip().startswith("0 ")]
    assert [line[1:5] for line in lines] == [
        ["first", "1", "0", lines[0][4]],
        ["second", "1", "0", lines[1][4]],
    ]
    assert all(line[5] == "0" for line in lines)


def test_a_margin_falls_into_the_bucket_that_begins_at_or_below_it() -> None:
    assert [calibrate.bucket_of(margin) for margin in (3.9, 4.0, 4.5, 12.0, None)] == [
        0,
        1,
        1,
        6,
        6,
    ]
    assert calibrate.bounds(0) == (0.0, 4.0)
    assert calibrate.bounds(1) == (4.0, 5.0)
    assert calibrate.bounds(6) == (12.0, None)


def test_the_margin_of_a_value_is_what_its_second_reading_costs() -> None:
    costs = [(1, 0.0), (1, 5.5), (1, 7.0), (2, None)]
    rows = {"candidates": [{"seq": seq, "column": "unit", "cost": cost} for seq, cost in costs]}
    assert calibrate.second_costs(rows) == {(1, "unit"): 5.5}


def test_the_lower_end_of_an_interval_is_wilsons() -> None:
    assert calibrate.Counted(right=10).at_least == pytest.approx(0.7225, abs=1e-4)
    assert calibrate.Counted(right=50, wrong=50).at_least == pytest.approx(0.4038, abs=1e-4)
    assert calibrate.Counted().at_least == 0


def test_a_calibration_says_on_what_it_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    arguments = ["--calibrate", "--notices", "2", "--rates", "0.1", "--seed", "3"]
    assert main([*arguments, "--generators", SECOND, "--write", str(path)]) == 0
    found = json.loads(path.read_text("utf-8"))
    assert (found["first_seed"], found["notices"], found["rates"]) == (3, 2, [0.1])
    assert len(found["code"]) == 64
    assert sum(bucket["right"] for bucket in found["buckets"]) > 0
    assert {bucket["status"] for bucket in found["buckets"]} <= {"repaired", "derived"}
