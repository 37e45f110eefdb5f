"""The installed package: the wheel holds all that a run needs, and is the same code as the repository's."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from pipeline.publication.state import code_digest
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel built from a copy of the repository unpacks to, by the locked build backend and no network."""
    source, site = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name in ("pipeline", "expectations"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    code = (
        "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(site)], cwd=source, capture_output=True, check=True
    )
    with zipfile.ZipFile(next(site.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return site


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the unpacked wheel alone on its path, in a folder that is not the repository."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=installed, env={"PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_every_package_is_named_for_the_build() -> None:
    named = set(PROJECT["tool"]["setuptools"]["packages"])
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "pipeline").rglob("__init__.py")
    }
    assert named == {*found, "pipeline.expectations"}


def test_the_wheel_is_the_same_code_with_its_suites(installed: Path) -> None:
    code = "from pipeline.publication import state; print(state.__file__, state.expectations_dir(), state.code_digest())"
    file, suites, digest = run(installed, "-c", code).stdout.split()
    assert Path(file).parent == installed / "pipeline" / "publication"
    assert Path(suites) == installed / "pipeline" / "expectations"
    assert digest == code_digest()
    assert (installed / "pipeline" / "py.typed").is_file()


def test_the_installed_command_has_its_specs_its_suites_and_its_page(installed: Path) -> None:
    """What a run takes from files, read from outside the repository."""
    code = """if True:
        from pipeline import spec
        from pipeline.views import report
        from pipeline.publication import state
        from pipeline.validate.suites import load_suites
        suites = [suite.name for suite in load_suites(state.expectations_dir(), "chongyi-2022")]
        print(len(suites), "chongyi-2022/indicators" in suites, bool(spec.load(spec.DEFAULT).form))
        print(bool(report._style() and report._script()))
        from pipeline.cli import main
        main(["dictionary"])
    """
    done = run(installed, "-c", code)
    assert done.stderr == ""
    assert done.stdout.splitlines()[:2] == ["19 True True", "True"]
    assert done.stdout.endswith((ROOT / "extracted" / "README.md").read_text("utf-8"))
