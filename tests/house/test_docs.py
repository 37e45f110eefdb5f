"""What the documents say is so: commands, targets, files and snippets named in them exist and work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

COMMANDS = ("extract", "check", "explain", "review", "export", "tables", "dictionary")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
IGNORED = {
    ".venv",
    ".git",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "rejected",
}


def blocks(language: str) -> list[str]:
    """The README's fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.S | re.M)


def code(text: str = README) -> str:
    """Everything a Markdown text sets as code, blocks and words."""
    fenced = r"^```\w*\n(.*?)^```"
    spans = re.findall(r"`([^`\n]+)`", re.sub(fenced, "", text, flags=re.S | re.M))
    return "\n".join([*re.findall(fenced, text, re.S | re.M), *spans])


@cache
def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *command, "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return done.stdout


def invocations() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every command line of the README: its command and its options."""
    for rest in re.findall(r"(?:-m pipeline|notice-pipeline) ([^\n#|`]+)", code()):
        command, *words = rest.split()
        yield (
            command,
            tuple(word.strip("[]") for word in words if word.lstrip("[").startswith("--")),
        )


def files() -> Iterator[Path]:
    """Every file of the project that is text."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in IGNORED and not name.endswith(".egg-info")
        ]
        for path in (Path(folder, name) for name in names):
            if b"\0" not in path.read_bytes()[:8192]:
                yield path


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))


def test_the_command_line_has_the_documented_commands() -> None:
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", help_of())
        assert help_of(command)


def test_every_command_and_option_in_the_readme_exists() -> None:
    used = set(invocations())
    assert {command for command, _ in used} == set(COMMANDS)
    for command, options in used:
        for option in options:
            assert re.search(rf"{option}\b", help_of(command)), f"{command} has no {option}"


@pytest.mark.parametrize(
    "path", ["README.md", ".ci/run", ".github/workflows/ci.yml", "raw/README.md", "CHANGELOG.md"]
)
def test_every_make_target_that_is_named_exists(path: str) -> None:
    text = read(ROOT / path)
    calls = re.findall(r"\bmake((?: [a-z-]+\b)+)", code(text) if path.endswith(".md") else text)
    assert {name for call in calls for name in call.split()} <= targets()


@pytest.mark.parametrize("path", ["Makefile", ".ci/run"])
def test_every_file_that_a_target_runs_exists(path: str) -> None:
    """A target whose file was moved fails only where somebody calls it."""
    commands = re.sub(r"#.*", "", (ROOT / path).read_text(encoding="utf-8"))
    named = re.findall(r"(?<![\w/$.}])((?:tests|raw|\.ci)/[\w./-]+)", commands)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_make_help_lists_every_target() -> None:
    listed = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M))
    assert listed == targets()
    assert listed == set(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.M)[0].split())


def test_every_linked_file_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("snippet", blocks("python"), ids=lambda text: text.split()[1])
def test_the_readers_of_the_readme_work_on_the_committed_tables(
    snippet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pandas, polars and DuckDB: three lines each; the last one is a table that holds rows."""
    monkeypatch.chdir(ROOT)
    *lines, last = snippet.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert len(eval(last, names)) > 0


def test_yaml_in_the_readme_is_yaml() -> None:
    assert all(yaml.safe_load(text) for text in blocks("yaml"))


def test_the_exit_codes_of_the_readme_are_those_of_the_errors() -> None:
    from pipeline import errors

    raised = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    assert raised | {0} == {int(code) for code in re.findall(r"^\| ([0-9]) \|", README, re.M)}


def test_the_console_script_is_there() -> None:
    module, _, function = PROJECT["project"]["scripts"]["notice-pipeline"].partition(":")
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pin = r"[a-z0-9-]+==[0-9][\w.]*( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"({pin})+", text)


def test_the_locks_agree_and_hold_what_the_project_needs() -> None:
    run, dev, uv = (
        set(re.findall(r"^\S+==.*?(?= \\)", (ROOT / lock).read_text(), re.M)) for lock in LOCKS
    )
    assert run <= dev
    assert uv <= dev
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    names = {re.split(r"[<>=! ]", need)[0] for need in wanted}
    assert names <= {pin.split("==")[0] for pin in dev}


def test_no_file_names_a_place_of_the_machine_it_was_made_on_or_a_package_index() -> None:
    roots = "|".join(("home", "root", "work", "opt", "Users", "tmp", "private"))
    place = re.compile(
        rf"(?<![\w.$}}*~/-])/(?:{roots})/[\w.]|file[:]/|https?://[^\s)]*(?:py[p]i|python[h]osted|/simple)"
    )
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in files()
        for hit in place.finditer(read(path))
    ]
    assert found == []


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
