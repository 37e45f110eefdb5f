"""--strict and --max-open: what is open fails a run of CI, and nothing published is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.publication.write import build, prepare, publish
from tests.conftest import ROOT
from tests.published import small_publication

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small publication, which leaves cells open, published."""
    out = tmp_path / "out"
    prepare(out, ())
    publish(build(small_publication(), "0" * 64), out, {}, {})
    return out


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any]:
    """Exit code, and the JSON on standard output."""
    code = main([str(word) for word in words])
    return code, json.loads(capsys.readouterr().out)


def is_open(folder: Path) -> int:
    statuses = [row["status"] for row in small_publication()["provenance"]]
    return statuses.count("ambiguous")


@pytest.mark.slow
@pytest.mark.usefixtures("once")
def test_a_check_fails_on_more_open_cells_than_may_be(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = is_open(folder)
    code, answer = call(capsys, "check", folder, "--max-open", count - 1, "--json")
    failed = [result["code"] for result in answer["results"] if result["suite"] == "gate"]
    assert (code, answer["ok"], failed) == (1, False, ["validate.too-many-open"])
    assert answer["error"]["code"] == "cli.not-sound-there"


@pytest.mark.usefixtures("once")
def test_a_check_passes_with_as_many_as_may_be(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = call(capsys, "check", folder, "--max-open", is_open(folder), "--json")
    assert [result for result in answer["results"] if result["suite"] == "gate"] == []
    assert code == (0 if answer["ok"] else 1)


@pytest.mark.usefixtures("once")
def test_strict_publishes_nothing_where_a_cell_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run before stays as it was; once it is published without the gate, strict says so."""
    from pipeline import run
    from pipeline.views.summary import summarise

    monkeypatch.setattr(run, "summarise", lambda *words: {**summarise(*words), "open": 2})
    out = tmp_path / "out"
    code, answer = call(capsys, "extract", TINY, "--out", out, "--strict", "--no-report", "--json")
    assert (code, answer["failures"]) == (1, ["2 cells are open, at most 0 may be"])
    assert not (out / "indicators.parquet").exists()
    assert (out / "rejected" / "indicators.parquet").exists()

    assert main(["extract", str(TINY), "--out", str(out), "--no-report"]) == 0
    capsys.readouterr()
    code, answer = call(capsys, "extract", TINY, "--out", out, "--strict", "--no-report", "--json")
    assert (code, answer["unchanged"]) == (1, True)
    assert answer["error"]["code"] == "cli.refused-before"
    assert (out / "indicators.parquet").exists()


def test_fewer_than_no_cells_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = call(capsys, "check", "nowhere", "--max-open", "-1", "--json")
    assert (code, answer["error"]["code"]) == (2, "cli.fewer-than-none")
