"""A batch that is killed again and again ends as one that never was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
KILLS = 5
DOCUMENTS = ("a", "b", "c", "县 d")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of five kills at random steps and a last run that nobody stopped."""
    base = tmp_path_factory.mktemp("killed")
    sources = base / "in"
    sources.mkdir()
    for name in DOCUMENTS:
        (sources / f"{name}.txt").write_text(f"一\t二\n{name}\t1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.batches.killed", str(sources), str(base), "7", str(KILLS)],
        cwd=ROOT,
        env={**os.environ, "JE_ARROW_MALLOC_CONF": "background_thread:false"},
        capture_output=True,
        text=True,
        check=True,
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_the_steps_are_of_writing_publishing_the_dataset_and_the_catalogue(
    told: dict[str, Any],
) -> None:
    steps = "\n".join(told["steps"])
    for what in ("open notices/", "os.rename notices/", "dataset/indicators", "catalogue.parquet"):
        assert what in steps
    assert "catalogue.html" in steps


def test_after_five_kills_at_random_steps_a_start_gives_the_same_bytes(
    told: dict[str, Any],
) -> None:
    assert [ended for _, ended in told["kills"]] == [-signal.SIGKILL] * KILLS
    assert told["last"] == 0
    assert told["differ"] == []


def test_what_the_killed_ones_left_unfinished_is_gone(told: dict[str, Any]) -> None:
    assert told["left_over"] == []
