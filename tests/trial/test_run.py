"""Trials through the whole pipeline: clean notices come out whole, and what goes wrong is counted and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RepairError
from tests.trial import run as trials
from tests.trial.__main__ import main
from tests.trial.adapter import Rows, publish
from tests.trial.run import Trial, try_one


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_clean_notice_comes_out_whole_and_without_a_mark(seed: int) -> None:
    result = try_one(Trial(seed, 0.0, rows=40))
    assert (result.refused, result.errors, result.marks) == ("", [], [])
    assert sum(count["right"] for count in result.columns.values()) > 40 * 20


@pytest.mark.parametrize("seed", [1, 2])
def test_a_notice_damaged_a_little_has_no_silent_error(seed: int) -> None:
    result = try_one(Trial(seed, 0.02, rows=40))
    assert (result.refused, result.errors) == ("", [])


def test_a_silent_error_is_listed_with_its_row_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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
        raise RepairError("no placing of the labels")

    monkeypatch.setattr(trials, "publish", refuse)
    result = try_one(Trial(1, 0.0, rows=30))
    assert (result.refused, result.columns) == ("RepairError: no placing of the labels", {})


def test_an_unknown_kind_of_damage_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kinds", "cell_lost,flood"]) == 2
    assert "flood" in capsys.readouterr().err


def test_the_report_ends_well_where_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--notices", "1", "--rows", "30", "--rate", "0", "--processes", "1"]) == 0
    assert "1 notices, 30 rows, 0 hits, 0 refused" in capsys.readouterr().out
