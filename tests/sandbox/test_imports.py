"""Imports beside other work."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from pipeline.sandbox.imports import Ahead, collecting_seldom, without_collection


def test_a_block_collects_no_garbage_and_what_was_set_is_set_again() -> None:
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_block_that_collects_seldom_leaves_behind_what_was_set() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_modules_are_there_once_they_were_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_to_import.py").write_text("sum(range(2_000_000))\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    seconds = Ahead(["slow_to_import"]).seconds()
    assert "slow_to_import" in sys.modules
    assert seconds > 0


def test_a_module_that_cannot_be_imported_is_left_to_who_needs_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Ahead(["there_is_no_such_module"]).seconds()
    assert capsys.readouterr() == ("", "")
    assert "there_is_no_such_module" not in sys.modules
