"""Telling by content whether a publication is current, and what tells one from another."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.publication import state, write
from tests.published import small_publication


@pytest.fixture
def published(tmp_path: Path) -> Path:
    write.publish(
        write.build(small_publication(), "g1"), tmp_path, {"report.html": b"x"}, {"rows": 8}
    )
    return tmp_path


def test_a_publication_is_current_for_its_generation_until_a_file_changes(published: Path) -> None:
    assert state.is_current(published, "g1")
    assert state.is_current(published, "g1", ["report.html"])
    assert not state.is_current(published, "g2")
    assert not state.is_current(published, "g1", ["validation.json"])
    (published / "README.md").write_text("changed")
    assert not state.is_current(published, "g1")


@pytest.mark.parametrize(
    "name", ["notice.parquet", "datapackage.json", ".state.json", "report.html"]
)
def test_a_publication_that_lacks_a_file_is_not_current(published: Path, name: str) -> None:
    (published / name).unlink()
    assert not state.is_current(published, "g1")


def test_time_stamps_and_place_do_not_matter(
    published: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "out"
    shutil.copytree(published, copy, copy_function=shutil.copyfile)
    assert state.is_current(copy, "g1")


def test_the_summary_of_the_last_publication_is_remembered(published: Path) -> None:
    assert state.read_state(published)["summary"] == {"rows": 8}
    (published / ".state.json").write_text("[")
    assert state.read_state(published) == {}


def test_whether_it_is_current_is_told_without_heavy_imports() -> None:
    heavy = "{'pyarrow', 'pandas', 'great_expectations'}"
    code = f"import sys, pipeline.publication.write, pipeline.validate; print({heavy} & set(sys.modules))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "set()\n"
    )


def test_the_generation_depends_on_each_of_its_parts() -> None:
    generations = [
        state.generation("a", b"spec", b"corrections", "code", "extra"),
        state.generation("b", b"spec", b"corrections", "code", "extra"),
        state.generation("a", b"spec2", b"corrections", "code", "extra"),
        state.generation("a", b"spec", b"corrections2", "code", "extra"),
        state.generation("a", b"spec", b"corrections", "code2", "extra"),
        state.generation("a", b"spec", b"corrections", "code", "extra2"),
    ]
    assert len(set(generations)) == 6
    assert generations[0] == state.generation("a", b"spec", b"corrections", "code", "extra")


def test_the_code_digest_follows_the_suites_content_and_names_and_nothing_else(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.json").write_text("{}")
    first = state.code_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    assert state.code_digest(tmp_path) == first
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    renamed = state.code_digest(tmp_path)
    (tmp_path / "b.json").write_text("[]")
    assert len({first, renamed, state.code_digest(tmp_path)}) == 3


def test_suites_within_the_package_count_as_the_suites_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is installed, the same code has the same digest."""
    here = state.code_digest()
    installed = tmp_path / "site" / "pipeline"
    shutil.copytree(state._PACKAGE, installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(state.expectations_dir(), installed / "expectations")
    monkeypatch.setattr(state, "_PACKAGE", installed)
    monkeypatch.setattr(state, "_INSTALLED", installed / "expectations")
    assert state.expectations_dir() == installed / "expectations"
    assert state.code_digest() == here
