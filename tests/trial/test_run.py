"""Trials through the whole pipeline: clean notices come out whole, and what goes wrong is counted and kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from pipeline.errors import RepairError, ValidationError
from pipeline.messages import text as words
from pipeline.publication import state as store
from tests.ground.case import Rows
from tests.trial import run as trials
from tests.trial.__main__ import main
from tests.trial.adapter import publish
from tests.trial.run import Trial, case_of, try_one

pytestmark = pytest.mark.usefixtures("once")


def seeds(light: int, *others: int) -> list[ParameterSet]:
    """One seed on every run, others with what is slow."""
    return [
        pytest.param(light),
        *(pytest.param(other, marks=pytest.mark.slow) for other in others),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(1, 2, 3))
def test_a_clean_notice_comes_out_whole_and_without_a_mark(seed: int) -> None:
    result = try_one(Trial(seed, 0.0, rows=40))
    assert (result.refused, result.errors, result.marks) == ("", [], [])
    assert sum(count["right"] for count in result.columns.values()) > 40 * 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(1, 2))
def test_a_notice_damaged_a_little_has_no_silent_error(seed: int) -> None:
    result = try_one(Trial(seed, 0.02, rows=40))
    assert (result.refused, result.errors) == ("", [])


@pytest.mark.slow
def test_a_silent_error_is_listed_with_its_row_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def wrong(text: str, margin: float | None) -> Rows:
        rows: Any = publish(text, margin)
        rows["indicators"][6]["target_rank"] = 99
        return rows  # type: ignore[no-any-return]

    monkeypatch.setattr(trials, "publish", wrong)
    result = try_one(Trial(1, 0.0, rows=30, save=tmp_path))
    (look,) = result.errors
    assert (look.seq, look.column, look.got) == (7, "target_rank", "99")
    assert " | 7 | " in look.printed
    assert (tmp_path / "notice-1.txt").is_file()
    assert "99" in (tmp_path / "notice-1.log").read_text(encoding="utf-8")


def test_a_notice_that_is_refused_is_counted_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, margin: float | None) -> Rows:
        raise RepairError(words("no placing of the labels"))

    monkeypatch.setattr(trials, "publish", refuse)
    result = try_one(Trial(1, 0.0, rows=30))
    assert (result.refused, result.columns) == ("RepairError: no placing of the labels", {})


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the suites, in force in place of the repository's."""
    folder = tmp_path / "expectations"
    shutil.copytree(store.expectations_dir(), folder)
    monkeypatch.setattr(store, "expectations_dir", lambda: folder)
    return folder


def demand(suites: Path, table: str, rows: int, severity: str) -> None:
    """One more expectation of a table, which no notice of the trials meets."""
    path = suites / f"{table}.json"
    suite = json.loads(path.read_text("utf-8"))
    kind, reason = "expect_table_row_count_to_equal", "Only for this test."
    suite["expectations"].append(
        {"type": kind, "kwargs": {"value": rows}, "severity": severity, "meta": {"reason": reason}}
    )
    path.write_text(json.dumps(suite), "utf-8")


def test_tables_that_fail_critical_checks_are_refused_with_all_that_these_say(suites: Path) -> None:
    demand(suites, "indicators", 999, "critical")
    demand(suites, "lead_units", 998, "warning")
    demand(suites, "sections", 997, "critical")
    with pytest.raises(ValidationError) as refusal:
        publish(case_of(Trial(1, 0.0, rows=30)).text)
    said = str(refusal.value).split("; ")
    assert len(said) == 2
    assert said[0].startswith("indicators: expected row count to equal (value 999), found 30")
    assert said[1].startswith("sections: expected row count to equal (value 997)")


@pytest.mark.slow
def test_tables_that_fail_a_warning_alone_are_published(suites: Path) -> None:
    demand(suites, "indicators", 999, "warning")
    assert len(publish(case_of(Trial(1, 0.0, rows=30)).text)["indicators"]) == 30


def test_an_unknown_kind_of_damage_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kinds", "cell_lost,flood"]) == 2
    assert "flood" in capsys.readouterr().err


def test_the_report_ends_well_where_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--notices", "1", "--rows", "30", "--rate", "0", "--processes", "1"]) == 0
    assert "1 notices, 30 rows, 0 hits, 0 refused" in capsys.readouterr().out


def test_the_report_ends_badly_where_a_notice_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse_the_second(text: str, margin: float | None) -> Rows:
        if text == case_of(Trial(2, 0.0, rows=30)).text:
            raise ValidationError(words("provincial sums to 9, printed 10"))
        return publish(text, margin)

    monkeypatch.setattr(trials, "publish", refuse_the_second)
    assert main(["--notices", "2", "--rows", "30", "--rate", "0", "--processes", "1"]) == 1
    out = capsys.readouterr().out
    assert "2 notices, 60 rows, 0 hits, 1 refused" in out
    assert "seed 2 refused: ValidationError: provincial sums to 9, printed 10" in out
