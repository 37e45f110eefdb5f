""".ci/environment.py: what pip is told, uv is told too."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "environment.py"


@pytest.fixture(scope="module")
def environment() -> ModuleType:
    spec = spec_from_file_location("environment", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_nearer_setting_wins(environment: ModuleType) -> None:
    """pip's order: the environment before the command's section before the general one."""
    listing = ":env:.timeout='9'\nglobal.index-url='a'\nglobal.timeout='1'\ninstall.index-url='b'\nfreeze.index-url='c'\n"
    assert environment.parse_pip_settings(listing) == {"index-url": "b", "timeout": "9"}


def test_several_indexes_are_separated_as_uv_reads_them(environment: ModuleType) -> None:
    settings = {
        "index-url": "main",
        "extra-index-url": "one\ntwo",
        "find-links": "x y",
        "no-color": "true",
    }
    assert environment.translate(settings) == {
        "UV_DEFAULT_INDEX": "main",
        "UV_INDEX": "one two",
        "UV_FIND_LINKS": "x,y",
    }


def test_what_is_set_for_uv_itself_stays(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        environment, "pip_settings", lambda pip: {"index-url": "pip's", "find-links": "folder"}
    )
    monkeypatch.setenv("UV_DEFAULT_INDEX", "uv's")
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)
    told = environment.uv_environment([], without=("find-links",))
    assert told["UV_DEFAULT_INDEX"] == "uv's"
    assert "UV_FIND_LINKS" not in told
    assert told["UV_PYTHON_DOWNLOADS"] == "never"


def test_without_pip_nothing_is_passed_on(environment: ModuleType) -> None:
    assert environment.pip_settings([]) == {}


def test_what_installs_does_not_stay(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """uv is fetched into a folder that goes; one on the path, or beside the interpreter, is taken as it is."""
    calls: list[list[str]] = []
    there: set[str] = set()
    python, folder = tmp_path / "bin" / "python", tmp_path / "folder"

    def run(command: list[object], *_: object, **__: object) -> None:
        calls.append([str(part) for part in command])
        there.add(str(folder / "bin" / "uv"))

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(environment, "works", lambda command: str(command[0]) in there)
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    assert environment.find_uv(python, [], folder) is None
    assert environment.find_uv(python, ["pip"], folder) == folder / "bin" / "uv"
    assert calls[0][:7] == [
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--target",
        str(folder),
    ]
    there.add(str(python.parent / "uv"))
    assert environment.find_uv(python, ["pip"], folder) == python.parent / "uv"
    assert len(calls) == 1
