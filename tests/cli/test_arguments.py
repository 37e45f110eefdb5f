"""Arguments and options: data, of which the parser is made; pages as they are typed; the version."""

from __future__ import annotations

import tomllib

import pytest

from pipeline.cli import main
from pipeline.cli.arguments import COMMANDS, page_numbers, parse, version
from pipeline.cli.commands import COMMANDS as DONE
from pipeline.errors import UsageError
from tests.conftest import ROOT


def test_every_command_that_is_declared_is_done() -> None:
    assert [command.name for command in COMMANDS] == list(DONE)


def test_every_command_takes_json() -> None:
    for command in COMMANDS:
        assert "--json" in {argument.name for argument in command.arguments}


@pytest.mark.parametrize(
    ("call", "language"),
    [
        (["dictionary"], "en"),
        (["--lang", "zh", "dictionary"], "zh"),
        (["dictionary", "--lang", "zh"], "zh"),
        (["--lang", "zh", "dictionary", "--lang", "en"], "en"),
    ],
    ids=" ".join,
)
def test_the_language_is_named_before_the_command_or_after_it(
    call: list[str], language: str
) -> None:
    assert parse(call, "en").lang == language


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"notice-pipeline {project['version']}\n"
    assert version() == project["version"]


@pytest.mark.parametrize(
    ("text", "pages"), [(None, None), ("3-5", [3, 4, 5]), ("1,4-6, 5", [1, 4, 5, 6]), ("7", [7])]
)
def test_pages_are_read(text: str | None, pages: list[int] | None) -> None:
    assert page_numbers(text) == pages


@pytest.mark.parametrize("text", ["", "0", "5-3", "a", "1-", "-3", "1;2", "1-999999999", "²"])
def test_pages_that_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--pages"):
        page_numbers(text)
