"""Imports beside other work."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version as known
from pathlib import Path

import pytest

from pipeline.sandbox.imports import Ahead, collecting_seldom, deferring, without_collection


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


@pytest.fixture
def seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module that is seldom used, and one that imports it at its start."""
    (tmp_path / "seldom_used.py").write_text("answer = int\n")
    library = "import seldom_used\nfrom seldom_used import answer\n"
    (tmp_path / "some_library.py").write_text(library)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in ("seldom_used", "some_library"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("seldom")
def test_a_deferred_module_is_imported_once_something_of_it_is_used() -> None:
    with deferring("seldom_used"):
        library = import_module("some_library")
    assert "seldom_used" not in sys.modules
    assert library.answer("42") == 42
    assert "seldom_used" in sys.modules
    assert library.seldom_used.answer.from_bytes(b"\x07") == 7


@pytest.mark.usefixtures("seldom")
def test_who_imports_a_deferred_module_afterwards_gets_the_module_itself() -> None:
    with deferring("seldom_used"):
        import_module("some_library")
    assert import_module("seldom_used").answer is int


@pytest.mark.usefixtures("seldom")
def test_a_module_that_is_there_is_not_deferred() -> None:
    before = import_module("seldom_used")
    with deferring("seldom_used"):
        assert import_module("some_library").seldom_used is before
    assert sys.modules["seldom_used"] is before


@pytest.mark.usefixtures("seldom")
def test_what_is_used_within_the_block_is_imported_there() -> None:
    with deferring("seldom_used"):
        assert import_module("some_library").answer("42") == 42
    assert import_module("seldom_used").answer is int


def test_a_deferred_library_still_says_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the module that reads what is installed; what is not there is an error as ever."""
    monkeypatch.delitem(sys.modules, "importlib.metadata")
    with deferring("importlib.metadata"):
        version = sys.modules["importlib.metadata"].version
        assert version("pdfminer.six") == known("pdfminer.six")
        with pytest.raises(Exception, match="no-such-distribution"):
            version("no-such-distribution")
