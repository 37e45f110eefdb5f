"""The Makefile hands on how a command ended."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A stand-in for the environment's Python: says what it was called with and ends as it is told.
PYTHON = '#!/bin/sh\necho "$@"\nexit "$CODE"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile beside an environment that is up to date."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(PYTHON, "utf-8")
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    for name in (
        "requirements.lock",
        "requirements-dev.lock",
        ".venv/.stamp-run",
        ".venv/.stamp-dev",
    ):
        (tmp_path / name).touch()
    return tmp_path


def made(project: Path, code: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Without what a make above this one says to those below."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(
        ["make", *arguments], cwd=project, env={**environment, "CODE": str(code)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("goal", ["extract", "check", "export", "dictionary"])
@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_command_ends_with_its_own_exit_code(code: int, goal: str, project: Path) -> None:
    done = made(project, code, goal)
    assert (done.returncode, done.stdout.strip()) == (code, f"-m pipeline {goal}")


def test_arguments_are_handed_on_and_several_commands_are_run(project: Path) -> None:
    assert (
        made(project, 0, "extract", "ARGS=x.pdf --force").stdout
        == "-m pipeline extract x.pdf --force\n"
    )
    done = made(project, 0, "extract", "check")
    assert (done.returncode, done.stdout) == (0, "-m pipeline extract\n-m pipeline check\n")
    assert made(project, 1, "extract", "check").stdout == "-m pipeline extract\n"


def test_other_targets_and_dry_runs_are_as_ever(project: Path) -> None:
    done = made(project, 0, "lint")
    assert (done.returncode, done.stdout) == (0, "-m ruff check .\n-m ruff format --check .\n")
    assert made(project, 1, "lint").returncode == 2
    assert made(project, 0, "extract", "types").stdout == "-m pipeline extract\n-m mypy\n"
    assert made(project, 1, "-n", "extract").stdout == ".venv/bin/python -m pipeline extract \n"
    assert "make extract" in made(project, 0).stdout


def test_an_environment_that_cannot_be_had_is_no_failed_check(project: Path) -> None:
    (project / ".venv" / ".stamp-run").unlink()
    done = made(project, 0, "extract", "PYTHON=false")
    assert done.returncode == 2
    assert "is not Python 3.11 or later" in done.stderr
